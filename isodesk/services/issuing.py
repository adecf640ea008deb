"""Issue a revision: plan, show, apply; and what comes into force by itself."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from isodesk.core.actor import Actor
from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.core.spine import Counter
from isodesk.documents import rules
from isodesk.documents.model import Copy, Document, Print, Revision
from isodesk.documents.values import (
    LAID_OUT,
    CopyState,
    Issued,
    IssuePlan,
    Meaning,
    PlannedCopy,
    State,
)
from isodesk.i18n import tr
from isodesk.services.change_ticks import tick
from isodesk.services.copy_values import copies_where
from isodesk.services.desk import Desk
from isodesk.services.document_values import facts_of, has_content, holders_of, is_external
from isodesk.services.due_dates import recall_copies, write_due
from isodesk.services.mentions import keep_mentions
from isodesk.services.reading_asks import ask
from isodesk.services.retaining import retain
from isodesk.services.review_asks import answer_asks
from isodesk.services.signing import sign
from isodesk.services.training_asks import ask_training
from isodesk.store.unit import Unit, unit

ISODESK = Actor(None, "isodesk")


class Issuing:
    """From approved to in force, with the copies that go out and those that come back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(
        self,
        revision_id: int,
        effective_on: date | None = None,
        holders: tuple[tuple[str, str], ...] | None = None,
    ) -> IssuePlan:
        """What issuing would do on that day; nothing is written. `holders` None takes the
        standing list. Raises Refused when the revision is not approved or the day is past."""
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            document = session.get_one(Document, revision.parent_id)
            outside = is_external(session, document)
            day = effective_on or _usual_day(revision, self._desk.today(), outside)
            _check(revision, day, self._desk.today(), outside)
            wanted = holders
            if wanted is None:
                wanted = tuple((h.holder, h.place) for h in holders_of(session, document.id))
            if not has_content(session, revision):
                wanted = ()  # a paper book on a shelf: there are no pages to copy
            first = _last_copy(session, document.id) + 1
            current = session.get(Revision, document.in_force_id or 0)
            recall = copies_where(
                session,
                (Copy.parent_id == document.id)
                & (Copy.revision_id != revision.id)
                & Copy.state.in_((CopyState.OUT, CopyState.TO_PRINT)),
            )
            return IssuePlan(
                document_id=document.id,
                document_version=document.version,
                revision_id=revision.id,
                revision_version=revision.version,
                number=document.number or "",
                title=document.title or "",
                label=revision.label,
                effective_on=day,
                issue=tuple(PlannedCopy(first + i, h, p) for i, (h, p) in enumerate(wanted)),
                recall=recall,
                supersedes=current.label if current else "",
                follows=_follows(current, recall, day, self._desk.today()),
            )

    def issue(self, plan: IssuePlan, signer_id: int) -> Issued:
        """Apply a plan in one transaction. Raises Refused when the document has changed since
        it was shown.

        A document from outside needs no author, reviewer or approver: it goes from draft into
        use by the name of whoever takes it."""
        with self._desk.unit(f"Issued revision {plan.label}") as unit:
            document = unit.session.get_one(Document, plan.document_id)
            revision = unit.session.get_one(Revision, plan.revision_id)
            seen = (plan.document_version, plan.revision_version)
            if (document.version, revision.version) != seen:
                raise Refused("The document changed meanwhile. Look at the plan again.")
            outside = is_external(unit.session, document)
            _check(revision, plan.effective_on, unit.now.date(), outside)
            if revision.state == State.DRAFT:
                _approve_outside(unit, self._desk, document, revision, plan.effective_on)
            revision.effective_on, revision.issued_at = plan.effective_on, unit.now
            sign(unit, revision, signer_id, Meaning.ISSUED, revision.master_sha256 or "")
            holders = [(c.holder, c.place) for c in plan.issue]
            made = make_copies(unit, document, revision, holders)
            recalled: tuple[int, ...] = ()
            _check_recall(unit, plan)
            if plan.effective_on <= unit.now.date():
                recalled = _come_into_force(unit, document, revision)
            answer_asks(unit, document.id)
            tick(unit, document.id, revision.id)
            ask_training(unit, document, revision)
            write_due(unit, document)
            return Issued(document.id, revision.id, made, recalled)

    def put_in_force(self) -> tuple[int, ...]:
        """Whatever was issued for today or before comes into force, by the actor isodesk;
        answers their documents. Asked at opening and at midnight (design 8.8)."""
        today = self._desk.today()
        with self._desk.reading() as session:
            due = session.scalars(_waiting_until(today)).all()
        came = []
        for revision_id in due:
            with unit(self._desk.file, ISODESK, self._desk.clock, "Came into force") as running:
                revision = running.session.get_one(Revision, revision_id)
                document = running.session.get_one(Document, revision.parent_id)
                _come_into_force(running, document, revision)
                write_due(running, document)
                came.append(document.id)
        if due:
            self._desk.tell(frozenset({"document", "revision", "copy"}))
        return tuple(came)


def _waiting_until(today: date):  # type: ignore[no-untyped-def]  # SQLAlchemy's own select type
    return select(Revision.id).where(
        Revision.state == State.APPROVED,
        Revision.issued_at.is_not(None),
        Revision.effective_on <= today,
    )


def make_copies(
    unit: Unit, document: Document, revision: Revision, holders: list[tuple[str, str]]
) -> tuple[int, ...]:
    """New numbered copies of a revision, to be printed; numbers and serials are never reused."""
    standing = unit.session.scalar(
        select(func.count())
        .select_from(Copy)
        .where(Copy.revision_id == revision.id, Copy.state.in_((CopyState.OUT, CopyState.TO_PRINT)))
    )
    made = []
    for holder, place in holders:
        n = unit.next(f"copy:{document.id}")
        made.append(
            Copy(
                parent_id=document.id,
                revision_id=revision.id,
                number=document.number,
                title=document.title,
                systems=document.systems,
                state=CopyState.TO_PRINT,
                n=n,
                of=(standing or 0) + len(holders),
                holder=holder,
                place=place or None,
                serial=unit.next("print"),
                issued_on=unit.now.date(),
            )
        )
    unit.session.add_all(made)
    head = unit.head()
    unit.session.add_all(
        Print(
            serial=c.serial,
            kind="controlled",
            document_id=document.id,
            revision_id=revision.id,
            copy_id=c.id,
            copy_n=c.n,
            on_day=c.issued_on,
            master_sha256=revision.master_sha256,
            head=head,
        )
        for c in made
    )
    return tuple(c.id for c in made)


def _come_into_force(unit: Unit, document: Document, revision: Revision) -> tuple[int, ...]:
    day = revision.effective_on
    assert day is not None
    former = unit.session.get(Revision, document.in_force_id or 0)
    if former is not None:
        former.state, former.superseded_on, former.closed = State.SUPERSEDED, day, unit.now
    revision.state = State.EFFECTIVE
    if document.state == State.APPROVED:
        document.state = State.EFFECTIVE
    document.in_force_id, document.in_force_on = revision.id, day
    document.next_review_on = rules.next_review(day, document.review_months)
    if is_external(unit.session, document):
        today = unit.now.date()
        document.checked_on = today
        document.next_review_on = rules.next_review(today, document.review_months)
        document.next_check_on = rules.next_review(today, document.check_months)
    unit.session.flush()
    keep_mentions(unit, document)
    ask(unit, document)
    retain(unit, document)
    return recall_copies(unit, document.id, day, but=revision.id)


def _approve_outside(
    unit: Unit, desk: Desk, document: Document, revision: Revision, day: date
) -> None:
    from isodesk.services.content import Contents

    problems = rules.unready_outside(facts_of(unit.session, document))
    if problems:
        raise Refused(problems)
    revision.effective_on = day
    contents = Contents(desk)
    contents.freeze(unit, revision, contents.pages_in(unit.session, revision))
    revision.submitted_at = revision.approved_at = unit.now
    revision.state = document.state = State.APPROVED
    unit.session.flush()


def _usual_day(revision: Revision, today: date, outside: bool) -> date:
    """An edition from outside may have been in force for long."""
    if outside and revision.effective_on:
        return revision.effective_on
    return max(revision.effective_on or date.min, today)


def _check(revision: Revision, day: date, today: date, outside: bool) -> None:
    begins = (State.APPROVED, State.DRAFT) if outside else (State.APPROVED,)
    if revision.state not in begins or revision.issued_at:
        raise Refused("Only an approved revision is issued, and only once.")
    reserved = revision.content in LAID_OUT
    past = outside and revision.state == State.DRAFT
    problem = None
    if not past:
        problem = rules.effective_problem(day, revision.effective_on, reserved, today)
    if problem:
        raise Refused([problem])


def _check_recall(unit: Unit, plan: IssuePlan) -> None:
    """A copy given out or closed since the plan was shown is no surprise to anybody."""
    open_now = unit.session.scalars(
        select(Copy.id).where(
            Copy.parent_id == plan.document_id,
            Copy.revision_id != plan.revision_id,
            Copy.state.in_((CopyState.OUT, CopyState.TO_PRINT)),
        )
    )
    if set(open_now) != {c.id for c in plan.recall}:
        raise Refused("The copies changed meanwhile. Look at the plan again.")


def _last_copy(session: Session, document_id: int) -> int:
    counter = session.get(Counter, f"copy:{document_id}")
    return counter.value if counter else 0


def _follows(
    current: Revision | None, recall: tuple[object, ...], day: date, today: date
) -> tuple[str, ...]:
    said = []
    when = tr("now") if day <= today else tr("on {day}", day=paper_day(day))
    if current is not None:
        said.append(
            tr(
                "Revision {label} becomes superseded {when} and prints only with the stamp.",
                label=current.label,
                when=when,
            )
        )
    if recall:
        papers = tr("the paper is") if len(recall) == 1 else tr("all {n} are", n=len(recall))
        said.append(
            tr("The recall stays on Today until {papers} back, destroyed or lost.", papers=papers)
        )
    if day > today:
        said.append(tr("It comes into force by itself on {day}.", day=paper_day(day)))
    return tuple(said)
