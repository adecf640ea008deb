"""What the code on a dropped scan says: a blank of a form, a sign sheet, or neither."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from isodesk.core.progress import Progress, silent
from isodesk.core.spine import Company
from isodesk.documents import check_code
from isodesk.documents.care_model import FilledForm
from isodesk.documents.model import Document, Print, Revision
from isodesk.documents.qr_text import SIGN_SHEET, QrFacts, qr_text, read_qr
from isodesk.services.content import Contents
from isodesk.services.desk import Desk


@dataclass(frozen=True)
class Known:
    """What a scan is of: the blank (`form_id`), or the revision whose sign sheet it is."""

    form_id: int | None = None
    revision_id: int | None = None
    document_id: int | None = None


class FormCodes:
    """Codes of our own sheets, read from scans."""

    def __init__(self, desk: Desk, contents: Contents) -> None:
        self._desk = desk
        self._contents = contents

    def of_scan(self, path: Path, progress: Progress = silent) -> Known | None:
        """What a scan or photo is of; None where no code of this file stands on it. Raises
        Refused for what cannot be read."""
        found = (self.of_text(text) for text in self._contents.barcodes(path, progress))
        return next((known for known in found if known is not None), None)

    def of_text(self, text: str) -> Known | None:
        """The same for the text of one code."""
        told = read_qr(text)
        with self._desk.reading() as session:
            company = session.get_one(Company, 1)
            if told is None or told.file != check_code.short_file_id(company.file_id):
                return None
            same = func.lower(Document.number) == told.number.lower()
            document_id = session.scalar(select(Document.id).where(same))
            if told.kind == SIGN_SHEET:
                wanted = (Revision.parent_id == document_id) & (
                    func.lower(Revision.label) == told.revision.lower()
                )
                found = session.scalar(select(Revision.id).where(wanted))
                return Known(None, found, document_id) if found else None
            serial = check_code.read(told.code).serial
            form = session.scalar(select(FilledForm.id).where(FilledForm.serial == serial))
            return Known(form, None, document_id) if form and told.blank else None


def form_qr(company: Company, number: str, label: str, log: Print, code: str) -> str:
    """The text of the code on every sheet of a blank."""
    file = check_code.short_file_id(company.file_id)
    facts = QrFacts(file, number, label, None, None, "", log.on_day, code, log.copy_n)
    return qr_text(facts)
