"""The head of a record: number, chip, pill, a few words; the steps; the title."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.rows import Mark
from isodesk.documents.values import StepValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.marks import Chip, Pill
from isodesk.ui.parts import Words, title_words
from isodesk.ui.tab_order import chain
from isodesk.ui.wrapping import WrappingRow


@dataclass(frozen=True)
class Headed:
    """What a head says. `beside` stands after the pill ("revision 3, since 30 Nov 2026")."""

    number: str
    title: str
    systems: int
    state: str | Mark
    beside: str
    steps: tuple[StepValue, ...]
    read_only: str
    """Why nothing can be changed; "" when it can."""
    late: bool = False
    """Whether what stands beside is said in red."""


class RecordHead(QWidget):
    """`step(key)` when a step is pressed. The back link is for one-pane mode."""

    step = Signal(str)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = Button("", self.back.emit, "link", "chevron-left")
        self.link.hide()
        self.number = Words(tone="second", figures=True)
        self.chip, self.pill = Chip(3), Pill("draft")
        self.revision = Words(tone="second", figures=True)
        self.title = title_words()
        self.more = Button(tr("More"), kind="quiet")
        self.steps: dict[str, Button] = {}
        self.folds = False
        """Whether the More menu has every step, so that those without room may leave."""
        self._facts_row = QWidget()
        self._steps_row = QWidget()
        self._steps_layout = WrappingRow()
        self._steps_row.setLayout(self._steps_layout)
        self._lay_out()

    def show_head(self, headed: Headed) -> None:
        """Show a record."""
        self.number.setText(headed.number)
        self.number.setVisible(bool(headed.number))
        self.chip.show_systems(headed.systems)
        self.pill.show_state(headed.state)
        self.revision.setText(headed.beside)
        self.revision.setToolTip(headed.beside)
        self.revision.set_tone("danger" if headed.late else "second")
        self.title.setText(headed.title or tr("Without a title"))
        self._show_steps(headed)
        self._fit()

    def order(self) -> tuple[QWidget, ...]:
        """Where Tab goes in it."""
        return self.link, *self.steps.values(), self.more

    def show_back(self, words: str) -> None:
        """A link back to the list; "" hides it."""
        self.link.setText(words)
        self.link.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The narrower of both ways to lay it out."""
        least = self._steps_layout.minimumSize().width()
        wide = max(self._facts_row.minimumSizeHint().width(), least)
        return QSize(wide + 40, super().minimumSizeHint().height())

    def _show_steps(self, headed: Headed) -> None:
        held = self._holds_keyboard()
        for button in self.steps.values():
            self._steps_layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.steps = {}
        self._steps_layout.removeWidget(self.more)
        for step in headed.steps:
            button = Button(tr(step.verb), lambda key=step.key: self.step.emit(key))  # type: ignore[misc]
            button.set_kind("primary" if step.primary else "")
            button.allow(headed.read_only or tr(step.missing))
            self.steps[step.key] = button
            self._steps_layout.addWidget(button)
            # at once: `_fit` counts its dressed width, and only what shows takes focus
            button.show()
        self._steps_layout.addWidget(self.more)
        chain(self.order())  # new buttons would come to stand somewhere in the form
        if held:
            self._take_keyboard()

    def _holds_keyboard(self) -> bool:
        """Whether the step taken last has the keyboard, also while its dialog stands before it."""
        return self.window().focusWidget() in self.steps.values()

    def _take_keyboard(self) -> None:
        """After a step the keyboard is at the next one, not wherever Qt finds room for it."""
        can = [b for b in self.steps.values() if b.isEnabled()]
        first = [b for b in can if b.property("kind") == "primary"]
        (first or can or [self.more])[0].setFocus()

    def _lay_out(self) -> None:
        facts = QHBoxLayout(self._facts_row)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(8)
        for part in (self.number, self.chip, self.pill, self.revision):
            facts.addWidget(part)
        facts.addStretch(1)
        self._steps_layout.addWidget(self.more)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        self._line.addWidget(self._facts_row, 1)
        self._line.addWidget(self._steps_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._line)
        self._under = column
        column.addWidget(self.title)

    def _fold_steps(self) -> None:
        """Steps that do not fit one line are left to the More menu, which has them all."""
        room = self.width() - 40 - self.more.sizeHint().width()
        for button in self.steps.values():
            room -= button.sizeHint().width() + 8
            button.setVisible(room >= 0 or button is next(iter(self.steps.values())))

    def _fit(self) -> None:
        """Steps beside the facts, or under them where there is no room."""
        if self.folds:
            self._fold_steps()
        wide = self._facts_row.sizeHint().width() + self._steps_layout.one_line() + 48
        way = QBoxLayout.Direction
        beside = wide <= self.width()
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._under.setSpacing(4 if beside else 8)
        # beside the facts it is one line; under them it takes the width and may wrap
        self._steps_row.setMinimumWidth(self._steps_layout.one_line() if beside else 0)
        for row in (self._facts_row, self._steps_row):
            layout = row.layout()
            assert layout is not None
            layout.activate()  # what was asked for while the record was hidden is lost
