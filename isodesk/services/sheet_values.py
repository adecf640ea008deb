"""Documents, copies and dates into the frozen values that sheets are printed from."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from isodesk.core.dates import days_late, in_zone, paper_day
from isodesk.documents.care_values import ASKED_WORDS, OUTCOME_WORDS, ReviewValue
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
from isodesk.printing.document_sheets import (
    Approval,
    ControlSheet,
    CopyLine,
    ReviewLine,
    RevisionLine,
)
from isodesk.printing.list_sheets import DueLine
from isodesk.printing.record_sheets import Fact, HistoryLine, RecordSheet, Section
from isodesk.services.due_said import to_do

if TYPE_CHECKING:
    from isodesk.services.history_values import HistoryEntry
    from isodesk.store.glance import DueItem

_FIELDS_TOLD = 4
_TOLD = 300
"""Fields of a change that the history on paper tells, and the letters of an entry at most."""


def approval(signature: SignatureValue) -> Approval:
    """A signature as paper shows it, in the signer's own time."""
    return Approval(
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
) -> ControlSheet:
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
    return ControlSheet(
        title=value.title,
        number=value.number,
        revision=revision.label,
        effective=revision.effective_on,
        facts=tuple((label, words) for label, words in facts if words),
        approvals=tuple(approval(s) for s in revision.signatures),
        revisions=tuple(_revision_line(value, r) for r in value.revisions if r.issued_at),
        reviews=tuple(
            ReviewLine(r.on_day, r.label, r.name, tr(OUTCOME_WORDS[r.outcome]), r.note, r.next_on)
            for r in value.reviews
        ),
        copies=tuple(
            CopyLine(
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


def _revision_line(value: DocumentValue, revision: RevisionValue) -> RevisionLine:
    approved = [s.name for s in revision.signatures if s.meaning == "approved"]
    return RevisionLine(
        revision.label,
        revision.effective_on,
        revision.summary,
        approved[-1] if approved else "",
        tr(STATE_WORDS[revision.state]),
        revision.id == value.in_force_id,
    )


def record(value: DocumentValue, history: "Sequence[HistoryEntry]") -> RecordSheet:
    """A document's record as a form; the newest twelve entries of its history."""
    newest = value.newest
    fact = Fact
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
    sections = [Section(tr("Document"), identity), Section(tr("People"), people)]
    if newest is not None:
        content = tr(newest.content.value) if newest.content else ""
        sections.append(
            Section(
                tr("Revision {label}", label=newest.label),
                (
                    fact(tr("What changed"), newest.summary, wide=True),
                    fact(tr("Why it changed"), newest.reason, wide=True),
                    fact(tr("Content"), newest.source_name or content),
                ),
            )
        )
    sections += _care_sections(value)
    return RecordSheet(
        label=value.type_name,
        title=value.title,
        number=value.number,
        version=str(value.version),
        state=tr(STATE_WORDS[value.state]),
        sections=tuple(sections),
        signatures=tuple(approval(s) for s in newest.signatures) if newest else (),
        history=history_lines(history),
        history_total=len(history),
    )


def history_lines(history: "Sequence[HistoryEntry]") -> tuple[HistoryLine, ...]:
    """The newest twelve entries in words."""
    return tuple(HistoryLine(e.at, e.actor, _told(e)) for e in history[:12])


def _care_sections(value: DocumentValue) -> "list[Section]":
    """Where a document from outside comes from, the reviews asked for and those held."""
    fact, made = Fact, []
    if value.outside is not None:
        known = value.outside
        facts = (
            fact(tr("Source"), known.source, wide=True),
            fact(tr("Where to find it"), known.found_at, wide=True),
            fact(tr("Last checked"), paper_day(known.checked_on), short=True),
            fact(tr("Next check"), paper_day(known.next_check_on), short=True),
            fact(tr("Valid until"), paper_day(known.expires_on), short=True),
        )
        made.append(Section(tr("From outside"), facts))
    if value.asks:
        asked = (
            fact(f"{tr(ASKED_WORDS[a.source])}, {paper_day(a.asked_on)}", a.why, wide=True)
            for a in value.asks
        )
        made.append(Section(tr("Review asked for"), tuple(asked)))
    if value.reviews:
        held = (fact(_review_head(r), _review_words(r), wide=True) for r in value.reviews)
        made.append(Section(tr("Reviews"), tuple(held)))
    return made


def _review_head(review: ReviewValue) -> str:
    label = tr("revision {label}", label=review.label)
    return f"{paper_day(review.on_day)}, {label}, {review.name}"


def _review_words(review: ReviewValue) -> str:
    after = tr("Next {day}.", day=paper_day(review.next_on)) if review.next_on else ""
    note = f"{review.note.rstrip('.')}." if review.note else ""
    return " ".join(filter(None, (f"{tr(OUTCOME_WORDS[review.outcome])}.", note, after)))


def _told(entry: "HistoryEntry") -> str:
    told = [
        f"{f.label}: {f.old} → {f.new or '–'}" if f.old else f"{f.label}: {f.new}"
        for f in entry.fields[:_FIELDS_TOLD]
    ]
    if len(entry.fields) > _FIELDS_TOLD:
        told.append(tr("{n} more", n=len(entry.fields) - _FIELDS_TOLD))
    odd = tr("time in doubt: the clock had jumped") if entry.odd_clock else ""
    said = " · ".join(filter(None, (odd, entry.what, "; ".join(told), entry.why)))
    return shorten(said, _TOLD, placeholder=" …")


def due_line(item: "DueItem", today: date) -> DueLine:
    """One date as a line to be ticked off."""
    what = f"{item.number} {item.title}".strip()
    return DueLine(what, to_do(item), item.owner, item.on, max(0, days_late(item.on, today)))
