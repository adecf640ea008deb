"""What was dropped on the window: each file found, looked at in the child, and proposed for.

A file that cannot be read is listed with its reason and stops nothing.
"""

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.intake.facts import Facts, Look
from isodesk.intake.file_bytes import bytes_of
from isodesk.intake.kinds import PICTURES, SHEETS, TEXTS, WRITER, Kind, rough_kind
from isodesk.intake.office import converts
from isodesk.intake.propose import Proposal, propose
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped

MOST_FILES = 5_000
_TEMPORARY = ("~$", "~wrl", ".~lock", "._")
_SYSTEM = ("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r")
_UNFINISHED = (".tmp", ".part", ".crdownload", ".bak", ".swp", ".lnk")


class Way(StrEnum):
    """How a taken file becomes the PDF that is approved."""

    AS_IT_IS = "as it is"
    CONVERTED = "converted"
    LAID_OUT = "laid out"
    PICTURE = "picture"
    SOURCE = "source"
    """Kept as the source; the officer brings the PDF beside it."""


@dataclass(frozen=True)
class Found:
    """One file of the drop. `refused` says why it is not taken; then `way` is None."""

    path: Path
    name: str
    size: int
    sha256: str
    kind: Kind
    way: Way | None
    text: str
    pages: int | None
    proposal: Proposal
    notes: tuple[str, ...] = ()
    refused: str | None = None


@dataclass(frozen=True)
class Gathered:
    """The files of a drop in the order of their names, and how many were left out and why."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, int], ...]


def gather(paths: Iterable[Path], most: int = MOST_FILES) -> Gathered:
    """Walk files and folders. Hidden, temporary and system files, links and all beyond `most`
    are left out and counted; no link is followed."""
    left: Counter[str] = Counter()
    files: list[Path] = []
    for path in _walked(paths, left):
        if len(files) < most:
            files.append(path)
        else:
            left[tr("beyond the first {most} files", most=most)] += 1
    return Gathered(tuple(dict.fromkeys(files)), tuple(sorted(left.items())))


def survey(
    dropped: Gathered | Iterable[Path],
    reader: Reader,
    prefixes: Mapping[str, str],
    progress: Progress = silent,
) -> Iterator[Found]:
    """Each file with what was found in it, in order. Raises Cancelled by `progress` only.

    `prefixes` names the type key that belongs to a number's prefix, as {"QP": "procedure"}.
    """
    gathered = dropped if isinstance(dropped, Gathered) else gather(dropped)
    count = len(gathered.files)
    for number, path in enumerate(gathered.files):
        progress(number, count, name_of(path))
        yield survey_file(path, reader, prefixes, _steady(progress, number, count, name_of(path)))
    progress(count, count, "")


def survey_file(
    path: Path, reader: Reader, prefixes: Mapping[str, str], progress: Progress = silent
) -> Found:
    """One file, taken or refused with its reason."""
    try:
        data = bytes_of(path)
    except Refused as refused:
        return _not_read(path, str(refused), prefixes)
    return survey_bytes(path, data, reader, prefixes, progress)


def survey_bytes(
    path: Path,
    data: bytes,
    reader: Reader,
    prefixes: Mapping[str, str],
    progress: Progress = silent,
) -> Found:
    """A file whose bytes are known; nothing is read from the disk."""
    look = _looked(name_of(path), data, reader, progress)
    kind = _kind(look.kind)
    way = None if look.refused else way_of(kind)
    return Found(
        path=path,
        name=name_of(path),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind,
        way=way,
        text=look.facts.text,
        pages=look.facts.pages,
        proposal=_proposed(name_of(path), look.facts, prefixes),
        notes=(*look.facts.notes, *_way_notes(kind, way)),
        refused=look.refused,
    )


def way_of(kind: Kind) -> Way:
    """How that kind becomes a PDF on this machine."""
    if kind is Kind.PDF:
        return Way.AS_IT_IS
    if kind in PICTURES:
        return Way.PICTURE
    if kind in TEXTS:
        return Way.LAID_OUT
    return Way.CONVERTED if converts(kind) else Way.SOURCE


def _looked(name: str, data: bytes, reader: Reader, progress: Progress) -> Look:
    try:
        answer = reader.ask("look", name, data, progress=progress, what=name)
        return shaped(Look, answer)
    except Refused as refused:
        return Look(rough_kind(data), Facts(), str(refused))


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        return Kind.UNKNOWN


def _proposed(name: str, facts: Facts, prefixes: Mapping[str, str]) -> Proposal:
    return propose(name, facts.head, facts.title, prefixes, facts.properties)


def _way_notes(kind: Kind, way: Way | None) -> Iterator[str]:
    if way is Way.SOURCE and kind in WRITER:
        yield tr("LibreOffice is not installed: kept as the source, add its PDF beside it.")
    elif way is Way.SOURCE and kind in SHEETS:
        yield tr(
            "A spreadsheet: kept as the source, add its PDF beside it "
            "(LibreOffice with Calc would make one)."
        )


def _not_read(path: Path, sentence: str, prefixes: Mapping[str, str]) -> Found:
    size = 0
    with contextlib.suppress(OSError):
        size = path.lstat().st_size
    proposal = propose(name_of(path), "", "", prefixes)
    return Found(
        path, name_of(path), size, "", Kind.UNKNOWN, None, "", None, proposal, (), sentence
    )


def _steady(progress: Progress, number: int, count: int, name: str) -> Progress:
    """While one file is read the count stands still, but cancelling works."""
    return lambda done, of, what: progress(number, count, name)


def _walked(paths: Iterable[Path], left: Counter[str]) -> Iterator[Path]:
    for path in paths:
        reason = None if path.is_symlink() is False else tr("links")
        if reason:
            left[reason] += 1
        elif path.is_dir():
            yield from _inside(path, left)
        else:
            yield path  # named by the officer: looked at, whatever it is called


def _inside(folder: Path, left: Counter[str]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name.casefold())
    except OSError:
        left[tr("folders that could not be opened")] += 1
        return
    for entry in entries:
        reason = _left_out(entry)
        if reason:
            left[reason] += 1
        elif entry.is_dir(follow_symlinks=False):
            yield from _inside(Path(entry.path), left)
        else:
            yield Path(entry.path)


def _left_out(entry: "os.DirEntry[str]") -> str | None:
    name = entry.name.lower()
    if entry.is_symlink():
        return tr("links")
    if name.startswith(_TEMPORARY) or name in _SYSTEM or name.endswith(_UNFINISHED):
        return tr("temporary and system files")
    if name.startswith("."):
        return tr("hidden files")
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return tr("pipes and devices")
    return None
