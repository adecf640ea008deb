"""Import a spreadsheet into a register: its tables found, columns matched, every cell judged.

Plan, show, apply: nothing is written until "Bring in" is pressed, and then in one transaction.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QWidget,
)

from isodesk.core.kinds import Choice
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.core.rows import ListRows
from isodesk.i18n import tr
from isodesk.intake.sheets import How, Sheets, TableFacts
from isodesk.services import import_targets
from isodesk.services.import_judging import Taken
from isodesk.services.import_values import LEFT_OUT, OWN, Brought, CellNote, Plan, Wish
from isodesk.services.lists import Table
from isodesk.services.sheet_import import chosen_key
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import combo_box
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.registers.import_columns import RESULT, ColumnsModel, ColumnsTable, headings
from isodesk.ui.registers.import_lists import as_table, cell_rows, preview_rows, row_rows
from isodesk.ui.registers.import_reading import ReadingLine
from isodesk.ui.registers.import_said import (
    comes_with_it,
    happened,
    strangers_words,
    would_happen,
)
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.tabs import Tabs
from isodesk.ui.theme import current
from isodesk.ui.wrapping import WrappingRow

SHEETS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"
_PAUSE = 200
"""Milliseconds after a correction before every cell is looked at again."""
COLUMNS, CELLS, ROWS, PREVIEW = range(4)


class ImportSheetDialog(Dialog):
    """`brought_in()` is sent when records were made or changed."""

    help_topic = "importing-sheets"

    brought_in = Signal()

    def __init__(
        self, path: Path, register: Register, tools: Tools, parent: QWidget | None = None
    ) -> None:
        title = tr("Import into {register}", register=tr(register.title))
        super().__init__(
            title, tr("From {names}", names=path.name), 1240, 740, True, tools.jobs, parent
        )
        self._path, self._register, self._tools = path, register, tools
        self._imports = tools.space.sheet_import
        self._sheets: Sheets | None = None
        self._taken: Taken | None = None
        self._proposed: Wish | None = None
        self.plan: Plan | None = None
        self._turn = 0
        self._lists: dict[int, ListRows] = {}
        self.reading = ReadingLine()
        self.model = ColumnsModel(register, self)
        self.table = ColumnsTable()
        self.table.setModel(self.model)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._plan)
        self.finished.connect(lambda _: self._wait.stop())
        self.busy.stopped.connect(self._stopped)
        self._lay_out()
        self._connect()
        self._close = self.add_close()
        self.go = self.add_button(tr("Bring in"), self._apply, "primary", "file-import")
        self.go.allow(tr("The file is still being read."))
        held = self._held = _Held()
        self.destroyed.connect(held.close)
        self._read(How())

    # -- how it looks --------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.counts = Words(figures=True)
        self.tabs = Tabs(tr("What would happen"), "record")
        self.lists = {
            CELLS: ListView(tr("Cells to look at"), inset=0),
            ROWS: ListView(tr("Rows"), inset=0),
            PREVIEW: ListView(tr("Preview"), inset=0),
        }
        self.lists[CELLS].empty_words = tr("Every cell is kept as it is.")
        self.lists[ROWS].empty_words = tr("Every row is a new record.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        for view in self.lists.values():
            self._pages.addWidget(view)
        self._pages.setMinimumHeight(current().length(200))
        self._name_tabs()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for button in self._made_buttons():
            row.addWidget(button)
        self.body.addWidget(self.reading)
        self.body.addLayout(row)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.counts)
        self.body.addWidget(self._made_wishes())
        self.body.setSpacing(8)
        self.body.setContentsMargins(24, 8, 24, 8)

    def _made_buttons(self) -> tuple[Button, ...]:
        self.means = Button(tr("It means…"), self._ask_meaning, "quiet", "tag")
        self._print = Button(tr("Print"), self.print_list, "quiet", "printer")
        self._export = Button(tr("Export"), self.export_list, "quiet", "download")
        self.means.hide()
        return (self.means, self._print, self._export)

    def _made_wishes(self) -> QWidget:
        line, row = QWidget(), WrappingRow(16)
        self.doubtful = QCheckBox(tr("Rows with a refused cell too, without it"))
        self.changes = QCheckBox(tr("Change records that stand here"))
        self.strangers = QCheckBox(strangers_words(0))
        for box in (self.doubtful, self.changes, self.strangers):
            box.setChecked(True)
        self.state = combo_box()
        self.state.setAccessibleName(tr("New records are"))
        self.state.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.state.addItem(tr("New records: open once nothing is missing"), "")
        for state in self._register.states:
            self.state.addItem(tr("New records: {state}", state=tr(state.word)), state.key)
        for part in (self.doubtful, self.changes, self.strangers, self.state):
            row.addWidget(part)
        line.setLayout(row)
        self._wishes = line
        return line

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to)
        self.reading.table_chosen.connect(self._choose_table)
        self.reading.read_again.connect(self._read)
        self.reading.habit_chosen.connect(self._corrected)
        self.model.corrected.connect(self._corrected)
        for box in (self.doubtful, self.changes, self.strangers):
            box.toggled.connect(lambda _: self._corrected())
        self.state.activated.connect(lambda _: self._corrected())
        self.lists[CELLS].chosen.connect(lambda _: self._allow_meaning())

    def _name_tabs(self) -> None:
        plan = self.plan
        asked = sum(note.told.word == "refused" for note in plan.notes) if plan else 0
        words = (
            (tr("Columns"), len(self.model.targets)),
            (
                tr("Refused cells") if asked else tr("Cells"),
                asked or len(plan.notes if plan else ()),
            ),
            (tr("Rows to look at"), self._lists[ROWS].count() if plan else 0),
            (tr("Preview"), 0),
        )
        self.tabs.set_words([f"{word}  {n}" if n else word for word, n in words])

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(max(0, page))
        self.means.setVisible(page == CELLS)
        self._allow_meaning()

    # -- the file is read ----------------------------------------------------------------

    def _read(self, how: How) -> None:
        imports, path = self._imports, self._path
        self._stop_work(tr("The file is being read."))
        job = self._tools.read(
            self, lambda progress: imports.read(path, how, progress), self._got, self._failed
        )
        self.busy.watch(job, tr("Reading {name}", name=path.name))

    def _got(self, sheets: Sheets) -> None:
        self._held.keep(sheets)
        self._sheets = sheets
        self.reading.show_sheets(sheets)
        self._look(self._imports.main_table(sheets, self._register.key))

    def _choose_table(self, at: int) -> None:
        assert self._sheets is not None
        self._look(self._sheets.tables[at])

    def _look(self, table: TableFacts) -> None:
        sheets, imports, kind = self._sheets, self._imports, self._register.key
        assert sheets is not None
        self.reading.show_table(table)
        self._stop_work(tr("The rows are being looked through."))

        def work(progress: object) -> tuple[Taken, Wish]:
            taken = imports.take(sheets, table, progress)  # type: ignore[arg-type]
            return taken, imports.propose(taken, kind)

        job = self._tools.read(self, work, self._looked, self._failed)
        self.busy.watch(job, tr("Looking through the rows"))

    def _looked(self, found: tuple[Taken, Wish]) -> None:
        self._taken, self._proposed = found
        self.model.show(self._taken.profiles, self._proposed.targets, self._taken.table.left)
        if self.table.currentIndex().row() < 0:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()
        self._plan()

    # -- the plan ------------------------------------------------------------------------

    def _corrected(self) -> None:
        self.go.allow(tr("Every cell is being looked at."))
        self._wait.start()

    def wish(self) -> Wish:
        """What the officer wishes, as the dialog stands."""
        assert self._proposed is not None
        return replace(
            self._proposed,
            targets=self.model.targets,
            habit=self.reading.habit(),
            state=str(self.state.currentData()),
            doubtful=self.doubtful.isChecked(),
            changes=self.changes.isChecked(),
            strangers=self.strangers.isChecked(),
        )

    def _plan(self) -> None:
        if self._taken is None or self._proposed is None:
            return
        self._turn += 1
        taken, wish, turn, imports = self._taken, self.wish(), self._turn, self._imports
        self.go.allow(tr("Every cell is being looked at."))
        job = self._tools.read(
            self,
            lambda progress: imports.plan(taken, wish, progress),
            lambda plan: self._planned(turn, plan),
            self._not_planned,
        )
        self.busy.watch(job, tr("Looking at every cell"))

    def _planned(self, turn: int, plan: Plan) -> None:
        if turn != self._turn:
            return
        self.plan = plan
        self.reading.allow(True)
        self.banner.hide()
        self.model.show_counts(plan.columns)
        names = [self.model.heading(at) for at in range(self.model.rowCount())]
        fields = [self.model.field_words(at) for at in range(self.model.rowCount())]
        self._lists = {
            CELLS: cell_rows(plan, names),
            ROWS: row_rows(plan, self._taken),
            PREVIEW: preview_rows(plan, fields),
        }
        for page, rows in self._lists.items():
            self.lists[page].setModel(RowsModel(rows))
        self._name_tabs()
        self._count(plan)

    def _not_planned(self, refused: Refused) -> None:
        self.reading.allow(True)
        self.go.allow(str(refused))
        self.say("red", tr("This cannot be brought in so."), str(refused))

    def _count(self, plan: Plan) -> None:
        """What would happen, each count against all."""
        self.counts.setText(would_happen(plan, self._register))
        also = comes_with_it(plan)
        promise = tr("Nothing is written until you bring in.")
        self.hint.setText(f"{promise} {tr('With it: {also}.', also=also)}" if also else promise)
        self.strangers.setText(strangers_words(len(plan.strangers)))
        wanted = plan.new + plan.changed
        self.go.setText(
            tr("Bring in {n} of {total}", n=wanted, total=plan.total)
            if wanted or not plan.to_write
            else tr("Bring in the lines")
        )
        nothing = "" if plan.to_write else tr("Every row stands here already, or is left out.")
        taken = any(target.field != LEFT_OUT for target in plan.wish.targets)
        self.go.allow(
            self._tools.space.read_only
            or nothing
            or ("" if taken else tr("Every column is left out."))
        )

    # -- what a word means ---------------------------------------------------------------

    def _noted(self) -> CellNote | None:
        index = self.lists[CELLS].currentIndex()
        if self.plan is None or not index.isValid() or index.row() >= len(self.plan.notes):
            return None
        return self.plan.notes[index.row()]

    def _allow_meaning(self) -> None:
        note = self._noted()
        kind = self._choice_of(note) if note else None
        self.means.allow("" if kind else tr("Choose a cell of a column that offers choices."))

    def _choice_of(self, note: CellNote) -> Choice | None:
        target = self.model.targets[note.column]
        if target.field in (LEFT_OUT, OWN):
            return None
        kind = import_targets.field_named(self._register, target.field).kind
        return kind if isinstance(kind, Choice) else None

    def _ask_meaning(self) -> None:
        note = self._noted()
        kind = self._choice_of(note) if note else None
        if note is None or kind is None:
            return
        menu = QMenu(self)
        for key, label in (*kind.choices, ("", tr("left blank"))):
            act = menu.addAction(tr(label))
            act.triggered.connect(lambda _=False, key=key: self.mean(note, key))
        menu.popup(self.means.mapToGlobal(self.means.rect().bottomLeft()))

    def mean(self, note: CellNote, key: str) -> None:
        """From now on this word of the column means that choice; remembered with the import."""
        assert self._proposed is not None
        field = self.model.targets[note.column].field
        chosen = {name: dict(words) for name, words in self._proposed.chosen.items()}
        chosen.setdefault(field, {})[chosen_key(note.cell)] = key
        self._proposed = replace(self._proposed, chosen=chosen)
        self._plan()

    # -- applying ------------------------------------------------------------------------

    def _apply(self) -> None:
        self._wait.stop()
        plan, taken, imports = self.plan, self._taken, self._imports
        if plan is None or taken is None:
            return
        self._stop_work(tr("The rows are being brought in."))
        job = self._tools.write(
            self,
            lambda progress: imports.apply(taken, plan, progress),
            self._applied,
            self._failed,
            tr("Bringing in"),
        )
        self.busy.watch(job, tr("Bringing in"))

    def _applied(self, done: Brought) -> None:
        self.go.hide()
        for part in (self.reading, self._wishes, self.means):
            part.hide()
        self._close.setText(tr("Close"))
        self._close.setFocus()
        self.hint.setText("")
        heading = tr("{n} records brought in.", n=done.new)
        self.say("green" if not done.left else "amber", heading, happened(done))
        self.brought_in.emit()

    def _stopped(self) -> None:
        self._turn += 1
        self.table.setEnabled(True)
        self.reading.allow(True)
        self.say("grey", tr("Stopped."), tr("Nothing was brought in."))
        if self.plan is not None:
            self._count(self.plan)

    def _failed(self, refused: Refused) -> None:
        self.table.setEnabled(True)
        self.reading.allow(self._sheets is not None)
        self.go.allow(str(refused))
        for part in (self.reading, self.tabs, self._pages, self._wishes, self._print, self._export):
            part.setVisible(self._sheets is not None)
        self.say("red", tr("Nothing was brought in."), str(refused))

    def _stop_work(self, why: str) -> None:
        self.go.allow(why)
        self.reading.allow(False)

    # -- print and export ----------------------------------------------------------------

    def as_table(self) -> Table:
        """The tab that shows, for print and export."""
        rows = self._lists.get(self.tabs.currentIndex())
        if rows is not None:
            return as_table(rows)
        count, words = self.model.rowCount(), self.model.words
        lines = tuple(tuple(words(at, n) for n in range(RESULT + 1)) for at in range(count))
        return Table(headings(), lines)

    def print_list(self) -> None:
        """What shows, on paper."""
        table = self.as_table()
        title, total = self.head.text(), len(table.rows)
        print_table(self, title, tr("lines"), table, total, self._tools.jobs, self._tools.space)

    def export_list(self) -> None:
        """The same as a spreadsheet."""
        export_table(self, self.head.text(), self.as_table(), self._tools.jobs, self._tools.space)


class _Held:
    """The file that is read; let go once the dialog is."""

    def __init__(self) -> None:
        self._sheets: list[Sheets] = []

    def keep(self, sheets: Sheets) -> None:
        """Hold on to it."""
        self._sheets.append(sheets)

    def close(self) -> None:
        """Let the rows go, on the disk as well."""
        for sheets in self._sheets:
            sheets.close()
