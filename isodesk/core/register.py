"""A register: what belongs to the whole of it. One file each in `isodesk.registers`; the
officer's own are the same value, read from the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Field, Line
from isodesk.core.numbering import check_mask
from isodesk.core.steps import DRAFT, VOID, Around, Grow, Rule, State, Step

QMS, EMS, BOTH = 1, 2, 3


class Group(Enum):
    """The groups of the navigation, in their order."""

    PLANNING = "Planning"
    CUSTOMERS = "Customers"
    SUPPLY = "Products and supply"
    PEOPLE = "People"
    ENVIRONMENT = "Environment"
    IMPROVEMENT = "Improvement"
    AUDITS = "Audits"
    OWN = "Own registers"


@dataclass(frozen=True)
class Example:
    """A good entry, shown while the register is empty: number, title, text, and facts that
    stand in one quiet line."""

    number: str
    title: str
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lines:
    """What a record has several of, on a tab of its own: readings, attendees.

    `key` names the table and may be shared by registers; `columns` of the grid, all typed
    fields when empty.
    """

    key: str
    title: str
    one: str
    line: type[Line]
    columns: tuple[str, ...] = ()


_SPINE = frozenset(
    [
        "id",
        "kind",
        "parent_id",
        "state",
        "due_on",
        "systems",
        "version",
        "created",
        "changed",
        "closed",
        "sort_number",
        "sort_title",
        "lines",
        "own",
    ]
)
"""Names that a field of a register cannot have."""


@dataclass(frozen=True, eq=False)
class Register:
    """Everything a register is.

    `one` and `many` are its noun ("obligation", "obligations"); `about` says in one sentence
    what it is for; `clauses` as "14001 6.1.3"; `columns` are the fields on the list, `form` the
    sections with theirs; `place` orders it within its group. The first state is draft, where
    what is required may be missing; every record that is open may be voided with a reason.
    `derived` answers values of computed fields that need more than the entry itself; they are
    written at each save.
    Raises TypeError at import for a field that does not exist.
    """

    entry: type[Entry]
    key: str
    title: str
    one: str
    many: str
    group: Group
    about: str
    numbering: str
    columns: tuple[str, ...]
    form: Mapping[str, tuple[str, ...]]
    states: tuple[State, ...]
    steps: tuple[Step, ...] = ()
    rules: tuple[Rule, ...] = ()
    lines: tuple[Lines, ...] = ()
    grows: tuple[Grow, ...] = ()
    derived: Callable[[Any, Around], Mapping[str, Any]] | None = None
    systems: int = BOTH
    clauses: tuple[str, ...] = ()
    example: Example | None = None
    help: str = ""
    """The help page, as "aspects"; "" for the register's key."""
    order: str = "number"
    place: int = 50
    own_fields: tuple[Field, ...] = ()
    renamed: tuple[Field, ...] = ()
    """Built-in fields as this file words them."""
    by_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = (*self.entry.fields, *self.own_fields)
        by_key = {f.key: f for f in (*every, *self.renamed)}
        object.__setattr__(self, "by_key", by_key)
        if sentence := check_mask(self.numbering):
            raise TypeError(f"{self.key}: {sentence}")
        for each in self.entry.fields:
            if each.key in _SPINE and not each.spine:
                raise TypeError(f"{self.key}: {each.key} is a column of every record")
        known = set(self.by_key) | {"state", "due_on", "systems"}
        named = {*self.columns, *(key for keys in self.form.values() for key in keys)}
        stepped = {k for s in self.steps for k in (*s.needs, *s.asks, *s.optional, *s.puts)}
        named |= {f.every for f in every if f.every}
        for name in sorted(named | stepped):
            if name not in known:
                raise TypeError(f"{self.key}: there is no field {name}")
        keys = {state.key for state in self.states}
        for step in self.steps:
            for name in (*step.start, step.to):
                if name not in keys:
                    raise TypeError(f"{self.key}: {step.verb}: there is no state {name}")

    @property
    def fields(self) -> tuple[Field, ...]:
        """The built-in fields, then the officer's own."""
        return tuple(self.by_key.values())

    @property
    def lines_by_key(self) -> dict[str, Lines]:
        """Its lines by their key."""
        return {lines.key: lines for lines in self.lines}

    def state(self, key: str) -> State:
        """A state by its stored key."""
        return next(state for state in self.states if state.key == key)

    def step(self, key: str) -> Step:
        """A step by its key. Raises KeyError."""
        found = next((step for step in self.steps if step.key == key), None)
        if found is None:
            raise KeyError(f"{self.key} has no step {key}")
        return found

    def grow(self, key: str) -> Grow:
        """What grows from its records, by its key. Raises KeyError."""
        found = next((grow for grow in self.grows if grow.key == key), None)
        if found is None:
            raise KeyError(f"{self.key} grows no {key}")
        return found


def states(*between: State, closed: str = "Closed") -> tuple[State, ...]:
    """Draft, what lies between, closed (none with "") and void: the states of most registers."""
    end = (State("closed", closed, "green", closed=True),) if closed else ()
    return (
        State(DRAFT, "Draft", "grey"),
        *between,
        *end,
        State(VOID, "Void", "struck", closed=True),
    )
