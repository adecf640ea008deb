"""Prints of the registers of the environment: obligations by exposure and by manager."""

from collections.abc import Callable
from itertools import groupby

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY, NUMBER
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column, Group, ListSheet
from isodesk.registers.obligation import REGISTER as OBLIGATION
from isodesk.services.print_tools import Row, Tools

_OBLIGATIONS = """
SELECT r.number, r.title, r.state, r.due_on, x.source, x.provision, x.authority, x.penalty, x.fine,
       x.consequence, x.gravity, x.exposure, x.evaluated_on,
       (SELECT m.title FROM record m WHERE m.id = x.manager_id) AS manager
FROM record r JOIN obligation x ON x.id = r.id
WHERE r.kind = 'obligation' AND r.state NOT IN ('void', 'closed')
ORDER BY x.exposure IS NULL, x.exposure DESC, x.gravity DESC, x.fine DESC, r.sort_number
"""
_BANDS = ((15, "High exposure"), (8, "Middle exposure"), (0, "Low exposure"))


def by_exposure(tools: Tools, choice: str = "") -> bytes:
    """Obligations by what is at stake as things stand; what is not weighed stands last."""
    return _obligations(tools, tr("Obligations by exposure"), _band, with_manager=True)


def by_manager(tools: Tools, choice: str = "") -> bytes:
    """Obligations under the name of who answers for them."""
    return _obligations(tools, tr("Obligations by accountable manager"), _manager, False)


def _band(row: Row) -> str:
    if row["exposure"] is None:
        return tr("Not weighed yet")
    return next(tr(word) for least, word in _BANDS if row["exposure"] >= least)


def _manager(row: Row) -> str:
    return str(row["manager"] or tr("Nobody is named"))


def _obligations(
    tools: Tools, title: str, group: Callable[[Row], str], with_manager: bool
) -> bytes:
    from isodesk.printing.register import list_pdf

    rows = tools.rows(_OBLIGATIONS)
    if not with_manager:
        rows.sort(key=lambda row: (row["manager"] is not None, _manager(row).casefold()))
    today = tools.desk.today().isoformat()
    groups = tuple(
        _group(name, list(found), today, with_manager) for name, found in groupby(rows, group)
    )
    sheet = ListSheet(
        title=title,
        label=tr("Register"),
        columns=_columns(with_manager),
        groups=groups,
        shown=len(rows),
        total=len(rows),
        noun=tr("obligations"),
        remark=tr(
            "Exposure is gravity, 1 to 5, times how the obligation stands: compliant 1, not "
            "evaluated 3, partly compliant 4, not compliant 5. Amber: not compliant, or its "
            "evaluation is late."
        ),
    )
    return list_pdf(sheet, *tools.around)


def _columns(with_manager: bool) -> tuple[Column, ...]:
    right = Align.RIGHT
    columns = [
        Column("Number"),
        Column("Obligation", bold=True),
        Column("Source"),
        Column("Authority"),
        Column("Maximum penalty and consequence"),
        Column("Largest fine", right),
        Column("Accountable manager"),
        Column("Stands"),
        Column("Evaluated"),
        Column("Exposure", right, bold=True),
    ]
    return tuple(c for c in columns if with_manager or c.heading != "Accountable manager")


def _group(name: str, rows: list[Row], today: str, with_manager: bool) -> Group:
    urgent = frozenset(
        n
        for n, row in enumerate(rows)
        if row["state"] == "not_compliant" or (row["due_on"] or today) < today
    )
    note = tr("{n} obligations", n=len(rows)) if len(rows) > 1 else tr("1 obligation")
    return Group(name, tuple(_cells(row, with_manager) for row in rows), note, urgent)


def _cells(row: Row, with_manager: bool) -> tuple[str, ...]:
    return (
        row["number"] or "",
        row["title"] or "",
        " · ".join(filter(None, (row["source"], row["provision"]))),
        row["authority"] or "",
        "\n".join(filter(None, (row["penalty"], row["consequence"]))),
        NUMBER.show(NUMBER.unpack(row["fine"])),
        *([row["manager"] or tr("Nobody is named")] if with_manager else []),
        tr(OBLIGATION.state(row["state"]).word),
        paper_day(DAY.unpack(row["evaluated_on"])) if row["evaluated_on"] else tr("never"),
        "" if row["exposure"] is None else str(row["exposure"]),
    )
