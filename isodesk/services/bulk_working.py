"""What follows of many records of one register at once: what is worked out, and the due dates."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from isodesk.core.dates import utc_text
from isodesk.core.entry import Entry, Field
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.spine import Due
from isodesk.core.steps import Near
from isodesk.i18n import tr
from isodesk.services.bulk_reading import CHUNK, THESE, Values, chunks, read_many
from isodesk.services.entry_settling import stored_choice
from isodesk.services.entry_values import Surroundings, typed_lines_of_many
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit


def work_anew(unit: Unit, register: Register, progress: Progress = silent) -> None:
    """All records of a register that are not closed, after what decides of them has changed."""
    unit.session.flush()
    table = record_class(register.key)
    wanted = select(table.id).where(table.kind == register.key, table.closed.is_(None))
    ids = list(unit.session.scalars(wanted.order_by(table.id)))
    for n, part in enumerate(chunks(ids)):
        progress(n * CHUNK, len(ids), tr("Working out the {many} anew", many=tr(register.many)))
        changed = work_out_many(unit, register, part, around_too=True)
        unit.session.execute(
            text(f"UPDATE record SET version = version + 1, changed = :now WHERE id {THESE}"),
            {"now": utc_text(unit.now), "ids": json.dumps(changed)},
        )
    unit.session.expire_all()
    unit.also |= {register.key}


def work_out_many(
    unit: Unit,
    register: Register,
    ids: Sequence[int],
    dues_too: bool = False,
    around_too: bool = False,
) -> list[int]:
    """What is computed, and the due dates, of some hundred open records; answers those of which
    something is another now. `dues_too` also where no field is due any more, `around_too` also
    what is worked out from around a record."""
    computed = [f for f in register.entry.fields if f.compute is not None]
    due = [f for f in register.fields if f.due]
    if not computed and not due and not dues_too:
        return []
    news: list[Values] = []
    days: dict[int, dict[str, date]] = {}
    records = read_many(unit.session, register, ids)
    lines = typed_lines_of_many(unit.session, register, records)
    around = _AroundMany(unit, register) if around_too else None
    for record_id, values in records.items():
        entry = register.entry.of({**values, "lines": lines[record_id]})
        stored = _worked_out(register, computed, entry, around)
        before = {key: register.by_key[key].kind.pack(values[key]) for key in stored}
        if stored != before:
            news.append({"row": record_id, **stored})
        days[record_id] = dict(_days(entry, due))
    if news:
        sets = ", ".join(f"{key} = :{key}" for key in news[0] if key != "row")
        unit.session.execute(text(f"UPDATE {register.key} SET {sets} WHERE id = :row"), news)
    if due or dues_too:
        _write_due(unit.session, records, days)
    return [each["row"] for each in news]


def _worked_out(
    register: Register, computed: Sequence[Field], entry: Entry, around: "_AroundMany | None"
) -> Values:
    """What is worked out of a record, into the entry; answers it as it is stored."""
    stored: Values = {}
    for each in computed:
        assert each.compute is not None
        value = each.compute(entry)
        setattr(entry, each.key, value)
        stored[each.key] = each.kind.pack(stored_choice(value))
    if around is not None and register.derived is not None:
        around.turn_to(entry)
        for key, value in register.derived(entry, around).items():
            setattr(entry, key, value)
            stored[key] = register.by_key[key].kind.pack(stored_choice(value))
    return stored


class _AroundMany(Surroundings):
    """Around one record after the other; what all of them ask for is read once, and the record
    itself only for a rule that asks what is tied to it."""

    def __init__(self, unit: Unit, register: Register) -> None:
        super().__init__(unit.session, register, Record(), unit.now, unit.actor.person_id)
        self._entry: Entry | None = None
        self._met: dict[tuple[str, str], tuple[Any, ...]] = {}

    def turn_to(self, entry: Entry) -> None:
        """The next record."""
        self._entry = entry

    def near(self, kind: str = "", meaning: str = "") -> tuple[Near, ...]:
        """Records linked to it, and those that refer to it or that it refers to."""
        assert self._entry is not None
        self._record = self._session.get_one(Record, self._entry.id)
        return super().near(kind, meaning)

    def lines(self, key: str) -> tuple[Any, ...]:
        """Its lines of this key."""
        assert self._entry is not None
        return self._entry.lines[key]

    def entries(self, kind: str, state: str) -> tuple[Any, ...]:
        """All records of a built-in register in a state, with their lines."""
        if (kind, state) not in self._met:
            self._met[kind, state] = super().entries(kind, state)
        return self._met[kind, state]


def _days(entry: Entry, due: Iterable[Field]) -> Iterator[tuple[str, date]]:
    for each in due:
        value = entry.own.get(each.key) if each.own_id else getattr(entry, each.key)
        if value:
            yield each.key, value.astimezone().date() if hasattr(value, "hour") else value


def _write_due(
    session: Session, records: Mapping[int, Values], days: Mapping[int, Mapping[str, date]]
) -> None:
    """Only what differs: rows that come, go or change, and the nearest day on the spine."""
    known = session.execute(
        select(Due.id, Due.record_id, Due.what, Due.on_day, Due.person_id).where(
            Due.record_id.in_(list(days))
        )
    ).all()
    gone, changed, there = [], [], set()
    for row in known:
        day, owner = days[row.record_id].get(row.what), records[row.record_id]["owner_id"]
        there.add((row.record_id, row.what))
        if day is None:
            gone.append(row.id)
        elif (day, owner) != (row.on_day, row.person_id):
            changed.append({"id": row.id, "on_day": day, "person_id": owner})
    made = [
        {"record_id": i, "what": k, "on_day": d, "person_id": records[i]["owner_id"]}
        for i, each in days.items()
        for k, d in each.items()
        if (i, k) not in there
    ]
    if gone:
        session.execute(delete(Due).where(Due.id.in_(gone)))
    if changed:
        session.execute(update(Due), changed)
    if made:
        session.execute(insert(Due), made)
    _write_nearest(session, records, days)


def _write_nearest(
    session: Session, records: Mapping[int, Values], days: Mapping[int, Mapping[str, date]]
) -> None:
    nearest = {i: min(each.values(), default=None) for i, each in days.items()}
    rows = [
        {"row": i, "due_on": day.isoformat() if day else None}
        for i, day in nearest.items()
        if day != records[i]["due_on"]
    ]
    if rows:
        session.execute(text("UPDATE record SET due_on = :due_on WHERE id = :row"), rows)
