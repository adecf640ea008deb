"""The monthly drill: the newest backup is restored into a file of its own, and opened."""

import shutil
from datetime import datetime
from pathlib import Path

from isodesk.core.folders import own_folder, wipe
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.services.backup_notes import Drill
from isodesk.services.backups import Backups
from isodesk.services.desk import Desk
from isodesk.store import swap
from isodesk.store.file import CompanyFile
from isodesk.store.known import Known, glimpse
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.verify import verify

ROOM = 1.2
"""The file twice over is not needed, a fifth more than the backup is."""


class Drills:
    """Proves that the newest backup can be restored; nothing of the open file is touched."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        self._desk, self._backups = desk, backups

    def run(self, progress: Progress = silent) -> Drill | None:
        """Try the newest backup; None where there is none. What is wrong is in the answer."""
        standing = [s.known for s in self._backups.standing() if not s.known.kept]
        last, now = self._backups.notes.last("auto"), self._desk.clock()
        if last is not None and last.path.exists() and glimpse(last.path) is None:
            said = tr("{name} cannot be read.", name=last.path.name)
            drill = Drill(now, last.path, last.head, said)
        elif standing:
            newest = standing[0]
            drill = Drill(now, newest.path, newest.head, self._wrong(newest, progress))
        else:
            return None
        self._backups.notes.tried(drill)
        self._desk.tell(frozenset({"backup"}))
        return drill

    def _wrong(self, newest: Known, progress: Progress) -> str:
        """One sentence, "" when the backup gave back what it should."""
        folder = own_folder("drill")  # a crash leaves text of records in it: the next one sweeps
        try:
            if shutil.disk_usage(folder).free < newest.size * ROOM:
                return tr("There is no room on this disk to try a restore. Make room.")
            return restored_wrong(newest, folder, self._desk.clock(), progress)
        except Refused as refused:
            return str(refused)
        finally:
            wipe(folder)


def restored_wrong(newest: Known, folder: Path, now: datetime, progress: Progress) -> str:
    """Restore a backup into an empty folder, open it for writing and verify it; what is wrong.
    Raises Refused where it cannot be restored at all."""
    target = folder / "drill.isodesk"
    swap.restore(newest.path, target, now, progress)
    file = CompanyFile.open(target)
    try:
        if file.version == SCHEMA_VERSION:  # an older one would be brought up to date
            file.begin_writing(progress)
            if file.read_only:
                return file.read_only
    finally:
        file.close()
    report = verify(target, progress, remembered=False)
    if not report.whole:
        return report.findings[0].sentence
    if report.head != newest.head:
        return tr("What was restored ends at {head}, not at its own head.", head=report.head)
    return ""
