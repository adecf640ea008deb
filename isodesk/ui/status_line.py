"""The status bar: the file, when it was saved, the work in hand, the last backup."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.icons import IconLabel
from isodesk.ui.jobs import Job, Jobs
from isodesk.ui.one_line import OneLine
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.theme import SMALL, current

_SAID_MS = 8_000
"""A sentence stays long enough to be read twice."""


class StatusLine(QWidget):
    """One line; works with a title show their progress and can be stopped here."""

    backup_pressed = Signal()

    def __init__(self, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "window")
        self._job: Job[Any] | None = None
        self.file = OneLine(ratio=SMALL, tone="second")
        self.saved = Words(ratio=SMALL, tone="second", figures=True)
        self.said = OneLine(ratio=SMALL)
        self._fade = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._fade.timeout.connect(lambda: self.said.setText(""))
        self._work = self._made_work()
        self._shield = IconLabel("shield-check", "green", 14)
        self._backup = Button("", self.backup_pressed.emit, "quiet")
        self._lay_out()
        self._dress()
        current().changed.connect(self._dress)
        if jobs is not None:
            jobs.started.connect(self._begin)
            jobs.progressed.connect(self._progress)
            jobs.ended.connect(self._end)

    def set_file(self, name: str) -> None:
        """The file's name; "" for none."""
        self.file.setText(name)

    def set_saved(self, moment: datetime | None) -> None:
        """`Saved 10:42`, in local time; nothing before the first change."""
        local = moment.astimezone() if moment else None
        self.saved.setText(tr("Saved {time}", time=f"{local:%H:%M}") if local else "")

    def set_said(self, sentence: str) -> None:
        """What was just done, for a few seconds; screen readers are told too."""
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        self._fade.start()

    def set_backup(self, words: str, well: bool = True) -> None:
        """`Backup verified 6 hours ago`; a late one in amber with another sign."""
        sign, tone = ("shield-check", "green") if well else ("alert-triangle", "amber")
        self._shield.show_icon(sign, tone)
        self._backup.setText(words)
        self._shield.setVisible(bool(words))
        self._backup.setVisible(bool(words))

    def _made_work(self) -> QWidget:
        self._what = OneLine(ratio=SMALL, tone="second", figures=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setFixedWidth(120)
        self._cancel = Button(tr("Cancel"), self._stop, "link")
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._what, self._bar, self._cancel):
            row.addWidget(part)
        work.hide()
        return work

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(26)
        row.addWidget(self.file)
        row.addWidget(self.saved)
        row.addWidget(self._work)
        row.addWidget(self.said)
        row.addStretch(1)
        end = QHBoxLayout()
        end.setSpacing(0)
        end.addWidget(self._shield)
        end.addWidget(self._backup)
        row.addLayout(end)
        self.set_backup("")

    def _dress(self) -> None:
        self.setFixedHeight(current().around(14))
        for button in (self._backup, self._cancel):
            button.setStyleSheet(
                f"QPushButton {{ font-size: {current().font(SMALL).pointSizeF():.2f}pt;"
                f" min-height: {current().around(4)}px; }}"
            )

    def _begin(self, job: Job[Any]) -> None:
        if job.title and self._job is None:
            self._job = job
            self._what.setText(job.title)
            self._bar.setRange(0, 0)
            self._cancel.setEnabled(True)
            self._work.show()

    def _progress(self, job: Job[Any], done: int, of: int, what: str) -> None:
        if job is self._job:
            self._bar.setRange(0, of)
            self._bar.setValue(done)
            self._what.setText(f"{job.title} · {what}" if what else job.title)

    def _end(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            self._work.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._what.setText(tr("Stopping…"))
            self._cancel.setEnabled(False)
