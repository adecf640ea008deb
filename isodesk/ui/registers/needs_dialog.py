"""The trainings that gaps ask for: shown first, then noted as needed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.competence import TrainingPlan
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tick_list import TickList
from isodesk.ui.documents.tools import Tools


class NeedsDialog(StepDialog):
    """`done(training ids)` once they stand."""

    help_topic = "training"

    def __init__(
        self,
        tools: Tools,
        plans: Sequence[TrainingPlan],
        done: Callable[[tuple[int, ...]], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Note the needs for training"), parent=parent)
        self._done, self._plans = done, {plan.skill_id: plan for plan in plans}
        self.add_words(
            tr("One training for each skill, for those who lack it and stand on none yet.")
        )
        self.ticks = TickList(tr("Trainings"))
        lines = [(p.skill_id, p.skill, ", ".join(n for _, n in p.people)) for p in plans]
        self.ticks.show_lines(lines, frozenset(self._plans))
        self.ticks.changed.connect(self._say)
        self.body.addWidget(self.ticks)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Note them"), self._apply, primary=True)
        self._say()

    def _say(self) -> None:
        ticked = len(self.ticks.ticked())
        self.step.allow("" if ticked else tr("Tick at least one."))

    def _apply(self) -> None:
        competence = self.tools.space.competence
        chosen = [self._plans[skill] for skill in self.ticks.ticked()]
        self.apply(lambda _: competence.note_needs(chosen), self._done)
