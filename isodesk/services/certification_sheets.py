"""Certificates and external audits on one sheet: where each certificate stands in its cycle, what
comes next, what was found and by when it is to be answered."""

from collections.abc import Iterable, Sequence

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.record_sheets import LinesTable, Part, ReportSheet
from isodesk.registers.certificate import REGISTER as CERTIFICATES
from isodesk.registers.external_audit import REGISTER as AUDITS
from isodesk.registers.finding import REGISTER as FINDINGS
from isodesk.services.print_tools import Row, Tools
from isodesk.services.report_parts import facts_of

_AUDITS = """
SELECT r.id, r.number, r.title, r.state, x.sort, x.body, x.certificate_id, x.starts_on, x.ends_on,
       x.days, x.result, x.reply_by, x.replied_on,
       (SELECT count(*) FROM finding f JOIN record n ON n.id = f.id
        WHERE f.external_id = r.id AND n.state <> 'void') AS found,
       (SELECT count(*) FROM finding f JOIN record n ON n.id = f.id
        WHERE f.external_id = r.id AND n.closed IS NULL) AS open
FROM external_audit x JOIN record r ON r.id = x.id WHERE r.state <> 'void'
ORDER BY x.starts_on, r.sort_number
"""
_FOUND = """
SELECT r.number, r.title, r.state, r.closed, f.grade, f.clauses, f.reply_by, f.reply_on,
       n.number AS audit
FROM finding f JOIN record r ON r.id = f.id JOIN record n ON n.id = f.external_id
WHERE r.state <> 'void' ORDER BY r.closed IS NOT NULL, f.reply_by IS NULL, f.reply_by, r.sort_number
"""
_CERTIFICATES = """
SELECT id FROM record WHERE kind = 'certificate' AND state <> 'void' ORDER BY sort_number
"""
_FACTS = (
    "theirs",
    "body",
    "accreditation",
    "iso9001",
    "iso14001",
    "first_on",
    "issued_on",
    "valid_until",
    "surveillance_on",
    "scope",
    "sites",
)


def cycle(tools: Tools, choice: str = "") -> bytes:
    """Every certificate with its audits, then audits without one, then what was found."""
    from isodesk.printing.report import report_pdf

    return report_pdf(cycle_of(tools), *tools.around)


def cycle_of(tools: Tools) -> ReportSheet:
    """The sheet as it stands."""
    audits = tools.rows(_AUDITS)
    ids = [row["id"] for row in tools.rows(_CERTIFICATES)]
    parts = [_certificate(tools, each, audits) for each in ids]
    others = [row for row in audits if row["certificate_id"] not in ids]
    if others:
        parts.append(Part("Other external audits", tables=(_stages(others),)))
    if not parts:
        parts.append(Part("Certificates", empty=tr("No certificate is entered yet.")))
    found = tools.rows(_FOUND)
    parts.append(_findings(tools, found))
    left = sum(row["closed"] is None for row in found)
    pairs = (("Certificates", str(len(ids))), ("Open findings", str(left)))
    return ReportSheet(tr("Certificates"), tr("Certification cycle"), pairs, tuple(parts))


def _certificate(tools: Tools, record_id: int, audits: Sequence[Row]) -> Part:
    value = tools.entry(record_id)
    state = tr(CERTIFICATES.state(value.state).word)
    mine = [row for row in audits if row["certificate_id"] == record_id]
    expected = [
        (value.values[key], words)
        for key, words in (
            ("surveillance_on", "Next surveillance"),
            ("valid_until", "Certificate expires"),
        )
        if value.values[key] is not None and not value.closed
    ]
    rows = [*map(_stage, mine), *((paper_day(d), tr(w), "", "", "") for d, w in expected)]
    return Part(
        f"{value.number} {value.title}".strip(),
        lead=state,
        facts=facts_of(CERTIFICATES, value, _FACTS),
        tables=(_table("Stages", rows),) if rows else (),
    )


def _stages(rows: Iterable[Row]) -> LinesTable:
    return _table("", [_stage(row) for row in rows])


def _table(heading: str, rows: Sequence[tuple[str, ...]]) -> LinesTable:
    columns = (
        Column("When"),
        Column("Stage"),
        Column("Audit", bold=True),
        Column("Result"),
        Column("Findings", Align.RIGHT),
    )
    return LinesTable(heading, columns, tuple(rows))


def _stage(row: Row) -> tuple[str, ...]:
    """A stage that was held or is to come; `2 of 3 open` of its findings."""
    fields = AUDITS.by_key
    result = fields["result"].kind.show(row["result"]) or tr(AUDITS.state(row["state"]).word)
    found = tr("{n} of {m} open", n=row["open"], m=row["found"]) if row["found"] else "–"
    return (
        paper_day(DAY.unpack(row["starts_on"])),
        fields["sort"].kind.show(row["sort"]),
        row["number"] or "",
        result,
        found,
    )


def _findings(tools: Tools, rows: Sequence[Row]) -> Part:
    grade = tools.catalogue.get("finding").by_key["grade"].kind
    columns = (
        Column("Finding", bold=True),
        Column("Grade"),
        Column("What was found"),
        Column("At"),
        Column("Reply by"),
        Column("State"),
    )
    told = tuple(
        (
            row["number"] or "",
            grade.show(row["grade"]),
            row["title"] or "",
            row["audit"] or "",
            paper_day(DAY.unpack(row["reply_by"])),
            tr(FINDINGS.state(row["state"]).word),
        )
        for row in rows
    )
    tables = (LinesTable("", columns, told),) if told else ()
    return Part("Findings from outside", tables=tables, empty=tr("Nothing was found."))
