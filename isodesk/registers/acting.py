"""How every register has actions: one list of them for all sources, linked to what they act on.

A register that may have actions puts `ADD_ACTION` among its grows, and `actions_are_done` or
`actions_work` among the guards of the step that ends it. A step called "Reopen" is taken for
it when an action turns out not to work.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from isodesk.core.entry import Entry
from isodesk.core.problems import Problem
from isodesk.core.steps import VOID, Around, Grow, Near

ACTS_ON = "acts_on"
"""The link from an action to what it acts on."""
RAISED_FROM = "raised_from"
"""The link from a nonconformity to what it was found by."""
DONE = ("done", "closed")
"""States of an action that has been carried out; "closed" is verified effective."""


@dataclass(frozen=True)
class Progress:
    """How far the actions of one record are: how many there are, done, and verified effective."""

    total: int
    done: int
    effective: int

    @property
    def words(self) -> str:
        """`3 of 4 actions done, 2 verified effective`; "" without actions."""
        if not self.total:
            return ""
        noun = "action" if self.total == 1 else "actions"
        return f"{self.done} of {self.total} {noun} done, {self.effective} verified effective"


def actions_of(around: Around) -> tuple[Near, ...]:
    """The actions on a record that count: void ones and those that did not work do not."""
    found = around.near("action", ACTS_ON)
    return tuple(n for n in found if not n.outward and n.state not in (VOID, "not_effective"))


def progress(actions: Iterable[Near]) -> Progress:
    """How far these actions are."""
    found = [action.state for action in actions]
    return Progress(len(found), sum(s in DONE for s in found), found.count("closed"))


def actions_are_done(entry: Entry, around: Around) -> Iterator[Problem | str]:
    """A guard: nothing is left to do."""
    yield from _left(around, DONE, "is not done yet", "are not done yet")


def actions_work(entry: Entry, around: Around) -> Iterator[Problem | str]:
    """A guard: every action has been verified, and works."""
    yield from _left(around, ("closed",), "is not verified yet", "are not verified yet")


def _left(around: Around, good: tuple[str, ...], one: str, many: str) -> Iterator[str]:
    left = [action.number for action in actions_of(around) if action.state not in good]
    if left:
        yield f"{', '.join(left)} {one if len(left) == 1 else many}."


def source_key(entry: Entry) -> str:
    """The register of an entry, as "supplier"; its file is named so."""
    return type(entry).__module__.rpartition(".")[2]


def _first_values(entry: Entry) -> Mapping[str, Any]:
    from isodesk.registers.action import Source

    key = source_key(entry).upper()
    key = "AUDIT" if key in ("FINDING", "EXTERNAL_AUDIT") else key
    return {
        "source": key if key in Source.__members__ else Source.OTHER.name,
        "because": said(entry),
    }


def said(entry: Entry) -> str:
    """`NC-2026-014 Porosity in the volute`: a record in one line."""
    return " ".join(part for part in (entry.number, entry.title) if part)


def _as_found(entry: Entry) -> Mapping[str, Any]:
    """What a nonconformity takes over from where it was found."""
    return {"title": entry.title, "description": f"Found with {said(entry)}."}


ADD_ACTION = Grow("Add an action", "action", ACTS_ON, fill=_first_values)
RAISE_NONCONFORMITY = Grow("Raise a nonconformity", "nonconformity", RAISED_FROM, fill=_as_found)
ASK_FOR_CHANGE = Grow(
    "Ask for a document change", "change_request", "comes_from", by="document_change"
)
