"""Two revisions of a document side by side, whatever their content: written, Word, PDF, scans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import File
from isodesk.documents.model import Revision
from isodesk.documents.values import Content, DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.intake import office, pages
from isodesk.services.compare_words import change_rows, headings
from isodesk.services.desk import Desk
from isodesk.services.document_values import document
from isodesk.services.lists import Table
from isodesk.services.word_texts import kind_by, word_file_text
from isodesk.services.written_tree import tree_in
from isodesk.store import files
from isodesk.writing.compare import Row, changes, compare
from isodesk.writing.compare_lines import Line, page_lines, sentences, tree_lines
from isodesk.writing.markdown_read import from_markdown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PAGES, TEXT = "pages", "text"


@dataclass(frozen=True)
class Compared:
    """Two revisions compared: `rows` in reading order, `count` of those that differ.

    `how` are sentences on what the comparison rests on, as that pages were read.
    """

    document: DocumentValue
    old: RevisionValue
    new: RevisionValue
    rows: tuple[Row, ...]
    count: int
    how: tuple[str, ...]


@dataclass(frozen=True)
class _Source:
    """What a revision is read from: lines at hand, a PDF, or a Word file."""

    lines: tuple[Line, ...] = ()
    pdf: bytes = b""
    word: bytes = b""
    media: str = ""
    name: str = ""


class Comparing:
    """Revisions of one document beside each other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def compare(self, old_id: int, new_id: int, progress: Progress = silent) -> Compared:
        """The two revisions compared. Raises Refused when one has no content, cannot be read,
        or belongs to another document."""
        with self._desk.reading() as session:
            both = [session.get_one(Revision, one) for one in (old_id, new_id)]
            if both[0].parent_id != both[1].parent_id or both[0].parent_id is None:
                raise Refused(tr("Choose two revisions of one document."))
            value = document(session, both[0].parent_id)
            sources = [_source(session, one) for one in both]
        old, new = (next(r for r in value.revisions if r.id == i) for i in (old_id, new_id))
        read = [self._read(source, progress) for source in sources]
        progress(0, 0, tr("Comparing"))
        left, right = _alike(*read)
        rows = tuple(compare(left, right))
        return Compared(value, old, new, rows, changes(rows), _how((old, new), read))

    def sheet(self, compared: Compared) -> bytes:
        """The change sheet: what changed between the two, each with its place."""
        from isodesk.printing.change_sheet import change_sheet_pdf
        from isodesk.services.compare_words import change_sheet
        from isodesk.services.sheets import Sheets

        sheets = Sheets(self._desk)
        sheet = change_sheet(compared)
        return change_sheet_pdf(sheet, sheets.company(), sheets.foot(), sheets.paper())

    def table(self, compared: Compared) -> Table:
        """The changes as a list, for CSV and XLSX."""
        return Table(headings(), tuple(change_rows(compared.rows)))

    def _read(self, source: _Source, progress: Progress) -> tuple[str, list[Line]]:
        if source.word:
            kind = kind_by(source.media)
            text = word_file_text(self._desk.reader, source.word, kind, source.name, progress)
            return TEXT, tree_lines(text.tree.blocks)
        if source.pdf:
            read = pages.page_words(self._desk.reader, source.pdf, progress, source.name)
            return PAGES, page_lines([(page.text, page.picture) for page in read])
        return TEXT, list(source.lines)


def _source(session: "Session", revision: Revision) -> _Source:
    """Where the text of a revision is read from. Raises Refused when there is none."""
    name = revision.source_name or tr("Revision {label}", label=revision.label)
    if revision.content == Content.WRITTEN:
        return _Source(tuple(tree_lines(tree_in(session, revision).blocks)))
    if revision.source_id is None:
        raise Refused(tr("Revision {label} has no content to compare.", label=revision.label))
    if revision.content == Content.MARKDOWN:
        from isodesk.intake.markdown_text import text_of

        text = text_of(files.read(session, revision.source_id))
        return _Source(tuple(tree_lines(from_markdown(text).blocks)))
    media = session.get_one(File, revision.source_id).media
    kind = kind_by(media)
    if kind is not None and (kind.value in ("docx", "docm") or office.converts(kind)):
        return _Source(word=files.read(session, revision.source_id), media=media, name=name)
    if revision.master_id is not None:
        return _Source(pdf=files.read(session, revision.master_id), name=name)
    return _words_kept(session, revision)


def _words_kept(session: "Session", revision: Revision) -> _Source:
    """The words that the search has of a file without pages, as of a spreadsheet."""
    if revision.text_id is None:
        raise Refused(
            tr(
                "Revision {label} has no pages and no words that could be compared. Add its PDF.",
                label=revision.label,
            )
        )
    text = files.read(session, revision.text_id).decode("utf-8", "replace")
    return _Source(tuple(Line(" ".join(t.split())) for t in text.splitlines() if t.strip()))


def _alike(
    old: tuple[str, list[Line]], new: tuple[str, list[Line]]
) -> tuple[Sequence[Line], Sequence[Line]]:
    """Both a sentence a line where one is known by its pages only."""
    if PAGES in (old[0], new[0]):
        return sentences(old[1]), sentences(new[1])
    return old[1], new[1]


def _how(
    revisions: Sequence[RevisionValue], read: Sequence[tuple[str, list[Line]]]
) -> tuple[str, ...]:
    """What the reader should know of how the texts came about."""
    said = []
    for revision, (kind, lines) in zip(revisions, read, strict=True):
        scans = sum(line.kind == "scan" for line in lines)
        if kind == PAGES:
            said.append(
                tr("Revision {label} is read from its pages, by sentences.", label=revision.label)
            )
        if scans:
            said.append(
                tr(
                    "{n} pages of revision {label} are pictures without text: only whether the"
                    " picture differs is known.",
                    n=scans,
                    label=revision.label,
                )
            )
    return tuple(said)
