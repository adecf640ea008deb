"""The competence matrix: who can do what against what their role needs (ISO 9001 and 14001, 7.2).

Pure values: people and roles down, skills across, a mark in each cell and what it means today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from isodesk.registers.skill import ALONE

SOON = timedelta(days=60)
"""Before a mark ends, so long ahead it is said."""


class Standing(Enum):
    """What a mark means against what is needed."""

    NONE = ""
    EXTRA = "Not needed, but able"
    MET = "As needed"
    SOON = "Ends soon"
    LEARNING = "In training"
    EXPIRED = "Expired"
    GAP = "Missing"


OPEN = (Standing.GAP, Standing.EXPIRED, Standing.LEARNING)
"""Where training is needed."""


@dataclass(frozen=True)
class Mark:
    """A level somebody has, and until when."""

    level: int
    expires_on: date | None = None


@dataclass(frozen=True)
class SkillColumn:
    """A skill: what each role needs of it (by role), and the mark of each person (by id)."""

    id: int
    number: str
    title: str
    area: str
    needs: Mapping[str, int]
    marks: Mapping[int, Mark]
    alone: int = 0


@dataclass(frozen=True)
class PersonRow:
    """A person with the roles of theirs that need something."""

    id: int
    name: str
    roles: tuple[str, ...]
    shown: str
    department: str


@dataclass(frozen=True)
class Cell:
    """A mark (0 for none) against what is needed (0 for nothing)."""

    level: int
    needed: int
    standing: Standing
    expires_on: date | None = None

    @property
    def text(self) -> str:
        """`2`, or `1/2` where more is needed; "" for nothing of either."""
        if not self.level and not self.needed:
            return ""
        return f"{self.level}/{self.needed}" if self.level < self.needed else str(self.level)


def cell(mark: Mark | None, needed: int, today: date) -> Cell:
    """A person's mark for a skill against what their roles need."""
    level = mark.level if mark else 0
    ends = mark.expires_on if mark and level else None
    return Cell(level, needed, _standing(level, needed, ends, today), ends)


def _standing(level: int, needed: int, ends: date | None, today: date) -> Standing:
    if not needed and not level:
        return Standing.NONE
    if ends is not None and ends < today:
        return Standing.EXPIRED if needed else Standing.EXTRA
    if level < needed:
        return Standing.LEARNING if level else Standing.GAP
    if ends is not None and ends <= today + SOON:
        return Standing.SOON
    return Standing.MET if needed else Standing.EXTRA


def needed_of(skill: SkillColumn, roles: Iterable[str]) -> int:
    """The highest level any of these roles needs of the skill; 0 for none."""
    return max((skill.needs.get(role, 0) for role in roles), default=0)


@dataclass(frozen=True)
class MatrixLine:
    """A row of the matrix: a person, or a role with who bears it."""

    id: int
    name: str
    note: str
    group: str
    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> int:
        """Cells where training is needed."""
        return sum(1 for each in self.cells if each.standing in OPEN)


@dataclass(frozen=True)
class Matrix:
    """Rows against skills."""

    skills: tuple[SkillColumn, ...]
    lines: tuple[MatrixLine, ...]

    @property
    def gaps(self) -> int:
        """All cells where training is needed."""
        return sum(line.gaps for line in self.lines)

    @property
    def needed(self) -> int:
        """All cells in which something is needed: the denominator."""
        return sum(1 for line in self.lines for each in line.cells if each.needed)


def people_matrix(
    skills: tuple[SkillColumn, ...], people: Iterable[PersonRow], today: date
) -> Matrix:
    """People by skill; those with no mark and no need in any skill are left out."""
    lines = []
    for person in people:
        cells = tuple(
            cell(s.marks.get(person.id), needed_of(s, person.roles), today) for s in skills
        )
        if any(each.standing is not Standing.NONE for each in cells):
            lines.append(MatrixLine(person.id, person.name, person.shown, person.department, cells))
    return Matrix(skills, tuple(lines))


def roles_matrix(
    skills: tuple[SkillColumn, ...], people: Iterable[PersonRow], today: date
) -> Matrix:
    """Roles by skill: the lowest mark of all who bear the role, against what it needs."""
    known = tuple(people)
    roles = sorted({role for s in skills for role in s.needs}, key=str.casefold)
    lines = []
    for role in roles:
        bearers = [p for p in known if role in p.roles]
        note = ", ".join(p.name for p in bearers)
        cells = tuple(_of_role(s, role, bearers, today) for s in skills)
        lines.append(MatrixLine(0, role, note, "", cells))
    return Matrix(skills, tuple(lines))


def _of_role(skill: SkillColumn, role: str, bearers: list[PersonRow], today: date) -> Cell:
    """The worst of its bearers; a role that nobody bears shows a gap."""
    needed = skill.needs.get(role, 0)
    if not needed:
        return Cell(0, 0, Standing.NONE)
    cells = [cell(skill.marks.get(p.id), needed, today) for p in bearers]
    order = list(Standing)
    worst = max(cells, key=lambda each: order.index(each.standing), default=None)
    return worst or Cell(0, needed, Standing.GAP)


def short_of(skill: SkillColumn, today: date) -> int:
    """How many able people a skill lacks of those it must have; 0 for enough."""
    able = [
        m
        for m in skill.marks.values()
        if m.level >= ALONE and (m.expires_on is None or m.expires_on >= today)
    ]
    return max(skill.alone - len(able), 0)
