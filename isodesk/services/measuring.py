"""Readings of meters and objectives: their chart, and a passed limit that is answered once."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from isodesk.core.chart import Chart, breach_words, when, with_unit
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.acting import RAISED_FROM
from isodesk.registers.measures import Alarm, Breach, Reads, breaches, chart_of, name_of
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import entry_of
from isodesk.services.entry_writing import add, tie

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from isodesk.store.unit import Unit

KINDS = ("meter", "objective")
"""Registers whose records have readings."""


@dataclass(frozen=True)
class Offer:
    """A reading beyond a limit that nobody has answered: what is said, and for which line."""

    line_id: int
    sentence: str


@dataclass(frozen=True)
class Measures:
    """The readings of a record as its page shows them. `by_month` when each belongs to a
    month; `fixed` says why they cannot be changed; `of_meter` names the meter whose chart it
    is, where an objective has no readings of its own."""

    record_id: int
    kind: str
    chart: Chart
    offers: tuple[Offer, ...]
    by_month: bool
    fixed: str = ""
    of_meter: str = ""
    meter_id: int | None = None
    new_from_meter: int = 0


@dataclass(frozen=True)
class AspectMeasures:
    """The charts of the meters and objectives that belong to an aspect."""

    charts: tuple[tuple[int, str, Chart], ...] = field(default=())


class Measuring:
    """The readings of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def get(self, record_id: int) -> Measures:
        """The readings of a meter or an objective, with their chart and what is to be answered."""
        with self._desk.reading() as session:
            record = session.get_one(Record, record_id)
            entry = entry_of(session, self._catalogue.get(record.kind), record)
            meter = self._meter(session, entry)
            return self._measures(record, entry, meter)

    def chart(self, record_id: int) -> Chart:
        """Its chart alone, for paper."""
        return self.get(record_id).chart

    def charts_of_aspect(self, aspect_id: int) -> AspectMeasures:
        """The charts of what measures an aspect: before and after."""
        from sqlalchemy import select

        from isodesk.store.mapped import record_class

        found = []
        with self._desk.reading() as session:
            for kind in KINDS:
                table: Any = record_class(kind)
                wanted = select(table).where(table.aspect_id == aspect_id, table.state != "void")
                for record in session.scalars(wanted.order_by(table.id)):
                    chart = chart_of(entry_of(session, self._catalogue.get(kind), record))
                    if chart.readings:
                        name = f"{record.number} {record.title or ''}".strip()
                        found.append((record.id, name, chart))
        return AspectMeasures(tuple(found))

    def raise_nonconformity(self, record_id: int, line_id: int) -> int:
        """The nonconformity of a reading beyond its limit; made once, whoever asks again gets
        the same. Raises Refused where the reading keeps its limits."""
        with self._desk.unit() as unit:
            record, register = self._open(unit, record_id)
            entry = entry_of(unit.session, register, record)
            breach = _breach(entry, line_id)
            found = self._raised(unit, record_id, breach)
            if found is None:
                found = add(unit, self._catalogue.get("nonconformity"), _first(entry, breach, unit))
                tie(unit, found, record_id, RAISED_FROM)
            answer = {"alarm": Alarm.RAISED.name, "nonconformity_id": found}
            write_line(unit, register, record_id, "reading", answer, line_id)
            settle(unit, register, record)
            unit.also |= {record.kind}
            return found

    def decline(self, record_id: int, line_id: int, reason: str) -> None:
        """No nonconformity for it; remembered with the reason, and not offered again."""
        if not reason.strip():
            raise Refused([Problem("reason", tr("Say why; it stays with the reading."))])
        with self._desk.unit(reason.strip()) as unit:
            record, register = self._open(unit, record_id)
            _breach(entry_of(unit.session, register, record), line_id)
            answer = {"alarm": Alarm.DECLINED.name, "alarm_reason": reason.strip()}
            write_line(unit, register, record_id, "reading", answer, line_id)
            settle(unit, register, record)
            unit.also |= {record.kind}

    def take_from_meter(self, record_id: int) -> int:
        """Put the months of an objective's meter down as its own readings, those it has not;
        answers how many."""
        with self._desk.unit(tr("Readings taken from the meter")) as unit:
            record, register = self._open(unit, record_id)
            entry = entry_of(unit.session, register, record)
            meter = self._meter(unit.session, entry)
            rows = _new_from(meter, entry) if meter is not None else ()
            for row in rows:
                write_line(unit, register, record_id, "reading", row, None)
            settle(unit, register, record)
            unit.also |= {record.kind}
            return len(rows)

    def _measures(self, record: Record, entry: Any, meter: Any) -> Measures:
        fixed = self._desk.file.read_only or ""
        if record.closed is not None:
            fixed = tr("It is closed; its readings stay as they are.")
        chart, of_meter = chart_of(entry), ""
        if meter is not None and not chart.readings:
            chart, of_meter = chart_of(meter), f"{meter.number} {meter.title or ''}".strip()
        return Measures(
            record.id,
            record.kind,
            chart,
            () if fixed else tuple(_offer(entry, b) for b in breaches(entry) if not b.answered),
            name_of(entry.reads) != Reads.LEVEL.name,
            fixed,
            of_meter,
            meter.id if meter is not None else None,
            len(_new_from(meter, entry)) if meter is not None and not fixed else 0,
        )

    def _meter(self, session: "Session", entry: Any) -> Any:
        """The meter of an objective, if it names one."""
        meter_id = getattr(entry, "meter_id", None)
        record = session.get(Record, meter_id) if meter_id else None
        if record is None:
            return None
        return entry_of(session, self._catalogue.get(record.kind), record)

    def _open(self, unit: "Unit", record_id: int) -> tuple[Record, Any]:
        record = unit.session.get_one(Record, record_id)
        if record.closed is not None:
            raise Refused(tr("It is closed; its readings stay as they are."))
        return record, self._catalogue.get(record.kind)

    def _raised(self, unit: "Unit", record_id: int, breach: Breach) -> int | None:
        from sqlalchemy import select

        from isodesk.store.mapped import record_class

        table: Any = record_class("nonconformity")
        wanted = select(table.id).where(
            table.auto_key == _auto_key(record_id, breach), table.state != "void"
        )
        found = unit.session.scalar(wanted)
        return int(found) if found is not None else None


def _new_from(meter: Any, entry: Any) -> tuple[dict[str, Any], ...]:
    """The meter's readings, months summed up, that the objective has not, from its start on."""
    known = {line.read_on for line in entry.lines.get("reading", ())}
    start = entry.start_on or date.min
    return tuple(
        {"read_on": each.day, "value": each.value, "note": meter.number}
        for each in chart_of(meter).readings
        if each.day >= start.replace(day=1) and each.day not in known
    )


def _breach(entry: Any, line_id: int) -> Breach:
    found = next((each for each in breaches(entry) if each.line_id == line_id), None)
    if found is None:
        raise Refused(tr("That reading keeps its limits now; there is nothing to answer."))
    return found


def _offer(entry: Any, breach: Breach) -> Offer:
    return Offer(breach.line_id, _sentence(entry, breach))


def _sentence(entry: Any, breach: Breach) -> str:
    """`Mar 2026: 420 m³ is over the alarm limit of 400 m³.`"""
    unit, chart = entry.unit or "", chart_of(entry)
    return tr(
        "{when}: {value} is {beyond}.",
        when=when(chart, breach.reading.day),
        value=with_unit(breach.reading.value, unit),
        beyond=breach_words(breach.guide, unit),
    )


def _auto_key(record_id: int, breach: Breach) -> str:
    return f"limit:{record_id}:{breach.reading.day.isoformat()}"


def _first(entry: Any, breach: Breach, unit: "Unit") -> dict[str, Any]:
    """What the nonconformity begins with."""
    name = f"{entry.number or ''} {entry.title or ''}".strip()
    said = _sentence(entry, breach)
    return {
        "title": f"{entry.title or ''}: {said.rstrip('.')}",
        "nc_type": "PROCESS",
        "origin": "LIMIT",
        "severity": "MINOR",
        "found_on": unit.now.date(),
        "requirement": breach.guide.words,
        "description": f"{name}. {said}",
        "clause": "9.1.1",
        "standard": "ISO_14001" if entry.systems & 2 else "ISO_9001",
        "systems": entry.systems,
        "auto_key": _auto_key(entry.id, breach),
    }
