"""Choose the questions of an audit: from which sources, and which of them for the time there is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.audit_filling import MINUTES
from isodesk.services.audit_summary import systems_of
from isodesk.ui.audits.source_list import SourceList
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog, scrolling
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField
from isodesk.ui.parts import HairLine
from isodesk.ui.tab_order import chain
from isodesk.ui.theme import current
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.services.audit_filling import Offered, Source

FIRST = ("findings",)
"""Sources that are ticked from the start."""
_LEFT = 0.36
"""The sources' part of the width at most."""


class QuestionsDialog(Dialog):
    """`done` is told how many questions came."""

    help_topic = "audit-checklists"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        name: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr(
            "Tick where they come from, then take out what there is no time for."
            " Space ticks a question, or a section with all its questions."
        )
        title = tr("Questions for {name}", name=name)
        super().__init__(title, sub, 1180, 700, False, tools.jobs, parent)
        self._tools, self._audit, self._done = tools, audit_id, done
        self._turn = 0
        self.sources = SourceList(tools)
        self.model = TickedModel(self)
        self.table = TickedTable(tr("Questions"), self.model)
        self.filter = FilterField(tr("Clause or words"))
        self.tick = Button(tr("Tick what is shown"), lambda: self.model.put_shown(True), "quiet")
        self.untick = Button(tr("Untick it"), lambda: self.model.put_shown(False), "quiet")
        self.leave = self.add_close()
        self.go = self.add_button(tr("&Take these questions"), self._apply, "primary")
        self.go.setDefault(False)  # Enter belongs to the search for a criterion
        self._lay_out()
        self.filter.changed.connect(self.model.narrow)
        self.filter.left_down.connect(self.table.setFocus)
        self.sources.changed.connect(self._look)
        self.model.changed.connect(self._say)
        self._say()
        filling = tools.space.audit_filling
        tools.read(self, lambda _: filling.sources(audit_id), self._show_sources, self._refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The questions have the larger part."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(current().length(372), round(self.width() * _LEFT)))

    def _show_sources(self, sources: "tuple[Source, ...]") -> None:
        self.sources.show_sources(sources, FIRST)
        first = next((box for box in self.sources.boxes.values() if box.isEnabled()), None)
        self._order()
        (first or self.sources.criterion).setFocus()
        self._look()

    def _order(self) -> None:
        """Tab goes through what was made late, too, before the questions and the steps."""
        beside = (self.filter, self.tick, self.untick, self.table)
        chain((*self.sources.boxes.values(), self.sources.criterion, *beside, self.leave, self.go))

    def _look(self) -> None:
        """Read what the ticked sources ask; new questions come ticked, others keep theirs."""
        self._turn += 1
        turn, keys = self._turn, self.sources.ticked()
        filling, audit = self._tools.space.audit_filling, self._audit

        def came(offered: "tuple[Offered, ...]") -> None:
            if turn == self._turn:
                self._show_questions(offered)

        self._tools.read(self, lambda _: filling.offered(audit, keys), came, self._refused)

    def _show_questions(self, offered: "tuple[Offered, ...]") -> None:
        before = {row.key for row in self.model.rows}
        rows = [_row(each) for each in offered]
        new = {row.key for row in rows} - before
        self.model.show(rows, self.model.ticked() | new, self.filter.text())

    def _say(self) -> None:
        """`60 of 159 chosen, about 4 hours onsite.`"""
        chosen, total = len(self.model.ticked()), self.model.free_count()
        time = duration(chosen * MINUTES)
        self.hint.setText(
            tr("{n} of {total} chosen, about {time} onsite.", n=chosen, total=total, time=time)
            if chosen
            else tr("{n} of {total} chosen.", n=0, total=total)
        )
        self.hint.setToolTip(tr("{n} minutes a question.", n=MINUTES))
        missing = "" if chosen else tr("Tick the questions to take first.")
        self.go.allow(self._tools.space.read_only or missing)
        for button in (self.tick, self.untick):
            button.allow("" if total else tr("Tick where the questions come from first."))

    def _apply(self) -> None:
        space, audit, keys = self._tools.space, self._audit, self.model.ticked()
        sources = self.sources.ticked()

        def work(progress: Progress) -> int:
            count = space.audit_filling.fill(audit, sources, keys)
            if "findings" in sources:
                space.audit_findings.carry(audit)
            return count

        self.go.setEnabled(False)
        job = self._tools.write(self, work, self._taken, self._refused)
        self.busy.watch(job, tr("Taking the questions"))

    def _taken(self, count: int) -> None:
        self.accept()
        self._done(count)

    def _refused(self, refused: Refused) -> None:
        self._say()
        self.say("red", tr("Nothing was taken."), str(refused))

    def _lay_out(self) -> None:
        self._left = scrolling(self.sources)
        self.filter.setMinimumWidth(current().length(240))
        tools = WrappingRow(8)
        for part in (self.filter, self.tick, self.untick):
            tools.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(tools)
        right.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._left)
        row.addWidget(HairLine(upright=True))
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.body.setContentsMargins(24, 8, 24, 16)


def duration(minutes: int) -> str:
    """`35 minutes`, `4 hours`, `2 h 40`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} minutes", n=rest)
    if rest:
        return tr("{h} h {m}", h=hours, m=f"{rest:02}")
    return tr("1 hour") if hours == 1 else tr("{n} hours", n=hours)


def _row(each: "Offered") -> TickRow:
    question = each.question
    return TickRow(
        question.key,
        question.section,
        "; ".join(_short(text) for text in question.clauses),
        question.ask,
        systems_of(question.clauses),
        tr("stands there") if each.stands else "",
        each.stands,
    )


def _short(clause: str) -> str:
    """`9001 8.5.1`: the edition stands with the audit."""
    standard, _, rest = clause.partition(":")
    return f"{standard} {rest.partition(' ')[2]}" if rest else clause
