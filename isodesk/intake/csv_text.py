"""Rows of a text with separators, whatever its letters and separators are."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from isodesk.intake.letters import decoder_of, encoding_of

NONE = "\x1f"
SEPARATORS = {
    ";": "semicolon",
    ",": "comma",
    "\t": "tab",
    "|": "bar",
    "^": "caret",
    "~": "tilde",
    NONE: "none: one column",
}
"""What may part the cells of a line; the order decides where two explain as much."""
_LONGEST_CELL = 4 << 20
_LOOKED_AT = 128 << 10
_MOST_LINES = 400
_WELL = 0.6  # below this a separator cuts by chance


@dataclass(frozen=True)
class Dialect:
    """How a text is cut into cells. `quoted` is False where quotes are only signs in it."""

    encoding: str
    separator: str
    quoted: bool = True
    spaced: bool = False


def dialect_of(data: bytes, encoding: str = "", separator: str = "") -> Dialect:
    """How the bytes are read; what is given is believed. Raises Refused when they are no text."""
    way = encoding or encoding_of(data)
    front = _front(data, way)
    mark = separator or _said(front) or _separator(front)
    spaced = f'{mark} "' in front and f'{mark}"' not in front
    quoted = Dialect(way, mark, True, spaced)
    if _swallowed(front, quoted):
        return Dialect(way, mark, False, False)
    return quoted


def rows_of(data: bytes, dialect: Dialect) -> Iterator[list[str]]:
    """The cells of each line, blank lines too."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding, errors = decoder_of(dialect.encoding)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="")
    rows = _read(text, dialect)
    first = next(rows, [])
    if first:
        first[0] = first[0].removeprefix("\ufeff")
    if not (len(first) == 1 and first[0].lower().startswith("sep=")) and _said_cells(first) == "":
        yield first
    yield from rows


def _said_cells(first: list[str]) -> str:
    """`sep=;` read with that separator is `sep=` and a blank."""
    return "sep" if len(first) == 2 and first[0].lower() == "sep=" and not first[1] else ""


def _read(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        skipinitialspace=dialect.spaced,
    )


def _front(data: bytes, way: str) -> str:
    encoding, errors = decoder_of(way)
    text = data[:_LOOKED_AT].decode(encoding, errors if encoding != "utf-16" else "replace")
    return text.removeprefix("\ufeff")


def _said(front: str) -> str:
    """The separator that the first line names, as Excel understands it: `sep=;`."""
    return front[4] if front[:4].lower() == "sep=" and front[4:5] in SEPARATORS else ""


def _separator(front: str) -> str:
    """The sign that cuts most lines into the same number of cells, and into many."""
    fits = {mark: _fit(front, mark) for mark in SEPARATORS}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] > _WELL else NONE


def _fit(front: str, mark: str) -> float:
    counts: Counter[int] = Counter()
    lines = io.StringIO(front, newline="")
    rows = _read(lines, Dialect("", mark, True, f'{mark} "' in front))
    for row, _ in zip(_without_end(rows), range(_MOST_LINES), strict=False):
        if any(row):
            counts[len(row)] += 1
    cut = {cells: lines for cells, lines in counts.items() if cells > 1}
    if not cut:
        return 0
    width = max(cut, key=lambda cells: (cut[cells] * cells, cells))
    return cut[width] / counts.total() * (2 - 1 / width)


def _without_end(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _swallowed(front: str, dialect: Dialect) -> bool:
    """Whether a quote that is never closed would make half of the text one cell."""
    for row in _without_end(_read(io.StringIO(front, newline=""), dialect)):
        longest = max(row, key=len, default="")
        if longest.count("\n") > 60 and len(longest) > len(front) / 2:
            return True
    return False
