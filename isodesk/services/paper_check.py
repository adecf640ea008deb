"""Is this paper current? The check code of any sheet, answered at once and offline."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from isodesk.core.dates import paper_day
from isodesk.core.spine import Company
from isodesk.documents import check_code, rules
from isodesk.documents.care_model import FilledForm
from isodesk.documents.filled import FormState
from isodesk.documents.model import Copy, Document, Print, Revision
from isodesk.documents.qr_text import SIGN_SHEET, QrFacts, read_qr
from isodesk.documents.values import CopyState, State
from isodesk.documents.verdict import Verdict, Word
from isodesk.i18n import tr
from isodesk.services.copy_values import facts_of
from isodesk.services.desk import Desk


class PaperCheck:
    """Codes typed, scanned or read from a picture, compared with the file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, text: str) -> Verdict:
        """Answer for a code or the text of a QR. Never raises for what was typed."""
        with self._desk.reading() as session:
            company = session.get_one(Company, 1)
            qr = read_qr(text)
            if qr is not None and qr.file != check_code.short_file_id(company.file_id):
                return Verdict(
                    Word.ANOTHER_FILE,
                    tr("This paper belongs to another file."),
                    tr(
                        "It was printed from file {file}. Open that file to check it.", file=qr.file
                    ),
                )
            if qr is not None and qr.kind == SIGN_SHEET:
                return _sign_sheet(session, qr)
            return self._answer(session, company, qr.code if qr is not None else text)

    def _answer(self, session: Session, company: Company, text: str) -> Verdict:
        typed = check_code.read(text)
        if typed.problem:
            return Verdict(Word.INCOMPLETE, tr("Not a whole code."), typed.problem)
        if not typed.holds:
            return _mistyped(session, company, text)
        made = session.scalars(select(Print).where(Print.serial == typed.serial)).first()
        if made is None:
            return Verdict(
                Word.UNKNOWN,
                tr("Unknown."),
                tr("The code is well typed, but this file never printed it. Do not use the paper."),
            )
        key = bytes.fromhex(company.code_key)
        if not check_code.genuine(key, text, facts_of(company, made)):
            return Verdict(
                Word.NOT_GENUINE,
                tr("Not genuine."),
                tr(
                    "The code is well typed, but not issued from this file. Take the paper away"
                    " and find out where it came from."
                ),
            )
        return _state_of(session, made, self._desk.today())


def _sign_sheet(session: Session, qr: QrFacts) -> Verdict:
    same = func.lower(Document.number) == qr.number.lower()
    document = session.scalars(select(Document).where(same)).first()
    paper = tr("{number}, revision {label}", number=qr.number, label=qr.revision)
    return Verdict(
        Word.REFERENCE,
        tr("A sign sheet, no copy."),
        paper + ". " + tr("Key it in on the Reading tab of the document."),
        document.id if document else None,
        paper=paper,
    )


def _mistyped(session: Session, company: Company, text: str) -> Verdict:
    key = bytes.fromhex(company.code_key)
    for candidate in check_code.corrections(text):
        serial = check_code.read(candidate).serial
        made = session.scalars(select(Print).where(Print.serial == serial)).first()
        if made is not None and check_code.genuine(key, candidate, facts_of(company, made)):
            return Verdict(
                Word.MISTYPED,
                tr("Mistyped."),
                tr("Did you mean {code}? Compare it with the paper.", code=candidate),
                did_you_mean=candidate,
            )
    return Verdict(
        Word.MISTYPED,
        tr("Mistyped."),
        tr("Two or more characters are wrong. Read the code from the paper once more."),
    )


def _state_of(session: Session, made: Print, today: date) -> Verdict:
    document = session.get_one(Document, made.document_id)
    revision = session.get_one(Revision, made.revision_id)
    paper = f"{document.number} {document.title}, " + tr("revision {label}", label=revision.label)
    if made.kind == "form":
        return _blank_state(session, document, revision, made, paper, today)
    copy = session.get(Copy, made.copy_id) if made.copy_id else None
    if copy is not None:
        paper += ", " + tr("copy {n}, {holder}", n=copy.n, holder=copy.holder)
        if copy.place:
            paper += f", {copy.place}"
        word, heading, sentence = _copy_state(session, document, revision, copy, today)
    else:
        word, heading, sentence = _print_state(session, document, revision, made, today)
    return Verdict(
        word, heading, f"{paper}. {sentence}", document.id, copy.id if copy else None, paper=paper
    )


def _blank_state(
    session: Session, document: Document, revision: Revision, made: Print, paper: str, today: date
) -> Verdict:
    """A blank of a form: may it be filled in, or is it back already?"""
    form = session.scalars(select(FilledForm).where(FilledForm.serial == made.serial)).first()
    if form is None or form.state == FormState.VOID:
        word, heading = Word.SHOULD_NOT_EXIST, tr("No. This blank is void.")
        sentence = (form.note or "") if form else tr("Its print was given up.")
    elif form.state == FormState.FILED:
        word, heading = Word.REFERENCE, tr("A filled form, brought back already.")
        day = paper_day(form.filled_on)
        sentence = tr("Filled in on {day}; the scan is kept with it.", day=day)
    elif _is_gone(session, document, revision, today):
        word, heading, sentence = _gone(session, document, revision, today)
    else:
        word, heading = Word.CURRENT, tr("Yes, a blank to be filled in.")
        sentence = tr("Bring it back when it is filled in.")
    number = form.number if form else document.number
    paper += f", {number}"
    return Verdict(word, heading, f"{paper}. {sentence}", document.id, None, paper=paper)


def _copy_state(
    session: Session, document: Document, revision: Revision, copy: Copy, today: date
) -> tuple[Word, str, str]:
    if copy.state in (CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST):
        said = {
            CopyState.RETURNED: tr("recorded as returned"),
            CopyState.DESTROYED: tr("recorded as destroyed"),
            CopyState.LOST: tr("recorded as lost"),
        }[CopyState(copy.state)]
        return (
            Word.SHOULD_NOT_EXIST,
            tr("No. This paper should not exist."),
            tr("It was {said} on {day}.", said=said, day=paper_day(copy.closed_on))
            + " "
            + _follower(session, document, revision, today),
        )
    if _is_gone(session, document, revision, today):
        return _gone(session, document, revision, today)
    if copy.state == CopyState.TO_RECALL:
        return (
            Word.RECALLED,
            tr("No. Take it off the wall."),
            tr(
                "It was recalled on {day}; the revision itself is in force.",
                day=paper_day(copy.recall_on),
            ),
        )
    return _open(revision, today)


def _open(revision: Revision, today: date) -> tuple[Word, str, str]:
    if _in_force(revision, today):
        return (
            Word.CURRENT,
            tr("Yes, current."),
            tr("In force since {day}.", day=paper_day(revision.effective_on)),
        )
    return (
        Word.NOT_YET,
        tr("Not yet in force."),
        tr("It comes into force on {day}.", day=paper_day(revision.effective_on)),
    )


def _in_force(revision: Revision, today: date) -> bool:
    issued = revision.issued_at is not None
    return rules.in_force(State(revision.state), issued, revision.effective_on, today)


def _current(session: Session, document: Document, today: date) -> Revision | None:
    """The revision in force today; one whose day has come counts before it is put in force."""
    open_ones = session.scalars(
        select(Revision)
        .where(Revision.parent_id == document.id, Revision.closed.is_(None))
        .order_by(Revision.ordinal.desc())
    )
    return next((r for r in open_ones if _in_force(r, today)), None)


def _is_gone(session: Session, document: Document, revision: Revision, today: date) -> bool:
    if revision.state in (State.SUPERSEDED, State.WITHDRAWN):
        return True
    current = _current(session, document, today)
    return current is not None and current.ordinal > revision.ordinal


def _gone(
    session: Session, document: Document, revision: Revision, today: date
) -> tuple[Word, str, str]:
    current = _current(session, document, today)
    day = paper_day(revision.superseded_on or (current.effective_on if current else None))
    if revision.state == State.WITHDRAWN:
        return (
            Word.WITHDRAWN,
            tr("No. Take it off the wall."),
            tr("The document was withdrawn on {day}.", day=day),
        )
    return (
        Word.SUPERSEDED,
        tr("No. Take it off the wall."),
        tr("Superseded on {day}.", day=day) + " " + _follower(session, document, revision, today),
    )


def _follower(session: Session, document: Document, revision: Revision, today: date) -> str:
    current = _current(session, document, today)
    if current is None:
        return tr("The document is no longer in use.")
    if current.id == revision.id:
        return ""
    return tr(
        "Revision {label} is in force since {day}.",
        label=current.label,
        day=paper_day(current.effective_on),
    )


def _print_state(
    session: Session, document: Document, revision: Revision, made: Print, today: date
) -> tuple[Word, str, str]:
    day = paper_day(made.on_day)
    if made.kind == "draft":
        return (
            Word.DRAFT,
            tr("No. This is a draft."),
            tr("Printed on {day}; a draft is not for use.", day=day),
        )
    if made.kind in ("superseded", "obsolete"):
        return (
            Word.REFERENCE,
            tr("No. For reference only."),
            tr("Printed on {day} and stamped so.", day=day)
            + " "
            + _follower(session, document, revision, today),
        )
    if made.on_day != today:
        return (
            Word.VALID_THAT_DAY,
            tr("No longer valid."),
            tr("An uncontrolled print, valid on {day} only.", day=day),
        )
    if _is_gone(session, document, revision, today):
        return _gone(session, document, revision, today)
    return Word.CURRENT, tr("Yes, today."), tr("An uncontrolled print, valid on {day}.", day=day)
