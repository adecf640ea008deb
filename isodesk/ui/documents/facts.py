"""Everything a record shows, read in one go on a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from isodesk.documents.reading import AckValue, ReaderValue
from isodesk.documents.retention import KeepingValue
from isodesk.documents.values import CopyValue, DocumentValue
from isodesk.services.workspace import Workspace
from isodesk.ui.documents.people import Choices, choices

if TYPE_CHECKING:
    from isodesk.services.links import FileValue, LinkValue


@dataclass(frozen=True)
class RecordFacts:
    """A document with its copies, links, files, readers and dates, and what its fields offer."""

    document: DocumentValue
    copies: tuple[CopyValue, ...]
    links: tuple[LinkValue, ...]
    files: tuple[FileValue, ...]
    choices: Choices
    acks: tuple[AckValue, ...]
    readers: tuple[ReaderValue, ...]
    read_days: int | None
    keeping: KeepingValue
    prints_blank: bool
    read_only: str
    """Why nothing can be changed; "" when it can."""

    @property
    def record_id(self) -> int:
        """Of the document that is shown."""
        return self.document.id


def record_facts(space: Workspace, document_id: int) -> RecordFacts:
    """Read a document's record."""
    return RecordFacts(
        space.documents.get(document_id),
        space.copies.of_document(document_id),
        space.links.of(document_id),
        space.links.files_of(document_id),
        choices(space),
        space.reading.of_document(document_id),
        space.reading.readers(document_id),
        space.reading.days(document_id),
        space.retention.of_document(document_id),
        not space.forms.why_no_blanks(document_id),
        space.read_only or "",
    )
