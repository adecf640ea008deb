"""Set up a concern: what it lays down is looked at and ticked, then made in one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.concerns import ConcernPlan, Made, PlannedRow
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import HairLine, Words
from isodesk.ui.registers.words import capital
from isodesk.ui.theme import SMALL

_SHOWN_FIRST = ("aspect", "meter", "obligation", "control", "objective")
"""Kinds in the order they are opened afterwards."""
_INDENT = 28


class ConcernsDialog(StepDialog):
    """`opens(id)` shows the aspect that was laid down, or the first of what was."""

    help_topic = "concerns"

    def __init__(
        self, tools: Tools, opens: Callable[[int], Any], parent: QWidget | None = None
    ) -> None:
        title = tr("Set up a concern")
        super().__init__(tools, title, wide=820, parent=parent)
        self._opens = opens
        self.plan: ConcernPlan | None = None
        self.ticks: dict[str, QCheckBox] = {}
        concerns = tools.space.concerns.all()
        words = [(each.key, tr(each.title)) for each in concerns]
        self.choice = ChoiceField(tr("Concern"), words)
        self.add_field("concern", self.choice)
        self.about = self.add_words("", "second")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._held: QWidget | None = None
        self.body.addLayout(self._rows)
        self.hint.setText(tr("Nothing is written until you lay it down."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Lay down"), self._apply, primary=True)
        self.choice.edited.connect(lambda _: self._read())
        self.choice.set_value(concerns[0].key)
        self._read()

    def wanted(self) -> set[str]:
        """The rows that are ticked."""
        return {ref for ref, tick in self.ticks.items() if tick.isChecked()}

    def _read(self) -> None:
        """Plan the concern that is chosen."""
        key, concerns = str(self.choice.value()), self.tools.space.concerns
        self.tools.read(self, lambda _: concerns.plan(key), self._show, self.refuse)

    def _show(self, plan: ConcernPlan) -> None:
        if plan.concern.key != self.choice.value():
            return
        self.plan = plan
        self.about.setText(tr(plan.concern.about))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.ticks = {}
        for row in plan.rows:
            column.addWidget(HairLine())
            self._add_row(column, row)
        if self._held is not None:
            self._rows.removeWidget(self._held)
            self._held.deleteLater()
        self._held = page
        self._rows.addWidget(page)
        self._count()
        self.take_room()

    def _add_row(self, column: QVBoxLayout, row: PlannedRow) -> None:
        tick = QCheckBox(f"{capital(row.register)}: {row.title}")
        tick.setChecked(not row.stands)
        tick.toggled.connect(lambda _: self._count())
        self.ticks[row.ref] = tick
        column.addWidget(tick)
        if row.stands:
            said = tr("{number} stands already; the others are linked to it.", number=row.stands)
            column.addWidget(_below(said, "accent"))
        facts = "  ·  ".join(f"{label}: {words}" for label, words in row.facts if words)
        column.addWidget(_below(facts, "second"))

    def _count(self) -> None:
        n = len(self.wanted())
        self.step.setText(tr("&Lay down {n} records", n=n) if n != 1 else tr("&Lay down 1 record"))
        why = self.tools.space.read_only or ""
        self.step.allow(why or ("" if n else tr("Tick at least one.")))

    def _apply(self) -> None:
        plan, wanted, concerns = self.plan, self.wanted(), self.tools.space.concerns
        if plan is not None:
            self.apply(lambda _: concerns.apply(plan, wanted), self._made)

    def _made(self, made: Made) -> None:
        self.tools.said(tr("{n} records were laid down as drafts.", n=len(made.ids)))
        first = next((made.ids[key] for key in _SHOWN_FIRST if key in made.ids), None)
        if first is not None:
            self._opens(first)


def _below(text: str, tone: str) -> Words:
    words = Words(text, SMALL, tone=tone, wrap=True)
    words.setContentsMargins(_INDENT, 0, 0, 4)
    return words
