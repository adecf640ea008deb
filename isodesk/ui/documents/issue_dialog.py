"""Issue a revision: the plan is shown, changed and shown again; nothing is written before."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.values import DocumentValue, Issued, IssuePlan, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.holder_line import HolderLine
from isodesk.ui.documents.paper_lines import Paper, PaperLines, PaperTicks
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog, column
from isodesk.ui.documents.tools import Tools
from isodesk.ui.emptied import empty
from isodesk.ui.icons import IconLabel
from isodesk.ui.parts import HairLine, SectionHead, Words
from isodesk.ui.pick_fields import PersonField

_ISSUE = "Issue {number} revision {label}"
_UNTIL = "Nothing is written until you issue."


class IssueDialog(StepDialog):
    """`done` is told what was issued, and whether the new copies are to be printed now."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        revision: RevisionValue,
        choices: Choices,
        done: Callable[[Issued, bool], None],
        parent: QWidget | None = None,
    ) -> None:
        self._outside = document.outside is not None
        words = "Take {number} edition {label} into use" if self._outside else _ISSUE
        title = tr(words, number=document.number, label=revision.label)
        super().__init__(tools, title, document.title, 760, parent=parent)
        self._revision, self._done = revision, done
        self._paged = revision.content is not None
        holders = document.distribution if self._paged else ()
        self._holders = [(True, h.holder, h.place) for h in holders]
        self._plan: IssuePlan | None = None
        self._asked = 0
        self._lay_out(choices)
        until = "Nothing is written until you take it." if self._outside else _UNTIL
        self.hint.setText(tr(until))
        self.add_close(tr("&Cancel"))
        later = tr("Take it, print &later") if self._outside else tr("Issue, print &later")
        self.later = self.add_step(later, lambda: self._issue(False))
        self.now = self.add_step(self._verb(0), lambda: self._issue(True), primary=True)
        self.person.set_value(tools.space.desk.actor.person_id)
        self._allow(False)
        self._ask_again()

    def plan(self) -> IssuePlan | None:
        """The plan that is shown; None until the first has come."""
        return self._plan

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes a button only where the keyboard is on it: in a field it plans anew."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or isinstance(self.focusWidget(), QPushButton):
            super().keyPressEvent(event)

    def _lay_out(self, choices: Choices) -> None:
        self.day = DateField(tr("In force from"), today=self.tools.space.desk.today())
        self.person = PersonField(tr("Signed as"), choices.signers())
        self.add_pair(("effective_on", self.day), ("person", self.person))
        self.body.addWidget(HairLine())
        self._print_head = SectionHead(tr("Print"))
        self._recall_head = SectionHead(tr("Recall"))
        self.ticks, self.recall = PaperTicks(), PaperLines()
        self.add = Button(tr("Add a holder"), self._begin_holder, "link")
        self.holder = HolderLine(choices, self._add_holder)
        self.holder.hide()
        self.add.setVisible(self._paged)
        self.body.addLayout(self._made_columns())
        self.body.addWidget(self.holder)
        self.body.addWidget(HairLine())
        self._follows = column(spacing=8)
        self.body.addLayout(self._follows)
        self.day.edited.connect(lambda _: self._ask_again())
        self.ticks.ticked.connect(self._ticked)

    def _made_columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for at, parts in enumerate(
            ((self._print_head, self.ticks), (self._recall_head, self.recall))
        ):
            for line, part in enumerate(parts):
                grid.addWidget(part, line, at)
            grid.setColumnStretch(at, 1)
        link = QHBoxLayout()
        link.addWidget(self.add)
        link.addStretch(1)
        grid.addLayout(link, 2, 0)
        return grid

    def _verb(self, copies: int) -> str:
        if self._outside:
            return tr("&Take and print {n}", n=copies) if copies else tr("&Take into use")
        return tr("&Issue and print {n}", n=copies) if copies else tr("&Issue")

    def _ticked(self) -> None:
        marks = zip(self.ticks.ticks(), self._holders, strict=True)
        self._holders = [(ticked, holder, place) for ticked, (_, holder, place) in marks]
        self._ask_again()

    def _begin_holder(self) -> None:
        self.holder.show()
        self.holder.begin()
        self.take_room()

    def _add_holder(self, holder: str, place: str) -> None:
        self._holders.append((True, holder, place))
        self.holder.begin()
        self._ask_again()

    def _ask_again(self) -> None:
        """Plan anew for this day and these holders; only the newest answer is shown, and
        nothing is issued until it is."""
        self._plan = None
        self._allow(False)
        self._asked += 1
        number, day = self._asked, self.day.value()
        wanted = tuple((h, p) for ticked, h, p in self._holders if ticked)
        issuing, revision_id = self.tools.space.issuing, self._revision.id

        def show(plan: IssuePlan) -> None:
            if number == self._asked:
                self._show(plan)

        def refused(refused: Refused) -> None:
            if number == self._asked:
                self.refuse(refused)
                self._allow(False)

        self.tools.read(self, lambda _: issuing.plan(revision_id, day, wanted), show, refused)

    def _show(self, plan: IssuePlan) -> None:
        self._plan = plan
        self.day.set_value(plan.effective_on)
        self.day.set_problem("")
        self.ticks.show_papers(self._numbered(plan))
        self.recall.show_papers([(c.n, c.holder, c.place) for c in plan.recall])
        self._print_head.note.setText(
            _copies_of(len(plan.issue), plan.label)
            if plan.issue
            else tr("no copies")
            if self._paged
            else tr("it has no file here")
        )
        self._recall_head.note.setText(_recalled(plan))
        self._show_follows(plan)
        n = len(plan.issue)
        self.now.setText(self._verb(n))
        self.later.setVisible(n > 0)
        self._allow(True)
        self.take_room()

    def _numbered(self, plan: IssuePlan) -> Sequence[tuple[bool, Paper]]:
        numbers = iter(c.n for c in plan.issue)
        return [(t, (next(numbers) if t else None, h, p)) for t, h, p in self._holders]

    def _show_follows(self, plan: IssuePlan) -> None:
        empty(self._follows)
        for sentence in plan.follows or (tr("It is the first revision: nothing is recalled."),):
            self._follows.addWidget(_Follows(sentence))

    def _issue(self, print_now: bool) -> None:
        signer, plan = self.person.value(), self._plan
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who signs."))]))
            return
        assert plan is not None, "the buttons wait for the plan"
        person_id, issuing = signer.id, self.tools.space.issuing

        def work(progress: Progress) -> Issued:
            return issuing.issue(plan, person_id)

        self.apply(work, lambda issued: self._done(issued, print_now and bool(issued.copies)))

    def refuse(self, refused: Refused) -> None:
        """A plan that is out of date is made again, and the sentence says so."""
        super().refuse(refused)
        if self._plan is not None and not any(p.field for p in refused.problems):
            self._plan = None
            self._allow(False)
            self._ask_again()


class _Follows(QWidget):
    def __init__(self, sentence: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("arrow-right"))
        line.addWidget(Words(sentence, wrap=True), 1)


def _copies_of(n: int, label: str) -> str:
    if n == 1:
        return tr("1 copy of revision {label}", label=label)
    return tr("{n} copies of revision {label}", n=n, label=label)


def _recalled(plan: IssuePlan) -> str:
    if not plan.recall:
        return tr("no copies are out")
    labels = {c.label for c in plan.recall}
    if len(labels) == 1:
        return _copies_of(len(plan.recall), labels.pop())
    return tr("{n} copies", n=len(plan.recall))
