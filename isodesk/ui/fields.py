"""Fields: a label above, an editor, and a problem in one sentence under it.

All fields answer alike: `value()`, `set_value(v)`, `set_problem(sentence)`, `set_read_only(b)`,
and the signal `edited(value)`, sent when the field is left with another value than it was
given. That is when a form saves.
"""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from isodesk.ui.icons import IconLabel
from isodesk.ui.parts import Words, small_words
from isodesk.ui.restyle import restyle
from isodesk.ui.theme import MEDIUM, SMALL, current


class Field(QWidget):
    """The frame of every field; subclasses give the editor and read and write its value."""

    edited = Signal(object)

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = small_words(label)
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        editor.installEventFilter(self)
        editor.setAcceptDrops(False)  # files dropped on a field are the window's
        self._given: Any = None
        self._problem = _ProblemLine()
        self._hint = small_words(hint, wrap=True)
        self._hint.setVisible(bool(hint))
        self._stack(self.label, editor, self._problem, self._hint)

    def value(self) -> Any:
        """What stands in the field."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value; `set_value` does so and remembers it as the one that is saved."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value; leaving the field unchanged then saves nothing."""
        self.put(value)
        self._given = self.value()

    def unsaved(self) -> bool:
        """Whether another value stands there than the one that was given."""
        return bool(self.value() != self._given)

    def set_problem(self, sentence: str) -> None:
        """Show a problem under the field, or take it away with ""."""
        self._problem.say(sentence)
        self.editor.setProperty("problem", "true" if sentence else "")
        restyle(self.editor)
        self.editor.setAccessibleDescription(sentence)

    def problem(self) -> str:
        """The sentence that stands under the field."""
        return self._problem.sentence

    def set_hint(self, hint: str) -> None:
        """A quiet line under the field."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied only."""
        self.editor.setEnabled(not read_only)

    def commit(self) -> None:
        """Send `edited` now if the value is another one, as when the field is left."""
        value = self.value()
        if value != self._given:
            self._given = value
            self.edited.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self._popup_open():
            self.commit()
        return super().eventFilter(watched, event)

    def _popup_open(self) -> bool:
        return False

    def _stack(self, *parts: QWidget) -> None:
        """Under each other at the top: beside a higher field what is left stays empty below."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in parts:
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)


class LineField(Field):
    """One line of text; Enter saves like leaving does."""

    def __init__(
        self, label: str, hint: str = "", example: str = "", parent: QWidget | None = None
    ) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint, parent)
        self.line.setPlaceholderText(example)
        self.line.returnPressed.connect(self.commit)

    def value(self) -> str:
        return self.line.text().strip()

    def put(self, value: str | None) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class NoteField(Field):
    """A few lines of text; Tab leaves it."""

    def __init__(
        self, label: str, lines: int = 3, hint: str = "", parent: QWidget | None = None
    ) -> None:
        self.text = QPlainTextEdit()
        self._lines = lines
        super().__init__(label, self.text, hint, parent)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(3)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._dress()
        current().changed.connect(self._dress)

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def put(self, value: str | None) -> None:
        self.text.setPlainText(value or "")

    def set_read_only(self, read_only: bool) -> None:
        self.text.setReadOnly(read_only)

    def _dress(self) -> None:
        line = current().metrics().lineSpacing()
        self.text.setFixedHeight(self._lines * line + 14)


class ChoiceField(Field):
    """One of a list; `choices` are (key, words). Choosing saves."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Hashable, str]] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = combo_box()
        super().__init__(label, self.combo, hint, parent)
        self.set_choices(choices)
        self.combo.activated.connect(self.commit)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer other choices; the value stays if it is still among them."""
        value = self.combo.currentData()
        self.combo.clear()
        for key, words in choices:
            self.combo.addItem(words, key)
        self.put(value)

    def value(self) -> Any:
        return self.combo.currentData()

    def put(self, value: Hashable) -> None:
        keys = [self.combo.itemData(at) for at in range(self.combo.count())]
        self.combo.setCurrentIndex(keys.index(value) if value in keys else -1)

    def set_read_only(self, read_only: bool) -> None:
        fix_combo(self.combo, read_only)

    def _popup_open(self) -> bool:
        return bool(self.combo.view().isVisible())


class FilterField(QWidget):
    """The field that narrows a list, with the search icon laid into it; Esc empties it."""

    changed = Signal(str)
    left_down = Signal()

    def __init__(self, words: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setProperty("kind", "filter")
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(name or words)
        self.line.textChanged.connect(self.changed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self._icon = IconLabel("search", parent=self.line)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        current().changed.connect(self._place)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Show everything again."""
        self.line.clear()

    def begin(self, text: str) -> None:
        """Take the keyboard and begin with this text: a letter typed on the list."""
        self.line.setFocus()
        self.line.setText(text)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left_down.emit()
                return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        side = self._icon.width()
        self._icon.move(9, (self.line.height() - side) // 2)
        self.line.setTextMargins(side + 11, 0, 0, 0)


def fix_combo(combo: QComboBox, fixed: bool) -> None:
    """Let the choice be read only: it cannot be opened, and keeps the ink of what is read."""
    if combo.isEnabled() == fixed:
        combo.setProperty("fixed", "true" if fixed else "")
        combo.setEnabled(not fixed)
        restyle(combo)


def combo_box() -> QComboBox:
    """A combo box whose list keeps the theme's selection colours."""
    combo = QComboBox()
    combo.setItemDelegate(QStyledItemDelegate(combo))
    combo.setMinimumContentsLength(4)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


class _ProblemLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self._words = Words("", SMALL, MEDIUM, "danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("alert-circle", "danger", 14, SMALL), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self.sentence = sentence
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
