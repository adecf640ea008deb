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
    ) -> None:
        super().__init__(window)
        self._space, self._jobs, self._window, self._restore = space, jobs, window, restore
        self._asking = False

    def say(self) -> None:
        """The backup's age, or what stands in its way, in the status line."""
        space = self._space()
        if space is not None:
            words, well = status_words(backup_said(space.backups), space.backups)
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
            self._window.actions_["verify"].trigger()
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

        heading = tr("Not backed up.")
        if isinstance(refused, NotWhole):
            heading = tr("Not backed up: the file is damaged.")
        self._window.banner.say("red", heading, str(refused), tr("Close"))

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
