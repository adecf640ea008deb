"""Restore a backup: choose it, see what it holds and what would be lost, then put it in place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from isodesk.core.clock import Clock
from isodesk.core.dates import from_utc_text
from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.settings import Settings
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel

if TYPE_CHECKING:
    from isodesk.services.restoring import Restored
    from isodesk.store.backup import Difference

_BACKUPS = "isodesk (*.isodesk-backup *.isodesk)"


class RestoreDialog(Dialog):
    """`target` is the open file, or None on the first page: then it asks where to.

    `close_file` is called before the file is replaced; `restored(path)` asks to open it.
    """

    restored = Signal(object)
    not_restored = Signal(object)
    """The file was closed for nothing and stands as it was: open this path again."""

    def __init__(
        self,
        target: Path | None,
        actor: str,
        clock: Clock,
        jobs: Jobs,
        settings: Settings,
        close_file: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Shown first, checked whole, then put in place. The present file is kept beside.")
        super().__init__(tr("Restore a backup"), sub, 820, 620, False, jobs, parent)
        self._target, self._actor, self._clock = target, actor, clock
        self._jobs, self._settings, self._close_file = jobs, settings, close_file
        self._difference: Difference | None = None
        self.source = LineField(tr("Backup"), example=tr("Choose a file"))
        self.where = LineField(tr("Restore to"))
        self.facts = Words(wrap=True, figures=True)
        self.lost = ListView(tr("What would be lost"), inset=0)
        self.lost.empty_words = ""
        self._lay_out()
        self.add_close()
        self.go = self.add_button(tr("Restore"), self.restore, "primary")
        self.go.allow(tr("Choose a backup first."))

    def use(self, source: Path) -> None:
        """Look at this backup."""
        self.source.set_value(str(source))
        if self._target is None and not self.where.value():
            self.where.set_value(str(_free(source)))
        self._look()

    def restore(self) -> None:
        """Put it in place; the file that stands there is closed first and kept."""
        from isodesk.services.restoring import restore

        source, target = Path(self.source.value()), self._place()
        actor, clock = self._actor, self._clock
        self.go.allow(tr("The backup is being restored."))
        self._close_file()
        job = self._jobs.run(
            lambda progress: restore(source, target, actor, clock, progress),
            self._done,
            self._failed,
            tr("Restoring"),
        )
        self.busy.watch(job, tr("Restoring"))

    def _lay_out(self) -> None:
        for field, choose in ((self.source, self._choose), (self.where, self._choose_where)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            button = Button(tr("Choose"), choose, icon="folder")
            button.setAccessibleName(f"{field.label.text()}: {tr('Choose')}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            self.body.addLayout(row)
            if field is self.where and self._target is not None:
                field.hide()
                button.hide()
            field.edited.connect(lambda _: self._look())
        self.body.addWidget(self.facts)
        self.body.addWidget(self.lost, 1)

    def _place(self) -> Path:
        return self._target or Path(self.where.value())

    def _choose(self) -> None:
        start = self._settings.get("backup_folder") or str(documents_dir())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a backup"), start, _BACKUPS)
        if chosen:
            self.use(Path(chosen))

    def _choose_where(self) -> None:
        now = self.where.value() or str(documents_dir())
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Restore to"), now, "isodesk (*.isodesk)")
        if chosen:
            self.where.set_value(str(Path(chosen).with_suffix(".isodesk")))
            self._look()

    def _look(self) -> None:
        from isodesk.services.restoring import plan

        source, target = Path(self.source.value()), self._place()
        self._difference = None
        self.go.allow(tr("Choose a backup first."))
        if self.source.value() and target.name:
            self._jobs.read(lambda _: plan(source, target), self._show, self._not_one)

    def _show(self, difference: "Difference") -> None:
        self._difference = difference
        self.banner.hide()
        self.source.set_problem("")
        self.facts.setText("\n".join(_facts(difference)))
        rows = tuple(Row(n, (said,)) for n, said in enumerate(_lost(difference)))
        columns = (Column("said", _lost_heading(difference), 40, sortable=False),)
        self.lost.setModel(RowsModel(ListRows(columns, rows)))
        self.go.allow("")
        self.go.setFocus()

    def _not_one(self, refused: Refused) -> None:
        self.facts.setText("")
        self.source.set_problem(str(refused))

    def _done(self, restored: "Restored") -> None:
        self.restored.emit(restored.path)
        self.accept()

    def _failed(self, refused: Refused) -> None:
        self.go.allow("")
        self.say("red", tr("Not restored; the file is as it was."), str(refused))
        if self._place().exists():
            self.not_restored.emit(self._place())


def _facts(difference: "Difference") -> tuple[str, ...]:
    backup = tr(
        "The backup holds {n} entries of history, the last of {day}. Head {head}.",
        n=f"{difference.backup_seq:,}",
        day=_moment(difference.backup_at),
        head=difference.backup_head,
    )
    if difference.file_seq is None:
        return (backup, tr("No file stands there now."))
    if difference.unreadable:
        ruined = tr("The present file cannot be read: {why}", why=difference.unreadable)
        return (backup, ruined, tr("What it holds beyond the backup cannot be told."))
    present = tr(
        "The present file holds {n} entries, the last of {day}.",
        n=f"{difference.file_seq:,}",
        day=_moment(difference.file_at),
    )
    return (backup, present)


def _lost(difference: "Difference") -> tuple[str, ...]:
    """Each change with its time as a clock here shows it."""
    return tuple(
        f"{_moment(said.split(' · ', 1)[0])} · {said.split(' · ', 1)[-1]}"
        for said in difference.lost
    )


def _lost_heading(difference: "Difference") -> str:
    if difference.unreadable:
        return tr("What would be lost cannot be told")
    gone = (difference.file_seq or 0) - difference.backup_seq
    if gone <= 0:
        return tr("Nothing would be lost")
    return tr("{n} entries would be lost; the newest changes among them", n=f"{gone:,}")


def _moment(text: str) -> str:
    try:
        at: datetime = from_utc_text(text).astimezone()
    except ValueError:
        return text
    return f"{day_text(at.date())} {at:%H:%M}"


def _free(source: Path) -> Path:
    """A name among the documents that no file has."""
    stem, folder = source.stem, documents_dir()
    path, n = folder / f"{stem}.isodesk", 2
    while path.exists():
        path, n = folder / f"{stem} {n}.isodesk", n + 1
    return path
