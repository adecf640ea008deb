"""The questions of a printed checklist with what the pen wrote, in the order of the paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_on_paper import PaperValue
from isodesk.services.audit_values import Answer, QuestionValue
from isodesk.ui.audits.checklist_rows import mark_of, short_clauses
from isodesk.ui.headed_model import HeadedModel
from isodesk.ui.list_model import Index

N, CLAUSES, ASK, VERDICT, GOOD, NOTE = range(6)
HEADINGS = ("No.", "Clauses", "Question", "Verdict", "Good practice", "Note")
GOOD_KEY = "7"
"""As it is printed in its box."""
KEYS = {str(key): verdict for key, verdict in enumerate(Verdict, 1)}


class KeyPaperModel(HeadedModel):
    """`answered(question id, Answer, how to show what stood before)` as it is typed."""

    heads = HEADINGS

    answered = Signal(int, object, object)

    def __init__(self, paper: PaperValue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers = list(paper.rows)
        self.questions: list[QuestionValue] = list(paper.rows.values())

    def next_open(self, after: int = -1) -> int | None:
        """The next row without a verdict, from the top again at the end."""
        count = len(self.questions)
        rows = (at % count for at in range(after + 1, after + 1 + count))
        return next((at for at in rows if self.questions[at].verdict is None), None)

    def row_of(self, number: int) -> int | None:
        """Where the question with this number stands."""
        return self.numbers.index(number) if number in self.numbers else None

    def put_verdict(self, row: int, verdict: Verdict | None) -> None:
        """A verdict as it was ticked; None takes it back."""
        good = self.questions[row].good and verdict is Verdict.CONFORM
        off = None if good or not self.questions[row].good else False
        answer = Answer(verdict, good=off) if verdict else Answer(clear=True, good=off)
        self._put(row, answer, verdict=verdict, good=good)

    def may_be_good(self, row: int) -> bool:
        """Whether it is Conform, or has no verdict yet."""
        return self.questions[row].verdict in (None, Verdict.CONFORM)

    def turn_good(self, row: int) -> None:
        """Good practice, which is Conform; or not any more."""
        good = not self.questions[row].good
        answer = Answer(Verdict.CONFORM, good=good)
        self._put(row, answer, verdict=Verdict.CONFORM, good=good)

    def put_note(self, row: int, note: str) -> None:
        """What was written."""
        self._put(row, Answer(note=note), note=note)

    def keyed(self) -> int:
        """How many have a verdict."""
        return sum(question.verdict is not None for question in self.questions)

    def mark(self, row: int) -> Mark | None:
        """The pill of a verdict."""
        return mark_of(self.questions[row].verdict)

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        question, mark = self.questions[row], self.mark(row)
        said = {
            N: str(self.numbers[row]),
            CLAUSES: short_clauses(question.clauses),
            ASK: question.ask,
            VERDICT: mark.word if mark else "",
            GOOD: tr("Yes") if question.good else "",
            NOTE: question.note,
        }
        return said[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.questions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = Qt.ItemDataRole
        shown = (roles.DisplayRole, roles.EditRole, roles.AccessibleTextRole, roles.ToolTipRole)
        return self.words(index.row(), index.column()) if role in shown else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        note = str(value).strip()
        if index.column() != NOTE:
            return False
        if note != self.questions[index.row()].note:
            self.put_note(index.row(), note)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NOTE else flags

    def _put(self, row: int, answer: Answer, **values: Any) -> None:
        before = self.questions[row]
        self._show(row, replace(before, **values))
        back: Callable[[], None] = lambda: self._show(row, before)  # noqa: E731
        self.answered.emit(before.id, answer, back)

    def _show(self, row: int, question: QuestionValue) -> None:
        self.questions[row] = question
        self.dataChanged.emit(self.index(row, 0), self.index(row, NOTE))
