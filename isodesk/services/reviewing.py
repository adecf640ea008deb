"""Periodic review: still valid, revise, withdraw; and reviews asked for before their time."""

from collections.abc import Sequence
from datetime import date

from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Person
from isodesk.documents import rules
from isodesk.documents.care_model import DocumentReview
from isodesk.documents.care_values import AskedBy, HeldReview, Outcome
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import Meaning, State
from isodesk.services.desk import Desk
from isodesk.services.documents import revise, withdraw
from isodesk.services.due_dates import write_due
from isodesk.services.review_asks import answer_asks, ask
from isodesk.services.review_values import BEFORE, still_valid_missing
from isodesk.services.signing import sign
from isodesk.store.unit import Unit


class Reviewing:
    """Reviews of the documents in force."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hold(self, document_id: int, held: HeldReview) -> tuple[int, ...]:
        """Write a review; the reviews asked for are answered by it. "Revise" begins the next
        revision, "withdraw" takes the document out of use: the copies to come back are
        answered. Raises Refused without a note where one is needed, and for "still valid" once
        too often."""
        with self._desk.unit(_why(held)) as unit:
            document = unit.session.get_one(Document, document_id)
            revision = unit.session.get(Revision, document.in_force_id or 0)
            if revision is None:
                raise Refused("Only a document in force is reviewed.")
            _check(unit, document, held)
            unit.also |= {"document_review", "review_ask"}
            return _hold(unit, document, revision, held)

    def ask(
        self, ids: Sequence[int], source: AskedBy, why: str, from_id: int | None = None
    ) -> None:
        """Ask for a review of these documents now. Raises Refused without a reason, or for a
        document that is not in force."""
        if not why.strip():
            raise Refused([Problem("why", "Say why; it stands with the review that is due.")])
        with self._desk.unit("Asked for a review") as unit:
            for document_id in ids:
                document = unit.session.get_one(Document, document_id)
                if document.in_force_id is None:
                    raise Refused(f"{document.number} is not in force, so there is no review.")
                ask(unit, document, source, why, from_id)
            unit.also |= {"document", "review_ask"}


def _check(unit: Unit, document: Document, held: HeldReview) -> None:
    if held.outcome == Outcome.STILL_VALID:
        missing = still_valid_missing(unit.session, document)
        if missing:
            raise Refused([Problem("outcome", missing)])
    elif not held.note.strip():
        raise Refused([Problem("note", "Say what was found; it stands in the history.")])
    if held.next_on is not None and held.next_on <= unit.now.date():
        raise Refused([Problem("next_on", "The next review lies after today.")])


def _hold(unit: Unit, document: Document, revision: Revision, held: HeldReview) -> tuple[int, ...]:
    today, sha = unit.now.date(), revision.master_sha256 or ""
    said = BEFORE if held.outcome == Outcome.STILL_VALID else f"Periodic review: {held.outcome}"
    reason = ". ".join(filter(None, (said, held.note.strip())))
    if held.outcome != Outcome.WITHDRAW:
        sign(unit, revision, held.person_id, Meaning.REVIEWED, sha, reason)
    next_on = _next_on(document, held, today)
    enter(unit, document, revision, held, next_on)
    answer_asks(unit, document.id)
    if held.outcome == Outcome.WITHDRAW:
        return withdraw(unit, document, held.note, held.person_id)
    document.next_review_on = next_on
    write_due(unit, document)
    if held.outcome == Outcome.REVISE and document.state == State.EFFECTIVE:
        revise(unit, document, "", f"Periodic review: {held.note.strip()}")
    return ()


def _next_on(document: Document, held: HeldReview, today: date) -> date | None:
    if held.outcome == Outcome.WITHDRAW:
        return None
    return held.next_on or rules.next_review(today, document.review_months)


def enter(
    unit: Unit, document: Document, revision: Revision, held: HeldReview, next_on: date | None
) -> None:
    """The line of a review, inside a running unit."""
    person = unit.session.get(Person, held.person_id)
    unit.session.add(
        DocumentReview(
            document_id=document.id,
            revision_id=revision.id,
            on_day=unit.now.date(),
            person_id=held.person_id,
            name=(person.title or "") if person else "",
            outcome=held.outcome,
            note=held.note.strip() or None,
            next_on=next_on,
        )
    )


def _why(held: HeldReview) -> str:
    words = {Outcome.STILL_VALID: "still valid", Outcome.REVISE: "to be revised"}
    said = words.get(held.outcome, "withdrawn")
    return f"Reviewed: {said}" + (f". {held.note.strip()}" if held.note.strip() else "")
