"""Print blanks: of which form, how many, for whom."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.filled import MOST
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField

if TYPE_CHECKING:
    from isodesk.services.prints import Sheet


class BlanksDialog(StepDialog):
    """`offered` are the forms in force as (id, words); `done` gets the PDF and how many."""

    def __init__(
        self,
        tools: Tools,
        offered: Sequence[tuple[int, str]],
        document_id: int | None,
        done: Callable[["Sheet", int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Print blanks"), parent=parent)
        self._done = done
        self.form = ChoiceField(tr("Form"), list(offered))
        self.form.set_value(document_id if document_id is not None else offered[0][0])
        self.count = LineField(tr("How many"), tr("At most {n} at a time.", n=MOST))
        self.count.set_value("1")
        self.given = LineField(tr("Given to"), example=tr("A team, a place, a person"))
        self.add_field("form", self.form)
        self.add_pair(("count", self.count), ("given_to", self.given))
        self.add_words(
            tr("Each blank has a number of its own on every sheet; it is never given again."),
            "second",
        )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Print the blanks"), self._apply, primary=True)
        self.count.line.selectAll()
        self.count.line.setFocus()

    def _apply(self) -> None:
        typed = str(self.count.value())
        if not typed.isdecimal():
            self.refuse(Refused([Problem("count", tr("Give the blanks as a number."))]))
            return
        forms, form = self.tools.space.forms, self.form.value()
        count, given = int(typed), self.given.value()

        def work(progress: Progress) -> "Sheet":
            return forms.print_blanks(form, count, given, progress)[1]

        self.apply(work, lambda sheet: self._done(sheet, count), tr("Stamping the blanks"))
