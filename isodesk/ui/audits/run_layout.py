"""How the parts of the run stand: edge, question and side beside each other, or one pane."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.ui.audits.run_side import SideArea
from isodesk.ui.dialog import scrolling
from isodesk.ui.main_window import NARROW
from isodesk.ui.parts import HairLine
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.ui.audits.run_view import RunView

_BESIDE = 86
"""Text units of width from which what to look for stands beside the question."""
Box = TypeVar("Box", bound=QBoxLayout)


class RunLayout(QObject):
    """Lays the parts of one run out, and again as its width or the text size changes."""

    def __init__(self, view: "RunView") -> None:
        super().__init__(view)
        self._view = view
        self.narrow: bool | None = None
        """Whether there is room for one pane; None before it was looked at."""
        self._aside: bool | None = None
        self._lay_out()

    def to_top(self) -> None:
        """Another question is seen from its beginning."""
        self._area.verticalScrollBar().setValue(0)

    def look(self) -> None:
        """In the narrow view what to look for stands under the note when it is asked for."""
        self._view.side.setVisible(self._view.head.look.isChecked())
        self._view.head.look.set_kind("" if self._view.head.look.isChecked() else "quiet")
        if self._view.head.look.isChecked():
            QTimer.singleShot(0, self, self._scroll_to_side)

    def _scroll_to_side(self) -> None:
        self._area.verticalScrollBar().setValue(self._view.side.y() - 8)

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        for part in (self._view.banner, self._view.question, self._indented(self._view.verdicts)):
            self._column.addWidget(part)
        self._column.addWidget(self._indented(self._view.pane))
        self._column.addWidget(self._indented(self._view.evidence))
        self._column.addStretch(1)
        self._area = scrolling(content)
        self._side_area = SideArea(self._view.side)
        for area in (self._area, self._side_area.area):
            area.installEventFilter(self._view)
        self._side_line, self._edge_line = HairLine(upright=True), HairLine(upright=True)
        middle = _plain(QHBoxLayout())
        middle.addWidget(self._area, 1)
        middle.addWidget(self._side_line)
        middle.addWidget(self._side_area)
        right = _plain(QVBoxLayout())
        right.addLayout(middle, 1)
        right.addWidget(HairLine())
        right.addWidget(self._view.foot)
        body = _plain(QHBoxLayout())
        body.addWidget(self._view.edge)
        body.addWidget(self._edge_line)
        body.addLayout(right, 1)
        whole = _plain(QVBoxLayout(self._view))
        whole.addWidget(self._view.head)
        whole.addWidget(HairLine())
        whole.addLayout(body, 1)

    @staticmethod
    def _indented(part: QWidget) -> QWidget:
        """In line with the words of the question, beside which its bar stands."""
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(part)
        return host

    def fit(self) -> None:
        """One pane where there is room for one; then what to look for is a word in the head."""
        units = self._view.width() / current().em
        self._show_narrow(units < NARROW)
        self._set_aside(units >= _BESIDE)
        self._view.side.set_inset(24 if self._aside else 12)
        inset = 12 if self.narrow else 20
        self._column.setContentsMargins(inset, 12, inset + 12, 24)

    def _show_narrow(self, narrow: bool) -> None:
        if narrow == self.narrow:
            return
        was, self.narrow = self.narrow, narrow
        self._view.edge.setHidden(narrow)
        self._edge_line.setHidden(narrow)
        self._view.verdicts.set_columns(3 if narrow else 6)
        self._column.setSpacing(12 if narrow else 24)
        for part in (self._view.head, self._view.foot, self._view.question, self._view.pane):
            part.set_narrow(narrow)
        if narrow:
            self._view.foot.middle.addWidget(self._view.evidence.take_ways())
        elif was is not None:
            self._view.evidence.put_ways_back()
        self._view.side.setVisible(not narrow or self._view.head.look.isChecked())
        self._view.foot.show_next(self._view.course.next_unanswered() is not None)

    def _set_aside(self, aside: bool) -> None:
        """What to look for beside the question, or under it."""
        if aside == self._aside:
            return
        self._aside = aside
        self._side_area.setHidden(not aside)
        self._side_line.setHidden(not aside)
        if aside:
            self._column.removeWidget(self._view.side)
            self._side_area.area.setWidget(self._view.side)
            self._view.side.show()
        else:
            self._side_area.area.takeWidget()
            self._column.insertWidget(self._column.count() - 1, self._view.side)
            self._view.side.setVisible(not self.narrow or self._view.head.look.isChecked())


def _plain(layout: Box) -> Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
