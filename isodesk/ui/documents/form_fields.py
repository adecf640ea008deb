"""The fields of a document's Details: how each is asked for, filled and read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from isodesk.documents.values import DocumentValue, RevisionValue, State
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.months_field import MonthsField
from isodesk.ui.documents.new_document import SYSTEMS
from isodesk.ui.documents.saving import DRAFT_FIELDS
from isodesk.ui.fields import ChoiceField, Field, LineField, NoteField
from isodesk.ui.pick_fields import Named, PersonField, TagField

OUTSIDE = ("source", "found_at", "checked_on", "next_check_on", "check_months", "expires_on")
"""Fields of a document from outside."""
RITUAL = ("author_id", "reviewer_id", "approver_id", "reason")
"""Fields that a document from outside does without."""
PEOPLE = ("owner_id", "reviewer_id", "approver_id", "author_id")


def made_fields(today: date) -> dict[str, Field]:
    """Every field but the distribution list, by the services' own names."""
    systems = [(key, tr(word)) for key, word in SYSTEMS]
    return {
        "title": LineField(tr("Title")),
        "owner_id": PersonField(tr("Owner")),
        "effective_on": DateField(tr("In force from"), today=today),
        "next_review_on": DateField(tr("Next review"), today=today),
        "clauses": TagField(tr("Clauses")),
        "summary": NoteField(tr("What changed")),
        "reason": NoteField(tr("Why it changed"), 2),
        "author_id": PersonField(tr("Author")),
        "reviewer_id": PersonField(tr("Reviewer")),
        "approver_id": PersonField(tr("Approver")),
        "number": LineField(tr("Number")),
        "legacy": LineField(tr("Earlier number")),
        "label": LineField(tr("Revision")),
        "type_id": ChoiceField(tr("Type")),
        "systems": ChoiceField(tr("Systems"), systems),
        "process": LineField(tr("Process")),
        "department": LineField(tr("Department")),
        "review_months": MonthsField(tr("Review every, months")),
        "note": NoteField(tr("Note"), 2),
        "source": LineField(tr("Source"), example=tr("Who publishes it, under which number")),
        "found_at": LineField(tr("Where to find it"), example=tr("A page, a shelf, a portal")),
        "checked_on": DateField(tr("Last checked"), today=today),
        "next_check_on": DateField(tr("Next check"), today=today),
        "check_months": MonthsField(tr("Check every, months")),
        "expires_on": DateField(tr("Valid until"), today=today),
    }


def offer(fields: dict[str, Field], facts: RecordFacts) -> None:
    """Give the fields what they offer."""
    document, choices = facts.document, facts.choices
    newest = document.newest
    known = (document.owner_id, document.reviewer_id, document.approver_id)
    author = newest.author_id if newest else None
    for key in PEOPLE:
        field = fields[key]
        assert isinstance(field, PersonField)
        field.set_people(choices.with_known((*known, author)))
    kind, clauses = fields["type_id"], fields["clauses"]
    assert isinstance(kind, ChoiceField)
    assert isinstance(clauses, TagField)
    kind.set_choices(choices.types_with(document.type_id))
    clauses.set_choices(choices.clauses)


def stored(document: DocumentValue, key: str) -> Any:
    """The value the file holds for a field, as the services take it."""
    newest = document.newest
    if key in OUTSIDE:
        return getattr(document.outside, key) if document.outside else None
    if key in DRAFT_FIELDS:
        return getattr(newest, key) if newest else None
    return getattr(document, key)


def as_stored(value: Any) -> Any:
    """What a field answers, as the services take it: a person as an id."""
    return value.id if isinstance(value, Named) else value


def why_fixed(facts: RecordFacts, key: str) -> str:
    """Why a field cannot be changed now; "" when it can."""
    if facts.read_only:
        return facts.read_only
    if facts.document.state == State.WITHDRAWN:
        return tr("The document is withdrawn; its record stays as it is.")
    newest = facts.document.newest
    on_pages = key in ("number", "title")  # services.documents refuses them too
    if (on_pages or key in DRAFT_FIELDS) and (newest is None or newest.state != State.DRAFT):
        return _why_no_draft(newest)
    return ""


def _why_no_draft(newest: RevisionValue | None) -> str:
    if newest is not None and newest.state in (State.IN_REVIEW, State.APPROVED):
        return tr("It belongs to the revision that was submitted. Send it back to change it.")
    return tr("It belongs to the revision in force. Begin a new revision to change it.")


def on_each(fields: dict[str, Field], take: Callable[[str, Any], None]) -> None:
    """Let a function take every value as its field is left."""
    for key, field in fields.items():
        field.edited.connect(lambda value, key=key: take(key, value))
