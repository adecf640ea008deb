"""Verify: everything in the file is checked, and what is wrong is said in plain words."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.services.lists import Table
from isodesk.services.workspace import Workspace
from isodesk.store.finding import About
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel

if TYPE_CHECKING:
    from isodesk.store.heads import HeadSaid
    from isodesk.store.verify import Report

_CHECKED = (
    ("history", "The history: each entry follows from the one before"),
    ("replay", "Its replay gives the present tables"),
    ("files", "Each kept file is byte for byte what came in"),
    ("guards", "Tables and guards are isodesk's own"),
    ("sqlite", "SQLite finds its own structure sound"),
    ("outside", "It is the newest state this computer has seen"),
)

_PAPERS = 1_000
"""Where the ids of lines about papers begin, below those of what was looked at."""


class VerifyDialog(Dialog):
    """Begins at once; changes nothing. `open_record(id)` for a finding that names a record."""

    open_record = Signal(int)
    repair_asked = Signal(object)
    """The path of a damaged file that is to be put right."""

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr("Everything in {name} is looked at. Nothing is changed.", name=space.path.name)
        super().__init__(tr("Verify this file"), sub, 820, 620, False, jobs, parent)
        self._space, self._jobs = space, jobs
        self.report: Report | None = None
        self.findings = ListView(tr("Findings"), inset=0)
        self.findings.empty_words = ""
        self.findings.opened.connect(self._open)
        self.head_words = Words(tone="second", figures=True, wrap=True)
        self.paper = LineField(
            tr("File state printed on a paper"),
            tr("In the stamp, at the foot of a report, on a backup's label. Several with commas."),
            "1204-4T7Q2MK0XWVG8M3N",
        )
        self.said: tuple[HeadSaid, ...] = ()
        self.body.addWidget(self.findings, 1)
        self.body.addLayout(self._made_paper())
        self.body.addWidget(self.head_words)
        self._buttons = (
            self.add_button(tr("Copy the head"), self.copy_head, "quiet", "copy"),
            self.add_button(tr("Export"), self.export_report, "quiet", "download"),
            self.add_button(tr("Print"), self.print_report, "", "printer"),
            self.add_button(tr("Verify again"), self.begin, "", "refresh"),
        )
        self._close = self.add_button(tr("Close"), self.reject)
        self.mend = self.add_button(tr("Put right…"), self.put_right, "primary")
        self.mend.hide()
        self.busy.stopped.connect(self._stopped)
        self.begin()

    def begin(self) -> None:
        """Check everything."""
        self._allow(False)
        self.banner.hide()
        job = self._jobs.read(
            self._space.backups.verify, self._show, self._failed, tr("Verifying the file")
        )
        self.busy.watch(job, tr("Verifying the file"))

    def _made_paper(self) -> QHBoxLayout:
        self.paper.line.returnPressed.connect(self.compare)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.paper, 1)
        self._compare = Button(tr("Compare"), self.compare)
        row.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def compare(self) -> None:
        """Whether heads typed in from paper stand in this history."""
        typed = [part for part in re.split(r"[,;\n]", self.paper.value()) if part.strip()]
        self.paper.set_problem("" if typed else tr("Type the file state printed on the paper."))
        if typed:
            backups = self._space.backups
            self._jobs.read(lambda _: backups.compare_heads(typed), self._compared, self._failed)

    def _compared(self, said: "tuple[HeadSaid, ...]") -> None:
        known = {one.head: one for one in (*said, *self.said)}
        self.said = tuple(sorted(known.values(), key=lambda one: one.stands))
        self.paper.set_value("")
        self._say_result()

    def copy_head(self) -> None:
        """The head of the history to the clipboard: what paper is compared with."""
        if self.report is not None:
            QApplication.clipboard().setText(self.report.head)
            self.hint.setText(tr("Copied."))

    def put_right(self) -> None:
        """Close, and look at what can be put right."""
        self.accept()
        self.repair_asked.emit(self._space.path)

    def as_table(self) -> Table:
        """What was looked at or found, for print and export."""
        report = self.report
        assert report is not None
        heads = (tr("No."), tr("Result"))
        said = [finding.sentence for finding in report.findings] or [
            f"{tr(words)}: {tr('yes')}" for _, words in _CHECKED
        ]
        facts = [
            *map(_compared_words, self.said),
            _counted(report),
            tr("Head of the history: {head}", head=report.head),
        ]
        return Table(heads, tuple((str(n), line) for n, line in enumerate([*said, *facts], 1)))

    def print_report(self) -> None:
        """The result on paper."""
        table = self.as_table()
        title, noun = self._title(), tr("lines")
        print_table(self, title, noun, table, len(table.rows), self._jobs, self._space)

    def export_report(self) -> None:
        """The result as CSV or XLSX."""
        export_table(self, self._title(), self.as_table(), self._jobs, self._space)

    def _show(self, report: "Report") -> None:
        self.report = report
        self.mend.setVisible(any(f.about is not About.OTHER for f in report.findings))
        self._allow(True)
        self._say_result()
        self._close.setFocus()

    def _say_result(self) -> None:
        """The file's state, and above it what became of heads from paper."""
        report = self.report
        if report is None:
            return
        strange = [one for one in self.said if not one.stands]
        if report.whole and strange:
            said = tr("The file is whole in itself, but a paper contradicts it.")
            self.say("amber", said, _compared_words(strange[0]))
        elif report.whole:
            self.say("green", tr("The file is whole."), _counted(report))
        if report.whole:
            rows = tuple(Row(-n - 1, (tr(said),)) for n, (_, said) in enumerate(_CHECKED))
            self._list(rows, tr("What was looked at, each with nothing found"))
        else:
            n = len(report.findings)
            said = tr("1 thing is wrong.") if n == 1 else tr("{n} things are wrong.", n=n)
            keep = tr("What is damaged can be put right from the history and the backups.")
            self.say("red", said, f"{keep} {_counted(report)}")
            rows = tuple(Row(at, (f.sentence,)) for at, f in enumerate(report.findings))
            self._list(rows, tr("Findings"))
        self.head_words.setText(tr("Head of the history: {head}", head=report.head))

    def _list(self, rows: tuple[Row, ...], heading: str) -> None:
        columns = (Column("said", heading, 40, sortable=False),)
        papers = tuple(Row(-n, (_compared_words(one),)) for n, one in enumerate(self.said, _PAPERS))
        self.findings.setModel(RowsModel(ListRows(columns, (*papers, *rows))))

    def _open(self, at: int) -> None:
        if self.report is not None and 0 <= at < len(self.report.findings):
            record = self.report.findings[at].record_id
            if record is not None:
                self.open_record.emit(record)

    def _failed(self, refused: Refused) -> None:
        self._allow(True)
        self.say("red", tr("The file could not be verified."), str(refused))

    def _stopped(self) -> None:
        self._allow(True)
        self.say("grey", tr("Stopped."), tr("Nothing is known of the rest of the file."))

    def _allow(self, allowed: bool) -> None:
        known = allowed and self.report is not None
        for button in self._buttons[:3]:
            button.setEnabled(known)
        self._buttons[3].setEnabled(allowed)

    def _title(self) -> str:
        return tr("Verification of {name}", name=self._space.path.name)


def _compared_words(said: "HeadSaid") -> str:
    return tr("Paper {head}: {sentence}", head=said.head, sentence=said.sentence)


def _counted(report: "Report") -> str:
    return tr(
        "{entries} entries of history, {records} records and {files} files were checked.",
        entries=f"{report.entries:,}",
        records=f"{report.records:,}",
        files=f"{report.files:,}",
    )
