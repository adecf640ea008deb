"""People, roles and places (ISO 9001:2015, 5.3, 7.1.2; ISO 14001:2015, 5.3).

Their table stands on the spine since the first version, with dialogs of its own; this is the
same table as a register. Who works here is `active`, which follows from the state, as the
dialogs write both.
"""

from collections.abc import Iterator
from datetime import date

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import PERSON, YES
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register
from isodesk.core.steps import DRAFT, TODAY, VOID, State, Step


class Person(Entry):
    """A person, or a role or place ("Laboratory") that answers for things and holds copies."""

    title: str = field("Name", search=True, weight=12, also=("Employee",))
    roles: str | None = field(
        "Post or role", search=True, weight=13, help="Several are parted by commas."
    )
    department: str | None = field("Department", search=True, weight=9)
    email: str | None = field("E-mail", search=True)
    phone: str | None = field("Telephone")
    is_role: bool | None = field("A role or place, not a person", YES, default=False)
    job: str | None = field("Job title", search=True, weight=10)
    manager_id: int | None = field("Reports to", PERSON, weight=9)
    started_on: date | None = field("Started on")
    left_on: date | None = field("Left on")

    @computed("Works here", YES)
    def active(self) -> bool:
        """Whoever is named in this file and has not left."""
        return self.state in (DRAFT, "active")


def nobody_is_their_own_manager(person: Person) -> Iterator[Problem]:
    """A chart of who reports to whom ends at the top."""
    if person.manager_id is not None and person.manager_id == person.id:
        yield Problem("manager_id", "Nobody reports to themselves. Choose somebody else.")


def leaves_after_the_start(person: Person) -> Iterator[Problem]:
    """The two days stand in order."""
    if person.started_on and person.left_on and person.left_on < person.started_on:
        yield Problem("left_on", "This is before the first day. Look at both days.")


REGISTER = Register(
    Person,
    key="person",
    title="People and roles",
    one="person",
    many="people",
    group=Group.PEOPLE,
    about="Who works here, in which role, and to whom they report.",
    example=Example(
        "P-007",
        "Mira Holt",
        "Team leader of the foundry and first aider; reports to the works manager.",
        ("Foundry", "Since 2 May 2019"),
    ),
    numbering="P-{seq:03}",
    clauses=("9001 5.3", "9001 7.1.2", "14001 5.3"),
    columns=("title", "roles", "job", "department", "manager_id", "started_on", "state"),
    form={
        "Person": ("title", "is_role", "roles", "job", "department", "manager_id"),
        "Contact": ("email", "phone"),
        "Time with us": ("started_on", "left_on", "active", "legacy"),
    },
    states=(
        State(DRAFT, "New", "grey"),
        State("active", "Active", "green"),
        State("left", "Left", "grey"),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Add", (DRAFT,), "active"),
        Step(
            "Note as left",
            (DRAFT, "active"),
            "left",
            asks=("left_on",),
        ),
        Step("Take on again", ("left",), "active", puts={"left_on": None, "started_on": TODAY}),
    ),
    rules=(nobody_is_their_own_manager, leaves_after_the_start),
    help="people",
    order="title",
    place=10,
)
