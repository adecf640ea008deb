"""The stamp, made and looked at in the reading child, since foreign PDFs are parsed for it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader

SECONDS = 120.0


@dataclass(frozen=True)
class Loose:
    """What a stamp says, free of the file; days as dates. Without a code it prints
    "not registered"."""

    kind: str
    number: str = ""
    revision: str = ""
    title: str = ""
    on: date | None = None
    copy: int | None = None
    of: int | None = None
    holder: str = ""
    place: str = ""
    code: str = ""
    qr: str = ""
    valid_on: date | None = None
    replaced_by: str = ""
    keep_until: date | None = None
    colour: bool = True


@dataclass(frozen=True)
class Stamped:
    """A stamped PDF that was looked at page by page; `raster` numbers the pages (from 1) that
    could only be stamped as pictures."""

    pdf: bytes
    pages: int
    raster: tuple[int, ...]
    notes: tuple[str, ...]


def stamp_all(
    reader: "Reader",
    pdf: bytes,
    placing: str,
    stamps: Sequence[Loose],
    progress: Progress = silent,
) -> list[Stamped]:
    """Each stamp on the same pages. Raises Refused with one sentence when the PDF cannot be
    read or a page would lack its stamp."""
    facts = [{k: _plain(v) for k, v in asdict(s).items()} for s in stamps]
    answers = reader.ask(
        "stamp", pdf, placing, facts, seconds=SECONDS, progress=progress, what=stamps[0].number
    )
    assert isinstance(answers, list)
    return [_stamped(a) for a in answers]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _stamped(answer: object) -> Stamped:
    assert isinstance(answer, dict)
    return Stamped(answer["pdf"], answer["pages"], tuple(answer["raster"]), tuple(answer["notes"]))


def stamp_loose(path: Path, stamp: Loose) -> Stamped:
    """Any PDF, without a company file. Raises Refused for what cannot be read or stamped."""
    from isodesk.intake.reader import Reader

    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}).") from error
    with Reader() as reader:
        return stamp_all(reader, content, "fit", [stamp])[0]
