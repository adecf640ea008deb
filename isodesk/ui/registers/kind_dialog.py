"""An own field is to hold something else: what becomes of each value is shown before."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.services.own_fields import KIND_WORDS, KindPlan, OwnFieldValue
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField, NoteField
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

_PAUSE = 200
_COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("value", "Value", 10, sortable=False),
    Column("why", "Left out, because", 17, "second", sortable=False),
)


class KindDialog(StepDialog):
    """`done` is called when the field holds the other kind."""

    help_topic = "own-fields"

    def __init__(
        self,
        tools: Tools,
        value: OwnFieldValue,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Another kind for “{label}”", label=value.label)
        sub = tr("Values that cannot be read so are left out. They stay in the history.")
        super().__init__(tools, title, sub, 620, parent)
        self._value, self._done = value, done
        self._plan: KindPlan | None = None
        kinds = [(key, tr(words)) for key, words in KIND_WORDS.items()]
        self.kind = ChoiceField(tr("Holds"), kinds)
        self.kind.set_value(value.kind)
        self.unit = LineField(tr("Unit"))
        self.unit.set_value(value.unit)
        self.choices = NoteField(tr("Choices, one a line"), 4)
        self.choices.set_value("\n".join(value.choices if value.kind == "choice" else ()))
        for key, field in (("kind", self.kind), ("unit", self.unit), ("choices", self.choices)):
            self.add_field(key, field)
            field.edited.connect(lambda _: self._changed())
        self.told = Words(wrap=True)
        self.lost = ListView(tr("Values that are left out"), inset=8)
        self.model = RowsModel(ListRows(_COLUMNS, ()))
        self.lost.setModel(self.model)
        self.lost.setFixedHeight(current().length(150))
        self.body.addWidget(self.told)
        self.body.addWidget(self.lost)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Change the kind"), self._apply, primary=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.finished.connect(lambda _: self._pause.stop())
        self._changed()
        self.kind.combo.setFocus()

    def wanted(self) -> OwnFieldValue:
        """The field as the dialog says it."""
        kind = str(self.kind.value())
        lines = (line.strip() for line in self.choices.value().splitlines())
        choices = tuple(line for line in lines if line) if kind == "choice" else ()
        if kind == "record" and self._value.kind == "record":
            choices = self._value.choices
        unit = self.unit.value() if kind == "number" else ""
        due = self._value.due if kind in ("day", "moment") else ""
        return replace(self._value, kind=kind, unit=unit, choices=choices, due=due)

    def _changed(self) -> None:
        kind = self.kind.value()
        self.unit.setVisible(kind == "number")
        self.choices.setVisible(kind == "choice")
        self._plan = None
        self._say()
        self._pause.start()

    def _look(self) -> None:
        wanted, fields = self.wanted(), self.tools.space.own_fields
        for field in self._fields.values():
            field.set_problem("")

        def work(progress: Progress) -> KindPlan:
            return fields.plan_kind(wanted, progress)

        job = self.tools.read(self, work, self._planned, self._refused)
        self.busy.watch(job, tr("Looking at the values"))

    def _planned(self, plan: KindPlan) -> None:
        if plan.after == self.wanted():
            self.banner.hide()
            self._plan = plan
            self._say()

    def _refused(self, refused: Refused) -> None:
        self.refuse(refused)
        self.step.allow(tr("Put right first what is marked."))

    def _say(self) -> None:
        plan = self._plan
        nothing = (
            plan is not None and not (plan.converted or plan.lost) and plan.before == plan.after
        )
        said = tr("This is what it holds already.") if nothing else ""
        self.step.allow(tr("Looking at the values") if plan is None else said)
        self.told.setText(_told(plan) if plan else "")
        rows = (
            [Row(lost.record_id, (lost.number, lost.value, lost.why)) for lost in plan.lost]
            if plan
            else []
        )
        self.model.show(ListRows(_COLUMNS, tuple(rows)))
        self.lost.setVisible(bool(rows))
        self.take_room()

    def _apply(self) -> None:
        plan, fields = self._plan, self.tools.space.own_fields
        if plan is None or plan.after != self.wanted():
            self._look()
            return

        def work(progress: Progress) -> None:
            fields.apply_kind(plan, progress)

        self.apply(work, lambda _: self._done(), tr("Writing the values"))


def _told(plan: KindPlan) -> str:
    """`3 values stay as they are, 12 are written anew, as “12 kg” → “12 kg”. 1 is left out:`"""
    said = []
    if plan.kept:
        n = plan.kept
        said.append(tr("1 stays as it is.") if n == 1 else tr("{n} stay as they are.", n=n))
    if plan.converted:
        pairs = ", ".join(f"“{old}” → “{new}”" for old, new in plan.examples[:3])
        n = plan.converted
        one = tr("1 is written anew: {pairs}.", pairs=pairs)
        said.append(one if n == 1 else tr("{n} are written anew: {pairs}.", n=n, pairs=pairs))
    if plan.lost:
        n = len(plan.lost)
        said.append(tr("1 is left out:") if n == 1 else tr("{n} are left out:", n=n))
    return " ".join(said) or tr("It holds no values yet.")
