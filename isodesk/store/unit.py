"""One unit of work: a session, a transaction, and who does it why.

At its end, before the commit, every touched record gets its version, its due
dates and its place in the search, so that nothing is half done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock, Reading, is_odd, read, started
from isodesk.core.dates import zone_name
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.spine import Change, Company, Counter, History
from isodesk.store import mapped as _kinds  # noqa: F401 - any kind of record can be read
from isodesk.store import search, sqlite
from isodesk.store.file import CompanyFile
from isodesk.store.head import short_head

ODD = 1
CONFIRMED = 2
"""A change whose time the officer confirmed: later ones are judged by it."""
_LAST = (
    select(Change.id, Change.at, Change.boot, Change.ticks, Change.odd_clock)
    .order_by(Change.id.desc())
    .limit(1)
)


@dataclass
class Unit:
    """A running unit: the session, the moment, and what has been touched."""

    session: Session
    now: datetime
    actor: Actor
    entering: sqlite.Entering
    touched: set[Record] = field(default_factory=set)
    also: frozenset[str] = frozenset()

    def next(self, counter: str, at_least: int = 0) -> int:
        """The next number of a series; never given twice."""
        row = self.session.get(Counter, counter)
        if row is None:
            row = Counter(name=counter, value=0)
            self.session.add(row)
        row.value = max(row.value, at_least) + 1
        self.session.flush()
        return row.value

    def head(self) -> str:
        """The head of the history as it stands now, as paper carries it."""
        self.session.flush()
        row = self.session.execute(
            select(History.seq, History.hash).order_by(History.seq.desc()).limit(1)
        ).one()
        return short_head(row.seq, row.hash)

    def company(self) -> Company:
        """The one company of the file."""
        company = self.session.get(Company, 1)
        assert company is not None
        return company


@contextmanager
def unit(
    file: CompanyFile, actor: Actor, clock: Clock, why: str = "", *, confirmed: bool = False
) -> Iterator[Unit]:
    """All or nothing. Raises Refused when the file is read-only, damaged or the disk is full.

    `confirmed` says that the officer looked at the computer's clock and it is right.
    """
    with file.write_lock:
        engine = file.engine
        if absence := file.absence():
            raise Refused(absence)
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                running = _open(session, actor, clock, why, file.entering, confirmed)
                yield running
                _finish(running)
        except Exception as error:
            sentence = _sentence(getattr(error, "orig", error))
            if not sentence:
                raise
            raise Refused(sentence) from error
        finally:
            file.entering.change_id = None
            file.entering.may_change.clear()


def _open(
    session: Session,
    actor: Actor,
    clock: Clock,
    why: str,
    entering: sqlite.Entering,
    confirmed: bool,
) -> Unit:
    now = clock()
    last = session.execute(_LAST).first()
    told = read(clock, now)
    believed = _believed(session) if last and last.odd_clock == ODD else _reading(last)
    odd = CONFIRMED if confirmed else int(is_odd(told, believed, started(clock)))
    change = Change(
        id=(last.id if last else 0) + 1,
        at=now,
        zone=zone_name(now),
        actor_id=actor.person_id,
        actor=actor.name,
        why=why or None,
        odd_clock=odd,
        boot=told.boot or None,
        ticks=told.ticks if told.boot else None,
    )
    entering.change_id = change.id
    session.add(change)
    session.flush()
    running = Unit(session, now, actor, entering)
    _watch(session, running)
    return running


def _believed(session: Session) -> Reading | None:
    """The time of the newest change that was not odd."""
    return _reading(session.execute(_LAST.where(Change.odd_clock != ODD)).first())


def _reading(row: Any) -> Reading | None:
    return Reading(row.at, row.boot or "", row.ticks or 0) if row else None


def _watch(session: Session, running: Unit) -> None:
    @event.listens_for(session, "before_flush")
    def _touch(session: Session, context: Any, instances: Any) -> None:
        for record in (*session.new, *session.dirty):
            if isinstance(record, Record) and session.is_modified(record):
                if record not in running.touched:
                    running.touched.add(record)
                if record.closed and record.id and inspect(record).attrs.closed.history.added:
                    # closing writes the spine and the kind's own row, in whichever order
                    running.entering.may_change.add(record.id)
                record.changed = running.now
                record.created = record.created or running.now


def _finish(running: Unit) -> None:
    running.session.flush()
    for record in list(running.touched):
        search.index(running.session, record)
    running.session.flush()


def _sentence(cause: BaseException) -> str:
    """What the user is told when the database refuses; "" for what is a bug."""
    if not isinstance(cause, sqlite.DatabaseError):
        return ""
    if sqlite.is_trouble(cause):
        return _what_failed(str(cause))
    return _guard_sentence(str(cause))


def _what_failed(error: str) -> str:
    if "full" in error:
        return "The disk is full: nothing was saved. Make room, then do it again."
    if "locked" in error or "busy" in error:
        return "Another program is holding the file. Close it, then do it again."
    if "readonly" in error:
        return (
            "The file cannot be written now: its medium is read-only. What you typed stays here;"
            " make it writable, then do it again."
        )
    if sqlite.is_damage(error):
        return "The file is damaged: nothing was saved. Run Verify, then restore the newest backup."
    return f"The file could not be written ({error}). What you typed is still here; try again."


def _guard_sentence(error: str) -> str:
    guards = {
        "a closed record stays as it is": "A closed record stays as it is. Start a new revision.",
        "approved content cannot change": "Approved content cannot change. Start a new revision.",
        "only a draft is written in": "This revision was submitted; its text is fixed.",
    }
    return next((said for guard, said in guards.items() if guard in error), "")
