"""Change requests: what is asked for, what it touches, what was decided, and when it is done."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.numbering import next_number
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.documents.care_model import ChangeRequest, ChangeTouch
from isodesk.documents.care_rules import change_steps
from isodesk.documents.care_values import (
    AskedBy,
    ChangeState,
    ChangeValue,
    NewChange,
    TouchValue,
)
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import State, Systems
from isodesk.i18n import tr
from isodesk.services.change_ticks import finish, touches_of, write_change_due
from isodesk.services.desk import Desk
from isodesk.services.documents import revise
from isodesk.services.review_asks import ask
from isodesk.store.unit import Unit

MASK = "CR-{year}-{seq:03}"
_FIELDS = frozenset(
    ("title", "reason", "source", "asked_by_id", "asked_on", "wanted_by", "owner_id", "systems")
)


class Changes:
    """Change requests of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, request_id: int) -> ChangeValue:
        """A request with the documents it touches."""
        with self._desk.reading() as session:
            return change_value(session, session.get_one(ChangeRequest, request_id))

    def new(self, new: NewChange) -> int:
        """Make a request; answers its id. Raises Refused without a title or a reason."""
        with self._desk.unit() as unit:
            return add(unit, new)

    def change(self, request_id: int, **values: Any) -> None:
        """Save fields as they were typed. Raises Refused once the request is closed."""
        unknown = values.keys() - _FIELDS
        assert not unknown, unknown
        with self._desk.unit() as unit:
            request = unit.session.get_one(ChangeRequest, request_id)
            if "title" in values and not (values["title"] or "").strip():
                raise Refused([Problem("title", _NO_TITLE)])
            for name, value in values.items():
                setattr(request, name, value if value != "" else None)
            if not request.closed:  # a closed one is refused by its guard
                write_change_due(unit, request)

    def touch(self, request_id: int, ids: Sequence[int]) -> int:
        """More documents that it touches; answers how many were not there yet."""
        with self._desk.unit() as unit:
            request = _open(unit, request_id)
            added = _touch(unit, request, ids)
            unit.also |= {"change_request"}
            return added

    def say_what(self, touch_id: int, what: str) -> None:
        """What changes in one of its documents."""
        with self._desk.unit() as unit:
            touch = unit.session.get_one(ChangeTouch, touch_id)
            _open(unit, touch.request_id)
            touch.what = what.strip() or None
            unit.also |= {"change_request"}

    def take_off(self, touch_id: int) -> None:
        """A document that need not change after all. An accepted request whose other documents
        are done is done then. Raises Refused for the only document of an accepted one."""
        with self._desk.unit() as unit:
            touch = unit.session.get_one(ChangeTouch, touch_id)
            request = _open(unit, touch.request_id)
            if touch.done_on:
                raise Refused("It is done already; it stays with the request.")
            if request.state == ChangeState.ACCEPTED and len(_touches(unit, request)) == 1:
                raise Refused("It is the only document left. Make the request void instead.")
            touch.ended = unit.now
            unit.session.flush()
            finish(unit, request)
            unit.also |= {"change_request"}

    def accept(self, request_id: int, person_id: int, note: str = "") -> None:
        """It will be done: each document in force is asked a review, which its next issue
        answers. Raises Refused without a document."""
        with self._desk.unit("Accepted") as unit:
            request = _asked(unit, request_id)
            touches = _touches(unit, request)
            if not touches:
                raise Refused("Name the documents it touches, then accept it.")
            _decide(unit, request, ChangeState.ACCEPTED, person_id, note)
            why = f"{request.number} {request.title}"
            for touch in touches:
                document = unit.session.get_one(Document, touch.document_id)
                if document.state == State.WITHDRAWN:
                    touch.done_on = unit.now.date()
                elif document.in_force_id is not None:
                    said = f"{why}: {touch.what}" if touch.what else why
                    ask(unit, document, AskedBy.CHANGE, said, request.id)
            unit.session.flush()
            finish(unit, request)
            unit.also |= {"document", "review_ask"}

    def reject(self, request_id: int, person_id: int, note: str) -> None:
        """It will not be done. Raises Refused without a reason."""
        if not note.strip():
            raise Refused([Problem("note", "Say why; whoever asked reads it.")])
        with self._desk.unit("Rejected") as unit:
            request = _asked(unit, request_id)
            _decide(unit, request, ChangeState.REJECTED, person_id, note)
            request.closed = unit.now

    def void(self, request_id: int, reason: str) -> None:
        """It is no longer wanted. Raises Refused without a reason."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why it is no longer wanted.")])
        with self._desk.unit(reason) as unit:
            request = _open(unit, request_id)
            request.state, request.closed = ChangeState.VOID, unit.now
            write_change_due(unit, request)

    def begin_revision(self, touch_id: int) -> int:
        """The next revision of a document of an accepted request, as a draft that says why;
        answers the document. Raises Refused unless it is in force without a draft."""
        with self._desk.unit() as unit:
            touch = unit.session.get_one(ChangeTouch, touch_id)
            request = _open(unit, touch.request_id)
            if request.state != ChangeState.ACCEPTED:
                raise Refused("Accept the request first; then its revisions begin.")
            document = unit.session.get_one(Document, touch.document_id)
            reason = f"{request.number}: {request.title}"
            revise(unit, document, touch.what or "", reason)
            return document.id

    def of_document(self, document_id: int) -> tuple[ChangeValue, ...]:
        """Requests that touch a document, newest first."""
        with self._desk.reading() as session:
            return tuple(change_value(session, r) for r in requests_on(session, document_id))


_NO_TITLE = "Say in a few words what is asked for."


def add(unit: Unit, new: NewChange) -> int:
    """A request inside a running unit; answers its id."""
    checks = (
        ("title", not new.title.strip(), _NO_TITLE),
        ("reason", not new.reason.strip(), "Say why; the decision rests on it."),
    )
    problems = [Problem(field, said) for field, wrong, said in checks if wrong]
    if problems:
        raise Refused(problems)
    year = unit.now.year
    request = ChangeRequest(
        number=next_number(MASK, "", unit.next(f"number:change_request:{year}"), year),
        title=new.title.strip(),
        state=ChangeState.ASKED,
        systems=int(new.systems),
        owner_id=new.owner_id,
        reason=new.reason.strip(),
        source=new.source.strip() or None,
        asked_by_id=new.asked_by_id,
        asked_on=unit.now.date(),
        wanted_by=new.wanted_by,
    )
    unit.session.add(request)
    unit.session.flush()
    _touch(unit, request, new.touches)
    write_change_due(unit, request)
    return request.id


def _touch(unit: Unit, request: ChangeRequest, ids: Sequence[int]) -> int:
    known = {touch.document_id for touch in _touches(unit, request)}
    wanted = [i for i in dict.fromkeys(ids) if i not in known]
    unit.session.add_all(ChangeTouch(request_id=request.id, document_id=i) for i in wanted)
    unit.session.flush()
    if request.state == ChangeState.ACCEPTED:
        for document in (unit.session.get_one(Document, i) for i in wanted):
            if document.in_force_id is not None:
                ask(unit, document, AskedBy.CHANGE, f"{request.number} {request.title}", request.id)
    return len(wanted)


def _touches(unit: Unit, request: ChangeRequest) -> Sequence[ChangeTouch]:
    return touches_of(unit.session, request.id)


def _open(unit: Unit, request_id: int) -> ChangeRequest:
    request = unit.session.get_one(ChangeRequest, request_id)
    if request.closed:
        raise Refused("This request is closed; it stays as it is. Make a new one.")
    return request


def _asked(unit: Unit, request_id: int) -> ChangeRequest:
    request = _open(unit, request_id)
    if request.state != ChangeState.ASKED:
        raise Refused("This request was decided on already.")
    return request


def _decide(
    unit: Unit, request: ChangeRequest, state: ChangeState, person_id: int, note: str
) -> None:
    person = unit.session.get(Record, person_id)
    if person is None:
        raise Refused([Problem("person", "Choose who decided.")])
    request.state, request.decision = state, state
    request.decision_note = note.strip() or None
    request.decided_by_id, request.decided_on = person_id, unit.now.date()
    write_change_due(unit, request)


def requests_on(session: Session, document_id: int) -> Sequence[ChangeRequest]:
    """Requests that touch a document and were not taken off, newest first."""
    return session.scalars(
        select(ChangeRequest)
        .join(ChangeTouch, ChangeTouch.request_id == ChangeRequest.id)
        .where(ChangeTouch.document_id == document_id, ChangeTouch.ended.is_(None))
        .order_by(ChangeRequest.id.desc())
    ).all()


def change_value(session: Session, row: ChangeRequest) -> ChangeValue:
    """A request as screens and sheets show it."""
    touches = tuple(_touch_value(session, touch) for touch in touches_of(session, row.id))
    return ChangeValue(
        id=row.id,
        number=row.number or "",
        title=row.title or "",
        state=ChangeState(row.state),
        systems=Systems(row.systems),
        version=row.version,
        reason=row.reason or "",
        source=row.source or "",
        asked_by_id=row.asked_by_id,
        asked_by=_name(session, row.asked_by_id),
        asked_on=row.asked_on,
        wanted_by=row.wanted_by,
        owner_id=row.owner_id,
        owner=_name(session, row.owner_id),
        decision_note=row.decision_note or "",
        decided_by=_name(session, row.decided_by_id),
        decided_on=row.decided_on,
        touches=touches,
        steps=change_steps(ChangeState(row.state), len(touches)),
    )


def _touch_value(session: Session, touch: ChangeTouch) -> TouchValue:
    document = session.get_one(Document, touch.document_id)
    revision = session.get(Revision, touch.revision_id) if touch.revision_id else None
    return TouchValue(
        touch.id,
        document.id,
        document.number or "",
        document.title or "",
        touch.what or "",
        document.state,
        touch.done_on,
        revision.label if revision else "",
        document.state == State.EFFECTIVE,
    )


def touch_words(touch: TouchValue) -> str:
    """How far a document of a request is: `Revision 4, 12 Nov 2026`, `Withdrawn`, `Open`."""
    from isodesk.core.dates import paper_day

    if touch.done_on is None:
        return tr("Open")
    day = paper_day(touch.done_on)
    if touch.label:
        return tr("Revision {label}, {day}", label=touch.label, day=day)
    return tr("Withdrawn, {day}", day=day)


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(Record, person_id) if person_id else None
    return (person.title or "") if person else ""
