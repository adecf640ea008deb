"""Key a filled sheet back in, row by row as it was printed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.blanks import BlankValue
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.sheet_rows import SheetRows
from isodesk.ui.registers.sheet_table import SheetTable


class KeySheetDialog(Dialog):
    """`done` is told how many records came of it."""

    help_topic = "blank-sheets"

    def __init__(
        self,
        tools: Tools,
        sheet: BlankValue,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Type as the pen wrote. Enter goes to the next row, Tab to the next column.")
        title = tr("Key in sheet {number}", number=sheet.number)
        super().__init__(title, sub, 1100, 680, False, tools.jobs, parent)
        self._tools, self._sheet, self._done = tools, sheet, done
        self.model = SheetRows(sheet, self)
        self.table = SheetTable(sheet)
        self.table.setModel(self.model)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("Save the rows"), self.save, "primary")
        self.go.setDefault(False)  # Enter belongs to the rows
        self.go.setAutoDefault(False)
        self.model.typed.connect(self._count)
        self._count()
        first = next((n for n in range(1, sheet.rows + 1) if n not in sheet.keyed), 1)
        self.table.setCurrentIndex(self.model.index(first - 1, 1))
        self.table.setFocus()

    def save(self) -> None:
        """Keep every row that was typed; none while one cannot be read."""
        rows, blanks, sheet = self.model.entries(), self._tools.space.blanks, self._sheet.id
        job = self._tools.write(
            self, lambda _: blanks.key_in(sheet, rows), self._kept, self._refused
        )
        self.busy.watch(job, tr("Saving"))

    def _count(self) -> None:
        typed, wrong = len(self.model.entries()), self.model.problems()
        said = tr("{n} of {total} rows typed in.", n=typed, total=self._sheet.rows)
        self.hint.setText(wrong[0] if wrong else said)
        missing = wrong[0] if wrong else "" if typed else tr("Nothing is typed in yet.")
        self.go.allow(self._tools.space.read_only or missing)
        self.banner.hide()

    def _kept(self, made: tuple[int, ...]) -> None:
        self.accept()
        self._done(len(made))

    def _refused(self, refused: Refused) -> None:
        self.model.show_problems(refused.problems)
        said = self.model.problems()
        self.say("red", tr("Not saved."), said[0] if said else str(refused))
