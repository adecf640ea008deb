"""The year proposed: each line with its months and why, ticked, then written."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_programme import months_words
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.audit_proposing import RowProposal

_HEADS = ("Take", "Months", "Process and reason", "")
_NOTE = 1.0


class ProposeDialog(Dialog):
    """`done(proposals, lines)` once they stand in the file."""

    help_topic = "audit-programme"

    def __init__(
        self,
        tools: Tools,
        programme_id: int,
        name: str,
        done: "Callable[[tuple[RowProposal, ...], tuple[int, ...]], object]",
        parent: QWidget | None = None,
    ) -> None:
        sub = tr(
            "Months come from importance, from what earlier audits found, and from planned changes."
            " What stands in a line stays."
        )
        super().__init__(
            tr("Propose the year: {name}", name=name), sub, 1000, 620, False, tools.jobs, parent
        )
        self._tools, self._programme, self._done = tools, programme_id, done
        self._plan: tuple[RowProposal, ...] = ()
        self._read = False
        self.model = _Proposals(self)
        self.table = TickedTable(tr("Proposed lines"), self.model, _NOTE)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("&Put them in"), self._apply, "primary")
        self.model.changed.connect(self._say)
        self._say()
        proposing = tools.space.audit_proposing
        tools.read(self, lambda _: proposing.plan(programme_id), self._came, self._refused)

    def _came(self, plan: "tuple[RowProposal, ...]") -> None:
        self._plan, self._read = plan, True
        rows = [_row(at, each) for at, each in enumerate(plan)]
        self.model.show(rows, {row.key for row in rows})
        if plan:
            self.table.setFocus()

    def _say(self) -> None:
        n, total = len(self.model.ticked()), len(self._plan)
        none = tr(
            "There is nothing to propose: every process in the register has a line with months."
        )
        self.hint.setText(
            tr("{n} of {total} ticked.", n=n, total=total) if total else none * self._read
        )
        missing = "" if n else tr("Tick a line first.") if total else none
        self.go.allow(self._tools.space.read_only or missing)

    def _apply(self) -> None:
        proposing, programme = self._tools.space.audit_proposing, self._programme
        ticked = self.model.ticked()
        chosen = tuple(each for at, each in enumerate(self._plan) if str(at) in ticked)

        def written(lines: tuple[int, ...]) -> None:
            self.accept()
            self._done(chosen, lines)

        job = self._tools.write(
            self, lambda _: proposing.apply(programme, chosen), written, self._refused
        )
        self.busy.watch(job, tr("Saving"))

    def _refused(self, refused: Refused) -> None:
        self.say("red", tr("Nothing was written."), str(refused))


class _Proposals(TickedModel):
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        return tr(_HEADS[section]) if across and role == Qt.ItemDataRole.DisplayRole else None


def _row(at: int, each: "RowProposal") -> TickRow:
    months = months_words(each.months) or tr("not this year")
    fresh = each.row_id is None
    section = tr("New lines") if fresh else tr("Lines without months")
    return TickRow(str(at), section, months, f"{each.name}: {each.reason}")
