"""Sheets before they are printed: one page at a time on the desk, leafed through by key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.ui.buttons import Button
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import dress_surface, small_words
from isodesk.ui.printing_ways import PageMaker
from isodesk.ui.theme import current

_DRAWN = 1100
"""Pixels a page is drawn wide: sharp at the size it is shown at, and quick (about 0.1 s)."""
_DESK = 16


class SheetPreview(QWidget):
    """Pages of several PDFs in a row; drawn in the child, as they are leafed to."""

    def __init__(
        self,
        jobs: Jobs,
        page_count: Callable[[bytes], int],
        picture: PageMaker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress_surface(self, "desk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))
        self._jobs, self._page_count, self._picture = jobs, page_count, picture
        self._sheets: tuple[tuple[str, bytes], ...] = ()
        self._counts: dict[int, int] = {}
        self._at = (0, 1)
        self.paper = _Paper()
        self.said = small_words()
        self._back = Button(tr("Previous"), lambda: self.leaf(-1), "quiet", "chevron-left")
        self._on = Button(tr("Next"), lambda: self.leaf(1), "quiet", "chevron-right")
        column = QVBoxLayout(self)
        column.setContentsMargins(_DESK, _DESK, _DESK, 8)
        column.addWidget(self.paper, 1)
        column.addLayout(self._made_bar())

    def show_sheets(self, sheets: Sequence[tuple[str, bytes]]) -> None:
        """Show these (name, PDF), beginning with the first page."""
        self._sheets, self._counts = tuple(sheets), {}
        self._go(0, 1)

    def show_again(self, pdf: bytes) -> None:
        """Show one PDF anew, at the page that is shown now, or its last."""
        page = self._at[1] if len(self._sheets) == 1 else 1
        self._sheets, self._counts = (("", pdf),), {}
        self._go(0, page)

    def show_sheet(self, sheet: int) -> None:
        """Go to the first page of one of them."""
        if 0 <= sheet < len(self._sheets) and sheet != self._at[0]:
            self._go(sheet, 1)

    def leaf(self, by: int) -> None:
        """One page on or back, into the neighbouring sheet at its end."""
        sheet, page = self._at
        page += by
        if 1 <= page <= self._counts.get(sheet, 1):
            self._go(sheet, page)
        elif 0 <= sheet + by < len(self._sheets):
            self._go(sheet + by, 1 if by > 0 else self._counts.get(sheet - 1, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Left: -1,
        }
        if event.key() in steps:
            self.leaf(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(current().colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _made_bar(self) -> QHBoxLayout:
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self._back)
        row.addWidget(self._on)
        return row

    def _go(self, sheet: int, page: int) -> None:
        self._at = (sheet, page)
        if not self._sheets:
            return
        pdf = self._sheets[sheet][1]
        self._jobs.read(
            lambda _: self._drawn(sheet, pdf, page),
            lambda got: self._show((sheet, page), got),
            self._failed,
        )

    def _drawn(self, sheet: int, pdf: bytes, page: int) -> tuple[int, Picture]:
        count = self._counts.get(sheet) or self._page_count(pdf)
        return count, self._picture(pdf, min(page, count), _DRAWN)

    def _show(self, at: tuple[int, int], got: tuple[int, Picture]) -> None:
        count, picture = got
        self._counts[at[0]] = count
        if at != self._at:
            return
        if at[1] > count:  # it has fewer pages than before
            self._at = at = (at[0], count)
        self.paper.show_picture(picture)
        where = tr("{n} of {total}", n=at[1], total=count)
        name = self._sheets[at[0]][0]
        self.said.setText(f"{where}   {name}" if len(self._sheets) > 1 else where)
        self.said.setToolTip(name)
        self._back.setEnabled(at != (0, 1))
        self._on.setEnabled(at[1] < count or at[0] + 1 < len(self._sheets))

    def _failed(self, refused: Refused) -> None:
        self.said.setText(str(refused))


class _Paper(QWidget):
    """One page, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._scaled = QPixmap()

    def show_picture(self, picture: Picture) -> None:
        """Show this page."""
        row = picture.width * 3
        form = QImage.Format.Format_RGB888
        self._image = QImage(picture.rgb, picture.width, picture.height, row, form).copy()
        self._scale()

    def has_picture(self) -> bool:
        """Whether a page stands there."""
        return not self._image.isNull()

    def image(self) -> QImage:
        """The page as it was drawn."""
        return self._image

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scaled.isNull():
            return
        painter = QPainter(self)
        size = self._scaled.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, self._scaled)
        painter.setPen(current().colour("line"))
        painter.drawRect(left, top, size.width() - 1, size.height() - 1)

    def _scale(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        fit = self._image.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fit.setDevicePixelRatio(ratio)
        self._scaled = QPixmap.fromImage(fit)
        self.update()
