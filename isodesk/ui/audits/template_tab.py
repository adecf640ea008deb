"""The questions of a checklist: typed in a grid, with all the texts of the chosen one below."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import scrolling
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.parts import HairLine, Words
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_model import GridRow
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.saving import Change
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.services.checklist_sheets import SheetPlan

_TEXTS = ("purpose", "look", "proof", "typical")
_HINTS = {"look": "One to a line.", "proof": "One to a line.", "typical": "One to a line."}
SHEETS = "*.xlsx *.xls *.ods *.csv *.tsv *.txt"
_OUT = "Excel (*.xlsx);;CSV (*.csv)"


class TemplateTab(LinesTab):
    """What is typed below belongs to the question the keyboard is on above."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        labels = {f.key: tr(f.label) for f in lines.line.fields}
        self.texts = {k: NoteField(labels[k], 3, tr(_HINTS.get(k, ""))) for k in _TEXTS}
        self._row: GridRow | None = None
        self.bring = Button(tr("Import questions"), self._choose, "quiet", "file-import")
        self.out = Button(tr("Export"), self._choose_place, "quiet", "download")
        self.up = Button(tr("Move up"), lambda: self.move_question(-1), "quiet", "chevron-up")
        self.down = Button(tr("Move down"), lambda: self.move_question(1), "quiet", "chevron-down")
        super().__init__(tools, lines, parent)
        for key, field in self.texts.items():
            field.edited.connect(lambda _, key=key: self._typed(key))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_texts())

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a checklist's questions."""
        super().show_facts(facts)
        self.bring.allow(facts.fixed)
        empty = "" if self.model.rows else tr("There is no question yet.")
        self.out.allow(empty)
        self._show_texts()

    def move_question(self, by: int) -> None:
        """The question the keyboard is on goes up or down."""
        row, facts = self._current(), self._facts
        if row is None or row.id is None or facts is None or facts.fixed:
            return
        lists, record, line = self._tools.space.checklists, facts.entry.id, row.id
        change = Change(record, tr("Order"), lambda space: space.checklists.move(line, -by))
        at = self.table.currentIndex()

        def done(_: object) -> None:
            self.saved.emit(change)
            self.table.setCurrentIndex(self.model.index(at.row() + by, at.column()))

        self._tools.write(
            self, lambda _: lists.move(line, by), done, lambda why: self._tools.said(str(why))
        )

    def import_from(self, path: Path) -> None:
        """Read a sheet, then show what becomes of its questions."""
        facts, sheets = self._facts, self._tools.space.checklist_sheets
        if facts is not None:
            record = facts.entry.id
            self._tools.read(
                self, lambda p: sheets.plan(record, path, p), self._planned, self._told
            )

    def export_to(self, path: Path) -> None:
        """All questions with all their texts into a file."""
        facts, sheets = self._facts, self._tools.space.checklist_sheets
        if facts is not None:
            record = facts.entry.id
            self._tools.read(
                self,
                lambda _: sheets.write(record, path),
                lambda n: self._tools.said(
                    tr("{n} questions saved to {name}.", n=n, name=path.name)
                ),
                self._told,
            )

    def _planned(self, plan: "SheetPlan") -> None:
        from isodesk.ui.audits.import_questions_dialog import ImportQuestionsDialog

        ImportQuestionsDialog(self._tools, plan, self._came, self.window()).open()

    def _came(self, new: int, changed: int) -> None:
        self._tools.said(tr("{new} questions came, {changed} changed.", new=new, changed=changed))

    def _told(self, refused: Refused) -> None:
        self._tell(str(refused), "danger")

    def _choose(self) -> None:
        kinds = tr("Spreadsheets ({kinds});;All files (*)", kinds=SHEETS)
        path = self._tools.ask_file(self, tr("Import questions"), kinds)
        if path is not None:
            self.import_from(path)

    def _choose_place(self) -> None:
        facts = self._facts
        if facts is None:
            return
        name = safe_name(f"{facts.entry.number} {facts.entry.title}") + ".xlsx"
        path, kind = self._tools.ask_place(self, tr("Export the questions"), name, _OUT)
        if path is not None:
            ending = ".csv" if "csv" in kind else ".xlsx"
            whole = path if path.suffix.lower() in (".csv", ".xlsx") else path.with_suffix(ending)
            self.export_to(whole)

    def _current(self) -> GridRow | None:
        at = self.table.currentIndex()
        return self.model.rows[at.row()] if 0 <= at.row() < len(self.model.rows) else None

    def _show_texts(self) -> None:
        """The texts of the question; what is typed in one of them stays."""
        row, fixed = self._current(), self.model.fixed
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        for key, field in self.texts.items():
            if not (same and field.unsaved()):
                field.set_value(row.shown.get(key, "") if row else "")
            field.set_read_only(bool(fixed) or row is None)
        self.which.setText(
            " ".join(row.shown.get("ask", "").split()) if row else tr("New question")
        )
        for button in (self.up, self.down):
            button.allow(fixed or ("" if row and row.id else tr("Choose a question first.")))

    def _typed(self, key: str) -> None:
        """A text was left: it is saved with its question."""
        row, text = self._row, self.texts[key].value()
        if row is not None and text != row.shown.get(key, ""):
            row.shown[key] = text
            self._save(row, {key: text})

    def _lay_out(self) -> None:
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        ways = QWidget()
        line = WrappingRow(4, ways)
        line.setContentsMargins(20, 8, 16, 4)
        for button in (self.bring, self.out, self.up, self.down):
            line.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._made_below())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column.insertWidget(0, ways)
        column.insertWidget(1, split, 1)

    def _made_below(self) -> QWidget:
        """Two columns of texts under the question they belong to."""
        self.which = Words("", tone="second", wrap=True)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(24, 10, 24, 12)
        inside.setSpacing(10)
        inside.addWidget(self.which)
        fields = list(self.texts.values())
        for pair in (fields[:2], fields[2:]):
            row = QHBoxLayout()
            row.setSpacing(24)
            for field in pair:
                row.addWidget(field, 1)
            inside.addLayout(row)
        inside.addStretch(1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(HairLine())
        outer.addWidget(scrolling(below), 1)
        return whole
