"""Random samples of an audit on a second laptop: told by the places of their list, since ids of
records mean others there, ticked there, and merged three ways when the answers come back.

A record of another file is known by its place in the list, as -1 for the first: it has a name, and
cannot be opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from isodesk import registers
from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_evidence import packed_ids, read_ids
from isodesk.services.audit_package import Package
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit

LOOKED, GONE = "looked", "gone"
_SAID = ("what", "place")
"""Of a sample: what two laptops can say differently."""


@dataclass(frozen=True)
class SampleChange:
    """What both say of one thing of a sample: `id` is its line here, `field` one of `_SAID`,
    "looked" or "gone"; `ours` and `theirs` as they are read, None where only they changed it."""

    id: int
    question: int
    field: str
    value: Any
    label: str
    ours: str | None = None
    theirs: str = ""

    @property
    def key(self) -> str:
        """By which it is chosen."""
        return f"sample:{self.id}:{self.field}"


def told_away(row: Any) -> dict[str, str | None]:
    """List and ticks of a sample for another file: by their places."""
    drawn = read_ids(row.drawn)
    places = {each: -at for at, each in enumerate(drawn, 1)}
    looked = set(read_ids(row.looked))
    return {
        "drawn": packed_ids(places.values()),
        "looked": packed_ids(places[each] for each in drawn if each in looked),
    }


class SamplesBack:
    """Samples that went along with an audit, as they come back with its answers."""

    def __init__(self, session: Any, audit_id: int, package: Package) -> None:
        told = package.told
        self._table = lines_table(registers.find("audit").lines_by_key["audit_evidence"])  # type: ignore[union-attr]
        wanted = select(self._table).where(
            self._table.record_id == audit_id, self._table.proof_kind == Proof.SAMPLE.name
        )
        self._ours = {row.id: row for row in session.scalars(wanted)}
        self._sent = {each["id"]: each for each in told.get("sent_samples", ())}
        self._theirs = {
            int(str(each["came_from"]).rpartition(":")[2]): each
            for each in told["evidence"]
            if is_ours(each, package.id)
        }

    def changes(self) -> Iterator[SampleChange]:
        """What they changed: alone, or otherwise than it was changed here."""
        for line, sent in self._sent.items():
            ours, theirs = self._ours.get(line), self._theirs.get(line)
            if ours is None:
                continue
            if theirs is None or ours.ended is not None:
                yield from self._one_gone(ours, sent, theirs)
            else:
                yield from self._said(ours, sent, theirs)
                yield from self._ticked(ours, sent, theirs)

    def set(self, unit: Unit, change: SampleChange) -> None:
        """Write one of them."""
        row = self._ours[change.id]
        if change.field == GONE:
            row.ended = unit.now.isoformat(timespec="seconds") if change.value else None
            if not change.value:
                row.looked = _here(row, self._theirs[change.id]["looked"])
        else:
            setattr(row, change.field, change.value)

    def _one_gone(
        self, ours: Any, sent: Mapping[str, Any], theirs: Mapping[str, Any] | None
    ) -> Iterator[SampleChange]:
        """Taken off on one laptop: a clash where the other one worked on it."""
        off, here = tr("Taken off"), _told(ours)
        if theirs is None and ours.ended is None:
            alone = all(here[key] == sent[key] for key in (*_SAID, LOOKED))
            mine = None if alone else _count(here)
            yield SampleChange(ours.id, ours.question, GONE, True, _label(ours), mine, off)
        elif theirs is not None and any(theirs[k] != sent[k] for k in (*_SAID, LOOKED)):
            value = SampleChange(ours.id, ours.question, GONE, False, _label(ours), off)
            if here[LOOKED] != theirs[LOOKED] or ours.ended is not None:
                yield SampleChange(**{**vars(value), "theirs": _count(theirs)})

    def _said(
        self, ours: Any, sent: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Iterator[SampleChange]:
        for key in _SAID:
            was, here, there = (each or None for each in (sent[key], getattr(ours, key),
                                                          theirs[key]))  # fmt: skip
            if there in (was, here):
                continue
            mine = None if here == was else (here or tr("Nothing"))
            yield SampleChange(
                ours.id, ours.question, key, there, _label(ours), mine, there or tr("Nothing")
            )

    def _ticked(
        self, ours: Any, sent: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Iterator[SampleChange]:
        """Record by record: a tick they set or took stands, unless it was changed here too."""
        was, here, there = (
            set(read_ids(each)) for each in (sent[LOOKED], _told(ours)[LOOKED], theirs[LOOKED])
        )
        merged = here ^ ((there ^ was) - (here ^ was))
        if merged != here:
            value = _here(ours, packed_ids(sorted(merged, reverse=True)))
            yield SampleChange(ours.id, ours.question, LOOKED, value, _label(ours))


def is_ours(piece: Mapping[str, Any], package: str) -> bool:
    """Whether a piece of evidence there is a sample that went along from here."""
    return str(piece["came_from"] or "").startswith(f"{package}:")


def _told(row: Any) -> dict[str, Any]:
    return {**{key: getattr(row, key) for key in _SAID}, **told_away(row)}


def _here(row: Any, places: str | None) -> str | None:
    """Places of a list as the ids of its records here."""
    drawn = read_ids(row.drawn)
    return packed_ids(drawn[-at - 1] for at in read_ids(places))


def _label(row: Any) -> str:
    return tr("Sample of {what}", what=row.what)


def _count(told: Mapping[str, Any]) -> str:
    return tr("{n} of {m} looked at", n=len(read_ids(told[LOOKED])), m=len(read_ids(told["drawn"])))
