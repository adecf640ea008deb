"""A list of a damaged file: what can be read, and a marked row for what cannot."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from isodesk.core.rows import Column, ListRows, Mark, Row
from isodesk.i18n import tr
from isodesk.store.around import by_indexes
from isodesk.store.naming import told
from isodesk.store.sqlite import DatabaseError

if TYPE_CHECKING:
    from isodesk.store.rows import Source

_KIND = re.compile(r"\bkind = '(\w+)'")


def read_around(connection: Any, source: "Source", order: str, descending: bool) -> ListRows:
    """Every row of a list, one by one; of one that cannot be read its number and title, as the
    history tells them, with the mark "Damaged"."""
    rows = []
    sql = f"SELECT {source.id}, {', '.join(source.cells)} {source.body} AND {source.id} = ?"
    for each in sorted(_ids(connection, source)):
        try:
            found = connection.execute(sql, (*source.params, each)).fetchone()
        except DatabaseError:
            found = _lost(connection, source, each)
        if found is not None:
            rows.append(Row(int(found[0]), (source.shape or tuple)(found[1:])))
    listed = ListRows(source.columns, tuple(rows))
    keys = [column.key for column in source.columns]
    return listed.ordered(order, descending) if order in keys else listed


def _ids(connection: Any, source: "Source") -> set[int]:
    """What should be in the list's first table: by its indexes, and by the history."""
    alias, _, key = source.id.rpartition(".")
    named = re.search(rf"(\w+) {alias}\b", source.tables) if alias else None
    table = named[1] if named else source.tables.split()[0]
    found = by_indexes(connection, table, key)
    with suppress(DatabaseError):
        rows = connection.execute("SELECT DISTINCT row FROM history WHERE tab = ?", (table,))
        found |= {row for (row,) in rows if isinstance(row, int)}
    return found


def _lost(connection: Any, source: "Source", row_id: int) -> tuple[object, ...] | None:
    """The row of a record that cannot be read; None for one of another kind."""
    kind, number, title = told(connection, row_id)
    wanted = _KIND.search(source.where)
    if wanted is None or kind != wanted[1]:
        return None
    return row_id, *(_cell(column, number, title) for column in source.columns)


def _cell(column: Column, number: str, title: str) -> object:
    if column.kind == "state":
        return Mark(tr("Damaged"), "red")
    return {"number": number, "title": title}.get(column.key)
