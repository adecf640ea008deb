"""The head of the calendar: which month or year, whose, of what kind, and what leaves it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.calendar import NOBODY, CalendarFilter
from isodesk.ui.buttons import Button, SegmentedControl
from isodesk.ui.fields import combo_box
from isodesk.ui.parts import page_title, small_words

_ONE_ROW = 96
"""Text units of width from which everything stands in one row."""
_EVERYBODY = -1


class CalendarHead(QWidget):
    """Says what is wished; the page does it."""

    turned = Signal(int)
    """One month or year back (-1) or on (1)."""
    today_asked = Signal()
    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.count = page_title(), small_words()
        self.title.setWordWrap(False)
        self.back = Button("", lambda: self.turned.emit(-1), "quiet", "chevron-left")
        self.today = Button(tr("Today"), self.today_asked.emit, "quiet")
        self.on = Button("", lambda: self.turned.emit(1), "quiet", "chevron-right")
        self.shape = SegmentedControl(tr("Show"), (("month", tr("Month")), ("year", tr("Year"))))
        self.person = self._made_choice(tr("Person"), tr("Everybody"), _EVERYBODY)
        self.kind = self._made_choice(tr("Kind"), tr("Every kind"), "")
        self.printing = Button(tr("Print"), kind="quiet", icon="printer")
        self.export = Button(tr("Export"), kind="quiet", icon="download")
        self._one = True
        self._first, self._second, self._choices = QHBoxLayout(), QHBoxLayout(), QWidget()
        self._lay_out()

    def wanted(self, systems: int) -> CalendarFilter:
        """What is chosen, with the systems of the window."""
        person, kind = self.person.currentData(), str(self.kind.currentData() or "")
        everybody = person == _EVERYBODY
        return CalendarFilter(
            systems,
            None if everybody else int(person),
            kind,
            "" if everybody else self.person.currentText(),
            self.kind.currentText() if kind else "",
        )

    def say(self, title: str, names: tuple[str, str], shape: str) -> None:
        """The month or year, and what lies before and after it."""
        self.title.setText(title)
        for button, name in zip((self.back, self.on), names, strict=True):
            button.setText(name)
        year = shape == "year"
        self.back.setAccessibleName(tr("The year before") if year else tr("The month before"))
        self.on.setAccessibleName(tr("The year after") if year else tr("The month after"))

    def count_items(self, due: int, late: int, expected: int) -> None:
        """How much is due, late and only expected."""
        said = [tr("{n} due", n=due)]
        said += [tr("{n} late", n=late)] if late else []
        said += [tr("{n} expected", n=expected)] if expected else []
        self.count.setText(" · ".join(said))

    def offer(self, people: Sequence[tuple[int, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Who and what may be chosen; a choice stays while it is among them."""
        everybody = [(_EVERYBODY, tr("Everybody")), *people, (NOBODY, tr("Nobody named"))]
        _fill(self.person, everybody)
        _fill(self.kind, [("", tr("Every kind")), *kinds])

    def minimumSizeHint(self) -> QSize:
        """It goes into two rows where it is narrow, so it asks for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def fit(self, units: float) -> None:
        """Everything in one row, or in two."""
        one = units >= _ONE_ROW
        if one != self._one:
            self._one = one
            (self._first if one else self._second).addWidget(self._choices)

    def _made_choice(self, name: str, all_of_them: str, key: object) -> QComboBox:
        combo = combo_box()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(11)
        combo.addItem(all_of_them, key)
        combo.activated.connect(lambda _: self.narrowed.emit())
        return combo

    def _lay_out(self) -> None:
        self._first.setSpacing(4)
        self._first.addWidget(self.title)
        self._first.addSpacing(8)
        self._first.addWidget(self.count)
        self._first.addStretch(1)
        for button in (self.back, self.today, self.on):
            self._first.addWidget(button)
        self._first.addWidget(self.shape)
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(8, 0, 0, 0)
        choices.setSpacing(8)
        for part in (self.person, self.kind, self.printing, self.export):
            choices.addWidget(part)
        self._first.addWidget(self._choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._first)
        column.addLayout(self._second)


def _fill(combo: QComboBox, choices: Sequence[tuple[object, str]]) -> None:
    kept = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for key, words in choices:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.blockSignals(False)
