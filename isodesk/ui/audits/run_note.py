"""The note of a question: saved after a short pause, left by Esc."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.theme import LEAD, current

PAUSE = 700
"""Milliseconds without a key after which what is typed is saved."""
_PAGES = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_NUMBERS = range(Qt.Key.Key_1.value, Qt.Key.Key_6.value + 1)


class RunNote(QPlainTextEdit):
    """Alt with a number sets the verdict, Esc leaves the note, the page keys leave the question:
    those go on to whoever stands around it."""

    paused = Signal()
    """What is typed may be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Note"))
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(4)
        self._lines = 4
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.paused)
        self.textChanged.connect(self._pause.start)
        self._dress()
        current().changed.connect(self._dress)

    def text(self) -> str:
        """What is typed, without the blanks around it."""
        return self.toPlainText().strip()

    def show_note(self, note: str, why: str = "") -> None:
        """Show what is on disk; `why` asks for something while it is empty."""
        self.setPlaceholderText(why)
        if note != self.text():
            self.setPlainText(note)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._pause.stop()

    def begin(self, text: str) -> None:
        """A letter opens the note: go on typing at its end."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.insertPlainText(text)

    def set_lines(self, lines: int) -> None:
        """How many lines it shows."""
        self._lines = lines
        self._dress()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()  # whoever stands around it says whether it is theirs
            if _goes_on(event):
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _goes_on(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        theme = current()
        self.setFont(theme.font(LEAD))
        self.viewport().setFont(theme.font(LEAD))  # of the words in an empty note
        self.setFixedHeight(self._lines * theme.metrics(LEAD).lineSpacing() + 20)


def _goes_on(event: QKeyEvent) -> bool:
    """Whether a key is not for the text."""
    key, held = event.key(), event.modifiers()
    alone = held & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    if key == Qt.Key.Key_Escape or (alone and key in _PAGES):
        return True
    if held & Qt.KeyboardModifier.AltModifier and key in _NUMBERS:
        return True
    return bool(held & Qt.KeyboardModifier.ControlModifier) and key in (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )
