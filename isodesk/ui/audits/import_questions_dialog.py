"""Questions of a spreadsheet come into a checklist: what becomes of each is shown before."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_summary import systems_of
from isodesk.services.auditing import clauses_of
from isodesk.services.checklist_sheets import CHANGED, NEW, SAME, SheetPlan, SheetRow
from isodesk.ui.audits.checklist_rows import short_clauses
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools

_WORDS = {NEW: "new", CHANGED: "changes it", SAME: "stands there"}


class ImportQuestionsDialog(Dialog):
    """`done` is told how many came new and how many changed."""

    help_topic = "own-checklists"

    def __init__(
        self,
        tools: Tools,
        plan: SheetPlan,
        done: Callable[[int, int], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Questions from {source}", source=plan.source)
        super().__init__(title, _columns(plan), 1040, 660, False, tools.jobs, parent)
        self._tools, self._plan, self._done = tools, plan, done
        self.model = TickedModel(self)
        self.table = TickedTable(tr("Questions of the sheet"), self.model)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("&Bring them in"), self._apply, "primary")
        rows = [_row(row) for row in plan.rows]
        self.model.changed.connect(self._say)
        self.model.show(rows, {row.key for row in rows})
        self.table.setFocus()

    def _say(self) -> None:
        chosen, plan = len(self.model.ticked()), self._plan
        said = tr(
            "{n} ticked. In the sheet: {new} new, {changed} that change one that stands there.",
            n=chosen,
            new=plan.count(NEW),
            changed=plan.count(CHANGED),
        )
        self.hint.setText(said)
        whole = plan.count(SAME) == len(plan.rows)
        missing = tr("All of them stand there already.") if whole else tr("Tick a question first.")
        self.go.allow(self._tools.space.read_only or ("" if chosen else missing))

    def _apply(self) -> None:
        sheets, plan = self._tools.space.checklist_sheets, self._plan
        rows = {int(key) for key in self.model.ticked()}
        self.go.setEnabled(False)
        job = self._tools.write(self, lambda _: sheets.apply(plan, rows), self._came, self._refused)
        self.busy.watch(job, tr("Bringing in"))

    def _came(self, counts: tuple[int, int]) -> None:
        self.accept()
        self._done(*counts)

    def _refused(self, refused: Refused) -> None:
        self._say()
        self.say("red", tr("Nothing was brought in."), str(refused))


def _columns(plan: SheetPlan) -> str:
    """`“Frage” is Question, “Norm” is Clauses. Left out: “Status”.`"""
    read = ", ".join(
        tr("“{heading}” is {field}", heading=heading, field=field)
        for heading, field in plan.columns
        if heading.strip() != field
    )
    left = ", ".join(f"“{heading}”" for heading in plan.left_out)
    parts = (f"{read}." if read else "", tr("Left out: {left}.", left=left) if left else "")
    return " ".join(filter(None, parts)) or tr("Every column is known.")


def _row(row: SheetRow) -> TickRow:
    clauses = clauses_of(row.texts["clauses"])
    return TickRow(
        str(row.n),
        row.texts["section"],
        short_clauses(clauses),
        row.texts["ask"],
        systems_of(clauses),
        tr(_WORDS[row.becomes]),
        row.becomes == SAME,
    )
