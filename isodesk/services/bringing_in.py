"""Bring in what exists: files become proposals, the officer corrects, one transaction applies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path, PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.spine import File
from isodesk.documents import rules
from isodesk.documents.model import Document, DocumentType, Revision
from isodesk.documents.values import LAID_OUT, NewDocument, State, Systems
from isodesk.i18n import tr
from isodesk.services.content import Brought, Contents, put
from isodesk.services.desk import Desk
from isodesk.services.documents import (
    add,
    labels_of,
    new_revision,
    newest_revision,
)
from isodesk.services.due_dates import write_due
from isodesk.store.unit import Unit


class Verdict(Enum):
    """What applying would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True)
class Row:
    """One file of the table; the officer corrects number to in_force.

    `why` says in a sentence what the verdict rests on; `take` is the tick box.
    """

    path: Path
    sha256: str
    number: str = ""
    title: str = ""
    type_id: int | None = None
    label: str = ""
    on: date | None = None
    in_force: bool = False
    take: bool = True
    verdict: Verdict = Verdict.NEW
    why: str = ""
    document_id: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        return self.verdict is Verdict.REFUSED


@dataclass(frozen=True)
class Applied:
    """How many documents were made, got a new draft, or were left out; and which."""

    new: int
    changed: int
    left: int
    documents: tuple[int, ...]
    refused: tuple[tuple[str, str], ...]
    losses: tuple[tuple[str, str], ...] = ()
    """(file, sentence) for what could not be carried of Word files that became text."""


class BringingIn:
    """Dropped files and folders into documents."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._contents = Contents(desk)

    def survey(self, paths: Sequence[Path], progress: Progress = silent) -> tuple[Row, ...]:
        """Every file below the paths with its proposal; one that cannot be read has its reason
        and stops nothing. Nothing is written."""
        from isodesk.intake.survey import gather, survey

        with self._desk.reading() as session:
            kinds = session.scalars(select(DocumentType).order_by(DocumentType.position)).all()
            prefixes = {k.prefix: k.key for k in kinds}
            ids = {k.key: k.id for k in kinds}
        rows = []
        for found in survey(gather(paths), self._desk.reader, prefixes, progress):
            if found.refused:
                rows.append(
                    Row(
                        found.path,
                        found.sha256,
                        verdict=Verdict.REFUSED,
                        why=found.refused,
                        take=False,
                    )
                )
                continue
            proposal = found.proposal
            rows.append(
                Row(
                    found.path,
                    found.sha256,
                    proposal.number,
                    proposal.title or PurePath(found.name).stem,
                    ids.get(proposal.type_key or ""),
                    proposal.revision,
                    proposal.date,
                    notes=found.notes,
                )
            )
        return self.judge(tuple(rows))

    def judge(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """New, changed or duplicate, after each correction. Of twins the one that has a number
        counts, then the first."""
        with self._desk.reading() as session:
            seen: dict[str, str] = {}
            judged = list(rows)
            for n in sorted(range(len(rows)), key=lambda n: not rows[n].number):
                if not rows[n].refused:
                    judged[n] = _judged(session, rows[n], seen)
                    _see(judged[n], seen)
            return tuple(judged)

    def apply(
        self, rows: Sequence[Row], progress: Progress = silent, as_text: bool = False
    ) -> Applied:
        """Make the PDFs first, then write all ticked rows in one transaction. A file that fails
        now is left out with its reason. With `as_text` Word files become written text."""
        wanted = [r for r in rows if r.take and r.verdict in (Verdict.NEW, Verdict.CHANGED)]
        read: list[tuple[Row, Brought]] = []
        refused = [(name_of(r.path), r.why) for r in rows if r.refused]
        for n, row in enumerate(wanted):
            progress(n, len(wanted), tr("Bringing in {name}", name=name_of(row.path)))
            try:
                brought = self._contents.take(row.path, progress, as_text)
                _check_in_force(row, brought)
                read.append((row, brought))
            except Refused as problem:
                refused.append((name_of(row.path), str(problem)))
        made = self._write(read, progress) if read else ()
        changed = sum(1 for row, _ in read if row.document_id)
        left = len(rows) - len(read)
        losses = tuple(
            (name_of(row.path), loss) for row, b in read if b.written for loss in b.written.losses
        )
        return Applied(len(made) - changed, changed, left, made, tuple(refused), losses)

    def _write(self, read: list[tuple[Row, Brought]], progress: Progress) -> tuple[int, ...]:
        made = []
        with self._desk.unit(tr("Brought in {n} files", n=len(read))) as unit:
            for n, (row, brought) in enumerate(read):
                progress(n, len(read), tr("Writing"))
                document, revision = _write_row(unit, row, brought, self._desk.actor.person_id)
                if row.in_force and row.document_id is None:
                    self._contents.freeze(
                        unit, revision, self._contents.pages_in(unit.session, revision)
                    )
                    _already_in_force(unit, document, revision, row.on)
                made.append(document.id)
            unit.also = frozenset({"document"})
        return tuple(made)


def _see(row: Row, seen: dict[str, str]) -> None:
    if row.take:
        seen.setdefault(row.sha256, name_of(row.path))
        if row.number:
            seen.setdefault(f"number {row.number.casefold()}", name_of(row.path))


def _judged(session: Session, row: Row, seen: dict[str, str]) -> Row:
    take = row.take or row.verdict is Verdict.DUPLICATE  # no twin any more: ticked again
    row = replace(row, verdict=Verdict.NEW, why="", document_id=None, take=take)
    twin = _owner_of(session, row.sha256)
    if twin is not None:
        return replace(
            row,
            verdict=Verdict.DUPLICATE,
            take=False,
            why=tr("The same file is already in {number}.", number=twin),
        )
    if row.sha256 in seen:
        return replace(
            row,
            verdict=Verdict.DUPLICATE,
            take=False,
            why=tr("The same file as {name}.", name=seen[row.sha256]),
        )
    same = seen.get(f"number {row.number.casefold()}") if row.number else None
    if same:
        return replace(
            row,
            verdict=Verdict.DUPLICATE,
            take=False,
            why=tr("{name} has this number too; give one of them another.", name=same),
        )
    known = _document(session, row.number)
    if known is None:
        why = "" if row.type_id else tr("Choose a type.")
        return replace(row, why=why)
    return _change_of(session, row, known)


def _change_of(session: Session, row: Row, known: Document) -> Row:
    if known.closed or known.state in (State.IN_REVIEW, State.APPROVED):
        return replace(
            row,
            verdict=Verdict.DUPLICATE,
            take=False,
            why=tr(
                "{number} is withdrawn or being approved; finish that first.", number=known.number
            ),
        )
    newest = newest_revision(session, known.id)
    draft = newest is not None and newest.state == State.DRAFT
    why = (
        tr("Replaces the draft of {number}.", number=known.number)
        if draft
        else tr("Becomes the next revision of {number}.", number=known.number)
    )
    # the next revision of a document takes its way through approval
    return replace(row, verdict=Verdict.CHANGED, document_id=known.id, why=why, in_force=False)


def _owner_of(session: Session, sha256: str) -> str | None:
    row = session.execute(
        select(Revision.number, Revision.source_name, Revision.original_name)
        .join(File, (File.id == Revision.source_id) | (File.id == Revision.original_id))
        .where(File.hash == sha256)
        .limit(1)
    ).first()
    return next(filter(None, row), "") if row else None


def _document(session: Session, number: str) -> Document | None:
    if not number:
        return None
    return session.scalars(
        select(Document).where((Document.number == number) | (Document.legacy == number)).limit(1)
    ).first()


def _check_in_force(row: Row, brought: Brought) -> None:
    if row.type_id is None and row.document_id is None:
        raise Refused(tr("Choose a type for it first."))
    if row.in_force and brought.pdf is None and brought.content not in LAID_OUT:
        raise Refused(
            tr("It has no PDF, so it cannot come in as in force. Bring it in as a draft.")
        )


def _write_row(
    unit: Unit, row: Row, brought: Brought, author: int | None
) -> tuple[Document, Revision]:
    session = unit.session
    if row.document_id is None:
        assert row.type_id is not None
        document_id = add(
            unit,
            NewDocument(
                title=row.title.strip() or PurePath(name_of(row.path)).stem,
                type_id=row.type_id,
                number=row.number,
                label=row.label,
                systems=Systems(unit.company().systems),
                owner_id=author,
                author_id=author,
                effective_on=row.on if row.in_force else None,
            ),
        )
        document = session.get_one(Document, document_id)
        revision = newest_revision(session, document_id)
    else:
        document = session.get_one(Document, row.document_id)
        revision = newest_revision(session, document.id)
        if revision is None or revision.state != State.DRAFT:
            revision = _next_draft(unit, document, revision, row)
    assert revision is not None
    put(unit, revision, brought)
    return document, revision


def _next_draft(unit: Unit, document: Document, newest: Revision | None, row: Row) -> Revision:
    kind = unit.session.get(DocumentType, document.type_id)
    former = newest.label if newest else ""
    label = row.label.strip()
    if not label or label in labels_of(unit.session, document.id):
        label = rules.next_label(former, bool(kind and kind.letters))
    revision = new_revision(unit, document, label, (newest.ordinal if newest else 0) + 1)
    revision.author_id = newest.author_id if newest else None
    return revision


def _already_in_force(unit: Unit, document: Document, revision: Revision, on: date | None) -> None:
    """In force on paper before it came here: no signatures are invented, and it says so."""
    day = min(on or unit.now.date(), unit.now.date())
    revision.effective_on, revision.approved_at, revision.issued_at = day, unit.now, unit.now
    revision.notes = "\n".join(
        filter(None, (revision.notes, tr("In force before it was brought into isodesk.")))
    )
    revision.state = document.state = State.EFFECTIVE
    document.in_force_id, document.in_force_on = revision.id, day
    document.next_review_on = rules.next_review(day, document.review_months)
    write_due(unit, document)
