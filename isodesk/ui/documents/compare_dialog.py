"""Compare two revisions: the old one at the left, the new one at the right, changes marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.documents.values import DocumentValue, RevisionValue, State
from isodesk.i18n import tr
from isodesk.ui.buttons import Button, FilterChip
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.compare_view import CompareView
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import combo_box
from isodesk.ui.jobs import Job
from isodesk.ui.list_tools import export_table
from isodesk.ui.parts import Words, small_words
from isodesk.ui.states import mark_of

if TYPE_CHECKING:
    from isodesk.core.progress import Progress
    from isodesk.services.comparing import Compared


class CompareDialog(Dialog):
    """Reads when a revision is chosen; nothing is written here."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        new_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Compare revisions of {number}", number=document.number)
        super().__init__(title, document.title, 1240, 720, False, tools.jobs, parent)
        self._tools, self._document = tools, document
        self.compared: Compared | None = None
        self._job: Job[Compared] | None = None
        self.old, self.new = self._made_picker(tr("Old")), self._made_picker(tr("New"))
        self.count = Words(figures=True)
        self.how = small_words(wrap=True)
        self.view = CompareView()
        self.only = FilterChip(tr("Only changes"))
        self.before = Button(tr("Previous"), lambda: self.view.step(-1), "", "chevron-up")
        self.after = Button(tr("Next"), lambda: self.view.step(1), "", "chevron-down")
        self._lay_out()
        self._choose_pair(new_id)
        self._connect()
        self._compare()

    def print_sheet(self) -> None:
        """The change sheet, with a preview."""
        compared = self.compared
        assert compared is not None
        comparing = self._tools.space.comparing
        title = self._title(compared)

        def make(progress: Progress) -> bytes:
            return comparing.sheet(compared)

        print_made(self._tools, self, title, title, make)

    def export_changes(self) -> None:
        """The list of changes as CSV or XLSX."""
        compared, tools = self.compared, self._tools
        assert compared is not None
        table = tools.space.comparing.table(compared)
        export_table(self, self._title(compared), table, tools.jobs, tools.space)

    def _made_picker(self, words: str) -> QComboBox:
        picker = combo_box()
        picker.setAccessibleName(words)
        for revision in self._document.revisions:
            picker.addItem(_words(revision), revision.id)
        return picker

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.count, 1)
        for part in (self.only, self.before, self.after):
            tools.addWidget(part)
        heads = QGridLayout()
        heads.setHorizontalSpacing(16)
        heads.setVerticalSpacing(4)
        for column, (words, picker) in enumerate(((tr("Old"), self.old), (tr("New"), self.new))):
            heads.addWidget(small_words(words), 0, column)
            heads.addWidget(picker, 1, column)
            heads.setColumnStretch(column, 1)
        self.body.addLayout(heads)
        self.body.addLayout(tools)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.how)
        self.body.setSpacing(8)
        self.body.setContentsMargins(24, 8, 24, 8)
        self._export = self.add_button(tr("Export"), self.export_changes, "quiet", "download")
        self._print = self.add_button(tr("Change sheet"), self.print_sheet, "", "printer")
        self.add_close(tr("Close"))

    def _choose_pair(self, new_id: int | None) -> None:
        """The revision named, or the newest with content, against the one before it."""
        revisions = self._document.revisions
        named = next((n for n, r in enumerate(revisions) if r.id == new_id), None)
        filled = next((n for n, r in enumerate(revisions) if r.content is not None), 0)
        at = min(filled if named is None else named, max(0, len(revisions) - 2))
        self.new.setCurrentIndex(at)
        self.old.setCurrentIndex(_former(self._document.revisions, at))

    def _connect(self) -> None:
        for picker in (self.old, self.new):
            picker.activated.connect(lambda _: self._compare())
        self.only.toggled.connect(self.view.show_only_changes)
        self.view.change_shown.connect(self._say_change)
        self.busy.stopped.connect(lambda: self.say("grey", tr("Stopped.")))
        for keys, by in (("F7", 1), ("Shift+F7", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.view.step(by))
        self.after.setToolTip(tr("The next change (F7 or n)"))
        self.before.setToolTip(tr("The change before (Shift+F7 or p)"))

    def _compare(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.compared = None
        self._allow(tr("The revisions are being compared."))
        self.banner.hide()
        comparing = self._tools.space.comparing
        old, new = self.old.currentData(), self.new.currentData()
        self._job = self._tools.read(
            self,
            lambda progress: comparing.compare(old, new, progress),
            self._show,
            self._failed,
            tr("Comparing"),
        )
        self.busy.watch(self._job, tr("Comparing"))

    def _show(self, compared: Compared) -> None:
        self.compared, self._job = compared, None
        self._allow("")
        self.view.show_rows(compared.rows)
        self.how.setText(" ".join(compared.how))
        self.how.setVisible(bool(compared.how))
        if not compared.count:
            self.only.setChecked(False)
        none = tr("Nothing differs.") if not compared.count else ""
        for part in (self.only, self.before, self.after):
            part.setEnabled(bool(compared.count))
        self._say_change(self.view.change())
        self.hint.setText(none)
        self.view.setFocus()

    def _failed(self, refused: Refused) -> None:
        self._job = None
        self.view.show_rows(())
        self.count.setText("")
        self._allow(str(refused))
        self.say("amber", tr("These two cannot be compared."), str(refused))

    def _say_change(self, n: int) -> None:
        count = self.compared.count if self.compared else 0
        whole = tr("1 change") if count == 1 else tr("{n} changes", n=f"{count:,}")
        said = tr("Change {n} of {count}", n=f"{n:,}", count=f"{count:,}") if n else whole
        self.count.setText(said if count else tr("No changes"))

    def _allow(self, missing: str) -> None:
        for button in (self._export, self._print):
            button.allow(missing)
        for part in (self.only, self.before, self.after):
            part.setEnabled(not missing)

    def _title(self, compared: Compared) -> str:
        return tr(
            "Changes of {number} from revision {old} to {new}",
            number=self._document.number,
            old=compared.old.label,
            new=compared.new.label,
        )


def _former(revisions: tuple[RevisionValue, ...], at: int) -> int:
    """The next older revision that has content and was not given up."""
    for n in range(at + 1, len(revisions)):
        if revisions[n].content is not None and revisions[n].state != State.WITHDRAWN:
            return n
    return min(at + 1, len(revisions) - 1)


def _words(revision: RevisionValue) -> str:
    state = mark_of(revision.state.value).word.lower()
    return tr("Revision {label}, {state}", label=revision.label, state=state)
