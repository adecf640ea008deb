"""Which aspects somebody from outside has confirmed, and which significant ones nobody has."""

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY, NUMBER
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.registers.aspect import REGISTER as ASPECT
from isodesk.services.print_tools import Row, Tools

_ABOUT = """
SELECT x.id, x.aspect_id FROM verification x WHERE x.aspect_id IS NOT NULL
UNION SELECT l.from_id, l.to_id FROM link l WHERE l.meaning = 'verifies' AND l.ended IS NULL
"""
_ASPECTS = f"""
SELECT a.id, a.number, a.title, y.activity, y.significance,
       v.number AS verification, x.who, x.criterion, x.result, x.unit, x.said, x.verdict,
       x.expires_on, v.state
FROM record a JOIN aspect y ON y.id = a.id
LEFT JOIN ({_ABOUT}) w ON w.aspect_id = a.id
LEFT JOIN record v ON v.id = w.id AND v.state NOT IN ('void', 'draft')
LEFT JOIN verification x ON x.id = v.id
WHERE a.state NOT IN ('void', 'closed')
ORDER BY a.sort_number, v.sort_number DESC
"""
_WITHOUT = f"""
SELECT count(*) AS n FROM record v JOIN verification x ON x.id = v.id
WHERE v.state = 'open' AND x.verdict = 'MEETS'
  AND (x.expires_on IS NULL OR x.expires_on >= :today)
  AND x.id IN (SELECT w.id FROM ({_ABOUT}) w WHERE w.aspect_id = :aspect)
"""


def is_covered(tools: Tools, aspect_id: int) -> bool:
    """Whether a verification that holds today confirms this aspect."""
    asked = {"today": tools.desk.today().isoformat(), "aspect": aspect_id}
    return bool(tools.rows(_WITHOUT, asked)[0]["n"])


def coverage(tools: Tools, choice: str = "") -> bytes:
    """Every aspect with its verifications; significant ones that none holds for come first."""
    from isodesk.printing.register import list_pdf

    today = tools.desk.today().isoformat()
    by_aspect: dict[int, list[Row]] = {}
    for row in tools.rows(_ASPECTS):
        by_aspect.setdefault(row["id"], []).append(row)
    lacking, held, others = [], [], []
    for rows in by_aspect.values():
        if any(holds(row, today) for row in rows):
            held += rows
        elif rows[0]["significance"] == "SIGNIFICANT":
            lacking += rows
        else:
            others += rows
    groups = (
        _group(tr("Significant, and no valid verification"), lacking, urgent=True),
        _group(tr("Confirmed from outside"), held),
        _group(tr("Not significant, without a valid verification"), others),
    )
    sheet = ListSheet(
        title=tr("Aspects and their external verifications"),
        label=tr("Register"),
        columns=_COLUMNS,
        groups=tuple(group for group in groups if group.rows),
        shown=len(by_aspect),
        total=len(by_aspect),
        noun=tr("aspects"),
        remark=tr(
            "A verification is valid while it holds, meets its criterion and has not expired."
        ),
        numbered=False,
    )
    return list_pdf(sheet, *tools.around)


_COLUMNS = (
    Column("Aspect", bold=True),
    Column("Activity"),
    Column("Significance"),
    Column("Verification"),
    Column("Who"),
    Column("Criterion"),
    Column("Result"),
    Column("Verdict"),
    Column("Holds until"),
)


def holds(row: Row, today: str) -> bool:
    """Whether the verification in this row is valid today."""
    expires = row["expires_on"]
    meets = row["state"] == "open" and row["verdict"] == "MEETS"
    return meets and (expires is None or expires >= today)


def _group(name: str, rows: list[Row], urgent: bool = False) -> Group:
    count = len({row["id"] for row in rows})
    note = tr("{n} aspects", n=count) if count != 1 else tr("1 aspect")
    marked = frozenset(range(len(rows))) if urgent else frozenset[int]()
    return Group(name, tuple(_cells(row) for row in rows), note, marked)


def _cells(row: Row) -> tuple[str, ...]:
    from isodesk.registers.verification import REGISTER

    figure = NUMBER.show(NUMBER.unpack(row["result"]))
    result = f"{figure} {row['unit'] or ''}".strip() if figure else row["said"] or ""
    return (
        f"{row['number'] or ''} {row['title'] or ''}".strip(),
        row["activity"] or "",
        ASPECT.by_key["significance"].kind.show(row["significance"]),
        row["verification"] or tr("none"),
        row["who"] or "",
        row["criterion"] or "",
        result,
        REGISTER.by_key["verdict"].kind.show(row["verdict"]),
        paper_day(DAY.unpack(row["expires_on"])),
    )
