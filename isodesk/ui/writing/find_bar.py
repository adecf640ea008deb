"""The bar under the text that finds words and replaces them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button, FilterChip
from isodesk.ui.parts import HairLine, dress_surface, small_words
from isodesk.ui.theme import current
from isodesk.ui.writing.editor import TextEditor
from isodesk.ui.writing.finding import matches, nearest, replace_all, replace_one

_REST = 120
_MOST_SHOWN = 500
"""Matches that are tinted: painting thousands would hold up typing."""


class FindBar(QWidget):
    """Hidden until `ask` or `replace`; Esc puts it away."""

    closed = Signal()

    def __init__(self, editor: TextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "window")
        self._editor = editor
        self._found: list[tuple[int, int]] = []
        self.wanted, self.words = QLineEdit(), QLineEdit()
        self.case = FilterChip(tr("Match case"))
        self.whole = FilterChip(tr("Whole words"))
        self.count = small_words()
        self.back = Button(tr("Previous"), lambda: self.step(-1), "quiet", "chevron-up")
        self.on = Button(tr("Next"), lambda: self.step(1), "quiet", "chevron-down")
        self.one = Button(tr("Replace"), self.replace_one)
        self.every = Button(tr("Replace all"), self.replace_every)
        self.shut = Button(tr("Close"), self.close_bar, "quiet")
        self._again = QTimer(self, singleShot=True, interval=_REST)
        self._again.timeout.connect(self.look)
        self._lay_out()
        self._connect()
        self.hide()

    def ask(self) -> None:
        """Ask for words to find; what is selected is offered."""
        self._show(False)

    def replace(self) -> None:
        """Ask for words to find and those to put in their place."""
        self._show(True)

    def close_bar(self) -> None:
        """Put the bar away and go back to the text."""
        self.hide()
        self._editor.setExtraSelections([])
        self._editor.setFocus()
        self.closed.emit()

    def look(self) -> None:
        """Find all places again."""
        if not self.isVisible():
            return
        wanted = self.wanted.text()
        document = self._editor.document()
        self._found = matches(document, wanted, self.case.isChecked(), self.whole.isChecked())
        self._tint()
        self._say()

    def step(self, by: int) -> None:
        """Go to the next or the previous place, round the end."""
        self.look()
        if not self._found:
            return
        cursor = self._editor.textCursor()
        begin = cursor.selectionStart()
        at = nearest(self._found, begin)
        here = self._found[at][0] == begin and cursor.hasSelection()
        if by > 0 and here:
            at += 1
        elif by < 0:
            at -= 1
        self._go(at % len(self._found))

    def replace_one(self) -> None:
        """Replace what is selected when it is a match, then go to the next."""
        cursor = self._editor.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        self.look()
        if span in self._found:
            replace_one(cursor, self.words.text())
            self._editor.setTextCursor(cursor)
            self.look()
        self.step(1)

    def replace_every(self) -> None:
        """Replace all places in one step."""
        self.look()
        n = len(self._found)
        if n:
            replace_all(self._editor.document(), self._found, self.words.text())
            self.look()
        self.count.setText(tr("1 replaced") if n == 1 else tr("{n} replaced", n=n))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.words and not shift:
                    self.replace_one()
                else:
                    self.step(-1 if shift else 1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _show(self, with_words: bool) -> None:
        can = with_words and not self._editor.isReadOnly()
        self._second.setVisible(can)
        selected = self._editor.textCursor().selectedText()
        if selected and "\u2029" not in selected and "\ufffc" not in selected:
            self.wanted.setText(selected)
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self.look()

    def _go(self, at: int) -> None:
        begin, end = self._found[at]
        cursor = self._editor.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self._say()

    def _say(self) -> None:
        """`3 of 12`, counted by the place that is selected."""
        total = len(self._found)
        if not self.wanted.text():
            self.count.setText("")
        elif not total:
            self.count.setText(tr("Not found"))
        else:
            begin = self._editor.textCursor().selectionStart()
            here = next((n for n, (b, _) in enumerate(self._found, 1) if b == begin), 0)
            self.count.setText(tr("{n} of {total}", n=here or "–", total=total))
        for button in (self.back, self.on, self.one, self.every):
            button.allow("" if total else tr("Nothing is found."))

    def _tint(self) -> None:
        tint = QTextCharFormat()
        ground = QColor(current().colour("bar"))
        ground.setAlpha(90)
        tint.setBackground(ground)
        shown = []
        for begin, end in self._found[:_MOST_SHOWN]:
            each = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            each.cursor, each.format = cursor, tint
            shown.append(each)
        self._editor.setExtraSelections(shown)

    def _lay_out(self) -> None:
        self.wanted.setPlaceholderText(tr("Find"))
        self.wanted.setAccessibleName(tr("Words to find"))
        self.words.setPlaceholderText(tr("Replace with"))
        self.words.setAccessibleName(tr("Words to put in their place"))
        first = QHBoxLayout()
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        for row, parts in (
            (first, (self.back, self.on, self.case, self.whole, self.count)),
            (second, (self.one, self.every)),
        ):
            row.setSpacing(8)
            field = self.wanted if row is first else self.words
            field.setMaximumWidth(round(current().em * 20))
            row.addWidget(field, 3)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        first.addWidget(self.shut)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 8, 8, 8)
        inside.setSpacing(8)
        inside.addLayout(first)
        inside.addWidget(self._second)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(HairLine())
        outer.addLayout(inside)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(lambda _: self._again.start())
        self._editor.edited.connect(self._again.start)
        for chip in (self.case, self.whole):
            chip.toggled.connect(lambda _: self.look())
        for field in (self.wanted, self.words):
            field.installEventFilter(self)
