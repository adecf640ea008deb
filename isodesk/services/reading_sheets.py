"""The paper of reading: the sign sheet, and what one person has read."""

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.core.spine import Person
from isodesk.documents.model import Document, Revision
from isodesk.documents.reading import HOW_WORDS, AckValue, How
from isodesk.i18n import tr
from isodesk.printing.keeping_sheets import SignRow, SignSheet
from isodesk.services.desk import Desk
from isodesk.services.lists import Table
from isodesk.services.reading import Reading
from isodesk.services.sheets import Sheets


class ReadingSheets:
    """Sheets as PDF bytes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sign_sheet(self, revision_id: int) -> bytes:
        """A line for every reader of a revision, in the order of their rows. Raises Refused
        when nobody is asked."""
        from isodesk.printing.sign_sheet import sign_sheet_pdf

        sheets = Sheets(self._desk)
        sheet = self._sheet(revision_id)
        return sign_sheet_pdf(sheet, sheets.company(), sheets.foot(), sheets.paper())

    def _sheet(self, revision_id: int) -> SignSheet:
        acks = [a for a in Reading(self._desk).of_revision(revision_id) if a.open or a.done_on]
        if not acks:
            raise Refused("Nobody is asked to read this revision. Name its readers first.")
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            document = session.get_one(Document, revision.parent_id)
            days = [a.due_on for a in acks if a.open and a.due_on]
            return SignSheet(
                document.number or "",
                document.title or "",
                revision.label,
                revision.effective_on,
                revision.summary or "",
                max(days) if days else None,
                tuple(_row(a) for a in acks),
                self._qr(document.number or "", revision.label),
            )

    def _qr(self, number: str, label: str) -> str:
        from isodesk.documents.check_code import short_file_id
        from isodesk.documents.qr_text import sign_sheet_text
        from isodesk.services.company import Companies

        file = short_file_id(Companies(self._desk).get().file_id)
        return sign_sheet_text(file, number, label)

    def person(self, person_id: int) -> bytes:
        """Everything somebody has read and has to read, newest first."""
        with self._desk.reading() as session:
            person = session.get_one(Person, person_id)
            name = person.title or ""
        acks = [a for a in Reading(self._desk).of_person(person_id) if a.open or a.done_on]
        acks.sort(key=lambda a: (a.done_on is not None, a.done_on or a.due_on or a.asked_on))
        numbers = self._documents([a.document_id for a in acks])
        rows = tuple((*numbers[a.document_id], a.label, *_days(a), a.note) for a in acks)
        heads = ("Number", "Title", "Rev", "Asked on", "Read by", "Read on", "Signed", "Note")
        table = Table(tuple(tr(h) for h in heads), rows)
        title = tr("Read and understood: {name}", name=name)
        return Sheets(self._desk).listing(title, tr("revisions"), table, len(rows))

    def _documents(self, ids: list[int]) -> dict[int, tuple[str, str]]:
        with self._desk.reading() as session:
            found = [session.get_one(Document, i) for i in dict.fromkeys(ids)]
            return {d.id: (d.number or "", d.title or "") for d in found}


def _row(ack: AckValue) -> SignRow:
    how = tr(HOW_WORDS[How(ack.how)]) if ack.how else ""
    return SignRow(ack.row, ack.name, ack.role, ack.done_on, how)


def _days(ack: AckValue) -> tuple[str, str, str, str]:
    done = paper_day(ack.done_on) or tr("open")
    how = tr(HOW_WORDS[How(ack.how)]) if ack.how else ""
    return paper_day(ack.asked_on), paper_day(ack.due_on), done, how
