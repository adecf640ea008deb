"""The lists of keeping, by pages and by plain SQL: readings, filled forms, what is kept."""

from datetime import date

from isodesk.core.rows import Column, Narrowed
from isodesk.documents.retention import Keeping
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.sql_lists import like
from isodesk.store import sqlite
from isodesk.store.rows import Source, SqlRows

_ACKS = (
    "acknowledgement a JOIN record r ON r.id = a.document_id"
    " JOIN revision v ON v.id = a.revision_id"
)
_ASKED = "(a.done_on IS NOT NULL OR a.ended IS NULL)"
_FORMS = "record r JOIN filled_form f ON f.id = r.id LEFT JOIN revision v ON v.id = f.revision_id"


class KeepingLists:
    """What the pages Reading, Filled forms and Retention show."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reading(self, wanted: Narrowed | None = None) -> SqlRows:
        """Every acknowledgement that is open or done; chips open, late, mine."""
        wanted = wanted or Narrowed()
        where, params = f"{_ASKED} AND r.systems & ?", [wanted.systems]
        searched = ("r.number", "r.title", "r.sort_title", "a.name")
        where, given = _and_text(where, wanted.text, *searched)
        today, me = self._desk.today().isoformat(), self._desk.actor.person_id or 0
        for chip, condition in (
            ("open", "a.done_on IS NULL"),
            ("late", f"a.done_on IS NULL AND a.due_on < '{today}'"),
            ("mine", f"a.person_id = {me}"),
        ):
            where += f" AND {condition}" if chip in wanted.chips else ""
        columns = (
            Column("number", tr("Number"), 5.5, "number"),
            Column("title", tr("Title"), 14),
            Column("revision", tr("Rev"), 3.4),
            Column("reader", tr("Reader"), 11),
            Column("state", tr("State"), 6, "state"),
            Column("due", tr("Read by"), 8.8, "late"),
            Column("done", tr("Read on"), 8.4, "date"),
            Column("how", tr("Signed"), 8, shown=False),
            Column("asked", tr("Asked on"), 8.4, "date", shown=False),
            Column("row", tr("Row"), 4, "figure", shown=False),
            Column("note", tr("Note"), 10, shown=False),
        )
        cells = (
            "r.number",
            "r.title",
            "v.label",
            "a.name",
            "CASE WHEN a.done_on IS NULL THEN 'to_read' ELSE 'read' END",
            "CASE WHEN a.done_on IS NULL THEN a.due_on END",
            "a.done_on",
            f"CASE a.how WHEN 'screen' THEN {quoted(tr('On screen'))}"
            f" WHEN 'paper' THEN {quoted(tr('On the sign sheet'))} END",
            "a.asked_on",
            "a.row",
            "a.note",
        )
        sorts = {"number": "r.sort_number", "title": "r.sort_title"}
        source = Source(columns, cells, _ACKS, where, (*params, *given), "a.id", sorts)
        return self._rows(source, "due")

    def reading_total(self, systems: int = 3) -> int:
        """The denominator of the list."""
        return self._count(f"{_ACKS} WHERE {_ASKED} AND r.systems & ?", systems)

    def filled(self, wanted: Narrowed | None = None) -> SqlRows:
        """Every blank and filled form."""
        wanted = wanted or Narrowed()
        where, given = _and_text(
            "r.kind = 'filled_form' AND r.systems & ?",
            wanted.text,
            "r.number",
            "r.sort_title",
            "f.given_to",
            "f.filled_by",
            "f.note",
        )
        where, states = _and_states(where, wanted.states)
        columns = (
            Column("number", tr("Number"), 7.5, "number"),
            Column("title", tr("Form"), 14),
            Column("revision", tr("Rev"), 3.4),
            Column("state", tr("State"), 5.5, "state"),
            Column("filled_on", tr("Filled in on"), 8.4, "date"),
            Column("filled_by", tr("Filled in by"), 9),
            Column("printed_on", tr("Printed on"), 8.4, "date", shown=False),
            Column("given_to", tr("Given to"), 9),
            Column("keep", tr("Keep at least until"), 11, "date", shown=False),
            Column("note", tr("Note"), 10, shown=False),
        )
        cells = (
            "r.number",
            "r.title",
            "v.label",
            "r.state",
            "f.filled_on",
            "f.filled_by",
            "f.printed_on",
            "f.given_to",
            "f.retain_until",
            "f.note",
        )
        sorts = {"number": "r.sort_number", "title": "r.sort_title"}
        params = (wanted.systems, *given, *states)
        return self._rows(Source(columns, cells, _FORMS, where, params, "r.id", sorts), "number")

    def filled_total(self, systems: int = 3) -> int:
        """The denominator of the list."""
        return self._count("record r WHERE r.kind = 'filled_form' AND r.systems & ?", systems)

    def retention(self, wanted: Narrowed | None = None) -> SqlRows:
        """Everything that has ended: superseded and withdrawn revisions, filled and void
        forms; states are those of `Keeping`."""
        wanted = wanted or Narrowed()
        where, given = _and_text(
            "k.systems & ?", wanted.text, "k.number", "k.title", "k.sort_title", "k.rule"
        )
        where, states = _and_states(where, wanted.states, "k.keeping")
        columns = (
            Column("number", tr("Number"), 7.5, "number"),
            Column("title", tr("Title"), 14),
            Column("what", tr("What"), 7.5),
            Column("state", tr("State"), 9, "state"),
            Column("keep", tr("Keep at least until"), 11, "date"),
            Column("rule", tr("Rule"), 11),
            Column("ended", tr("Ended on"), 8.4, "date", shown=False),
            Column("certificate", tr("Certificate"), 7, "number", shown=False),
        )
        cells = (
            "k.number",
            "k.title",
            "k.what",
            "k.keeping",
            "k.until",
            "k.rule",
            "k.ended",
            "k.certificate",
        )
        sorts = {"number": "k.sort_number", "title": "k.sort_title"}
        params = (wanted.systems, *given, *states)
        tables = f"({kept_sql(self._desk.today())}) k"
        return self._rows(Source(columns, cells, tables, where, params, "k.id", sorts), "keep")

    def retention_total(self, systems: int = 3) -> int:
        """The denominator of the list."""
        return self._count(f"({kept_sql(self._desk.today())}) k WHERE k.systems & ?", systems)

    def due_for_review(self) -> tuple[int, ...]:
        """Ids of what may be disposed of now."""
        rows = self._desk.file.reader().execute(
            f"SELECT k.id FROM ({kept_sql(self._desk.today())}) k WHERE k.keeping = ?"
            " ORDER BY k.sort_number, k.id",
            (Keeping.DUE.value,),
        )
        return tuple(int(row[0]) for row in rows.fetchall())

    def _count(self, tables: str, systems: int) -> int:
        row = self._desk.file.reader().execute(f"SELECT count(*) FROM {tables}", (systems,))
        return int(row.fetchone()[0])

    def _rows(self, source: Source, order: str) -> SqlRows:
        file = self._desk.file
        return SqlRows(source, file.reader, lambda: sqlite.guarded(file.read_from), order)


def kept_sql(today: date) -> str:
    """SELECT of all that has ended, with its keeping as a word; a revision and a filled form
    read alike."""
    revision = f"{quoted(tr('Revision') + ' ')} || x.label"
    revisions = _kept("revision", revision, "x.superseded_on", today)
    ended = "coalesce(x.filled_on, date(i.closed))"
    return f"{revisions} UNION ALL {_kept('filled_form', quoted(tr('Filled form')), ended, today)}"


def _kept(table: str, what: str, ended: str, today: date) -> str:
    """One half of it: `i` is the thing's own record, `d` its document."""
    return (
        "SELECT i.id AS id, i.systems AS systems, i.number AS number, i.title AS title,"
        f" i.sort_number AS sort_number, i.sort_title AS sort_title, {what} AS what,"
        f" {ended} AS ended, x.retain_until AS until, t.name AS rule, c.number AS certificate,"
        " CASE WHEN c.id IS NOT NULL THEN 'disposed'"
        " WHEN EXISTS (SELECT 1 FROM legal_hold h WHERE h.record_id IN (d.id, i.id)"
        " AND h.ended IS NULL) THEN 'held'"
        " WHEN t.id IS NULL THEN 'no_rule' WHEN t.months IS NULL THEN 'for_ever'"
        " WHEN x.retain_until IS NULL THEN 'keep_waiting'"
        f" WHEN x.retain_until < '{today.isoformat()}' THEN 'keep_due' ELSE 'kept' END AS keeping"
        f" FROM {table} x JOIN record i ON i.id = x.id JOIN document d ON d.id = i.parent_id"
        " LEFT JOIN document_type y ON y.id = d.type_id"
        " LEFT JOIN retention_rule t ON t.id = coalesce(d.rule_id, y.rule_id)"
        " LEFT JOIN disposal_line l ON l.record_id = i.id"
        " LEFT JOIN record c ON c.id = l.disposal_id WHERE i.closed IS NOT NULL"
    )


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _and_text(where: str, text: str, *columns: str) -> tuple[str, tuple[object, ...]]:
    if not text:
        return where, ()
    either = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
    return f"{where} AND ({either})", (like(text),) * len(columns)


def _and_states(
    where: str, states: tuple[str, ...], column: str = "r.state"
) -> tuple[str, tuple[object, ...]]:
    if not states:
        return where, ()
    return f"{where} AND {column} IN ({', '.join('?' * len(states))})", states
