"""The states of an own register, each with the step that leads to it, as lines to be typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from isodesk.core.rows import Tone
from isodesk.i18n import tr
from isodesk.services.own_registers import Stage
from isodesk.ui.buttons import Button
from isodesk.ui.fields import Field, combo_box
from isodesk.ui.parts import small_words

_TONES: tuple[tuple[Tone, str], ...] = (
    ("blue", "Blue"),
    ("amber", "Amber"),
    ("green", "Green"),
    ("red", "Red"),
    ("grey", "Grey"),
)


class _Line:
    """The widgets of one state."""

    def __init__(self, stage: Stage) -> None:
        self.key = stage.key
        self.word, self.verb = QLineEdit(stage.word), QLineEdit(stage.verb)
        self.tone, self.closed = combo_box(), QCheckBox()
        self.reason = QCheckBox()
        for tone, words in _TONES:
            self.tone.addItem(tr(words), tone)
        self.tone.setCurrentIndex(max(0, self.tone.findData(stage.tone)))
        self.closed.setChecked(stage.closed)
        self.reason.setChecked(stage.reason)
        self.off = Button(tr("Remove"), None, "quiet", "x")
        for widget, name in zip(self.widgets(), _HEADS, strict=False):
            widget.setAccessibleName(tr(name))

    def widgets(self) -> tuple[QWidget, ...]:
        """From the left."""
        return (self.word, self.verb, self.tone, self.closed, self.reason, self.off)

    def stage(self) -> Stage:
        """What stands there."""
        return Stage(
            self.word.text().strip(),
            self.verb.text().strip(),
            self.tone.currentData(),
            self.closed.isChecked(),
            self.reason.isChecked(),
            self.key,
        )


_HEADS = ("State", "Step to it", "Colour", "Closed", "Asks why")


class StagesField(Field):
    """All states between draft and void, in their order."""

    changed = Signal()

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        self._inner = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for column, share in enumerate((4, 4, 3, 0, 0, 0)):
            self._grid.setColumnStretch(column, share)
        self.more = Button(tr("Add a state"), lambda: self.add(Stage("", "")), "link", "plus")
        stack = QVBoxLayout(self._inner)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addLayout(self._grid)
        stack.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines: list[_Line] = []
        super().__init__(label, self._inner, hint, parent)
        for at, words in enumerate(_HEADS):
            self._grid.addWidget(small_words(tr(words)), 0, at)

    def value(self) -> tuple[Stage, ...]:
        return tuple(line.stage() for line in self.lines)

    def put(self, value: Sequence[Stage]) -> None:
        for line in self.lines:
            _drop(line, self._grid)
        self.lines = []
        for stage in value:
            self._append(stage)

    def add(self, stage: Stage) -> None:
        """One more state, to be typed; before the closed ones."""
        open_ones = sum(not line.closed.isChecked() for line in self.lines)
        stages = list(self.value())
        stages.insert(open_ones, stage)
        self.put(stages)
        self.lines[open_ones].word.setFocus()
        self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        self._inner.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return False

    def _append(self, stage: Stage) -> None:
        line = _Line(stage)
        at = len(self.lines) + 1
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, at, column)
        line.off.clicked.connect(lambda _=False: self._remove(line))
        for edit in (line.word, line.verb):
            edit.textEdited.connect(lambda _: self.changed.emit())
        for box in (line.closed, line.reason):
            box.toggled.connect(lambda _: self.changed.emit())
        self.lines.append(line)

    def _remove(self, line: _Line) -> None:
        stages = [each.stage() for each in self.lines if each is not line]
        self.put(stages)
        self.changed.emit()
        self.more.setFocus()


def _drop(line: _Line, grid: QGridLayout) -> None:
    for widget in line.widgets():
        grid.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
