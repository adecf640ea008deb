"""Fields for what is typed and read by its kind: numbers, moments, rules; notes that grow."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from isodesk.core.kinds import Kind, Number
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.parts import Words
from isodesk.ui.theme import current

_LEAST_LINES, _MOST_LINES = 2, 12
_AROUND_NOTE = 18
"""Pixels of a note's edge, padding and margin above and below its lines."""


class ParsedField(LineField):
    """One line that a kind reads; what it cannot be stays as typed, with the reason under it."""

    def __init__(
        self, label: str, kind: Kind, example: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, example=example, parent=parent)
        self.kind = kind
        self._value: Any = None
        self.line.setFont(current().font(figures=True))

    def value(self) -> Any:
        """What is typed, as the kind has it; the value before where it cannot be read."""
        try:
            return self.parsed(self.line.text())
        except Refused:
            return self._value

    def put(self, value: Any) -> None:
        self._value = value
        self.line.setText(self.words_of(value))
        self.line.setCursorPosition(0)

    def commit(self) -> None:
        """Write it as it is shown, or say why it cannot be read."""
        try:
            value = self.parsed(self.line.text())
        except Refused as refused:
            self.set_problem(str(refused))
            return
        if value != self._given:
            self.set_problem("")
        self.put(value)
        super().commit()

    def unsaved(self) -> bool:
        """Also where what is typed cannot be read: reading the record again must not take it."""
        return self.line.text().strip() != self.words_of(self._given)

    def words_of(self, value: Any) -> str:
        """The words a value has in the field."""
        return self.kind.show(value)

    def parsed(self, typed: str) -> Any:
        """The value of what is typed. Raises Refused."""
        return self.kind.parse(typed)


class NumberField(ParsedField):
    """A number; its unit stands quietly at the right end."""

    def __init__(self, label: str, kind: Number, parent: QWidget | None = None) -> None:
        super().__init__(label, kind, parent=parent)
        self._unit = Words(kind.unit, tone="second", parent=self.line)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._unit.setVisible(bool(kind.unit))
        if kind.unit:
            self.line.setAccessibleName(f"{label}, {kind.unit}")
            current().changed.connect(self._place_unit)

    def words_of(self, value: Any) -> str:
        kind = self.kind
        assert isinstance(kind, Number)
        return kind.show(value).removesuffix(kind.unit).strip() if kind.unit else kind.show(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QResizeEvent):
            self._place_unit()
        return super().eventFilter(watched, event)

    def _place_unit(self) -> None:
        self._unit.adjustSize()
        wide, high = self._unit.width(), self._unit.height()
        self._unit.move(self.line.width() - wide - 10, (self.line.height() - high) // 2)
        self.line.setTextMargins(0, 0, wide + 6 if wide else 0, 0)


class MomentField(ParsedField):
    """A day and time; `now` is this minute."""

    def parsed(self, typed: str) -> Any:
        if typed.strip().casefold() in ("now", tr("now").casefold()):
            return datetime.now().astimezone().replace(second=0, microsecond=0)
        return super().parsed(typed)


class EveryField(ParsedField):
    """How often, in words; under it the days that follow from it."""

    def __init__(self, label: str, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(label, kind, tr("every 3 months"), parent)
        self.line.setFont(current().font())
        self.line.textChanged.connect(lambda _: self._say_next())

    def _say_next(self) -> None:
        from isodesk.ui.registers.next_days import next_days_words

        try:
            rule = self.parsed(self.line.text())
        except Refused:
            rule = None
        self.set_hint(next_days_words(rule))


class GrowingNote(NoteField):
    """A note as high as its text, within bounds; beyond them it scrolls."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, _LEAST_LINES, hint, parent)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._dress())

    def put(self, value: str | None) -> None:
        if (value or "") != self.text.toPlainText():
            super().put(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width wraps the text anew, which its document does not tell."""
        resized = watched is self.text and isinstance(event, QResizeEvent)
        if resized and event.size().width() != event.oldSize().width():  # type: ignore[attr-defined]
            QTimer.singleShot(0, self, self._dress)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        # QPlainTextEdit counts its document in lines, not in pixels
        lines = round(self.text.document().documentLayout().documentSize().height())
        self._lines = min(max(_LEAST_LINES, lines), _MOST_LINES)
        bar = Qt.ScrollBarPolicy
        fits = lines <= _MOST_LINES
        self.text.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if fits else bar.ScrollBarAsNeeded
        )
        high = self._lines * current().metrics().lineSpacing() + _AROUND_NOTE
        if self.text.height() != high:
            self.text.setFixedHeight(high)
