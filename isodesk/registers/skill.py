"""Competence: what somebody must be able to do, who is, and what shows it (ISO 9001:2015, 7.2;
ISO 14001:2015, 7.2)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference, Whole
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import Grow, State, Step

LEVELS = (
    (0, "Not trained"),
    (1, "In training"),
    (2, "Can do it alone"),
    (3, "Can teach it"),
)
"""The marks of the matrix."""
LEVEL = Whole((0, 3), LEVELS)
ALONE, TEACHES = 2, 3


class Evidence(Enum):
    """What a mark rests on."""

    EDUCATION = "Education"
    TRAINING = "Training"
    EXPERIENCE = "Experience"
    TEST = "Test or work watched"
    CERTIFICATE = "Certificate or licence"


class Skill(Entry):
    """One thing that one must be able to do, and who can."""

    title: str = field("Skill", search=True, weight=15, also=("Competence", "Task"))
    area: str | None = field("Area", search=True, weight=8)
    what: str | None = field("What one can do then", NOTE, search=True)
    shown_by: str | None = field("What shows it", NOTE, help="The evidence that is asked for.")
    document_id: int | None = field(
        "Rests on",
        Reference(("document",)),
        help="A new revision of this document asks for training of everybody who has the skill.",
    )
    law: str | None = field("Asked for by", search=True, help="A law, or a customer.")
    repeat: str | None = field("Has to be refreshed", EVERY)
    alone: int | None = field("Must be able", default=2, within=(0, 999))
    teachers: int | None = field("Must teach", default=1, within=(0, 999))

    @computed("Able", weight=4)
    def able(self) -> int:
        """How many can do it alone."""
        return sum(1 for mark in marks_of(self) if (mark.level or 0) >= ALONE)

    @computed("First expiry", due="Refresher")
    def expires_on(self) -> date | None:
        """The first day on which somebody's mark ends."""
        days = [mark.expires_on for mark in marks_of(self) if mark.expires_on and mark.level]
        return min(days, default=None)


class SkillRole(Line):
    """A role that needs the skill. Everybody who bears the role in their post does."""

    role: str = field("Role", weight=14)
    level: int = field("Needs", LEVEL, default=ALONE)
    note: str | None = field("Note", weight=14)


class SkillHolder(Line):
    """What somebody can do, since when, and what shows it. The last line of a person counts."""

    person_id: int = field("Person", PERSON, weight=12)
    level: int = field("Level", LEVEL, default=ALONE)
    evidence: Evidence | None = field("Evidence")
    paper: str | None = field("What shows it", weight=12)
    since: date | None = field("Since")
    expires_on: date | None = field("Expires on")
    assessed_by_id: int | None = field("Judged by", PERSON, weight=9)


def marks_of(skill: Skill) -> tuple[SkillHolder, ...]:
    """The mark of each person: of several lines the last, as each training adds one."""
    lines = skill.lines.get("skill_holder", ())
    return tuple({line.person_id: line for line in lines if line.person_id}.values())


def enough_people_are_able(skill: Skill) -> Iterator[Problem]:
    """One who leaves or falls ill must not take the skill along."""
    if skill.state != "open":
        return
    levels = [mark.level or 0 for mark in marks_of(skill)]
    able = sum(1 for level in levels if level >= ALONE)
    teachers = sum(1 for level in levels if level >= TEACHES)
    if able < (skill.alone or 0):
        yield Problem("alone", f"{_people(able)} can do it alone; {skill.alone} must be able.")
    if teachers < (skill.teachers or 0):
        yield Problem("teachers", f"{_people(teachers)} can teach it; {skill.teachers} must.")


def _people(n: int) -> str:
    return {0: "Nobody", 1: "One person"}.get(n, f"{n} people")


def _training(skill: Entry) -> dict[str, object]:
    return {"title": f"Training: {skill.title}", "skill_id": skill.id, "why": "GAP"}


REGISTER = Register(
    Skill,
    key="skill",
    title="Competence",
    one="skill",
    many="skills",
    group=Group.PEOPLE,
    about="What each role must be able to do, who can do it, and what shows that they can.",
    example=Example(
        "SK-012",
        "Pour ductile iron",
        "Furnace operators at level 2; shown by three heats watched by the team leader.",
        ("Foundry", "4 able, 1 teaches", "Refreshed every 2 years"),
    ),
    numbering="SK-{seq:03}",
    clauses=("9001 7.2", "14001 7.2"),
    columns=("number", "title", "area", "able", "alone", "expires_on", "owner_id", "state"),
    form={
        "Skill": ("title", "area", "what", "shown_by"),
        "Asked for by": ("document_id", "law", "repeat", "alone", "teachers"),
        "Standing": ("able", "expires_on", "owner_id", "legacy"),
    },
    states=states(State("open", "In force", "green"), closed="Dropped"),
    steps=(
        Step("Put in force", ("draft",), "open"),
        Step("Drop", ("open",), "closed", reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(enough_people_are_able,),
    lines=(
        Lines("skill_holder", "People", "person", SkillHolder),
        Lines("skill_role", "Needed by", "role", SkillRole),
    ),
    grows=(Grow("Plan training", "training", "skill_id", _training, ("open",)),),
    help="competence",
    order="title",
    place=20,
)
