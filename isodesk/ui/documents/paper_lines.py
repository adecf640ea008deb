"""Papers as lines: number, holder, place; to be ticked when they are to be made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.emptied import empty
from isodesk.ui.icons import IconLabel
from isodesk.ui.parts import Words
from isodesk.ui.theme import current

Paper = tuple[int | None, str, str]
"""(number, holder, place); the number is None where none is given."""


class PaperLines(QWidget):
    """Papers that come back, each behind its arrow."""

    def __init__(self, papers: Sequence[Paper] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = _grid(self)
        self.show_papers(papers)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show these."""
        _clear(self._grid)
        for at, paper in enumerate(papers):
            self._grid.addWidget(IconLabel("arrow-back-up"), at, 0)
            _write(self._grid, at, paper)
        self._grid.setRowStretch(len(papers), 1)


class PaperTicks(QWidget):
    """Papers to be made; an unticked one is left out and has no number."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = _grid(self)
        self._boxes: list[QCheckBox] = []
        self._numbers: list[Words] = []

    def show_papers(self, papers: Sequence[tuple[bool, Paper]]) -> None:
        """Show these with their ticks; the keyboard stays where it was."""
        at = self._focused()
        _clear(self._grid)
        self._boxes = []
        for line, (ticked, paper) in enumerate(papers):
            box = QCheckBox()
            box.setAccessibleName(
                tr("Print a copy for {holder}, {place}", holder=paper[1], place=paper[2])
            )
            box.setChecked(ticked)
            box.toggled.connect(self.ticked)
            self._boxes.append(box)
            self._grid.addWidget(box, line, 0)
            _write(self._grid, line, paper, quiet=not ticked)
        self._grid.setRowStretch(len(papers), 1)
        if at is not None and at < len(self._boxes):
            self._boxes[at].setFocus()

    def ticks(self) -> list[bool]:
        """Which lines are ticked, in order."""
        return [box.isChecked() for box in self._boxes]

    def box(self, at: int) -> QCheckBox:
        """The tick box of a line."""
        return self._boxes[at]

    def _focused(self) -> int | None:
        return next((at for at, box in enumerate(self._boxes) if box.hasFocus()), None)


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(2, 3)
    grid.setColumnStretch(3, 2)
    return grid


def _write(grid: QGridLayout, line: int, paper: Paper, quiet: bool = False) -> None:
    number, holder, place = paper
    grid.setRowMinimumHeight(line, current().around(4))
    right = Qt.AlignmentFlag.AlignRight
    grid.addWidget(
        Words("" if number is None else str(number), tone="second", figures=True), line, 1
    )
    grid.addWidget(Words(holder, tone="second" if quiet else "", wrap=True), line, 2)
    words = Words(place, tone="second", wrap=True)
    words.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(words, line, 3)


def _clear(grid: QGridLayout) -> None:
    for at in range(grid.rowCount()):
        grid.setRowStretch(at, 0)
        grid.setRowMinimumHeight(at, 0)
    empty(grid)
