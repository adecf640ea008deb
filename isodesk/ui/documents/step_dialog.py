"""A dialog that takes one step: it asks, writes on the worker, and shows what is refused."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools, Work
from isodesk.ui.fields import Field
from isodesk.ui.parts import Words

T = TypeVar("T")


class StepDialog(Dialog):
    """Fields are known by the names services use, so that a problem stands under its field."""

    def __init__(
        self,
        tools: Tools,
        title: str,
        sub: str = "",
        wide: int = 520,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sub, wide, jobs=tools.jobs, parent=parent)
        self.tools = tools
        self._fields: dict[str, Field] = {}
        self._buttons: list[Button] = []
        self._ended = False

    def add_field(self, key: str, field: Field) -> None:
        """Ask for something; `key` is the service's own word for it."""
        self._fields[key] = field
        self.body.addWidget(field)

    def add_pair(self, left: tuple[str, Field], right: tuple[str, Field]) -> None:
        """Two fields beside each other."""
        row = QHBoxLayout()
        row.setSpacing(24)
        for key, field in (left, right):
            self._fields[key] = field
            row.addWidget(field, 1)
        self.body.addLayout(row)

    def add_words(self, text: str, tone: str = "") -> Words:
        """A sentence in the body."""
        words = Words(text, tone=tone, wrap=True)
        self.body.addWidget(words)
        return words

    def add_step(self, text: str, on_click: Callable[[], object], primary: bool = False) -> Button:
        """A button that writes; it waits while a work is in hand."""
        button = self.add_button(text, on_click, "primary" if primary else "")
        self._buttons.append(button)
        return button

    def apply(self, work: Work[T], done: Callable[[T], None], what: str = "") -> None:
        """Write, then close with what came of it; a refusal leaves everything as typed."""
        self.banner.hide()
        for field in self._fields.values():
            field.set_problem("")
        self._allow(False)
        job = self.tools.write(self, work, lambda result: self._applied(done, result), self.refuse)
        self.busy.watch(job, what or tr("Writing"))

    def refuse(self, refused: Refused) -> None:
        """Show each problem at its field, and the rest above."""
        self._allow(True)
        rest = []
        for problem in refused.problems:
            field = self._fields.get(problem.field)
            if field is not None and not field.isHidden():
                field.set_problem(problem.sentence)
                field.editor.setFocus()
            else:
                rest.append(problem.sentence)
        if rest:
            self.say("red", " ".join(rest))

    def showEvent(self, event: QShowEvent) -> None:
        """What room is left over stands at the end, not between the fields."""
        if not self._ended:
            self._ended = True
            self.body.addStretch(1)
        super().showEvent(event)

    def take_room(self) -> None:
        """Grow or shrink to what the body needs now."""
        take_room(self)

    def _applied(self, done: Callable[[T], None], result: T) -> None:
        self.accept()
        done(result)

    def _allow(self, allowed: bool) -> None:
        for button in self._buttons:
            button.setEnabled(allowed)


def take_room(dialog: Dialog) -> None:
    """Let an open dialog grow or shrink to what its body needs, once Qt has laid it out."""

    def resize() -> None:
        if dialog.isVisible():
            dialog.resize(dialog.sizeHint())

    QTimer.singleShot(0, dialog, resize)


def column(parent: QWidget | None = None, spacing: int = 8) -> QVBoxLayout:
    """A plain column without margins."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, spacing: int = 8) -> QHBoxLayout:
    """A plain row without margins."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
