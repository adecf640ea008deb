"""Why a file is opened for reading only until the officer decides: an older state, a copy beside
the one that is worked on, or a place where no file is worked on (design 8.13, reliability T20).
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.store import memory, work_copy
from isodesk.store.file import CompanyFile
from isodesk.store.head import older_than_remembered
from isodesk.store.places_here import place_of


class Way(StrEnum):
    """What the officer may do about it."""

    CONTINUE = "continue here"
    WORK_COPY = "work on a copy"
    OPEN_COPY = "open the work copy"


@dataclass(frozen=True)
class Held:
    """A heading, one or two sentences, and the way on; `other` is the work copy there is."""

    heading: str
    sentence: str
    way: Way
    other: Path | None = None


def check_place(path: Path) -> None:
    """Raises Refused where no file is worked on: in a sync folder, on a share or a stick."""
    where = place_of(path)
    if not where.live:
        raise Refused(
            tr(
                "A company is not kept at {path}. {why} Choose a folder on this computer; a backup"
                " or a copy may go there.",
                path=path,
                why=where.sentence(),
            )
        )


def held_back(file: CompanyFile) -> Held | None:
    """Why a file is not written to without a word of the officer's; None when it may be."""
    (file_id,) = file.reader().execute("SELECT file_id FROM company").fetchone()
    return _by_place(file, file_id) or _by_history(file, file_id)


def _by_place(file: CompanyFile, file_id: str) -> Held | None:
    where = place_of(file.path)
    if where.live:
        return None
    work = work_copy.recall(file_id)
    if work is not None and _still_there(work.copy, file_id):
        said = tr("You work on a copy of it: {copy}.", copy=work.copy)
        return Held(
            tr("Open for reading: it lies in a place to hand over, not to work in."),
            f"{where.sentence()} {said}",
            Way.OPEN_COPY,
            Path(work.copy),
        )
    said = tr("Work on a copy on this computer and hand it back.")
    heading = tr("Open for reading: it lies in a place to hand over, not to work in.")
    return Held(heading, f"{where.sentence()} {said}", Way.WORK_COPY)


def _by_history(file: CompanyFile, file_id: str) -> Held | None:
    known = memory.recall(file_id)
    if known is None:
        return None
    other = _other(file, known.path, file_id)
    beside = tr("The one worked on here lies at {path}.", path=other) if other else ""
    if older := older_than_remembered(file.reader()):
        sentence = f"{older} {beside}".strip()
        return Held(tr("An older state of the file."), sentence, Way.CONTINUE)
    if other:
        return Held(tr("A copy of a file that is worked on here."), beside, Way.CONTINUE)
    return None


def _other(file: CompanyFile, path: str, file_id: str) -> str:
    """Where the same company is worked on, if that is another file; "" when this file was only
    moved or renamed."""
    if not path or work_copy.is_same(file.path, path):
        return ""
    return path if _still_there(path, file_id) else ""


def _still_there(path: str, file_id: str) -> bool:
    """Whether the file of that id still lies at a path."""
    try:
        there = CompanyFile.open(Path(path))
    except (Refused, OSError):
        return False
    try:
        row = there.reader().execute("SELECT file_id FROM company").fetchone()
    except Exception:  # whatever is wrong there, it is no reason to hold this one back
        return False
    finally:
        there.close()
    return row is not None and row[0] == file_id
