"""Earlier findings that an audit asked about: those that hold are closed in one go."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_summary import systems_of
from isodesk.ui.audits.checklist_rows import short_clauses
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.audit_verifying import EarlierValue

_NOTE = 24.0
_HEADS = ("Take", "Clauses", "Finding", "What was seen")


class EarlierDialog(Dialog):
    """`done` is told how many were closed."""

    help_topic = "findings"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        name: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Those that were found conform here are closed, with what was seen as the proof.")
        title = tr("Earlier findings at {name}", name=name)
        super().__init__(title, sub, 960, 520, False, tools.jobs, parent)
        self._tools, self._audit, self._done = tools, audit_id, done
        self.model = TickedModel(self, _HEADS)
        self.table = TickedTable(tr("Earlier findings"), self.model, _NOTE)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("&Close the ticked ones"), self._apply, "primary")
        self.model.changed.connect(self._say)
        self._say()
        verifying = tools.space.audit_verifying
        tools.read(self, lambda _: verifying.earlier(audit_id), self._came, self._refused)

    def _came(self, earlier: "tuple[EarlierValue, ...]") -> None:
        rows = [_row(each) for each in earlier]
        self.model.show(rows, {row.key for row in rows if not row.fixed})
        self.table.setFocus()

    def _say(self) -> None:
        n, total = len(self.model.ticked()), self.model.free_count()
        self.hint.setText(tr("{n} of {total} ticked.", n=n, total=total))
        none = tr("None of them was found conform here and is open.")
        missing = "" if n else tr("Tick a finding first.") if total else none
        self.go.allow(self._tools.space.read_only or missing)

    def _apply(self) -> None:
        verifying, audit = self._tools.space.audit_verifying, self._audit
        ids = sorted(int(key) for key in self.model.ticked())
        job = self._tools.write(
            self, lambda _: verifying.close(audit, ids), lambda _: self._closed(len(ids)),
            self._refused,
        )  # fmt: skip
        self.busy.watch(job, tr("Closing"))

    def _closed(self, count: int) -> None:
        self.accept()
        self._done(count)

    def _refused(self, refused: Refused) -> None:
        self.say("red", tr("Nothing was closed."), str(refused))


def _row(each: "EarlierValue") -> TickRow:
    section = (
        tr("Holds") if each.verdict is Verdict.CONFORM else tr("Does not hold, or not checked")
    )
    said = tr("Question {n}: {said}", n=each.n, said=each.missing or each.said or tr("conform"))
    ask = f"{each.number} {each.title}"
    clauses = short_clauses(each.clauses)
    systems = systems_of(each.clauses)
    return TickRow(str(each.finding_id), section, clauses, ask, systems, said, bool(each.missing))
