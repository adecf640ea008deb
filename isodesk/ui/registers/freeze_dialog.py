"""Freeze the year's evaluation: its name and what was concluded."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField


class FreezeDialog(StepDialog):
    """`done(evaluation id)` once it stands."""

    help_topic = "significance"

    def __init__(
        self, tools: Tools, done: Callable[[int], Any], parent: QWidget | None = None
    ) -> None:
        title = tr("Freeze the year's evaluation")
        super().__init__(tools, title, parent=parent)
        self._done = done
        self.add_words(
            tr(
                "Every open aspect with its scores and its result, and the criteria in force, are"
                " kept as they are now. Nothing of it can be changed later."
            )
        )
        self.name = LineField(tr("Name"))
        self.name.set_value(tr("Evaluation of {year}", year=tools.space.desk.today().year))
        self.conclusion = NoteField(tr("Conclusion (optional)"))
        self.add_field("title", self.name)
        self.add_field("conclusion", self.conclusion)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Freeze"), self._apply, primary=True)
        self.conclusion.text.setFocus()

    def _apply(self) -> None:
        laboratory = self.tools.space.laboratory
        name, conclusion = self.name.value(), self.conclusion.value()
        self.apply(lambda _: laboratory.freeze(name, conclusion), self._done)
