"""The pages beside the text: laid out again when typing rests, in a process of their own."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.services.written_pages import LaidOut
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Job
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.sheet_preview import SheetPreview

REST = 700
"""Milliseconds after a save until the pages follow."""


class PreviewPane(QWidget):
    """Follows one revision while it is seen; `shown(pages)` after each time."""

    shown = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "desk")
        self._tools = tools
        self._revision = 0
        self._stale = False
        self._job: Job[LaidOut] | None = None
        self._counts: dict[bytes, int] = {}
        self.sheets = SheetPreview(tools.jobs, self._count, self._picture)
        self.words = Words(tone="second", wrap=True)
        self.words.setContentsMargins(16, 8, 16, 0)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.sheets, 1)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._draw)

    def open(self, revision_id: int) -> None:
        """Show the pages of a revision."""
        self._revision, self._stale = revision_id, True
        self._draw()

    def close_text(self) -> None:
        """Follow nothing any more, and end the process that laid the pages out."""
        self._revision = 0
        self._rest.stop()
        pages = self._tools.space.written.pages
        self._tools.read(self, lambda _: pages.close())

    def follow(self) -> None:
        """What was typed is saved: let the pages follow."""
        self._stale = True
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()

    def _draw(self) -> None:
        """Lay out once what is newest; while that is in hand the next one waits."""
        if not (self._revision and self._stale and self.isVisible()) or self._job is not None:
            return
        self._stale = False
        pages, revision = self._tools.space.written.pages, self._revision
        self._job = self._tools.read(
            self, lambda progress: pages.lay_out(revision, progress), self._came, self._failed
        )

    def _came(self, laid_out: LaidOut) -> None:
        self._job = None
        self.words.hide()
        if self._revision:
            self._counts = {laid_out.pdf: laid_out.count}
            self.sheets.show_again(laid_out.pdf)
        self._draw_later()

    def _failed(self, refused: Refused) -> None:
        self._job = None
        self.words.setText(tr("The pages could not be laid out: {why}", why=refused))
        self.words.show()
        self._draw_later()

    def _draw_later(self) -> None:
        if self._stale:
            self._rest.start()

    def _count(self, pdf: bytes) -> int:
        return self._counts.get(pdf, 1)

    def _picture(self, pdf: bytes, page: int, width: int) -> Picture:
        return self._tools.space.written.pages.picture(pdf, page, width)
