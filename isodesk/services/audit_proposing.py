"""The year proposed: a line for every process, with months by importance, results of earlier
audits and planned changes. Planned, shown, then applied; what stands in a line stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from isodesk.core.dates import add_months
from isodesk.core.folding import folded
from isodesk.core.kinds import DAY
from isodesk.registers.audit_frequency import (
    ChangePlanned,
    FoundInYear,
    Proposed,
    RowFacts,
    proposed,
)
from isodesk.registers.audit_words import Weight
from isodesk.services.audit_programme import HELD, YearRow, editions, months_text, year_of
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_lines import EntryLines

_MONTHS = 24
"""How far back results of audits are looked at."""
_PROCESSES = """
SELECT r.id, r.title, p.sort FROM record r JOIN process p ON p.id = r.id
WHERE r.kind = 'process' AND r.closed IS NULL ORDER BY r.sort_number, r.id
"""
_FOUND = """
SELECT f.process_id, substr(f.found_on, 1, 4), f.grade, count(*) FROM finding f
JOIN record r ON r.id = f.id
WHERE r.state <> 'void' AND f.process_id IS NOT NULL AND f.found_on >= ?
GROUP BY 1, 2, 3 ORDER BY 2 DESC
"""
_CHANGES = """
SELECT c.process_id, r.title, c.wanted_on FROM planned_change c JOIN record r ON r.id = c.id
WHERE r.state NOT IN ('void', 'rejected') AND c.process_id IS NOT NULL
  AND c.wanted_on BETWEEN ? AND ? ORDER BY c.wanted_on
"""
_LAST = f"""
SELECT s.process_id, max(a.starts_on)
FROM audit a JOIN record r ON r.id = a.id
JOIN audit_scope s ON s.record_id = r.id AND s.ended IS NULL
WHERE s.process_id IS NOT NULL AND a.starts_on <= ?
  AND r.state IN ({", ".join(f"'{s}'" for s in HELD)}) GROUP BY 1
"""
_WEIGHTS = {"CORE": Weight.MIDDLE, "LEAD": Weight.MIDDLE, "SUPPORT": Weight.LOW}
"""How much a process matters where nobody has said."""


@dataclass(frozen=True)
class RowProposal:
    """What is proposed for one line: `row_id` None for a new one; `values` what would be
    written, `months` those it then has."""

    row_id: int | None
    process_id: int | None
    name: str
    months: tuple[int, ...]
    reason: str
    values: Mapping[str, Any]


class AuditProposing:
    """Proposes years for the programmes of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def plan(self, programme_id: int) -> tuple[RowProposal, ...]:
        """What would be filled in: lines without months, and processes without a line."""
        value = Entries(self._desk, self._catalogue).get(programme_id)
        year = year_of(self._desk, value)
        known = editions(value)
        facts = _Facts(self._desk, year.year)
        there = {row.process_id for row in year.rows}
        open_rows = [row for row in year.rows if not row.planned]
        fresh = [each for each in facts.processes if each[0] not in there]
        many, result = len(open_rows) + len(fresh), []
        for nth, row in enumerate(open_rows):
            weight = row.weight or facts.weight(row.process_id)
            found = facts.propose(row.process_id, weight, row.every, nth, many)
            result.append(_of_row(row, weight, found))
        for nth, (process, title, _) in enumerate(fresh, len(open_rows)):
            weight = facts.weight(process)
            found = facts.propose(process, weight, 0, nth, many)
            result.append(_new(process, title, weight, found, clauses_for(title, known)))
        return tuple(each for each in result if each.values)

    def apply(self, programme_id: int, proposals: Iterable[RowProposal]) -> tuple[int, ...]:
        """Write what was proposed, in one change; answers the lines. Raises Refused."""
        lines = EntryLines(self._desk, self._catalogue)
        rows = [(each.row_id, each.values) for each in proposals]
        return lines.put_many(programme_id, "programme_row", rows)


def _of_row(row: YearRow, weight: Weight, found: Proposed) -> RowProposal:
    """Only what the line leaves open."""
    values: dict[str, Any] = {}
    if found.months:
        values["months"] = months_text(found.months)
    if not row.every:
        values["every"] = found.every
    if row.weight is None:
        values["weight"] = weight.name
    if not row.reason:
        values["reason"] = found.reason
    return RowProposal(row.id, row.process_id, row.name, found.months, found.reason, values)


def _new(process: int, title: str, weight: Weight, found: Proposed, clauses: str) -> RowProposal:
    values = {
        "process_id": process,
        "clauses": clauses or None,
        "weight": weight.name,
        "every": found.every,
        "months": months_text(found.months) or None,
        "reason": found.reason,
    }
    return RowProposal(None, process, title, found.months, found.reason, values)


class _Facts:
    """What the file knows of its processes for a year."""

    def __init__(self, desk: Desk, year: int) -> None:
        self._year, today = year, desk.today()
        self._first = today.month if today.year == year else 1
        reader = desk.file.reader()
        self.processes = reader.execute(_PROCESSES).fetchall()
        since = add_months(min(today, date(year, 12, 31)), -_MONTHS)
        span = (f"{year}-01-01", f"{year}-12-31")
        self._found = _found(reader.execute(_FOUND, (since.isoformat(),)).fetchall())
        self._changes: dict[int, list[ChangePlanned]] = {}
        for process, title, day in reader.execute(_CHANGES, span).fetchall():
            on = DAY.unpack(day)
            self._changes.setdefault(process, []).append(ChangePlanned(title or "", on.month))
        self._last = {p: DAY.unpack(day) for p, day in reader.execute(_LAST, span[1:])}

    def weight(self, process: int | None) -> Weight:
        """How much a process matters, by its kind."""
        sorts = {each[0]: each[2] for each in self.processes}
        return _WEIGHTS.get(sorts.get(process or 0) or "", Weight.MIDDLE)

    def propose(
        self, process: int | None, weight: Weight, every: int, nth: int, many: int
    ) -> Proposed:
        """The months of one line."""
        key = process or 0
        facts = RowFacts(
            weight,
            every or None,
            self._found.get(key, ()),
            tuple(self._changes.get(key, ())),
            self._last.get(key),
            nth,
            many,
        )
        return proposed(facts, self._year, self._first)


def _found(rows: Iterable[tuple[int, str, str, int]]) -> dict[int, tuple[FoundInYear, ...]]:
    counts: dict[int, dict[int, dict[str, int]]] = {}
    for process, year, grade, n in rows:
        counts.setdefault(process, {}).setdefault(int(year), {})[grade or ""] = n
    return {
        process: tuple(
            FoundInYear(year, c.get("MAJOR", 0), c.get("MINOR", 0), c.get("OBSERVATION", 0))
            for year, c in years.items()
        )
        for process, years in counts.items()
    }


def clauses_for(title: str, known: Iterable[tuple[str, str]]) -> str:
    """The clauses of the checklist that is called as a process, in the editions that are audited;
    "" where there is none."""
    from isodesk.standards.questions import process_lists

    name = folded(title)
    found = next((p for p in process_lists() if folded(p.title) == name), None)
    if found is None:
        return ""
    wanted = set(known)
    named = {
        (c.standard, c.edition, ".".join(c.number.split(".")[:2]))
        for question in found.questions
        for c in question.clauses
        if (c.standard, c.edition) in wanted
    }
    return "; ".join(f"{s}:{e} {n}" for s, e, n in sorted(named, key=_in_order))


def _in_order(named: tuple[str, str, str]) -> tuple[int, str, list[int]]:
    standard, edition, number = named
    return len(standard), edition, [int(part) for part in number.split(".")]
