"""From draft to approved: submit, sign as reviewer, approve, send back."""

from datetime import datetime

from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Person
from isodesk.documents import rules
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import Meaning, Override, State
from isodesk.services import document_values
from isodesk.services.content import Contents
from isodesk.services.desk import Desk
from isodesk.services.due_dates import write_due
from isodesk.services.mentions import keep_mentions
from isodesk.services.signing import sign
from isodesk.store.unit import Unit


class Approval:
    """The signatures between a draft and an approved revision."""

    def __init__(self, desk: Desk, contents: Contents) -> None:
        self._desk = desk
        self._contents = contents

    def submit(self, revision_id: int) -> None:
        """Freeze the pages and ask for review; the author signs. Raises Refused naming what
        is missing."""
        pages = self._contents.lay_out(revision_id)
        with self._desk.unit("Submitted for review") as unit:
            revision, document = _both(unit, revision_id)
            if revision.state != State.DRAFT:
                raise Refused("Only a draft is submitted.")
            problems = rules.unready(document_values.facts_of(unit.session, document))
            if problems:
                raise Refused(problems)
            self._contents.freeze(unit, revision, pages)
            assert revision.author_id is not None
            sign(unit, revision, revision.author_id, Meaning.WRITTEN, revision.master_sha256 or "")
            revision.submitted_at = unit.now
            keep_mentions(unit, document)
            _move(unit, document, revision, State.IN_REVIEW)

    def review(self, revision_id: int, signer_id: int, override: Override | None = None) -> None:
        """The reviewer signs. Raises Refused for the author without an override."""
        with self._desk.unit("Reviewed") as unit:
            revision, document = _both(unit, revision_id)
            if revision.state != State.IN_REVIEW or revision.reviewed_at:
                raise Refused("This revision does not wait for a review.")
            _sign_others_work(unit, revision, signer_id, Meaning.REVIEWED, override)
            revision.reviewed_at = unit.now
            write_due(unit, document)

    def approve(self, revision_id: int, signer_id: int, override: Override | None = None) -> None:
        """The approver signs; from here the content cannot change."""
        with self._desk.unit("Approved") as unit:
            revision, document = _both(unit, revision_id)
            if revision.state != State.IN_REVIEW or not revision.reviewed_at:
                raise Refused("The reviewer signs first.")
            _sign_others_work(unit, revision, signer_id, Meaning.APPROVED, override)
            revision.approved_at = unit.now
            _move(unit, document, revision, State.APPROVED)

    def send_back(self, revision_id: int, signer_id: int, reason: str) -> None:
        """Back to draft with a reason. Raises Refused without one, or once it is issued."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why it goes back; the author reads it.")])
        with self._desk.unit(reason) as unit:
            revision, document = _both(unit, revision_id)
            if revision.state not in (State.IN_REVIEW, State.APPROVED) or revision.issued_at:
                raise Refused("Only a revision in review or approved is sent back.")
            sign(unit, revision, signer_id, Meaning.SENT_BACK, revision.master_sha256 or "", reason)
            nothing: datetime | None = None
            revision.submitted_at = revision.reviewed_at = revision.approved_at = nothing
            _move(unit, document, revision, State.DRAFT)


def _both(unit: Unit, revision_id: int) -> tuple[Revision, Document]:
    revision = unit.session.get_one(Revision, revision_id)
    return revision, unit.session.get_one(Document, revision.parent_id)


def _move(unit: Unit, document: Document, revision: Revision, state: State) -> None:
    revision.state = document.state = state
    document.newest_label = revision.label
    write_due(unit, document)


def _sign_others_work(
    unit: Unit, revision: Revision, signer_id: int, meaning: Meaning, override: Override | None
) -> None:
    person = unit.session.get(Person, signer_id)
    name = (person.title or "") if person else ""
    refused = rules.own_work(signer_id, revision.author_id, name, override)
    if refused:
        raise Refused([Problem("person", refused)])
    kept = override if signer_id == revision.author_id else None
    sign(unit, revision, signer_id, meaning, revision.master_sha256 or "", override=kept)
