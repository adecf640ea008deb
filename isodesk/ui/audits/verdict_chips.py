"""Chips that narrow a checklist to some verdicts, each with its count; one menu of them where they
would take more than two lines."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.checklist_rows import UNCHECKED, key_of
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.buttons import Button, FilterChip
from isodesk.ui.wrapping import WrappingRow

_GAP = 8


class VerdictChips(QWidget):
    """`changed` as chips are turned on and off; those that count nothing are away. `first` stands
    before them in the same row."""

    changed = Signal()

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._away = first, frozenset[str]()
        row = WrappingRow(_GAP, self)
        row.addWidget(first)
        words = {UNCHECKED: tr("Not checked"), **{v.name: verdict_word(v) for v in Verdict}}
        self.chips = {key: FilterChip(word) for key, word in words.items()}
        self._words = words
        self.folded = Button("", None, "filter", "chevron-down")
        self.folded.setMenu(self._made_menu())
        row.addWidget(self.folded)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self._turned())
            row.addWidget(chip)
        self._say()

    def chosen(self) -> frozenset[str]:
        """Keys of the chips that are on."""
        return frozenset(key for key, chip in self.chips.items() if chip.isChecked())

    def clear(self) -> None:
        """Turn all off without telling."""
        for chip in self.chips.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
        self._say()

    def count(self, questions: Sequence[QuestionValue]) -> None:
        """Say how many there are of each; none shows until something is answered."""
        keys = [key_of(question) for question in questions]
        answered = any(key != UNCHECKED for key in keys)
        away = set()
        for key, chip in self.chips.items():
            n = keys.count(key)
            chip.setText(tr("{verdict}  {n}", verdict=self._words[key], n=n))
            if not answered or not (n or chip.isChecked()):
                away.add(key)
        self._away = frozenset(away)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside each other on one line or two, else as a menu."""
        some = [chip for key, chip in self.chips.items() if key not in self._away]
        wide = sum(chip.sizeHint().width() + _GAP for chip in some)
        folds = bool(some) and self._first.sizeHint().width() + wide > 1.9 * self.width()
        self.folded.setVisible(folds)
        for key, chip in self.chips.items():
            chip.setVisible(not folds and key not in self._away)
        self.updateGeometry()

    def _turned(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """The menu says which are on."""
        on = [self._words[key] for key in self.chips if self.chips[key].isChecked()]
        self.folded.setText(", ".join(on) or tr("Verdict"))

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for key, chip in self.chips.items():
            if key not in self._away:
                action = menu.addAction(chip.text())
                action.setCheckable(True)
                action.setChecked(chip.isChecked())
                action.toggled.connect(chip.setChecked)
