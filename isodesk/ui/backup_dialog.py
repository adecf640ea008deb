"""Back up into a folder that is remembered; what was written is read back before it counts."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import Words
from isodesk.ui.today_side import backup_said
from isodesk.ui.today_words import age_words

if TYPE_CHECKING:
    from isodesk.store.backup import Backup


class BackupDialog(Dialog):
    """`backed_up` is sent when a backup was written and read back whole."""

    backed_up = Signal()

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr("The whole company in one file, read back and checked before it counts.")
        super().__init__(tr("Back up"), sub, 680, jobs=jobs, parent=parent)
        self._space, self._jobs = space, jobs
        self.folder = LineField(
            tr("Folder"), tr("A stick or another drive: not the disk the file lies on.")
        )
        self.folder.set_value(space.settings.get("backup_folder") or str(documents_dir()))
        self.last = Words(tone="second", wrap=True, figures=True)
        self._lay_out()
        self._close = self.add_close()
        self.go = self.add_button(tr("Back up now"), self.begin, "primary", "shield-check")
        self._say_last()

    def begin(self) -> None:
        """Write and check one."""
        folder = self.folder.value()
        self.folder.set_problem("" if folder else tr("Choose a folder."))
        if not folder:
            return
        self.go.allow(tr("The backup is being written."))
        backups, target = self._space.backups, Path(folder).expanduser()
        job = self._jobs.read(
            lambda progress: backups.write(target, progress),
            self._done,
            self._failed,
            tr("Backing up"),
        )
        self.busy.watch(job, tr("Backing up"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(Button(tr("Choose"), self._choose, icon="folder"))
        row.setAlignment(self.folder, Qt.AlignmentFlag.AlignTop)
        button = row.itemAt(1)
        assert button is not None
        button.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self.last)
        self.busy.stopped.connect(lambda: self.go.allow(""))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Where should backups go?"), self.folder.value()
        )
        if chosen:
            self.folder.set_value(chosen)

    def _done(self, made: "Backup") -> None:
        self.go.allow("")
        self._close.setText(tr("Close"))
        self._close.setFocus()
        said = tr("{name}, head {head}", name=made.path.name, head=made.report.head)
        self.say("green", tr("Backed up and read back whole."), said)
        self._say_last()
        self.backed_up.emit()

    def _failed(self, refused: Refused) -> None:
        self.go.allow("")
        self.say("red", tr("Not backed up."), str(refused))

    def _say_last(self) -> None:
        space = self._space
        last = backup_said(space.settings.of_file("backups", space.file_id))
        if last is None:
            self.last.setText(tr("This computer has written no backup of this file yet."))
            return
        now = space.desk.clock()
        at = last.at.astimezone(now.tzinfo)
        self.last.setText(
            tr(
                "The last one: {day} {time}, {age}, in {folder}.",
                day=day_text(at.date()),
                time=f"{at:%H:%M}",
                age=age_words(last.at, now),
                folder=last.path.parent,
            )
        )
