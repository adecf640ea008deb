"""Disposal: what goes and what stays with its reason, who approved it; then the certificate."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.core.rows import Column, Group, Row
from isodesk.documents.retention import DisposalPlan, PlannedLine
from isodesk.i18n import tr
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import SectionHead
from isodesk.ui.pick_fields import PersonField
from isodesk.ui.rows_model import GroupedModel

_COLUMNS = (
    Column("number", "Number", 7, "number"),
    Column("title", "Title", 13),
    Column("what", "What", 8),
    Column("until", "Kept until", 8.4, "date"),
    Column("files", "Files", 5, "figure"),
    Column("said", "Remark", 15, "second"),
)


class DisposalDialog(StepDialog):
    """`done` is told the certificate's record."""

    def __init__(
        self,
        tools: Tools,
        plan: DisposalPlan,
        people: Sequence[tuple[int, str]],
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Content is erased for good. Names, dates, signatures and the history stay.")
        super().__init__(tools, tr("Dispose of records"), sub, 960, parent)
        self._plan, self._done = plan, done
        self.model = GroupedModel(_COLUMNS, _groups(plan), parent=self)
        self.list = ListView(tr("Disposal list"), inset=0)
        self.list.setModel(self.model)
        self.list.setMinimumHeight(240)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(SectionHead(tr("Who let it go, and how")))
        self.method = NoteField(tr("How"), 2)
        self.method.set_value(tr("Erased from the company file."))
        self.approved = PersonField(tr("Approved by"), people)
        self.witness = LineField(tr("Witness"), example=tr("Who saw it, if anybody"))
        self.note = LineField(tr("Note"), example=tr("What became of the paper"))
        self.add_field("method", self.method)
        self.add_pair(("approved_by", self.approved), ("witness", self.witness))
        self.add_field("note", self.note)
        self.hint.setText(tr("Nothing is erased until you dispose of it."))
        self.print = self.add_button(tr("Print the &list"), self.print_list, icon="printer")
        self.add_close(tr("&Cancel"))
        n = len(plan.goes)
        words = tr("&Dispose of 1 record") if n == 1 else tr("&Dispose of {n} records", n=n)
        self.step = self.add_step(words, self._apply, primary=True)
        nothing = "" if plan.goes else tr("Nothing of this may be disposed of yet.")
        for button in (self.step, self.print):
            button.allow(nothing)
        self.approved.combo.setFocus()

    def print_list(self) -> None:
        """The list, to be decided on paper first."""
        sheets, plan, title = self.tools.space.disposal_sheets, self._plan, tr("Disposal list")
        print_made(self.tools, self, title, title, lambda _: sheets.list(plan))

    def _apply(self) -> None:
        disposals, plan = self.tools.space.disposals, self._plan
        person = self.approved.value()
        said = (self.method.value(), person.id if person else None)
        more = (self.witness.value(), self.note.value())

        def work(progress: Progress) -> int:
            progress(0, 1, tr("Disposing"))
            return disposals.dispose(plan, *said, *more)

        self.apply(work, self._done, tr("Disposing"))


def _groups(plan: DisposalPlan) -> tuple[Group, ...]:
    found = (
        (tr("Goes"), plan.goes, False),
        (tr("Stays"), plan.stays, True),
    )
    return tuple(
        Group(heading, str(len(lines)), tuple(_row(n) for n in lines), late)
        for heading, lines, late in found
        if lines
    )


def _row(line: PlannedLine) -> Row:
    until = line.retained_until.isoformat() if line.retained_until else None
    shared = (
        tr("1 file stays: something else uses it.")
        if line.shared == 1
        else tr("{n} files stay: something else uses them.", n=line.shared)
    )
    said = line.why_not or (shared if line.shared else "")
    return Row(line.record_id, (line.number, line.title, line.label, until, line.files, said))
