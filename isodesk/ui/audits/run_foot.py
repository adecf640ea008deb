"""The foot of the run: back, what is on disk, and on to the next."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.theme import current


class RunFoot(QWidget):
    """`middle` takes the tools of the evidence where the view is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.back = Button(tr("Back"))
        self.back.setToolTip(tr("The question before (Page Up)"))
        self.said = Words(tone="second", figures=True)
        self.said.setMinimumWidth(1)  # where room is short the buttons have it
        self.next = Button(tr("Next unanswered"), kind="primary")
        self.next.setToolTip(tr("Enter; Page Down goes to the one that follows"))
        self.middle = QHBoxLayout()
        self.middle.setSpacing(8)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(24)
        self._row.addWidget(self.back)
        self._row.addStretch(1)
        self._row.addLayout(self.middle)
        self._row.addStretch(1)
        self._row.addWidget(self.said)
        self._row.addWidget(self.next)
        self._narrow = False
        self._dress()
        current().changed.connect(self._dress)

    def show_saved(self, at: datetime) -> None:
        """When the last answer was on disk."""
        when = tr("On disk {time}", time=f"{at:%H:%M:%S}")
        self.say(when)
        self.said.setToolTip(when)

    def say(self, words: str, tone: str = "second") -> None:
        """A few words beside the button."""
        self.said.setText(words)
        self.said.set_tone(tone)

    def show_next(self, unanswered: bool) -> None:
        """What the button leads to: a question without a verdict, or just the next."""
        long = tr("Next unanswered") if unanswered else tr("Next question")
        self.next.setText(tr("Next") if self._narrow else long)
        self.next.setAccessibleName(long)

    def set_narrow(self, narrow: bool) -> None:
        """Short words where there is no room."""
        self._narrow = narrow
        inset = 24 if narrow else 32
        self._row.setContentsMargins(inset, 12, 24, 12)

    def _dress(self) -> None:
        self.set_narrow(self._narrow)
