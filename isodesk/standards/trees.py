"""The clause trees of both standards as values, read from `resources/standards` when asked for.

Numbers are the standards' own; titles, purposes and questions are isodesk's words,
since the texts themselves are ISO's copyright. A later edition's file names only what
it changes: `{"number": "10.1", "as": "10.3"}` takes the words of 10.3 from the edition
that the file follows.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from isodesk.paths import resource

Relation = Literal["shared", "partial"]
KNOWN = (("9001", "2015"), ("9001", "2026"), ("14001", "2015"), ("14001", "2026"))


@dataclass(frozen=True)
class Documented:
    """One piece of documented information that a clause expects.

    `kind` is "maintain" (a document, kept up to date) or "retain" (a record, kept as
    it was); `extent` is "" or how far the expectation goes, as "as far as needed".
    """

    kind: Literal["maintain", "retain"]
    what: str
    extent: str = ""


@dataclass(frozen=True)
class Clause:
    """One clause of one edition; `parent` is the number above it, "" for a chapter.

    `purpose` is one sentence on what it is for, `ask` what an auditor asks, `note`
    what an amendment or the edition changed and how sure that is ("" for nothing).
    """

    standard: str
    edition: str
    number: str
    title: str
    purpose: str
    ask: str
    parent: str
    documented: tuple[Documented, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class EditionDate:
    """A date in an edition's life, `when` being `2026`, `2026-09` or `2026-09-16`."""

    what: str
    when: str
    confidence: str


@dataclass(frozen=True)
class Standard:
    """One edition of one standard; `system` is "QMS" or "EMS", `name` is "ISO 9001"."""

    standard: str
    edition: str
    name: str
    about: str
    system: str
    dates: tuple[EditionDate, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """`ISO 9001:2015`, as it is cited."""
        return f"{self.name}:{self.edition}"


class Pair(NamedTuple):
    """Two clause numbers that answer to each other, and how far."""

    left: str
    right: str
    relation: Relation
    note: str = ""


@dataclass(frozen=True)
class Crossing:
    """All that is known between two trees; `*_alone` have no partner on the other side."""

    pairs: tuple[Pair, ...]
    left_alone: frozenset[str]
    right_alone: frozenset[str]


@dataclass(frozen=True)
class Collision:
    """One number with several meanings; `apart` groups the editions that mean the same."""

    number: str
    apart: tuple[tuple[tuple[str, str], ...], ...]
    why: str


@cache
def edition_of(standard: str, edition: str) -> Standard:
    """What is known of one edition; (standard, edition) is one of KNOWN."""
    raw = _file(f"{standard}-{edition}.json")
    dates = tuple(EditionDate(**entry) for entry in raw["dates"])
    notes = tuple(raw["notes"])
    return Standard(standard, edition, raw["name"], raw["about"], raw["system"], dates, notes)


@cache
def tree(standard: str, edition: str) -> dict[str, Clause]:
    """The clauses of one edition by number, in the order of the standard."""
    raw = _file(f"{standard}-{edition}.json")
    earlier = tree(standard, raw["follows"]) if "follows" in raw else {}
    return {row["number"]: _clause(standard, edition, row, earlier) for row in raw["clauses"]}


@cache
def crossing(left: tuple[str, str], right: tuple[str, str]) -> Crossing | None:
    """The map from one tree to another, each (standard, edition); None if there is none."""
    raw = _file("map.json")
    maps = raw["standards"] | raw["editions"]
    there, back = (f"{':'.join(a)} {':'.join(b)}" for a, b in ((left, right), (right, left)))
    if there in maps:
        return _crossing(maps[there])
    return _reversed(_crossing(maps[back])) if back in maps else None


@cache
def collisions() -> tuple[Collision, ...]:
    """The numbers that mean different things in different trees."""
    return tuple(
        Collision(
            row["number"],
            tuple(tuple(_pair(name) for name in group) for group in row["apart"]),
            row["why"],
        )
        for row in _file("map.json")["collisions"]
    )


def _clause(standard: str, edition: str, row: dict[str, Any], earlier: dict[str, Clause]) -> Clause:
    source = earlier.get(row.get("as", ""))
    words = {
        key: row[key] if source is None else row.get(key, getattr(source, key))
        for key in ("title", "purpose", "ask")
    }
    documented = tuple(Documented(**entry) for entry in row.get("documented", ()))
    if source is not None and "documented" not in row:
        documented = source.documented
    parent = row["number"].rpartition(".")[0]
    return Clause(
        standard, edition, row["number"], **words, parent=parent,
        documented=documented, note=row.get("note", ""),
    )  # fmt: skip


def _crossing(raw: dict[str, Any]) -> Crossing:
    return Crossing(
        tuple(Pair(*row) for row in raw["pairs"]),
        frozenset(raw["left_alone"]),
        frozenset(raw["right_alone"]),
    )


def _reversed(known: Crossing) -> Crossing:
    pairs = tuple(Pair(p.right, p.left, p.relation, p.note) for p in known.pairs)
    return Crossing(pairs, known.right_alone, known.left_alone)


def _pair(name: str) -> tuple[str, str]:
    standard, _, edition = name.partition(":")
    return standard, edition


@cache
def _file(name: str) -> Any:
    return json.loads(resource("standards", name).read_text(encoding="utf-8"))
