"""A comparison as a list and as the values of its change sheet."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from isodesk.core.dates import paper_day
from isodesk.documents.values import STATE_WORDS, Meaning, RevisionValue
from isodesk.i18n import tr
from isodesk.printing.document_sheets import ChangeLine, ChangeSheet
from isodesk.writing.compare import Row
from isodesk.writing.compare_words import (
    change_word,
    changed_rows,
    note_words,
    shown,
    text_shown,
)

if TYPE_CHECKING:
    from isodesk.services.comparing import Compared


def headings() -> tuple[str, ...]:
    """The heads of the list of changes."""
    return (
        tr("No."),
        tr("Change"),
        tr("Where"),
        tr("Old text"),
        tr("New text"),
        tr("Beside the words"),
    )


def change_rows(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Each change as a row of that list."""
    for n, row in changed_rows(rows):
        yield (
            str(n),
            change_word(row),
            row.place,
            text_shown(row.old),
            text_shown(row.new),
            note_words(row),
        )


def change_sheet(compared: "Compared") -> ChangeSheet:
    """What the change sheet says."""
    value, old, new = compared.document, compared.old, compared.new
    return ChangeSheet(
        title=value.title,
        number=value.number,
        old=old.label,
        new=new.label,
        facts=(*_facts(tr("From"), old), *_facts(tr("To"), new)),
        reasons=tuple(_reasons(compared)),
        changes=tuple(_line(n, row) for n, row in changed_rows(compared.rows)),
        remark=" ".join(compared.how),
    )


def _line(n: int, row: Row) -> ChangeLine:
    return ChangeLine(
        n,
        change_word(row),
        row.place,
        tuple((s.text, s.differs) for s in shown(row.old, row.old_spans)),
        tuple((s.text, s.differs) for s in shown(row.new, row.new_spans)),
        note_words(row),
    )


def _facts(side: str, revision: RevisionValue) -> tuple[tuple[str, str], ...]:
    """Four of each side: revision and state, in force, author, approved by."""
    approved = [s.name for s in revision.signatures if s.meaning is Meaning.APPROVED]
    state = tr(STATE_WORDS[revision.state]).lower()
    return (
        (side, tr("revision {label}, {state}", label=revision.label, state=state)),
        (tr("In force from"), paper_day(revision.effective_on) or "–"),
        (tr("Author"), revision.author or "–"),
        (tr("Approved by"), ", ".join(dict.fromkeys(approved)) or "–"),
    )


def _reasons(compared: "Compared") -> Iterator[tuple[str, str]]:
    """What every revision after the old one says of itself, the oldest first."""
    between = sorted(compared.document.revisions, key=lambda r: r.ordinal)
    low, high = sorted((compared.old.ordinal, compared.new.ordinal))
    for revision in between:
        if low < revision.ordinal <= high and (revision.summary or revision.reason):
            label = tr("Revision {label}: what changed and why", label=revision.label)
            yield label, "\n".join(filter(None, (revision.summary, revision.reason)))
