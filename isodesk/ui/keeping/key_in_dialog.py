"""Key a signed sheet back in, row by row as it was printed, with a scan of it if there is one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.documents.reading import AckValue
from isodesk.i18n import tr
from isodesk.services.lists import Table
from isodesk.ui.buttons import Button
from isodesk.ui.date_field import DateField
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.keeping.key_in_model import NAME, NOTE, KeyInModel
from isodesk.ui.keeping.key_in_table import KeyInTable
from isodesk.ui.list_tools import export_table
from isodesk.ui.parts import Words

if TYPE_CHECKING:
    from isodesk.services.forms import Scan

SCANS = "PDF, JPEG, PNG, TIFF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic);;* (*)"


class KeyInDialog(Dialog):
    """`done` is told how many rows were kept; `acks` are of one revision, by row."""

    def __init__(
        self,
        tools: Tools,
        acks: Sequence[AckValue],
        done: Callable[[int], None],
        scan: "Scan | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        label = acks[0].label if acks else ""
        sub = tr(
            "Type the row's number and press Enter: signed, with the date of the row above."
            " Space takes it back."
        )
        title = tr("Key in the sign sheet of revision {label}", label=label)
        super().__init__(title, sub, 1040, 680, False, tools.jobs, parent)
        self._tools, self._done, self._scan = tools, done, scan
        self._revision = acks[0].revision_id if acks else 0
        today = tools.space.desk.today()
        self.model = KeyInModel(acks, today, self)
        self.day = DateField(tr("Signed on"), tr("For the first row; later ones repeat it."), today)
        self.day.set_value(today)
        self.table = KeyInTable(self.day.value)
        self.table.setModel(self.model)
        self.attach = Button(tr("Attach the scan"), self._choose_scan, "quiet", "paperclip")
        self.scan_words = Words(tone="second")
        self._lay_out()
        self.add_close()
        self.go = self.add_button(tr("Save the rows"), self.save, "primary")
        self.go.setDefault(False)  # Enter belongs to the rows
        self.go.setAutoDefault(False)
        self.model.keyed.connect(self._count)
        self.model.not_understood.connect(self._no_day)
        self._say_scan()
        self._count()
        self._begin()

    def save(self) -> None:
        """Keep every row that was keyed in."""
        rows, scan = self.model.entries(), self._scan
        kept = (scan.name, scan.content, scan.media) if scan is not None else None
        reading, revision = self._tools.space.reading, self._revision
        job = self._tools.write(
            self, lambda _: reading.key_in(revision, rows, kept), self._kept, self._refused
        )
        self.busy.watch(job, tr("Saving"))

    def as_table(self) -> Table:
        """The rows as seen."""
        across = Qt.Orientation.Horizontal
        heads = tuple(str(self.model.headerData(c, across)) for c in range(NOTE + 1))
        rows = range(self.model.rowCount())
        return Table(
            heads, tuple(tuple(self.model.words(r, c) for c in range(NOTE + 1)) for r in rows)
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.day, 1)
        top.addStretch(1)
        foot = Qt.AlignmentFlag.AlignBottom
        top.addWidget(self.scan_words, 1, foot)
        top.addWidget(self.attach, 0, foot)
        export = Button(tr("Export"), self._export, "quiet", "download")
        top.addWidget(export, 0, foot)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.body.setSpacing(12)

    def _begin(self) -> None:
        first = self.model.next_open(-1)
        if first is not None:
            self.table.setCurrentIndex(self.model.index(first, NAME))
        self.table.setFocus()

    def _export(self) -> None:
        export_table(self, self.head.text(), self.as_table(), self._tools.jobs, self._tools.space)

    def _choose_scan(self) -> None:
        path = self._tools.ask_file(self, tr("The scan of the sheet"), SCANS)
        if path is not None:
            self.take_scan(path)

    def take_scan(self, path: Path) -> None:
        """Read a scan, to be kept with the rows."""
        forms = self._tools.space.forms
        self._tools.read(self, lambda p: forms.read_scan(path, p), self._scanned, self._refused)

    def _scanned(self, scan: "Scan") -> None:
        self._scan = scan
        self._say_scan()

    def _say_scan(self) -> None:
        self.scan_words.setText(self._scan.name if self._scan else "")

    def _count(self) -> None:
        keyed, total = len(self.model.entries()), self.model.rowCount()
        self.hint.setText(tr("{n} of {total} rows keyed in.", n=keyed, total=total))
        missing = "" if keyed else tr("Nothing is keyed in yet.")
        self.go.allow(self._tools.space.read_only or missing)
        self.banner.hide()

    def _no_day(self, typed: str) -> None:
        self.say("amber", tr("“{typed}” is no day.", typed=typed), tr("Type it as 30 Nov 2026."))

    def _kept(self, rows: int) -> None:
        self.accept()
        self._done(rows)

    def _refused(self, refused: Refused) -> None:
        self.say("red", tr("Not saved."), str(refused))
