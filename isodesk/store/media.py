"""Folders on media that come and go: a stick keeps its mark, wherever it is plugged in."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MARK = ".isodesk-medium"


@dataclass(frozen=True)
class Medium:
    """A folder by where it stood, its path within the volume, and the mark that lies in it."""

    folder: Path
    within: str
    mark: str


def marked(folder: Path) -> Medium:
    """The medium of a folder that stands, leaving a mark in it. Raises OSError."""
    path = folder / MARK
    with suppress(OSError, UnicodeDecodeError):
        known = path.read_text(encoding="ascii").strip()
        if known:
            return Medium(folder, _within(folder), known)
    mark = secrets.token_hex(8)
    path.write_text(f"{mark}\n", encoding="ascii")
    return Medium(folder, _within(folder), mark)


def find(medium: Medium) -> Path | None:
    """Where the medium is plugged in now; None when it is not."""
    places = [medium.folder, *(Path(mount) / medium.within for mount in _mounts())]
    return next((place for place in places if _has_mark(place, medium.mark)), None)


def same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one volume, as far as the system tells."""
    try:
        return _standing(one).stat().st_dev == _standing(other).stat().st_dev
    except OSError:
        return False


def from_the_disk(path: Path) -> None:
    """Have what was written read back from the medium, not from memory (POSIX; elsewhere only
    the writing is waited for)."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _within(folder: Path) -> str:
    """The path from the volume's root."""
    folder = folder.resolve()
    mount = next((p for p in (folder, *folder.parents) if p.is_mount()), Path(folder.anchor))
    return str(folder.relative_to(mount))


def _standing(path: Path) -> Path:
    """The path, or the nearest folder above it that exists."""
    return next((p for p in (path, *path.parents) if p.exists()), path)


def _has_mark(folder: Path, mark: str) -> bool:
    try:
        return (folder / MARK).read_text(encoding="ascii").strip() == mark
    except (OSError, UnicodeDecodeError):
        return False


def _mounts() -> list[str]:
    import psutil

    with suppress(OSError):
        return [part.mountpoint for part in psutil.disk_partitions(all=False)]
    return []
