"""Copies of a document as the groups the list shows: by revision, newest first."""

from collections.abc import Sequence
from datetime import date

from isodesk.core.dates import days_late
from isodesk.core.rows import Column, Group, Mark, Row
from isodesk.documents.values import (
    CLOSED_COPIES,
    COPY_WORDS,
    CopyState,
    CopyValue,
    DocumentValue,
    RevisionValue,
    State,
)
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.states import mark_of

COLUMNS = (
    Column("n", "Copy", 4.5, "number"),
    Column("holder", "Holder", 16),
    Column("place", "Place", 12),
    Column("out_on", "Given out", 8, "date"),
    Column("state", "State", 8.5, "state"),
)


def copy_groups(
    document: DocumentValue, copies: Sequence[CopyValue], today: date
) -> tuple[Group, ...]:
    """One group a revision that has copies."""
    return tuple(
        Group(_heading(document, revision, own), _note(own), tuple(_row(c, today) for c in own))
        for revision in document.revisions
        if (own := [c for c in copies if c.revision_id == revision.id])
    )


def copy_mark(copy: CopyValue, today: date) -> Mark:
    """The word and tone of a copy: what the officer must do about it, else where it is."""
    if copy.state == CopyState.TO_RECALL and copy.recall_on:
        late = days_late(copy.recall_on, today)
        if late > 0:
            return Mark(tr("1 day late") if late == 1 else tr("{n} days late", n=late), "red")
    if copy.state == CopyState.OUT:
        return Mark(tr("Received"), "green") if copy.slip_on else Mark(tr("Slip not back"), "amber")
    return mark_of(copy.state)


def _heading(document: DocumentValue, revision: RevisionValue, copies: Sequence[CopyValue]) -> str:
    title = tr("Revision {label}", label=revision.label)
    if revision.id == document.in_force_id:
        return f"{title}, {tr('in use')}"
    if revision.state == State.APPROVED and revision.effective_on:
        return f"{title}, {tr('from {day}', day=day_text(revision.effective_on))}"
    if any(c.state not in CLOSED_COPIES for c in copies):
        return f"{title}, {tr('to recall')}"
    return f"{title}, {tr('closed')}"


def _note(copies: Sequence[CopyValue]) -> str:
    n = len(copies)
    count = {state: sum(c.state == state for c in copies) for state in CopyState}
    if count[CopyState.TO_RECALL]:
        closed = sum(count[state] for state in CLOSED_COPIES)
        return tr("{n} of {total} closed", n=closed, total=n)
    if not count[CopyState.OUT] and not count[CopyState.TO_PRINT]:
        return tr("{n} of {total} closed", n=n, total=n)
    said = [tr("{n} of {total} out", n=count[CopyState.OUT], total=n)]
    if count[CopyState.TO_PRINT]:
        said.append(tr("{n} to print", n=count[CopyState.TO_PRINT]))
    slips = sum(1 for c in copies if c.state == CopyState.OUT and c.slip_on)
    if count[CopyState.OUT]:
        said.append(tr("1 slip back") if slips == 1 else tr("{n} slips back", n=slips))
    return ", ".join(said)


def _row(copy: CopyValue, today: date) -> Row:
    given = copy.out_on.isoformat() if copy.out_on else ""
    return Row(copy.id, (str(copy.n), copy.holder, copy.place, given, copy_mark(copy, today)))


def told(copy: CopyValue) -> str:
    """What else is known of a copy, for the line under the list."""
    said = [tr(COPY_WORDS[copy.state])]
    if copy.closed_on:
        said[0] += f" {day_text(copy.closed_on)}"
    elif copy.recall_on and copy.state == CopyState.TO_RECALL:
        said.append(tr("to come back since {day}", day=day_text(copy.recall_on)))
    if copy.slip_on:
        said.append(tr("slip back {day}", day=day_text(copy.slip_on)))
    said += [
        part for part in (copy.reason, copy.found and tr("found: {what}", what=copy.found)) if part
    ]
    return f"{copy.code}   {' · '.join(said)}"
