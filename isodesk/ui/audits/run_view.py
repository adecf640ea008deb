"""The audit onsite: one question fills the window, and every answer is on disk before the next
one shows."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.audit_beside import Beside
from isodesk.services.audit_values import AuditValue, QuestionValue
from isodesk.ui.audits.evidence_bar import EvidenceBar
from isodesk.ui.audits.find_question import FindQuestion
from isodesk.ui.audits.note_pane import NotePane
from isodesk.ui.audits.run_acts import RunActs
from isodesk.ui.audits.run_answers import RunAnswers
from isodesk.ui.audits.run_course import RunCourse
from isodesk.ui.audits.run_edge import RunEdge
from isodesk.ui.audits.run_foot import RunFoot
from isodesk.ui.audits.run_head import RunHead
from isodesk.ui.audits.run_keys import answer_of, is_ours
from isodesk.ui.audits.run_layout import RunLayout
from isodesk.ui.audits.run_leaving import RunLeaving
from isodesk.ui.audits.run_question import RunQuestion
from isodesk.ui.audits.run_side import RunSide
from isodesk.ui.audits.sections import section_at, sections
from isodesk.ui.audits.verdict_row import VerdictRow
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Banner, dress_surface
from isodesk.ui.theme import current


class RunView(QWidget):
    """`left()` when the officer goes; `opened(id, kind)` when a record is to be seen instead;
    `moved(question id)` when another question stands."""

    left = Signal()
    opened = Signal(int, str)
    moved = Signal(int)
    help_topic = "audit-onsite"

    def __init__(
        self,
        tools: Tools,
        audit: AuditValue,
        question_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.setAccessibleName(tr("Audit onsite"))
        self.tools, self.audit = replace(tools, said=self._told), audit
        self.course = RunCourse(self.tools, audit, self)
        self.head, self.foot = RunHead(audit), RunFoot()
        self.edge, self.question = RunEdge(), RunQuestion()
        self.verdicts, self.side = VerdictRow(), RunSide()
        self.evidence = EvidenceBar(self.tools, keeps_place=False)
        self.evidence.open_record = self._open
        self.evidence.take_drops_of(self)
        self.evidence.allow(audit.fixed)
        self.pane = NotePane(self.evidence.where)
        self.note = self.pane.note
        self.banner = Banner()
        self.finder = FindQuestion(self)
        self.acts = RunActs(self)
        self.answers, self.leaving = RunAnswers(self), RunLeaving(self)
        self.course.flush = self.answers.save_typed
        self.lay = RunLayout(self)
        self._connect()
        self.lay.fit()
        self.course.begin(question_id)
        space, audit_id = tools.space, audit.id
        tools.read(
            self,
            lambda _: space.audit_beside.slots(audit_id, space.desk.today()),
            self.head.show_slots,
        )

    # -- what is asked of it -------------------------------------------------------------

    def go_on(self) -> None:
        """To the next question without a verdict; the one that follows where all have theirs."""
        place = self.course.next_unanswered()
        if place is None:
            self.go_next()
        else:
            self.course.go(place)

    def enter(self) -> None:
        """Press the button the keyboard is on; anywhere else go on."""
        held = self.focusWidget()
        if isinstance(held, Button):
            held.click()
        else:
            self.go_on()

    def go_next(self) -> None:
        """To the question that follows, the first behind the last."""
        self.course.go((self.course.at + 1) % len(self.course.questions))

    def go_back(self) -> None:
        """To the question before."""
        self.course.go((self.course.at - 1) % len(self.course.questions))

    def go_to(self, place: int) -> None:
        """To a question by its place in the order."""
        if place == self.course.at:
            self.question.asked.setFocus()
        else:
            self.course.go(place)

    # -- what Qt asks --------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        shortcut = event.type() == QEvent.Type.ShortcutOverride
        if shortcut and isinstance(event, QKeyEvent) and is_ours(self, event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = answer_of(self, event)
        if answer is None:
            super().keyPressEvent(event)
        else:
            answer()

    def minimumSizeHint(self) -> QSize:
        """Of its narrowest way, so that a window can be made as narrow."""
        theme = current()
        return QSize(theme.length(360), theme.length(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            event.ignore()  # page keys and arrows turn questions, they do not scroll this one
            return True
        return super().eventFilter(watched, event)

    # -- inside --------------------------------------------------------------------------

    def _told(self, words: str) -> None:
        self.foot.say(words)

    def _shown(self, question: QuestionValue) -> None:
        self.answers.begin()
        self.evidence.show_question(question)
        self.pane.show_question(question)
        self.evidence.set_place(self.pane.place.text())
        self.side.show_question(question)
        self._changed(question)
        self.lay.to_top()
        self.question.asked.setFocus()
        self.moved.emit(question.id)
        self._read_beside(question)

    def _changed(self, question: QuestionValue) -> None:
        """The question that stands, as it is on disk."""
        course = self.course
        here = section_at(sections(course.questions), course.at)
        self.question.show_question(course.at + 1, question, here)
        self.verdicts.show_verdict(question.verdict)
        self.pane.show_answer(question)
        self.edge.show_progress(course.questions, course.at)
        self.foot.show_next(course.next_unanswered() is not None)

    def _read_beside(self, question: QuestionValue) -> None:
        beside, audit_id = self.tools.space.audit_beside, self.audit.id

        def came(found: Beside) -> None:
            if self.course.question.id == question.id:
                self.side.show_beside(found)

        self.tools.read(self, lambda _: beside.of(audit_id, question), came)

    def _connect(self) -> None:
        course, head = self.course, self.head
        course.shown.connect(self._shown)
        course.changed.connect(self._changed)
        for button, answer in (
            (head.leave, self.leaving.leave),
            (head.search, self.acts.find_question),
            (head.add, self.acts.add),
            (head.print, self.acts.print_rest),
            (head.look, self.lay.look),
            (head.sunlight, self.acts.turn_sunlight),
            (self.foot.back, self.go_back),
            (self.foot.next, self.go_on),
        ):
            button.clicked.connect(lambda _=False, answer=answer: answer())
        head.more_asked.connect(self.acts.fill_more)
        self.edge.chosen.connect(self.go_to)
        self.question.reword.connect(self.acts.reword)
        self.question.sections.connect(self.acts.find_question)
        self.verdicts.chosen.connect(self.answers.press)
        self.pane.good.connect(self.answers.mark_good)
        self.pane.finding.connect(self.acts.write_finding)
        self.evidence.changed.connect(course.look_again)
        self.evidence.caption.left.connect(self.question.asked.setFocus)
        self.pane.paused.connect(self.answers.save_typed)
        self.side.opened.connect(self._open)
        self.finder.chosen.connect(self.go_to)
        self.finder.left.connect(self.question.asked.setFocus)
        current().changed.connect(self.lay.fit)

    def _open(self, record_id: int, kind: str) -> None:
        self.course.when_quiet(lambda: self.opened.emit(record_id, kind))
