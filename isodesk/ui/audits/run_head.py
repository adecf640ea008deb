"""The head of the run: which audit, how long the slot still lasts, what can be done anywhere."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_beside import Slot
from isodesk.services.audit_values import AuditValue
from isodesk.ui.audits.slot_words import slot_words
from isodesk.ui.buttons import Button
from isodesk.ui.marks import Chip
from isodesk.ui.one_line import OneLine
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.theme import STRONG, current

LOOK_EVERY = 10_000
"""Milliseconds after which the time that is left is said again."""


class RunHead(QWidget):
    """Its buttons are the view's to answer: `leave, search, add, print, look, sunlight`."""

    more_asked = Signal(object)
    """QMenu: More opens where the head is narrow; to be filled."""

    def __init__(self, audit: AuditValue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "window")
        self._slots: tuple[Slot, ...] = ()
        self.leave = Button(tr("Leave"), None, "quiet", "chevron-left")
        self.number = Words(audit.number, tone="second", figures=True)
        self.title = OneLine(audit.title, weight=STRONG)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.chip = Chip(audit.systems)
        self.slot = Words(tone="second", figures=True)
        self.search = Button(tr("Find a question"), None, "quiet", "search")
        self.add = Button(tr("Add one"), None, "quiet", "plus")
        self.print = Button(tr("Print the rest"), None, "quiet", "printer")
        self.print.setToolTip(tr("What has no verdict yet, to be filled in by pen"))
        self.look = Button(tr("Look for"), None, "quiet", "eye")
        self.look.setCheckable(True)
        self.more = Button(tr("More"), None, "quiet")
        self.sunlight = Button(tr("Sunlight"), None, "quiet", "sun")
        self.sunlight.setCheckable(True)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        for button, tip in (
            (self.leave, tr("Back to the window (Esc twice)")),
            (self.search, "Ctrl+F"),
            (self.add, "Ctrl+N"),
            (self.sunlight, "F8"),
        ):
            button.setToolTip(tip)
        self._lay_out()
        self._minute = QTimer(self, interval=LOOK_EVERY)
        self._minute.timeout.connect(self._say_slot)
        current().changed.connect(self._dress)
        self._dress()
        self.set_narrow(False)

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Today's timetable."""
        self._slots = slots
        self._say_slot()
        self._minute.start()

    def set_narrow(self, narrow: bool) -> None:
        """Say less where there is no room."""
        for part in (self.number, self.chip, self.add, self.print):
            part.setHidden(narrow)
        self.search.setText(tr("Find") if narrow else tr("Find a question"))
        self.look.setHidden(not narrow)
        self.more.setHidden(not narrow)

    def now(self) -> datetime:
        """The time where the officer sits."""
        return datetime.now()

    def _say_slot(self) -> None:
        words, over = slot_words(self._slots, self.now())
        self.slot.setText(words)
        self.slot.set_tone("danger" if over else "second")

    def _fill(self) -> None:
        self._menu.clear()
        self.more_asked.emit(self._menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.leave)
        row.addSpacing(8)
        for part in (self.number, self.title, self.chip):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.slot)
        row.addStretch(1)
        for button in (self.search, self.add, self.print, self.look, self.more, self.sunlight):
            row.addWidget(button)

    def _dress(self) -> None:
        theme = current()
        self.setFixedHeight(theme.around(36))
        self.sunlight.setChecked(theme.sunlight)
        self.sunlight.set_kind("" if theme.sunlight else "quiet")
