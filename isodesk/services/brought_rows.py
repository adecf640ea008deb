"""Which rows of sheets were brought in before, by a hash of what stands in them."""

import base64
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from isodesk.intake.sheets import Chunk
from isodesk.intake.thesaurus import plain
from isodesk.intake.workbook import Cell, Fault
from isodesk.intake.written_figures import plain_figure

_PAIR = struct.Struct(">QQ")


def hashes(headings: Sequence[str], chunk: Chunk) -> "array[int]":
    """A 64-bit hash of what stands in each row under which heading, whatever the order of the
    columns and the format of the file; in a table without headings, in which column."""
    order = sorted((plain(h), at) for at, h in enumerate(headings) if h.strip())
    order = order or [(str(at), at) for at in range(len(headings))]
    columns = [_texts(chunk.columns[at]) for _, at in order]
    names = "\x1f".join(name for name, _ in order)
    seed = blake2b(names.encode(), digest_size=16).digest()
    found = array("Q")
    for row in zip(*columns, strict=True) if columns else ():
        said = "\x1f".join(row).encode("utf-8", "replace")
        found.append(int.from_bytes(blake2b(said, digest_size=8, key=seed).digest(), "big"))
    return found


def _texts(column: Sequence[Cell]) -> Sequence[str]:
    if set(map(type, column)) == {str}:
        return column
    return [cell if cell.__class__ is str else _text(cell) for cell in column]


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return plain_figure(cell)
    return cell.sign if isinstance(cell, Fault) else str(cell)


def packed(pairs: Iterable[tuple[int, int]]) -> str:
    """(record, hash) pairs as they are stored."""
    return base64.b64encode(b"".join(_PAIR.pack(*pair) for pair in pairs)).decode("ascii")


def known(connection: Any, register: str, wanted: frozenset[int]) -> dict[int, int]:
    """The record that came of each of the wanted hashes, for those brought in before."""
    found: dict[int, int] = {}
    for record, content in _pairs(connection, register):
        if content in wanted:
            found[content] = record
    return found


def _pairs(connection: Any, register: str) -> Iterator[tuple[int, int]]:
    rows = connection.execute("SELECT rows FROM brought_rows WHERE register = ?", (register,))
    for (stored,) in rows:
        yield from _PAIR.iter_unpack(base64.b64decode(stored))
