"""Backups of the open file: on demand, by themselves, and on a second medium."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.dates import from_utc_text, utc_text
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.services import backup_rules
from isodesk.services.backup_notes import BackupNotes, LastBackup
from isodesk.services.backup_rules import Facts
from isodesk.services.desk import Desk
from isodesk.services.standing import Standing, standing
from isodesk.services.writing import writing_to
from isodesk.settings import Settings
from isodesk.store import backup, head, heads, known, media
from isodesk.store.backup import AUTOMATIC, Backup, NotWhole
from isodesk.store.heads import HeadSaid
from isodesk.store.media import Medium

if TYPE_CHECKING:
    from isodesk.store.verify import Report

_HALF_MADE = 3600
"""Seconds after which a half-made backup is nobody's any more."""


class Backups:
    """Backups of the open file; what is remembered of them stays on this computer."""

    def __init__(self, desk: Desk, settings: Settings, file_id: str, company: str) -> None:
        self._desk, self._settings = desk, settings
        self._file_id, self._company = file_id, company
        self.notes = BackupNotes(settings, file_id)

    # where they go

    @property
    def folder(self) -> Path | None:
        """The folder the officer chose; None until then."""
        chosen = self._settings.get("backup_folder")
        return Path(chosen) if chosen else None

    def choose_folder(self, folder: Path) -> None:
        """From now on backups go there. Raises Refused where nothing can be written."""
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if str(folder) != self._settings.get("backup_folder"):
            self._settings.set("backup_folder", str(folder))
            self.notes.keep(auto=None, trouble=None)
        self._tell()

    def choose_second(self, folder: Path | None) -> None:
        """The second medium; None gives it up. Raises Refused where nothing can be written."""
        if folder is None:
            self.notes.keep(second=None)
        else:
            with writing_to(folder):
                folder.mkdir(parents=True, exist_ok=True)
                medium = media.marked(folder)
            said = {"folder": str(folder), "within": medium.within, "mark": medium.mark}
            former = self.notes.read().get("second", {})
            self.notes.keep(second={**former, **said} if _is(former, medium) else said)
        self._tell()

    def second(self) -> Medium | None:
        """The second medium that was chosen."""
        return self.notes.second()

    def asked(self) -> None:
        """The officer was asked for a folder and put it off."""
        self.notes.keep(asked=utc_text(self._desk.clock()))

    # what is due

    def facts(self, there: bool = True) -> Facts:
        """What the rules of `backup_rules` are asked with; looks at no folder, as one may lie
        on a network that does not answer."""
        notes, folder = self.notes, self.folder
        auto, second, said = notes.last("auto"), notes.last("second"), notes.read()
        trouble, drill = notes.trouble(), notes.drill()
        return Facts(
            self._desk.clock(),
            head.short_head(*head.head_of(self._desk.file.reader())),
            folder is not None,
            auto.at if auto else None,
            auto.head if auto else "",
            there,
            trouble.at if trouble else None,
            from_utc_text(said["asked"]) if "asked" in said else None,
            self.second() is not None,
            second.at if second else None,
            second.head if second else "",
            drill.at if drill else None,
        )

    def due_while_open(self) -> bool:
        """Whether the daily backup is due; never of a file that is only read. Looks into the
        folder, so it is asked on a worker."""
        auto = self.notes.last("auto")
        gone = auto is not None and auto.path.parent.is_dir() and not self._as_checked(auto.path)
        return self._desk.file.read_only is None and backup_rules.while_open(self.facts(not gone))

    # writing

    def write(self, folder: Path, progress: Progress = silent, *, ladder: bool = False) -> Backup:
        """A verified backup in a folder, on demand; with `ladder` it counts as an automatic one
        and the folder is thinned. Raises Refused, leaving no half file."""
        now = self._desk.clock()
        made = self._write(folder, AUTOMATIC if ladder else "", now, progress)
        self._sweep(folder, made.path)
        self._note(made, now, "auto" if folder == self.folder else "")
        if ladder:
            self._thin(folder, made.path)
        return made

    def automatic(self, progress: Progress = silent) -> Backup:
        """The backup isodesk makes by itself in the chosen folder, thinned by the ladder.
        Raises Refused; NotWhole where the file itself is damaged."""
        folder, now = self.folder, self._desk.clock()
        assert folder is not None
        try:
            if not folder.is_dir():
                raise Refused(
                    tr(
                        "The backup folder {folder} is not there. Plug its drive in, or choose"
                        " another folder under File, Backups.",
                        folder=folder,
                    )
                )
            made = self._write(folder, AUTOMATIC, now, progress)
        except Refused as refused:
            damage = isinstance(refused, NotWhole)
            self.notes.failed(now, str(refused), damage)
            self._tell()
            raise
        self._note(made, now, "auto")
        self._thin(folder, made.path)
        return made

    def write_second(self, progress: Progress = silent) -> Backup:
        """The week's backup on the second medium, read back from it. Raises Refused, also
        when it is not plugged in."""
        medium, now = self.second(), self._desk.clock()
        assert medium is not None
        folder = media.find(medium)
        if folder is None:
            raise Refused(
                tr(
                    "The second medium is not plugged in: {folder} is not there, or another"
                    " stick is in its place. Plug it in, then try again.",
                    folder=medium.folder,
                )
            )
        made = self._write(folder, AUTOMATIC, now, progress, cold=True)
        self._note(made, now, "second")
        self._thin(folder, made.path)
        return made

    def compare_heads(self, typed: Sequence[str]) -> tuple[HeadSaid, ...]:
        """File states printed on paper, each against the history of this file."""
        return heads.compare(self._desk.file.reader(), typed)

    def copy_as(self, target: Path, progress: Progress = silent) -> Path:
        """Save a copy under another name, verified. Raises Refused where one stands."""
        from isodesk.store.rescue import rescue

        if target.exists():
            raise Refused(f"{target.name} exists already. Choose another name.")
        if self._desk.file.absence():
            return rescue(self._desk.file, target, progress)
        made = backup.backup(self._desk.path, target.parent, f"{target.stem} copy", progress)
        with writing_to(target):
            return made.path.rename(target)

    # looking

    def last(self) -> LastBackup | None:
        """The newest verified backup this computer wrote of this file."""
        return self.notes.last()

    def standing(self) -> tuple[Standing, ...]:
        """Every backup of this file that can be reached now, newest first."""
        zone = self._desk.clock().tzinfo
        return standing(self._settings, self._desk.path, self._file_id, zone)

    def check(self, path: Path, progress: Progress = silent) -> "Report":
        """Verify a backup that stands; a whole one is noted as checked today."""
        from isodesk.store.verify import verify

        report = verify(path, progress, remembered=False)
        if report.whole:
            self.notes.checked(path, self._desk.clock())
        return report

    def verify(self, progress: Progress = silent) -> "Report":
        """Check everything in the open file and remember the head when all is well."""
        from isodesk.store.verify import verify

        report = verify(self._desk.path, progress)
        if report.whole:
            with suppress(OSError):  # a full disk: the next close tells it again
                head.remember(self._desk.file)
        return report

    def _write(
        self, folder: Path, word: str, now: datetime, progress: Progress, cold: bool = False
    ) -> Backup:
        name = backup.stamp_name(self._company, now) + word
        return backup.backup(self._desk.path, folder, name, progress, cold=cold)

    def _note(self, made: Backup, now: datetime, of: str) -> None:
        last = LastBackup(now, made.path, made.report.head)
        self.notes.wrote(last, of)
        self.notes.keep(file=str(self._desk.path.resolve()))
        if of == "auto":
            self.notes.keep(trouble=None)
        self._tell()

    def _as_checked(self, path: Path) -> bool:
        """Whether a backup still is the file that was found whole."""
        return self.notes.checked_at(path) is not None

    def _sweep(self, folder: Path, newest: Path) -> None:
        """What crashes left half made in the folder of a backup that was just written."""
        with suppress(OSError):  # a stick drawn out, a folder of others: another time
            before = newest.stat().st_mtime - _HALF_MADE
            backup.sweep(folder, f"{backup.plain_name(self._company)} ", before)

    def _thin(self, folder: Path, newest: Path) -> None:
        """What the ladder lets go, and what crashes left half made; a file that cannot be
        taken away now goes another time."""
        self._sweep(folder, newest)
        found = known.known_in(folder, self._file_id, self._desk.clock().tzinfo)
        for path in known.to_thin(found, self._file_id):
            if path != newest:
                with suppress(OSError):
                    path.unlink()

    def _tell(self) -> None:
        self._desk.tell(frozenset({"backup"}))


def _is(former: object, medium: Medium) -> bool:
    return isinstance(former, dict) and former.get("mark") == medium.mark
