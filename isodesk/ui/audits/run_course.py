"""The course of an audit onsite: which question stands, and that each answer is on disk before
the next one shows."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from isodesk.core.problems import Refused
from isodesk.services.audit_values import Answer, AuditValue, QuestionValue
from isodesk.ui.documents.tools import Tools

IDLE = 30 * 60.0
"""Seconds a question may stand open in one go and still be counted: longer was a pause."""


class RunCourse(QObject):
    """Walks through the questions of one audit; its view shows what it says.

    An answer is given only to a question that is seen: while another one is waited for,
    `waiting` is true and nothing is taken.
    """

    shown = Signal(object)
    """QuestionValue: another question stands now."""
    changed = Signal(object)
    """QuestionValue: the one that stands, as it is on disk."""
    saved = Signal(object)
    """When an answer was on disk."""
    failed = Signal(str)
    """Why an answer is not on disk."""

    def __init__(self, tools: Tools, audit: AuditValue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self.audit = tools, audit
        self.questions = list(audit.questions)
        self.at = 0
        self._pending = 0
        self._wish: Callable[[], object] | None = None
        self._since = time.monotonic()
        self._owed: dict[int, float] = {}
        self.flush: Callable[[], object] = lambda: None
        """Told before another question shows: what is typed is to be saved."""

    @property
    def question(self) -> QuestionValue:
        """The one that stands."""
        return self.questions[self.at]

    @property
    def waiting(self) -> bool:
        """Whether another question is asked for and does not show yet."""
        return self._wish is not None

    @property
    def busy(self) -> bool:
        """Whether anything said is on its way to disk."""
        return self._pending > 0

    def begin(self, question_id: int | None) -> None:
        """Stand at this question; else at the first without a verdict."""
        found = self.place_of(question_id) if question_id is not None else None
        self._turn_to(found if found is not None else self.next_unanswered(-1) or 0)

    def place_of(self, question_id: int) -> int | None:
        """Where a question stands in the order; None when it is not in it."""
        ids = [each.id for each in self.questions]
        return ids.index(question_id) if question_id in ids else None

    def next_unanswered(self, after: int | None = None) -> int | None:
        """The next without a verdict behind the one that stands, then from the beginning."""
        at = self.at if after is None else after
        order = [*range(at + 1, len(self.questions)), *range(0, max(at, 0))]
        return next((i for i in order if self.questions[i].verdict is None), None)

    def go(self, place: int) -> None:
        """Another question, once everything said to this one is on disk."""
        if 0 <= place < len(self.questions):
            self.when_quiet(lambda: self._turn_to(place))

    def when_quiet(self, then: Callable[[], object]) -> None:
        """Do something once all that was said is on disk; not at all where it cannot be."""
        self.flush()
        self._wish = then
        self._go_on()

    def answer(self, answer: Answer) -> None:
        """Put an answer to the question that stands on disk."""
        question_id, auditing = self.question.id, self._tools.space.auditing
        whole = replace(answer, seconds=self._counted(question_id))
        self._write(lambda: auditing.answer(question_id, whole))

    def wait_for_writer(self) -> None:
        """Something else is on its way to disk: nothing shows before it is there."""
        self._pending += 1

        def done(_: object) -> None:
            self._pending -= 1
            self._go_on()

        self._tools.write(self, lambda _: None, done)

    def look_again(self) -> None:
        """Evidence or a finding came to the question that stands: read it again."""
        question_id, auditing = self.question.id, self._tools.space.auditing
        self._tools.read(self, lambda _: auditing.question(question_id), self.take)

    def read_anew(self, then: int | None = None) -> None:
        """Questions came or went: read the order again, and stand at this one."""
        audit_id, auditing = self.audit.id, self._tools.space.auditing
        wanted = then if then is not None else self.question.id

        def came(questions: tuple[QuestionValue, ...]) -> None:
            self.questions = list(questions)
            self._turn_to(self.place_of(wanted) or 0)

        self._tools.read(self, lambda _: auditing.questions(audit_id), came)

    def take(self, value: QuestionValue) -> None:
        """A question as it is on disk now."""
        place = self.place_of(value.id)
        if place is None:
            return
        self.questions[place] = value
        if place == self.at:
            self.changed.emit(value)

    def _write(self, work: Callable[[], QuestionValue]) -> None:
        self._pending += 1

        def done(value: QuestionValue) -> None:
            self._pending -= 1
            self.take(value)
            self.saved.emit(self._tools.space.desk.clock())
            self._go_on()

        def refused(error: Refused) -> None:
            self._pending -= 1
            self._wish = None  # it stays until it is on disk
            self.failed.emit(str(error))

        self._tools.write(self, lambda _: work(), done, refused)

    def _go_on(self) -> None:
        if self._wish is None or self._pending:
            return
        self.flush()  # typed while it was waited for
        if not self._pending:
            wish, self._wish = self._wish, None
            wish()

    def _turn_to(self, place: int) -> None:
        self._count()
        self.at = place
        self.shown.emit(self.question)

    def _count(self) -> None:
        """The time since the last look belongs to the question that stands."""
        now = time.monotonic()
        spent, self._since = min(now - self._since, IDLE), now
        self._owed[self.question.id] = self._owed.get(self.question.id, 0.0) + spent

    def _counted(self, question_id: int) -> int:
        """Whole seconds that are not on disk yet; what is left over is kept."""
        self._count()
        whole = int(self._owed[question_id])
        self._owed[question_id] -= whole
        return whole
