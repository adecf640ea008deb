"""A Word file turned into text written in isodesk: read, shown with its losses, then taken."""

from dataclasses import dataclass

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import File
from isodesk.documents.model import Revision
from isodesk.documents.values import Content
from isodesk.i18n import tr
from isodesk.intake import office
from isodesk.intake.kinds import WRITER, Kind
from isodesk.intake.reader import Reader
from isodesk.intake.written import WordText, word_text
from isodesk.services.desk import Desk
from isodesk.services.written import begin_text, draft
from isodesk.store import files
from isodesk.store.unit import Unit

DIRECT = (Kind.DOCX, Kind.DOCM)
"""Kinds that isodesk reads itself; the others go through LibreOffice first."""
MEDIA = {kind: f"application/x-{kind.value}" for kind in WRITER}


@dataclass(frozen=True)
class Turned:
    """The source of a draft as written text, not yet taken."""

    revision_id: int
    source_id: int
    name: str
    text: WordText


class WordTexts:
    """Word files of drafts into written text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, revision_id: int, progress: Progress = silent) -> Turned:
        """What a draft's Word file would become. Nothing is written. Raises Refused when it
        cannot be read or is no Word file."""
        with self._desk.reading() as session:
            revision = draft(session, revision_id)
            source_id, name = revision.source_id, revision.source_name or ""
            file = session.get(File, source_id) if source_id else None
            if source_id is None or file is None or unfit(file.media) is None:
                raise Refused(tr("This draft has no Word file that could be turned into text."))
            source, kind = files.read(session, source_id), kind_by(file.media)
        text = word_file_text(self._desk.reader, source, kind, name, progress)
        return Turned(revision_id, source_id, name, text)

    def take(self, turned: Turned) -> None:
        """Let it be the draft's text; the Word file stays as its original. Raises Refused when
        the draft got other content meanwhile, or was submitted."""
        with self._desk.unit(tr("Word file turned into written text")) as unit:
            revision = draft(unit.session, turned.revision_id)
            if revision.content == Content.WRITTEN or revision.source_id != turned.source_id:
                raise Refused(tr("The draft got other content meanwhile. Look at it again."))
            put_text(unit, revision, turned.text)


def put_text(unit: Unit, revision: Revision, text: WordText) -> None:
    """Inside a running unit: the text and its pictures into a draft that holds the file."""
    for content in text.pictures.values():
        files.keep(unit.session, content, _media(content))
    begin_text(unit, revision, text.tree, text.losses)


def kind_by(media: str) -> Kind | None:
    """The kind of Word file that is kept under this media type; None for all others."""
    return next((kind for kind, known in MEDIA.items() if known == media), None)


def unfit(media: str) -> str | None:
    """None for what is no Word file; else why it cannot be turned into text, "" when it can."""
    kind = kind_by(media)
    if kind is None:
        return None
    if kind in DIRECT or office.converts(kind):
        return ""
    return tr("LibreOffice is not installed: save the file as .docx and bring that in.")


def word_file_text(
    reader: Reader, source: bytes, kind: Kind | None, name: str, progress: Progress = silent
) -> WordText:
    """A Word file of any kind as text; old kinds become .docx by LibreOffice first."""
    if kind is not None and kind not in DIRECT:
        source = office.as_docx(source, name, kind, progress)
        text = word_text(reader, source, progress, name)
        told = tr(
            "LibreOffice read this kind of file; it may have changed more than is named here."
        )
        return WordText(text.tree, text.pictures, (told, *text.losses))
    return word_text(reader, source, progress, name)


def _media(content: bytes) -> str:
    return "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
