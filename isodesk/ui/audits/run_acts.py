"""What can be done onsite beside answering: find, reword, add, write a finding, print the rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.audits.note_pane import is_finding
from isodesk.ui.audits.reword_dialog import AddQuestionDialog, RewordDialog
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import hand_over
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.ui.audits.run_view import RunView


class RunActs(QObject):
    """Answers the buttons of one run, and its keys with Ctrl."""

    def __init__(self, view: "RunView") -> None:
        super().__init__(view)
        self._view = view

    def find_question(self) -> None:
        """Ctrl+F: any question."""
        corner = QPoint(self._view.head.search.geometry().right(), self._view.head.height() + 4)
        if self._view.lay.narrow:
            corner.setX(self._view.width() - 16)
        self._view.finder.open_over(self._view.course.questions, self._view.course.at, corner)

    def add(self) -> None:
        """Ask one question more, here."""
        self._view.answers.save_typed()
        done = self._view.course.read_anew
        self._ask(
            AddQuestionDialog(
                self._view.tools, self._view.audit.id, self._view.course.question, done, self._view
            )
        )

    def reword(self) -> None:
        """Ask this question otherwise."""
        self._view.answers.save_typed()
        self._ask(
            RewordDialog(
                self._view.tools, self._view.course.question, self._view.course.take, self._view
            )
        )

    def write_finding_or_go_on(self) -> None:
        """Ctrl+Enter: the finding where the verdict is one, else the next question."""
        if is_finding(self._view.course.question.verdict):
            self.write_finding()
        else:
            self._view.go_on()

    def write_finding(self) -> None:
        """Requirement, evidence and gap in one go, once the note is on disk."""
        if not self._view.answers.is_fixed():
            self._view.course.when_quiet(self._open_finding)

    def print_rest(self) -> None:
        """What has no verdict yet, on numbered paper."""
        papers, audit_id = self._view.tools.space.audit_on_paper, self._view.audit.id
        title = tr("Checklist of {number}", number=self._view.audit.number)

        def made(paper: tuple[int, bytes]) -> None:
            hand_over(self._view.tools, self._view, title, [("checklist.pdf", paper[1])])

        self._view.tools.write(
            self._view, lambda _: papers.print(audit_id, rest=True), made, self._refused
        )

    def turn_sunlight(self) -> None:
        """High contrast and large type, or back; remembered."""
        sunlight = not current().sunlight
        current().shine(sunlight)
        self._view.tools.space.settings.set("sunlight", sunlight, later=True)
        self._view.tools.jobs.read(lambda _: self._view.tools.space.settings.write())

    def _open_finding(self) -> None:
        from isodesk.ui.audits.finding_dialog import FindingDialog

        done = lambda _: self._looked()  # noqa: E731
        self._ask(FindingDialog(self._view.tools, self._view.course.question, done, self._view))

    def _ask(self, dialog: Dialog) -> None:
        """Open a dialog, after which the keyboard is at the question again."""
        dialog.finished.connect(lambda _: self._view.question.asked.setFocus())
        dialog.open()

    def _looked(self) -> None:
        self._view.course.look_again()
        self._view.evidence.reload()

    def _refused(self, refused: Refused) -> None:
        self._view.foot.say(str(refused), "danger")

    def fill_more(self, menu: QMenu) -> None:
        """What the head has no room for where it is narrow."""
        menu.addAction(tr("Reword")).triggered.connect(lambda _=False: self.reword())
        menu.addAction(tr("Add one")).triggered.connect(lambda _=False: self.add())
        menu.addAction(tr("Print the rest")).triggered.connect(lambda _=False: self.print_rest())
