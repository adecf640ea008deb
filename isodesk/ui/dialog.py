"""The frame of every dialog: a title, a body that scrolls when it must, a foot with the steps."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.busy_line import BusyLine
from isodesk.ui.buttons import Button, Kind
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import Banner, BannerTone, HairLine, Words, dress_surface, title_words
from isodesk.ui.theme import current

INSET = 24
_EDGE = 48
"""Pixels that stay free of the window around a dialog."""
_LOOK_AGAIN = 500
"""Milliseconds until a closed dialog looks whether its works have ended."""


class Dialog(QDialog):
    """`wide` and `high` are lengths as drawn at 13 px; high 0 takes what the body needs.

    With `scrolls` false the body has lists of its own that scroll.
    """

    help_topic = ""
    """The page of the help on it; with one it has a Help button, and F1 opens that page."""

    def __init__(
        self,
        title: str,
        sub: str = "",
        wide: int = 760,
        high: int = 0,
        scrolls: bool = True,
        jobs: Jobs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self._jobs_beside = jobs
        self.finished.connect(lambda _: self._leave_window())
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._wish = (wide, high)
        self.head = title_words(title)
        self.sub = Words(sub, tone="second", wrap=True)
        self.sub.setVisible(bool(sub))
        self.help = Button(tr("Help"), self.open_help, "quiet", "help")
        self.help.setVisible(bool(self.help_topic))
        self.help.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field takes the keyboard
        self.help.setToolTip("F1")
        QShortcut(QKeySequence("F1"), self).activated.connect(self.open_help)
        self._help_window: QWidget | None = None
        self.banner = Banner()
        self.busy = BusyLine(jobs)
        self.hint = Words(tone="second", wrap=True)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(INSET, 8, INSET, INSET)
        self.body.setSpacing(16)
        self._content = content
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = self._made_head()
        outer.addLayout(self._top)
        outer.addWidget(scrolling(content) if scrolls else content, 1)
        outer.addWidget(HairLine())
        outer.addWidget(self._made_foot())

    def add_button(
        self, text: str, on_click: Callable[[], object], kind: Kind = "", icon: str = ""
    ) -> Button:
        """A step at the right of the foot; the primary one comes last and takes Enter."""
        button = Button(text, on_click, kind, icon)
        button.setDefault(kind == "primary")
        self._steps.addWidget(button)
        return button

    def add_close(self, text: str = "") -> Button:
        """Leave without doing anything."""
        return self.add_button(text or tr("Cancel"), self.reject)

    def say(self, tone: BannerTone, heading: str, body: str = "") -> None:
        """Show what happened above the body."""
        self.banner.say(tone, heading, body)
        QTimer.singleShot(0, self, self._grow)

    def open_help(self) -> None:
        """The page on this dialog, else on what it was opened from; in a window of the dialog's
        own, as others cannot be reached while it is open."""
        from isodesk.ui.help_pages import topic_of_register
        from isodesk.ui.help_window import HelpWindow

        window = self._help_window
        if not isinstance(window, HelpWindow):
            window = self._help_window = HelpWindow(self)
        window.open_topic(topic_of_register(self._topic()))

    def _topic(self) -> str:
        at: QObject | None = self
        while at is not None:
            if topic := getattr(at, "help_topic", ""):
                return str(topic)
            at = at.parent()
        return "first-steps"

    def set_title(self, title: str, sub: str = "") -> None:
        """Say another title."""
        self.head.setText(title)
        self.setWindowTitle(title)
        self.sub.setText(sub)
        self.sub.setVisible(bool(sub))

    def reject(self) -> None:
        """Stop the work in hand, then leave."""
        self.busy.cancel()
        super().reject()

    def _grow(self) -> None:
        """Make room for what was said, where the window has it."""
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _leave_window(self) -> None:
        """Once closed and its works have answered, its window lets it go."""
        if self.parent() is None or self.isVisible():
            return
        if self._jobs_beside is None or not self._jobs_beside.busy():
            self.deleteLater()
        else:
            QTimer.singleShot(_LOOK_AGAIN, self, self._leave_window)

    def sizeHint(self) -> QSize:
        wide, high = (current().length(side) for side in self._wish)
        content, head = self._content.sizeHint(), self._top.sizeHint().height()
        if self._content.hasHeightForWidth():
            content.setHeight(self._content.heightForWidth(wide))
        needed = content.height() + head + self._foot.sizeHint().height() + 4
        return QSize(wide, max(high, 0 if high else needed)).boundedTo(self._room())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240).boundedTo(self._room())

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.sizeHint())
        super().showEvent(event)

    def _room(self) -> QSize:
        """What the window, or the screen, leaves for a dialog."""
        window = self.parentWidget()
        while window is not None and isinstance(window.window(), QDialog):
            window = window.window().parentWidget()  # a dialog's dialog has the window's room
        around = window.window().size() if window is not None else self.screen().availableSize()
        return QSize(max(320, around.width() - _EDGE), max(240, around.height() - _EDGE))

    def _made_head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(INSET, INSET, INSET, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.head, 1)
        row.addWidget(self.help, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.sub)
        column.addSpacing(4)
        column.addWidget(self.banner)
        return column

    def _made_foot(self) -> QWidget:
        self._foot = QWidget()
        dress_surface(self._foot, "alternate")
        self._steps = QHBoxLayout()
        self._steps.setSpacing(8)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(INSET, 12, INSET, 12)
        row.setSpacing(16)
        row.addWidget(self.busy, 1)
        row.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._steps)
        self.busy.shown.connect(lambda busy: self.hint.setVisible(not busy))
        return self._foot


def scrolling(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down where room is short."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dress_surface(content, "base")
    area.setWidget(content)
    return area
