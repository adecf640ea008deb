"""Auditors of an audit before it: what they are not qualified for, and their own work in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from isodesk import registers
from isodesk.core.entry import Entry
from isodesk.core.record import Record
from isodesk.core.steps import Around
from isodesk.registers.audit_independence import OwnWorkMet, competence_missing, own_work_met
from isodesk.services.desk import Desk
from isodesk.services.entry_values import Surroundings, entry_of

T = TypeVar("T")
_OWNERS = "SELECT id, owner_id FROM record WHERE kind = 'process' AND owner_id IS NOT NULL"
_WORKS_IN = """
SELECT o.process_id, a.person_id FROM own_work o JOIN auditor a ON a.id = o.record_id
JOIN record r ON r.id = a.id
WHERE o.ended IS NULL AND o.process_id IS NOT NULL AND a.person_id IS NOT NULL
  AND r.state <> 'void' AND (o.until IS NULL OR o.until >= ?)
"""


@dataclass(frozen=True)
class TeamCheck:
    """What is to be known of an audit's team before it begins."""

    own_work: tuple[OwnWorkMet, ...]
    missing: tuple[str, ...]


class Auditors:
    """Checks the teams of the open file's audits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, audit_id: int) -> TeamCheck:
        """The team of one audit against what it audits."""
        return self._around(
            audit_id,
            lambda audit, around: TeamCheck(
                own_work_met(audit, around), tuple(competence_missing(audit, around))
            ),
        )

    def _around(self, audit_id: int, ask: Callable[[Entry, Around], T]) -> T:
        register = registers.find("audit")
        assert register is not None
        with self._desk.reading() as session:
            record = session.get_one(Record, audit_id)
            now, me = self._desk.clock(), self._desk.actor.person_id
            around = Surroundings(session, register, record, now, me)
            return ask(entry_of(session, register, record), around)

    def own_processes(self, day: date) -> dict[int, frozenset[int]]:
        """Who would meet their own work in which process, on a day: people by process."""
        reader = self._desk.file.reader()
        rows: Iterable[tuple[int, int]] = (
            *reader.execute(_OWNERS).fetchall(),
            *reader.execute(_WORKS_IN, (day.isoformat(),)).fetchall(),
        )
        found: dict[int, set[int]] = {}
        for process, person in rows:
            found.setdefault(process, set()).add(person)
        return {process: frozenset(people) for process, people in found.items()}
