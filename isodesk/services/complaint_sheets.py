"""Figures of complaints on paper: by month, by what they are about, by product, by whose fault."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from isodesk.core.dates import MONTHS
from isodesk.core.kinds import number_text
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column, Group, ListSheet
from isodesk.registers.complaint import REGISTER as COMPLAINTS
from isodesk.registers.complaint import Complaint
from isodesk.registers.complaint_rules import late_by
from isodesk.services.plain_entries import entries_of, names_of
from isodesk.services.print_tools import Tools

_MOST_YEARS = 20


def figures(tools: Tools, choice: str = "") -> bytes:
    """The figures of one year, "2026"; of all complaints with ""."""
    from isodesk.printing.register import list_pdf

    return list_pdf(figures_of(tools, choice), *tools.around)


def years(tools: Tools) -> tuple[str, ...]:
    """The years there are complaints of, newest first."""
    found = {str(c.received_on.year) for c in _received(tools)}
    return tuple(sorted(found, reverse=True))[:_MOST_YEARS]


def figures_of(tools: Tools, year: str) -> ListSheet:
    """What the sheet of figures says."""
    every = _received(tools)
    found = [c for c in every if not year or str(c.received_on.year) == year]
    products = names_of(tools.desk, (c.product_id for c in found))
    no_product = tr("No product named")
    groups = (
        _group(tr("By month"), found, _month, by_name=True),
        _group(tr("By what it is about"), found, lambda c: tr(c.sort.value)),
        _group(tr("By product"), found, lambda c: products.get(c.product_id or 0, no_product)),
        _group(tr("By whose fault"), found, _fault),
    )
    return ListSheet(
        title=tr("Complaints of {year}", year=year) if year else tr("Complaints"),
        label=tr("Figures"),
        columns=_columns(),
        groups=tuple(group for group in groups if group.rows),
        shown=len(found),
        total=len(every),
        noun=tr("complaints"),
        filter_words=year,
        remark=tr(
            "In time: of those acknowledged or answered. Days to answer: from the receipt, the"
            " mean. Cost: as entered, in the firm's currency."
        ),
        numbered=False,
    )


def _received(tools: Tools) -> list[Complaint]:
    every = entries_of(tools.desk, COMPLAINTS, Complaint)
    return [c for c in every if c.received_on is not None]


def _columns() -> tuple[Column, ...]:
    right = Align.RIGHT
    return (
        Column(tr("Complaints"), width=170),
        Column(tr("Number"), align=right),
        Column(tr("Open"), align=right),
        Column(tr("Acknowledged in time"), align=right),
        Column(tr("Answered in time"), align=right),
        Column(tr("Days to answer"), align=right),
        Column(tr("Our fault"), align=right),
        Column(tr("Cost"), align=right),
    )


def _month(each: Complaint) -> str:
    return f"{each.received_on.year}-{each.received_on.month:02}"


def _fault(each: Complaint) -> str:
    return tr(each.finding.value) if each.finding else tr("Not found out yet")


def _group(
    heading: str,
    found: Sequence[Complaint],
    key: Callable[[Complaint], str],
    by_name: bool = False,
) -> Group:
    """One row a word, the most first; months in their order."""
    parts: dict[str, list[Complaint]] = {}
    for each in found:
        parts.setdefault(key(each), []).append(each)
    order = sorted(parts, key=lambda name: name if by_name else (-len(parts[name]), name))
    rows = tuple(_row(_said(name) if by_name else name, parts[name]) for name in order)
    return Group(heading, rows)


def _said(month: str) -> str:
    year, number = month.split("-")
    return f"{tr(MONTHS[int(number) - 1])} {year}"


def _row(name: str, found: Sequence[Complaint]) -> tuple[str, ...]:
    days = [c.days for c in found if c.days is not None]
    costs = [c.cost for c in found if c.cost is not None]
    return (
        name,
        str(len(found)),
        str(sum(c.state != "closed" for c in found)),
        _in_time(late_by(c.received_on, c.ack_days, c.acknowledged_on) for c in found),
        _in_time(late_by(c.received_on, c.reply_days, c.responded_on) for c in found),
        number_text((Decimal(sum(days)) / len(days)).quantize(Decimal("0.1"))) if days else "–",
        str(sum(c.finding is not None and c.finding.name == "OURS" for c in found)),
        number_text(sum(costs, Decimal(0))) if costs else "–",
    )


def _in_time(late: Iterable[int | None]) -> str:
    """`9 of 10`; a dash while nothing was stopped."""
    told = [days for days in late if days is not None]
    if not told:
        return "–"
    return tr("{n} of {m}", n=sum(days <= 0 for days in told), m=len(told))
