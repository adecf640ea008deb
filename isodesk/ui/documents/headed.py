"""What the head of a document's record says."""

from collections.abc import Sequence

from isodesk.documents.values import DocumentValue, State
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.record_head import Headed


def headed(facts: RecordFacts) -> Headed:
    """The head of a document."""
    document = facts.document
    return Headed(
        document.number,
        document.title,
        int(document.systems),
        document.state.value,
        revision_words(document),
        document.steps,
        facts.read_only,
    )


def revision_words(document: DocumentValue) -> str:
    """`revision 3, from 30 Nov 2026`; with the one in force when that is another."""
    newest, current = document.newest, document.in_force
    if newest is None:
        return ""
    words = tr("revision {label}") if document.outside is None else tr("edition {label}")
    said = words.format(label=newest.label)
    if newest.effective_on and newest.state == State.EFFECTIVE:
        said += tr(", since {day}", day=day_text(newest.effective_on))
    elif newest.superseded_on:
        said += tr(", until {day}", day=day_text(newest.superseded_on))
    elif newest.effective_on:
        said += tr(", from {day}", day=day_text(newest.effective_on))
    if current is not None and current.id != newest.id:
        words = tr("; {words} in force", words=words)
        said += words.format(label=current.label)
    return said


def step_words(facts: RecordFacts | None) -> Sequence[tuple[str, str]]:
    """(key, what is missing) of the steps a record may take now."""
    if facts is None:
        return ()
    return [(s.key, facts.read_only or tr(s.missing)) for s in facts.document.steps]
