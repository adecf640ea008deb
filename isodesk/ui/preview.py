"""The paper as it will print: pages of a PDF on the desk, drawn elsewhere and shown here."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.theme import current

PageMaker = Callable[[int, int], bytes]
"""(page from 0, width in device pixels) -> PNG; runs on a worker and may raise Refused."""

_AROUND = 16
_BETWEEN = 12
_KEPT = 24
_SETTLE = 120
"""Milliseconds without a change of width before pages are drawn anew."""


class PreviewPane(QWidget):
    """Pages under each other, the page number and Print below them."""

    print_pressed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "desk")
        self.setMinimumWidth(200)
        self.pages = PageArea(jobs)
        self._number = Words(tone="second", figures=True)
        self.print_button = Button(tr("Print"), self.print_pressed.emit, "quiet", "printer")
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(16, 4, 8, 4)
        self.tools.addWidget(self._number)
        self.tools.addStretch(1)
        self.tools.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addLayout(self.tools)
        self.pages.turned.connect(self._say_page)
        self.show_nothing("")

    def show_pages(self, sizes: list[tuple[float, float]], make: PageMaker) -> None:
        """Show a PDF by its page sizes (any unit) and what draws a page."""
        self.pages.show_pages(sizes, make)
        self.print_button.setVisible(True)
        self._say_page(0)

    def show_nothing(self, sentence: str) -> None:
        """No page, and why: no content yet, or it cannot be shown."""
        self.pages.show_nothing(sentence)
        self.print_button.setVisible(False)
        self._number.setText("")

    def _say_page(self, page: int) -> None:
        self._number.setText(tr("{n} of {total}", n=page + 1, total=self.pages.page_count()))


class PageArea(QAbstractScrollArea):
    """Draws what is seen, to the width there is; a page is asked for once it is seen."""

    turned = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Preview of the paper"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress_surface(self.viewport(), "desk")
        self._sizes: list[tuple[float, float]] = []
        self._make: PageMaker | None = None
        self._drawn: dict[int, QPixmap] = {}
        self._asked: set[int] = set()
        self._turn = 0
        self._sentence = ""
        self._page = -1
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._redraw)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, sizes: list[tuple[float, float]], make: PageMaker) -> None:
        """Show other pages from the top."""
        self._sizes, self._make, self._sentence = list(sizes), make, ""
        self._forget()
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence on the empty desk."""
        self._sizes, self._make, self._sentence = [], None, sentence
        self._forget()
        self._measure()
        self.viewport().update()

    def page_count(self) -> int:
        """Pages of what is shown."""
        return len(self._sizes)

    def is_drawn(self, page: int) -> bool:
        """Whether the page's picture has come."""
        return page in self._drawn

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if Qt.Key(event.key()) in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._measure()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))
        self._settle.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, box in self._boxes_seen():
            self._paint_page(painter, page, box)
        if self._sentence:
            painter.setPen(current().colour("second"))
            box = QRectF(self.viewport().rect()).adjusted(24, 24, -24, -24)
            painter.drawText(box, self._sentence_flags(), self._sentence)

    def _paint_page(self, painter: QPainter, page: int, box: QRectF) -> None:
        drawn = self._drawn.get(page)
        if drawn is None:
            painter.fillRect(box, Qt.GlobalColor.white)
            self._ask(page)
        else:
            painter.drawPixmap(box, drawn, QRectF(drawn.rect()))
        painter.setPen(current().colour("line"))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _ask(self, page: int) -> None:
        if page in self._asked or self._make is None or self._settle.isActive():
            return
        self._asked.add(page)
        make, turn = self._make, self._turn
        width = round(self._page_width() * self.devicePixelRatioF())
        self._jobs.read(
            lambda _: make(page, width),
            lambda png: self._came(turn, page, png),
            lambda refused: self._failed(turn, refused),
        )

    def _came(self, turn: int, page: int, png: bytes) -> None:
        picture = QPixmap()
        if turn != self._turn:
            return
        if not picture.loadFromData(png):
            self.show_nothing(tr("This page cannot be shown. Print it to see it."))
            return
        self._drawn[page] = picture
        if len(self._drawn) > _KEPT:
            gone = max(self._drawn, key=lambda other: abs(other - page))
            del self._drawn[gone]
            self._asked.discard(gone)
        self.viewport().update()

    def _failed(self, turn: int, refused: Refused) -> None:
        if turn == self._turn:
            self.show_nothing(str(refused))

    def _redraw(self) -> None:
        """The width has settled: ask again, leaving the old pictures until the new come."""
        self._turn += 1
        self._asked.clear()
        seen = {page for page, _ in self._boxes_seen()}
        self._drawn = {page: drawn for page, drawn in self._drawn.items() if page in seen}
        for page in seen:
            self._ask(page)
        self.viewport().update()

    def _forget(self) -> None:
        self._turn += 1
        self._page = -1
        self._drawn.clear()
        self._asked.clear()

    def _page_width(self) -> float:
        widest = current().em * 62
        return float(min(max(self.viewport().width() - 2 * _AROUND, 60), widest))

    def _heights(self) -> list[float]:
        width = self._page_width()
        return [width * high / max(wide, 1e-6) for wide, high in self._sizes]

    def _boxes_seen(self) -> list[tuple[int, QRectF]]:
        top, view = self.verticalScrollBar().value(), self.viewport().height()
        width = self._page_width()
        left = (self.viewport().width() - width) / 2
        at, seen = float(_AROUND), []
        for page, high in enumerate(self._heights()):
            if at + high >= top and at <= top + view:
                seen.append((page, QRectF(left, at - top, width, high)))
            at += high + _BETWEEN
        return seen

    def _measure(self) -> None:
        view, heights = self.viewport().height(), self._heights()
        whole = sum(heights) + _BETWEEN * max(0, len(heights) - 1) + 2 * _AROUND
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(whole) - view) if heights else 0)
        bar.setPageStep(view)
        bar.setSingleStep(round(current().em * 3))

    def _scrolled(self) -> None:
        middle = self.viewport().height() / 2
        seen = self._boxes_seen()
        nearest = min(seen, key=lambda each: abs(each[1].center().y() - middle), default=None)
        if nearest is not None and nearest[0] != self._page:
            self._page = nearest[0]
            self.turned.emit(self._page)
        self.viewport().update()

    @staticmethod
    def _sentence_flags() -> int:
        return int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
