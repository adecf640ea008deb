"""The calendar: what is due between two days, of every kind, by plain SQL; no SQLAlchemy."""

from dataclasses import dataclass
from datetime import date, timedelta

from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.recurring import expected_items
from isodesk.store.due_items import IN, DueItem, columns, due_items
from isodesk.store.due_words import DueWords

NOBODY = 0
"""The person of what is due of nobody."""
_FROM = (
    "due d JOIN record r ON r.id = d.record_id LEFT JOIN record p ON p.id = d.person_id"
    " WHERE d.what <> 'recall'"
)


@dataclass(frozen=True)
class CalendarFilter:
    """What the calendar is narrowed to; the defaults leave everything. `person` is the id of
    one, or `NOBODY`; `kind` a kind of record. The names are for prints."""

    systems: int = 3
    person: int | None = None
    kind: str = ""
    person_name: str = ""
    kind_title: str = ""

    def words(self) -> str:
        """The filter as a print says it; "" for none."""
        said = [self.person_name, self.kind_title]
        said += {1: [tr("Quality")], 2: [tr("Environment")]}.get(self.systems, [])
        return ", ".join(filter(None, said))

    def where(self) -> tuple[str, tuple[object, ...]]:
        """The conditions on `due d` and `record r`, each with AND before it, and their values."""
        said, values = f" AND r.systems IN {IN[self.systems]}", list[object]()
        if self.kind:
            said += " AND r.kind = ?"
            values.append(self.kind)
        if self.person is not None:
            said += " AND coalesce(d.person_id, 0) = ?"
            values.append(self.person)
        return said, tuple(values)


class Calendar:
    """Every due date of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def between(
        self, first: date, last: date, wanted: CalendarFilter | None = None, *, rules: bool = True
    ) -> tuple[DueItem, ...]:
        """What is due from `first` to `last`, in order; with `rules` also what will be, as the
        records say how often."""
        wanted = wanted or CalendarFilter()
        found = [*self._due(first, last, wanted), *self._recalls(first, last, wanted)]
        if rules:
            found += self._expected(first, last, wanted)
        return tuple(sorted(found, key=lambda item: item.on))

    def late(self, wanted: CalendarFilter | None = None) -> tuple[DueItem, ...]:
        """What was due before today, oldest first."""
        before = self._desk.today() - timedelta(days=1)
        return self.between(date.min, before, wanted, rules=False)

    def people(self) -> tuple[tuple[int, str], ...]:
        """(id, name) of everybody of whom something is due, by name."""
        rows = self._desk.file.reader().execute(
            "SELECT r.id, coalesce(r.title, '') FROM record r WHERE r.id IN"
            " (SELECT DISTINCT person_id FROM due) ORDER BY r.sort_title"
        )
        return tuple((person, name) for person, name in rows)

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """(kind, title) of the records that may fall due, documents first."""
        connection = self._desk.file.reader()
        words = DueWords(connection)
        rows = connection.execute("SELECT kind FROM tally GROUP BY kind HAVING sum(n) > 0")
        titled = [(kind, tr(words.title(kind))) for (kind,) in rows if words.title(kind)]
        return tuple(sorted(titled, key=lambda kind: (kind[0] not in _FIRST, kind[1])))

    def _due(self, first: date, last: date, wanted: CalendarFilter) -> tuple[DueItem, ...]:
        connection = self._desk.file.reader()
        where, values = wanted.where()
        rows = connection.execute(
            f"SELECT {columns(connection)} FROM {_FROM} AND d.on_day BETWEEN ? AND ?{where}"
            " ORDER BY d.on_day, r.sort_number",
            (first.isoformat(), last.isoformat(), *values),
        )
        return due_items(rows, DueWords(connection), self._desk.today())

    def _recalls(self, first: date, last: date, wanted: CalendarFilter) -> tuple[DueItem, ...]:
        """Copies of a document to come back on a day, as one item of the document."""
        if wanted.person is not None or wanted.kind not in ("", "copy"):
            return ()
        connection = self._desk.file.reader()
        rows = connection.execute(
            "SELECT t.id, 'copy', coalesce(t.number, ''), coalesce(t.title, ''), t.systems, '',"
            " d.what, d.on_day, count(*), '', NULL FROM due d JOIN record r ON r.id = d.record_id"
            " JOIN record t ON t.id = r.parent_id WHERE d.what = 'recall' AND d.on_day"
            f" BETWEEN ? AND ? AND t.systems IN {IN[wanted.systems]} GROUP BY t.id, d.on_day",
            (first.isoformat(), last.isoformat()),
        )
        return due_items(rows, DueWords(connection), self._desk.today())

    def _expected(self, first: date, last: date, wanted: CalendarFilter) -> tuple[DueItem, ...]:
        """What a month that has gone by expected came or did not: only from today on."""
        today, where = self._desk.today(), wanted.where()
        connection = self._desk.file.reader()
        return expected_items(connection, self._catalogue, max(first, today), last, where, today)


_FIRST = ("document", "copy", "change_request")
