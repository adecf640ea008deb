"""The lists of the application as SELECTs, fetched by pages; no SQLAlchemy."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from isodesk.core.dates import from_utc_text
from isodesk.core.rows import Column, Mark, Row, Section
from isodesk.documents.care_values import CHANGE_WORDS, OUTCOME_WORDS
from isodesk.documents.filled import FORM_WORDS
from isodesk.documents.retention import KEEPING_WORDS
from isodesk.documents.values import COPY_WORDS, STATE_WORDS, CopyState
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.document_filter import DocumentFilter, document_where
from isodesk.services.sql_lists import TITLED, like, like_of, sql_rows, titled
from isodesk.store.due_words import words_sql
from isodesk.store.glance import document_count
from isodesk.store.rows import Source, SqlRows

PAGE = 500
_STATES = STATE_WORDS | COPY_WORDS | FORM_WORDS | KEEPING_WORDS | CHANGE_WORDS | OUTCOME_WORDS
_WORDS = {str(k): v for k, v in _STATES.items()}
KINDS = (
    "documents",
    "copies",
    "people",
    "types",
    "due",
    "external",
    "change-requests",
    "reviews",
    "reading",
    "forms",
    "retention",
)
"""Lists by name, for the command line and the export of everything."""


@dataclass(frozen=True)
class Table:
    """A whole list as words, for print, export and the command line."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    """Headings with how many rows stand under each; none where the list is not grouped."""


class Lists:
    """Every list of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def documents(self, wanted: DocumentFilter | None = None, order: str = "number") -> SqlRows:
        """The master list, by pages."""
        wanted = wanted or DocumentFilter()
        where, params = document_where(wanted, self._desk.today().isoformat())
        columns = (
            Column("number", tr("Number"), 5.5, "number"),
            Column("title", tr("Title"), 16),
            Column("systems", "", 3, "systems", sortable=False),
            Column("revision", tr("Rev"), 3.8),
            Column("state", tr("State"), 7, "state"),
            Column("type", tr("Type"), 8, shown=False),
            Column("process", tr("Process"), 8, shown=False),
            Column("department", tr("Department"), 8, shown=False),
            Column("owner", tr("Owner"), 8, shown=False),
            Column("in_force_on", tr("In force since"), 7, "date", shown=False),
            Column("due", tr("Due"), 7, "late", shown=False),
            Column("legacy", tr("Earlier number"), 7, shown=False),
            Column("review", tr("Next review"), 7, "date", shown=False),
            Column("check", tr("Next check"), 7, "date", shown=False),
            Column("source", tr("Source"), 10, shown=False),
            Column("found_at", tr("Where to find it"), 10, shown=False),
            Column("checked", tr("Last checked"), 7, "date", shown=False),
            Column("expires", tr("Valid until"), 7, "date", shown=False),
        )
        cells = (
            "r.number",
            "r.title",
            "r.systems",
            "d.newest_label",
            "r.state",
            "t.name",
            "d.process",
            "d.department",
            "o.title",
            "d.in_force_on",
            "r.due_on",
            "r.legacy",
            "d.next_review_on",
            "d.next_check_on",
            "d.source",
            "d.found_at",
            "d.checked_on",
            "d.expires_on",
        )
        source = Source(
            columns,
            cells,
            "record r JOIN document d ON d.id = r.id"
            " LEFT JOIN document_type t ON t.id = d.type_id"
            " LEFT JOIN record o ON o.id = r.owner_id",
            where,
            params,
            "r.id",
            {"number": "r.sort_number", "title": "r.sort_title", "due": "r.due_on"},
            counted="" if "d." in where or "t." in where else "record r",
        )
        return self._rows(source, order)

    def document_count(self, systems: int = 3) -> int:
        """All documents, as the denominator of the list."""
        return document_count(self._desk.file.reader(), systems)

    def people(self, text: str = "") -> SqlRows:
        """Everybody, roles and places too."""
        columns = (
            Column("name", tr("Name"), 12),
            Column("roles", tr("Roles"), 14),
            Column("department", tr("Department"), 8),
            Column("email", tr("E-mail"), 12),
            Column("phone", tr("Telephone"), 8),
            Column("kind", tr("Kind"), 6),
            Column("state", tr("State"), 5, "state"),
        )
        cells = (
            "r.title",
            "p.roles",
            "p.department",
            "p.email",
            "p.phone",
            "CASE WHEN p.is_role THEN 'role' ELSE 'person' END",
            "r.state",
        )
        source = Source(
            columns,
            cells,
            "record r JOIN person p ON p.id = r.id",
            f"r.kind = 'person' AND {TITLED}",
            titled(text),
            "r.id",
            {"name": "r.sort_title"},
        )
        return self._rows(source, "name")

    def copies(
        self, text: str = "", states: tuple[CopyState, ...] = (), systems: int = 3
    ) -> SqlRows:
        """All controlled copies of all documents."""
        columns = (
            Column("number", tr("Number"), 6, "number"),
            Column("title", tr("Title"), 16),
            Column("revision", tr("Rev"), 4),
            Column("n", tr("Copy"), 4, "figure"),
            Column("holder", tr("Holder"), 12),
            Column("place", tr("Place"), 12),
            Column("out_on", tr("Given out"), 7, "date"),
            Column("state", tr("State"), 7, "state"),
        )
        cells = (
            "r.number",
            "r.title",
            "v.label",
            "c.n",
            "c.holder",
            "c.place",
            "c.out_on",
            "r.state",
        )
        where = (
            f"r.kind = 'copy' AND r.systems & ? AND ({like_of('c.holder')}"
            f" OR {like_of('c.place')} OR {TITLED} OR {like_of('r.number')})"
        )
        any_of = like(text)
        params: tuple[object, ...] = (systems, any_of, any_of, *titled(text), any_of)
        if states:
            where += f" AND r.state IN ({', '.join('?' * len(states))})"
            params += tuple(str(s) for s in states)
        source = Source(
            columns,
            cells,
            "record r JOIN copy c ON c.id = r.id JOIN revision v ON v.id = c.revision_id",
            where,
            params,
            "r.id",
            {"number": "r.sort_number", "title": "r.sort_title"},
        )
        return self._rows(source, "number")

    def due(self) -> SqlRows:
        """Every due date."""
        columns = (
            Column("on", tr("Due"), 7, "date"),
            Column("what", tr("What"), 7),
            Column("number", tr("Number"), 6, "number"),
            Column("title", tr("Title"), 16),
            Column("person", tr("Who"), 10),
            Column("why", tr("Why"), 14),
        )
        why = "(SELECT a.why FROM review_ask a WHERE d.what = 'asked' AND a.document_id = r.id"
        source = Source(
            columns,
            (
                "d.on_day",
                words_sql(),
                "r.number",
                "r.title",
                "p.title",
                f"{why} AND a.ended IS NULL ORDER BY a.id LIMIT 1)",
            ),
            "due d JOIN record r ON r.id = d.record_id LEFT JOIN record p ON p.id = d.person_id",
            id="d.id",
            sorts={"number": "r.sort_number", "title": "r.sort_title"},
        )
        return self._rows(source, "on")

    def table(self, kind: str) -> Table:
        """A whole list by its name in `KINDS`."""
        from isodesk.services.care_lists import CareLists
        from isodesk.services.keeping_lists import KeepingLists

        keeping = KeepingLists(self._desk)
        if kind == "types":
            return self._types()
        care = CareLists(self._desk)
        makers: dict[str, Callable[[], SqlRows]] = {
            "documents": self.documents,
            "copies": self.copies,
            "people": self.people,
            "due": self.due,
            "external": lambda: self.documents(DocumentFilter(external=True)),
            "change-requests": care.changes,
            "reviews": care.reviews,
            "reading": keeping.reading,
            "forms": keeping.filled,
            "retention": keeping.retention,
        }
        return as_table(makers[kind](), hidden=True)

    def _types(self) -> Table:
        rows = (
            self._desk.file.reader()
            .execute(
                "SELECT name, prefix, mask, review_months,"
                " CASE WHEN active THEN '' ELSE 'not in use' END"
                " FROM document_type ORDER BY position"
            )
            .fetchall()
        )
        heads = (tr("Type"), tr("Prefix"), tr("Numbering"), tr("Review every, months"), tr("Note"))
        return Table(heads, tuple(tuple(str(v or "") for v in row) for row in rows))

    def document_of(self, number: str) -> int | None:
        """The document with this number or earlier number."""
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT id FROM record WHERE kind = 'document' AND (number = ?1 OR legacy = ?1)"
                " ORDER BY number = ?1 DESC LIMIT 1",
                (number,),
            )
            .fetchone()
        )
        return int(row[0]) if row else None

    def parent_of(self, record_id: int) -> int:
        """The record another belongs to; itself where it belongs to none."""
        row = (
            self._desk.file.reader()
            .execute("SELECT coalesce(parent_id, id) FROM record WHERE id = ?", (record_id,))
            .fetchone()
        )
        return int(row[0]) if row else record_id

    def kind_of(self, record_id: int) -> str:
        """The kind of a record; "" for none."""
        row = (
            self._desk.file.reader()
            .execute("SELECT kind FROM record WHERE id = ?", (record_id,))
            .fetchone()
        )
        return str(row[0]) if row else ""

    def _rows(self, source: Source, order: str) -> SqlRows:
        return sql_rows(self._desk, source, order)


def as_table(rows: Any, *, hidden: bool = False, keys: tuple[str, ...] = ()) -> Table:
    """All rows of a list as words: the columns shown, the hidden too, or those named."""
    columns = rows.columns
    wanted = [i for i, c in enumerate(columns) if (c.key in keys if keys else hidden or c.shown)]
    heads = tuple(columns[i].heading or tr("Systems") for i in wanted)
    groups: list[tuple[str, int]] = []
    words = tuple(
        tuple(in_words(columns[i], row.values[i]) for i in wanted) for row in _noting(rows, groups)
    )
    return Table(heads, words, tuple(groups))


def _noting(rows: Any, groups: list[tuple[str, int]]) -> Iterator[Row]:
    """Every row; of a grouped list the headings are noted as they come."""
    if not rows.grouped:
        yield from all_rows(rows)
        return
    for section, found in grouped_rows(rows):
        groups.append((section.heading, len(found)))
        yield from found


def all_rows(rows: Any) -> Iterator[Row]:
    """Every row of a list, page by page; under each heading those of a grouped one."""
    if rows.grouped:
        for _, found in grouped_rows(rows):
            yield from found
        return
    key = None
    while True:
        page = rows.page(key, PAGE)
        yield from page.rows
        if page.next is None:
            return
        key = page.next


def grouped_rows(rows: Any) -> Iterator[tuple[Section, tuple[Row, ...]]]:
    """Each section of a grouped list with all its rows."""
    ids = rows.ids()
    for section in rows.sections():
        wanted = ids[section.start : section.start + section.count]
        pages = (rows.by_ids(wanted[at : at + PAGE]) for at in range(0, len(wanted), PAGE))
        yield section, tuple(row for page in pages for row in page)


def in_words(column: Column, value: object) -> str:
    """A cell as print and export say it; dates stay ISO, so that a sheet sorts them."""
    if value is None:
        return ""
    if isinstance(value, Mark):
        return value.word
    return _SAID.get(column.kind, str)(value)


def in_state_words(state: str) -> str:
    """A stored state word as the officer says it."""
    return tr(_WORDS.get(state, state.replace("_", " ").capitalize()))


def _in_moment(value: object) -> str:
    return from_utc_text(str(value)).astimezone().strftime("%Y-%m-%d %H:%M")


_SAID: dict[str, Callable[[object], str]] = {
    "state": lambda value: in_state_words(str(value)),
    "systems": lambda value: {1: "Q", 2: "E", 3: "QE"}.get(int(str(value)), ""),
    "yes": lambda value: tr("Yes") if value else tr("No"),
    "moment": _in_moment,
}
"""How a kind of cell is said, where its own text would not do."""
