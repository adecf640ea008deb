"""What is said to the question that stands, and that it is on disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer

if TYPE_CHECKING:
    from isodesk.ui.audits.run_view import RunView


class RunAnswers(QObject):
    """Takes what one view is told; `failing` while the last of it could not be written."""

    def __init__(self, view: "RunView") -> None:
        super().__init__(view)
        self._view, self._course = view, view.course
        self.failing = False
        self._course.saved.connect(self._saved)
        self._course.failed.connect(self._failed)
        view.banner.pressed.connect(self._try_again)

    def judge(self, verdict: Verdict) -> None:
        """Give the question that stands its verdict."""
        question = self._course.question
        if self._course.waiting or self.is_fixed():
            return
        if verdict is not question.verdict or self._course.busy:
            good = False if question.good and verdict is not Verdict.CONFORM else None
            self._say(Answer(verdict, good=good))
        self._ask_why(verdict)

    def press(self, verdict: Verdict) -> None:
        """A button: the verdict it has already is taken back."""
        if verdict is self._course.question.verdict:
            self.take_back()
        else:
            self.judge(verdict)

    def take_back(self) -> None:
        """The question has no verdict again."""
        none = self._course.question.verdict is None and not self._course.busy
        if not (none or self._course.waiting or self.is_fixed()):
            self._say(Answer(clear=True, good=False))

    def mark_good(self, good: bool) -> None:
        """It is good practice, or not."""
        if not self._course.waiting and not self.is_fixed():
            self._say(Answer(good=good))

    def save_typed(self) -> None:
        """What stands in the note, and where it was seen, goes to disk; words of a photo too."""
        view = self._view
        if view.evidence.caption.piece_id() is not None:
            view.evidence.caption.save()
            self._course.wait_for_writer()
        answer = view.pane.unsaved()
        if answer is not None and not view.audit.fixed:
            self._say(answer)

    def is_fixed(self) -> bool:
        """Whether answers cannot be given now; then it is said why."""
        fixed = self._view.audit.fixed
        if fixed:
            self._view.foot.say(tr(fixed), "danger")
        return bool(fixed)

    def begin(self) -> None:
        """Another question stands: nothing of it is in doubt."""
        self.failing = False
        self._view.banner.hide()

    def _say(self, answer: Answer) -> None:
        self._course.answer(self._view.pane.whole(answer))

    def _ask_why(self, verdict: Verdict) -> None:
        """What is not applicable says why; nothing waits for it."""
        if verdict is Verdict.NOT_APPLICABLE and not self._view.note.text():
            self._view.note.setFocus()

    def _failed(self, why: str) -> None:
        self.failing = True
        self._view.pane.forget_sent()
        self._view.foot.say(tr("Not on disk"), "danger")
        self._view.banner.say(
            "red",
            tr("This answer is not on disk."),
            tr("{why} Leaving now leaves without it.", why=why),
            tr("Try again"),
        )

    def _try_again(self) -> None:
        self.begin()
        self.save_typed()

    def _saved(self, at: object) -> None:
        self.begin()
        self._view.foot.show_saved(at)  # type: ignore[arg-type]
