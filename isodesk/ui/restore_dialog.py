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
from isodesk.core.rows import ListRows
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.standing import Standing, file_id_of, standing
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.compare import Difference, Pair, Relation
from isodesk.ui.backup_words import list_columns, list_rows, moment
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.restore_changes import RestoreChanges
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.services.restoring import Restored

_BACKUPS = "isodesk (*.isodesk-backup *.isodesk)"
_ROWS = 4
"""Backups that are seen without scrolling."""


class RestoreDialog(Dialog):
    """`target` is the open file, or None on the first page: then it asks where to.

    `close_file` is called before the file is replaced; `restored(path)` asks to open it.
    `space` is the open file for printing and exporting the changes, where there is one.
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
        space: Workspace | None = None,
    ) -> None:
        sub = tr("Shown first, checked whole, then put in place. The present file is kept beside.")
        super().__init__(tr("Restore a backup"), sub, 1080, 720, False, jobs, parent)
        self._target, self._actor, self._clock = target, actor, clock
        self._jobs, self._settings, self._close_file = jobs, settings, close_file
        self._space = space
        self._pair: Pair | None = None
        self._turn = 0
        self._tried: set[Path] = set()
        self.standing: tuple[Standing, ...] = ()
        self.list = ListView(tr("Known backups"), inset=16)
        self.list.setModel(RowsModel(ListRows(list_columns(), ())))
        self.list.empty_words = tr("No backup is known on this computer. Choose its file.")
        self.source = LineField(tr("Backup"), example=tr("Choose a file"))
        self.where = LineField(tr("Restore to"))
        self.facts = Words(wrap=True, figures=True)
        self.changes = RestoreChanges()
        self._lay_out()
        self._lists = (
            self.add_button(tr("Print"), self._print_changes, "quiet", "printer"),
            self.add_button(tr("Export"), self._export_changes, "quiet", "download"),
        )
        self.add_close()
        self.go = self.add_button(tr("Restore"), self.restore, "primary")
        self._let(tr("Choose a backup first."))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.go.setFocus())
        self.finished.connect(lambda _: self._let_go())
        self._find()

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
        self._let(tr("The backup is being restored."))
        self._let_go()
        self._close_file()
        job = self._jobs.run(
            lambda progress: restore(source, target, actor, clock, progress),
            self._done,
            self._failed,
            tr("Restoring"),
        )
        self.busy.watch(job, tr("Restoring"))

    def _lay_out(self) -> None:
        self.body.addWidget(self.list, 1)
        self._fit_list()
        current().changed.connect(self._fit_list)
        places = QHBoxLayout()
        places.setSpacing(24)
        for field, choose in ((self.source, self._choose), (self.where, self._choose_where)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            button = Button(tr("Choose"), choose, icon="folder")
            button.setAccessibleName(f"{field.label.text()}: {tr('Choose')}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            places.addLayout(row, 1)
            if field is self.where and self._target is not None:
                field.hide()
                button.hide()
            field.edited.connect(lambda _: self._look())
        self.body.addLayout(places)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.changes, 2)
        self.body.addStretch()

    def _fit_list(self) -> None:
        head, row = current().around(16), current().around(20)
        self.list.setMinimumHeight(head + 2 * row)  # large text leaves room for what is below
        self.list.setMaximumHeight(head + _ROWS * row + 2)

    def _find(self) -> None:
        """Look for the backups this computer knows of; the newest is chosen first."""
        settings, target = self._settings, self._target
        zone = self._clock().tzinfo

        def look(_: object) -> tuple[Standing, ...]:
            return standing(settings, target, file_id_of(settings, target), zone)

        self._jobs.read(look, self._found)

    def _found(self, found: tuple[Standing, ...]) -> None:
        self.standing = found
        model = self.list.model()
        assert isinstance(model, RowsModel)
        model.show(ListRows(list_columns(), list_rows(found, self._clock())))
        if found and not self.source.value():
            first = next((n for n, s in enumerate(found) if not s.known.kept), 0)
            self.list.choose(first)

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self.standing):
            self.use(self.standing[at].known.path)

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
        """Open both beside each other, away from the window."""
        source, target = Path(self.source.value()), self._place()
        self._turn += 1
        turn = self._turn
        self._let(tr("Choose a backup first."))
        if not (self.source.value() and target.name):
            return

        def look(_: object) -> tuple[int, Pair, Difference]:
            pair = Pair(source, target)
            try:
                return turn, pair, pair.difference()
            except Refused:
                pair.close()
                raise

        self._jobs.read(look, self._show, self._not_one)

    def _show(self, got: tuple[int, Pair, Difference]) -> None:
        turn, pair, difference = got
        if turn != self._turn or not self.isVisible():
            pair.close()  # another backup was chosen meanwhile
            return
        self._let_go()
        self._pair = pair
        self.banner.hide()
        self.source.set_problem("")
        self.facts.setText("\n".join(_facts(difference, self._clock())))
        self.changes.show_pair(pair, difference)
        self._warn(difference)
        self._let("")
        if not self.list.hasFocus():
            self.go.setFocus()

    def _warn(self, difference: Difference) -> None:
        from isodesk.services.restoring import relation_words

        said = relation_words(difference)
        if difference.relation is Relation.FORK:
            self.say("amber", tr("The two histories went apart."), said[0])
        elif difference.relation is Relation.OTHER:
            self.say("red", tr("A backup of another company."), said[0])
        elif difference.relation is Relation.NEWER:
            self.say("blue", tr("The backup is newer than the file."), "")

    def _not_one(self, refused: Refused) -> None:
        self._let_go()
        self.facts.setText("")
        self.source.set_problem(str(refused))

    def _done(self, restored: "Restored") -> None:
        self.restored.emit(restored.path)
        self.accept()

    def _failed(self, refused: Refused) -> None:
        """Nothing was replaced; the next older backup is offered at once."""
        self._let("")
        failed = Path(self.source.value())
        self._tried.add(failed)
        paths = [s.known.path for s in self.standing]
        older = paths[paths.index(failed) + 1 :] if failed in paths else []
        following = next((p for p in older if p not in self._tried), None)
        advice = tr(" The next older one is chosen now.") if following else ""
        if self._place().exists():
            self.not_restored.emit(self._place())
        if following is not None:
            self.list.choose(paths.index(following))
            self._jobs.read(lambda _: None, lambda _: self._say_failed(refused, advice))
        else:
            self._say_failed(refused, advice)

    def _say_failed(self, refused: Refused, advice: str) -> None:
        self.say("red", tr("Not restored; the file is as it was."), f"{refused}{advice}")

    def _let_go(self) -> None:
        """Close the files that are compared, so that they may be replaced."""
        self.changes.clear()
        pair, self._pair = self._pair, None
        if pair is not None:
            pair.close()

    def _let(self, missing: str) -> None:
        self.go.allow(missing)
        shown = self._pair is not None and self._space is not None
        for button in self._lists:
            button.setVisible(self._space is not None)
            button.allow("" if shown else tr("Choose a backup first."))

    def _print_changes(self) -> None:
        space, table = self._space, self.changes.as_table()
        if space is not None:
            title, total = self._title(), self.changes.total()
            print_table(self, title, tr("changes"), table, total, self._jobs, space)

    def _export_changes(self) -> None:
        if self._space is not None:
            table = self.changes.as_table()
            export_table(self, self._title(), table, self._jobs, self._space)

    def _title(self) -> str:
        name = Path(self.source.value()).stem
        if self.changes.side.value() == "lost":
            return tr("Lost by restoring {name}", name=name)
        return tr("Brought back by restoring {name}", name=name)


def _facts(difference: Difference, now: datetime) -> tuple[str, ...]:
    backup = tr(
        "The backup holds {n} entries of history, the last of {day}. Head {head}.",
        n=f"{difference.backup.seq:,}",
        day=_moment(difference.backup.at, now),
        head=difference.backup.head,
    )
    if difference.unreadable:
        ruined = tr("The present file cannot be read: {why}", why=difference.unreadable)
        return (backup, ruined, tr("What it holds beyond the backup cannot be told."))
    if difference.file is None:
        return (backup, tr("No file stands there now."))
    present = tr(
        "The present file holds {n} entries, the last of {day}. Head {head}.",
        n=f"{difference.file.seq:,}",
        day=_moment(difference.file.at, now),
        head=difference.file.head,
    )
    return (backup, present)


def _moment(text: str, now: datetime) -> str:
    try:
        return moment(from_utc_text(text), now)
    except ValueError:
        return text


def _free(source: Path) -> Path:
    """A name among the documents that no file has."""
    stem, folder = source.stem, documents_dir()
    path, n = folder / f"{stem}.isodesk", 2
    while path.exists():
        path, n = folder / f"{stem} {n}.isodesk", n + 1
    return path
