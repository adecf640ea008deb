"""What is being done, how far it is, and Cancel: one line in a dialog's foot."""

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.jobs import Job, Jobs
from isodesk.ui.parts import Words
from isodesk.ui.theme import SMALL, current


class BusyLine(QWidget):
    """Watches one job at a time; hidden while there is none."""

    shown = Signal(bool)
    stopped = Signal()
    """The job ended because it was stopped."""

    def __init__(self, jobs: Jobs | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self._words = Words(ratio=SMALL, tone="second", figures=True)
        self._bar = _Bar()
        self._stop = Button(tr("Stop"), self.cancel, "link")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self._stop)
        if jobs is not None:
            jobs.progressed.connect(self._progress)
            jobs.ended.connect(self._end)
        self.hide()

    def watch(self, job: Job[Any], what: str = "") -> None:
        """Show this job until it ends."""
        self._job = job
        self._words.setText(what or job.title)
        self._bar.show_part(0, 0)
        self._stop.setEnabled(True)
        self._show(True)

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._job.cancel()
            self._words.setText(tr("Stopping"))
            self._stop.setEnabled(False)

    def running(self) -> bool:
        """Whether a job is in hand."""
        return self._job is not None

    def _progress(self, job: object, done: int, of: int, what: str) -> None:
        if self._job is not None and job is self._job and not self._job.cancelled():
            self._words.setText(f"{what}  {done} / {of}" if of > 1 else what)
            self._bar.show_part(done, of)

    def _end(self, job: object) -> None:
        if self._job is not None and job is self._job:
            cancelled, self._job = self._job.cancelled(), None
            self._show(False)
            if cancelled:
                self.stopped.emit()

    def _show(self, busy: bool) -> None:
        self.setVisible(busy)
        self.shown.emit(busy)


class _Bar(QWidget):
    """A thin bar; without a known end it stands at a third."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(4)
        self._part = 0.33

    def show_part(self, done: int, of: int) -> None:
        """So much of it is done."""
        self._part = min(1.0, done / of) if of > 0 else 0.33
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, part in (("line", 1.0), ("accent", self._part)):
            painter.setBrush(current().colour(colour))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * part, 4), 2, 2)
