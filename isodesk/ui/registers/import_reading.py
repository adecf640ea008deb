"""How a foreign sheet is read: which table, where its headings stand, how figures and days are
written, in which letters. Each shows what was found and may be said better."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.intake.columns import Habit
from isodesk.intake.csv_text import SEPARATORS
from isodesk.intake.letters import NAMES, OFFERED
from isodesk.intake.sheets import How, SheetFacts, Sheets, TableFacts
from isodesk.ui.fields import combo_box
from isodesk.ui.parts import small_words
from isodesk.ui.wrapping import WrappingRow

_DEEPEST = 3


class ReadingLine(QWidget):
    """`table_chosen(at)`, `read_again(How)` and `habit_chosen()` as the officer says it better."""

    table_chosen = Signal(int)
    read_again = Signal(object)
    habit_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _combo(tr("Table"), 30)
        self.head = _combo(tr("Headings"), 12)
        self.mark = _combo(tr("Decimal sign"), 11)
        self.order = _combo(tr("Days"), 12)
        self.encoding = _combo(tr("Letters"), 28)
        self.separator = _combo(tr("Separator"), 10)
        self._how = How()
        self._sheet = 0
        row = WrappingRow(12)
        self._boxes = {combo: _labelled(combo) for combo in self._combos()}
        for box in self._boxes.values():
            row.addWidget(box)
        self.setLayout(row)
        for combo, words in ((self.mark, _marks()), (self.order, _orders())):
            for key, said in words.items():
                combo.addItem(said, key)
            combo.activated.connect(lambda _: self.habit_chosen.emit())
        self.table.activated.connect(lambda _: self.table_chosen.emit(self.table.currentData()))
        for combo in (self.head, self.encoding, self.separator):
            combo.activated.connect(lambda _: self.read_again.emit(self._said()))

    def show_sheets(self, sheets: Sheets) -> None:
        """Offer the tables of a file, and its letters and separator where it is a text."""
        self._how = sheets.how
        self.table.clear()
        for table in sheets.tables:
            self.table.addItem(table_words(sheets.sheets[table.sheet], table, sheets), table.at)
        _offer(self.encoding, {way: NAMES[way] for way in OFFERED}, self._encoding())
        marks = {mark: tr(words) for mark, words in SEPARATORS.items()}
        _offer(self.separator, marks, sheets.how.separator)
        for combo in (self.encoding, self.separator):
            self._boxes[combo].setVisible(bool(sheets.how.encoding))

    def show_table(self, table: TableFacts) -> None:
        """Say where the headings of this table stand."""
        self._sheet = table.sheet
        self.table.setCurrentIndex(self.table.findData(table.at))
        first = max(1, table.head_row)
        places = {(row, 1): tr("row {n}", n=row) for row in range(1, first + 12)}
        for levels in range(2, _DEEPEST + 1):
            places[first, levels] = tr("rows {n} to {m}", n=first, m=first + levels - 1)
        places[first, 0] = tr("none")
        if table.levels > 1:
            last = table.head_row + table.levels - 1
            places[table.head_row, table.levels] = tr("rows {n} to {m}", n=table.head_row, m=last)
        _offer(self.head, dict(sorted(places.items())), (first, table.levels))

    def habit(self) -> Habit:
        """What the officer says of figures and days; "" leaves what was found."""
        return Habit(self.mark.currentData(), self.order.currentData())

    def allow(self, on: bool) -> None:
        """Let it be changed, or not while work is in hand."""
        for combo in self._combos():
            combo.setEnabled(on)

    def _said(self) -> How:
        head = tuple(self.head.currentData())
        heads = dict(self._how.heads)
        if head != self._shown_head:
            heads[self._sheet] = (head[0], head[1])
        text = bool(self._how.encoding)
        return How(
            str(self.encoding.currentData()) if text else "",
            str(self.separator.currentData()) if text else "",
            heads,
        )

    @property
    def _shown_head(self) -> tuple[int, int]:
        return self._how.heads.get(self._sheet, (0, -1))

    def _encoding(self) -> str:
        way = self._how.encoding
        return {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(way, way)

    def _combos(self) -> Sequence[QComboBox]:
        return (self.table, self.head, self.mark, self.order, self.encoding, self.separator)


def table_words(sheet: SheetFacts, table: TableFacts, sheets: Sheets) -> str:
    """`Instruments, row 6: 16 rows`, and that a sheet is hidden."""
    name = sheet.name if sheet.name != sheets.name else tr("The file")
    count = tr("1 row") if table.rows == 1 else tr("{n} rows", n=table.rows)
    place = tr("row {row}", row=table.head_row) if table.head_row else tr("without headings")
    said = f"{name}, {place}: {count}"
    return tr("{table} (hidden sheet)", table=said) if sheet.hidden else said


def _labelled(combo: QComboBox) -> QWidget:
    """A combo box under its label."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = small_words(combo.accessibleName())
    label.setBuddy(combo)
    column.addWidget(label)
    column.addWidget(combo)
    return box


def _combo(name: str, wide: float) -> QComboBox:
    combo = combo_box()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(int(wide * 0.7))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _offer(combo: QComboBox, words: Mapping[Any, str], chosen: object) -> None:
    combo.clear()
    for key, said in words.items():
        combo.addItem(said, key)
    at = next((n for n in range(combo.count()) if combo.itemData(n) == chosen), -1)
    combo.setCurrentIndex(at)


def _marks() -> dict[str, str]:
    return {"": tr("as found"), ",": tr("comma: 12,5"), ".": tr("point: 12.5")}


def _orders() -> dict[str, str]:
    return {"": tr("as found"), "dmy": tr("day/month"), "mdy": tr("month/day")}
