"""A whole register as a spreadsheet: every record with all its fields, the officer's own and the
void too, and in a workbook every line on a sheet of its kind, in a form that the import takes back
without a change. A CSV is one table: it holds the records alone."""

import csv
import io
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from isodesk.core.harmless import quoted
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.register import Lines, Register
from isodesk.core.whole import rename_durably
from isodesk.i18n import tr
from isodesk.printing.workbook_file import BookSheet, CellKind, SheetColumn, write_sheets
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lists import tables_of
from isodesk.services.export_columns import (
    FIRST_DAY,
    Out,
    columns_of,
    line_columns,
    shaped,
)
from isodesk.services.writing import writing_to

_AT_ONCE = 2_000
_FIRST_SIGN = itemgetter(0)
_COULD_RUN = frozenset("=+-@\t\r\n'＝＋－＠|% \u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""What a cell begins with that may run, or hides what does."""
_RECORDS = "SELECT {0} FROM {1} WHERE r.kind = ? ORDER BY r.sort_number, r.id"
_LINES = (
    "SELECT {0} FROM {1} l JOIN record r ON r.id = l.record_id"
    " WHERE r.kind = ? AND l.ended IS NULL ORDER BY r.sort_number, r.id, l.position, l.id"
)


class RegisterExport:
    """Registers as files of other programs."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def write(self, kind: str, path: Path, progress: Progress = silent) -> int:
        """All records, all fields, as .xlsx or .csv by the name's ending; answers how many. Cells
        cannot run as formulas (reliability T8). Raises Refused, Cancelled by `progress`; the file
        that stood there is then as it was."""
        register = self._catalogue.get(kind)
        writer = _WRITERS.get(path.suffix.lower())
        if writer is None:
            raise Refused(tr("{name}: choose a name that ends in .csv or .xlsx.", name=path.name))
        with writing_to(path), whole_file(path) as stream:
            return writer(stream, list(self._tables(register, progress)))

    def lines_of(self, kind: str) -> tuple[Lines, ...]:
        """The lines of a register of which any stand; each is a sheet of its workbook."""
        return tuple(each for each in self._catalogue.get(kind).lines if self._any(kind, each))

    def _any(self, kind: str, lines: Lines) -> bool:
        sql = _LINES.format("1", lines.key).partition(" ORDER BY ")[0]
        return self._desk.file.reader().execute(f"{sql} LIMIT 1", (kind,)).fetchone() is not None

    def _tables(self, register: Register, progress: Progress) -> Iterator["_Table"]:
        total = self._total(register)

        def table(name: str, columns: list[Out], sql: str, source: str) -> "_Table":
            select = sql.format(", ".join(c.sql for c in columns), source)
            return _Table(name, columns, self._chunks(register, columns, select, total, progress))

        yield table(tr(register.title), columns_of(register), _RECORDS, tables_of(register))
        for lines in self.lines_of(register.key):
            yield table(tr(lines.title), line_columns(lines), _LINES, lines.key)

    def _total(self, register: Register) -> int:
        row = (
            self._desk.file.reader()
            .execute("SELECT coalesce(sum(n), 0) FROM tally WHERE kind = ?", (register.key,))
            .fetchone()
        )
        return int(str(row[0]))

    def _chunks(
        self, register: Register, columns: Sequence[Out], sql: str, total: int, progress: Progress
    ) -> Iterator[list[Sequence[object]]]:
        """The cells by column, some thousand rows at a time."""
        cursor = self._desk.file.reader().execute(sql, (register.key,))
        done = 0
        while rows := cursor.fetchmany(_AT_ONCE):
            done += len(rows)
            progress(done, max(done, total), tr("Exporting"))
            by_column = list(zip(*rows, strict=True))
            yield [
                values if c.shape is None else shaped(c.shape, values)
                for c, values in zip(columns, by_column, strict=True)
            ]


def write_table(
    path: Path, name: str, columns: Sequence[Out], rows: Sequence[Sequence[object]]
) -> int:
    """One table by rows, as .xlsx or .csv by the name's ending; answers how many rows. Cells
    cannot run as formulas. Raises Refused for another ending or a place that is not written."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise Refused(tr("{name}: choose a name that ends in .csv or .xlsx.", name=path.name))
    columns_of_rows: list[Sequence[object]] = list(zip(*rows, strict=True))
    chunks = iter([columns_of_rows] if rows else [])
    with writing_to(path), whole_file(path) as stream:
        return writer(stream, [_Table(name, columns, chunks)])


@dataclass(frozen=True)
class _Table:
    """One table on the way out."""

    name: str
    columns: Sequence[Out]
    chunks: Iterator[list[Sequence[object]]]


def _xlsx(stream: IO[bytes], tables: Sequence[_Table]) -> int:
    sheets = [
        BookSheet(t.name, [SheetColumn(c.heading, c.kind, c.width) for c in t.columns], t.chunks)
        for t in tables
    ]
    return write_sheets(stream, sheets)[0]


def _csv(stream: IO[bytes], tables: Sequence[_Table]) -> int:
    """UTF-8 with a mark, as spreadsheets expect; the records alone."""
    columns, chunks = tables[0].columns, tables[0].chunks
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([quoted(c.heading) for c in columns])
    count = 0
    for chunk in chunks:
        cells = [harmless(c.kind, values) for c, values in zip(columns, chunk, strict=True)]
        writer.writerows(zip(*cells, strict=True))
        count += len(chunk[0])
    text.flush()
    text.detach()
    return count


def harmless(kind: CellKind, values: Sequence[Any]) -> Sequence[Any]:
    """The cells of a column for a CSV: none can run, days are ISO text."""
    if kind == "day":
        return shaped(_iso, values)
    if kind == "number":
        return values
    if _COULD_RUN.isdisjoint(map(_FIRST_SIGN, filter(None, values))):
        return values
    return [quoted(v) if v else v for v in values]


def _iso(serial: int | None) -> str | None:
    return (
        date.fromordinal(FIRST_DAY.toordinal() + serial).isoformat() if serial is not None else None
    )


_WRITERS = {".xlsx": _xlsx, ".csv": _csv}


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is written piece by piece and takes its name only when it is whole."""
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        rename_durably(part, path)
    finally:
        part.unlink(missing_ok=True)
