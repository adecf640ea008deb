"""What is done for the backups while the file is open: the daily one, and the monthly drill."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.backup_rules import drill_due
from isodesk.services.workspace import Workspace
from isodesk.ui.backup_words import backup_said, status_words
from isodesk.ui.jobs import Jobs
from isodesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from isodesk.services.backup_notes import Drill


class BackupCare(QObject):
    """For one window; `space` gives the open file. Works go aside, one at a time."""

    def __init__(
        self,
        space: Callable[[], Workspace | None],
        jobs: Jobs,
        window: MainWindow,
        restore: Callable[[Path | None], object],
        repair: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._space, self._jobs, self._window = space, jobs, window
        self._restore, self._repair = restore, repair
        self._asking = False
        self._offered: tuple[str, Path] | None = None

    def offer_repair(self, path: Path, sentence: str) -> None:
        """Say above the page that a file is damaged, with the way to put it right."""
        banner = self._window.banner
        banner.say("red", tr("The file is damaged."), sentence, tr("Put right…"))
        self._offered = (banner.words(), path)

    def banner_pressed(self) -> bool:
        """Whether the banner's button was the one of `offer_repair`, which is then taken."""
        offered, self._offered = self._offered, None
        if offered is None or offered[0] != self._window.banner.words():
            return False
        self._repair(offered[1])
        return True

    def say(self) -> None:
        """The backup's age, or what stands in its way, in the status line."""
        space = self._space()
        if space is not None:
            words, well = status_words(backup_said(space.backups))
            self._window.status.set_backup(words, well)

    def idle(self) -> None:
        """Once a minute: whatever is due is begun when nothing else is in hand."""
        space = self._space()
        quiet = not self._jobs.busy() and QApplication.activeModalWidget() is None
        if space is None or not quiet or self._asking or space.read_only is not None:
            return
        self._asking = True
        self._jobs.aside(lambda _: _due(space), lambda what: self._begin(space, what), self._off)

    def open(self, step: str = "") -> None:
        """The dialog of the backups; `step` is the line of Today that led here."""
        from isodesk.ui.backup_dialog import BackupDialog

        space = self._space()
        if space is None:
            return
        if step == "damage":
            self._repair(space.path)
            return
        dialog = BackupDialog(space, self._jobs, self._window)
        dialog.restore_asked.connect(self._restore)
        dialog.open()
        field: QWidget = {"folder": dialog.folder.editor, "second": dialog.on_second}.get(
            step, dialog.list
        )
        field.setFocus()

    def _begin(self, space: Workspace, what: str) -> None:
        self._asking = False
        if space is not self._space() or not what:
            return
        if what == "drill":
            self._jobs.aside(space.drills.run, self._tried, title=tr("Trying a restore"))
        else:
            work = space.backups.automatic
            self._jobs.aside(work, self._made, self._failed, tr("Backing up"))

    def _off(self, _: Refused) -> None:
        self._asking = False

    def _made(self, made: Any) -> None:
        self._window.status.set_said(tr("Backup verified: {name}.", name=made.path.name))

    def _failed(self, refused: Refused) -> None:
        """Said above the page: a backup that fails in silence is the one that is missed."""
        from isodesk.store.backup import NotWhole

        space = self._space()
        if isinstance(refused, NotWhole) and space is not None:
            self.offer_repair(space.path, tr("It was not backed up. {why}", why=refused))
            return
        self._window.banner.say("red", tr("Not backed up."), str(refused), tr("Close"))

    def _tried(self, drill: "Drill | None") -> None:
        if drill is not None and drill.wrong:
            said = tr(
                "{name}: {why} Back up again now, to another folder if need be.",
                name=drill.path.name,
                why=drill.wrong,
            )
            heading = tr("The restore on trial failed.")
            self._window.banner.say("red", heading, said, tr("Close"))


def _due(space: Workspace) -> str:
    """`backup`, `drill`, or "" for nothing; looks into the folder, so it runs on a worker."""
    if space.backups.due_while_open():
        return "backup"
    return "drill" if drill_due(space.backups.facts()) else ""
