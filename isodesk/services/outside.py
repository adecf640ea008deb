"""Documents from outside: standards, laws, permits, customer drawings, and their editions."""

from sqlalchemy.orm import Session

from isodesk.core.problems import Problem, Refused
from isodesk.documents import rules
from isodesk.documents.care_values import (
    AskedBy,
    EditionBegun,
    EditionPlan,
    HeldReview,
    NewChange,
    NewEdition,
    Outcome,
)
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import Meaning, Systems
from isodesk.i18n import tr
from isodesk.services.changes import add
from isodesk.services.desk import Desk
from isodesk.services.document_values import is_external
from isodesk.services.documents import labels_of, revise
from isodesk.services.due_dates import write_due
from isodesk.services.review_asks import ask
from isodesk.services.reviewing import enter
from isodesk.services.signing import sign
from isodesk.services.touching import touched_by
from isodesk.store.unit import Unit


class Outside:
    """What is done with a document from outside besides what is done with every document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, document_id: int, held: HeldReview) -> None:
        """The edition was compared with its source and is still the newest: signed by name,
        with the next check. Raises Refused for a day that is not ahead."""
        with self._desk.unit("Edition checked: still current") as unit:
            document, revision = _in_use(unit, document_id)
            today = unit.now.date()
            if held.next_on is not None and held.next_on <= today:
                raise Refused([Problem("next_on", "The next check lies after today.")])
            reason = ". ".join(filter(None, ("Edition checked: still current", held.note.strip())))
            sha = revision.master_sha256 or ""
            sign(unit, revision, held.person_id, Meaning.REVIEWED, sha, reason)
            document.checked_on = today
            document.next_check_on = held.next_on or rules.next_review(today, document.check_months)
            checked = HeldReview(Outcome.CURRENT, held.person_id, held.note)
            enter(unit, document, revision, checked, document.next_check_on)
            write_due(unit, document)
            unit.also |= {"document_review"}

    def plan_edition(self, document_id: int) -> EditionPlan:
        """What a new edition touches; nothing is written. Raises Refused unless one is in use."""
        with self._desk.reading() as session:
            document = session.get_one(Document, document_id)
            _check(session, document)
            revision = session.get_one(Revision, document.in_force_id)
            return EditionPlan(
                document_id,
                document.version,
                document.number or "",
                document.title or "",
                revision.label,
                touched_by(session, document_id),
            )

    def begin_edition(self, plan: EditionPlan, new: NewEdition) -> EditionBegun:
        """Begin the new edition as a draft, ask the ticked documents' reviews, and gather them
        in a change request if that is wanted. Raises Refused when the document changed since
        the plan was shown, or the edition is known already."""
        label = new.label.strip()
        with self._desk.unit(f"New edition {label}") as unit:
            document = unit.session.get_one(Document, plan.document_id)
            if document.version != plan.version:
                raise Refused("The document changed meanwhile. Look at what it touches again.")
            _check(unit.session, document)
            _check_label(unit.session, document, label)
            revision_id = revise(unit, document, new.note.strip(), "", label)
            why = _why(document, label, new.note)
            asked = [unit.session.get_one(Document, i) for i in new.ask]
            for other in asked:
                if other.in_force_id is not None:
                    ask(unit, other, AskedBy.EDITION, why, document.id)
            request = _gather(unit, document, label, why, new) if new.request else None
            unit.also |= {"review_ask", "document"}
            return EditionBegun(revision_id, len(asked), request)


def _gather(unit: Unit, document: Document, label: str, why: str, new: NewEdition) -> int:
    title = tr("Follow {number}, edition {label}", number=document.number, label=label)
    return add(
        unit,
        NewChange(
            title,
            why,
            document.number or "",
            unit.actor.person_id,
            new.wanted_by,
            document.owner_id,
            Systems(document.systems),
            new.ask,
        ),
    )


def _why(document: Document, label: str, note: str) -> str:
    said = tr(
        "{number} {title}, edition {label}",
        number=document.number,
        title=document.title,
        label=label,
    )
    return f"{said}: {note.strip()}" if note.strip() else f"{said}."


def _in_use(unit: Unit, document_id: int) -> tuple[Document, Revision]:
    document = unit.session.get_one(Document, document_id)
    if not is_external(unit.session, document) or document.in_force_id is None:
        raise Refused("Only a document from outside that is in use is checked.")
    return document, unit.session.get_one(Revision, document.in_force_id)


def _check(session: Session, document: Document) -> None:
    if not is_external(session, document) or document.in_force_id is None:
        raise Refused("A new edition follows one that is in use.")


def _check_label(session: Session, document: Document, label: str) -> None:
    if not label:
        raise Refused([Problem("label", "Say which edition it is, as its cover does.")])
    if label in labels_of(session, document.id):
        raise Refused([Problem("label", f"Edition {label} is known already.")])
