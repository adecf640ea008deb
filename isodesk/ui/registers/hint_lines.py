"""What a record should know of others: lines above its fields, with links to those records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.emptied import empty
from isodesk.ui.icons import IconLabel
from isodesk.ui.parts import Words
from isodesk.ui.theme import BODY
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.services.register_hints import Hint

_TONES = {"quiet": "grey", "amber": "amber", "red": "red"}


class HintLines(QWidget):
    """`opened(id)` asks for a record a hint names."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints: tuple[Hint, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_hints(self, hints: "Sequence[Hint]") -> None:
        """Show these; the same ones again change nothing."""
        if tuple(hints) == self.hints:
            return
        self.hints = tuple(hints)
        empty(self._column)
        for hint in hints:
            self._column.addWidget(self._line(hint))
        self.setVisible(bool(hints))

    def _line(self, hint: "Hint") -> QWidget:
        line, tone = QWidget(self), _TONES[hint.tone]
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setProperty("banner", tone)
        line.setAccessibleName(hint.sentence)
        icon = "info-circle" if hint.tone == "quiet" else "alert-triangle"
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, tone, 16, BODY), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(hint.sentence, wrap=True))
        if hint.records:
            words.addWidget(self._links(hint))
        row.addLayout(words, 1)
        return line

    def _links(self, hint: "Hint") -> QWidget:
        links = QWidget()
        row = WrappingRow(gap=4)
        links.setLayout(row)
        for record_id, number in hint.records:
            link = Button(number, lambda i=record_id: self.opened.emit(i), "link")  # type: ignore[misc]
            link.setAccessibleName(tr("Open {name}", name=number))
            row.addWidget(link)
        return links
