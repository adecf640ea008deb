"""The backups of the open file: where they go, what stands there, and what is due."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import ListRows
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.lists import Table, as_table
from isodesk.services.standing import Standing
from isodesk.services.workspace import Workspace
from isodesk.ui.backup_words import backup_said, list_columns, list_rows, moment
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.printer import deliver
from isodesk.ui.rows_model import RowsModel

if TYPE_CHECKING:
    from isodesk.services.backup_notes import Drill
    from isodesk.store.backup import Backup
    from isodesk.store.verify import Report


class BackupDialog(Dialog):
    """`backed_up` is sent when a backup was written and read back whole;
    `restore_asked(path)` for the one that is to be restored."""

    backed_up = Signal()
    restore_asked = Signal(object)

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr(
            "The whole company in one file, read back and checked before it counts. isodesk makes"
            " one a day and one when a changed file is closed."
        )
        super().__init__(tr("Backups"), sub, 1080, 700, False, jobs, parent)
        self._space, self._jobs, self._backups = space, jobs, space.backups
        self.standing: tuple[Standing, ...] = ()
        self.folder = LineField(
            tr("Folder"), tr("Another drive or a network folder: not the disk the file lies on.")
        )
        self.second = LineField(
            tr("Second medium"), tr("A stick or disk you plug in once a week and keep elsewhere.")
        )
        self.last = Words(tone="second", wrap=True, figures=True)
        self.list = ListView(tr("Backups that stand"), inset=16)
        self.list.setModel(RowsModel(ListRows(list_columns(), ())))
        self.list.empty_words = tr("No backup of this file stands there yet.")
        self.count = Words(tone="second", figures=True)
        self._lay_out()
        self._close = self.add_close(tr("Close"))
        self.go = self.add_button(tr("Back up now"), self.begin, "primary", "shield-check")
        self._connect()
        self._fill()
        self.refresh()

    def begin(self) -> None:
        """Write and check one in the folder."""
        if self._keep_folder():
            folder = Path(self.folder.value()).expanduser()
            work = self._backups.write
            self._run(lambda p: work(folder, p), self._done, tr("Not backed up."))

    def begin_second(self) -> None:
        """Write one on the second medium and read it back from there."""
        self._run(self._backups.write_second, self._done, tr("Not backed up."))

    def check_again(self) -> None:
        """Verify the backup that is chosen."""
        chosen = self._chosen()
        if chosen is not None:
            path, work = chosen.known.path, self._backups.check
            self._run(lambda p: work(path, p), self._checked, tr("It could not be checked."))

    def try_restore(self) -> None:
        """The drill, now."""
        self._run(self._space.drills.run, self._tried, tr("It could not be tried."))

    def print_label(self) -> None:
        """The label of the backup that is chosen."""
        chosen = self._chosen()
        if chosen is None:
            return
        from isodesk.services.backup_label import backup_label

        space, jobs, title = self._space, self._jobs, tr("Backup label")

        def show(pdf: bytes) -> None:
            name = f"{title} {chosen.known.path.stem}.pdf"
            deliver(self, title, [(name, pdf)], jobs, space.settings, space)

        jobs.read(lambda _: backup_label(space.sheets, chosen), show, title=tr("Laying out"))

    def open_folder(self) -> None:
        """The folder of the backup that is chosen, in the file manager."""
        chosen = self._chosen()
        if chosen is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(chosen.known.path.parent)))

    def restore_chosen(self) -> None:
        """Close, and look at restoring the backup that is chosen."""
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self.restore_asked.emit(chosen.known.path)

    def refresh(self) -> None:
        """Look into the folders again."""
        backups = self._backups
        self._jobs.read(lambda _: backups.standing(), self._show)

    def as_table(self) -> Table:
        """The list as it is seen, the names too."""
        model = self.list.model()
        assert isinstance(model, RowsModel)
        return as_table(model.rows, hidden=True)

    def _show(self, standing: tuple[Standing, ...]) -> None:
        self.standing = standing
        rows = list_rows(standing, self._space.desk.clock())
        model = self.list.model()
        assert isinstance(model, RowsModel)
        model.show(ListRows(list_columns(), rows))
        self.count.setText(tr("1 backup") if len(rows) == 1 else tr("{n} backups", n=len(rows)))
        if rows and self.list.chosen_id() is None:
            self.list.choose(0)
        self._allow()
        self._say_last()

    def _fill(self) -> None:
        chosen, medium = self._backups.folder, self._backups.second()
        self.folder.set_value(str(chosen or documents_dir() / tr("isodesk backups")))
        if chosen is None:
            self.folder.set_hint(
                tr("Not chosen yet. Another drive or a network folder protects against the disk.")
            )
        else:
            self.folder.set_hint(self._near(chosen))
        self.second.set_value(str(medium.folder) if medium else "")
        self._say_last()
        self._allow()

    def _near(self, folder: Path) -> str:
        """A plain word about a folder on the file's own disk."""
        from isodesk.store.media import same_disk

        if same_disk(folder, self._space.path):
            return tr("On the same disk as the file: it protects against mistakes, not the disk.")
        return ""

    def _keep_folder(self) -> bool:
        """Take the folder that stands in the field; False says under it why not."""
        value = self.folder.value()
        self.folder.set_problem("" if value else tr("Choose a folder."))
        if not value:
            return False
        try:
            self._backups.choose_folder(Path(value).expanduser())
        except Refused as refused:
            self.folder.set_problem(str(refused))
            return False
        self.folder.set_hint(self._near(Path(value).expanduser()))
        self.refresh()
        return True

    def _keep_second(self) -> None:
        value = self.second.value()
        try:
            self._backups.choose_second(Path(value).expanduser() if value else None)
            self.second.set_problem("")
        except Refused as refused:
            self.second.set_problem(str(refused))
        self._allow()
        self.refresh()

    def _run(self, work: Callable[..., Any], done: Callable[[Any], None], failed: str) -> None:
        self.banner.hide()
        self._allow(tr("Wait until the work in hand is done."))

        def refused(why: Refused) -> None:
            self._allow()
            self.say("red", failed, str(why))

        job = self._jobs.aside(work, done, refused, tr("Backing up"))
        self.busy.watch(job, tr("Backing up"))

    def _done(self, made: "Backup") -> None:
        said = tr("{name}, head {head}", name=made.path.name, head=made.report.head)
        self.say("green", tr("Backed up and read back whole."), said)
        self._fill()
        self.refresh()
        self._close.setFocus()
        self.backed_up.emit()

    def _checked(self, report: "Report") -> None:
        if report.whole:
            self.say("green", tr("This backup is whole."), report.path.name)
        else:
            said = f"{report.path.name}: {report.findings[0].sentence}"
            self.say("red", tr("This backup is damaged. Do not rely on it."), said)
        self.refresh()

    def _tried(self, drill: "Drill | None") -> None:
        if drill is None:
            self.say("amber", tr("There is no backup to try."), tr("Back up first."))
        elif drill.wrong:
            advice = tr("Back up again now, to another folder if need be.")
            self.say("red", tr("The restore on trial failed."), f"{drill.wrong} {advice}")
        else:
            said = tr("{name} gave back head {head}.", name=drill.path.name, head=drill.head)
            self.say("green", tr("Restored on trial: all is there."), said)
        self.refresh()

    def _say_last(self) -> None:
        said, now = backup_said(self._backups), self._space.desk.clock()
        parts = [tr("The last one: {age}.", age=said.age) if said.age else "", said.sentence]
        second, drill = self._backups.notes.last("second"), self._backups.notes.drill()
        if second is not None:
            parts.append(tr("On the second medium {when}.", when=moment(second.at, now)))
        if drill is not None and drill.wrong:
            parts.append(
                tr(
                    "Restore on trial failed {when}: {why}",
                    when=moment(drill.at, now),
                    why=drill.wrong,
                )
            )
        self.last.setText(" ".join(filter(None, parts)))

    def _chosen(self) -> Standing | None:
        at = self.list.chosen_id()
        return self.standing[at] if at is not None and 0 <= at < len(self.standing) else None

    def _allow(self, missing: str = "") -> None:
        """Steps that cannot be taken now say why."""
        self.go.allow(missing)
        none = "" if self._chosen() is not None else tr("Choose a backup in the list.")
        for button in self._of_one:
            button.allow(missing or none)
        medium = self._backups.second() is not None
        self.on_second.allow(missing or ("" if medium else tr("Choose a second medium first.")))
        self.trial.allow(missing or ("" if self.standing else tr("There is no backup to try.")))
        for button in self._lists:
            button.allow("" if self.standing else tr("There is nothing in the list."))

    def _connect(self) -> None:
        self.folder.edited.connect(lambda _: self._keep_folder())
        self.second.edited.connect(lambda _: self._keep_second())
        self.list.chosen.connect(lambda _: self._allow())
        self.list.opened.connect(lambda _: self.check_again())
        self.busy.stopped.connect(self._allow)

    def _lay_out(self) -> None:
        self.on_second = Button(tr("Back up on it"), self.begin_second)
        places = QHBoxLayout()
        places.setSpacing(24)
        places.addLayout(_with(self.folder, self._choose_folder), 1)
        places.addLayout(_with(self.second, self._choose_second, self.on_second), 1)
        self.body.addLayout(places)
        self.body.addWidget(self.last)
        self.body.addLayout(self._made_tools())
        self.body.addWidget(self.list, 1)

    def _made_tools(self) -> QHBoxLayout:
        self._of_one = (
            Button(tr("Restore…"), self.restore_chosen, "quiet"),
            Button(tr("Verify again"), self.check_again, "quiet", "refresh"),
            Button(tr("Print label"), self.print_label, "quiet", "tag"),
            Button(tr("Open folder"), self.open_folder, "quiet", "folder-open"),
        )
        self.trial = Button(tr("Try a restore"), self.try_restore, "quiet", "list-check")
        self._lists = (
            Button(tr("Print"), self._print_list, "quiet", "printer"),
            Button(tr("Export"), self._export_list, "quiet", "download"),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (*self._of_one, self.trial, *self._lists):
            row.addWidget(button)
        return row

    def _print_list(self) -> None:
        table, space = self.as_table(), self._space
        print_table(self, self._title(), tr("backups"), table, len(table.rows), self._jobs, space)

    def _export_list(self) -> None:
        export_table(self, self._title(), self.as_table(), self._jobs, self._space)

    def _title(self) -> str:
        return tr("Backups of {name}", name=self._space.path.stem)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Where should backups go?"), self.folder.value()
        )
        if chosen:
            self.folder.put(chosen)
            self.folder.commit()

    def _choose_second(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Which is the second medium?"), self.second.value()
        )
        if chosen:
            self.second.put(chosen)
            self.second.commit()


def _with(
    field: LineField, choose: Callable[[], object], more: Button | None = None
) -> QVBoxLayout:
    """A folder's field, the button that chooses it beside it."""
    button = Button(tr("Choose"), choose, icon="folder")
    button.setAccessibleName(f"{field.label.text()}: {tr('Choose')}")
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addSpacing(field.label.sizeHint().height() + 4)
    buttons = QHBoxLayout()
    buttons.setSpacing(8)
    buttons.addWidget(button)
    if more is not None:
        buttons.addWidget(more)
    column.addLayout(buttons)
    column.addStretch(1)
    row.addLayout(column)
    outer = QVBoxLayout()
    outer.addLayout(row)
    return outer
