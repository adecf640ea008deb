"""Lists of change requests and of reviews, as SELECTs; no SQLAlchemy."""

from isodesk.core.rows import Column, Narrowed
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.sql_lists import TITLED, like, like_of, sql_rows, titled
from isodesk.store.rows import Source, SqlRows

_OPEN = "('asked', 'accepted')"
_TOUCHES = "FROM change_touch t WHERE t.request_id = r.id AND t.ended IS NULL"


class CareLists:
    """What keeps documents alive, as lists."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def changes(self, wanted: Narrowed | None = None, order: str = "number") -> SqlRows:
        """Change requests; chips "open" and "late"."""
        where, params = _change_where(wanted or Narrowed(), self._desk.today().isoformat())
        columns = (
            Column("number", tr("Number"), 8.8, "number"),
            Column("title", tr("Title"), 18),
            Column("systems", "", 3, "systems", sortable=False, shown=False),
            Column("done", tr("Done"), 4.2),
            Column("wanted", tr("Wanted by"), 8.6, "late"),
            Column("state", tr("State"), 7.2, "state"),
            Column("documents", tr("Documents"), 12, shown=False, sortable=False),
            Column("reason", tr("Reason"), 14, shown=False),
            Column("source", tr("Prompted by"), 9, shown=False),
            Column("asked_by", tr("Asked by"), 9, shown=False),
            Column("asked_on", tr("Asked on"), 7, "date", shown=False),
            Column("owner", tr("Owner"), 9, shown=False),
            Column("decided_by", tr("Decided by"), 9, shown=False),
            Column("decided_on", tr("Decided on"), 7, "date", shown=False),
            Column("decision", tr("Why so decided"), 12, shown=False),
        )
        cells = (
            "r.number",
            "r.title",
            "r.systems",
            f"(SELECT count(t.done_on) || '/' || count(*) {_TOUCHES})",
            "r.due_on",
            "r.state",
            "(SELECT group_concat(n, ', ') FROM (SELECT x.number AS n FROM change_touch t"
            " JOIN record x ON x.id = t.document_id WHERE t.request_id = r.id"
            " AND t.ended IS NULL ORDER BY t.id))",
            "c.reason",
            "c.source",
            "a.title",
            "c.asked_on",
            "o.title",
            "b.title",
            "c.decided_on",
            "c.decision_note",
        )
        source = Source(
            columns,
            cells,
            "record r JOIN change_request c ON c.id = r.id"
            " LEFT JOIN record a ON a.id = c.asked_by_id"
            " LEFT JOIN record o ON o.id = r.owner_id"
            " LEFT JOIN record b ON b.id = c.decided_by_id",
            where,
            params,
            "r.id",
            {"number": "r.sort_number", "title": "r.sort_title"},
        )
        return sql_rows(self._desk, source, order)

    def change_count(self, systems: int = 3) -> int:
        """All change requests, as the denominator of their list."""
        found = self._desk.file.reader().execute(
            "SELECT count(*) FROM record WHERE kind = 'change_request' AND systems & ?", (systems,)
        )
        return int(found.fetchone()[0])

    def reviews(self) -> SqlRows:
        """Every review that was held, checks of editions too."""
        columns = (
            Column("on", tr("Reviewed on"), 7, "date"),
            Column("number", tr("Number"), 6, "number"),
            Column("title", tr("Title"), 16),
            Column("revision", tr("Rev"), 4),
            Column("outcome", tr("Outcome"), 9, "state"),
            Column("name", tr("Reviewed by"), 10),
            Column("note", tr("Note"), 14),
            Column("next", tr("Next review"), 7, "date"),
        )
        source = Source(
            columns,
            (
                "w.on_day",
                "r.number",
                "r.title",
                "v.label",
                "w.outcome",
                "w.name",
                "w.note",
                "w.next_on",
            ),
            "document_review w JOIN record r ON r.id = w.document_id"
            " JOIN revision v ON v.id = w.revision_id",
            id="w.id",
            sorts={"number": "r.sort_number", "title": "r.sort_title"},
        )
        return sql_rows(self._desk, source, "on")


def _change_where(wanted: Narrowed, today: str) -> tuple[str, tuple[object, ...]]:
    where, params = "r.kind = 'change_request' AND r.systems & ?", [wanted.systems]
    values: list[object] = [*params]
    if wanted.text:
        fields = ("r.number", "c.reason", "c.source")
        where += f" AND ({TITLED} OR {' OR '.join(like_of(f) for f in fields)})"
        values += [*titled(wanted.text), *[like(wanted.text)] * len(fields)]
    if wanted.states:
        where += f" AND r.state IN ({', '.join('?' * len(wanted.states))})"
        values += wanted.states
    if "open" in wanted.chips:
        where += f" AND r.state IN {_OPEN}"
    if "late" in wanted.chips:
        where += f" AND r.state IN {_OPEN} AND r.due_on < ?"
        values.append(today)
    return where, tuple(values)
