"""Key a filled checklist in by keyboard alone; each answer is on disk as it is typed."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_on_paper import PaperValue
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.key_paper_model import KeyPaperModel
from isodesk.ui.audits.key_paper_table import KeyPaperTable
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.parts import Words
from isodesk.ui.theme import current


class KeyPaperDialog(Dialog):
    """`done` is called when it closes."""

    help_topic = "audit-checklists"

    def __init__(
        self,
        tools: Tools,
        paper: PaperValue,
        done: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr(
            "1 to 6 give the verdict, 7 says good practice, any letter begins the note, Enter goes"
            " to the next question. Ctrl+G goes to a number."
        )
        title = tr("Key in {number}", number=paper.number)
        super().__init__(title, sub, 1120, 680, False, tools.jobs, parent)
        self._tools = tools
        self.model = KeyPaperModel(paper, self)
        self.table = KeyPaperTable(self.model)
        self.number = LineField(tr("Question number"))
        self.number.setFixedWidth(current().length(140))
        self.question = Words(wrap=True)
        self.close_ = self.add_close(tr("&Close"))
        self.close_.setDefault(False)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+G"), self, self._ask_number)
        self.number.line.returnPressed.connect(self._go_to_number)
        self.model.answered.connect(self._save)
        self.table.amiss.connect(lambda why: self.say("amber", why))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._say())
        self.finished.connect(lambda _: done())
        first = self.model.next_open()
        if self.model.rowCount():
            self.table.go_to(first or 0)
        self._say()

    def _save(self, question: int, answer: Answer, back: Callable[[], None]) -> None:
        auditing = self._tools.space.auditing
        self.banner.hide()

        def refused(why: Refused) -> None:
            back()
            self.say("red", tr("Not saved."), str(why))
            self._say()

        self._tools.write(self, lambda _: auditing.answer(question, answer), None, refused)
        self._say()

    def _say(self) -> None:
        """The question in full, and how far it is."""
        n, total = self.model.keyed(), self.model.rowCount()
        self.hint.setText(
            tr("{n} of {total} keyed in. Each is saved as you type.", n=n, total=total)
        )
        row = self.table.currentIndex().row()
        if row >= 0:
            question = self.model.questions[row]
            self.question.setText(f"{self.model.numbers[row]}  {question.ask}")

    def _ask_number(self) -> None:
        self.number.line.setFocus()
        self.number.line.selectAll()

    def _go_to_number(self) -> None:
        typed = self.number.value().strip()
        row = self.model.row_of(int(typed)) if typed.isdecimal() else None
        none = tr("There is no question {n} on this paper.", n=typed)
        self.number.set_problem("" if row is not None else none)
        if row is not None:
            self.number.line.clear()
            self.table.go_to(row)

    def _lay_out(self) -> None:
        words = [*(verdict_word(verdict) for verdict in Verdict), tr("Good practice")]
        keys = "   ".join(f"{key} {word}" for key, word in enumerate(words, 1))
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.number)
        top.addWidget(self.question, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Words(keys, tone="second", wrap=True))
        self.body.setContentsMargins(24, 8, 24, 16)
        self.body.setSpacing(12)
