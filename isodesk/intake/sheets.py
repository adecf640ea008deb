"""The parent's side of a foreign sheet: its tables as values, their rows kept aside in chunks.

The child reads the file once. What it sends is checked and kept in memory up to 48 MB and beyond
that in a private file, so that columns can be judged again and again without the workbook, and
a sheet of a million rows does not lie in memory.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from isodesk.core.folders import own_folder, wipe
from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.intake.cells import unpacked
from isodesk.intake.csv_text import SEPARATORS
from isodesk.intake.file_bytes import bytes_of
from isodesk.intake.frames import FrameError, Values, read_frame, write_frame
from isodesk.intake.letters import NAMES
from isodesk.intake.limits import cut
from isodesk.intake.reader import Reader
from isodesk.intake.workbook import Cell

_IN_MEMORY = 48 << 20
_ON_DISK = 2 << 30
_SECONDS = 90.0


@dataclass(frozen=True)
class How:
    """How a file is read: what was found, or what the officer says instead.

    `encoding` and `separator` are "" for a workbook. `heads` gives by the number of a sheet the
    row its headings begin in (from 1) and how many rows they take.
    """

    encoding: str = ""
    separator: str = ""
    heads: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def words(self) -> str:
        """`Western (Windows-1252), separated by semicolon`; "" for a workbook."""
        if not self.encoding:
            return ""
        return tr(
            "{encoding}, separated by {separator}",
            encoding=NAMES.get(self.encoding, self.encoding),
            separator=tr(SEPARATORS.get(self.separator, self.separator)),
        )


@dataclass(frozen=True)
class SheetFacts:
    """One sheet. `outside` are (row, words) that belong to no table."""

    name: str
    hidden: bool = False
    trouble: str = ""
    outside: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class TableFacts:
    """One table: where it stands, its headings by column, and what was left out of it.

    `sheet` is the sheet's number; `head_row` 0 says that there are no headings; `left` is the
    column of the sheet it begins in. `left_out` are (row, "total" or "heading", words).
    """

    at: int
    sheet: int
    title: str
    headings: tuple[str, ...]
    head_row: int
    levels: int
    left: int
    rows: int = 0
    left_out: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Chunk:
    """Some thousand rows: their numbers in the sheet, and the cells by column."""

    numbers: Sequence[int]
    columns: list[list[Cell]]


class Sheets:
    """What one file holds. To be closed, as its rows may lie on the disk."""

    def __init__(self, name: str, sha256: str) -> None:
        self.name = name
        self.sha256 = sha256
        self.how = How()
        self.sheets: list[SheetFacts] = []
        self.tables: list[TableFacts] = []
        self._folder = own_folder("sheets")
        kept = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(self._folder))  # noqa: SIM115
        self._kept = cast(BinaryIO, kept)
        self._places: dict[int, list[int]] = {}

    def close(self) -> None:
        """Forget the rows, on the disk as well."""
        self._kept.close()
        wipe(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def chunks(self, table: int) -> Iterator[Chunk]:
        """The table's rows from the top. Raises Refused when they are no cells."""
        for place in self._places.get(table, ()):
            self._kept.seek(place)
            part = read_frame(self._kept)
            yield _chunk(part)

    def front(self, table: int, most: int = 50) -> list[tuple[int, list[Cell]]]:
        """The first rows of a table with their numbers."""
        chunk = next(self.chunks(table), None)
        if chunk is None:
            return []
        rows = zip(*(column[:most] for column in chunk.columns), strict=True)
        return [(n, list(row)) for n, row in zip(chunk.numbers[:most], rows, strict=True)]

    def keep(self, part: Mapping[str, Any]) -> None:
        """Take in what the child says. Raises Refused when it makes no sense."""
        try:
            (word, body), *_ = part.items()
            _TAKEN[word](self, body)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise _upset() from error

    def _how(self, body: Any) -> None:
        self.how = replace(
            self.how,
            encoding=_text(body.get("encoding", "")),
            separator=_text(body.get("separator", "")),
        )

    def _sheet(self, body: Any) -> None:
        self.sheets.append(
            SheetFacts(_text(body["name"]), bool(body["hidden"]), _text(body["trouble"]))
        )

    def _table(self, body: Any) -> None:
        self.tables.append(
            TableFacts(
                at=len(self.tables),
                sheet=len(self.sheets) - 1,
                title=_text(body["title"]),
                headings=tuple(map(_text, body["headings"])),
                head_row=int(body["head_row"]),
                levels=int(body["levels"]),
                left=int(body["left"]),
            )
        )

    def _rows(self, body: Any) -> None:
        at, count = int(body["table"]), int(body["count"])
        known = self.tables[at]
        if len(body["columns"]) != len(known.headings):
            raise ValueError("columns")
        self._kept.seek(0, 2)
        place = self._kept.tell()
        if place > _ON_DISK:
            raise Refused(tr("{name} holds too much: split it.", name=self.name))
        self._places.setdefault(at, []).append(place)
        write_frame(self._kept, body)
        self.tables[at] = replace(known, rows=known.rows + count)

    def _end(self, body: Any) -> None:
        at = int(body["table"])
        left = tuple((int(row), _text(why), _text(words)) for row, why, words in body["left"])
        self.tables[at] = replace(self.tables[at], left_out=left)

    def _outside(self, body: Any) -> None:
        lines = tuple((int(row), _text(words)) for row, words in body)
        self.sheets[-1] = replace(self.sheets[-1], outside=lines)


_TAKEN = {
    "how": Sheets._how,
    "sheet": Sheets._sheet,
    "table": Sheets._table,
    "rows": Sheets._rows,
    "end": Sheets._end,
    "outside": Sheets._outside,
}


def read_sheets(
    path: Path, reader: Reader, how: How | None = None, progress: Progress = silent
) -> Sheets:
    """The tables of a file. Raises Refused with one sentence, or Cancelled by `progress`,
    which is told (rows read, of how many or 0, the file's name)."""
    return read_bytes(name_of(path), bytes_of(path), reader, how or How(), progress)


def read_bytes(
    name: str, data: bytes, reader: Reader, how: How, progress: Progress = silent
) -> Sheets:
    """The same of bytes that are known."""
    sheets = Sheets(name, hashlib.sha256(data).hexdigest())
    sheets.how = how
    told = {
        "encoding": how.encoding,
        "separator": how.separator,
        "heads": {str(at): list(head) for at, head in how.heads.items()},
    }
    try:
        _gather(sheets, reader, told, data, progress)
    except BaseException:
        sheets.close()
        raise
    return sheets


def _gather(sheets: Sheets, reader: Reader, how: Values, data: bytes, progress: Progress) -> None:
    done, of = 0, 0

    def waiting(_: int, __: int, what: str) -> None:
        progress(done, of, what)

    parts = reader.parts(
        "sheet_tables",
        sheets.name,
        data,
        how,
        seconds=_SECONDS,
        progress=waiting,
        what=sheets.name,
        advice=tr("Save it as .xlsx or CSV with another program and choose that."),
    )
    for part in parts:
        sheets.keep(part)
        if "rows" in part:
            done, of = int(part["rows"]["done"]), int(part["rows"]["of"])
            progress(done, of, sheets.name)
    if not any(table.headings for table in sheets.tables):
        raise Refused(_nothing(sheets))


def _nothing(sheets: Sheets) -> str:
    trouble = next((sheet.trouble for sheet in sheets.sheets if sheet.trouble), "")
    return trouble or tr("{name} holds no table: no headings with rows below.", name=sheets.name)


def _chunk(part: Values) -> Chunk:
    try:
        count, numbers = int(part["count"]), part["numbers"]
        columns = [unpacked(content, count) for content in part["columns"]]
        listed = (
            range(numbers, numbers + count) if type(numbers) is int else list(map(int, numbers))
        )
    except (KeyError, TypeError, ValueError, FrameError) as error:
        raise _upset() from error
    if len(listed) != count:
        raise _upset()
    return Chunk(listed, columns)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("text expected")
    return cut(value, 2_000)


def _upset() -> Refused:
    return Refused(tr("The file could not be read: it upset the reader."))
