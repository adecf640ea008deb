"""Forms: blanks with a number each, and the filled ones that come back as records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from isodesk.core.names import name_of, safe_name
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import Attachment, Company, File
from isodesk.documents.care_model import FilledForm
from isodesk.documents.filled import MOST, FilledValue, FormState, blank_number
from isodesk.documents.model import Document, DocumentType, Print, Revision
from isodesk.documents.values import State
from isodesk.i18n import tr
from isodesk.intake import pages
from isodesk.intake.kinds import PICTURES, Kind
from isodesk.printing import stamp_facts
from isodesk.printing.stamp_facts import Stamp
from isodesk.services.company import is_to_fill
from isodesk.services.content import MEDIA, Contents
from isodesk.services.copy_values import code_of
from isodesk.services.desk import Desk
from isodesk.services.form_codes import form_qr
from isodesk.services.prints import Sheet, joined_all, placing_of
from isodesk.services.retaining import retain
from isodesk.services.stamping import stamp_all
from isodesk.store import files
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class Scan:
    """A scan or photo of a filled form, read and found to be one."""

    name: str
    content: bytes
    media: str


class Forms:
    """Blanks and filled forms of the open file."""

    def __init__(self, desk: Desk, contents: Contents) -> None:
        self._desk = desk
        self._contents = contents

    def why_no_blanks(self, document_id: int) -> str:
        """Why a document prints no blanks now; "" when it does."""
        with self._desk.reading() as session:
            document = session.get_one(Document, document_id)
            kind = session.get(DocumentType, document.type_id) if document.type_id else None
            if kind is None or not is_to_fill(kind):
                return tr("Only forms are printed blank. Its type is not one.")
            if document.in_force_id is None:
                return tr("Only a form in force is printed blank. Issue it first.")
            return ""

    def in_force(self) -> tuple[tuple[int, str], ...]:
        """(id, number and title) of the forms that print blank now."""
        rows = self._desk.file.reader().execute(
            "SELECT r.id, coalesce(r.number, '') || ' ' || coalesce(r.title, '') FROM document d"
            " JOIN record r ON r.id = d.id JOIN document_type t ON t.id = d.type_id"
            " WHERE d.in_force_id IS NOT NULL AND coalesce(t.to_fill, t.key = 'form')"
            " ORDER BY r.sort_number"
        )
        return tuple((int(row[0]), str(row[1])) for row in rows.fetchall())

    def print_blanks(
        self, document_id: int, count: int, given_to: str = "", progress: Progress = silent
    ) -> tuple[tuple[int, ...], Sheet]:
        """New blanks, numbered on from the last, as one PDF; answers their ids with it. A
        refused print keeps nothing but the numbers, which are not given again. Raises
        Refused for what is no form in force or for too many."""
        why = self.why_no_blanks(document_id)
        if why:
            raise Refused(why)
        if not 1 <= count <= MOST:
            raise Refused([Problem("count", f"Between 1 and {MOST} blanks at a time.")])
        with self._desk.unit("Numbers for blanks") as unit:
            made = [_blank(unit, document_id, given_to) for _ in range(count)]
            stamps = [_stamp(unit.session, form, log) for form, log in made]
            revision = unit.session.get_one(Revision, made[0][0].revision_id)
        sheet = self._stamped(revision, stamps, progress)
        with self._desk.unit(tr("{n} blanks printed", n=count)) as unit:
            unit.session.add_all(form for form, _ in made)
            unit.session.flush()
            unit.session.add_all(log for _, log in made)
            unit.also |= {"print"}
        return tuple(form.id for form, _ in made), sheet

    def print_again(self, ids: Sequence[int], progress: Progress = silent) -> Sheet:
        """The same blanks once more, as after a jam: the same bytes. Raises Refused for one
        that is filed or void, or whose revision is no longer in force."""
        with self._desk.reading() as session:
            forms = [session.get_one(FilledForm, i) for i in ids]
            for form in forms:
                _check_again(session, form)
            stamps = [_stamp(session, form, _log_of(session, form)) for form in forms]
            revision = session.get_one(Revision, forms[0].revision_id)
        return self._stamped(revision, stamps, progress)

    def _stamped(self, revision: Revision, stamps: list[Stamp], progress: Progress) -> Sheet:
        master = self._contents.master(revision.id)
        placing = placing_of(revision.content)
        done = stamp_all(self._desk.reader, master, placing, stamps, progress)
        pdf = joined_all([each.pdf for each in done])
        first, last = stamps[0], stamps[-1]
        span = f"{first.copy:04}" if first is last else f"{first.copy:04} to {last.copy:04}"
        name = safe_name(f"{first.number} r{first.revision} blanks {span}") + ".pdf"
        title = f"{first.number} {first.title}"
        notes = tuple(dict.fromkeys(note for each in done for note in each.notes))
        return Sheet(name, title, pdf, sum(each.pages for each in done), None, notes)

    def get(self, form_id: int) -> FilledValue:
        """A blank or filled form."""
        with self._desk.reading() as session:
            return _value(session, session.get_one(FilledForm, form_id))

    def of_document(self, document_id: int) -> tuple[FilledValue, ...]:
        """All of a form, newest first."""
        with self._desk.reading() as session:
            rows = session.scalars(
                select(FilledForm)
                .where(FilledForm.parent_id == document_id)
                .order_by(FilledForm.n.desc())
            )
            return tuple(_value(session, row) for row in rows)

    def by_number(self, number: str) -> int | None:
        """The blank with this number, as `F-01-0042` or `f-01-42`; None for none."""
        form, _, n = number.strip().rpartition("-")
        if not n.isdecimal():
            return None
        with self._desk.reading() as session:
            same = func.lower(Document.number) == form.lower()
            document = session.scalar(select(Document.id).where(same))
            wanted = (FilledForm.parent_id == document) & (FilledForm.n == int(n))
            return session.scalar(select(FilledForm.id).where(wanted))

    def read_scan(self, path: Path, progress: Progress = silent) -> Scan:
        """A scan or photo as it will be kept. Raises Refused for what is neither a PDF nor a
        picture, or cannot be read."""
        content, look = self._contents.look(path, progress)
        kind = Kind(look.kind)
        if kind != Kind.PDF and kind not in PICTURES:
            raise Refused(f"{path.name} is neither a scan nor a photo. Choose a PDF or a picture.")
        media = MEDIA.get(kind, f"image/{kind.value}")
        return Scan(name_of(path), content, media)

    def scan_pages(self, file_id: int, progress: Progress = silent) -> bytes:
        """A kept scan as a PDF to look at. Raises Refused when it is damaged or disposed of."""
        with self._desk.reading() as session:
            content, file = files.read(session, file_id), session.get_one(File, file_id)
        if file.media == MEDIA[Kind.PDF]:
            return content
        return pages.picture_pdf(self._desk.reader, content, progress)

    def bring_back(
        self, form_id: int, scan: Scan | None, filled_on: date, filled_by: str, note: str = ""
    ) -> None:
        """A filled form is a record from now on. Raises Refused for a day to come or before it
        was printed, for one that is back already or void, and without the scan."""
        with self._desk.unit("Filled form brought back") as unit:
            form = unit.session.get_one(FilledForm, form_id)
            problems = _unfit(form, filled_on, unit)
            if scan is None:
                problems.append(Problem("scan", "Choose the scan or photo of the filled form."))
            if problems:
                raise Refused(problems)
            assert scan is not None
            file_id = files.keep(unit.session, scan.content, scan.media)
            unit.session.add(Attachment(record_id=form.id, file_id=file_id, name=scan.name))
            form.filled_on, form.filled_by = filled_on, filled_by.strip() or None
            form.note = note.strip() or form.note
            _close(unit, form, FormState.FILED)
            unit.also |= {"attachment"}

    def void(self, ids: Sequence[int], reason: str) -> None:
        """Blanks that will not come back: spoilt, lost, not needed. Raises Refused without a
        reason, or for one that is filed."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why: spoilt, lost, not needed.")])
        with self._desk.unit(reason.strip()) as unit:
            for form_id in ids:
                form = unit.session.get_one(FilledForm, form_id)
                if form.state != FormState.BLANK:
                    raise Refused(f"{form.number} is {form.state} already.")
                form.note = reason.strip()
                _close(unit, form, FormState.VOID)


def _blank(unit: Unit, document_id: int, given_to: str) -> tuple[FilledForm, Print]:
    """A blank and its print, numbered; not yet entered."""
    document = unit.session.get_one(Document, document_id)
    revision = unit.session.get_one(Revision, document.in_force_id or 0)
    n, serial = unit.next(f"blank:{document.id}"), unit.next("print")
    form = FilledForm(
        parent_id=document.id,
        revision_id=revision.id,
        number=blank_number(document.number or "", n),
        title=document.title,
        systems=document.systems,
        state=FormState.BLANK,
        n=n,
        serial=serial,
        printed_on=unit.now.date(),
        given_to=given_to.strip() or None,
    )
    log = Print(
        serial=serial,
        kind=stamp_facts.Kind.FORM.value,
        document_id=document.id,
        revision_id=revision.id,
        copy_n=n,
        on_day=unit.now.date(),
        purpose=form.given_to,
        master_sha256=revision.master_sha256 or "",
        head=unit.head(),
    )
    return form, log


def _log_of(session: Session, form: FilledForm) -> Print:
    return session.scalars(select(Print).where(Print.serial == form.serial)).one()


def _stamp(session: Session, form: FilledForm, log: Print) -> Stamp:
    company = session.get_one(Company, 1)
    document = session.get_one(Document, form.parent_id)
    revision = session.get_one(Revision, form.revision_id)
    code = code_of(company, log)
    return Stamp(
        kind=stamp_facts.Kind.FORM,
        number=document.number or "",
        revision=revision.label,
        title=document.title or "",
        on=form.printed_on,
        copy=form.n,
        holder=form.given_to or "",
        code=code,
        qr=form_qr(company, document.number or "", revision.label, log, code),
        colour=company.colour,
        head=log.head or "",
    )


def _check_again(session: Session, form: FilledForm) -> None:
    if form.state != FormState.BLANK:
        raise Refused(f"{form.number} is {form.state}; print a new blank.")
    revision = session.get_one(Revision, form.revision_id)
    if revision.state != State.EFFECTIVE:
        raise Refused(
            f"{form.number} is of revision {revision.label}, which is no longer in force."
            " Void it and print a new blank."
        )


def _unfit(form: FilledForm, filled_on: date, unit: Unit) -> list[Problem]:
    if form.state != FormState.BLANK:
        return [Problem("number", f"{form.number} is {form.state} already.")]
    early = form.printed_on is not None and filled_on < form.printed_on
    checks = (
        (filled_on > unit.now.date(), "The day is in the future."),
        (early, f"This blank was printed on {form.printed_on}; it was not filled before."),
    )
    return [Problem("filled_on", sentence) for wrong, sentence in checks if wrong]


def _close(unit: Unit, form: FilledForm, state: FormState) -> None:
    form.state, form.closed = state, unit.now
    unit.session.flush()
    retain(unit, unit.session.get_one(Document, form.parent_id))


def _value(session: Session, row: FilledForm) -> FilledValue:
    revision = session.get(Revision, row.revision_id or 0)
    attached = session.execute(
        select(File.id, Attachment.name)
        .join(Attachment, Attachment.file_id == File.id)
        .where(Attachment.record_id == row.id, Attachment.ended.is_(None))
        .order_by(Attachment.id)
    )
    code = code_of(session.get_one(Company, 1), _log_of(session, row))
    return FilledValue(
        row.id,
        row.parent_id or 0,
        row.revision_id,
        row.number or "",
        row.title or "",
        revision.label if revision else "",
        row.n,
        FormState(row.state),
        row.printed_on,
        row.given_to or "",
        row.filled_on,
        row.filled_by or "",
        row.note or "",
        row.retain_until,
        code,
        tuple((file_id, name) for file_id, name in attached),
    )
