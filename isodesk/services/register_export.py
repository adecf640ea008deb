"""A whole register as a spreadsheet: every field, the officer's own too, in a form that the
import takes back without a change."""

import csv
import io
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from isodesk.core.dates import from_utc_text
from isodesk.core.entry import Field
from isodesk.core.harmless import quoted
from isodesk.core.kinds import MILLION, Choice, Number, Recurring, Reference
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.register import Register
from isodesk.core.steps import VOID
from isodesk.core.whole import rename_durably
from isodesk.i18n import tr
from isodesk.printing.workbook_file import CellKind, SheetColumn, write_workbook
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lists import OTHER, PEOPLE, expression, tables_of
from isodesk.services.writing import writing_to

_AT_ONCE = 2_000
_FIRST_DAY = date(1899, 12, 30)
_SYSTEMS = {1: "Quality", 2: "Environment", 3: "Both"}
_COULD_RUN = tuple(
    f"\x1f{sign}" for sign in "=+-@\t\r\n'＝＋－＠|% \u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
)
Shape = Callable[[Any], Any]


@dataclass(frozen=True)
class _Out:
    """One column on the way out: its SQL, and what its stored value is in a cell."""

    heading: str
    sql: str
    kind: CellKind
    shape: Shape | None
    width: float


class RegisterExport:
    """Registers as files of other programs."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def write(self, kind: str, path: Path, progress: Progress = silent) -> int:
        """All records but the void, all fields, as .xlsx or .csv by the name's ending; answers
        how many. Cells cannot run as formulas (reliability T8). Raises Refused, Cancelled by
        `progress`; the file that stood there is then as it was."""
        register = self._catalogue.get(kind)
        writer = _WRITERS.get(path.suffix.lower())
        if writer is None:
            raise Refused(tr("{name}: choose a name that ends in .csv or .xlsx.", name=path.name))
        columns = columns_of(register)
        total = self._total(register)
        with writing_to(path), whole_file(path) as stream:
            chunks = self._chunks(register, columns, total, progress)
            return writer(stream, tr(register.title), columns, chunks)

    def left_out(self, kind: str) -> int:
        """How many records an export leaves out: the void ones."""
        sql = "SELECT coalesce(sum(n), 0) FROM tally WHERE kind = ? AND state = ?"
        row = self._desk.file.reader().execute(sql, (kind, VOID)).fetchone()
        return int(str(row[0]))

    def _total(self, register: Register) -> int:
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT coalesce(sum(n), 0) FROM tally WHERE kind = ? AND state <> ?",
                (register.key, VOID),
            )
            .fetchone()
        )
        return int(str(row[0]))

    def _chunks(
        self, register: Register, columns: Sequence[_Out], total: int, progress: Progress
    ) -> Iterator[list[Sequence[object]]]:
        """The cells by column, some thousand rows at a time."""
        cursor = self._desk.file.reader().execute(
            f"SELECT {', '.join(c.sql for c in columns)} FROM {tables_of(register)}"
            " WHERE r.kind = ? AND r.state <> ? ORDER BY r.sort_number, r.id",
            (register.key, VOID),
        )
        done = 0
        while rows := cursor.fetchmany(_AT_ONCE):
            done += len(rows)
            progress(done, total, tr("Exporting"))
            by_column = list(zip(*rows, strict=True))
            yield [
                values if c.shape is None else [c.shape(v) for v in values]
                for c, values in zip(columns, by_column, strict=True)
            ]


def columns_of(register: Register) -> list[_Out]:
    """Every field in the order of the form, then what is only on the spine."""
    ordered = [key for keys in register.form.values() for key in keys]
    first = [key for key in ("number", "title") if key in register.by_key]
    rest = [f.key for f in register.fields]
    keys = dict.fromkeys((*first, *ordered, *rest))
    fields = [_column(register.by_key[key]) for key in keys if key in register.by_key]
    states = {s.key: tr(s.word) for s in register.states}
    return [
        *fields,
        _Out(tr("Due"), "r.due_on", "day", _serial, 11),
        _Out(tr("State"), "r.state", "text", states.get, 12),
        _Out(tr("Systems"), "r.systems", "text", lambda n: tr(_SYSTEMS[n]), 12),
    ]


def _column(each: Field) -> _Out:
    kind, sql, heading = each.kind, expression(each), tr(each.label)
    if isinstance(kind, Number) and kind.unit:
        heading = f"{heading} ({kind.unit})"
    if isinstance(kind, Reference):
        sql = (PEOPLE if kind.key == "person" else OTHER).format(sql)
    cell, shape, width = _SHAPES.get(kind.key, ("text", None, 24))
    if isinstance(kind, Choice):
        words = {key: tr(label) for key, label in kind.choices}
        shape = _word_in(words)
    elif isinstance(kind, Recurring):
        shape = kind.show
    return _Out(heading, sql, cell, shape, width)


def _word_in(words: Mapping[str, str]) -> Shape:
    return lambda key: words.get(key, key)


def _millionths(stored: int | None) -> str | None:
    if stored is None:
        return None
    value = Decimal(stored) / MILLION
    return f"{value.normalize():f}"


def _serial(stored: str | None) -> int | None:
    """The number that spreadsheets keep for a day."""
    return (date.fromisoformat(stored) - _FIRST_DAY).days if stored else None


def _local(stored: str | None) -> str | None:
    return f"{from_utc_text(stored).astimezone():%Y-%m-%d %H:%M}" if stored else None


def _yes(stored: int | None) -> str | None:
    return None if stored is None else tr("Yes") if stored else tr("No")


_SHAPES: dict[str, tuple[CellKind, Shape | None, float]] = {
    "note": ("text", None, 40),
    "number": ("number", _millionths, 10),
    "whole": ("number", None, 8),
    "day": ("day", _serial, 11),
    "moment": ("text", _local, 16),
    "yes": ("text", _yes, 6),
    "choice": ("text", None, 14),
    "person": ("text", None, 18),
}


def _xlsx(
    stream: IO[bytes],
    name: str,
    columns: Sequence[_Out],
    chunks: Iterator[list[Sequence[object]]],
) -> int:
    made = [SheetColumn(c.heading, c.kind, c.width) for c in columns]
    return write_workbook(stream, name, made, chunks)


def _csv(
    stream: IO[bytes],
    name: str,
    columns: Sequence[_Out],
    chunks: Iterator[list[Sequence[object]]],
) -> int:
    """UTF-8 with a mark, as spreadsheets expect."""
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
        return [
            None if v is None else date.fromordinal(_FIRST_DAY.toordinal() + v).isoformat()
            for v in values
        ]
    if kind == "number":
        return values
    joined = "\x1f" + "\x1f".join([v or "" for v in values])
    if not any(sign in joined for sign in _COULD_RUN):
        return values
    return [quoted(v) if v else v for v in values]


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
