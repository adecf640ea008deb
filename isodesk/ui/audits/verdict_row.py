"""The six verdicts as large buttons, on the keys 1 to 6."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.theme import BODY, LEAD, MEDIUM, STRONG, current

VERDICTS = tuple(Verdict)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class VerdictButton(QAbstractButton):
    """One verdict: its key above its word. Chosen, it is filled."""

    def __init__(self, number: int, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.verdict = number, verdict
        self.low = False
        """Whether two rows have to find room."""
        self.setCheckable(True)
        self.setText(verdict_word(verdict))
        self.setAccessibleName(f"{number} {self.text()}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        theme = current()
        words = theme.metrics(BODY, MEDIUM).horizontalAdvance(self.text())
        return QSize(words + 16, theme.length(54 if self.low else 68))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:  # they turn the pages, as everywhere in the question
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own, base = QColor(theme.palette.verdicts[self.number - 1]), theme.colour("base")
        fill = own if self.isChecked() else theme.colour("hover") if self.underMouse() else base
        painter.setPen(QPen(own if self.isChecked() else theme.colour("border"), 1))
        painter.setBrush(fill)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            self._ring(painter, box, base)
        self._words(painter, base if self.isChecked() else own)

    def _ring(self, painter: QPainter, box: QRectF, base: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(current().colour("text" if self.isChecked() else "accent"), 2))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.isChecked():
            painter.setPen(QPen(base, 1))
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 6, 6)

    def _words(self, painter: QPainter, number: QColor) -> None:
        theme, middle = current(), self.height() / 2
        high, low = theme.metrics(LEAD, STRONG).height(), theme.metrics(BODY, MEDIUM).height()
        top = middle - (high + low) / 2
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(LEAD, STRONG))
        painter.setPen(number)
        painter.drawText(QRectF(0, top, self.width(), high), centre, str(self.number))
        painter.setFont(theme.font(BODY, MEDIUM))
        painter.setPen(number if self.isChecked() else theme.colour("text"))
        painter.drawText(QRectF(0, top + high, self.width(), low), centre, self.text())


class VerdictRow(QWidget):
    """`chosen(Verdict)` when a button is pressed, the one that is chosen already too."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Verdict"))
        self.buttons = {v: VerdictButton(n, v, self) for n, v in enumerate(VERDICTS, start=1)}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for button in self.buttons.values():
            button.clicked.connect(lambda _=False, b=button: self._pressed(b))
        self._columns = 0
        self.set_columns(6)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Fill the chosen one; None fills none."""
        self._verdict = verdict
        for each, button in self.buttons.items():
            button.setChecked(each is verdict)

    def set_columns(self, columns: int) -> None:
        """All beside each other (6), or in two rows of three."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self.buttons.values()):
            button.low = columns < 6
            button.updateGeometry()
            self._grid.addWidget(button, at // columns, at % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def allow(self, missing: str) -> None:
        """Disable them, their tip saying why; "" enables."""
        for button in self.buttons.values():
            button.setEnabled(not missing)
            button.setToolTip(missing)

    _verdict: Verdict | None = None

    def _pressed(self, button: VerdictButton) -> None:
        button.setChecked(button.verdict is self._verdict)  # filled once it is said to be
        self.chosen.emit(button.verdict)
