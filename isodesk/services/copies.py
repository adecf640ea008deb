"""Controlled copies after the issue: out, back, destroyed, lost, and the walk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from isodesk.core.problems import Problem, Refused
from isodesk.documents.model import Copy, Document, Revision, WalkLine
from isodesk.documents.values import CLOSED_COPIES, CopyState, CopyValue
from isodesk.services.copy_values import copies_where
from isodesk.services.desk import Desk
from isodesk.services.due_dates import set_due
from isodesk.services.issuing import make_copies
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class WalkEntry:
    """One row of a walk, keyed in: `copy_id` None is an extra paper that no list knows.

    `found` is found, missing or extra; `label` the revision on the paper.
    """

    copy_id: int | None
    document_id: int
    place: str
    found: str
    label: str = ""
    note: str = ""


class Copies:
    """Numbered papers and where they are."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_document(self, document_id: int) -> tuple[CopyValue, ...]:
        """All copies of a document that ever were."""
        with self._desk.reading() as session:
            return copies_where(session, Copy.parent_id == document_id)

    def by_ids(self, ids: Sequence[int]) -> tuple[CopyValue, ...]:
        """These copies."""
        with self._desk.reading() as session:
            return copies_where(session, Copy.id.in_(list(ids)))

    def in_state(self, *states: CopyState) -> tuple[CopyValue, ...]:
        """Copies of every document in these states."""
        with self._desk.reading() as session:
            return copies_where(session, Copy.state.in_(states))

    def give_out(self, document_id: int, holder: str, place: str) -> int:
        """One more copy of the revision in force, to be printed. Raises Refused without one."""
        if not holder.strip():
            raise Refused([Problem("holder", "Name who gets the copy.")])
        with self._desk.unit() as unit:
            document = unit.session.get_one(Document, document_id)
            revision = unit.session.get(Revision, document.in_force_id or 0)
            if revision is None:
                raise Refused("Only a revision in force is given out. Issue one first.")
            return make_copies(unit, document, revision, [(holder.strip(), place.strip())])[0]

    def mark_out(self, ids: Sequence[int]) -> None:
        """The officer confirms that the paper came out of the printer and went out."""
        with self._desk.unit("Printed and given out") as unit:
            for copy in _rows(unit, ids):
                if copy.state == CopyState.TO_PRINT:
                    copy.state = CopyState.OUT
                    copy.out_on = copy.out_on or unit.now.date()

    def slip_back(self, ids: Sequence[int]) -> None:
        """The signed receipt slip came back."""
        with self._desk.unit() as unit:
            for copy in _rows(unit, ids):
                copy.slip_on = unit.now.date()

    def recall(self, ids: Sequence[int], reason: str) -> None:
        """Ask copies back though their revision stays in force. Raises Refused without a reason."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why the copy comes back.")])
        with self._desk.unit(reason) as unit:
            for copy in _rows(unit, ids):
                if copy.state in (CopyState.OUT, CopyState.TO_PRINT):
                    copy.state, copy.recall_on = CopyState.TO_RECALL, unit.now.date()
                    copy.due_on = copy.recall_on
                    set_due(unit, copy.id, {"recall": copy.recall_on}, None)

    def close(self, ids: Sequence[int], outcome: CopyState, reason: str = "") -> None:
        """Returned, destroyed or lost; lost needs a reason. Raises Refused for a closed copy."""
        assert outcome in CLOSED_COPIES
        if outcome == CopyState.LOST and not reason.strip():
            raise Refused([Problem("reason", "Say how the copy was lost.")])
        with self._desk.unit(reason) as unit:
            for copy in _rows(unit, ids):
                if copy.closed:
                    raise Refused(f"Copy {copy.n} of {copy.number} is closed already.")
                copy.state, copy.closed_on = outcome, unit.now.date()
                copy.outcome = reason.strip() or None
                copy.due_on, copy.closed = None, unit.now
                set_due(unit, copy.id, {}, None)

    def key_in_walk(self, walked_on: date, entries: Sequence[WalkEntry]) -> int:
        """What was found on a walk; answers how many rows were kept. Missing copies stay open
        for the officer to decide; extra papers are noted on their document."""
        if walked_on > self._desk.today():
            raise Refused([Problem("walked_on", "The walk cannot be in the future.")])
        with self._desk.unit(f"Walk of {walked_on.isoformat()}") as unit:
            for entry in entries:
                unit.session.add(
                    WalkLine(
                        document_id=entry.document_id,
                        copy_id=entry.copy_id,
                        place=entry.place or None,
                        walked_on=walked_on,
                        found=entry.found,
                        label=entry.label or None,
                        note=entry.note or None,
                    )
                )
                copy = unit.session.get(Copy, entry.copy_id) if entry.copy_id else None
                if copy is not None and copy.closed is None:
                    seen = f"revision {entry.label}" if entry.label else entry.found
                    copy.found = f"{seen} on {walked_on.isoformat()}"
            unit.also = frozenset({"copy"})
        return len(entries)

    def places(self) -> tuple[str, ...]:
        """Every place a copy hangs at, for the walk and the pick list."""
        with self._desk.reading() as session:
            rows = session.scalars(select(Copy.place).distinct().order_by(Copy.place)).all()
            return tuple(p for p in rows if p)


def _rows(unit: Unit, ids: Sequence[int]) -> list[Copy]:
    return list(unit.session.scalars(select(Copy).where(Copy.id.in_(list(ids))).order_by(Copy.n)))
