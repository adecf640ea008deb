"""The content of the newest revision: what was brought in, and the ways to bring in another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.documents.values import Content, RevisionValue, State
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Banner, SectionHead, Words, small_words
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.services.content import Brought

KINDS = (
    "PDF, Word, OpenDocument, Markdown (*.pdf *.docx *.doc *.odt *.rtf *.md *.markdown *.txt"
    " *.xlsx *.ods *.xls *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)"
)


class ContentBox(QWidget):
    """Files are chosen here or dropped on the record; the source is always kept.

    `write_pressed()` asks to write the draft's text.
    """

    write_pressed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._revision: RevisionValue | None = None
        self.head = SectionHead(tr("Content"))
        self.name = Words(wrap=True)
        self.notes = small_words(wrap=True)
        self.problem = Banner()
        self.bring = Button(tr("Bring in content"), self._choose, icon="file-import")
        self.add_pdf = Button(tr("Add the PDF"), self._choose_pdf)
        self.write = Button(tr("Write"), self.write_pressed.emit, icon="pencil")
        self.turn = Button(tr("Turn into written text…"), self._turn)
        buttons = WrappingRow()
        buttons.addWidget(self.write)
        buttons.addWidget(self.bring)
        buttons.addWidget(self.add_pdf)
        buttons.addWidget(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.name, self.notes, self.problem):
            column.addWidget(part)
        column.addLayout(buttons)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show the content of a document's newest revision."""
        revision = facts.document.newest
        if revision is None or self._revision is None or revision.id != self._revision.id:
            self.problem.hide()
        self._revision = revision
        draft = revision is not None and revision.state == State.DRAFT and not facts.read_only
        self.bring.setVisible(draft)
        self._offer_writing(facts)
        lacks_pdf = draft and revision is not None and _lacks_pdf(revision)
        self.add_pdf.setVisible(lacks_pdf)
        self._offer_turn(facts if draft else None)
        self.name.setText(_name(revision))
        self.head.note.setText(_pages(revision))
        self.notes.setText(revision.notes if revision else "")
        self.notes.setVisible(bool(self.notes.text()))

    def _offer_writing(self, facts: RecordFacts) -> None:
        """A draft is written here, whatever its content is so far."""
        revision = self._revision
        self.write.setVisible(revision is not None and revision.state == State.DRAFT)
        written = revision is not None and revision.content == Content.WRITTEN
        self.write.setText(tr("Write") if written else tr("Write in isodesk…"))
        self.write.allow("" if written else facts.read_only)

    def _offer_turn(self, facts: RecordFacts | None) -> None:
        """A Word file can become written text, as long as it is a draft's."""
        from isodesk.services.word_texts import unfit

        revision, files = self._revision, facts.files if facts else ()
        media = (f.media for f in files if revision and f.file_id == revision.source_id)
        missing = unfit(next(media, ""))
        self.turn.setVisible(missing is not None)
        self.turn.allow(missing or "")

    def takes_files(self) -> bool:
        """Whether content may be brought in now."""
        return not self.bring.isHidden()

    def bring_in(self, path: Path) -> None:
        """Read a file in the child, then make it the draft's content."""
        contents, revision = self._tools.space.contents, self._revision
        assert revision is not None
        self.problem.hide()

        def work(progress: Progress) -> Brought:
            return contents.take(path, progress)

        def read(brought: Brought) -> None:
            self._tools.write(
                self,
                lambda _: contents.set(revision.id, brought),
                lambda _: self._tools.said(tr("{name} is the content now.", name=path.name)),
                self._refused,
            )

        reading = tr("Reading {name}", name=path.name)
        self._tools.said(reading)
        self._tools.read(self, work, read, self._refused, reading)

    def bring_in_pdf(self, path: Path) -> None:
        """The officer's own PDF beside a source that could not be converted."""
        contents, revision = self._tools.space.contents, self._revision
        assert revision is not None
        self._tools.write(
            self,
            lambda progress: contents.add_pdf(revision.id, path, progress),
            lambda _: self._tools.said(tr("{name} stands beside the source.", name=path.name)),
            self._refused,
            tr("Reading {name}", name=path.name),
        )

    def _refused(self, refused: Refused) -> None:
        self.problem.say("red", tr("Not brought in."), str(refused))

    def _choose(self) -> None:
        path = self._tools.ask_file(self, tr("Bring in content"), KINDS)
        if path is not None:
            self.bring_in(path)

    def _turn(self) -> None:
        from isodesk.ui.documents.turn_dialog import TurnDialog

        assert self._revision is not None
        TurnDialog(self._tools, self._revision, self).open()

    def _choose_pdf(self) -> None:
        path = self._tools.ask_file(self, tr("Add the PDF"), "PDF (*.pdf)")
        if path is not None:
            self.bring_in_pdf(path)


def _lacks_pdf(revision: RevisionValue) -> bool:
    return revision.content == Content.OFFICE and revision.master_id is None


def _name(revision: RevisionValue | None) -> str:
    if revision is not None and revision.content == Content.WRITTEN:
        return _written(revision)
    if revision is None or revision.source_id is None:
        return tr("None yet: write it here, or bring in a PDF, a Word file or Markdown.")
    return revision.source_name


def _written(revision: RevisionValue) -> str:
    if not revision.original_name:
        return tr("Written in isodesk.")
    return tr("Written in isodesk, from {name}.", name=revision.original_name)


def _pages(revision: RevisionValue | None) -> str:
    n = revision.pages if revision else 0
    return (tr("1 page") if n == 1 else tr("{n} pages", n=n)) if n else ""
