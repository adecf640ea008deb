"""Records of registers: made, changed field by field, moved by steps, voided, and what grows of
them. One way for every kind, built in or the officer's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.steps import VOID
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_steps import take
from isodesk.services.entry_values import EntryValue, entry_of, entry_value
from isodesk.services.entry_writing import add, tie, write


class Entries:
    """Records of the registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def get(self, record_id: int) -> EntryValue:
        """A record with its problems, steps and lines. Raises Refused for one of no register."""
        with self._desk.reading() as session:
            record = session.get_one(Record, record_id)
            now, me = self._desk.clock(), self._desk.actor.person_id
            return entry_value(session, self._catalogue, record, now, me)

    def typed(self, kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
        """What was typed into fields, by their keys, as values. Raises Refused with all that
        cannot be read, and for a field that does not exist."""
        from isodesk.services.looking_up import Lookup

        register = self._catalogue.get(kind)
        fields = [f for f in register.fields if f.typed]
        unknown = set(texts) - {f.key for f in fields}
        if unknown:
            known = ", ".join(f.key for f in fields)
            raise Refused(f"There is no field {', '.join(sorted(unknown))}. Known: {known}.")
        with self._desk.reading() as session:
            values, problems = Lookup(session).values(fields, texts)
        if problems:
            raise Refused(problems)
        return {**dict.fromkeys(texts), **values}

    def new(
        self,
        kind: str,
        values: Mapping[str, Any] | None = None,
        links: Iterable[tuple[int, str]] = (),
    ) -> int:
        """A draft with its number, and with links from it to others, as (record, meaning);
        answers its id. Raises Refused for a value that is not allowed."""
        register = self._catalogue.get(kind)
        with self._desk.unit() as unit:
            record_id = add(unit, register, values or {})
            for other, meaning in links:
                tie(unit, record_id, other, meaning)
            return record_id

    def change(self, record_id: int, values: Mapping[str, Any]) -> None:
        """Save fields as they were typed, by their keys. Raises Refused, with the field, for a
        value that is not allowed, a required one taken out of what is no draft any more, and
        for a closed record."""
        with self._desk.unit() as unit:
            record = unit.session.get_one(Record, record_id)
            write(unit, self._catalogue.get(record.kind), record, values)

    def take(
        self,
        record_id: int,
        step: str,
        values: Mapping[str, Any] | None = None,
        reason: str = "",
        progress: Progress = silent,
    ) -> None:
        """Take a step by its key, with what its dialog asked for. Raises Refused where it
        cannot be taken, with what is missing; Cancelled by `progress`."""
        found = self._register_of(record_id).step(step)
        with self._desk.unit(reason.strip() or found.verb) as unit:
            take(unit, self._catalogue, record_id, step, values or {}, reason, progress=progress)
            if found.keeps:
                from isodesk.services.kept_prints import keep

                keep(unit, self._desk, self._catalogue, record_id, found.keeps, progress)

    def void(self, record_id: int, reason: str) -> None:
        """Take a record out of use; it stays findable. Raises Refused without a reason and for
        one that is closed."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why; it stays in the history.")])
        with self._desk.unit(reason.strip()) as unit:
            record = unit.session.get_one(Record, record_id)
            if record.closed is not None:
                raise Refused("It is closed; it stays as it is.")
            record.state, record.closed = VOID, unit.now
            write(unit, self._catalogue.get(record.kind), record, {})

    def grow(self, record_id: int, grow: str) -> int:
        """Make what grows of a record, prefilled and linked; answers the new record. Raises
        Refused where it may not grow now."""
        with self._desk.unit() as unit:
            record = unit.session.get_one(Record, record_id)
            register = self._catalogue.get(record.kind)
            wanted = register.grow(grow)
            assert not wanted.by, f"{wanted.by} makes that"
            value = entry_value(
                unit.session, self._catalogue, record, unit.now, unit.actor.person_id
            )
            if wanted not in value.grows:
                raise Refused("That stands already, or is not possible in this state.")
            entry = entry_of(unit.session, register, record)
            first = {"systems": record.systems, **wanted.fill(entry)}
            other = self._catalogue.get(wanted.kind)
            made = add(unit, other, first)
            for key, values in wanted.lines(entry):
                write_line(unit, other, made, key, values, None)
            if wanted.meaning not in first:  # a field that refers ties them already
                tie(unit, made, record_id, wanted.meaning)
            return made

    def _register_of(self, record_id: int) -> Register:
        row = (
            self._desk.file.reader()
            .execute("SELECT kind FROM record WHERE id = ?", (record_id,))
            .fetchone()
        )
        assert row is not None, record_id
        return self._catalogue.get(str(row[0]))
