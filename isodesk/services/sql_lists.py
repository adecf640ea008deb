"""What the SQL of lists has in common: conditions on typed words, and pages of the open file."""

import re
from typing import Any

from isodesk.core.folding import folded
from isodesk.services.desk import Desk
from isodesk.store.rows import Grouping, Source, SqlRows


def like_of(column: str) -> str:
    """The condition that a column holds a part of what was typed; one value."""
    return f"{column} LIKE ? ESCAPE '\\'"


TITLED = f"({like_of('r.title')} OR {like_of('r.sort_title')})"


def titled(text: str) -> tuple[str, str]:
    """As typed, and with accents folded as the sort key has them."""
    return like(text), like(folded(text))


def like(text: str) -> str:
    """A LIKE pattern that finds a text anywhere, taken as it is typed."""
    return "%" + re.sub(r"([%_\\])", r"\\\1", text) + "%"


def sql_rows(desk: Desk, source: Source, order: str, grouping: Grouping | None = None) -> SqlRows:
    """A list of the open file, by pages."""
    file = desk.file
    return SqlRows(source, file.reader, lambda: _Lent(file.reader()), order, grouping=grouping)


class _Lent:
    """The worker's own reader, whose pages it keeps in memory: lent, so not closed."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """As the connection's own."""
        return self._reader.execute(sql, parameters)

    def close(self) -> None:
        """The file closes it."""
