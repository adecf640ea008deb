"""Sheets to paper or to a file: preview, where they go, and whether the paper came out.

CUPS takes a job for a printer that stands still and calls it sent, so a copy counts as out only
when the officer has the paper in hand: that is what is asked after sending.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Row
from isodesk.core.whole import write_whole
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_view import ListView
from isodesk.ui.printing_ways import PrinterChoice, printer_choices, send
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.sheet_preview import SheetPreview
from isodesk.ui.theme import current

SAVE_AS_PDF = "save as PDF"
"""What the setting "printer" holds when the last print went into a file."""

Sheets = Sequence[tuple[str, bytes]]


def deliver(
    parent: QWidget | None,
    title: str,
    sheets: Sheets,
    jobs: Jobs,
    settings: Settings,
    space: Workspace,
    sent: Callable[[], None] | None = None,
) -> "PrintDialog":
    """Show the dialog that prints or saves these (file name, PDF); answers it, already open.

    With `sent` it asks afterwards whether the paper came out, and calls it on yes.
    """
    dialog = PrintDialog(title, sheets, jobs, settings, space, sent, parent)
    dialog.open()
    return dialog


class PrintDialog(Dialog):
    """See `deliver`. `delivered` is sent when all is with the printer or on the disk."""

    delivered = Signal()

    def __init__(
        self,
        title: str,
        sheets: Sheets,
        jobs: Jobs,
        settings: Settings,
        space: Workspace,
        sent: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, _how_many(sheets), 960, 640, False, jobs, parent)
        self._sheets, self._left = tuple(sheets), tuple(sheets)
        self._jobs, self._settings, self._space, self._sent = jobs, settings, space, sent
        self.way = ChoiceField(tr("Print to"), [(SAVE_AS_PDF, tr("A PDF file"))])
        self.way.set_value(SAVE_AS_PDF)
        self.target = LineField(tr("Save in") if len(sheets) > 1 else tr("Save as"))
        self.target.set_value(str(self._first_target()))
        self.preview = SheetPreview(jobs, space.contents.page_count, space.contents.picture)
        self._lay_out()
        self._close = self.add_close()
        self._again = self.add_button(tr("Print again"), self._print_all)
        self._yes = self.add_button(tr("Yes, it is here"), self._paper_is_here, "primary")
        self.go = self.add_button(tr("Print"), self._deliver, "primary")
        self._ask(False)
        self.way.combo.currentIndexChanged.connect(self._way_changed)
        self._way_changed()
        self.preview.show_sheets(self._sheets)
        self._look_for_printers()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self.way)
        side.addWidget(self.target)
        self.choose = Button(tr("Choose"), self._choose_target, icon="folder")
        side.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self._made_list(), 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        form = QWidget()
        form.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        form.setFixedWidth(min(current().length(300), 480))
        row.addWidget(form)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row)

    def _made_list(self) -> QWidget:
        """The sheets by name, each a click from its preview; nothing to list for one."""
        rows = tuple(Row(n, (Path(name).stem,)) for n, (name, _) in enumerate(self._sheets))
        names = ListView(tr("Sheets"), inset=8)
        names.setModel(RowsModel(ListRows((Column("name", tr("Sheets"), 20),), rows)))
        names.chosen.connect(self.preview.show_sheet)
        names.setVisible(len(rows) > 1)
        names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        spare = QWidget()
        spare.setLayout(column := QVBoxLayout())
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(names)
        return spare

    def _look_for_printers(self) -> None:
        self.way.set_hint(tr("Looking for printers"))
        self._jobs.read(lambda _: printer_choices(), self._offer, self._no_printers)

    def _offer(self, found: tuple[PrinterChoice, ...]) -> None:
        named = [(p.name, f"{p.name}, {p.note}" if p.note else p.name) for p in found]
        self.way.set_choices([*named, (SAVE_AS_PDF, tr("A PDF file"))])
        last = self._settings.get("printer")
        known = {p.name for p in found} | {SAVE_AS_PDF}
        own = next((p.name for p in found if p.default), SAVE_AS_PDF)
        self.way.set_value(last if last in known else own)
        self.way.set_hint("" if found else tr("No printer is set up on this computer."))

    def _no_printers(self, refused: Refused) -> None:
        self.way.set_hint(str(refused))

    def _to_file(self) -> bool:
        return bool(self.way.value() == SAVE_AS_PDF)

    def _way_changed(self) -> None:
        file = self._to_file()
        self.target.setVisible(file)
        self.choose.setVisible(file)
        self.go.setText(self._verb())
        self._again.setText(tr("Save again") if file else tr("Print again"))

    def _first_target(self) -> Path:
        folder = Path(self._settings.get("folder") or documents_dir())
        return folder if len(self._sheets) > 1 else folder / self._sheets[0][0]

    def _choose_target(self) -> None:
        now = self.target.value()
        if len(self._sheets) > 1:
            chosen = QFileDialog.getExistingDirectory(self, tr("Save in"), now)
        else:
            chosen = QFileDialog.getSaveFileName(self, tr("Save as"), now, "PDF (*.pdf)")[0]
        if chosen:
            self.target.set_value(chosen)

    def _print_all(self) -> None:
        self._left = self._sheets
        self._deliver()

    def _deliver(self) -> None:
        """Send what has not been sent; a failure leaves the rest to be sent by another press."""
        self.banner.hide()
        self.target.set_problem("")
        if self._to_file() and not self.target.value():
            self.target.set_problem(tr("Say where the file is to go."))
            return
        way, file, left = self.way.value(), self._to_file(), self._left
        work = self._saving(Path(self.target.value()), left) if file else self._sending(way, left)
        self._allow(False)
        job = self._jobs.read(work, self._all_sent, self._failed, tr("Printing"))
        self.busy.watch(job)

    def _sending(self, printer: str, sheets: Sheets) -> Callable[[Progress], int]:
        contents, title = self._space.contents, self.windowTitle()

        def work(progress: Progress) -> int:
            for n, (name, pdf) in enumerate(sheets):
                progress(n, len(sheets), tr("Printing {name}", name=name))
                says = f"{title}: {Path(name).stem}" if len(sheets) > 1 else Path(name).stem
                send(pdf, printer, says, contents.page_count, contents.picture, progress)
                self._left = tuple(sheets[n + 1 :])
            return len(sheets)

        return work

    def _saving(self, target: Path, sheets: Sheets) -> Callable[[Progress], int]:
        def work(progress: Progress) -> int:
            single = len(self._sheets) == 1
            for n, (name, pdf) in enumerate(sheets):
                progress(n, len(sheets), tr("Saving {name}", name=name))
                _save(_with_pdf(target) if single else target / name, pdf)
                self._left = tuple(sheets[n + 1 :])
            return len(sheets)

        return work

    def _all_sent(self, count: int) -> None:
        self._allow(True)
        self._settings.set("printer", self.way.value())
        self._left = self._sheets
        where = self.target.value() if self._to_file() else self.way.combo.currentText()
        if self._to_file():
            target = Path(where)
            kept = target if len(self._sheets) > 1 else target.parent
            self._settings.set("folder", str(kept))
            self.say("green", tr("Saved."), where)
        else:
            self.say("green", tr("Sent to {printer}.", printer=where), _jobs_word(count))
        self.delivered.emit()
        self._ask(self._sent is not None)
        if self._sent is None:
            self._again.show()
            self.go.hide()
            self._close.setText(tr("Close"))
            self._close.setFocus()

    def _failed(self, refused: Refused) -> None:
        self._allow(True)
        done = len(self._sheets) - len(self._left)
        some = tr("{n} of {total} are done.", n=done, total=len(self._sheets))
        heading = tr("Not saved.") if self._to_file() else tr("Not printed.")
        self.say("red", heading, f"{refused} {some if done else ''}".strip())
        self.go.setText(self._verb())

    def _verb(self) -> str:
        """What the button does; after a failure only what is left."""
        file, left = self._to_file(), len(self._left)
        if left < len(self._sheets):
            said = tr("Save the remaining {n}") if file else tr("Print the remaining {n}")
            return said.format(n=left)
        return tr("Save") if file else tr("Print")

    def _ask(self, asking: bool) -> None:
        """Ask whether the paper came out, in place of the button that prints."""
        self.go.setVisible(not asking)
        self._again.setVisible(asking)
        self._yes.setVisible(asking)
        self._close.setText(tr("Not yet") if asking else tr("Cancel"))
        self.hint.setText(tr("Did the paper come out?") if asking else "")
        if asking:
            self._yes.setFocus()

    def _paper_is_here(self) -> None:
        assert self._sent is not None
        self._sent()
        self.accept()

    def _allow(self, allowed: bool) -> None:
        for part in (self.go, self._again, self._yes, self.way, self.target, self.choose):
            part.setEnabled(allowed)


def _save(path: Path, pdf: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, pdf)
    except OSError as error:
        raise Refused(
            tr("{path} could not be written ({why}).", path=path, why=error.strerror)
        ) from error


def _with_pdf(path: Path) -> Path:
    return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")


def _how_many(sheets: Sheets) -> str:
    return sheets[0][0] if len(sheets) == 1 else tr("{n} sets of pages", n=len(sheets))


def _jobs_word(count: int) -> str:
    return tr("One job.") if count == 1 else tr("{n} jobs, one after the other.", n=count)
