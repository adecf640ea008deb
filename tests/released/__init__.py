"""One real file of every released version, kept for ever. They are never changed."""

import lzma
from pathlib import Path

from isodesk.store.migrations import SCHEMA_VERSION

FILES = sorted(Path(__file__).parent.glob("*.isodesk.xz"))


def _schema_of(packed: Path) -> int:
    """The version of its tables, from the header of the file."""
    with lzma.open(packed) as stream:
        return int.from_bytes(stream.read(64)[60:64], "big")


OLDER = [packed for packed in FILES if _schema_of(packed) < SCHEMA_VERSION]
"""Those that are brought up to date when they are opened."""


def version_of(packed: Path) -> str:
    """`0.1.0`, for the name of a test."""
    return packed.name.partition(".isodesk")[0]


def unpacked(packed: Path, target: Path) -> Path:
    """The file as it was released, under another name."""
    target.write_bytes(lzma.decompress(packed.read_bytes()))
    return target
