"""Before a changed file is closed: a backup, or once a week the question where backups go."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.backup_rules import asks_folder, at_close
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from isodesk.store.backup import Backup


def leave(
    space: Workspace | None, jobs: Jobs, parent: QWidget, changed: bool, then: Callable[[], object]
) -> None:
    """Call `then` once the file may be closed: at once where nothing needs a backup.

    `changed` tells whether anything was saved since the file was opened: only then is the
    officer asked for a folder.
    """
    if space is None or space.read_only is not None:
        then()
        return
    facts = space.backups.facts()
    if at_close(facts):
        LeavingDialog(space, jobs, then, parent).open()
    elif changed and asks_folder(facts):
        FolderDialog(space, jobs, then, parent).open()
    else:
        then()


class LeavingDialog(Dialog):
    """Backs up at once, says how far it is, and closes by itself; "Close without" stops it."""

    def __init__(
        self,
        space: Workspace,
        jobs: Jobs,
        then: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Backing up before closing")
        super().__init__(title, self._sub(space), 560, jobs=jobs, parent=parent)
        self._space, self._jobs, self._then = space, jobs, then
        self.stay = self.add_button(tr("Stay"), self.reject)
        self.without = self.add_button(tr("Close without"), self.leave_without)
        self.again = self.add_button(tr("Try again"), self.begin, "primary")
        self.busy.stopped.connect(self.again.show)
        self.begin()

    def begin(self) -> None:
        """Write and check the backup."""
        self.banner.hide()
        self.again.hide()
        job = self._jobs.aside(
            self._space.backups.automatic, self._done, self._failed, tr("Backing up")
        )
        self.busy.watch(job, tr("Backing up"))

    def leave_without(self) -> None:
        """Close now; the next opening sees that a backup is due."""
        self.busy.cancel()
        self.accept()
        self._then()

    def _done(self, _: "Backup") -> None:
        if self.isVisible():
            self.accept()
            self._then()

    def _failed(self, refused: Refused) -> None:
        self.again.show()
        self.again.setFocus()
        self.say("red", tr("Not backed up."), str(refused))

    @staticmethod
    def _sub(space: Workspace) -> str:
        return tr(
            "{name} was changed since the last backup. It is closed when the copy has been"
            " checked.",
            name=space.path.name,
        )


class FolderDialog(Dialog):
    """Asks in a friendly way where backups should go; nothing is copied before that is known."""

    def __init__(
        self,
        space: Workspace,
        jobs: Jobs,
        then: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr(
            "Everything about {company} lies in one file. Choose a folder on another drive, and"
            " isodesk keeps checked copies there: one a day and one at each close, thinned as"
            " they grow old.",
            company=space.company_name,
        )
        super().__init__(tr("Where should backups go?"), sub, 620, jobs=jobs, parent=parent)
        self._space, self._jobs, self._then = space, jobs, then
        self.folder = LineField(tr("Folder"))
        self.folder.set_value(str(documents_dir() / tr("isodesk backups")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        choose = Button(tr("Choose"), self._choose, icon="folder")
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.add_button(tr("Not now"), self.put_off)
        self.go = self.add_button(tr("Back up there"), self.take, "primary", "shield-check")
        self.folder.editor.setFocus()

    def take(self) -> None:
        """Use the folder, and back up into it before closing."""
        value = self.folder.value()
        if not value:
            self.folder.set_problem(tr("Choose a folder."))
            return
        try:
            self._space.backups.choose_folder(Path(value).expanduser())
        except Refused as refused:
            self.folder.set_problem(str(refused))
            return
        parent = self.parentWidget()
        self.accept()
        LeavingDialog(self._space, self._jobs, self._then, parent).open()

    def put_off(self) -> None:
        """Close without; it is asked again in a week, and Today says so meanwhile."""
        self._space.backups.asked()
        self.accept()
        self._then()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Where should backups go?"), self.folder.value()
        )
        if chosen:
            self.folder.set_value(chosen)
