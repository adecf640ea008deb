"""The stamp, made and looked at in the reading child, since foreign PDFs are parsed for it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from isodesk.core.progress import Progress, silent
from isodesk.intake.file_bytes import bytes_of
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped
from isodesk.printing.stamp_facts import Placing, Stamp

SECONDS = 120.0


@dataclass(frozen=True)
class Stamped:
    """A stamped PDF that was looked at page by page; `raster` numbers the pages (from 1) that
    could only be stamped as pictures."""

    pdf: bytes
    pages: int
    raster: tuple[int, ...]
    notes: tuple[str, ...]


def stamp_all(
    reader: Reader,
    pdf: bytes,
    placing: Placing,
    stamps: Sequence[Stamp],
    progress: Progress = silent,
    what: str = "",
) -> tuple[Stamped, ...]:
    """Each stamp on the same pages. Raises Refused with one sentence when the PDF cannot be
    read or a page would lack its stamp."""
    told = [{name: _plain(value) for name, value in asdict(s).items()} for s in stamps]
    answer = reader.ask(
        "stamp",
        pdf,
        placing.value,
        told,
        seconds=SECONDS,
        progress=progress,
        what=what or stamps[0].number,
    )
    return shaped(tuple[Stamped, ...], answer)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def stamp_loose(path: Path, stamp: Stamp) -> Stamped:
    """Any PDF, without a company file. Raises Refused for what cannot be read or stamped."""
    content = bytes_of(path)
    with Reader() as reader:
        return stamp_all(reader, content, Placing.FIT, [stamp], what=path.name)[0]
