"""The reconciliation walk: print the sheet by place, then key in what was found, row by row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.lists import Table
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.date_field import DateField
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table
from isodesk.ui.parts import HairLine
from isodesk.ui.printer import deliver
from isodesk.ui.walk_model import NOTE, WalkLine, WalkModel, headings, line_of
from isodesk.ui.walk_table import WalkTable

if TYPE_CHECKING:
    from isodesk.documents.values import CopyValue


class WalkDialog(Dialog):
    """`kept(rows)` is sent when a walk was saved."""

    kept = Signal(int)

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr("Print the sheet, walk round, then key in what was found: row by row as printed.")
        super().__init__(tr("Walk round the copies"), sub, 1140, 720, False, jobs, parent)
        self._space, self._jobs = space, jobs
        self.model = WalkModel(self)
        self.table = WalkTable()
        self.table.setModel(self.model)
        self.place = ChoiceField(tr("Place"), [("", tr("All places"))])
        self.place.set_value("")
        self.day = DateField(tr("Walked on"), today=space.desk.today())
        self.day.set_value(space.desk.today())
        self.print = Button(tr("Print the walk sheet"), self.print_sheet, icon="printer")
        self._make_extra()
        self._lay_out()
        self.add_close()
        self.go = self.add_button(tr("Save the walk"), self.save, "primary")
        self.model.keyed.connect(self._count)
        self.model.modelReset.connect(self._count)
        self.place.combo.activated.connect(lambda _: self._read())
        self._read(first=True)

    def print_sheet(self) -> None:
        """The sheet for the chosen place."""
        space, jobs, places = self._space, self._jobs, self._places()
        day = self.day.value()

        def show(pdf: bytes) -> None:
            name = tr("Walk sheet {place}", place=self.place.value() or tr("all places"))
            deliver(self, tr("Walk sheet"), [(f"{name}.pdf", pdf)], jobs, space.settings, space)

        jobs.read(lambda _: space.sheets.walk(places, day), show, title=tr("Laying out"))

    def add_extra(self) -> None:
        """A paper no row stands for: by its check code, or by its document's number."""
        typed, space = self.paper.value(), self._space
        self.paper.set_problem("" if typed else tr("Type the code or the document's number."))
        if typed:
            self._jobs.read(lambda _: _document_of(space, typed), self._extra_found, self._no_extra)

    def save(self) -> None:
        """Keep every row that was keyed in."""
        entries, day = self.model.entries(), self.day.value()
        if day is None:
            self.day.set_problem(tr("Say on which day you walked."))
            return
        job = self._jobs.run(
            lambda _: self._space.copies.key_in_walk(day, entries), self._kept, self._refused
        )
        self.busy.watch(job, tr("Saving"))

    def as_table(self) -> Table:
        """The rows as seen."""
        at = range(self.model.rowCount())
        words = tuple(tuple(self.model.words(n, c) for c in range(NOTE + 1)) for n in at)
        return Table(headings(), words)

    def _make_extra(self) -> None:
        self.paper = LineField(tr("Extra paper: check code or document number"))
        self.where = LineField(tr("Found at"))
        self.label = LineField(tr("Revision on it"))
        self.remark = LineField(tr("Note"))
        self.add = Button(tr("Add"), self.add_extra, icon="plus")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.place, 2)
        top.addWidget(self.day, 1)
        for button in (
            self.print,
            Button(tr("Export"), self.export_rows, "quiet", "download"),
        ):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        extra = QHBoxLayout()
        extra.setSpacing(16)
        for part, share in ((self.paper, 3), (self.where, 2), (self.label, 1), (self.remark, 2)):
            extra.addWidget(part, share)
        extra.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(HairLine())
        self.body.addLayout(extra)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.body.setSpacing(12)
        for line in (self.paper, self.where, self.label, self.remark):
            line.line.returnPressed.connect(self.add_extra)

    def export_rows(self) -> None:
        """The rows as CSV or XLSX."""
        export_table(self, self.head.text(), self.as_table(), self._jobs, self._space)

    def _places(self) -> tuple[str, ...]:
        return (self.place.value(),) if self.place.value() else ()

    def _read(self, first: bool = False) -> None:
        space, places = self._space, self._places()

        def work(_: object) -> "tuple[tuple[str, ...], tuple[CopyValue, ...]]":
            from isodesk.services.sheets import walk_rows

            return space.copies.places(), walk_rows(space.copies, places)

        self._jobs.read(work, lambda got: self._show(*got))

    def _show(self, places: Sequence[str], copies: "Sequence[CopyValue]") -> None:
        chosen = self.place.value()
        self.place.set_choices([("", tr("All places")), *((p, p) for p in places)])
        self.place.set_value(chosen or "")
        self.model.show([line_of(copy) for copy in copies])
        if copies:
            self.table.setCurrentIndex(self.model.index(0, _RESULT))
            self.table.setFocus()

    def _extra_found(self, found: "tuple[int, str, str]") -> None:
        document_id, document, label = found
        seen = self.label.value() or label
        place, note = self.where.value(), self.remark.value()
        self.model.add(WalkLine(document_id, document, place, "", None, "extra", seen, note))
        for line in (self.paper, self.label, self.remark):
            line.set_value("")
        self.paper.line.setFocus()
        self.table.scrollToBottom()

    def _no_extra(self, refused: Refused) -> None:
        self.paper.set_problem(str(refused))

    def _count(self) -> None:
        keyed, total = len(self.model.entries()), self.model.rowCount()
        said = tr("{n} of {total} rows keyed in. F found, M missing, or the revision on the paper.")
        self.hint.setText(said.format(n=keyed, total=total))
        missing = "" if keyed else tr("Nothing is keyed in yet.")
        self.go.allow(self._space.read_only or missing)

    def _kept(self, rows: int) -> None:
        self.kept.emit(rows)
        self.accept()

    def _refused(self, refused: Refused) -> None:
        said = {problem.field: problem.sentence for problem in refused.problems}
        self.day.set_problem(said.pop("walked_on", ""))
        if said:
            self.say("red", tr("Not saved."), " ".join(said.values()))


_RESULT = 6


def _document_of(space: Workspace, typed: str) -> tuple[int, str, str]:
    """(document, its number and title, the revision on the paper where the code tells it).

    Raises Refused for what is neither a document's number nor a code of this file.
    """
    document_id = space.lists.document_of(typed)
    if document_id is None:
        verdict = space.paper_check.check(typed)
        document_id = verdict.document_id
        if document_id is None:
            raise Refused(f"{verdict.heading} {verdict.sentence}")
        copies = space.copies.by_ids([verdict.copy_id]) if verdict.copy_id else ()
        label = copies[0].label if copies else ""
    else:
        label = ""
    value = space.documents.get(document_id)
    return document_id, f"{value.number} {value.title}", label
