"""The content of a revision: the source as it came, the PDF that is approved, its text."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.documents.model import Revision
from isodesk.documents.values import LAID_OUT, Content, State
from isodesk.i18n import tr
from isodesk.intake import office, pages
from isodesk.intake.facts import Facts, Look, Picture
from isodesk.intake.file_bytes import bytes_of
from isodesk.intake.kinds import PICTURES, TEXTS, WRITER, Kind
from isodesk.intake.values import shaped
from isodesk.services.desk import Desk
from isodesk.services.paper_words import head_of, shown_in
from isodesk.services.sheets import Sheets
from isodesk.services.written_tree import pictures_in, tree_in
from isodesk.store import files
from isodesk.store.unit import Unit
from isodesk.writing import json_form
from isodesk.writing import tree as written
from isodesk.writing.tree import Tree

if TYPE_CHECKING:
    from isodesk.intake.written import WordText

MEDIA = {Kind.PDF: "application/pdf", Kind.MARKDOWN: "text/markdown", Kind.TEXT: "text/plain"}


@dataclass(frozen=True)
class Brought:
    """A file that was read: its bytes, the PDF made of it (None where none can be), its text."""

    name: str
    source: bytes
    media: str
    content: Content
    pdf: bytes | None
    text: str
    pages: int
    notes: tuple[str, ...]
    facts: Facts
    written: "WordText | None" = None
    """The same as written text, where a Word file comes in as that."""


@dataclass(frozen=True)
class Pages:
    """Pages laid out for a revision, how many there are, and the text they show."""

    pdf: bytes
    count: int
    tree: Tree | None = None


class Contents:
    """Sources, masters and pictures of pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(self, path: Path, progress: Progress = silent) -> tuple[bytes, Look]:
        """Read a foreign file in the child: its bytes and what it holds. Raises Refused when
        it cannot be read."""
        source = bytes_of(path)
        return source, self.look_at(name_of(path), source, progress)

    def look_at(self, name: str, source: bytes, progress: Progress = silent) -> Look:
        """The same for bytes at hand."""
        answer = self._desk.reader.ask("look", name, source, progress=progress, what=name)
        look = shaped(Look, answer)
        if look.refused:
            raise Refused(look.refused)
        return look

    def take(self, path: Path, progress: Progress = silent, as_text: bool = False) -> Brought:
        """Read a file and make the PDF that would be approved; with `as_text` a Word file
        becomes written text instead. Raises Refused when it cannot be a document's content."""
        source, look = self.look(path, progress)
        if as_text and Kind(look.kind) in WRITER:
            return self._as_text(name_of(path), source, look, progress)
        return self.brought(name_of(path), source, look, progress)

    def _as_text(self, name: str, source: bytes, look: Look, progress: Progress) -> Brought:
        from isodesk.services.word_texts import MEDIA as WORD_MEDIA
        from isodesk.services.word_texts import word_file_text

        kind = Kind(look.kind)
        text = word_file_text(self._desk.reader, source, kind, name, progress)
        facts, content = look.facts, Content.WRITTEN
        return Brought(
            name, source, WORD_MEDIA[kind], content, None, facts.text, 0, text.losses, facts, text
        )

    def brought(self, name: str, source: bytes, look: Look, progress: Progress = silent) -> Brought:
        """From a file that was looked at to a document's content."""
        kind, facts = Kind(look.kind), look.facts
        content, pdf, notes = Content.OFFICE, None, facts.notes
        if kind == Kind.PDF:
            content, pdf = Content.PDF, source
        elif kind in TEXTS:
            content = Content.MARKDOWN
        elif kind in PICTURES:
            content = Content.PICTURE
            pdf = pages.picture_pdf(self._desk.reader, source, progress, name)
        else:
            pdf, notes = self._converted(name, source, kind, notes, progress)
        count = self._count(pdf, name, progress) if pdf else 0
        media = MEDIA.get(kind, f"application/x-{kind.value}")
        return Brought(name, source, media, content, pdf, facts.text, count, notes, facts)

    def _converted(
        self, name: str, source: bytes, kind: Kind, notes: tuple[str, ...], progress: Progress
    ) -> tuple[bytes | None, tuple[str, ...]]:
        if not office.converts(kind):
            return None, (
                *notes,
                tr(
                    "LibreOffice is not installed: the file is kept as the source."
                    " Save it as PDF and add that beside it."
                ),
            )
        try:
            return office.convert(self._desk.reader, source, name, kind, progress), notes
        except Refused as refused:
            return None, (*notes, str(refused), tr("The file is kept as the source; add a PDF."))

    def _count(self, pdf: bytes, name: str, progress: Progress) -> int:
        return pages.pdf_facts(self._desk.reader, pdf, progress, name).pages or 0

    def set(self, revision_id: int, brought: Brought) -> None:
        """Give a draft its content. Raises Refused once it is submitted."""
        with self._desk.unit() as unit:
            revision = unit.session.get_one(Revision, revision_id)
            if revision.state != State.DRAFT:
                raise Refused("Only a draft gets new content; send the revision back first.")
            put(unit, revision, brought)

    def add_pdf(self, revision_id: int, path: Path, progress: Progress = silent) -> None:
        """The officer's own PDF beside a source that isodesk could not convert."""
        pdf, look = self.look(path, progress)
        if look.kind != Kind.PDF:
            raise Refused(f"{path.name} is not a PDF.")
        with self._desk.unit(f"PDF added: {name_of(path)}") as unit:
            revision = unit.session.get_one(Revision, revision_id)
            if revision.state != State.DRAFT:
                raise Refused("Only a draft gets new content; send the revision back first.")
            put_master(unit, revision, Pages(pdf, look.facts.pages or 0))
            if revision.text_id is None:
                revision.text_id = _keep_text(unit, look.facts.text)

    def lay_out(self, revision_id: int) -> Pages | None:
        """The pages of written content as they would be approved now; None for content that
        came as pages already."""
        with self._desk.reading() as session:
            return self.pages_in(session, session.get_one(Revision, revision_id))

    def pages_in(self, session: Session, revision: Revision) -> Pages | None:
        """The same inside a session or unit that is open already."""
        if revision.content not in LAID_OUT:
            return None
        if revision.content == Content.MARKDOWN and revision.source_id is None:
            return None
        from isodesk.printing.document import tree_pdf

        tree, sheets = self._tree(session, revision), Sheets(self._desk)
        head, shown = head_of(session, revision), shown_in(session, revision, tree)
        images = pictures_in(session, tree)
        pdf = tree_pdf(tree, head, sheets.company(), shown, images, sheets.paper())
        return Pages(pdf, _own_pages(pdf), tree)

    def _tree(self, session: Session, revision: Revision) -> Tree:
        if revision.content == Content.WRITTEN:
            return tree_in(session, revision)
        from isodesk.intake.markdown_text import text_of
        from isodesk.writing.markdown import from_markdown
        from isodesk.writing.opening import without_own_title

        source = files.read(session, revision.source_id or 0)
        return without_own_title(from_markdown(text_of(source)))

    def freeze(self, unit: Unit, revision: Revision, pages: Pages | None) -> None:
        """Inside a unit: the pages that are submitted are the ones that get approved, and a
        written text is kept whole as it was signed."""
        if revision.content == Content.WRITTEN:
            tree = tree_in(unit.session, revision)
            if pages is None or pages.tree != tree:  # written on since they were laid out
                pages = self.pages_in(unit.session, revision)
            _keep_whole(unit, revision, tree)
        if pages is not None:
            put_master(unit, revision, pages)

    def master(self, revision_id: int) -> bytes:
        """The frozen PDF of a revision. Raises Refused without one."""
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            if revision.master_id is None:
                raise Refused("This revision has no pages yet. Bring in its content.")
            return files.read(session, revision.master_id)

    def pages_of(self, revision_id: int) -> bytes:
        """What a revision looks like now: laid out afresh while it is a draft."""
        with self._desk.reading() as session:
            draft = session.get_one(Revision, revision_id).state == State.DRAFT
        pages = self.lay_out(revision_id) if draft else None
        return pages.pdf if pages else self.master(revision_id)

    def picture(self, pdf: bytes, page: int, width: int) -> Picture:
        """One page (from 1) as a picture of this width in pixels, drawn in the child."""
        return pages.Pages(self._desk.reader, pdf).picture(page - 1, width)

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        return self._count(pdf, "", silent)

    def barcodes(self, path: Path, progress: Progress = silent) -> tuple[str, ...]:
        """The codes read from a dropped photo or scan."""
        return pages.barcodes(self._desk.reader, bytes_of(path), progress, path.name)

    @staticmethod
    def digest(content: bytes) -> str:
        """SHA-256 as stored."""
        return hashlib.sha256(content).hexdigest()


def brought_text(name: str, source: bytes) -> Brought:
    """A Markdown text of the program's own, which needs no reading child."""
    from isodesk.intake.markdown_text import text_of

    text, media = text_of(source), MEDIA[Kind.MARKDOWN]
    return Brought(name, source, media, Content.MARKDOWN, None, text, 0, (), Facts(text=text))


def put(unit: Unit, revision: Revision, brought: Brought) -> None:
    """Content into a revision, inside a running unit."""
    revision.content = brought.content
    revision.source_id = files.keep(unit.session, brought.source, brought.media)
    revision.source_name = brought.name
    revision.text_id = _keep_text(unit, brought.text)
    revision.notes = "\n".join(brought.notes) or None
    revision.master_id, revision.master_sha256, revision.pages = None, None, None
    if brought.pdf:
        put_master(unit, revision, Pages(brought.pdf, brought.pages))
    if brought.written is not None:
        _put_text(unit, revision, brought.written)


def _put_text(unit: Unit, revision: Revision, text: "WordText") -> None:
    """The file that was just kept becomes the original of the text read from it."""
    from isodesk.services.word_texts import put_text

    revision.content = Content.OFFICE
    put_text(unit, revision, text)


def put_master(unit: Unit, revision: Revision, pages: Pages) -> None:
    """The PDF that is shown and will be approved."""
    revision.master_id = files.keep(unit.session, pages.pdf, "application/pdf")
    revision.master_sha256 = hashlib.sha256(pages.pdf).hexdigest()
    revision.pages = pages.count


def _keep_whole(unit: Unit, revision: Revision, tree: Tree) -> None:
    """The text of a revision as one file, and its words for the search."""
    kept = json_form.tree_bytes(tree)
    revision.source_id = files.keep(unit.session, kept, json_form.MEDIA)
    revision.text_id = _keep_text(unit, written.text_of(tree.blocks))


def _own_pages(pdf: bytes) -> int:
    """How many pages a PDF has that was laid out here; nothing foreign is parsed."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _keep_text(unit: Unit, text: str) -> int | None:
    if not text.strip():
        return None
    return files.keep(unit.session, text.encode("utf-8", "replace"), "text/plain")
