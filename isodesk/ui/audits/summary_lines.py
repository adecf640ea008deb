"""The conformity summaries of an audit, one line for each standard, with what they are out of."""

from PySide6.QtWidgets import QGridLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_questions import Checklist
from isodesk.services.audit_summary import ChapterSummary, said
from isodesk.ui.marks import Chip
from isodesk.ui.parts import Words

_SYSTEM = {"9001": 1, "14001": 2}


class SummaryLines(QWidget):
    """Its tooltip tells a standard chapter by chapter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._parts: list[QWidget] = []
        self._some, self._low = False, False

    def show_checklist(self, checklist: Checklist) -> None:
        """Say what the answers come to."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for each in checklist.summaries:
            tip = "\n".join(_chapter(chapter) for chapter in each.chapters)
            self._add(Chip(_SYSTEM[each.standard], self), each.sentence, tip)
        if checklist.rest:
            self._add(QWidget(), checklist.rest, "")
        self._some = bool(checklist.questions)
        self.setVisible(self._some and not self._low)

    def set_low(self, low: bool) -> None:
        """Away where there is no height for it; the report says the same."""
        self._low = low
        self.setVisible(self._some and not low)

    def sentences(self) -> list[str]:
        """What it says, line by line."""
        return [part.text() for part in self._parts if isinstance(part, Words)]

    def _add(self, chip: QWidget, sentence: str, tip: str) -> None:
        words = Words(sentence, wrap=True, figures=True)
        words.setToolTip(tip)
        row = len(self._parts) // 2
        self._grid.addWidget(chip, row, 0)
        self._grid.addWidget(words, row, 1)
        self._parts += [chip, words]


def _chapter(chapter: ChapterSummary) -> str:
    return f"{chapter.number} {tr(chapter.title)}: {said(chapter.tally)}"
