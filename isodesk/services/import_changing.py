"""Judged values written into records that stand here, some hundred at once: what differs goes
into each table by one statement, and what follows of it is worked out for all of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from isodesk.core.dates import utc_text
from isodesk.core.kinds import Stored
from isodesk.core.numbering import sort_key
from isodesk.core.register import Register
from isodesk.services.bulk_reading import Values, chunks, read_many
from isodesk.services.bulk_values import own_slots
from isodesk.services.bulk_working import work_out_many
from isodesk.services.import_judging import same_value
from isodesk.services.import_values import SYSTEMS
from isodesk.services.searched_words import SearchedWords
from isodesk.store import search_many, together
from isodesk.store.unit import Unit

New = Mapping[str, Stored]
"""By the key of a field what is to stand in it; what is blank in a sheet is not among it."""
_SPINE = (
    *("id", "version", "changed", "number", "sort_number", "legacy", "title", "sort_title"),
    *("owner_id", "systems"),
)
_BEARS = frozenset({"title", "roles", "is_role", "active"})
"""What of a person decides which documents they are asked to read."""


def change(unit: Unit, register: Register, wanted: Mapping[int, New]) -> None:
    """New values into open records, by their ids; they are checked before."""
    unit.session.flush()
    run = unit.session.connection().exec_driver_sql
    bears = False
    for ids in chunks(list(wanted)):
        before = read_many(unit.session, register, ids)
        news = {i: _differing(register, values, wanted[i]) for i, values in before.items()}
        news = {i: new for i, new in news.items() if new}
        _Writing(unit, register, run).write(before, news)
        work_out_many(unit, register, list(news), around_too=True)
        bears = bears or any(_BEARS & new.keys() for new in news.values())
    unit.session.expire_all()
    if bears and register.key == "person":
        from isodesk.services.reading_asks import person_changed

        person_changed(unit)


def _differing(register: Register, before: Values, new: New) -> New:
    """What is to be something else than it was."""
    found: dict[str, Stored] = {}
    for key, value in new.items():
        if key == SYSTEMS:
            same = before[key] == value
        else:
            each = register.by_key[key]
            same = same_value(each, each.kind.pack(before[key]), value)
        if not same:
            found[key] = value
    return found


class _Writing:
    """Writes what differs of some hundred records; `before` is what stood in them."""

    def __init__(self, unit: Unit, register: Register, run: together.Run) -> None:
        self._register, self._run = register, run
        self._now = utc_text(unit.now)

    def write(self, before: Mapping[int, Values], news: Mapping[int, New]) -> None:
        """Into the spine, the kind's own table, the own fields and the search."""
        if not news:
            return
        spine = [self._spine(before[i], new) for i, new in news.items()]
        together.update(self._run, "record", _SPINE, spine)
        self._own_table(news)
        self._own_values(before, news)
        self._search(before, news)

    def _spine(self, before: Values, new: New) -> together.Row:
        number, title = new.get("number"), new.get("title")
        return (
            before["id"],
            before["version"] + 1,
            self._now,
            number,
            number and sort_key(str(number)),
            new.get("legacy"),
            title,
            title and sort_key(str(title)),
            new.get("owner_id"),
            new.get(SYSTEMS),
        )

    def _own_table(self, news: Mapping[int, New]) -> None:
        keys = [f.key for f in self._register.entry.fields if not f.spine]
        used = [key for key in keys if any(key in new for new in news.values())]
        rows = [
            (i, *map(new.get, used)) for i, new in news.items() if not new.keys().isdisjoint(used)
        ]
        if rows:
            together.update(self._run, self._register.key, ("id", *used), rows)

    def _own_values(self, before: Mapping[int, Values], news: Mapping[int, New]) -> None:
        columns = ("record_id", "field_id", "text", "num", "sort")
        rows = list(self._own_rows(news))
        known = self._standing({row[0] for row in rows})
        told = [row for row in rows if tuple(row[:2]) in known]
        together.update(self._run, "own_value", columns, told, by=2)
        fresh = [row for row in rows if tuple(row[:2]) not in known]
        together.insert(self._run, "own_value", columns, fresh)

    def _own_rows(self, news: Mapping[int, New]) -> Iterator[together.Row]:
        fields = self._register.own_fields
        for i, new in news.items():
            for each in fields:
                if each.key in new:
                    yield i, each.own_id, *own_slots(each, new[each.key])

    def _standing(self, ids: set[int]) -> set[tuple[Any, ...]]:
        """(record, field) of every own value of these records, cleared ones too."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT record_id, field_id FROM own_value WHERE record_id IN ({marks})"
        return {tuple(row) for row in self._run(sql, tuple(ids))}

    def _search(self, before: Mapping[int, Values], news: Mapping[int, New]) -> None:
        words = SearchedWords(self._register)
        said = ((words.of(before[i]), words.of({**before[i], **new})) for i, new in news.items())
        search_many.put_again(self._run, [now for was, now in said if now != was])
