"""The programme of a year, gathered for paper: its lines by month, with the audits that were
planned and held for them, and the clauses that are covered."""

from collections.abc import Iterable, Mapping, Sequence

from isodesk.i18n import tr
from isodesk.printing.audit_programme import (
    Coverage,
    CoverageCell,
    ProgrammeLine,
    ProgrammeMonth,
    ProgrammeSheet,
)
from isodesk.registers.audit_programme import REGISTER
from isodesk.services import audit_facts as facts
from isodesk.services.audit_programme import YearRow, year_of
from isodesk.services.audit_summary import refs
from isodesk.services.auditing import clauses_of
from isodesk.services.entry_values import EntryValue
from isodesk.services.print_tools import Tools
from isodesk.standards.clauses import ClauseRef, clauses
from isodesk.standards.trees import KNOWN

_ANSWERED = """
SELECT r.id, q.clauses FROM audit a JOIN record r ON r.id = a.id
JOIN audit_question q ON q.record_id = r.id
WHERE a.programme_id = ? AND r.state <> 'void' AND q.ended IS NULL AND q.verdict IS NOT NULL
  AND q.clauses IS NOT NULL
"""
_TOLD = (
    ("Objectives", "objectives"),
    ("Extent", "extent"),
    ("Criteria", "criteria"),
    ("Methods", "methods"),
    ("People, time and means", "resources"),
    ("Risks and opportunities", "risks"),
    ("Approved on", "approved_on"),
    ("Review by", "review_on"),
    ("Review of the programme", "reviewed"),
)


def programme(tools: Tools, record_id: int) -> bytes:
    """The programme as a year on lying paper."""
    from isodesk.printing.audit_programme import programme_pdf

    return programme_pdf(programme_of(tools, tools.entry(record_id)), *tools.around)


def programme_of(tools: Tools, value: EntryValue) -> ProgrammeSheet:
    """The programme of a year as it stands."""
    year = year_of(tools.desk, value)
    return ProgrammeSheet(
        value.number,
        value.title or value.number,
        str(value.values["year"] or ""),
        tr(REGISTER.state(value.state).word),
        facts.told((label, value.shown[key]) for label, key in _TOLD),
        tuple(_line(row) for row in year.rows),
        coverage(
            [row.clauses for row in year.rows if row.planned or row.audits],
            _answered(tools, value.id),
        ),
        (tr("Approved by, date"),),
    )


def _answered(tools: Tools, programme_id: int) -> list[str]:
    """The clauses that each audit of a programme looked at: of the questions it answered."""
    found: dict[int, list[str]] = {}
    for row in tools.rows(_ANSWERED, (programme_id,)):
        found.setdefault(row["id"], []).append(row["clauses"])
    return ["; ".join(each) for each in found.values()]


def _line(row: YearRow) -> ProgrammeLine:
    return ProgrammeLine(
        row.name,
        row.clauses,
        tr(row.weight.value) if row.weight else "",
        _every(row.every),
        tuple(
            ProgrammeMonth(
                planned=cell.planned or any(not audit.held for audit in cell.audits),
                held=cell.held,
                late=cell.late,
            )
            for cell in row.months
        ),
        "\n".join(filter(None, (row.reason, row.warning))),
        row.auditor,
        ", ".join(audit.number for audit in row.audits if audit.number),
        (
            sum(c.planned or any(a.first and not a.held for a in c.audits) for c in row.months),
            row.held,
        ),
    )


def _every(months: int) -> str:
    if not months:
        return ""
    return tr("month") if months == 1 else tr("{n} months", n=months)


def coverage(planned: Iterable[str], held: Iterable[str]) -> tuple[Coverage, ...]:
    """Of every standard and edition that is named, each clause of the second level: how often it
    is planned and was looked at. A chapter stands for all its clauses."""
    wanted = [set(refs(clauses_of(text))) for text in planned]
    seen = [set(refs(clauses_of(text))) for text in held]
    named = {(ref.standard, ref.edition) for each in (*wanted, *seen) for ref in each}
    return tuple(_standard(*each, wanted, seen) for each in KNOWN if each in named)


def _standard(
    standard: str, edition: str, wanted: Sequence[set[ClauseRef]], seen: Sequence[set[ClauseRef]]
) -> Coverage:
    numbers = [c.number for c in clauses(standard, edition) if c.number.count(".") == 1]
    counts: Mapping[str, tuple[int, int]] = {
        number: (
            sum(_names(each, standard, edition, number) for each in wanted),
            sum(_names(each, standard, edition, number) for each in seen),
        )
        for number in numbers
    }
    cells = tuple(CoverageCell(number, *counts[number]) for number in numbers)
    return Coverage(f"ISO {standard}:{edition}", cells)


def _names(given: set[ClauseRef], standard: str, edition: str, number: str) -> bool:
    """Whether a clause is named: itself, its chapter, or a part of it."""
    chapter = number.partition(".")[0]
    return any(
        (ref.standard, ref.edition) == (standard, edition)
        and (ref.number in (number, chapter) or ref.number.startswith(f"{number}."))
        for ref in given
    )
