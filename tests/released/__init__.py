"""One real file of every released version, kept for ever. They are never changed."""

import lzma
from pathlib import Path

FILES = sorted(Path(__file__).parent.glob("*.isodesk.xz"))


def version_of(packed: Path) -> str:
    """`0.1.0`, for the name of a test."""
    return packed.name.partition(".isodesk")[0]


def unpacked(packed: Path, target: Path) -> Path:
    """The file as it was released, under another name."""
    target.write_bytes(lzma.decompress(packed.read_bytes()))
    return target
