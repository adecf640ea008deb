"""A filled form comes back: its scan finds the blank, or the officer names it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.filled import FilledValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.keeping.key_in_dialog import SCANS

if TYPE_CHECKING:
    from isodesk.services.forms import Scan


class BringBackDialog(StepDialog):
    """`done` is told the number; a `path` or `blank` that is known already is filled in."""

    def __init__(
        self,
        tools: Tools,
        done: Callable[[str], None],
        path: Path | None = None,
        blank: FilledValue | None = None,
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Its code finds the blank; where it cannot be read, type the number.")
        super().__init__(tools, tr("Bring a filled form back"), sub, parent=parent)
        self._done, self._scan = done, None
        self._held: Scan | None = None
        today = tools.space.desk.today()
        self.scan = LineField(tr("Scan or photo"))
        self.scan.set_read_only(True)
        self.choose = Button(tr("Choose"), self._choose, icon="folder-open")
        self.number = LineField(tr("Number of the blank"), example="F-01-0042")
        self.about = self._made_scan_row()
        self.add_field("number", self.number)
        self.said = self.add_words("", "second")
        self.day = DateField(tr("Filled in on"), today=today)
        self.day.set_value(today)
        self.hand = LineField(tr("Filled in by"))
        self.note = NoteField(tr("Note"), 2)
        self.add_pair(("filled_on", self.day), ("filled_by", self.hand))
        self.add_field("note", self.note)
        self.hint.setText(tr("From then on it is a record and stays as it is."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Keep it"), self._apply, primary=True)
        if blank is not None:
            self.show_blank(blank)
        if path is not None:
            self.take(path)
        self.choose.setFocus()

    def take(self, path: Path) -> None:
        """Read a scan; its code names the blank."""
        self.banner.hide()
        space = self.tools.space

        def read(progress: Progress) -> "tuple[Scan, FilledValue | None]":
            scan = space.forms.read_scan(path, progress)
            known = space.form_codes.of_scan(path, progress)
            form = known.form_id if known is not None else None
            return scan, space.forms.get(form) if form is not None else None

        job = self.tools.read(self, read, lambda got: self._came(*got), self.refuse)
        self.busy.watch(job, tr("Reading {name}", name=path.name))

    def show_blank(self, blank: FilledValue) -> None:
        """This is the blank that came back."""
        self.number.set_value(blank.number)
        given = tr(", given to {who}", who=blank.given_to) if blank.given_to else ""
        words = tr("{title}, revision {label}", title=blank.title, label=blank.label)
        self.said.setText(words + given)

    def _came(self, scan: "Scan", blank: FilledValue | None) -> None:
        self._held = scan
        self.scan.set_value(scan.name)
        self.scan.set_problem("")
        if blank is not None:
            self.show_blank(blank)
        elif not self.number.value():
            self.said.setText(tr("No code could be read on it. Type the number of the blank."))
            self.number.line.setFocus()

    def _made_scan_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self._fields["scan"] = self.scan
        row.addWidget(self.scan, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        return row

    def _choose(self) -> None:
        path = self.tools.ask_file(self, tr("The filled form"), SCANS)
        if path is not None:
            self.take(path)

    def _apply(self) -> None:
        forms, number, day = self.tools.space.forms, str(self.number.value()), self.day.value()
        if day is None:
            self.refuse(Refused([Problem("filled_on", tr("Say when it was filled in."))]))
            return
        scan, hand, note = self._held, self.hand.value(), self.note.value()

        def work(progress: Progress) -> str:
            form = forms.by_number(number)
            if form is None:
                sentence = tr("No blank has this number. It looks like F-01-0042.")
                raise Refused([Problem("number", sentence)])
            forms.bring_back(form, scan, day, hand, note)
            return forms.get(form).number

        self.apply(work, self._done, tr("Keeping the scan"))
