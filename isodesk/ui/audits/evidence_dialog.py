"""The frame of the dialogs that ask for one piece of evidence: a record, a person, a sample."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools


class EvidenceDialog(StepDialog):
    """`done(evidence id)` once it is on disk. A kind of it says its words and makes its fields."""

    help_topic = "audit-evidence"
    heading = about = verb = ""
    wide = 480

    def __init__(
        self,
        tools: Tools,
        question_id: int,
        place: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr(self.heading), tr(self.about), self.wide, parent)
        self._question, self._place, self._done = question_id, place, done
        self.make_fields()
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr(self.verb), self.take, primary=True)
        self.begin()

    def make_fields(self) -> None:
        """What is asked for."""
        raise NotImplementedError

    def begin(self) -> None:
        """Read what is offered, and put the keyboard into the first field."""
        raise NotImplementedError

    def take(self) -> None:
        """Its step: look at what is asked for, and `keep` it."""
        raise NotImplementedError

    def keep(self, work: Callable[[Progress], int]) -> None:
        """Put the piece on disk, and close."""
        self.apply(work, self._done)
