"""Documents, copies and dates into the frozen values that sheets are printed from."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from isodesk.core.dates import days_late, in_zone
from isodesk.documents.values import (
    MEANING_WORDS,
    STATE_WORDS,
    CopyState,
    CopyValue,
    DocumentValue,
    RevisionValue,
    SignatureValue,
)
from isodesk.i18n import tr
from isodesk.printing import sheets as values

if TYPE_CHECKING:
    from isodesk.services.histories import HistoryEntry
    from isodesk.store.glance import DueItem


def approval(signature: SignatureValue) -> "values.Approval":
    """A signature as paper shows it, in the signer's own time."""
    return values.Approval(
        tr(MEANING_WORDS[signature.meaning]),
        signature.name,
        signature.role,
        in_zone(signature.at, signature.zone),
        signature.zone,
        signature.reason,
        signature.outside,
        signature.odd_clock,
    )


def control(
    value: DocumentValue, revision: RevisionValue, copies: Sequence[CopyValue], strip: bool
) -> "values.ControlSheet":
    """What the document control sheet of a revision says."""
    facts = (
        (tr("Type"), value.type_name),
        (tr("Owner"), value.owner),
        (tr("Process"), value.process),
        (tr("Department"), value.department),
        (tr("Clauses"), ", ".join(value.clauses)),
        (tr("Master, SHA-256"), revision.master_sha256),
        (tr("Why it changed"), revision.reason),
    )
    return values.ControlSheet(
        title=value.title,
        number=value.number,
        revision=revision.label,
        effective=revision.effective_on,
        facts=tuple((label, words) for label, words in facts if words),
        approvals=tuple(approval(s) for s in revision.signatures),
        revisions=tuple(_revision_line(value, r) for r in value.revisions if r.issued_at),
        copies=tuple(
            values.CopyLine(
                c.n,
                c.holder,
                c.place,
                c.code,
                c.out_on or c.issued_on,
                c.slip_on,
                open_receipt=c.slip_on is None and c.state == CopyState.OUT,
                open_return=c.state == CopyState.TO_RECALL,
            )
            for c in copies
        ),
        strip=strip,
    )


def _revision_line(value: DocumentValue, revision: RevisionValue) -> "values.RevisionLine":
    approved = [s.name for s in revision.signatures if s.meaning == "approved"]
    return values.RevisionLine(
        revision.label,
        revision.effective_on,
        revision.summary,
        approved[-1] if approved else "",
        tr(STATE_WORDS[revision.state]),
        revision.id == value.in_force_id,
    )


def record(value: DocumentValue, history: "Sequence[HistoryEntry]") -> "values.RecordSheet":
    """A document's record as a form; the newest twelve entries of its history."""
    newest = value.newest
    fact = values.Fact
    identity = (
        fact(tr("Title"), value.title, wide=True, bold=True),
        fact(tr("Type"), value.type_name, short=True),
        fact(tr("Earlier number"), value.legacy, short=True),
        fact(tr("Process"), value.process, short=True),
        fact(tr("Department"), value.department, short=True),
        fact(tr("Clauses"), ", ".join(value.clauses), wide=True),
    )
    people = (
        fact(tr("Owner"), value.owner),
        fact(tr("Reviewer"), value.reviewer),
        fact(tr("Approver"), value.approver),
    )
    sections = [values.Section(tr("Document"), identity), values.Section(tr("People"), people)]
    if newest is not None:
        sections.append(
            values.Section(
                tr("Revision {label}", label=newest.label),
                (
                    fact(tr("What changed"), newest.summary, wide=True),
                    fact(tr("Why it changed"), newest.reason, wide=True),
                    fact(tr("Content"), newest.source_name),
                ),
            )
        )
    lines = tuple(values.HistoryLine(e.at, e.actor, _told(e)) for e in history[:12])
    return values.RecordSheet(
        label=value.type_name,
        title=value.title,
        number=value.number,
        version=str(value.version),
        state=tr(STATE_WORDS[value.state]),
        sections=tuple(sections),
        signatures=tuple(approval(s) for s in newest.signatures) if newest else (),
        history=lines,
        history_total=len(history),
    )


def _told(entry: "HistoryEntry") -> str:
    fields = "; ".join(
        f"{f.label}: {f.old} → {f.new}" if f.old else f"{f.label}: {f.new}"
        for f in entry.fields[:4]
    )
    odd = tr("time in doubt: the clock had jumped") if entry.odd_clock else ""
    return " · ".join(filter(None, (odd, entry.what, fields, entry.why)))[:300]


def when(item: "DueItem", today: date) -> str:
    """Which part of the week sheet a date belongs to: late, today, week or later."""
    late = days_late(item.on, today)
    if late > 0:
        return "late"
    if late == 0:
        return "today"
    return "week" if late > -7 else "later"


def due_line(item: "DueItem", today: date) -> "values.DueLine":
    """One date as a line to be ticked off."""
    what = f"{item.number} {item.title}".strip()
    readers = tr("To be read by {n}", n=item.count) if item.what == "read" else ""
    to_do = (readers or what_is_due(item.what)) + (f": {item.why}" if item.why else "")
    return values.DueLine(what, to_do, item.owner, item.on, max(0, days_late(item.on, today)))


def what_is_due(what: str) -> str:
    """The words of a kind of due date."""
    return {
        "review": tr("Periodic review"),
        "asked": tr("Review asked for"),
        "check": tr("Check of the edition"),
        "expiry": tr("Expires"),
        "wanted": tr("Change wanted"),
        "read": tr("To be read"),
        "recall": tr("Copy to come back"),
    }.get(what, what)
