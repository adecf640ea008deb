"""The pages of a text beside its editor, laid out and drawn in a process of their own.

Laying out sixty pages takes seconds of Python: in this process it would hold up every key.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.documents.model import Document, DocumentType, Revision
from isodesk.intake.facts import Picture
from isodesk.intake.pages import Pages
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped
from isodesk.services.desk import Desk
from isodesk.services.sheets import Sheets
from isodesk.services.written_tree import pictures_in, tree_in
from isodesk.services.written_words import Linked, link_words, links_shown

if TYPE_CHECKING:
    from isodesk.printing.sheets import DocumentHead, Shown

SECONDS = 120.0


@dataclass(frozen=True)
class LaidOut:
    """A PDF and how many pages it has."""

    pdf: bytes
    count: int


class WrittenPages:
    """Pages of drafts; the process lives from the first question to `close`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reader: Reader | None = None

    def lay_out(self, revision_id: int, progress: Progress = silent) -> LaidOut:
        """The pages as they would be submitted now. Raises Refused as `Reader.ask` does."""
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            tree = tree_in(session, revision)
            head = _head(session, revision)
            shown = _shown(session, revision, links_shown(session, tree))
            images = pictures_in(session, tree)
        sheets = Sheets(self._desk)
        packed = pickle.dumps((tree, head, sheets.company(), shown, dict(images), sheets.paper()))
        answer = self._own().ask("lay_out", packed, seconds=SECONDS, progress=progress)
        return shaped(LaidOut, answer)

    def picture(self, pdf: bytes, page: int, width: int) -> Picture:
        """One page (from 1) as a picture of this width in pixels."""
        return Pages(self._own(), pdf).picture(page - 1, width)

    def close(self) -> None:
        """End the process until it is asked for again."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _own(self) -> Reader:
        if self._reader is None:
            self._reader = Reader()
        return self._reader


def _head(session: Session, revision: Revision) -> "DocumentHead":
    from isodesk.printing.sheets import DocumentHead

    document = session.get_one(Document, revision.parent_id)
    kind = session.get(DocumentType, document.type_id) if document.type_id else None
    return DocumentHead(
        kind.name if kind else "",
        document.title or "",
        "",
        document.number or "",
        revision.label,
        revision.effective_on,
    )


def _shown(session: Session, revision: Revision, links: Mapping[int, Linked]) -> "Shown":
    from isodesk.core.spine import Company
    from isodesk.printing.sheets import Shown

    document = session.get_one(Document, revision.parent_id)
    company = session.get(Company, 1)
    owner = session.get(Record, document.owner_id) if document.owner_id else None
    return Shown(
        document.number or "",
        document.title or "",
        revision.label,
        revision.effective_on,
        company.name if company else "",
        (owner.title or "") if owner else "",
        {i: link_words(linked) for i, linked in links.items()},
    )
