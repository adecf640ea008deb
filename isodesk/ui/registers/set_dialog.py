"""Start a register from a set: rows to strike out rather than to write."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tick_list import TickList
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField

if TYPE_CHECKING:
    from isodesk.services.starters import StarterRow, StarterSet

_QUIET = 90
"""Letters of what stands under a row's title."""


class SetDialog(StepDialog):
    """`done` is told how many records were made."""

    help_topic = "starter-sets"

    def __init__(
        self,
        tools: Tools,
        register: Register,
        sets: "tuple[StarterSet, ...]",
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Start from a set: {title}", title=tr(register.title))
        sub = tr("Strike out what you do not have. Each row becomes a draft that you make yours.")
        super().__init__(tools, title, sub, 640, parent=parent)
        self._register, self._sets, self._done = register, sets, done
        self.which = ChoiceField(tr("Set"), [(s.name, _named(s)) for s in sets])
        self.add_field("set", self.which)
        self.which.setVisible(len(sets) > 1)
        self.ticks: TickList | None = None
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Make the drafts"), self._apply, primary=True)
        self.which.set_value(sets[0].name)
        self.which.edited.connect(lambda _: self._show_rows())
        self._show_rows()

    def _chosen(self) -> "StarterSet":
        name = self.which.value()
        return next(each for each in self._sets if each.name == name)

    def _show_rows(self) -> None:
        """The rows of the set, all of them ticked."""
        rows = self._chosen().rows
        if self.ticks is not None:
            self.body.removeWidget(self.ticks)
            self.ticks.hide()
            self.ticks.deleteLater()
        self.ticks = TickList(tr("Rows of the set"))
        lines = [(at, tr(row.title), self._note(row)) for at, row in enumerate(rows)]
        self.ticks.show_lines(lines, frozenset(range(len(rows))))
        self.ticks.changed.connect(self._say_count)
        self.body.insertWidget(1, self.ticks)
        self._say_count()
        self.take_room()

    def _note(self, row: "StarterRow") -> str:
        """What else the row says, in the order of the form."""
        keys = [key for keys in self._register.form.values() for key in keys if key != "title"]
        said = "  ·  ".join(" ".join(row.texts[key].split()) for key in keys if row.texts.get(key))
        return said if len(said) <= _QUIET else f"{said[: _QUIET - 1].rstrip()}…"

    def _say_count(self) -> None:
        assert self.ticks is not None
        n, total = len(self.ticks.ticked()), self.ticks.total()
        self.hint.setText(tr("{n} of {total} rows", n=n, total=total))

    def _apply(self) -> None:
        assert self.ticks is not None
        rows = self.ticks.ticked()
        if not rows:
            self.refuse(Refused(tr("Tick at least one row.")))
            return
        starters, kind, name = self.tools.space.starters, self._register.key, self._chosen().name

        def work(progress: Progress) -> int:
            return len(starters.take(kind, name, rows))

        self.apply(work, self._done, tr("Making the drafts"))


def _named(each: "StarterSet") -> str:
    return tr("{name}, {n} rows", name=tr(each.name), n=len(each.rows))
