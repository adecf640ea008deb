"""Waste by code and month: what an authority and the yearly report ask for."""

from decimal import Decimal

from isodesk.core.dates import MONTHS
from isodesk.core.kinds import NUMBER, number_text
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column, Group, ListSheet
from isodesk.registers.waste import Fate
from isodesk.services.print_tools import Row, Tools

_YEARS = """
SELECT DISTINCT x.year FROM waste x JOIN record r ON r.id = x.id
WHERE r.state NOT IN ('void', 'draft') AND x.year IS NOT NULL ORDER BY x.year DESC
"""
_TOTALS = """
SELECT coalesce(x.hazardous, 0) AS hazardous, x.code, min(r.title) AS title, x.month,
       sum(coalesce(x.mass, 0)) AS mass, count(*) AS loads
FROM waste x JOIN record r ON r.id = x.id
WHERE r.state NOT IN ('void', 'draft') AND x.year = ?
GROUP BY coalesce(x.hazardous, 0), x.code, x.month ORDER BY 1 DESC, x.code
"""
_FATES = """
SELECT x.fate, sum(coalesce(x.mass, 0)) AS mass FROM waste x JOIN record r ON r.id = x.id
WHERE r.state NOT IN ('void', 'draft') AND x.year = ? GROUP BY x.fate
"""


def years(tools: Tools) -> tuple[str, ...]:
    """The years there are loads of, newest first."""
    return tuple(str(row["year"]) for row in tools.rows(_YEARS))


def totals(tools: Tools, choice: str = "") -> bytes:
    """Kilograms by code and month of one year; of this year without a choice."""
    from isodesk.printing.register import list_pdf

    year = int(choice or tools.desk.today().year)
    rows = tools.rows(_TOTALS, (year,))
    groups = [_group(rows, 1, tr("Hazardous waste")), _group(rows, 0, tr("Other waste"))]
    right = Align.RIGHT
    columns = (
        Column("Code", bold=True),
        Column("Waste"),
        Column("Loads", right),
        *(Column(month, right) for month in MONTHS),
        Column("Year, kg", right, bold=True),
    )
    loads = sum(row["loads"] for row in rows)
    sheet = ListSheet(
        title=tr("Waste of {year} by code and month", year=year),
        label=tr("Register"),
        columns=columns,
        groups=tuple(group for group in groups if group.rows),
        shown=loads,
        total=loads,
        noun=tr("loads"),
        filter_words=tr("Left in {year}; kilograms", year=year),
        remark=_fates(tools.rows(_FATES, (year,))),
        numbered=False,
    )
    return list_pdf(sheet, *tools.around)


def _group(rows: list[Row], hazardous: int, name: str) -> Group:
    codes: dict[str, list[Row]] = {}
    for row in rows:
        if row["hazardous"] == hazardous:
            codes.setdefault(row["code"] or "", []).append(row)
    every = [row for found in codes.values() for row in found]
    lines = [_line(code, found[0]["title"] or "", found) for code, found in codes.items()]
    if len(lines) > 1:
        lines.append(_line(tr("Together"), "", every))
    return Group(name, tuple(lines), f"{_kg(every)} kg")


def _line(code: str, title: str, rows: list[Row]) -> tuple[str, ...]:
    months = [[row for row in rows if (row["month"] or "").endswith(f"-{n:02}")] for n in _NTH]
    loads = str(sum(row["loads"] for row in rows))
    return (code, title, loads, *(_kg(month) if month else "" for month in months), _kg(rows))


_NTH = range(1, 13)


def _kg(rows: list[Row]) -> str:
    mass: Decimal = NUMBER.unpack(sum(row["mass"] for row in rows))
    return number_text(mass.quantize(Decimal("0.1")))


def _fates(rows: list[Row]) -> str:
    """`Recycled 61 %, landfill 39 %.`"""
    whole = sum(row["mass"] for row in rows)
    if not whole:
        return ""
    shares = sorted(((row["mass"] * 100 / whole, _fate(row)) for row in rows), reverse=True)
    return ", ".join(f"{name} {share:.0f} %" for share, name in shares) + "."


def _fate(row: Row) -> str:
    return tr(Fate[row["fate"]].value) if row["fate"] else tr("What became of it is not known")
