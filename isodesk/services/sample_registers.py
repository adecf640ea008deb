"""The sample company's registers, told row by row by the services an officer would use.

`resources/samples/registers/<key>.json` is a list of rows: `ref` names a row for others, `ago`
is the day it was entered, `by` who did (the officer where it is left out); `lines` by their
key, `links` to other rows and `steps`, with days of their own where they came later. Every
other key is a field, as typed text; a person by the key of `company.json`, another row as
`@ref`, a document by its number. A day is counted back `{"ago": 30}`, on `{"in": 90}`, or the
end of an earlier month `{"month": 2}`; with `"at": "14:30"` for a moment. `{"year": 1}` is last
year, which a text calls `{year-1}`; `{"months": [95, -25]}` are the months of those days.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from isodesk import paths
from isodesk.core.dates import add_months
from isodesk.core.entry import Field
from isodesk.core.kinds import Moment, Person, Reference
from isodesk.core.register import Register
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_writing import add, tie
from isodesk.services.sample_audits import SampleAudits, audit_events
from isodesk.services.sample_story import Event, Facts

if TYPE_CHECKING:
    from isodesk.services.sample import Teller
    from isodesk.store.unit import Unit

_YEAR = re.compile(r"\{year(?:-(\d))?\}")
_OF_THE_ROW = frozenset({"ref", "ago", "by", "lines", "links", "steps", "questions", "answers"})


def told_registers() -> dict[str, list[Facts]]:
    """The rows of every register that the sample tells of."""
    folder = paths.resource("samples", "registers")
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def register_events(told: Facts) -> Iterator[Event]:
    """What is known of people; rows entered, lines and steps of later days."""
    for person in told["people"]:
        if "started" in person:
            yield Event(told["began"] - 1, "know", told["officer"], facts=person)
    for kind, rows in told["registers"].items():
        for n, row in enumerate(rows):
            facts = {"kind": kind, "row": row, "ref": row.get("ref", f"{kind}-{n}")}
            officer = row.get("by", told["officer"])
            yield Event(row["ago"], "enter", officer, facts=facts)
            for key, lines in row.get("lines", {}).items():
                for line in lines:
                    if line.get("ago", row["ago"]) != row["ago"]:
                        yield Event(line["ago"], "line", officer, facts={**facts, key: line})
            for link in row.get("links", ()):
                ago = link.get("ago", row["ago"])
                yield Event(ago, "tie", officer, facts={**facts, "link": link})
            yield from audit_events(facts, officer)
            for step in row.get("steps", ()):
                who = step.get("who", officer)
                yield Event(step["ago"], "step", who, facts={**facts, "step": step})


def register_steps(teller: "Teller") -> dict[str, Callable[[Event], None]]:
    """The steps of these events, by their names."""
    told = Registers(teller)
    audits = SampleAudits(told)
    return {
        "know": told.know,
        "enter": told.enter,
        "line": told.line,
        "tie": told.tie,
        "step": told.step,
        "choose": audits.choose,
        "answer": audits.answer,
    }


class Registers:
    """Enters the rows, and knows them by their names."""

    def __init__(self, teller: "Teller") -> None:
        self.teller = teller
        self._ids: dict[str, int] = {}
        self._rows: dict[str, tuple[str, Facts]] = {}

    def know(self, event: Event) -> None:
        """Job, manager and first day of a person who was named at the founding."""
        told, teller = event.facts, self.teller
        manager = told.get("manager")
        values = {
            "job": told["job"],
            "manager_id": teller.id_of(manager) if manager else None,
            "started_on": teller.day(told["started"]),
            "left_on": teller.day(told.get("left")),
        }
        teller.space.entries.change(teller.id_of(told["key"]), values)

    def enter(self, event: Event) -> None:
        """A row with the lines of its day; once, as another row may have asked for it."""
        self._enter(event.facts["ref"], event.facts["kind"], event.facts["row"])

    def line(self, event: Event) -> None:
        """A line of a later day."""
        row_id, register = self._ids[event.facts["ref"]], self._register(event)
        with self.teller.space.desk.unit() as unit:
            for lines in register.lines:
                if lines.key in event.facts:
                    line = self._values(lines.line.fields, event.facts[lines.key])
                    write_line(unit, register, row_id, lines.key, line, None)
                    self._settle(unit, register, row_id)

    def tie(self, event: Event) -> None:
        """One of its links."""
        row_id, link = self._ids[event.facts["ref"]], event.facts["link"]
        with self.teller.space.desk.unit() as unit:
            tie(unit, row_id, self.other(link["to"]), link["meaning"])

    def step(self, event: Event) -> None:
        """A step, with what its dialog asked for."""
        told = event.facts["step"]
        values = self._values(self._register(event).fields, told.get("values", {}))
        row_id = self._ids[event.facts["ref"]]
        self.teller.space.entries.take(row_id, told["step"], values, told.get("reason", ""))

    def id_of_row(self, event: Event) -> int:
        """The record that an event is of."""
        return self._ids[event.facts["ref"]]

    def put_line(self, unit: "Unit", row_id: int, key: str, told: Facts, **more: Any) -> None:
        """A line of an audit, inside a running unit."""
        register = self.teller.space.catalogue.get("audit")
        values = self._values(register.lines_by_key[key].line.fields, told)
        write_line(unit, register, row_id, key, {**values, **more}, None)

    def _enter(self, ref: str, kind: str, row: Facts) -> int:
        if ref in self._ids:
            return self._ids[ref]
        register = self.teller.space.catalogue.get(kind)
        values = self._values(
            register.fields, {key: v for key, v in row.items() if key not in _OF_THE_ROW}
        )
        with self.teller.space.desk.unit() as unit:
            self._ids[ref] = row_id = add(unit, register, values)
            for key, lines in row.get("lines", {}).items():
                for line in lines:
                    if line.get("ago", row["ago"]) == row["ago"]:
                        fields = register.lines_by_key[key].line.fields
                        write_line(unit, register, row_id, key, self._values(fields, line), None)
            self._settle(unit, register, row_id)
        return row_id

    def _settle(self, unit: "Unit", register: Register, row_id: int) -> None:
        from isodesk.core.record import Record

        settle(unit, register, unit.session.get_one(Record, row_id))

    def _register(self, event: Event) -> Register:
        return self.teller.space.catalogue.get(event.facts["kind"])

    def _values(self, fields: tuple[Field, ...], told: Mapping[str, Any]) -> dict[str, Any]:
        by_key = {each.key: each for each in fields}
        values: dict[str, Any] = {}
        for key, value in told.items():
            if key == "systems":
                values[key] = value
            elif key != "ago" or "ago" in by_key:
                values[key] = self._value(by_key[key], value)
        return values

    def _value(self, each: Field, told: Any) -> Any:
        if isinstance(told, dict):
            return self._of_days(each, told)
        if isinstance(each.kind, Person):
            return self.teller.id_of(told)
        if isinstance(each.kind, Reference):
            return self.other(told)
        return each.kind.parse(_YEAR.sub(lambda m: str(self._year(int(m[1] or 0))), str(told)))

    def _of_days(self, each: Field, told: Facts) -> Any:
        """What is told by days before or after the day of making."""
        if "month" in told:
            return self._month_end(told["month"])
        if "year" in told:
            return self._year(told["year"])
        if "months" in told:
            return self._months(told["months"])
        day = self.teller.day(told["ago"] if "ago" in told else -told["in"])
        assert day is not None
        if not isinstance(each.kind, Moment):
            return day
        at = time.fromisoformat(told.get("at", "09:00"))
        return datetime.combine(day, at).astimezone()

    def _year(self, back: int) -> int:
        today = self.teller.day(0)
        assert today is not None
        return today.year - back

    def _months(self, ago: list[int]) -> str:
        days = filter(None, map(self.teller.day, ago))
        return ", ".join(map(str, sorted({day.month for day in days})))

    def _month_end(self, back: int) -> date:
        """The last day of the month so many before this one."""
        today = self.teller.day(0)
        assert today is not None
        return add_months(today.replace(day=1), 1 - back) - timedelta(days=1)

    def other(self, told: str) -> int:
        """The record that a row names: `@ref` of another row, entered now if it is of the same
        day, or a document's number."""
        if not told.startswith("@"):
            return self.teller.documents[told]
        kind, row = self._known()[told[1:]]
        return self._enter(told[1:], kind, row)

    def _known(self) -> dict[str, tuple[str, Facts]]:
        if not self._rows:
            for kind, rows in self.teller.registers.items():
                for n, row in enumerate(rows):
                    self._rows[row.get("ref", f"{kind}-{n}")] = (kind, row)
        return self._rows
