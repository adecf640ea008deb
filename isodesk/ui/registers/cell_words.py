"""What is typed into a cell of a grid, as the value it means."""

from collections.abc import Sequence
from typing import Any

from isodesk.core import entry
from isodesk.core.kinds import Choice, Person, Reference, Whole, YesNo
from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace

People = Sequence[tuple[int, str]]


def cell_value(space: Workspace, people: People, each: entry.Field, typed: str) -> Any:
    """The value; records are looked up by number or title. Raises Refused, with the field."""
    try:
        if isinstance(each.kind, Person):
            return _person(people, typed.strip())
        if isinstance(each.kind, Reference):
            return _record(space, each.kind, typed.strip())
        return each.kind.parse(typed)
    except Refused as refused:
        raise Refused([Problem(each.key, str(refused))]) from refused


def offered(people: People, each: entry.Field) -> list[str]:
    """The words a cell may hold, where they are few; empty where anything may be typed."""
    kind = each.kind
    if isinstance(kind, Choice):
        return [tr(label) for _, label in kind.choices]
    if isinstance(kind, Person):
        return [name for _, name in people]
    if isinstance(kind, YesNo):
        return [tr("Yes"), tr("No")]
    if isinstance(kind, Whole):
        return [f"{n}  {tr(word)}" for n, word in kind.words]
    return []


def _person(people: People, typed: str) -> int | None:
    if not typed:
        return None
    wanted = typed.casefold()
    exact = [i for i, name in people if name.casefold() == wanted]
    found = exact or [i for i, name in people if wanted in name.casefold()]
    if len(found) != 1:
        raise Refused(tr("“{name}” is not among the people. Choose one.", name=typed))
    return found[0]


def _record(space: Workspace, kind: Reference, typed: str) -> int | None:
    if not typed:
        return None
    picks = space.picking.find(kind.of, typed.split("  ", maxsplit=1)[0], 2)
    exact = [p for p in picks if typed.casefold() in (p.number.casefold(), p.words.casefold())]
    found = exact or list(picks)
    if len(found) != 1:
        raise Refused(tr("“{words}” names no record here. Type its number.", words=typed))
    return found[0].id
