"""Questions that were reworded or added at an audit are saved back to a checklist."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.audit_summary import systems_of
from isodesk.ui.audits.checklist_rows import short_clauses
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField

if TYPE_CHECKING:
    from isodesk.services.audit_values import QuestionValue
    from isodesk.services.checklist_back import Target

_NEW = 0
"""The choice of a new checklist."""
_NOTE = 24.0


class SaveBackDialog(Dialog):
    """`done` is told the checklist they were saved to."""

    help_topic = "own-checklists"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        name: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("The next audit that takes the checklist asks them so from the start.")
        title = tr("Save questions back: {name}", name=name)
        super().__init__(title, sub, 1040, 600, False, tools.jobs, parent)
        self._tools, self._audit, self._done = tools, audit_id, done
        self._questions: tuple[QuestionValue, ...] = ()
        self._targets: dict[int, Target] = {}
        self.target = ChoiceField(tr("Checklist"), [(_NEW, tr("A new checklist"))])
        self.title = LineField(tr("Title of the new checklist"))
        self.model = TickedModel(self)
        self.table = TickedTable(tr("Reworded and added questions"), self.model, _NOTE)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.target, 1)
        top.addWidget(self.title, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("&Save them back"), self._apply, "primary")
        self.target.edited.connect(lambda _: self._show())
        self.target.combo.activated.connect(lambda _: self._show())
        self.model.changed.connect(self._say)
        self._say()
        tools.read(self, self._read, lambda told: self._came(*told), self._refused)

    def _read(self, _: Progress) -> "tuple[tuple[QuestionValue, ...], tuple[Target, ...]]":
        back = self._tools.space.checklist_back
        return back.changed(self._audit), back.targets(self._audit)

    def _came(self, questions: "tuple[QuestionValue, ...]", targets: "tuple[Target, ...]") -> None:
        self._questions = questions
        self._targets = {target.id: target for target in targets}
        names = [(target.id, target.name) for target in targets]
        self.target.set_choices([*names, (_NEW, tr("A new checklist"))])
        self.target.set_value(targets[0].id if targets else _NEW)
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        target = self._chosen()
        self.title.setVisible(target is None)
        rows = [_row(question, target) for question in self._questions]
        self.model.show(rows, {row.key for row in rows})

    def _chosen(self) -> "Target | None":
        return self._targets.get(self.target.value() or _NEW)

    def _say(self) -> None:
        n, total = len(self.model.ticked()), len(self._questions)
        self.hint.setText(tr("{n} of {total} ticked.", n=n, total=total))
        none = tr("Nothing was reworded or added in this audit.")
        there = tr("All of them stand in that checklist.")
        free = tr("Tick a question first.") if self.model.free_count() else there
        missing = "" if n else free if total else none
        self.go.allow(self._tools.space.read_only or missing)

    def _apply(self) -> None:
        back, audit, target = self._tools.space.checklist_back, self._audit, self._chosen()
        ids, title = {int(key) for key in self.model.ticked()}, self.title.value()
        self.title.set_problem("")
        job = self._tools.write(
            self, lambda _: back.save(audit, ids, target, title), self._saved, self._refused
        )
        self.busy.watch(job, tr("Saving"))

    def _saved(self, checklist: int) -> None:
        self.accept()
        self._done(checklist)

    def _refused(self, refused: Refused) -> None:
        titled = next((p.sentence for p in refused.problems if p.field == "title"), "")
        if titled:
            self.title.set_problem(titled)
            self.title.line.setFocus()
        else:
            self.say("red", tr("Nothing was saved."), str(refused))


def _row(question: "QuestionValue", target: "Target | None") -> TickRow:
    line = target.line_of(question) if target else None
    old = target.asks[line] if target and line is not None else question.asked_first
    stands = target is not None and question.ask in target.asks.values()
    note = tr("instead of “{ask}”", ask=old) if line is not None else tr("added to it")
    if stands:
        note = tr("stands there")
    return TickRow(
        str(question.id),
        question.section,
        short_clauses(question.clauses),
        question.ask,
        systems_of(question.clauses),
        note,
        stands,
    )
