"""The pages of a revision beside its details, with a chooser for the earlier ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.documents.values import Content, DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import combo_box
from isodesk.ui.jobs import Job
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.sheet_preview import SheetPreview
from isodesk.ui.states import mark_of


class PagesPane(QWidget):
    """Drawn when it is seen; `print_pressed(revision id)` asks to print what is shown.

    `tools_row` (chooser and Print) stands at the right of the sub tabs.
    """

    print_pressed = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "desk")
        self._tools = tools
        self._document: DocumentValue | None = None
        self._shown: tuple[object, ...] = ()
        self._job: Job[bytes] | None = None
        self.preview = SheetPreview(tools.jobs, self._count, self._picture)
        self.words = Words(tone="second", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.revisions = combo_box()
        self.revisions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.revisions.setAccessibleName(tr("Revision whose pages are shown"))
        self.revisions.activated.connect(self._chosen)
        self.print = Button(tr("Print"), self._print, "quiet", "printer")
        self._lay_out()

    def _count(self, pdf: bytes) -> int:
        """Asked late: the contents bring SQLAlchemy, which the first paint does without."""
        return self._tools.space.contents.page_count(pdf)

    def _picture(self, pdf: bytes, page: int, width: int) -> Picture:
        return self._tools.space.contents.picture(pdf, page, width)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show the newest revision of a document, or the one chosen before if none came since."""
        before = self._document
        self._document = facts.document
        same = before is not None and _ids(before) == _ids(facts.document)
        chosen = self.revisions.currentData() if same else None
        self.revisions.clear()
        for revision in facts.document.revisions:
            self.revisions.addItem(_words(revision), revision.id)
        self.revisions.setCurrentIndex(max(0, self.revisions.findData(chosen)))
        several = len(facts.document.revisions) > 1
        self.revisions.setVisible(several)
        if self.isVisible():
            self._draw()

    def forget(self) -> None:
        """The text was written in: draw its pages anew the next time."""
        self._shown = ()

    def revision(self) -> RevisionValue | None:
        """The revision whose pages are shown."""
        at = self.revisions.currentIndex()
        revisions = self._document.revisions if self._document else ()
        return revisions[at] if 0 <= at < len(revisions) else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _lay_out(self) -> None:
        host = QWidget()
        self._stack = QStackedLayout(host)
        blank = QWidget()
        middle = QVBoxLayout(blank)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        self._stack.addWidget(self.preview)
        self._stack.addWidget(blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(host, 1)
        self.tools_row = QWidget()
        tools = QHBoxLayout(self.tools_row)
        tools.setContentsMargins(0, 0, 0, 1)
        tools.setSpacing(4)
        tools.addWidget(self.revisions)
        tools.addWidget(self.print)

    def _chosen(self) -> None:
        self._draw()

    def _draw(self) -> None:
        """Fetch the pages of what is chosen, unless they stand there."""
        revision, document = self.revision(), self._document
        mark = _mark(document, revision)
        if mark == self._shown:
            return
        self._shown = mark
        if self._job is not None:
            self._job.cancel()
        if revision is None or not _has_content(revision):
            self._say(tr("No pages yet. Write the content, bring it in, or drop a file here."))
            return
        if not self.preview.paper.has_picture():
            self._say(tr("Drawing the pages"))
        contents, revision_id = self._tools.space.contents, revision.id
        self._job = self._tools.read(
            self, lambda _: contents.pages_of(revision_id), self._came, self._failed
        )

    def _came(self, pdf: bytes) -> None:
        revision = self.revision()
        self._stack.setCurrentIndex(0)
        self.print.setEnabled(True)
        self.preview.show_sheets([(_words(revision) if revision else "", pdf)])

    def _failed(self, refused: Refused) -> None:
        self._say(str(refused))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self._stack.setCurrentIndex(1)
        self.print.setEnabled(False)

    def _print(self) -> None:
        revision = self.revision()
        if revision is not None:
            self.print_pressed.emit(revision.id)


def _ids(document: DocumentValue) -> list[int]:
    return [revision.id for revision in document.revisions]


def _mark(document: DocumentValue | None, revision: RevisionValue | None) -> tuple[object, ...]:
    """What the pages depend on: of a draft everything, as they are laid out afresh."""
    if document is None or revision is None:
        return (None,)
    fixed = (revision.id, revision.state.value, revision.source_id, revision.master_id)
    return (*fixed, document) if revision.state == "draft" else fixed


def _has_content(revision: RevisionValue) -> bool:
    return revision.source_id is not None or revision.content == Content.WRITTEN


def _words(revision: RevisionValue) -> str:
    state = mark_of(revision.state.value).word.lower()
    return tr("Revision {label}, {state}", label=revision.label, state=state)
