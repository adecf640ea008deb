"""The sheets of a register that were printed to be filled in, and what becomes of them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.dates import paper_day
from isodesk.core.register import Register
from isodesk.core.rows import Column, ListRows, Mark, Row
from isodesk.i18n import tr
from isodesk.services.blanks import BlankValue
from isodesk.services.lists import as_table
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import hand_over
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.registers.blank_dialog import BlankDialog
from isodesk.ui.registers.key_sheet_dialog import KeySheetDialog
from isodesk.ui.rows_model import RowsModel


class SheetsDialog(Dialog):
    """Print a new one, key one in, print one again, or be done with it."""

    help_topic = "blank-sheets"

    def __init__(self, tools: Tools, register: Register, parent: QWidget | None = None) -> None:
        title = tr("Sheets to be filled in: {title}", title=tr(register.title))
        sub = tr("For where no computer is: print, fill in by pen, key in by row.")
        super().__init__(title, sub, 860, 560, False, tools.jobs, parent)
        self._tools, self._register = tools, register
        self._sheets: dict[int, BlankValue] = {}
        self.model = RowsModel(_rows(()), tools.jobs.read, parent=self)
        self.list = ListView(tr("Sheets"), inset=8)
        self.list.setModel(self.model)
        self.print_list = Button(tr("Print the list"), self._print, "quiet", "printer")
        self.export = Button(tr("Export"), self._export, "quiet", "download")
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.print_list)
        top.addWidget(self.export)
        self.body.addLayout(top)
        self.body.addWidget(self.list, 1)
        self.body.setContentsMargins(24, 0, 24, 16)
        self.body.setSpacing(4)
        self.be_done = self.add_button(tr("Nothing more on it"), self._be_done)
        self.again = self.add_button(tr("Print again"), self._print_again)
        self.key_in = self.add_button(tr("Key it in"), self._key_in)
        self.new = self.add_button(tr("New sheet"), self._new, "primary", "plus")
        self.list.opened.connect(lambda _: self._key_in())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.read()

    def read(self) -> None:
        """Read the sheets again."""
        blanks, kind = self._tools.space.blanks, self._register.key
        self._tools.read(self, lambda _: blanks.of(kind), self._show)

    def _show(self, sheets: tuple[BlankValue, ...]) -> None:
        self._sheets = {sheet.id: sheet for sheet in sheets}
        self.model.show(_rows(sheets))
        if sheets:
            self.list.choose(sheets[0].id)
        said = tr("1 sheet") if len(sheets) == 1 else tr("{n} sheets", n=len(sheets))
        self.hint.setText(said if sheets else tr("No sheet was printed yet."))
        self._allow()

    def _chosen(self) -> BlankValue | None:
        return next((self._sheets.get(i) for i in self.list.chosen_ids()), None)

    def _allow(self) -> None:
        sheet = self._chosen()
        none = "" if sheet else tr("Choose a sheet first.")
        closed = tr("All that was written on it is keyed in.") if sheet and sheet.done else ""
        locked = self._tools.space.read_only or ""
        self.again.allow(none)
        self.new.allow(locked)
        for button in (self.key_in, self.be_done):
            button.allow(locked or none or closed)
        for button in (self.print_list, self.export):
            button.allow("" if self._sheets else tr("There is nothing to list."))

    def _new(self) -> None:
        BlankDialog(self._tools, self._register, self._printed, self).open()

    def _printed(self, number: str, pdf: bytes) -> None:
        self.read()
        hand_over(self._tools, self, number, [(f"{number}.pdf", pdf)])

    def _print_again(self) -> None:
        sheet, blanks = self._chosen(), self._tools.space.blanks
        if sheet is not None:
            title = sheet.number
            self._tools.read(
                self,
                lambda _: blanks.again(sheet.id),
                lambda pdf: hand_over(self._tools, self, title, [(f"{title}.pdf", pdf)]),
            )

    def _key_in(self) -> None:
        sheet = self._chosen()
        if sheet is not None and self.key_in.isEnabled():
            KeySheetDialog(self._tools, sheet, self._keyed, self).open()

    def _keyed(self, made: int) -> None:
        said = tr("1 record was made.") if made == 1 else tr("{n} records were made.", n=made)
        self._tools.said(said)
        self.read()

    def _be_done(self) -> None:
        sheet, blanks = self._chosen(), self._tools.space.blanks
        if sheet is not None:
            self._tools.write(self, lambda _: blanks.done(sheet.id), lambda _: self.read())

    def _print(self) -> None:
        title, table = self.head.text(), as_table(_rows(tuple(self._sheets.values())))
        total = len(self._sheets)
        print_table(self, title, tr("sheets"), table, total, self._tools.jobs, self._tools.space)

    def _export(self) -> None:
        table = as_table(_rows(tuple(self._sheets.values())))
        export_table(self, self.head.text(), table, self._tools.jobs, self._tools.space)


def _rows(sheets: tuple[BlankValue, ...]) -> ListRows:
    columns = (
        Column("number", tr("Sheet"), 7, "number", sortable=False),
        Column("printed", tr("Printed on"), 8, sortable=False),
        Column("given", tr("Given to"), 12, sortable=False),
        Column("keyed", tr("Keyed in"), 8, sortable=False),
        Column("columns", tr("Columns"), 20, "second", sortable=False),
        Column("state", tr("State"), 7, "state", sortable=False),
    )
    return ListRows(columns, tuple(_row(sheet) for sheet in sheets))


def _row(sheet: BlankValue) -> Row:
    keyed = tr("{n} of {total}", n=len(sheet.keyed), total=sheet.rows)
    state = Mark(tr("Done"), "green") if sheet.done else Mark(tr("Open"), "blue")
    columns = ", ".join(tr(f.label) for f in sheet.fields)
    return Row(
        sheet.id,
        (sheet.number, paper_day(sheet.printed_on), sheet.given_to, keyed, columns, state),
    )
