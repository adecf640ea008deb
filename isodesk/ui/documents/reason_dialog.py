"""One dialog for every step that asks for a reason or a purpose."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField

T = TypeVar("T")


class ReasonDialog(StepDialog):
    """`key` is the service's word for the field (reason, purpose); `work` gets what was typed."""

    def __init__(
        self,
        tools: Tools,
        title: str,
        label: str,
        verb: str,
        work: Callable[[str, Progress], T],
        done: Callable[[T], None],
        sub: str = "",
        sentence: str = "",
        key: str = "reason",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, title, sub, parent=parent)
        self._work, self._done = work, done
        if sentence:
            self.add_words(sentence)
        self.reason = NoteField(label)
        self.add_field(key, self.reason)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(verb, self._apply, primary=True)
        self.reason.text.setFocus()

    def _apply(self) -> None:
        typed = self.reason.value()
        self.apply(lambda progress: self._work(typed, progress), self._done)
