"""Print the week: what is late, due today, this week, this month, later; boxes to tick off."""

from collections.abc import Sequence

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column, DueLine, Group, ListSheet, WeekSheet
from isodesk.printing.register import list_pdf
from isodesk.printing.sheets import A4, Company, Foot, Paper

_COLUMNS = (
    Column("Done", tick=True),
    Column("What"),
    Column("To do"),
    Column("Who"),
    Column("Due"),
    Column("Note", width=70),
)


def week_pdf(sheet: WeekSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The due list as a PDF; the same values give the same bytes."""
    parts = (
        ("Late", sheet.late),
        ("Today", sheet.today),
        ("This week", sheet.this_week),
        ("This month", sheet.this_month),
        ("Later", sheet.later),
    )
    shown = sum(len(lines) for _, lines in parts)
    listed = ListSheet(
        title=tr("The week of {day}", day=paper_day(sheet.day)),
        label=tr("Due list"),
        columns=_COLUMNS,
        groups=tuple(_group(name, lines) for name, lines in parts if lines),
        shown=shown,
        total=shown if sheet.total is None else sheet.total,
        noun=tr("due"),
        filter_words=sheet.filter_words,
        pairs=((tr("For"), sheet.who or tr("everybody")),),
    )
    return list_pdf(listed, company, foot, size)


def _group(name: str, lines: Sequence[DueLine]) -> Group:
    late = frozenset(nth for nth, line in enumerate(lines) if line.days_late > 0)
    return Group(tr(name), tuple(_row(line) for line in lines), str(len(lines)), late)


def _row(line: DueLine) -> tuple[str, ...]:
    return ("", line.what, line.action, line.who, _due(line), "")


def _due(line: DueLine) -> str:
    day = paper_day(line.due)
    if line.days_late <= 0:
        return day
    late = line.days_late
    words = tr("1 day late") if late == 1 else tr("{days} days late", days=late)
    return f"{day}\n{words}"
