"""The head of a record: number, chip, pill, revision; the steps; the title."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.documents.values import DocumentValue, State
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.marks import Chip, Pill
from isodesk.ui.parts import Words, title_words


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
        self._facts_row = QWidget()
        self._steps_row = QWidget()
        self._steps_layout = QHBoxLayout(self._steps_row)
        self._lay_out()

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document."""
        document = facts.document
        self.number.setText(document.number)
        self.chip.show_systems(int(document.systems))
        self.pill.show_state(document.state.value)
        self.revision.setText(revision_words(document))
        self.revision.setToolTip(self.revision.text())
        self.title.setText(document.title or tr("Without a title"))
        self._show_steps(facts)
        self._fit()

    def show_back(self, words: str) -> None:
        """A link back to the list; "" hides it."""
        self.link.setText(words)
        self.link.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The narrower of both ways to lay it out."""
        wide = max(self._facts_row.minimumSizeHint().width(), self._steps_row.sizeHint().width())
        return QSize(wide + 40, super().minimumSizeHint().height())

    def _show_steps(self, facts: RecordFacts) -> None:
        held = self._holds_keyboard()
        for button in self.steps.values():
            self._steps_layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.steps = {}
        for at, step in enumerate(facts.document.steps):
            button = Button(tr(step.verb), lambda key=step.key: self.step.emit(key))  # type: ignore[misc]
            button.set_kind("primary" if step.primary else "")
            button.allow(facts.read_only or tr(step.missing))
            self.steps[step.key] = button
            self._steps_layout.insertWidget(at, button)
            # at once: `_fit` counts its dressed width, and only what shows takes focus
            button.show()
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
        self._steps_layout.setContentsMargins(0, 0, 0, 0)
        self._steps_layout.setSpacing(8)
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
        column.addWidget(self.title)

    def _fit(self) -> None:
        """Steps beside the facts, or under them where there is no room."""
        wide = self._facts_row.sizeHint().width() + self._steps_row.sizeHint().width() + 48
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)


def revision_words(document: DocumentValue) -> str:
    """`revision 3, from 30 Nov 2026`; with the one in force when that is another."""
    newest, current = document.newest, document.in_force
    if newest is None:
        return ""
    said = tr("revision {label}", label=newest.label)
    if newest.effective_on and newest.state == State.EFFECTIVE:
        said += tr(", since {day}", day=day_text(newest.effective_on))
    elif newest.superseded_on:
        said += tr(", until {day}", day=day_text(newest.superseded_on))
    elif newest.effective_on:
        said += tr(", from {day}", day=day_text(newest.effective_on))
    if current is not None and current.id != newest.id:
        said += tr("; revision {label} in force", label=current.label)
    return said


def step_words(facts: RecordFacts | None) -> Sequence[tuple[str, str]]:
    """(key, what is missing) of the steps a record may take now."""
    if facts is None:
        return ()
    return [(s.key, facts.read_only or tr(s.missing)) for s in facts.document.steps]
