"""More: what is seldom done with a document; built when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.documents.values import LAID_OUT, Content, DocumentValue, RevisionValue, State
from isodesk.i18n import tr
from isodesk.ui.documents.comparable import comparable
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.printing import print_made, print_sheets
from isodesk.ui.documents.sign_dialog import about
from isodesk.ui.documents.steps import Steps
from isodesk.ui.documents.tools import Tools
from isodesk.ui.documents.uncontrolled_dialog import uncontrolled_dialog
from isodesk.ui.documents.withdraw_dialog import WithdrawDialog
from isodesk.ui.keeping.form_steps import FormSteps

if TYPE_CHECKING:
    from isodesk.services.prints import Sheet


T = TypeVar("T")


class MoreMenu(QMenu):
    """Fills itself from the record that is shown."""

    change_requested = Signal(tuple, str)
    """A change request of these documents, and how they are called."""

    def __init__(
        self, tools: Tools, facts: Callable[[], RecordFacts | None], steps: Steps, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tools, self._facts, self._steps, self._over = tools, facts, steps, parent
        self.shown: Callable[[], RevisionValue | None] = lambda: None
        """Answers the revision whose pages are seen."""
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what applies now."""
        self.clear()
        facts = self._facts()
        if facts is None:
            return
        document = facts.document
        self._offer(tr("Print the &record"), self.print_record)
        self._offer_prints(facts)
        self._offer_forms(facts)
        if document.newest is not None and document.newest.issued_at is not None:
            self._offer(tr("Document &control sheet"), self._control_sheet)
        self._offer_compare(facts)
        self.addSeparator()
        with_pages = next((r for r in document.revisions if r.master_id), None)
        if with_pages is not None:
            self._offer(
                tr("&Export the PDF of revision {label}", label=with_pages.label),
                lambda: self._export_pdf(document, with_pages),
            )
        self._offer_template(facts)
        if document.newest is not None and document.newest.content == Content.WRITTEN:
            text = document.newest
            self._offer(
                tr("Export the &text of revision {label}", label=text.label),
                lambda: self._export_text(document, text),
            )
        taken = {step.key for step in document.steps}
        if document.in_force is not None and "withdraw" not in taken:
            action = self._offer(tr("&Withdraw"), lambda: self._withdraw(facts))
            action.setEnabled(not facts.read_only)
        if document.in_force is not None:
            action = self._offer(tr("&Ask for a review…"), lambda: self._ask(facts))
            action.setEnabled(not facts.read_only)
        if document.state != State.WITHDRAWN:
            called = f"{document.number} {document.title}"
            action = self._offer(
                tr("Ask for a &change…"),
                lambda: self.change_requested.emit((document.id,), called),
            )
            action.setEnabled(not facts.read_only)

    def print_record(self) -> None:
        """The record as a form, with its history."""
        facts = self._facts()
        if facts is None:
            return
        document, space = facts.document, self._tools.space

        def make(progress: Progress) -> bytes:
            return space.sheets.record(document.id, space.histories.of(document.id))

        title = tr("Record of {number}", number=document.number)
        print_made(self._tools, self._over, title, title, make)

    def compare(self) -> None:
        """The revision whose pages are shown beside the one before it."""
        from isodesk.ui.documents.compare_dialog import CompareDialog

        facts = self._facts()
        if facts is None:
            return
        missing = comparable(facts.document)
        if missing:
            self._tools.said(missing)
            return
        shown = self.shown()
        CompareDialog(self._tools, facts.document, shown.id if shown else None, self._over).open()

    def _offer_compare(self, facts: RecordFacts) -> None:
        action = self._offer(tr("Co&mpare revisions…"), self.compare)
        missing = comparable(facts.document)
        action.setEnabled(not missing)
        action.setToolTip(missing)

    def _offer_template(self, facts: RecordFacts) -> None:
        """A text becomes what others begin with."""
        texts = (r for r in facts.document.revisions if r.content in LAID_OUT)
        revision = next(texts, None)
        if revision is None:
            return

        def ask() -> None:
            from isodesk.ui.writing.template_dialog import TemplateDialog

            TemplateDialog(self._tools, facts.document, revision, facts.choices, self._over).open()

        action = self._offer(tr("Save as &template…"), ask)
        action.setEnabled(not facts.read_only)
        action.setToolTip(facts.read_only)

    def print_revision(self, revision_id: int) -> None:
        """The pages of a revision, stamped as what it is."""
        facts = self._facts()
        if facts is None:
            return
        revision = next(r for r in facts.document.revisions if r.id == revision_id)
        if revision.state == State.EFFECTIVE:
            self._uncontrolled(facts, revision)
        else:
            self._marked(facts.document, revision)

    def _offer(self, words: str, take: Callable[[], object]) -> QAction:
        action = self.addAction(words)
        action.triggered.connect(lambda _=False: take())
        return action

    def _offer_prints(self, facts: RecordFacts) -> None:
        for revision in facts.document.revisions:
            if revision.source_id is not None or revision.content == Content.WRITTEN:
                words = _print_words(revision)
                action = self._offer(words, partial(self.print_revision, revision.id))
                action.setEnabled(not facts.read_only)
                action.setToolTip(facts.read_only or words)

    def _offer_forms(self, facts: RecordFacts) -> None:
        """What a form in force can do beside: blanks out, filled ones back."""
        document = facts.document
        if not facts.prints_blank:
            return
        steps = FormSteps(self._tools, self._over)
        for words, take in (
            (tr("Print &blanks…"), lambda: steps.print_blanks(document.id)),
            (tr("B&ring a filled one back…"), steps.bring_back),
        ):
            action = self._offer(words, take)
            action.setEnabled(not facts.read_only)
            action.setToolTip(facts.read_only or action.text())

    def _uncontrolled(self, facts: RecordFacts, revision: RevisionValue) -> None:
        def made(sheet: Sheet) -> None:
            print_sheets(self._tools, self._over, about(facts.document, revision), [sheet])

        uncontrolled_dialog(self._tools, facts.document, revision, made, self._over).open()

    def _marked(self, document: DocumentValue, revision: RevisionValue) -> None:
        prints, title = self._tools.space.prints, about(document, revision)
        self._tools.write(
            self._over,
            lambda progress: prints.marked(revision.id, progress),
            lambda sheet: print_sheets(self._tools, self._over, title, [sheet]),
            title=tr("Stamping"),
        )

    def _control_sheet(self) -> None:
        facts = self._facts()
        assert facts is not None
        document, sheets = facts.document, self._tools.space.sheets
        revision = next(r for r in document.revisions if r.issued_at is not None)
        title = tr("Document control sheet of {number}", number=document.number)
        print_made(
            self._tools,
            self._over,
            title,
            title,
            lambda _: sheets.control_sheet(document.id, revision.id),
        )

    def _export_pdf(self, document: DocumentValue, revision: RevisionValue) -> None:
        exports = self._tools.space.exports
        self._export(
            tr("Export the PDF"),
            _file_name(document, revision, "pdf"),
            "PDF (*.pdf)",
            lambda path: exports.master(revision.id, path),
            lambda path, _: tr("Exported {name}, without a stamp.", name=path.name),
        )

    def _export_text(self, document: DocumentValue, revision: RevisionValue) -> None:
        """As Markdown, its pictures in a folder beside the file."""
        exports = self._tools.space.exports
        self._export(
            tr("Export the text"),
            _file_name(document, revision, "md"),
            "Markdown (*.md)",
            lambda path: exports.markdown(revision.id, path),
            lambda path, made: _exported(path, len(made) - 1),
        )

    def _export(
        self,
        title: str,
        name: str,
        kinds: str,
        write: Callable[[Path], T],
        said: Callable[[Path, T], str],
    ) -> None:
        """Ask where to, write it there on a worker, and say what was written."""
        tools = self._tools
        path, _ = tools.ask_place(self._over, title, name, kinds)
        if path is not None:
            place = path
            tools.read(
                self._over, lambda _: write(place), lambda made: tools.said(said(place, made))
            )

    def _ask(self, facts: RecordFacts) -> None:
        from isodesk.ui.documents.ask_dialog import AskDialog

        AskDialog(self._tools, facts.document, facts.links, self._over).open()

    def _withdraw(self, facts: RecordFacts) -> None:
        document = facts.document
        WithdrawDialog(
            self._tools,
            document,
            facts.copies,
            facts.choices,
            lambda _: self._tools.said(tr("{number} is withdrawn.", number=document.number)),
            self._over,
        ).open()


def _file_name(document: DocumentValue, revision: RevisionValue, ending: str) -> str:
    return safe_name(f"{document.number} r{revision.label} {document.title}") + f".{ending}"


def _exported(path: Path, pictures: int) -> str:
    if not pictures:
        return tr("Exported {name}.", name=path.name)
    return tr("Exported {name}; its pictures: {n}, in pictures.", name=path.name, n=pictures)


def _print_words(revision: RevisionValue) -> str:
    label = revision.label
    if revision.state == State.EFFECTIVE:
        return tr("Print revision {label} &uncontrolled…", label=label)
    if revision.state == State.SUPERSEDED:
        return tr("Print revision {label}, stamped SUPERSEDED", label=label)
    if revision.state == State.WITHDRAWN:
        return tr("Print revision {label}, stamped OBSOLETE", label=label)
    return tr("Print revision {label}, stamped DRAFT", label=label)
