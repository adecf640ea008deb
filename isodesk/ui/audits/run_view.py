"""The audit onsite: one question fills the window, and every answer is on disk before the next
one shows."""

import time
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_beside import Beside
from isodesk.services.audit_values import Answer, AuditValue, QuestionValue
from isodesk.ui.audits.find_question import FindQuestion
from isodesk.ui.audits.note_pane import NotePane
from isodesk.ui.audits.reword_dialog import AddQuestionDialog, RewordDialog
from isodesk.ui.audits.run_course import RunCourse
from isodesk.ui.audits.run_edge import RunEdge
from isodesk.ui.audits.run_foot import RunFoot
from isodesk.ui.audits.run_head import RunHead
from isodesk.ui.audits.run_keys import answer_of, is_ours
from isodesk.ui.audits.run_question import RunQuestion
from isodesk.ui.audits.run_side import RunSide, SideArea
from isodesk.ui.audits.sections import section_at, sections
from isodesk.ui.audits.verdict_row import VerdictRow
from isodesk.ui.dialog import scrolling
from isodesk.ui.documents.tools import Tools
from isodesk.ui.main_window import NARROW
from isodesk.ui.parts import Banner, HairLine, dress_surface
from isodesk.ui.theme import current

_BESIDE = 86
"""Text units of width from which what to look for stands beside the question."""
_ESCAPES = 3.0
"""Seconds in which Esc a second time leaves."""
FINDINGS = (Verdict.MINOR, Verdict.MAJOR, Verdict.OBSERVATION, Verdict.OPPORTUNITY)


Box = TypeVar("Box", bound=QBoxLayout)


class RunView(QWidget):
    """`left()` when the officer goes; `opened(id, kind)` when a record is to be seen instead;
    `moved(question id)` when another question stands."""

    left = Signal()
    opened = Signal(int, str)
    moved = Signal(int)

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
        self.tools, self.audit = tools, audit
        self._narrow: bool | None = None
        self._aside: bool | None = None
        self._escaped = 0.0
        self._failing = False
        self.course = RunCourse(tools, audit, self)
        self.course.flush = self.save_typed
        self.head, self.foot = RunHead(audit), RunFoot()
        self.edge, self.question = RunEdge(), RunQuestion()
        self.verdicts, self.pane, self.side = VerdictRow(), NotePane(), RunSide()
        self.note = self.pane.note
        self.banner = Banner()
        self.finder = FindQuestion(self)
        self._lay_out()
        self._connect()
        self._fit()
        self.course.begin(question_id)
        space, audit_id = tools.space, audit.id
        tools.read(
            self,
            lambda _: space.audit_beside.slots(audit_id, space.desk.today()),
            self.head.show_slots,
        )

    # -- what is asked of it -------------------------------------------------------------

    def judge(self, verdict: Verdict) -> None:
        """Give the question that stands its verdict."""
        question = self.course.question
        if self.course.waiting or self._is_fixed():
            return
        if verdict is question.verdict:
            self._ask_why(verdict)
            return
        good = False if question.good and verdict is not Verdict.CONFORM else None
        self._say(Answer(verdict, good=good))
        self._ask_why(verdict)

    def take_back(self) -> None:
        """The question has no verdict again."""
        if self.course.question.verdict is None or self.course.waiting or self._is_fixed():
            return
        self._say(Answer(clear=True, good=False))

    def mark_good(self, good: bool) -> None:
        """It is good practice, or not."""
        if not self.course.waiting and not self._is_fixed():
            self._say(Answer(good=good))

    def go_on(self) -> None:
        """To the next question without a verdict; the one that follows where all have theirs."""
        place = self.course.next_unanswered()
        if place is None:
            self.go_next()
        else:
            self.course.go(place)

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

    def escape(self) -> None:
        """Out of the note; pressed twice in the question, out of the run."""
        if self.note.hasFocus():
            self.save_typed()
            self.question.asked.setFocus()
        elif time.monotonic() - self._escaped < _ESCAPES:
            self.leave()
        else:
            self._escaped = time.monotonic()
            self.foot.say(tr("Esc once more leaves the audit"))

    def leave(self) -> None:
        """Go once everything is on disk; a second time also where it cannot be."""
        if self._failing:
            self.left.emit()
        else:
            self.course.when_quiet(self.left.emit)

    def save_typed(self) -> None:
        """What stands in the note, and where it was seen, goes to disk."""
        answer = self.pane.unsaved()
        if answer is not None and not self.audit.fixed:
            self._say(answer)

    def find_question(self) -> None:
        """Ctrl+F: any question."""
        corner = QPoint(self.head.search.geometry().right(), self.head.height() + 4)
        if self._narrow:
            corner.setX(self.width() - 16)
        self.finder.open_over(self.course.questions, self.course.at, corner)

    def add(self) -> None:
        """Ask one question more, here."""
        self.save_typed()
        done = self.course.read_anew
        AddQuestionDialog(self.tools, self.audit.id, self.course.question, done, self).open()

    def reword(self) -> None:
        """Ask this question otherwise."""
        self.save_typed()
        RewordDialog(self.tools, self.course.question, self.course.take, self).open()

    def write_finding_or_go_on(self) -> None:
        """Ctrl+Enter: the finding where the verdict is one, else the next question."""
        self.go_on()

    def turn_sunlight(self) -> None:
        """High contrast and large type, or back; remembered."""
        sunlight = not current().sunlight
        current().shine(sunlight)
        self.tools.space.settings.set("sunlight", sunlight, later=True)
        self.tools.jobs.read(lambda _: self.tools.space.settings.write())

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
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            event.ignore()  # page keys and arrows turn questions, they do not scroll this one
            return True
        return super().eventFilter(watched, event)

    # -- inside --------------------------------------------------------------------------

    def _say(self, answer: Answer) -> None:
        self.course.answer(self.pane.whole(answer))

    def _is_fixed(self) -> bool:
        if self.audit.fixed:
            self.foot.say(tr(self.audit.fixed), "danger")
        return bool(self.audit.fixed)

    def _ask_why(self, verdict: Verdict) -> None:
        """What is not applicable says why; nothing waits for it."""
        if verdict is Verdict.NOT_APPLICABLE and not self.note.text():
            self.note.setFocus()

    def _shown(self, question: QuestionValue) -> None:
        self._failing = False
        self.banner.hide()
        self.pane.show_question(question)
        self.side.show_question(question)
        self._changed(question)
        self._area.verticalScrollBar().setValue(0)
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

    def _failed(self, why: str) -> None:
        self._failing = True
        self.pane.forget_sent()
        self.foot.say(tr("Not on disk"), "danger")
        self.banner.say(
            "red",
            tr("This answer is not on disk."),
            tr("{why} Leaving now leaves without it.", why=why),
            tr("Try again"),
        )

    def _try_again(self) -> None:
        self._failing = False
        self.banner.hide()
        self.save_typed()

    def _saved(self, at: object) -> None:
        self._failing = False
        self.banner.hide()
        self.foot.show_saved(at)  # type: ignore[arg-type]

    def _pressed(self, verdict: Verdict) -> None:
        if verdict is self.course.question.verdict:
            self.take_back()
        else:
            self.judge(verdict)

    def _look(self) -> None:
        """In the narrow view what to look for stands under the note when it is asked for."""
        self.side.setVisible(self.head.look.isChecked())
        if self.head.look.isChecked():
            QTimer.singleShot(0, self, self._scroll_to_side)

    def _scroll_to_side(self) -> None:
        self._area.verticalScrollBar().setValue(self.side.y() - 8)

    def _fill_more(self, menu: QMenu) -> None:
        menu.addAction(tr("Reword")).triggered.connect(lambda _=False: self.reword())
        menu.addAction(tr("Add one")).triggered.connect(lambda _=False: self.add())

    def _connect(self) -> None:
        course, head = self.course, self.head
        course.shown.connect(self._shown)
        course.changed.connect(self._changed)
        course.saved.connect(self._saved)
        course.failed.connect(self._failed)
        self.banner.pressed.connect(self._try_again)
        for button, answer in (
            (head.leave, self.leave),
            (head.search, self.find_question),
            (head.add, self.add),
            (head.look, self._look),
            (head.sunlight, self.turn_sunlight),
            (self.foot.back, self.go_back),
            (self.foot.next, self.go_on),
        ):
            button.clicked.connect(lambda _=False, answer=answer: answer())
        head.more_asked.connect(self._fill_more)
        self.edge.chosen.connect(self.go_to)
        self.question.reword.connect(self.reword)
        self.question.sections.connect(self.find_question)
        self.verdicts.chosen.connect(self._pressed)
        self.pane.good.connect(self.mark_good)
        self.pane.paused.connect(self.save_typed)
        self.side.opened.connect(self._open)
        self.finder.chosen.connect(self.go_to)
        self.finder.left.connect(self.question.asked.setFocus)
        current().changed.connect(self._fit)

    def _open(self, record_id: int, kind: str) -> None:
        self.course.when_quiet(lambda: self.opened.emit(record_id, kind))

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        for part in (self.banner, self.question, self._indented(self.verdicts)):
            self._column.addWidget(part)
        self._column.addWidget(self._indented(self.pane))
        self._column.addStretch(1)
        self._area = scrolling(content)
        self._side_area = SideArea(self.side)
        for area in (self._area, self._side_area.area):
            area.installEventFilter(self)
        self._side_line, self._edge_line = HairLine(upright=True), HairLine(upright=True)
        middle = _plain(QHBoxLayout())
        middle.addWidget(self._area, 1)
        middle.addWidget(self._side_line)
        middle.addWidget(self._side_area)
        right = _plain(QVBoxLayout())
        right.addLayout(middle, 1)
        right.addWidget(HairLine())
        right.addWidget(self.foot)
        body = _plain(QHBoxLayout())
        body.addWidget(self.edge)
        body.addWidget(self._edge_line)
        body.addLayout(right, 1)
        whole = _plain(QVBoxLayout(self))
        whole.addWidget(self.head)
        whole.addWidget(HairLine())
        whole.addLayout(body, 1)

    @staticmethod
    def _indented(part: QWidget) -> QWidget:
        """In line with the words of the question, beside which its bar stands."""
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(part)
        return host

    def _fit(self) -> None:
        """One pane where there is room for one; then what to look for is a word in the head."""
        units = self.width() / current().em
        self._show_narrow(units < NARROW)
        self._set_aside(units >= _BESIDE)
        self.side.set_inset(24 if self._aside else 12)
        inset = 12 if self._narrow else 20
        self._column.setContentsMargins(inset, 12, inset + 12, 24)

    def _show_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.edge.setHidden(narrow)
        self._edge_line.setHidden(narrow)
        self.verdicts.set_columns(3 if narrow else 6)
        self._column.setSpacing(12 if narrow else 24)
        for part in (self.head, self.foot, self.question, self.pane):
            part.set_narrow(narrow)
        self.side.setVisible(not narrow or self.head.look.isChecked())
        self.foot.show_next(self.course.next_unanswered() is not None)

    def _set_aside(self, aside: bool) -> None:
        """What to look for beside the question, or under it."""
        if aside == self._aside:
            return
        self._aside = aside
        self._side_area.setHidden(not aside)
        self._side_line.setHidden(not aside)
        if aside:
            self._column.removeWidget(self.side)
            self._side_area.area.setWidget(self.side)
            self.side.show()
        else:
            self._side_area.area.takeWidget()
            self._column.insertWidget(self._column.count() - 1, self.side)
            self.side.setVisible(not self._narrow or self.head.look.isChecked())


def _plain(layout: Box) -> Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
