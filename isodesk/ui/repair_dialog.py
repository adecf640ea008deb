"""Put a damaged file right: each lost thing with where it can be taken from, then a new file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.clock import Clock
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Mark, Row
from isodesk.i18n import tr
from isodesk.services.lists import Table, as_table
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import FilterField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel

if TYPE_CHECKING:
    from isodesk.services.repairing import Item, Repair
    from isodesk.services.restoring import Restored


class RepairDialog(Dialog):
    """Begins to look at once. `close_file` is called before the file is replaced;
    `repaired(path)` asks to open it, `restore_asked()` to restore a backup instead."""

    repaired = Signal(object)
    not_repaired = Signal(object)
    """The file was closed for nothing and stands as it was: open this path again."""
    restore_asked = Signal()

    def __init__(
        self,
        path: Path,
        actor: str,
        clock: Clock,
        jobs: Jobs,
        settings: Settings,
        close_file: Callable[[], None],
        parent: QWidget | None = None,
        space: Workspace | None = None,
    ) -> None:
        sub = tr(
            "{name} is written anew from its own history and from the backups, checked whole,"
            " then put in place. The damaged file is kept beside.",
            name=path.name,
        )
        super().__init__(tr("Put the file right"), sub, 1000, 640, False, jobs, parent)
        self._path, self._actor, self._clock = path, actor, clock
        self._jobs, self._settings, self._close_file = jobs, settings, close_file
        self._space = space
        self.repair: Repair | None = None
        self.filter, self.count = FilterField(tr("Filter")), Words(tone="second", figures=True)
        self.list = ListView(tr("What is damaged"), inset=16)
        self.list.setModel(RowsModel(ListRows(_columns(), ())))
        self.list.empty_words = ""
        self.detail = Words(tone="second", wrap=True, figures=True)
        self._lay_out()
        self._lists = (
            self.add_button(tr("Print"), self._print_list, "quiet", "printer"),
            self.add_button(tr("Export"), self._export_list, "quiet", "download"),
        )
        self.add_close()
        self.instead = self.add_button(tr("Restore a backup…"), self._restore_instead)
        self.go = self.add_button(tr("Put right"), self.begin, "primary")
        self.filter.changed.connect(lambda _: self._list())
        self.filter.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.filter.begin)
        self.list.chosen.connect(self._say_whole)
        self.busy.stopped.connect(lambda: self._let(tr("The look at the file was stopped.")))
        self._look()

    def begin(self) -> None:
        """Write it anew and swap; the file that stands there is closed first and kept."""
        from isodesk.services.repairing import apply

        repair, actor, clock = self.repair, self._actor, self._clock
        assert repair is not None
        self._let(tr("The file is being written."))
        self._close_file()
        job = self._jobs.run(
            lambda progress: apply(repair, actor, clock, progress),
            self._done,
            self._failed,
            tr("Putting the file right"),
        )
        self.busy.watch(job, tr("Putting the file right"))

    def as_table(self) -> Table:
        """The list as it is filtered."""
        model = self.list.model()
        assert isinstance(model, RowsModel)
        return as_table(model.rows, hidden=True)

    def _look(self) -> None:
        self._let(tr("The file is being looked at."))

        def look(progress: Progress) -> "Repair":
            from isodesk.services.repairing import plan

            return plan(self._path, self._settings, progress)

        job = self._jobs.aside(look, self._show, self._unreadable, tr("Looking at the file"))
        self.busy.watch(job, tr("Looking at the file"))

    def _show(self, repair: "Repair") -> None:
        self.repair = repair
        self._list()
        if repair.hopeless:
            advice = tr("Restore the newest backup: it shows what later changes are lost.")
            self.say("red", tr("It cannot be made whole."), f"{repair.hopeless} {advice}")
            self._let(repair.hopeless)
            self.instead.setFocus()
        elif not repair.items:
            self.say("green", tr("The file is whole."), tr("There is nothing to put right."))
            self._let(tr("There is nothing to put right."))
        else:
            self._say_found(repair)
            self._let("")
            self.go.setFocus()

    def _say_found(self, repair: "Repair") -> None:
        lost = len(repair.lost)
        if lost:
            said = tr("{n} of {of} are in no backup at hand.", n=lost, of=len(repair.items))
            self.say("amber", tr("Nearly all can be put right."), said)
        else:
            said = tr("Each thing below is put right as it says; nothing else is touched.")
            self.say("blue", tr("Everything can be put right."), said)

    def _list(self) -> None:
        items = self.repair.items if self.repair else ()
        words = self.filter.text().casefold()
        rows = tuple(Row(n, _values(item)) for n, item in enumerate(items))
        kept = tuple(r for r in rows if words in f"{r.values[0]} {r.values[1]}".casefold())
        self.list.setModel(RowsModel(ListRows(_columns(), kept)))
        self.count.setText(self.list.count_words(len(rows)))
        if kept:
            self.list.choose(kept[0].id)

    def _say_whole(self, at: int) -> None:
        """The sentence of the row in hand, in full."""
        items = self.repair.items if self.repair else ()
        self.detail.setText(items[at].finding.sentence if 0 <= at < len(items) else "")

    def _unreadable(self, refused: Refused) -> None:
        self.say("red", tr("It cannot be read at all."), str(refused))
        self._let(str(refused))
        self.instead.setFocus()

    def _done(self, restored: "Restored") -> None:
        self.repaired.emit(restored.path)
        self.accept()

    def _failed(self, refused: Refused) -> None:
        self._let("")
        self.say("red", tr("Not put right; the file is as it was."), str(refused))
        self.not_repaired.emit(self._path)

    def _restore_instead(self) -> None:
        self.reject()
        self.restore_asked.emit()

    def _let(self, missing: str) -> None:
        self.go.allow(missing)
        for button in self._lists:
            button.setVisible(self._space is not None)
            listed = self.repair is not None and bool(self.repair.items)
            button.allow("" if listed else tr("There is nothing in the list."))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.count)
        self.body.addLayout(tools)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.detail)

    def _print_list(self) -> None:
        if self._space is not None and self.repair is not None:
            table, total = self.as_table(), len(self.repair.items)
            noun = tr("things that are wrong")
            print_table(self, self._title(), noun, table, total, self._jobs, self._space)

    def _export_list(self) -> None:
        if self._space is not None:
            export_table(self, self._title(), self.as_table(), self._jobs, self._space)

    def _title(self) -> str:
        return tr("Damage in {name}", name=self._path.stem)


def _columns() -> tuple[Column, ...]:
    return (
        Column("what", tr("What is wrong"), 30, sortable=False),
        Column("source", tr("Taken from"), 18, "state", sortable=False),
    )


def _values(item: "Item") -> tuple[object, ...]:
    if not item.source:
        return item.finding.sentence, Mark(tr("No backup has it"), "red")
    mark = Mark(item.source, "green" if item.backup is not None else "blue")
    return item.finding.sentence, mark
