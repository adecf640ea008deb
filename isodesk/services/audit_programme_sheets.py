"""The programme of a year, gathered for paper: its lines by month, with the audits that were
planned and held for them, and the clauses that are covered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from isodesk.core.kinds import DAY
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
from isodesk.services.audit_summary import refs
from isodesk.services.auditing import clauses_of
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.print_tools import Row, Tools
from isodesk.standards.clauses import ClauseRef, clauses
from isodesk.standards.trees import KNOWN

_HELD = ("reporting", "issued", "follow_up", "closed")
_AUDITS = """
SELECT r.id, r.number, r.state, a.starts_on, s.row, s.process_id, s.clauses
FROM audit a JOIN record r ON r.id = a.id
LEFT JOIN audit_scope s ON s.record_id = r.id AND s.ended IS NULL
WHERE a.programme_id = ? AND r.state <> 'void' ORDER BY a.starts_on, r.id
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
    audits = tools.rows(_AUDITS, (value.id,))
    year = value.values["year"]
    today = tools.desk.today()
    lines = value.lines["programme_row"]
    return ProgrammeSheet(
        value.number,
        value.title or value.number,
        str(year or ""),
        tr(REGISTER.state(value.state).word),
        facts.told((label, value.shown[key]) for label, key in _TOLD),
        tuple(_line(line, _of_line(line, audits), year, today) for line in lines),
        coverage(
            [line.shown["clauses"] for line in lines],
            [row["clauses"] or "" for row in audits if row["state"] in _HELD],
        ),
        (tr("Approved by, date"),),
    )


def _of_line(line: LineValue, audits: Sequence[Row]) -> list[Row]:
    """The audits that carry a line out: those that name it, or its process."""
    process = line.values["process_id"]
    return [
        row
        for row in audits
        if row["row"] == line.id
        or (row["row"] is None and process is not None and row["process_id"] == process)
    ]


def _line(line: LineValue, audits: Sequence[Row], year: int | None, today: date) -> ProgrammeLine:
    said = line.shown
    planned = months_of(said["months"])
    days = {row["id"]: DAY.unpack(row["starts_on"]) for row in audits}
    in_year = [row for row in audits if days[row["id"]] and days[row["id"]].year == year]
    held = {days[row["id"]].month for row in in_year if row["state"] in _HELD}
    open_ones = {days[row["id"]].month for row in in_year if row["state"] not in _HELD}
    return ProgrammeLine(
        said["process_id"] or said["what"],
        said["clauses"],
        said["weight"],
        _every(line.values["every"]),
        tuple(
            ProgrammeMonth(
                planned=month in planned or month in open_ones,
                held=month in held,
                late=_is_past(year, month, today) and not any(h >= month for h in held),
            )
            for month in range(1, 13)
        ),
        said["reason"],
        said["auditor_id"],
        ", ".join(dict.fromkeys(row["number"] for row in audits if row["number"])),
    )


def months_of(text: str) -> frozenset[int]:
    """The months of "3, 9"; other words are passed over."""
    parts = text.replace(";", ",").replace(" ", ",").split(",")
    return frozenset(int(part) for part in parts if part.isdigit() and 1 <= int(part) <= 12)


def _every(months: int | None) -> str:
    if months is None:
        return ""
    return tr("month") if months == 1 else tr("{n} months", n=months)


def _is_past(year: int | None, month: int, today: date) -> bool:
    return year is not None and (year, month) < (today.year, today.month)


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
