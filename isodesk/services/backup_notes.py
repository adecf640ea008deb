"""What this computer remembers of the backups of a file: when, where, how they were checked."""

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from isodesk.core.dates import from_utc_text, utc_text
from isodesk.settings import Settings
from isodesk.store.media import Medium

_KEPT_CHECKS = 300
_lock = threading.Lock()
"""Notes are written by workers and by the window."""


@dataclass(frozen=True)
class LastBackup:
    """When and where a verified backup was written, and the head it holds."""

    at: datetime
    path: Path
    head: str


@dataclass(frozen=True)
class Trouble:
    """Why the last automatic backup could not be made; `damage` when the file itself is at
    fault."""

    at: datetime
    said: str
    damage: bool


@dataclass(frozen=True)
class Drill:
    """A restore that was tried: of which backup, and what was wrong ("" for nothing)."""

    at: datetime
    path: Path
    head: str
    wrong: str


class BackupNotes:
    """The notes of one file, in the settings of this computer."""

    def __init__(self, settings: Settings, file_id: str) -> None:
        self._settings, self._file_id = settings, file_id

    def read(self) -> dict[str, Any]:
        """All that is noted of the file."""
        kept = self._settings.of_file("backups", self._file_id)
        return kept if isinstance(kept, dict) else {}

    def keep(self, **parts: Any) -> None:
        """Note some of it; None takes a note away."""
        with _lock:
            kept = {**self.read(), **parts}
            kept = {key: value for key, value in kept.items() if value is not None}
            self._settings.set_of_file("backups", self._file_id, kept)

    def last(self, of: str = "") -> LastBackup | None:
        """The newest verified backup; of "auto" (in the chosen folder) or "second"."""
        said = self.read().get(of, {}) if of else self.read()
        try:
            return LastBackup(from_utc_text(said["at"]), Path(said["path"]), str(said["head"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def wrote(self, last: LastBackup, of: str = "") -> None:
        """A verified backup was written."""
        said = {"at": utc_text(last.at), "path": str(last.path), "head": last.head}
        self.keep(**said, **({of: {**self.read().get(of, {}), **said}} if of else {}))
        self.checked(last.path, last.at)

    def checked(self, path: Path, at: datetime) -> None:
        """A backup was found whole; it counts for as long as the file stays as it is."""
        checks = self.read().get("checks", {})
        checks = {**checks, str(path): [*_state(path), utc_text(at)]}
        self.keep(checks=dict(list(checks.items())[-_KEPT_CHECKS:]))

    def checked_at(self, path: Path) -> datetime | None:
        """When this computer last found a backup whole that is still as it was then."""
        known = self.read().get("checks", {}).get(str(path))
        if not isinstance(known, list) or known[:2] != _state(path):
            return None
        return from_utc_text(str(known[2]))

    def second(self) -> Medium | None:
        """The second medium that was chosen."""
        said = self.read().get("second")
        if not isinstance(said, dict) or "folder" not in said:
            return None
        return Medium(Path(said["folder"]), str(said["within"]), str(said["mark"]))

    def trouble(self) -> Trouble | None:
        """What stood in the way of the last automatic backup."""
        said = self.read().get("trouble")
        if not isinstance(said, dict):
            return None
        return Trouble(from_utc_text(said["at"]), str(said["said"]), bool(said["damage"]))

    def failed(self, at: datetime, said: str, damage: bool) -> None:
        """An automatic backup could not be made."""
        self.keep(trouble={"at": utc_text(at), "said": said, "damage": damage})

    def drill(self) -> Drill | None:
        """The last restore that was tried."""
        said = self.read().get("drill")
        if not isinstance(said, dict):
            return None
        at, path = from_utc_text(said["at"]), Path(said["path"])
        return Drill(at, path, str(said["head"]), str(said["wrong"]))

    def tried(self, drill: Drill) -> None:
        """A restore was tried."""
        said = {"path": str(drill.path), "head": drill.head, "wrong": drill.wrong}
        self.keep(drill={"at": utc_text(drill.at), **said})


def _state(path: Path) -> list[int]:
    try:
        stat = path.stat()
    except OSError:
        return [0, 0]
    return [stat.st_size, stat.st_mtime_ns]
