"""Backup, restore and verify of the open file, and what is remembered of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from isodesk.core.dates import from_utc_text, utc_text
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.services.desk import Desk
from isodesk.services.writing import writing_to
from isodesk.settings import Settings
from isodesk.store import backup, head, heads, verify
from isodesk.store.backup import Backup
from isodesk.store.heads import HeadSaid
from isodesk.store.verify import Report


@dataclass(frozen=True)
class LastBackup:
    """When and where the newest verified backup was written."""

    at: datetime
    path: Path
    head: str


class Backups:
    """Backups of the open file; their age is kept in the settings of this computer."""

    def __init__(self, desk: Desk, settings: Settings, file_id: str, company: str) -> None:
        self._desk, self._settings = desk, settings
        self._file_id, self._company = file_id, company

    def write(self, folder: Path, progress: Progress = silent) -> Backup:
        """A verified backup in a folder. Raises Refused, leaving no half file."""
        now = self._desk.clock()
        name = backup.stamp_name(self._company, now)
        made = backup.backup(self._desk.path, folder, name, progress)
        said = {"at": utc_text(now), "path": str(made.path), "head": made.report.head}
        self._settings.set("backup_folder", str(folder))
        self._settings.set_of_file("backups", self._file_id, said)
        self._desk.tell(frozenset({"backup"}))
        return made

    def last(self) -> LastBackup | None:
        """The newest verified backup this computer wrote of this file."""
        said = self._settings.of_file("backups", self._file_id)
        if not said:
            return None
        return LastBackup(from_utc_text(said["at"]), Path(said["path"]), said["head"])

    def compare_heads(self, typed: Sequence[str]) -> tuple[HeadSaid, ...]:
        """File states printed on paper, each against the history of this file."""
        return heads.compare(self._desk.file.reader(), typed)

    def verify(self, progress: Progress = silent) -> Report:
        """Check everything and remember the head when all is well."""
        report = verify.verify(self._desk.path, progress)
        if report.whole:
            head.remember(self._desk.file)
        return report

    def copy_as(self, target: Path, progress: Progress = silent) -> Path:
        """Save a copy under another name, verified. Raises Refused where one stands."""
        if target.exists():
            raise Refused(f"{target.name} exists already. Choose another name.")
        made = backup.backup(self._desk.path, target.parent, f"{target.stem} copy", progress)
        with writing_to(target):
            return made.path.rename(target)
