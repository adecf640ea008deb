"""Print a sheet to be filled in by pen: its columns, how many rows, for whom."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.entry import Field
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.blanks import MOST_ROWS, offered_fields
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tick_list import TickList
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.parts import small_words

_ROWS = "10"
"""Rows of one page."""


class BlankDialog(StepDialog):
    """`done` gets the PDF's name and bytes."""

    help_topic = "blank-sheets"

    def __init__(
        self,
        tools: Tools,
        register: Register,
        done: Callable[[str, bytes], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Sheet to be filled in: {title}", title=tr(register.title))
        sub = tr("Every row has a number; what the pen wrote is keyed back in by it.")
        super().__init__(tools, title, sub, 560, parent=parent)
        self._register, self._done = register, done
        self._offered = offered_fields(register)
        self.rows = LineField(tr("Rows"), tr("At most {n}; 10 fill a page.", n=MOST_ROWS))
        self.rows.set_value(_ROWS)
        self.given = LineField(tr("Given to"), example=tr("A team, a place, a person"))
        self.ticks = TickList(tr("Columns"))
        usual = tools.space.blanks.usual_fields(register.key)
        self.ticks.show_lines(
            [(at, _words(f), "") for at, f in enumerate(self._offered)],
            frozenset(at for at, f in enumerate(self._offered) if f.key in usual),
        )
        self.add_pair(("rows", self.rows), ("given_to", self.given))
        self.body.addWidget(small_words(tr("Columns; what is marked * is needed in the end")))
        self.body.addWidget(self.ticks)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Print the sheet"), self._apply, primary=True)
        self.rows.line.selectAll()
        self.rows.line.setFocus()

    def _apply(self) -> None:
        typed, keys = self.rows.value(), [self._offered[at].key for at in self.ticks.ticked()]
        if not typed.isdecimal():
            self.refuse(Refused([Problem("rows", tr("Give the rows as a number."))]))
        elif not keys:
            self.refuse(Refused(tr("Tick at least one column.")))
        else:
            blanks, kind, given = self.tools.space.blanks, self._register.key, self.given.value()

            def work(progress: Progress) -> tuple[str, bytes]:
                made, pdf = blanks.print(kind, int(typed), keys, given)
                return blanks.get(made).number, pdf

            self.apply(work, lambda made: self._done(*made), tr("Laying out"))


def _words(each: Field) -> str:
    return f"{tr(each.label)} *" if each.required else tr(each.label)
