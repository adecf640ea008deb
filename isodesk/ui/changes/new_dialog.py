"""A new change request: what, why, prompted by what, by whom, until when."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.care_values import NewChange
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.pick_fields import PersonField


class NewChangeDialog(StepDialog):
    """`done` is told the request's id. `touches` are documents it is about from the start."""

    def __init__(
        self,
        tools: Tools,
        choices: Choices,
        done: Callable[[int], None],
        touches: tuple[int, ...] = (),
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("New change request"), about, 560, parent=parent)
        self._done, self._touches = done, touches
        self.title = LineField(tr("What is asked for"))
        self.reason = NoteField(tr("Reason"), 3)
        self.source = LineField(
            tr("Prompted by"), example=tr("A nonconformity, audit, customer, new edition")
        )
        self.asked_by = PersonField(tr("Asked by"), choices.owners())
        self.owner = PersonField(tr("Who sees to it"), choices.owners())
        self.wanted = DateField(tr("Wanted by"), today=tools.space.desk.today())
        self.add_field("title", self.title)
        self.add_field("reason", self.reason)
        self.add_pair(("source", self.source), ("wanted_by", self.wanted))
        self.add_pair(("asked_by_id", self.asked_by), ("owner_id", self.owner))
        self.hint.setText(tr("Its number comes by itself. Nothing changes before it is accepted."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Make the request"), self._apply, primary=True)
        for field in (self.asked_by, self.owner):
            field.set_value(tools.space.desk.actor.person_id)
        self.title.line.setFocus()

    def _apply(self) -> None:
        asked_by, owner = self.asked_by.value(), self.owner.value()
        new = NewChange(
            self.title.value(),
            self.reason.value(),
            self.source.value(),
            asked_by.id if asked_by else None,
            self.wanted.value(),
            owner.id if owner else None,
            touches=self._touches,
        )
        changes = self.tools.space.changes

        def work(progress: Progress) -> int:
            return changes.new(new)

        self.apply(work, self._done)
