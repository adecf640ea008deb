"""Give out one more copy of the revision in force."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.documents.holder_line import HolderFields
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools


class GiveOutDialog(StepDialog):
    """`done` is told the new copy, and whether it is to be printed now."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        choices: Choices,
        done: Callable[[int, bool], None],
        parent: QWidget | None = None,
    ) -> None:
        current = document.in_force
        label = current.label if current else ""
        sub = tr("{number} revision {label}", number=document.number, label=label)
        super().__init__(tools, tr("Give out a copy"), sub, parent=parent)
        self._document, self._done = document, done
        self.fields = HolderFields(choices)
        self._fields["holder"] = self.fields.holder
        self.body.addWidget(self.fields)
        self.add_words(tr("It gets a number of its own, which is never given again."), "second")
        self.add_close(tr("&Cancel"))
        self.later = self.add_step(tr("Give out, print &later"), lambda: self._apply(False))
        self.now = self.add_step(tr("Give out and &print"), lambda: self._apply(True), True)
        self.fields.holder.combo.setFocus()

    def _apply(self, print_now: bool) -> None:
        holder, place = self.fields.pair()
        copies, document_id = self.tools.space.copies, self._document.id

        def work(progress: Progress) -> int:
            return copies.give_out(document_id, holder, place)

        self.apply(work, lambda copy_id: self._done(copy_id, print_now))
