"""The competence matrix of the open file, and the training that its gaps ask for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from isodesk.core.problems import Refused
from isodesk.documents.reading import bears
from isodesk.i18n import tr
from isodesk.registers.competence_matrix import (
    OPEN,
    Mark,
    Matrix,
    PersonRow,
    SkillColumn,
    people_matrix,
    roles_matrix,
)
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk

if TYPE_CHECKING:
    from isodesk.store.unit import Unit


@dataclass(frozen=True)
class TrainingPlan:
    """One training that a skill's gaps ask for, and for whom."""

    skill_id: int
    skill: str
    people: tuple[tuple[int, str], ...]


class Competence:
    """Who can do what, read by plain SQL; one write: the trainings that are needed."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def people(self, area: str = "") -> Matrix:
        """People by skill; `area` narrows the skills."""
        skills = self._skills(area)
        return people_matrix(skills, self._people(skills), self._desk.today())

    def roles(self, area: str = "") -> Matrix:
        """Roles by skill."""
        skills = self._skills(area)
        return roles_matrix(skills, self._people(skills), self._desk.today())

    def areas(self) -> tuple[str, ...]:
        """The areas that skills in force name."""
        rows = self._read(
            "SELECT DISTINCT trim(x.area) FROM skill x JOIN record r ON r.id = x.id"
            " WHERE r.state = 'open' AND trim(coalesce(x.area, '')) <> ''"
        )
        return tuple(sorted((str(row[0]) for row in rows), key=str.casefold))

    def plan(self, area: str = "") -> tuple[TrainingPlan, ...]:
        """The trainings that gaps ask for: one a skill, for those who lack it and stand on no
        open training for it yet."""
        matrix = self.people(area)
        asked = self._asked()
        plans = []
        for nth, skill in enumerate(matrix.skills):
            lacking = tuple(
                (line.id, line.name)
                for line in matrix.lines
                if line.cells[nth].standing in OPEN and line.id not in asked[skill.id]
            )
            if lacking:
                plans.append(TrainingPlan(skill.id, f"{skill.number} {skill.title}", lacking))
        return tuple(plans)

    def note_needs(self, plans: Sequence[TrainingPlan]) -> tuple[int, ...]:
        """Trainings in the state "needed", one for each plan. Raises Refused when somebody is
        asked already meanwhile."""
        now = {plan.skill_id: set(plan.people) for plan in self.plan()}
        if any(not set(plan.people) <= now.get(plan.skill_id, set()) for plan in plans):
            raise Refused(tr("The matrix changed meanwhile. Look at the plan again."))
        with self._desk.unit(tr("Training needs from the competence matrix")) as unit:
            return tuple(self._note(unit, plan) for plan in plans)

    def _note(self, unit: "Unit", plan: TrainingPlan) -> int:
        from isodesk.services.training_asks import needed

        title = tr("Training: {skill}", skill=plan.skill.partition(" ")[2])
        values = {"title": title, "why": "GAP", "skill_id": plan.skill_id}
        return needed(unit, values, [person for person, _ in plan.people])

    def _asked(self) -> dict[int, set[int]]:
        """Who stands on an open training, by skill."""
        rows = self._read(
            "SELECT x.skill_id, a.person_id FROM training x JOIN record r ON r.id = x.id"
            " JOIN training_attendee a ON a.record_id = x.id AND a.ended IS NULL"
            " WHERE r.closed IS NULL AND x.skill_id IS NOT NULL AND a.person_id IS NOT NULL"
        )
        asked: dict[int, set[int]] = defaultdict(set)
        for skill, person in rows:
            asked[int(str(skill))].add(int(str(person)))
        return asked

    def _skills(self, area: str) -> tuple[SkillColumn, ...]:
        needs: dict[int, dict[str, int]] = defaultdict(dict)
        for skill, role, level in self._lines("skill_role", "role, level"):
            if role and level:
                known = needs[int(str(skill))]
                known[str(role)] = max(known.get(str(role), 0), int(str(level)))
        marks: dict[int, dict[int, Mark]] = defaultdict(dict)
        for skill, person, level, ends in self._lines(
            "skill_holder", "person_id, level, expires_on"
        ):
            if person is not None:  # of two lines the later counts
                day = date.fromisoformat(str(ends)) if ends else None
                marks[int(str(skill))][int(str(person))] = Mark(int(str(level or 0)), day)
        rows = self._read(
            "SELECT r.id, r.number, r.title, trim(coalesce(x.area, '')), coalesce(x.alone, 0)"
            " FROM skill x JOIN record r ON r.id = x.id WHERE r.state = 'open'"
            " AND (? = '' OR trim(coalesce(x.area, '')) = ?)"
            " ORDER BY trim(coalesce(x.area, '')) COLLATE NOCASE, r.sort_title",
            (area, area),
        )
        return tuple(
            SkillColumn(
                int(str(i)), str(number or ""), str(title or ""), str(named),
                needs[int(str(i))], marks[int(str(i))], int(str(alone)),
            )
            for i, number, title, named, alone in rows
        )  # fmt: skip

    def _people(self, skills: Sequence[SkillColumn]) -> tuple[PersonRow, ...]:
        wanted = sorted({role for skill in skills for role in skill.needs})
        rows = self._read(
            "SELECT r.id, r.title, coalesce(x.roles, ''), coalesce(x.department, '')"
            " FROM person x JOIN record r ON r.id = x.id WHERE x.active = 1"
            " AND coalesce(x.is_role, 0) = 0 AND r.state <> 'void'"
            " ORDER BY coalesce(x.department, '') COLLATE NOCASE, r.sort_title"
        )
        return tuple(
            PersonRow(
                int(str(i)),
                str(name or ""),
                tuple(role for role in wanted if bears(str(roles), role)),
                str(roles),
                str(department),
            )
            for i, name, roles, department in rows
        )

    def _lines(self, table: str, columns: str) -> Sequence[tuple[object, ...]]:
        return self._read(
            f"SELECT record_id, {columns} FROM {table} WHERE ended IS NULL ORDER BY position, id"
        )

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Sequence[tuple[object, ...]]:
        found: Sequence[tuple[object, ...]] = (
            self._desk.file.reader().execute(sql, values).fetchall()
        )
        return found
