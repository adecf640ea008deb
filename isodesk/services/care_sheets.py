"""Sheets of what keeps documents alive: a change request as a form, and what is due."""

from datetime import timedelta
from typing import TYPE_CHECKING

from isodesk.core.dates import MONTHS, paper_day
from isodesk.documents.care_values import CHANGE_WORDS, ChangeState, ChangeValue
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.record_sheets import Fact, RecordSheet, Section
from isodesk.services.changes import change_value, touch_words
from isodesk.services.desk import Desk
from isodesk.services.due_said import to_do
from isodesk.services.sheet_values import history_lines
from isodesk.services.sheets import Sheets
from isodesk.store.glance import DueItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isodesk.services.history_values import HistoryEntry

AHEAD = 90
"""Days that the list of what is due looks ahead."""
_CARE = ("asked", "review", "check", "expiry")


class CareSheets:
    """Sheets as PDF bytes."""

    def __init__(self, desk: Desk, sheets: Sheets) -> None:
        self._desk, self._sheets = desk, sheets

    def change_request(self, request_id: int, history: "Sequence[HistoryEntry]") -> bytes:
        """A request as a form; while nothing is decided with lines for the decision."""
        from isodesk.documents.care_model import ChangeRequest
        from isodesk.printing.record import record_pdf

        with self._desk.reading() as session:
            value = change_value(session, session.get_one(ChangeRequest, request_id))
        sheet = _request(value, history)
        return record_pdf(sheet, self._sheets.company(), self._sheets.foot(), self._sheets.paper())

    def due_list(self, items: "Sequence[DueItem]", filter_words: str = "") -> bytes:
        """Reviews, checks and expiries of the next three months, and those that are late."""
        from isodesk.printing.register import list_pdf

        today = self._desk.today()
        kept = [i for i in items if i.what in _CARE]
        shown = [i for i in kept if i.on <= today + timedelta(days=AHEAD)]
        groups: dict[str, list[DueItem]] = {}
        for item in shown:
            groups.setdefault(_when(item, today.month == item.on.month), []).append(item)
        sheet = ListSheet(
            title=tr("Documents to be looked at"),
            label=tr("Due list"),
            columns=(
                Column("Done", tick=True),
                Column("Number", bold=True),
                Column("Title"),
                Column("To do"),
                Column("Owner"),
                Column("Due"),
                Column("Outcome", width=80),
            ),
            groups=tuple(_group(heading, lines) for heading, lines in groups.items()),
            shown=len(shown),
            total=len(kept),
            noun=tr("dates"),
            filter_words=filter_words or tr("The next {n} days", n=AHEAD),
            remark=tr("Outcome: V still valid, R revise, W withdraw; C edition still current."),
        )
        return list_pdf(sheet, self._sheets.company(), self._sheets.foot(), self._sheets.paper())


def _when(item: DueItem, this_month: bool) -> str:
    if item.late > 0:
        return tr("Late")
    if this_month:
        return tr("This month")
    return f"{MONTHS[item.on.month - 1]} {item.on.year}"


def _group(heading: str, lines: "Sequence[DueItem]") -> Group:
    rows = tuple(("", i.number, i.title, to_do(i), i.owner, paper_day(i.on), "") for i in lines)
    late = frozenset(at for at, item in enumerate(lines) if item.late > 0)
    return Group(heading, rows, str(len(rows)), late)


def _request(value: ChangeValue, history: "Sequence[HistoryEntry]") -> RecordSheet:
    fact = Fact
    asked = (
        fact(tr("Title"), value.title, wide=True, bold=True),
        fact(tr("Reason"), value.reason, wide=True),
        fact(tr("Prompted by"), value.source, wide=True),
        fact(tr("Asked by"), value.asked_by),
        fact(tr("Asked on"), paper_day(value.asked_on), short=True),
        fact(tr("Wanted by"), paper_day(value.wanted_by), short=True),
        fact(tr("Owner"), value.owner),
    )
    sections = [Section(tr("Request"), tuple(each for each in asked if each.value))]
    if value.touches:
        sections.append(Section(tr("Documents"), _touches(value)))
    if value.decided_on is not None:
        sections.append(Section(tr("Decision"), _decision(value)))
    open_one = value.state == ChangeState.ASKED
    return RecordSheet(
        label=tr("Change request"),
        title=value.title,
        number=value.number,
        version=str(value.version),
        state=tr(CHANGE_WORDS[value.state]),
        sections=tuple(sections),
        history=history_lines(history),
        history_total=len(history),
        sign=(tr("Accepted or rejected, why"), tr("Name"), tr("Date")) if open_one else (),
    )


def _touches(value: ChangeValue) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            f"{touch.number} {touch.title}",
            " · ".join(filter(None, (touch.what, touch_words(touch)))),
            wide=True,
        )
        for touch in value.touches
    )


def _decision(value: ChangeValue) -> tuple[Fact, ...]:
    fact = Fact
    rejected = value.state == ChangeState.REJECTED
    word = CHANGE_WORDS[ChangeState.REJECTED if rejected else ChangeState.ACCEPTED]
    return (
        fact(tr("Decision"), tr(word), short=True, bold=True),
        fact(tr("Decided on"), paper_day(value.decided_on), short=True),
        fact(tr("Decided by"), value.decided_by),
        fact(tr("Why so decided"), value.decision_note, wide=True),
    )
