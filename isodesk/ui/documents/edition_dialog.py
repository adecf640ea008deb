"""A new edition of a document from outside: what it touches is shown before anything is written."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from isodesk.core.progress import Progress
from isodesk.documents.care_values import EditionBegun, EditionPlan, NewEdition
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tick_list import TickList
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.parts import SectionHead


class EditionDialog(StepDialog):
    """`said` is told in one sentence what was begun."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("New edition of {number}", number=document.number)
        super().__init__(tools, title, document.title, 720, parent=parent)
        self._said = said
        self._plan: EditionPlan | None = None
        self.label = LineField(tr("Edition"), tr("As its cover says: 5, 2026, Rev. C."))
        self.wanted = DateField(tr("Changes wanted by"), today=tools.space.desk.today())
        self.note = NoteField(tr("What is new in it"), 2)
        self.touched = SectionHead(tr("What it touches"))
        self.ticks = TickList(tr("Documents whose review is asked for"))
        self.request = QCheckBox(tr("Make a change request of the ticked documents"))
        self.add_pair(("label", self.label), ("wanted_by", self.wanted))
        self.add_field("note", self.note)
        self.body.addWidget(self.request)
        self.body.addWidget(self.touched)
        self.body.addWidget(self.ticks)
        self.hint.setText(tr("Nothing is written until you begin the edition."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Begin the edition"), self._apply, primary=True)
        self.step.setEnabled(False)
        self.request.toggled.connect(lambda on: self.wanted.set_read_only(not on))
        self.ticks.changed.connect(self._count)
        self.wanted.set_read_only(True)
        outside = tools.space.outside
        tools.read(self, lambda _: outside.plan_edition(document.id), self._show, self.refuse)
        self.label.line.setFocus()

    def plan(self) -> EditionPlan | None:
        """The plan that is shown; None until it has come."""
        return self._plan

    def _show(self, plan: EditionPlan) -> None:
        self._plan = plan
        self.label.set_hint(tr("In use now: {label}. As the cover says it.", label=plan.label))
        self.ticks.show_lines(
            [(t.document_id, f"{t.number} {t.title}", _told(t.owner, t.how)) for t in plan.touched],
            frozenset(t.document_id for t in plan.touched if t.in_force),
        )
        self.request.setVisible(bool(plan.touched))
        self.wanted.setVisible(bool(plan.touched))
        self.step.setEnabled(True)
        self._count()
        self.take_room()

    def _count(self) -> None:
        total, ticked = self.ticks.total(), len(self.ticks.ticked())
        if not total:
            self.touched.note.setText(tr("no other document is linked to it or names it"))
            return
        self.touched.note.setText(tr("{n} of {total} are asked a review", n=ticked, total=total))
        self.request.setEnabled(bool(ticked))

    def _apply(self) -> None:
        plan = self._plan
        assert plan is not None, "the button waits for the plan"
        request = self.request.isChecked() and self.request.isEnabled()
        wanted = self.wanted.value() if request else None
        ids = tuple(self.ticks.ticked())
        new = NewEdition(self.label.value(), self.note.value(), ids, request, wanted)
        outside = self.tools.space.outside

        def work(progress: Progress) -> EditionBegun:
            return outside.begin_edition(plan, new)

        self.apply(work, lambda begun: self._said(_begun(plan, new, begun)))


def _told(owner: str, how: str) -> str:
    return f"{owner} · {how}" if owner else how


def _begun(plan: EditionPlan, new: NewEdition, begun: EditionBegun) -> str:
    said = tr("Edition {label} of {number} is begun.", label=new.label, number=plan.number)
    if begun.asked:
        many = tr("{n} reviews are asked for.", n=begun.asked)
        said += " " + (tr("1 review is asked for.") if begun.asked == 1 else many)
    if begun.request_id is not None:
        said += " " + tr("The change request is made.")
    return said
