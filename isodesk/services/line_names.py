"""What the lines of a record are called where its history speaks of them."""

from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.record import Record
from isodesk.core.spine import Attachment
from isodesk.services.audit_evidence import read_ids
from isodesk.services.audit_numbers import numbers_of
from isodesk.store.mapped import table_of

_MOST = 80


class LineNames:
    """Names of lines, of questions and of what evidence refers to, each asked for once."""

    def __init__(self, session: Session, record_id: int) -> None:
        self._session, self._record_id = session, record_id
        self._known: dict[tuple[str, int], str] = {}

    def of(self, table: str, row: int) -> str:
        """A line by the first of its texts that the search finds; "" for a line without."""
        if (table, row) not in self._known:
            self._known[table, row] = self._read(table, row)
        return self._known[table, row]

    def referred(self, table: str, column: str, value: Any) -> str | None:
        """What a column of evidence refers to, by name; None for a column that refers to no line,
        file or record of its own kind."""
        if table != "audit_evidence" or value is None:
            return None
        if column == "question":
            return self.of("audit_question", value)
        if column in ("attachment", "original"):
            kept = self._session.get(Attachment, value)
            return (kept.name or "") if kept is not None else str(value)
        if column in ("drawn", "looked"):
            found = (self._session.get(Record, each) for each in read_ids(value) if each > 0)
            return ", ".join(record.number or record.title or "" for record in found if record)
        return None

    def _read(self, table: str, row: int) -> str:
        columns = table_of(table).columns
        searched = [c for c in columns if c.info.get("search")]
        told = self._session.execute(select(*searched).where(columns["id"] == row)).first()
        name = " ".join(next(filter(None, told or ()), "").split())
        number = self._numbers.get(row) if table == "audit_question" else None
        name = f"{number}. {name}" if number else name
        return name if len(name) <= _MOST else f"{name[:_MOST].rstrip()}…"

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return numbers_of(self._session, self._record_id)
