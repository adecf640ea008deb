"""A legal hold put on a document, or lifted: both with a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.retention import HoldValue
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField


class HoldDialog(StepDialog):
    """Nothing of the document is disposed of until somebody lifts it."""

    def __init__(
        self,
        tools: Tools,
        document_id: int,
        title: str,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Put on hold"), title, parent=parent)
        self._document, self._done = document_id, done
        self.reason = NoteField(tr("Why"), 3)
        self.asked = LineField(tr("Asked by"), example=tr("Lawyer, authority, insurer, customer"))
        self.add_field("reason", self.reason)
        self.add_field("asked_by", self.asked)
        self.add_words(
            tr("No revision and no filled form of it is disposed of while the hold stands."),
            "second",
        )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Put on hold"), self._apply, primary=True)
        self.reason.text.setFocus()

    def _apply(self) -> None:
        retention, document_id = self.tools.space.retention, self._document
        reason, asked = self.reason.value(), self.asked.value()

        def work(progress: Progress) -> None:
            retention.hold(document_id, reason, asked)

        self.apply(work, lambda _: self._done())


class LiftDialog(StepDialog):
    """The hold ends; what was kept for it may be reviewed again."""

    def __init__(
        self,
        tools: Tools,
        hold: HoldValue,
        title: str,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Lift the hold"), title, parent=parent)
        self._hold, self._done = hold, done
        self.add_words(f"{hold.reason} ({day_text(hold.begun)})", "second")
        self.reason = NoteField(tr("Why it is lifted"), 3)
        self.add_field("reason", self.reason)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Lift the hold"), self._apply, primary=True)
        self.reason.text.setFocus()

    def _apply(self) -> None:
        retention, hold_id, reason = self.tools.space.retention, self._hold.id, self.reason.value()

        def work(progress: Progress) -> None:
            retention.lift(hold_id, reason)

        self.apply(work, lambda _: self._done())
