"""Change several records at once: fields, a step, a link; what cannot be is said beforehand."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.filters import SYSTEM_CHOICES
from isodesk.core.kinds import Choice
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.register import Register
from isodesk.core.rows import Column, ListRows, Row
from isodesk.core.steps import Step
from isodesk.documents.values import LINK_WORDS
from isodesk.i18n import tr
from isodesk.services.many import ManyDone, ManyPlan, Wish
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, Field, NoteField, combo_box
from isodesk.ui.link_ways import MENTIONS
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.registers.editors import as_stored, made_field
from isodesk.ui.registers.record_field import RecordField, WhoField
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

_PAUSE = 200
"""Milliseconds without a change before it is looked what would happen."""
_COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("title", "Title", 12, sortable=False),
    Column("why", "Stays as it is", 18, "second", sortable=False),
)


class ManyDialog(StepDialog):
    """`done` is told what was changed. Nothing is changed before the plan of it was seen."""

    help_topic = "changing-several"

    def __init__(
        self,
        tools: Tools,
        register: Register,
        ids: Sequence[int],
        people: Sequence[tuple[int, str]],
        done: Callable[[ManyDone], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Change {n} {many}", n=f"{len(ids):,}", many=tr(register.many))
        super().__init__(tools, title, wide=680, parent=parent)
        self._register, self._ids, self._people, self._done = register, tuple(ids), people, done
        self._plan: ManyPlan | None = None
        self._wanted = Wish()
        self._setting: dict[str, Field] = {}
        self._asked: dict[str, Field] = {}
        self._add_setting()
        self._add_step()
        self._add_link()
        self._add_plan()
        self.hint.setText(tr("Nothing is changed before you do it."))
        self.add_close(tr("&Cancel"))
        self.apply_button = self.add_step("", self._apply, primary=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.finished.connect(lambda _: self._pause.stop())
        self._say_plan()
        self.more.setFocus()

    # -- what is asked -------------------------------------------------------------------

    def set_field(self, key: str) -> Field:
        """Ask for a value of a field, which all of them get."""
        if key == "systems":
            kind = Choice(SYSTEM_CHOICES)
            field: Field = ChoiceField(tr("Systems"), [(int(k), tr(w)) for k, w in kind.choices])
        else:
            field = self._made(key)
        self._setting[key] = field
        self._fields[key] = field
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(field, 1)
        remove = Button(tr("Remove"), lambda: self._forget(key, row), "quiet", "x")
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        self._set.addWidget(row)
        field.edited.connect(lambda _: self._pause.start())
        self._offer_fields()
        self._pause.start()
        self.take_room()
        QTimer.singleShot(0, field.editor, field.editor.setFocus)
        return field

    def wish(self) -> Wish:
        """What stands in the dialog."""
        values = {key: as_stored(field.value()) for key, field in self._setting.items()}
        asked = {key: as_stored(field.value()) for key, field in self._asked.items()}
        step, reason = self.step.value() or "", self.reason.value() if self._step() else ""
        other = as_stored(self.other.value())
        link = (int(other), str(self.meaning.value())) if other else None
        return Wish(values, step, asked, reason, link)

    def _add_setting(self) -> None:
        self.more = combo_box()
        self.more.setAccessibleName(tr("Set a field"))
        self.more.setMaxVisibleItems(16)
        self.more.activated.connect(lambda _: self._chosen_field())
        self._set = QVBoxLayout()
        self._set.setSpacing(14)
        self.body.addLayout(self._set)
        self.body.addWidget(self.more)
        self._offer_fields()

    def _offer_fields(self) -> None:
        fields = [f for f in self._register.fields if f.typed and f.key != "number"]
        offered = [(f.key, tr(f.label)) for f in fields] + [("systems", tr("Systems"))]
        self.more.clear()
        self.more.addItem(tr("Set a field…"), "")
        for key, words in sorted(offered, key=lambda each: each[1].casefold()):
            if key not in self._setting:
                self.more.addItem(words, key)

    def _chosen_field(self) -> None:
        key = str(self.more.currentData() or "")
        if key:
            self.set_field(key)

    def _forget(self, key: str, row: QWidget) -> None:
        del self._setting[key]
        del self._fields[key]
        self._set.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._offer_fields()
        self._pause.start()
        self.take_room()
        self.more.setFocus()

    def _add_step(self) -> None:
        steps = [(step.key, tr(step.verb)) for step in self._register.steps]
        self.step = ChoiceField(tr("Take a step"), [("", tr("none")), *steps])
        self.step.set_value("")
        self.step.edited.connect(lambda _: self._step_chosen())
        self._of_step = QVBoxLayout()
        self._of_step.setSpacing(14)
        self.reason = NoteField(tr("Reason"), 2, tr("It stays in the history."))
        self.reason.edited.connect(lambda _: self._pause.start())
        self.reason.hide()
        if steps:
            self.body.addWidget(self.step)
            self.body.addLayout(self._of_step)
            self.add_field("reason", self.reason)

    def _step(self) -> Step | None:
        key = self.step.value()
        return self._register.step(str(key)) if key else None

    def _step_chosen(self) -> None:
        step = self._step()
        for key, field in self._asked.items():
            self._fields.pop(key, None)
            self._of_step.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._asked = {}
        for key in step.asks if step is not None else ():
            field = self._asked[key] = self._made(key)
            self._fields.setdefault(key, field)
            field.edited.connect(lambda _: self._pause.start())
            self._of_step.addWidget(field)
        self.reason.setVisible(step is not None and step.reason)
        self._pause.start()
        self.take_room()

    def _add_link(self) -> None:
        words = [(k, tr(outward)) for k, (outward, _) in LINK_WORDS.items() if k != MENTIONS]
        self.meaning = ChoiceField(tr("Add a link"), words)
        self.meaning.set_value(words[0][0])
        self.other = RecordField(self.tools, tr("to"), ())
        self.other.set_value(None)
        for field in (self.meaning, self.other):
            field.edited.connect(lambda _: self._pause.start())
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.meaning, 2)
        row.addWidget(self.other, 3)
        self.body.addLayout(row)

    def _made(self, key: str) -> Field:
        field = made_field(self.tools, self._register.by_key[key])
        if isinstance(field, WhoField):
            field.set_people(self._people)
        return field

    # -- what would happen ---------------------------------------------------------------

    def _add_plan(self) -> None:
        self.told = Words(wrap=True)
        self.cannot = ListView(tr("What stays as it is"), inset=8)
        self.model = RowsModel(ListRows(_COLUMNS, ()))
        self.cannot.setModel(self.model)
        self.cannot.setFixedHeight(current().length(150))
        self.cannot.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.cannot)

    def _look(self) -> None:
        """Have it looked at what would happen, on the worker."""
        wish = self._wanted = self.wish()
        self._plan = None
        self.banner.hide()
        if not wish:
            self._say_plan()
            return
        many, kind, ids = self.tools.space.many, self._register.key, self._ids

        def work(progress: Progress) -> ManyPlan:
            return many.plan(kind, ids, wish, progress)

        self._said_nothing_wrong()
        job = self.tools.read(self, work, self._planned, self._not_planned)
        self.busy.watch(job, tr("Looking at the records"))

    def _planned(self, plan: ManyPlan) -> None:
        if plan.wish == self._wanted:
            self._plan = plan
            self._say_plan()

    def _not_planned(self, refused: Refused) -> None:
        self._say_plan()
        self.refuse(refused)
        self.apply_button.allow(tr("Put right first what is marked."))

    def _said_nothing_wrong(self) -> None:
        for field in self._fields.values():
            field.set_problem("")

    def _say_plan(self) -> None:
        plan, many = self._plan, tr(self._register.many)
        n = len(plan.can) if plan else 0
        one = n == 1
        words = tr("Change {n} {many}", n=f"{n:,}", many=tr(self._register.one) if one else many)
        self.apply_button.setText(words if plan else tr("Change"))
        nothing = tr("Say first what is to be changed.") if not self._wanted else ""
        self.apply_button.allow(
            nothing or (tr("None of them can be changed so.") if plan and not n else "")
        )
        self.told.setText(_said(plan) if plan else "")
        self.told.setVisible(plan is not None)
        rows = [Row(c.id, (c.number, c.title, c.why)) for c in plan.cannot] if plan else []
        self.model.show(ListRows(_COLUMNS, tuple(rows)))
        self.cannot.setVisible(bool(rows))
        self.take_room()

    def _apply(self) -> None:
        """Change them; where it was not yet looked at what would happen, that is shown first."""
        self._pause.stop()
        for field in (*self._setting.values(), *self._asked.values(), self.other):
            field.commit()
            if field.problem():
                field.editor.setFocus()
                return
        plan = self._plan
        if plan is None or plan.wish != self.wish():
            self._look()
            return
        many = self.tools.space.many

        def work(progress: Progress) -> ManyDone:
            return many.apply(plan, progress)

        self.apply(work, self._done, tr("Changing the records"))


def _said(plan: ManyPlan) -> str:
    """`9 of 12 will be changed. 2 are so already. 1 stays as it is:`"""
    said = [tr("{n} of {of} will be changed.", n=len(plan.can), of=len(plan.ids))]
    if plan.same:
        one = plan.same == 1
        said.append(tr("1 is so already.") if one else tr("{n} are so already.", n=plan.same))
    if plan.cannot:
        n = len(plan.cannot)
        said.append(tr("1 stays as it is:") if n == 1 else tr("{n} stay as they are:", n=n))
    return " ".join(said)


def open_many(
    tools: Tools,
    register: Register,
    ids: Sequence[int],
    done: Callable[[ManyDone], None],
    parent: QWidget,
) -> None:
    """Ask what is to be changed in these records."""
    space = tools.space

    def people(_: Any) -> list[tuple[int, str]]:
        return [(p.id, p.name) for p in space.companies.people(active_only=True)]

    tools.read(
        parent,
        people,
        lambda found: ManyDialog(tools, register, ids, found, done, parent).open(),
    )
