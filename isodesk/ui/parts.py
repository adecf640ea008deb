"""The small parts of every page: words, hairlines, section heads, banners, empty states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from isodesk.ui.buttons import Button
from isodesk.ui.icons import IconLabel
from isodesk.ui.marks import Chip
from isodesk.ui.pressable import Pressable
from isodesk.ui.restyle import restyle
from isodesk.ui.theme import BODY, LEAD, MEDIUM, PAGE_TITLE, REGULAR, SMALL, STRONG, TITLE, current

Surface = Literal["window", "base", "alternate", "desk", "line"]
BannerTone = Literal["grey", "amber", "blue", "green", "red"]
_BANNER_ICONS = {
    "grey": "info-circle",
    "amber": "alert-triangle",
    "blue": "info-circle",
    "green": "circle-check",
    "red": "alert-circle",
}


class Words(QLabel):
    """Text at a ratio of the system's font; follows the text size, wraps when asked."""

    def __init__(
        self,
        text: str = "",
        ratio: float = BODY,
        weight: QFont.Weight = REGULAR,
        tone: str = "",
        wrap: bool = False,
        figures: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._look = (ratio, weight, figures)
        self.setWordWrap(wrap)
        self.set_tone(tone)
        self._dress()
        current().changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        """second, danger, accent, disabled, heading (in a banner) or plain."""
        self.setProperty("tone", tone)
        restyle(self)

    def _dress(self) -> None:
        self.setFont(current().font(*self._look))


def title_words(text: str = "") -> Words:
    """The title of a record or dialog."""
    return Words(text, TITLE, STRONG, wrap=True)


def page_title(text: str = "") -> Words:
    """The title of Today, an empty page, the first run."""
    return Words(text, PAGE_TITLE, STRONG, wrap=True)


def small_words(text: str = "", wrap: bool = False) -> Words:
    """Hints, labels and counts."""
    return Words(text, SMALL, tone="second", wrap=wrap)


def surface(kind: Surface, parent: QWidget | None = None) -> QWidget:
    """A plain widget on one of the three grounds."""
    widget = QWidget(parent)
    dress_surface(widget, kind)
    return widget


def dress_surface(widget: QWidget, kind: Surface) -> None:
    """Put a widget on a ground; a palette fill does not show under a style sheet."""
    widget.setProperty("surface", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class HairLine(QWidget):
    """One pixel between panes or sections."""

    def __init__(self, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class SectionHead(QWidget):
    """**To recall** 2 copies ............ Walk sheet: a heading, its note, one link."""

    def __init__(
        self,
        title: str,
        note: str = "",
        icon: str = "",
        action: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Words(title, weight=STRONG)
        self.note = Words(note, tone="second", figures=True)
        self.link = Button(action, on_click, "link")
        self.link.setVisible(bool(action))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if icon:
            row.addWidget(IconLabel(icon))
        for part in (self.title, self.note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.link)


class Banner(QWidget):
    """What must be seen before work goes on: a heading, a sentence, at most one button."""

    pressed = Signal()
    shown = Signal(bool)
    """It was shown or put away, so that the room around it may follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel("info-circle", drawn=18, beside=BODY)
        self._heading = Words(weight=STRONG, tone="heading", wrap=True)
        self._body = Words(wrap=True)
        self._button = Button("", self.pressed.emit)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, tone: BannerTone, heading: str, body: str = "", button: str = "") -> None:
        """Show the banner; without a button's words it has none."""
        self.setProperty("banner", tone)
        self._icon.show_icon(_BANNER_ICONS[tone], tone)
        self._heading.setText(heading)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{heading} {body}".strip())
        for widget in (self, self._heading):
            restyle(widget)
        self.show()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.shown.emit(visible)

    def words(self) -> str:
        """What it says, heading and body."""
        return f"{self._heading.text()} {self._body.text()}".strip()


class Way(Pressable):
    """A way to begin: an icon, what it does in strong words, and a hint. Works by key too."""

    def __init__(
        self, icon: str, title: str, hint: str, first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._picked = False
        self.title = Words(title, weight=STRONG, tone="accent" if first else "")
        self.hint = Words(hint, tone="second", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        mark = IconLabel(icon, "accent" if first else "second", 20, BODY)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def set_picked(self, picked: bool) -> None:
        """Mark it as the one that stands open beside it."""
        self._picked = picked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not (self._picked or self.underMouse() or self.hasFocus()):
            return
        fill = "pick" if self._picked else "hover"
        painter.setBrush(theme.colour(fill))
        focused = QPen(theme.colour("accent"), 2)
        painter.setPen(focused if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


@dataclass(frozen=True)
class Example:
    """A good entry, quoted in an empty list."""

    number: str
    title: str
    body: str
    facts: Sequence[str] = ()


class EmptyState(QWidget):
    """What a list is for, one good entry, and the ways to begin."""

    def __init__(
        self,
        title: str,
        sentence: str,
        ways: Sequence[Way],
        example: Example | None = None,
        clause: str = "",
        systems: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(page_title(title))
        column.addWidget(Words(sentence, LEAD, wrap=True))
        if clause:
            column.addWidget(_clause_line(clause, systems))
        column.addSpacing(14)
        if example:
            column.addWidget(_Quote(example))
            column.addSpacing(14)
        for way in ways:
            column.addWidget(way)
        outer = QHBoxLayout(self)
        outer.addWidget(self._column, 0, Qt.AlignmentFlag.AlignCenter)
        self._dress()
        current().changed.connect(self._dress)

    def _dress(self) -> None:
        self._column.setFixedWidth(min(current().length(598), 1100))


def _clause_line(clause: str, systems: int) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if systems:
        row.addWidget(Chip(systems))
    row.addWidget(Words(clause, tone="second", wrap=True), 1)
    return line


class _Quote(QWidget):
    """An example behind a 3 px rule."""

    def __init__(self, example: Example) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Words(example.title, weight=MEDIUM, wrap=True))
        words.addWidget(Words(example.body, wrap=True))
        if example.facts:
            words.addWidget(small_words("   ·   ".join(example.facts), wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 2, 0, 2)
        row.setSpacing(16)
        number = Words(example.number, tone="second", figures=True)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), current().colour("line"))
