"""A reading beyond its limit: said once, with the two answers to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.icons import IconLabel
from isodesk.ui.parts import Words
from isodesk.ui.restyle import restyle
from isodesk.ui.theme import BODY
from isodesk.ui.wrapping import WrappingRow


class OfferLine(QWidget):
    """`raised` to make a nonconformity of it, `declined` to say why none is made."""

    raised = Signal()
    declined = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("banner", "amber")
        self.setAccessibleName(sentence)
        self.words = Words(sentence, wrap=True)
        self.make = Button(tr("Raise a nonconformity"), self.raised.emit)
        self.none = Button(tr("None needed…"), self.declined.emit, "quiet")
        buttons = WrappingRow()
        for button in (self.make, self.none):
            buttons.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.words)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        mark = IconLabel("alert-triangle", drawn=18, beside=BODY)
        mark.show_icon("alert-triangle", "amber")
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        restyle(self)
