"""Stamped prints: controlled copies, uncontrolled ones, drafts, and what is kept for reference."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.names import safe_name
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import Company
from isodesk.core.whole import write_whole
from isodesk.documents import check_code
from isodesk.documents.model import Copy, Document, Print, Revision
from isodesk.documents.qr_text import QrFacts, qr_text
from isodesk.documents.values import LAID_OUT, Content, CopyState, State
from isodesk.i18n import tr
from isodesk.printing.stamp_facts import Kind, Placing, Stamp
from isodesk.services.content import Contents
from isodesk.services.copy_values import code_of
from isodesk.services.desk import Desk
from isodesk.services.sheets import Sheets
from isodesk.services.stamping import stamp_all
from isodesk.services.writing import writing_to
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class Sheet:
    """One stamped set of pages, ready for a printer or a file."""

    name: str
    title: str
    pdf: bytes
    pages: int
    copy_id: int | None = None
    notes: tuple[str, ...] = ()


class Prints:
    """What goes to the printer with a stamp on every page."""

    def __init__(self, desk: Desk, contents: Contents) -> None:
        self._desk = desk
        self._contents = contents

    def copies(
        self, ids: Sequence[int], progress: Progress = silent, *, control_sheet: bool = False
    ) -> tuple[Sheet, ...]:
        """Controlled copies, stamped; the same call after a jam gives the same bytes.

        With `control_sheet` the document control sheet stands in front, stamped too.
        Raises Refused when a page cannot be stamped.
        """
        by_revision: dict[int, list[int]] = {}
        with self._desk.reading() as session:
            for copy_id in ids:
                copy = session.get_one(Copy, copy_id)
                by_revision.setdefault(copy.revision_id, []).append(copy_id)
        sheets: list[Sheet] = []
        for revision_id, copy_ids in by_revision.items():
            sheets += self._copies_of(revision_id, copy_ids, progress, control_sheet)
        return tuple(sheets)

    def _copies_of(
        self, revision_id: int, ids: Sequence[int], progress: Progress, control_sheet: bool
    ) -> list[Sheet]:
        with self._desk.reading() as session:
            company = session.get_one(Company, 1)
            copies = [session.get_one(Copy, i) for i in ids]
            stamps = [_copy_stamp(session, company, c) for c in copies]
            content = session.get_one(Revision, revision_id).content
        master = self._contents.master(revision_id)
        placing = placing_of(content)
        progress(0, len(ids), tr("Stamping"))
        stamped = stamp_all(self._desk.reader, master, placing, stamps, progress)
        fronts = (
            self._fronts(copies[0].parent_id or 0, revision_id, stamps, progress)
            if control_sheet
            else [b""] * len(ids)
        )
        sheets = []
        for copy, stamp, front, done in zip(copies, stamps, fronts, stamped, strict=True):
            name = f"{stamp.number} r{stamp.revision} copy {copy.n} {copy.holder}"
            pdf = joined(front, done.pdf) if front else done.pdf
            sheets.append(
                Sheet(
                    safe_name(name) + ".pdf",
                    f"{stamp.number} {stamp.title}",
                    pdf,
                    done.pages,
                    copy.id,
                    done.notes,
                )
            )
        return sheets

    def _fronts(
        self, document_id: int, revision_id: int, stamps: list[Stamp], progress: Progress
    ) -> list[bytes]:
        sheet = Sheets(self._desk).control_sheet(document_id, revision_id, strip=True)
        return [
            s.pdf for s in stamp_all(self._desk.reader, sheet, Placing.RESERVED, stamps, progress)
        ]

    def uncontrolled(self, revision_id: int, purpose: str, progress: Progress = silent) -> Sheet:
        """A print for today only, logged with its purpose. Raises Refused without one."""
        if not purpose.strip():
            raise Refused([Problem("purpose", "Say what the print is for; it is logged.")])
        if self._state(revision_id) != State.EFFECTIVE:
            raise Refused("Only a revision in force prints uncontrolled; print it as what it is.")
        return self._logged(revision_id, "uncontrolled", purpose.strip(), progress)

    def marked(self, revision_id: int, progress: Progress = silent) -> Sheet:
        """A draft, superseded or obsolete revision, stamped as what it is."""
        state = self._state(revision_id)
        kind = {State.SUPERSEDED: "superseded", State.WITHDRAWN: "obsolete"}.get(state, "draft")
        if state == State.EFFECTIVE:
            raise Refused("A revision in force prints as a controlled copy or uncontrolled.")
        return self._logged(revision_id, kind, "", progress)

    def _state(self, revision_id: int) -> State:
        with self._desk.reading() as session:
            return State(session.get_one(Revision, revision_id).state)

    def _logged(self, revision_id: int, kind: str, purpose: str, progress: Progress) -> Sheet:
        master = self._contents.pages_of(revision_id)
        digest = self._contents.digest(master)
        # in three steps: stamping may take long, and a refused print is not entered
        with self._desk.unit("A serial for a print") as unit:
            made = entry(unit, revision_id, kind, purpose, digest)
            revision = unit.session.get_one(Revision, revision_id)
            document = unit.session.get_one(Document, revision.parent_id)
            stamp = _print_stamp(unit.session, unit.company(), document, revision, made)
        placing = placing_of(revision.content)
        done = stamp_all(self._desk.reader, master, placing, [stamp], progress)[0]
        with self._desk.unit(purpose or f"Printed as {kind}") as unit:
            unit.session.add(made)
            unit.also = frozenset({"print"})
        name = safe_name(f"{document.number} r{revision.label} {kind} {made.on_day.isoformat()}")
        title = f"{document.number} {document.title}"
        return Sheet(name + ".pdf", title, done.pdf, done.pages, None, done.notes)

    def write_copies(
        self, ids: Sequence[int], folder: Path, progress: Progress = silent
    ) -> tuple[Path, ...]:
        """Controlled copies as PDF files in a folder."""
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            return tuple(write_into(folder, s.name, s.pdf) for s in self.copies(ids, progress))

    def write_slips(self, ids: Sequence[int], folder: Path) -> Path:
        """The recall slips as a PDF file in a folder."""
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            return write_into(folder, "Recall slips.pdf", Sheets(self._desk).recall_slips(ids))


def log(unit: Unit, revision_id: int, kind: str, purpose: str, sha256: str = "") -> Print:
    """Enter a print of one day, inside a running unit; `sha256` "" is the revision's master."""
    made = entry(unit, revision_id, kind, purpose, sha256)
    unit.session.add(made)
    unit.session.flush()
    unit.also = frozenset({"print"})
    return made


def entry(unit: Unit, revision_id: int, kind: str, purpose: str, sha256: str = "") -> Print:
    """What `log` would enter, with its serial, which is spent; nothing else is written yet."""
    revision = unit.session.get_one(Revision, revision_id)
    assert revision.parent_id is not None
    return Print(
        serial=unit.next("print"),
        kind=kind,
        document_id=revision.parent_id,
        revision_id=revision.id,
        copy_n=0,
        on_day=unit.now.date(),
        purpose=purpose or None,
        master_sha256=sha256 or revision.master_sha256 or "",
        head=unit.head(),
    )


def placing_of(content: Content | None) -> Placing:
    """How pages are placed: written ones keep the strip empty, brought-in ones are fitted."""
    return Placing.RESERVED if content in LAID_OUT else Placing.FIT


def _copy_stamp(session: Session, company: Company, copy: Copy) -> Stamp:
    revision = session.get_one(Revision, copy.revision_id)
    made = session.scalars(select(Print).where(Print.serial == copy.serial)).one()
    code = code_of(company, made)
    if revision.state in (State.SUPERSEDED, State.WITHDRAWN):
        raise Refused(
            f"Copy {copy.n} is of revision {revision.label}, which is no longer in force."
            " Recall it instead of printing it."
        )
    if copy.state not in (CopyState.TO_PRINT, CopyState.OUT):
        raise Refused(
            f"Copy {copy.n} is recalled or closed, so it is not printed again. Give out a new one."
        )
    return Stamp(
        kind=Kind.CONTROLLED,
        number=copy.number or "",
        revision=revision.label,
        title=copy.title or "",
        on=copy.issued_on,
        copy=copy.n,
        of=copy.of,
        holder=copy.holder,
        place=copy.place or "",
        code=code,
        qr=_qr(company, copy.number or "", revision.label, made, code, copy.of),
        colour=company.colour,
        head=made.head or "",
    )


def _print_stamp(
    session: Session, company: Company, document: Document, revision: Revision, made: Print
) -> Stamp:
    code = code_of(company, made)
    current = session.get(Revision, document.in_force_id or 0)
    replaced = current.label if current is not None and current.id != revision.id else ""
    return Stamp(
        kind=Kind(made.kind),
        number=document.number or "",
        revision=revision.label,
        title=document.title or "",
        on=revision.issued_at.date() if revision.issued_at else None,
        ended=revision.superseded_on,
        code=code,
        qr=_qr(company, document.number or "", revision.label, made, code),
        valid_on=made.on_day if made.kind == "uncontrolled" else None,
        replaced_by=replaced if made.kind == "superseded" else "",
        holder=made.purpose or "",
        colour=company.colour,
        head=made.head or "",
    )


def _qr(
    company: Company, number: str, label: str, made: Print, code: str, of: int | None = None
) -> str:
    file = check_code.short_file_id(company.file_id)
    n = made.copy_n if of is not None else None
    return qr_text(QrFacts(file, number, label, n, of, made.kind, made.on_day, code))


def joined(first: bytes, second: bytes) -> bytes:
    """Two stamped PDFs as one; both are our own, so nothing foreign is parsed here."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(first)) as one, pikepdf.open(io.BytesIO(second)) as two:
        one.pages.extend(two.pages)
        out = io.BytesIO()
        one.save(out, deterministic_id=True)
        return out.getvalue()


def joined_all(pdfs: Sequence[bytes]) -> bytes:
    """Stamped PDFs one behind the other, all our own."""
    import io

    import pikepdf

    if len(pdfs) == 1:
        return pdfs[0]
    whole = pikepdf.new()
    for pdf in pdfs:
        with pikepdf.open(io.BytesIO(pdf)) as one:
            whole.pages.extend(one.pages)
    out = io.BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def write_into(folder: Path, name: str, content: bytes) -> Path:
    """Write a file under a name that is free in the folder; answers where."""
    stem, suffix = Path(name).stem, Path(name).suffix
    path, n = folder / name, 2
    while path.exists():
        path, n = folder / f"{stem} ({n}){suffix}", n + 1
    write_whole(path, content)
    return path
