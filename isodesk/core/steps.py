"""Steps, not statuses: which steps a record may take now, what is missing, and what follows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from isodesk.core.entry import Entry
from isodesk.core.problems import Problem
from isodesk.core.rows import Tone

DRAFT, VOID = "draft", "void"


@dataclass(frozen=True)
class State:
    """A state of a record: its stored key and the word in its pill. In a `closed` state nothing
    is due and the fields stay as they are."""

    key: str
    word: str
    tone: Tone = "blue"
    closed: bool = False


@dataclass(frozen=True)
class Near:
    """A record that is linked to another, as a rule sees it. `meaning` is the link's key, or
    the field by which it refers here; `outward` whether the link goes out from here; `made_on`
    the day it was entered."""

    id: int
    kind: str
    number: str
    title: str
    state: str
    closed: bool
    meaning: str
    outward: bool
    values: Mapping[str, Any]
    made_on: date | None = None


@dataclass(frozen=True)
class Work:
    """A document as the work of people: `people` are ids by "owner", "author" and "approver",
    `linked` the records it is linked with, `process` the words of its own field."""

    id: int
    number: str
    title: str
    process: str
    people: Mapping[str, frozenset[int]]
    linked: frozenset[int]


class Around(Protocol):
    """What a rule may know beyond the entry's own fields."""

    @property
    def today(self) -> date: ...
    @property
    def now(self) -> datetime: ...
    @property
    def actor_id(self) -> int | None:
        """Who takes the step."""

    def near(self, kind: str = "", meaning: str = "") -> tuple[Near, ...]:
        """Linked records in both directions, of one kind or meaning."""

    def lines(self, key: str) -> tuple[Any, ...]:
        """The lines of the record, as instances of their class."""

    def at(self, record_id: int) -> Near | None:
        """Any record by its id, such as one that a line names; None for none."""

    def entries(self, kind: str, state: str) -> tuple[Any, ...]:
        """All records of a built-in register in a state, with their lines."""

    def about(self, record_id: int, kind: str = "") -> tuple[Near, ...]:
        """All records tied to another one, by a link, a field, or a line that names it."""

    def works(self, people: Sequence[int]) -> tuple[Work, ...]:
        """Documents that these people own, wrote or approved and that are not withdrawn."""


@dataclass(frozen=True)
class Take:
    """Another record takes a step with it, if it may: a source that is opened again."""

    record_id: int
    step: str
    reason: str = ""


@dataclass(frozen=True)
class Put:
    """Another record, or this one, gets values with it."""

    record_id: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Make:
    """A new record that comes of it, linked to this one: `meaning` goes from the new to this."""

    kind: str
    values: Mapping[str, Any]
    meaning: str


@dataclass(frozen=True)
class AddLines:
    """A record gets more lines: results in doubt, evidence of what people learned."""

    record_id: int
    key: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Anew:
    """All records of a register that are not closed are worked out anew: what decides of them is
    another now."""

    kind: str


Effect = Take | Put | Make | AddLines | Anew
Guard = Callable[[Any, Around], Iterable[Problem | str]]
Rule = Callable[[Any], Iterable[Problem]]


@dataclass(frozen=True)
class Step:
    """A step of a record, as a verb on a button.

    `needs` are fields that must be filled before; the dialog asks for `asks` (those of them in
    `optional` may stay blank) and, with `reason`, for a sentence that goes into the history.
    `guards` say what else is missing, and `effects` what follows in other records. `puts` are
    values set by the step itself, `TODAY` for the day it is taken, `ME` for who takes it. `keeps`
    names a print that is kept with the record as a file (`services.kept_prints`).
    """

    verb: str
    start: tuple[str, ...]
    to: str
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    reason: bool = False
    guards: tuple[Guard, ...] = ()
    effects: Callable[[Any, Around], Iterable[Effect]] | None = None
    puts: Mapping[str, Any] = field(default_factory=dict)
    keeps: str = ""

    @property
    def key(self) -> str:
        """`send_back` of "Send back"."""
        return self.verb.lower().replace(" ", "_")


TODAY, ME, NOW = object(), object(), object()


@dataclass(frozen=True)
class Offer:
    """A step as a record offers it: why it cannot be taken now, "" when it can."""

    step: Step
    missing: str


@dataclass(frozen=True)
class Grow:
    """A button of a record that makes another one, prefilled and linked: "Raise a
    nonconformity". `meaning` goes from the new record to this; `fill` gives its first values,
    `lines` its first lines, as (key of the lines, values).
    Offered in `states` (all that are open, when empty); `once` while none stands. `by` names
    who makes it where copying values is not enough (`ui.registers.special_grows`)."""

    verb: str
    kind: str
    meaning: str
    fill: Callable[[Any], Mapping[str, Any]] = lambda entry: {}
    states: tuple[str, ...] = ()
    once: bool = False
    by: str = ""
    lines: Callable[[Any], Iterable[tuple[str, Mapping[str, Any]]]] = lambda entry: ()

    @property
    def key(self) -> str:
        """`raise_a_nonconformity`."""
        return self.verb.lower().replace(" ", "_")


def missing_of(step: Step, entry: Entry, labels: Mapping[str, str], around: Around) -> str:
    """Why a step cannot be taken now, in one sentence; "" when it can."""
    blank = [labels[key] for key in step.needs if getattr(entry, key, None) in (None, "")]
    if blank:
        return f"Fill in first: {', '.join(blank)}."
    said = [
        p.sentence if isinstance(p, Problem) else p for g in step.guards for p in g(entry, around)
    ]
    return " ".join(dict.fromkeys(said))
