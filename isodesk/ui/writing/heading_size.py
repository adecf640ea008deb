"""Headings larger than the text, beside the document's own formats."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from isodesk.ui.theme import current
from isodesk.ui.writing.objects import HEADINGS


class HeadingSize(QSyntaxHighlighter):
    """The size and weight of the headings of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._forms: dict[int, QTextCharFormat] = {}
        current().changed.connect(self._forget)

    def highlightBlock(self, text: str) -> None:
        level = self.currentBlock().blockFormat().headingLevel()
        if level and text:
            self.setFormat(0, len(text), self._form(level))

    def _form(self, level: int) -> QTextCharFormat:
        if level not in self._forms:
            made = QTextCharFormat()
            size = self.document().defaultFont().pointSizeF()
            made.setFontPointSize(size * HEADINGS.get(level, 1.0))
            made.setFontWeight(QFont.Weight.DemiBold.value)
            self._forms[level] = made
        return self._forms[level]

    def _forget(self) -> None:
        self._forms.clear()
        self.rehighlight()
