"""What stands beside a question onsite: documents in force where it is asked, what was found last
time, and the slot of the timetable that runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import BETWEEN, QuestionValue
from isodesk.services.desk import Desk

MOST = 5
"""Documents that are named beside a question."""


@dataclass(frozen=True)
class InForce:
    """A document in force: its revision, and where copies of it hang."""

    id: int
    number: str
    title: str
    revision: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class LastTime:
    """The same question, or one on the same clauses, in the audit before; what was found and what
    became of it. Ids are None and numbers "" where there is none."""

    audit: str
    verdict: Verdict | None
    note: str
    finding_id: int | None = None
    finding: str = ""
    nonconformity_id: int | None = None
    nonconformity: str = ""
    closed_on: date | None = None
    """When the nonconformity, or a finding without one, was closed."""


@dataclass(frozen=True)
class Beside:
    """What the officer wants to know while asking; `more` documents are not named."""

    documents: tuple[InForce, ...] = ()
    more: int = 0
    last: LastTime | None = None


@dataclass(frozen=True)
class Slot:
    """A slot of the timetable of one day."""

    what: str
    start: time
    end: time


class AuditBeside:
    """Reads what surrounds the questions of the audits of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, audit_id: int, question: QuestionValue) -> Beside:
        """What stands beside a question of this audit."""
        found = self._documents(audit_id, question)
        return Beside(found[:MOST], max(0, len(found) - MOST), self._last(audit_id, question))

    def slots(self, audit_id: int, day: date) -> tuple[Slot, ...]:
        """The timetable of one day, by its hours; slots without readable ones are left out."""
        rows = self._all(
            'SELECT what, place, start, "end" FROM audit_slot'
            " WHERE record_id = ? AND day = ? AND ended IS NULL",
            audit_id,
            day.isoformat(),
        )
        found = (_slot(*row) for row in rows)
        return tuple(sorted((s for s in found if s is not None), key=lambda s: s.start))

    def _documents(self, audit_id: int, question: QuestionValue) -> tuple[InForce, ...]:
        """Those of the process asked about first, then those that answer its clauses."""
        processes = (
            [question.process_id] if question.process_id is not None else self._scope(audit_id)
        )
        ids = dict.fromkeys((*self._of_processes(processes), *self._of_clauses(question.clauses)))
        return tuple(self._in_force(ids))

    def _scope(self, audit_id: int) -> list[int]:
        rows = self._all(
            "SELECT process_id FROM audit_scope WHERE record_id = ? AND ended IS NULL"
            " AND process_id IS NOT NULL",
            audit_id,
        )
        return [int(row[0]) for row in rows] if len(rows) == 1 else []

    def _of_processes(self, processes: Sequence[int]) -> list[int]:
        """Documents that name the process, or are linked to it from either end."""
        found: list[int] = []
        for process in processes:
            rows = self._all(
                "SELECT d.id FROM document d JOIN record p ON p.id = ?1"
                " WHERE d.process = p.title COLLATE NOCASE"
                " UNION SELECT from_id FROM link WHERE to_id = ?1 AND ended IS NULL"
                " UNION SELECT to_id FROM link WHERE from_id = ?1 AND ended IS NULL",
                process,
            )
            found += [int(row[0]) for row in rows]
        return found

    def _of_clauses(self, clauses: Sequence[str]) -> list[int]:
        wanted = sorted(_covering(clauses))
        if not wanted:
            return []
        marks = " OR ".join(["(standard = ? AND number = ?)"] * len(wanted))
        rows = self._all(
            f"SELECT DISTINCT record_id FROM clause_link WHERE ended IS NULL AND ({marks})",
            *(part for pair in wanted for part in pair),
        )
        return [int(row[0]) for row in rows]

    def _in_force(self, ids: Iterable[int]) -> Iterable[InForce]:
        for record_id in ids:
            rows = self._all(
                "SELECT r.number, r.title, v.label, d.in_force_id FROM document d"
                " JOIN record r ON r.id = d.id JOIN revision v ON v.id = d.in_force_id"
                " WHERE d.id = ? AND r.closed IS NULL",
                record_id,
            )
            for number, title, label, revision in rows:
                yield InForce(record_id, number, title, label or "", self._places(revision))

    def _places(self, revision: int) -> tuple[str, ...]:
        rows = self._all(
            "SELECT DISTINCT coalesce(place, holder) FROM copy WHERE revision_id = ?"
            " AND out_on IS NOT NULL AND closed_on IS NULL ORDER BY n",
            revision,
        )
        return tuple(place for (place,) in rows if place)

    def _last(self, audit_id: int, question: QuestionValue) -> LastTime | None:
        if question.earlier_id is not None:
            where, value = "q.finding_id = ?", question.earlier_id
            found = self._asked(audit_id, where, value)
            return found or self._found(question.earlier_id)
        by_key = self._asked(audit_id, "q.key = ?", question.key) if question.key else None
        clauses = BETWEEN.join(question.clauses)
        return by_key or (self._asked(audit_id, "q.clauses = ?", clauses) if clauses else None)

    def _asked(self, audit_id: int, where: str, value: object) -> LastTime | None:
        """The newest answer of another audit."""
        rows = self._all(
            "SELECT r.number, q.verdict, q.note, q.finding_id FROM audit_question q"
            " JOIN record r ON r.id = q.record_id"
            f" WHERE {where} AND q.record_id <> ? AND q.verdict IS NOT NULL AND q.ended IS NULL"
            " AND r.state <> 'void' ORDER BY q.answered_at DESC LIMIT 1",
            value,
            audit_id,
        )
        for number, verdict, note, finding_id in rows:
            return self._told(number, Verdict[verdict], note or "", finding_id)
        return None

    def _found(self, finding_id: int) -> LastTime | None:
        """A finding that no question of ours led to: from outside, or brought in."""
        rows = self._all(
            "SELECT coalesce(a.number, r.number), r.title FROM finding f"
            " JOIN record r ON r.id = f.id"
            " LEFT JOIN record a ON a.id = coalesce(f.audit_id, f.external_id) WHERE f.id = ?",
            finding_id,
        )
        for number, title in rows:
            return self._told(number, None, title or "", finding_id)
        return None

    def _told(
        self, audit: str, verdict: Verdict | None, note: str, finding_id: int | None
    ) -> LastTime:
        if finding_id is None:
            return LastTime(audit, verdict, note)
        finding, closed = self._all("SELECT number, closed FROM record WHERE id = ?", finding_id)[0]
        raised = self._all(
            "SELECT r.id, r.number, r.closed FROM link l JOIN record r ON r.id = CASE l.from_id"
            " WHEN ?1 THEN l.to_id ELSE l.from_id END WHERE (l.from_id = ?1 OR l.to_id = ?1)"
            " AND l.ended IS NULL AND r.kind = 'nonconformity' ORDER BY r.id DESC LIMIT 1",
            finding_id,
        )
        of_nc, number, nc_closed = raised[0] if raised else (None, "", closed)
        return LastTime(
            audit, verdict, note, finding_id, finding or "", of_nc, number or "", _day(nc_closed)
        )

    def _all(self, sql: str, *values: object) -> list[Any]:
        return list(self._desk.file.reader().execute(sql, values).fetchall())


def _covering(clauses: Sequence[str]) -> set[tuple[str, str]]:
    """(standard, number) of the clauses and of those they stand under, from the second level."""
    from isodesk.standards.clauses import parse_ref

    found = set()
    for text in clauses:
        try:
            ref = parse_ref(text)
        except Refused:
            continue
        parts = ref.number.split(".")
        for deep in range(min(2, len(parts)), len(parts) + 1):
            found.add((ref.standard, ".".join(parts[:deep])))
    return found


def _slot(what: str | None, place: str | None, start: str | None, end: str | None) -> Slot | None:
    try:
        return Slot(
            ", ".join(filter(None, (what, place))),
            time.fromisoformat((start or "").strip().zfill(5)),
            time.fromisoformat((end or "").strip().zfill(5)),
        )
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    return datetime.fromisoformat(text).date() if text else None
