"""The checklist of an audit: what is asked, what was answered, and what it comes to."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.services.audit_questions import Checklist
from isodesk.services.audit_values import CHANGEABLE, QuestionValue
from isodesk.services.auditing import fixed_answers
from isodesk.ui.audits.checklist_acts import why_not_filled
from isodesk.ui.audits.checklist_rows import COLUMNS, groups_of, table_of
from isodesk.ui.audits.summary_lines import SummaryLines
from isodesk.ui.audits.verdict_chips import VerdictChips
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField
from isodesk.ui.list_tools import export_table
from isodesk.ui.list_view import ListView
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.record_tab import RecordTab
from isodesk.ui.registers.saving import Change
from isodesk.ui.rows_model import GroupedModel
from isodesk.ui.theme import current
from isodesk.ui.wrapping import WrappingRow

_UP, _DOWN, _OUT = 1, 2, 3
"""Places of the steps in the bar."""
_LOW = 24
"""Text units of height below which the questions have it all."""
_ROOM = {"clauses": 52, "note": 72, "evidence": 60, "mark": 64, "finding": 44}
"""Text units the tab must have for a column to show: the question comes first."""


class ChecklistTab(RecordTab):
    """Enter opens a question, Delete takes it out, Alt with Up and Down moves it."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        super().__init__(tools, lines, parent)
        self.checklist: Checklist | None = None
        self._fit = frozenset(_ROOM)
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Checklist"), inset=24, many=True)
        self.list.setModel(self.model)
        self.summary = SummaryLines()
        self.filter = FilterField(tr("Words, clause or note"), tr("Filter the questions"))
        self.chips = VerdictChips(self.filter)
        self.choose = Button(tr("Choose questions"), self.choose_questions, "", "list-check")
        self.add = Button(tr("Add"), self.add_question, "quiet", "plus")
        self.add.setAccessibleName(tr("Add a question"))
        self.paper = Button(tr("On paper"), self.open_papers, "quiet", "printer")
        self.bar = StepBar(tr("Steps for the chosen question"))
        self.bar.add(tr("Open"), self._open)
        self.bar.add(tr("Move up"), lambda: self.move_question(-1))
        self.bar.add(tr("Move down"), lambda: self.move_question(1))
        self.bar.add(tr("Take out"), self.take_out)
        self._lay_out()
        self._connect()

    def show_facts(self, facts: EntryFacts) -> None:
        """Read and show the checklist of an audit."""
        if self._facts is None or self._facts.entry.id != facts.entry.id:
            self.chips.clear()
            self.filter.clear()
        self._facts = facts
        self.choose.allow(facts.fixed or why_not_filled(facts.entry.state))
        self.add.allow(self.why_not())
        self.add.setToolTip(self.why_not() or tr("Add a question of your own"))
        audit, questions = facts.entry.id, self._tools.space.audit_questions
        self._tools.read(self, lambda _: questions.checklist(audit), self._came)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns, and the summaries above, come and go with the room."""
        super().resizeEvent(event)
        units = self.width() / current().em
        self.summary.set_low(self.height() < _LOW * current().em)
        fit = frozenset(key for key, least in _ROOM.items() if units >= least)
        if fit != self._fit:
            self._fit = fit
            self.list.show_columns(fit, True)
            self.list.show_columns(_ROOM.keys() - fit, False)

    def why_not(self) -> str:
        """Why the checklist cannot be changed now; "" when it can."""
        facts = self._facts
        if facts is None or facts.fixed:
            return facts.fixed if facts else ""
        held = facts.entry.state not in CHANGEABLE
        return tr("The report is issued; the checklist stays as it is.") if held else ""

    def question(self) -> QuestionValue | None:
        """The question the keyboard is on."""
        chosen = self.list.chosen_id()
        every = self.checklist.questions if self.checklist else ()
        return next((each for each in every if each.id == chosen), None)

    def choose_questions(self) -> None:
        """Take questions from checklists, findings, obligations and documents."""
        from isodesk.ui.audits.questions_dialog import QuestionsDialog

        facts = self._facts
        if facts is not None:
            QuestionsDialog(
                self._tools, facts.entry.id, _named(facts), self._told_taken, self.window()
            ).open()

    def add_question(self) -> None:
        """Write a question of one's own, behind the one that is chosen."""
        from isodesk.ui.audits.add_dialog import AddDialog

        facts = self._facts
        if facts is not None:
            audit, behind = facts.entry.id, self.question()
            AddDialog(
                self._tools, audit, behind, _editions(facts), self._go_to, self.window()
            ).open()

    def open_papers(self) -> None:
        """The checklist on paper: print it, key it in, attach its scan."""
        from isodesk.ui.audits.papers_dialog import PapersDialog

        facts = self._facts
        if facts is not None:
            fixed = facts.fixed or fixed_answers(facts.entry.state)
            PapersDialog(
                self._tools, facts.entry.id, _named(facts), fixed, self._again, self.window()
            ).open()

    def export_list(self) -> None:
        """All questions with their answers as a spreadsheet."""
        facts, checklist = self._facts, self.checklist
        if facts is not None and checklist is not None:
            table = table_of(checklist.questions, checklist.findings, checklist.editions)
            export_table(self, _named(facts), table, self._tools.jobs, self._tools.space)

    def move_question(self, by: int) -> None:
        """Up or down within its section."""
        question = self.question()
        if question is None or self._why_not_moved():
            return
        questions = self._tools.space.audit_questions
        at, back = question.id, -by
        self._write(
            lambda: questions.move(at, by),
            tr("Order"),
            lambda space: space.audit_questions.move(at, back),
        )

    def take_out(self) -> None:
        """The chosen questions are not asked in this audit."""
        facts, ids = self._facts, self.list.chosen_ids()
        if facts is None or not ids or self._why_not_out():
            return
        audit, auditing = facts.entry.id, self._tools.space.auditing
        self._write(
            lambda: auditing.take_out(ids),
            tr("Checklist"),
            lambda space: space.entry_lines.keep(audit, "audit_question", ids),
        )

    def _write(self, work: Callable[[], object], label: str, back: Callable[..., object]) -> None:
        facts = self._facts
        assert facts is not None
        change = Change(facts.entry.id, label, back)

        def done(_: object) -> None:
            self.saved.emit(change)
            self.show_facts(facts)

        self._tools.write(self, lambda _: work(), done, self._refused)

    def _refused(self, refused: Refused) -> None:
        self._tools.said(str(refused))

    def _came(self, checklist: Checklist) -> None:
        if self._facts is not None and self._facts.entry.id == checklist.audit_id:
            self.checklist = checklist
            self.summary.show_checklist(checklist)
            self.chips.count(checklist.questions)
            self._narrow()

    def _narrow(self) -> None:
        checklist = self.checklist
        if checklist is None:
            return
        empty = not checklist.questions
        self.chips.setVisible(not empty)
        self.list.empty_words = (
            tr("No questions yet. Choose them from what isodesk brings, from your own checklists"
               " and from earlier findings.") if empty else tr("No question matches the filter.")
        )  # fmt: skip
        groups = groups_of(
            checklist.questions,
            checklist.findings,
            self.chips.chosen(),
            self.filter.text(),
            checklist.editions,
        )
        self.model.show(groups)
        self._offer()

    def _offer(self) -> None:
        """What may be done with the question that is chosen."""
        question, many = self.question(), len(self.list.chosen_ids()) > 1
        self.bar.allow(0, tr("Choose one question.") if many else "")
        for at in (_UP, _DOWN):
            self.bar.allow(at, self._why_not_moved() or (tr("Choose one.") if many else ""))
        self.bar.allow(_OUT, self._why_not_out())
        words = tr("{n} questions", n=len(self.list.chosen_ids()))
        self.bar.show_for(words if many else "", question is not None)
        self.bar.words.setVisible(many)

    def _why_not_moved(self) -> str:
        narrowed = bool(self.chips.chosen() or self.filter.text().strip())
        return self.why_not() or (tr("Show all questions first.") if narrowed else "")

    def _why_not_out(self) -> str:
        ids = set(self.list.chosen_ids())
        every = self.checklist.questions if self.checklist else ()
        answered = any(q.verdict is not None for q in every if q.id in ids)
        said = tr("It is answered. Take the verdict back first.") if answered else ""
        return self.why_not() or said

    def _open(self) -> None:
        from isodesk.ui.audits.question_dialog import QuestionDialog

        question, checklist = self.question(), self.checklist
        if question is not None and checklist is not None:
            dialog = QuestionDialog(self._tools, question, checklist, self.why_not(), self.window())
            dialog.opened.connect(self.opened)
            dialog.open()

    def _told_taken(self, count: int) -> None:
        said = tr("1 question came.") if count == 1 else tr("{n} questions came.", n=count)
        self._tools.said(said)
        self._again()

    def _go_to(self, question_id: int) -> None:
        self._again()
        self.list._current_id = question_id  # chosen as soon as it has been read

    def _again(self) -> None:
        if self._facts is not None:
            self.show_facts(self._facts)

    def _connect(self) -> None:
        self.chips.changed.connect(self._narrow)
        self.filter.changed.connect(lambda _: self._narrow())
        self.filter.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.filter.begin)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        for keys, take in (
            ("Alt+Up", lambda: self.move_question(-1)),
            ("Alt+Down", lambda: self.move_question(1)),
            ("Del", self.take_out),
        ):
            key = QShortcut(QKeySequence(keys), self.list, take)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(24, 12, 24, 8)
        above.setSpacing(8)
        self.ways = WrappingRow(4)
        for button in (self.choose, self.add, self.paper):
            self.ways.addWidget(button)
        above.addLayout(self.ways)
        above.addWidget(self.summary)
        self.filter.setMinimumWidth(current().length(210))
        above.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)


def _named(facts: EntryFacts) -> str:
    return " ".join(filter(None, (facts.entry.number, facts.entry.title)))


def _editions(facts: EntryFacts) -> dict[str, str]:
    """The editions the audit is held against, by standard."""
    shown = {"9001": facts.entry.shown["iso9001"], "14001": facts.entry.shown["iso14001"]}
    return {standard: edition for standard, edition in shown.items() if edition}
