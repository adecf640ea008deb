"""A file of an older isodesk is brought up to date before its pages are built: what is done
meanwhile, how far it is, and Stop."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.busy_line import BusyLine
from isodesk.ui.jobs import Job, Jobs
from isodesk.ui.parts import Words, dress_surface, page_title
from isodesk.ui.theme import current


class UpdatingPage(QWidget):
    """Stands alone in the window until the file can be read."""

    stopped = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._title = page_title()
        self._words = Words(tone="second", wrap=True)
        self.busy = BusyLine(jobs)
        self.busy.stopped.connect(self.stopped)
        self._column = QWidget()
        inner = QVBoxLayout(self._column)
        inner.setContentsMargins(16, 0, 16, 0)
        inner.setSpacing(12)
        for part in (self._title, self._words, self.busy):
            inner.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._column)  # no alignment: it would cut words that wrap
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
        self._dress()
        current().changed.connect(self._dress)

    def show_company(self, name: str) -> None:
        """Before the work begins."""
        self._title.setText(tr("Bringing {name} up to date", name=name))
        self._words.setText(
            tr(
                "An earlier isodesk wrote this file. A verified backup of it is written beside it"
                " first; nothing that was kept is changed."
            )
        )

    def watch(self, job: Job[Any]) -> None:
        """Show this job until it ends."""
        self.busy.watch(job, tr("Checking the file"))

    def _dress(self) -> None:
        self._column.setFixedWidth(min(current().length(520), 720))
