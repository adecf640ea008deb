"""The programme of a year as a grid: its lines by month, planned, held and late, with the audits
that carry them out; and an audit planned from a cell of it.

An audit stands in each month that its timetable has a slot in, without one in each that its days
fall in, and always in that of its first day, as its report says it: the moment it was started in
isodesk is another where it was keyed in afterwards. It counts once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from isodesk.core.dates import MONTHS
from isodesk.core.kinds import DAY
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.audit_words import Role, Weight
from isodesk.services.auditors import Auditors
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.entry_writing import add
from isodesk.services.lists import Table
from isodesk.services.plain_entries import names_of

HELD = ("reporting", "issued", "follow_up", "closed")
"""States of an audit that was held."""
_AUDITS = """
SELECT DISTINCT r.id, r.number, r.state, a.starts_on, s.row, s.process_id, a.ends_on,
  (SELECT group_concat(DISTINCT substr(t.day, 1, 7)) FROM audit_slot t
   WHERE t.record_id = r.id AND t.ended IS NULL AND t.day IS NOT NULL)
FROM audit a JOIN record r ON r.id = a.id
LEFT JOIN audit_scope s ON s.record_id = r.id AND s.ended IS NULL
WHERE a.programme_id = ? AND r.state <> 'void' ORDER BY 4, r.id
"""
_EDITION = re.compile(r"\b(9001|14001)\s*:\s*(2015|2026)\b")
_DEFAULT = "2015"


@dataclass(frozen=True)
class AuditMark:
    """An audit of a line in a month; `first` where it begins in it."""

    id: int
    number: str
    state: str
    held: bool
    first: bool = True


@dataclass(frozen=True)
class MonthCell:
    """One month of a line: planned by it, held, late when it is past and nothing was held for
    it; the `audits` in it."""

    planned: bool = False
    late: bool = False
    audits: tuple[AuditMark, ...] = ()

    @property
    def held(self) -> bool:
        """Whether an audit was held in it."""
        return any(audit.held for audit in self.audits)

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return self.planned or bool(self.audits)


@dataclass(frozen=True)
class YearRow:
    """A line of the programme; `months` are twelve, `every` is 0 where it does not say,
    `warning` what is to be known of its auditor."""

    id: int
    name: str
    process_id: int | None
    clauses: str
    weight: Weight | None
    every: int
    months: tuple[MonthCell, ...]
    auditor_id: int | None
    auditor: str
    reason: str
    warning: str = ""

    @property
    def planned(self) -> tuple[int, ...]:
        """The months that the line names."""
        return tuple(n for n, cell in enumerate(self.months, 1) if cell.planned)

    @property
    def audits(self) -> tuple[AuditMark, ...]:
        """All its audits of the year, each once."""
        every = {a.id: a for cell in reversed(self.months) for a in reversed(cell.audits)}
        return tuple(reversed(every.values()))

    @property
    def held(self) -> int:
        """How many of them were held."""
        return sum(audit.held for audit in self.audits)


@dataclass(frozen=True)
class Year:
    """A programme as a grid. `today` is the month now as (year, month)."""

    id: int
    number: str
    title: str
    year: int
    today: tuple[int, int]
    rows: tuple[YearRow, ...]

    @property
    def sentence(self) -> str:
        """How many audits are planned and held, and which are late."""
        cells = [cell for row in self.rows for cell in row.months]
        planned, held = sum(c.planned for c in cells), sum(row.held for row in self.rows)
        late = sum(cell.late for cell in cells)
        words = tr("{n} planned, {m} held", n=planned, m=held)
        return f"{words}, {tr('{n} late', n=late)}" if late else words


class AuditProgrammes:
    """The programmes of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def year(self, programme_id: int) -> Year:
        """A programme as a grid. Raises Refused for what is no programme."""
        value = Entries(self._desk, self._catalogue).get(programme_id)
        return year_of(self._desk, value)

    def plan_audit(self, programme_id: int, row_id: int, month: int) -> int:
        """An audit of a line, planned for the first working day of a month; answers its id.
        Raises Refused where the line does not say what is audited."""
        entries = Entries(self._desk, self._catalogue)
        value = entries.get(programme_id)
        year = year_of(self._desk, value)
        row = next((each for each in year.rows if each.id == row_id), None)
        if row is None:
            raise Refused("That line is no longer in the programme.")
        if not row.name:
            raise Refused("The line does not say yet what is audited. Choose a process first.")
        owner = entries.get(row.process_id).owner_id if row.process_id else None
        values = _audit(value, row, year.year, month, editions(value), owner)
        with self._desk.unit(tr("Planned from {number}", number=value.number)) as unit:
            register = self._catalogue.get("audit")
            made = add(unit, register, values)
            for key, line in _lines(row):
                write_line(unit, register, made, key, line, None)
            settle(unit, register, unit.session.get_one(Record, made))
            return made


def _audit(
    value: EntryValue,
    row: YearRow,
    year: int,
    month: int,
    known: Sequence[tuple[str, str]],
    owner: int | None,
) -> dict[str, Any]:
    """The plan of an audit, as far as the programme says it."""
    named = dict(_EDITION.findall(row.clauses))
    wanted = [(s, e) for s, e in known if not named or s in named]
    criteria = {f"iso{s}": f"E{named.get(s, e)}" for s, e in wanted}
    where = tr("{name}, clauses {clauses}", name=row.name, clauses=row.clauses)
    return {
        "title": row.name,
        "programme_id": value.id,
        "systems": sum({"9001": 1, "14001": 2}[s] for s, _ in wanted) or value.systems,
        "objective": tr(
            "See whether {name} meets the criteria and does what it is meant to.", name=row.name
        ),
        "scope": where if row.clauses else row.name,
        "starts_on": first_working_day(year, month),
        "auditee_id": owner,
        **criteria,
    }


def _lines(row: YearRow) -> Iterable[tuple[str, dict[str, Any]]]:
    scope = {"process_id": row.process_id, "clauses": row.clauses or None, "row": row.id}
    yield "audit_scope", scope if row.process_id else {**scope, "what": row.name}
    if row.auditor_id:
        yield "audit_member", {"person_id": row.auditor_id, "role": Role.LEAD.name}


def first_working_day(year: int, month: int) -> date:
    """The first day of a month that is no Saturday or Sunday."""
    day = date(year, month, 1)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def year_of(desk: Desk, value: EntryValue) -> Year:
    """A programme that has been read, as a grid."""
    if value.kind != "audit_programme":
        raise Refused("That is no audit programme.")
    today = desk.today()
    year = value.values["year"] or today.year
    audits = desk.file.reader().execute(_AUDITS, (value.id,)).fetchall()
    own = Auditors(desk).own_processes(date(year, 1, 1))
    lines = value.lines["programme_row"]
    names = names_of(desk, (line.values["process_id"] for line in lines))
    rows = tuple(_row(line, names, _of_line(line, audits), year, today, own) for line in lines)
    return Year(value.id, value.number, value.title, year, (today.year, today.month), rows)


def _of_line(line: LineValue, audits: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The audits that carry a line out: those that name it, or its process; each once."""
    process = line.values["process_id"]
    found = {
        audit[0]: audit
        for audit in audits
        if audit[4] == line.id or (audit[4] is None and process is not None and audit[5] == process)
    }
    return list(found.values())


def _row(
    line: LineValue,
    names: Mapping[int, str],
    audits: Iterable[Sequence[Any]],
    year: int,
    today: date,
    own: Mapping[int, frozenset[int]],
) -> YearRow:
    said, values = line.shown, line.values
    name = names.get(values["process_id"] or 0) or said["what"]
    marks: dict[int, list[AuditMark]] = {}
    for audit_id, number, state, starts, _, _, ends, slots in audits:
        first, last = DAY.unpack(starts), DAY.unpack(ends)
        for nth, (on_year, month) in enumerate(_months_in(first, last, slots)):
            if on_year == year:
                mark = AuditMark(audit_id, number or "", state, state in HELD, nth == 0)
                marks.setdefault(month, []).append(mark)
    weight = values["weight"]
    return YearRow(
        line.id,
        name,
        values["process_id"],
        said["clauses"],
        Weight[weight] if isinstance(weight, str) else weight,
        values["every"] or 0,
        _months(months_of(said["months"]), marks, year, today),
        values["auditor_id"],
        said["auditor_id"],
        said["reason"],
        _warning(line, name, own),
    )


def _months_in(first: date | None, last: date | None, slots: str | None) -> list[tuple[int, int]]:
    """The (year, month) pairs an audit stands in, the one of its first day before the others;
    `slots` are the months of its timetable, as "2026-06,2026-07"."""
    if first is None:
        return []
    begins = (first.year, first.month)
    if slots:
        found = {(int(each[:4]), int(each[5:7])) for each in slots.split(",")}
    else:
        end = max(last or first, first)
        count = (end.year - first.year) * 12 + end.month - first.month
        found = {divmod(first.year * 12 + first.month - 1 + n, 12) for n in range(count + 1)}
        found = {(y, m + 1) for y, m in found}
    return [begins, *sorted(found - {begins})]


def _months(
    planned: frozenset[int], marks: Mapping[int, list[AuditMark]], year: int, today: date
) -> tuple[MonthCell, ...]:
    """The nth audit that was held is for the nth month that is planned, whenever it was."""
    held = len({mark.id for each in marks.values() for mark in each if mark.held})
    waiting = set(sorted(planned)[held:])
    return tuple(
        MonthCell(
            month in planned,
            month in waiting and (year, month) < (today.year, today.month),
            tuple(marks.get(month, ())),
        )
        for month in range(1, 13)
    )


def _warning(line: LineValue, name: str, own: Mapping[int, frozenset[int]]) -> str:
    """That the auditor of a line would meet their own work."""
    process, auditor = line.values["process_id"], line.values["auditor_id"]
    if not process or auditor not in own.get(process, ()):
        return ""
    return tr(
        "{auditor} owns {process} or works in it. Choose another auditor, or note under Team of the"
        " audit what is done about it.",
        auditor=line.shown["auditor_id"],
        process=name,
    )


def year_table(year: Year) -> Table:
    """The grid as rows of words."""
    heads = ("Process or part", "Clauses", "Importance", "Every (months)")
    return Table(
        (*map(tr, heads), *map(tr, MONTHS), tr("Auditor"), tr("Reason")),
        tuple(
            (
                row.name,
                row.clauses,
                tr(row.weight.value) if row.weight else "",
                str(row.every or ""),
                *map(_cell_words, row.months),
                row.auditor,
                row.reason,
            )
            for row in year.rows
        ),
    )


def _cell_words(cell: MonthCell) -> str:
    """`planned, late` or `held AUD-2026-01`."""
    parts = [tr("planned")] if cell.planned and not cell.held else []
    parts += [tr("late")] if cell.late else []
    for audit in cell.audits:
        parts.append(f"{tr('held') if audit.held else tr('audit planned')} {audit.number}")
    return ", ".join(parts)


def months_of(text: str) -> frozenset[int]:
    """The months of "3, 9"; other words are passed over."""
    parts = text.replace(";", ",").replace(" ", ",").split(",")
    return frozenset(int(part) for part in parts if part.isdigit() and 1 <= int(part) <= 12)


def months_text(months: Iterable[int]) -> str:
    """Months as a line keeps them: "3, 9"."""
    return ", ".join(str(month) for month in sorted(months))


def months_words(months: Iterable[int]) -> str:
    """`Mar, Sep`."""
    return ", ".join(tr(MONTHS[month - 1]) for month in sorted(months))


def editions(value: EntryValue) -> tuple[tuple[str, str], ...]:
    """What a programme is held against: the editions its criteria name, else its lines, else
    those of the firm's systems."""
    texts = [value.shown["criteria"], *(ln.shown["clauses"] for ln in value.lines["programme_row"])]
    for text in (texts[0], " ".join(texts[1:])):
        found = sorted(set(_EDITION.findall(text)), key=lambda pair: (len(pair[0]), pair))
        if found:
            return tuple(found)
    bits = {"9001": 1, "14001": 2}
    return tuple((s, _DEFAULT) for s, bit in bits.items() if (value.systems or 3) & bit)
