"""Chips that narrow a checklist to some verdicts, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.checklist_rows import UNCHECKED, key_of
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.buttons import FilterChip
from isodesk.ui.wrapping import WrappingRow


class VerdictChips(QWidget):
    """`changed` as chips are turned on and off; those that count nothing are away. `first` stands
    before them in the same row."""

    changed = Signal()

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrappingRow(8, self)
        row.addWidget(first)
        words = {UNCHECKED: tr("Not checked"), **{v.name: verdict_word(v) for v in Verdict}}
        self.chips = {key: FilterChip(word) for key, word in words.items()}
        self._words = words
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self.changed.emit())
            row.addWidget(chip)

    def chosen(self) -> frozenset[str]:
        """Keys of the chips that are on."""
        return frozenset(key for key, chip in self.chips.items() if chip.isChecked())

    def clear(self) -> None:
        """Turn all off without telling."""
        for chip in self.chips.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)

    def count(self, questions: Sequence[QuestionValue]) -> None:
        """Say how many there are of each; none shows until something is answered."""
        keys = [key_of(question) for question in questions]
        answered = any(key != UNCHECKED for key in keys)
        for key, chip in self.chips.items():
            n = keys.count(key)
            chip.setText(tr("{verdict}  {n}", verdict=self._words[key], n=n))
            chip.setVisible(answered and (bool(n) or chip.isChecked()))
        self.updateGeometry()
