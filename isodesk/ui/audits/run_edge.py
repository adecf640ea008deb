"""The edge of the run: how far the audit is, section by section; each leads to its questions."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.sections import Section, answered_words, section_at, sections
from isodesk.ui.dialog import scrolling
from isodesk.ui.icons import pixmap
from isodesk.ui.parts import Words, dress_surface, small_words
from isodesk.ui.theme import BODY, REGULAR, STRONG, current

WIDE = 20
"""Text units."""


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Progress(QWidget):
    """A bar from nothing to everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(4)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, colour in ((1.0, track()), (self._share, current().colour("accent"))):
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 2, 2)


class SectionRow(QAbstractButton):
    """**8.5** Production 4 of 14, over a line that grows."""

    stepped = Signal(int)
    """The row so many below is wanted."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._current = False
        self.show_section(section, False)
        current().changed.connect(self.updateGeometry)

    def show_section(self, section: Section, here: bool) -> None:
        """Say how far it is; `here` marks the section of the question that stands."""
        self.section, self._current = section, here
        self.setAccessibleName(f"{section.name}, {section.count}")
        self.setToolTip(section.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, current().around(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        inside = self.rect().adjusted(8, 0, -8, -4)
        weight = STRONG if self._current else REGULAR
        painter.setFont(theme.font(BODY, weight, figures=True))
        painter.setPen(theme.colour("text" if self._current else "second"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle, self.section.number)
        room = self._end(painter, inside)
        left = inside.left() + (theme.length(32) if self.section.number else 0)
        painter.setFont(theme.font(BODY, weight))
        painter.setPen(theme.colour("text"))
        words = QRect(left, inside.top(), inside.right() - room - left, inside.height())
        title = theme.metrics(BODY, weight).elidedText(
            self.section.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, title)
        self._line(painter, inside)

    def _ground(self, painter: QPainter) -> None:
        theme = current()
        if self._current or self.underMouse():
            painter.setBrush(theme.colour("pick" if self._current else "hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _end(self, painter: QPainter, inside: QRect) -> int:
        """A tick, or the count; answers the room it takes."""
        theme = current()
        if self.section.done:
            side = theme.icon_size(14)
            ratio = self.devicePixelRatioF()
            mark = pixmap("check", "green", side, ratio)
            top = inside.top() + (inside.height() - side) / 2
            painter.drawPixmap(QPointF(inside.right() - side + 1, top), mark)
            return side + 8
        painter.setFont(theme.font(BODY, figures=True))
        painter.setPen(theme.colour("second"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, flags, self.section.count)
        return theme.metrics(BODY, REGULAR, True).horizontalAdvance(self.section.count) + 8

    def _line(self, painter: QPainter, inside: QRect) -> None:
        section = self.section
        whole = QRectF(inside.left(), self.height() - 4, inside.width(), 2)
        painter.fillRect(whole, track())
        green = QColor(current().palette.verdicts[0])
        colour = green if section.done else current().colour("accent")
        whole.setWidth(whole.width() * section.answered / max(1, section.total))
        painter.fillRect(whole, colour)


class RunEdge(QWidget):
    """`chosen(place)` leads to a question: the first of the section without a verdict."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "alternate")
        self.setAccessibleName(tr("Progress"))
        self.head, self.found = Words(weight=STRONG, figures=True), small_words(wrap=True)
        self.bar = Progress()
        self.rows: list[SectionRow] = []
        listed = QWidget()
        self._column = QVBoxLayout(listed)
        self._column.setContentsMargins(16, 8, 16, 16)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 24, 8)
        top.setSpacing(4)
        for part in (self.head, self.found, self.bar):
            top.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        self._area = scrolling(listed)
        dress_surface(listed, "alternate")
        whole.addWidget(self._area, 1)
        self._dress()
        current().changed.connect(self._dress)

    def show_progress(self, questions: Sequence[QuestionValue], at: int) -> None:
        """How far the audit is, and where it stands."""
        self._questions = questions
        head, found = answered_words(questions)
        self.head.setText(head)
        self.found.setText(found)
        answered = sum(q.verdict is not None for q in questions)
        self.bar.show_share(answered / max(1, len(questions)))
        every = sections(questions)
        here = section_at(every, at)
        while len(self.rows) < len(every):
            self._add_row(every[len(self.rows)])
        for row, section in zip(self.rows, every, strict=False):
            row.show_section(section, section is here)
            if row.isHidden():
                row.show()
        for row in self.rows[len(every) :]:
            row.hide()
        self._area.ensureWidgetVisible(self.rows[every.index(here)], 0, 40)

    def _step(self, row: SectionRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows) and self.rows[at].isVisible():
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.rows[at])

    def _add_row(self, section: Section) -> None:
        row = SectionRow(section)
        row.clicked.connect(lambda: self._chosen(row))
        row.stepped.connect(lambda step: self._step(row, step))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)

    def _chosen(self, row: SectionRow) -> None:
        self.chosen.emit(self.first_open(row.section))

    def first_open(self, section: Section) -> int:
        """Where a section is entered."""
        questions = self._questions
        unanswered = (p for p in section.places if questions[p].verdict is None)
        return next(unanswered, section.places[0])

    _questions: Sequence[QuestionValue] = ()

    def _dress(self) -> None:
        self.setFixedWidth(round(WIDE * current().em))


def track() -> QColor:
    """What a bar runs on: the text's colour, faint."""
    colour = QColor(current().colour("text"))
    colour.setAlphaF(0.12)
    return colour
