"""Bring in what exists: files are looked at, the officer corrects, one step applies.

Plan, show, apply: nothing is written until "Bring in" is pressed, and then in one transaction.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.services import bringing_in
from isodesk.services.bringing_in import Applied, Verdict
from isodesk.services.lists import Table
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import combo_box
from isodesk.ui.import_model import NOTE, ImportModel, headings
from isodesk.ui.import_table import ImportTable
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

_WORD = (".docx", ".docm", ".doc", ".odt", ".rtf")
_PAUSE = 250
"""Milliseconds after a correction before the rows are judged again."""


class ImportDialog(Dialog):
    """`brought_in(ids)` is sent when documents were made or got a new draft."""

    brought_in = Signal(object)

    def __init__(
        self,
        paths: Sequence[Path],
        space: Workspace,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Bring in files")
        super().__init__(title, _from_where(paths), 1240, 720, False, jobs, parent)
        self._paths, self._space, self._jobs = tuple(paths), space, jobs
        types = [(t.id, t.name) for t in space.companies.types(active_only=True)]
        self.model = ImportModel(types, space.desk.today(), self)
        self.model.corrected.connect(self._corrected)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._judge)
        self.finished.connect(lambda _: self._wait.stop())
        self.counts = Words(figures=True)
        self.table = ImportTable()
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_note())
        self.failures = ListView(tr("Not brought in"), inset=0)
        self._refused: tuple[tuple[str, str], ...] = ()
        self.busy.stopped.connect(self._stopped)
        self._lay_out(types)
        self._close = self.add_close()
        self.go = self.add_button(tr("Bring in"), self._apply, "primary", "file-import")
        self.go.allow(tr("The files are still being looked at."))
        self._survey()

    def _lay_out(self, types: Sequence[tuple[int, str]]) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.counts, 1)
        for part in self._made_tools(types):
            tools.addWidget(part)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.failures)
        self.body.addLayout(tools)
        self.body.addWidget(self._word_line)
        self.body.addWidget(self._pages, 1)
        self.body.setSpacing(8)
        self.body.setContentsMargins(24, 8, 24, 0)

    def _made_tools(self, types: Sequence[tuple[int, str]]) -> Sequence[QWidget]:
        self._type = combo_box()
        self._type.setAccessibleName(tr("Type for the selected rows"))
        self._type.setToolTip(tr("Gives the selected rows, or all, this type."))
        self._type.addItem(tr("Set the type"), None)
        for type_id, name in types:
            self._type.addItem(name, type_id)
        self._type.activated.connect(lambda _: self._set_type())
        self._type.setFixedWidth(current().length(170))
        self._tick = Button(tr("Tick all"), lambda: self._set_many("take"))
        self._force = Button(tr("All are in force"), lambda: self._set_many("in_force"))
        hint = tr("For the selected rows, or for all when at most one cell is selected.")
        for button in (self._tick, self._force):
            button.setToolTip(hint)
        self._print = Button(tr("Print"), self.print_list, "quiet", "printer")
        self._export = Button(tr("Export"), self.export_list, "quiet", "download")
        self._word_line = self._made_word_line()
        return (self._type, self._tick, self._force, self._print, self._export)

    def _made_word_line(self) -> QWidget:
        """What becomes of Word files in this run; shown when there are any."""
        line, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.word = combo_box()
        self.word.setAccessibleName(tr("Word files become"))
        self.word.addItem(tr("pages, as Word shows them"), False)
        self.word.addItem(tr("text written in isodesk"), True)
        self.word.setToolTip(
            tr("The Word file itself is kept either way. What a text cannot carry is listed.")
        )
        self.word.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row.addStretch(1)
        row.addWidget(Words(tr("Word files become"), tone="second"))
        row.addWidget(self.word)
        line.setLayout(row)
        line.hide()
        return line

    def _survey(self) -> None:
        service, paths = self._space.bringing_in, self._paths
        job = self._jobs.read(
            lambda progress: service.survey(paths, progress),
            self._surveyed,
            self._failed,
            tr("Looking at the files"),
        )
        self.busy.watch(job, tr("Looking at the files"))

    def _stopped(self) -> None:
        self.table.setEnabled(True)
        self._count()
        self.say("grey", tr("Stopped."), tr("Nothing was brought in."))

    def _surveyed(self, rows: tuple[bringing_in.Row, ...]) -> None:
        self.model.show(rows)
        self._word_line.setVisible(any(row.path.suffix.lower() in _WORD for row in rows))
        self._count()
        self.hint.setText(self._space.read_only or _promise())
        if not rows:
            self.say("grey", tr("No files found there."))
            return
        self.table.setCurrentIndex(self.model.index(0, 2))
        self.table.setFocus()

    def _say_note(self) -> None:
        """What there is to say about the current row, in full: its cell is often too narrow."""
        at = self.table.currentIndex().row()
        note = self.model.words(at, NOTE) if at >= 0 else ""
        self.hint.setText(note or self._space.read_only or _promise())

    def _corrected(self) -> None:
        self._count()
        self._wait.start()

    def _judge(self) -> None:
        rows, turn, service = self.model.rows, self.model.turn, self._space.bringing_in
        self._jobs.read(lambda _: service.judge(rows), lambda got: self._judged(turn, got))

    def _judged(self, turn: int, rows: tuple[bringing_in.Row, ...]) -> None:
        if self.model.judged(turn, rows):
            self._count()
            self._say_note()

    def _count(self) -> None:
        """What would happen, each count against all."""
        rows = self.model.rows
        kinds = Counter(_kind(row) for row in rows)
        wanted = kinds["new"] + kinds["changed"]
        said = tr("{n} of {total} files: {counts}", n=wanted, total=len(rows), counts=_said(kinds))
        self.counts.setText(said)
        self.go.setText(tr("Bring in {n} of {total}", n=wanted, total=len(rows)))
        untyped = sum(1 for row in rows if _kind(row) == "new" and row.type_id is None)
        missing = "" if wanted else tr("No row is ticked.")
        if untyped:
            missing = tr("{n} ticked rows have no type yet.", n=untyped)
        self.go.allow(self._space.read_only or missing)
        self._tick.setText(tr("Tick none") if wanted else tr("Tick all"))

    def _set_many(self, field: str) -> None:
        rows = self.model.rows
        picked = self._targets()
        on = not all(getattr(rows[at], field) or rows[at].refused for at in picked)
        if field == "take" and len(picked) == len(rows):
            on = not any(row.take for row in rows)
        self.model.set_all(picked, field, on)

    def _set_type(self) -> None:
        type_id = self._type.currentData()
        if type_id is not None:
            self.model.set_all(self._targets(), "type_id", type_id)
        self._type.setCurrentIndex(0)

    def _targets(self) -> list[int]:
        picked = self.table.picked_rows()
        return picked if len(picked) > 1 else list(range(self.model.rowCount()))

    def _apply(self) -> None:
        self._wait.stop()
        rows, service = self.model.rows, self._space.bringing_in
        as_text = bool(self.word.currentData()) and not self._word_line.isHidden()
        self.go.allow(tr("The files are being brought in."))
        self.table.setEnabled(False)
        job = self._jobs.run(
            lambda progress: service.apply(service.judge(rows), progress, as_text),
            self._applied,
            self._failed,
            tr("Bringing in"),
        )
        self.busy.watch(job, tr("Bringing in"))

    def _applied(self, done: Applied) -> None:
        self.go.hide()
        self._close.setText(tr("Close"))
        self._close.setFocus()
        self.hint.setText("")
        total = self.model.rowCount()
        heading = tr("{n} of {total} brought in.", n=done.new + done.changed, total=total)
        kinds = Counter(new=done.new, changed=done.changed, left=done.left)
        self.say("green" if not done.refused else "amber", heading, f"{_said(kinds)}.")
        self._show_failures(done)
        if done.documents:
            self.brought_in.emit(done.documents)

    def _show_failures(self, done: Applied) -> None:
        for part in (self._type, self._tick, self._force, self._word_line):
            part.hide()
        self._refused = (*done.refused, *done.losses)
        self.counts.setText("")
        heads = self._failure_heads(done)
        columns = (Column("file", heads[0], 14), Column("why", heads[1], 30, "second"))
        rows = tuple(Row(n, told) for n, told in enumerate(self._refused))
        self.failures.empty_words = tr("Every ticked file came in.")
        self.failures.setModel(RowsModel(ListRows(columns, rows)))
        self._pages.setCurrentIndex(1)

    def _failure_heads(self, done: Applied) -> tuple[str, str]:
        """Files that did not come in, then what could not be carried of those that did."""
        whole = not done.losses
        self._heads = (
            (tr("Not brought in"), tr("Reason"))
            if whole
            else (tr("File"), tr("Why it did not come in, or what could not be carried"))
        )
        return self._heads

    def _failed(self, refused: Refused) -> None:
        self.table.setEnabled(True)
        self._count()
        self.say("red", tr("Nothing was brought in."), str(refused))

    def as_table(self) -> Table:
        """The rows as seen, or what was not brought in, for print and export."""
        if self._pages.currentIndex() == 1:
            return Table(self._heads, self._refused)
        heads = headings()[1 : NOTE + 1]
        words = self.model.words
        return Table(
            heads,
            tuple(
                tuple(words(at, column) for column in range(1, NOTE + 1))
                for at in range(self.model.rowCount())
            ),
        )

    def print_list(self) -> None:
        """What would be brought in, on paper."""
        total, table = self.model.rowCount(), self.as_table()
        print_table(self, self.head.text(), tr("files"), table, total, self._jobs, self._space)

    def export_list(self) -> None:
        """The same as a spreadsheet."""
        export_table(self, tr("Files to bring in"), self.as_table(), self._jobs, self._space)


def _said(kinds: Counter[str]) -> str:
    """`4 new documents, 1 new revision, 2 cannot be read`."""
    words = {
        "new": (tr("new document"), tr("new documents")),
        "changed": (tr("new revision"), tr("new revisions")),
        "left": (tr("left out"), tr("left out")),
        "refused": (tr("cannot be read"), tr("cannot be read")),
    }
    shown = ((kinds[key], *both) for key, both in words.items() if kinds[key])
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in shown)


def _promise() -> str:
    return tr("Nothing is written until you bring in.")


def _kind(row: bringing_in.Row) -> str:
    if row.refused:
        return "refused"
    if not row.take or row.verdict is Verdict.DUPLICATE:
        return "left"
    return "new" if row.verdict is Verdict.NEW else "changed"


def _from_where(paths: Sequence[Path]) -> str:
    names = [path.name for path in paths[:3]]
    more = tr(" and {n} more", n=len(paths) - 3) if len(paths) > 3 else ""
    return tr("From {names}", names=", ".join(names) + more)
