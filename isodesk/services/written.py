"""Text written in isodesk: begun, saved as it is typed, its pictures, what it mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import File
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import Content, State
from isodesk.i18n import tr
from isodesk.intake import pages
from isodesk.intake.facts import Picture
from isodesk.services.desk import Desk
from isodesk.services.mentions import keep_mentions
from isodesk.services.passages import put_passages
from isodesk.services.templates import Templates, text_of_revision
from isodesk.services.written_pages import WrittenPages
from isodesk.services.written_tree import tree_in
from isodesk.services.written_words import Linked, fields_shown, linked, links_shown
from isodesk.store import files, search
from isodesk.store.unit import Unit
from isodesk.writing import json_form
from isodesk.writing.normal import normal
from isodesk.writing.tree import Block, FieldName, Tree

OWN_TEXT = "own"
"""To begin with the text of the Markdown file that a draft has."""
MOST_PICTURE = 32 << 20
"""Bytes of a picture as it comes; larger ones are no illustration."""


@dataclass(frozen=True)
class Text:
    """A revision's text with what its fields and links show now. `fixed` says why it cannot
    be changed, "" while it can."""

    revision_id: int
    document_id: int
    tree: Tree
    fields: Mapping[FieldName, str]
    links: Mapping[int, Linked]
    fixed: str


class Written:
    """Texts of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[int, tuple[Block, str]] = {}
        self.pages = WrittenPages(desk)

    def tree(self, revision_id: int) -> Tree:
        """The text of a written revision."""
        with self._desk.reading() as session:
            return tree_in(session, session.get_one(Revision, revision_id))

    def text(self, revision_id: int) -> Text:
        """The same with what the editor shows beside it."""
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            tree = tree_in(session, revision)
            return Text(
                revision_id,
                revision.parent_id or 0,
                tree,
                fields_shown(session, revision),
                links_shown(session, tree),
                "" if revision.state == State.DRAFT else _fixed(),
            )

    def linked(self, document_id: int) -> Linked:
        """One document as a link to it shows it."""
        with self._desk.reading() as session:
            return linked(session, document_id)

    def begin(self, revision_id: int, tree: Tree, notes: Sequence[str] = ()) -> None:
        """Give a draft this text for its content. A file it had stays as its original; `notes`
        say what could not be carried from it. Raises Refused once it is submitted."""
        with self._desk.unit("Text begun in isodesk") as unit:
            begin_text(unit, draft(unit.session, revision_id), tree, notes)

    def begin_with(self, revision_id: int, key: str) -> None:
        """The same with the text of a template, or of the file the draft has (`OWN_TEXT`)."""
        if key == OWN_TEXT:
            with self._desk.reading() as session:
                tree = text_of_revision(session, session.get_one(Revision, revision_id))
        else:
            tree = Templates(self._desk).tree(key)
        self.begin(revision_id, tree)

    def save(self, revision_id: int, blocks: Sequence[Block]) -> None:
        """Let the text be these blocks; only those that differ are written. Raises Refused
        once it is submitted, or when the file cannot be written."""
        bodies = self._bodies(blocks)
        with self._desk.unit() as unit:
            draft(unit.session, revision_id)
            put_passages(unit.session, revision_id, bodies)
            unit.also = frozenset({"passage"})

    def settle(self, revision_id: int) -> None:
        """The writer has paused for longer or left: what the text mentions becomes links, and
        the search finds its words."""
        with self._desk.unit() as unit:
            revision = unit.session.get_one(Revision, revision_id)
            document = unit.session.get_one(Document, revision.parent_id)
            keep_mentions(unit, document)
            search.index(unit.session, revision)
            unit.also = unit.also | {"revision"}

    def keep_picture(self, content: bytes, progress: Progress = silent) -> str:
        """Keep a picture upright and without its metadata; answers its SHA-256. Raises Refused
        for what is no picture or is too large."""
        if len(content) > MOST_PICTURE:
            raise Refused(tr("The picture is larger than 32 MB: save it smaller."))
        kept, media = pages.kept_picture(self._desk.reader, content, progress)
        with self._desk.unit() as unit:
            file_id = files.keep(unit.session, kept, media)
            return unit.session.get_one(File, file_id).hash

    def picture(self, sha256: str, width: int) -> Picture | None:
        """A picture of the file as pixels, at most so many wide, drawn in the reading child;
        None for one that is not there or is damaged."""
        with self._desk.reading() as session:
            file_id = session.scalar(select(File.id).where(File.hash == sha256))
            try:
                content = files.read(session, file_id) if file_id else b""
                return pages.shown_picture(self._desk.reader, content, width) if content else None
            except Refused:
                return None

    def _bodies(self, blocks: Iterable[Block]) -> list[str]:
        """Each block as JSON; those that were saved before are not written out again."""
        known, now = self._known, dict[int, tuple[Block, str]]()
        for block in blocks:
            held = known.get(id(block)) or now.get(id(block))
            now[id(block)] = held or (block, json_form.block_text(block))
        self._known = now
        return [now[id(block)][1] for block in blocks]


def draft(session: Session, revision_id: int) -> Revision:
    """The revision, as long as it is a draft. Raises Refused once it is submitted."""
    revision = session.get_one(Revision, revision_id)
    if revision.state != State.DRAFT:
        raise Refused(_fixed())
    return revision


def begin_text(unit: Unit, revision: Revision, tree: Tree, notes: Sequence[str] = ()) -> None:
    """A text as the content of a draft, inside a running unit."""
    if revision.content != Content.WRITTEN and revision.source_id is not None:
        revision.original_id, revision.original_name = revision.source_id, revision.source_name
    revision.content = Content.WRITTEN
    revision.source_id = revision.source_name = revision.text_id = None
    revision.master_id = revision.master_sha256 = revision.pages = None
    revision.notes = "\n".join(notes) or None
    put_passages(unit.session, revision.id, [*map(json_form.block_text, normal(tree).blocks)])
    document = unit.session.get_one(Document, revision.parent_id)
    unit.session.flush()
    keep_mentions(unit, document)
    unit.also = unit.also | {"passage", "revision"}


def _fixed() -> str:
    return tr("This revision was submitted; its text is fixed. Send it back to write on.")
