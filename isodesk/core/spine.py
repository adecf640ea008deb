"""What hangs on the spine for every kind: links, files, clauses, signatures, dates, changes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, Record, field


class Company(Base):
    """The one company of the file, and what makes the file this file."""

    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[str] = mapped_column()
    name: Mapped[str] = field("Company")
    address: Mapped[str | None] = field("Address", note=True)
    scope: Mapped[str | None] = field("Scope", note=True)
    systems: Mapped[int] = field("Systems", default=3)
    logo_id: Mapped[int | None] = mapped_column()
    paper: Mapped[str] = field("Paper size", default="A4")
    colour: Mapped[bool] = field("The printer prints colour", default=True)
    code_key: Mapped[str] = mapped_column()
    still_valid_most: Mapped[int | None] = field("Still valid, at most times in a row")
    grade_words: Mapped[str | None] = field("Words of the grades", note=True)


class Person(Record):
    """A person, or a role or place that holds copies ("Laboratory"), as `is_role` says."""

    __tablename__ = "person"
    __mapper_args__ = {"polymorphic_identity": "person"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    roles: Mapped[str | None] = field("Roles", search=True)
    department: Mapped[str | None] = field("Department", search=True)
    email: Mapped[str | None] = field("E-mail", search=True)
    phone: Mapped[str | None] = field("Telephone")
    is_role: Mapped[bool] = field("A role or place, not a person", default=False)
    active: Mapped[bool] = field("Active", default=True)
    job: Mapped[str | None] = field("Job title", search=True)
    manager_id: Mapped[int | None] = mapped_column(index=True)
    started_on: Mapped[str | None] = field("Started on")
    left_on: Mapped[str | None] = field("Left on")


class Link(Base):
    """Record to record, with a meaning; read both ways."""

    __tablename__ = "link"
    history_record = "from_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    meaning: Mapped[str] = field("Link")
    ended: Mapped[datetime | None] = field("Ended")


class File(Base):
    """Content-addressed bytes; the same bytes are kept once."""

    __tablename__ = "file"

    id: Mapped[int] = mapped_column(primary_key=True)
    algorithm: Mapped[str] = mapped_column(default="sha256")
    hash: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = field("Size")
    media: Mapped[str] = field("Kind of file")


class Attachment(Base):
    """A file that belongs to a record, under the name it came with."""

    __tablename__ = "attachment"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"))
    name: Mapped[str] = field("File")
    ended: Mapped[datetime | None] = field("Removed")


class ClauseLink(Base):
    """A clause a record answers, keyed by standard, edition and number."""

    __tablename__ = "clause_link"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    standard: Mapped[str] = field("Standard")
    edition: Mapped[str] = field("Edition")
    number: Mapped[str] = field("Clause")
    ended: Mapped[datetime | None] = field("Ended")


class Signature(Base):
    """A confirmation by name; `auth`, `key_id`, `sig` are empty until there are keys."""

    __tablename__ = "signature"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    person_id: Mapped[int] = mapped_column()
    name: Mapped[str] = field("Signed by")
    role: Mapped[str | None] = field("As")
    meaning: Mapped[str] = field("Meaning")
    at: Mapped[datetime] = field("Signed at")
    zone: Mapped[str] = field("Zone")
    sha256: Mapped[str] = field("Hash of what was signed")
    reason: Mapped[str | None] = field("Reason")
    outside: Mapped[str | None] = field("Looked at from outside by")
    auth: Mapped[str | None] = mapped_column()
    key_id: Mapped[str | None] = mapped_column()
    sig: Mapped[str | None] = mapped_column()


class Due(Base):
    """A date of a record, written by the save path; the nearest stands in `record.due_on`."""

    __tablename__ = "due"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    what: Mapped[str] = field("What is due")
    on_day: Mapped[date] = field("Due on", index=True)
    person_id: Mapped[int | None] = mapped_column()


class Counter(Base):
    """The last number given of a series; numbers are never reused."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class Change(Base):
    """Opens each unit of work: when, by whom, why.

    `odd_clock` is 0, 1 for a time that does not follow from the entries before, 2 where the
    officer confirmed the time. `boot` names the running of the computer it was made in and
    `ticks` are milliseconds since, sleep included; None where the clock cannot tell.
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column()
    zone: Mapped[str] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column()
    actor: Mapped[str] = mapped_column()
    why: Mapped[str | None] = mapped_column()
    odd_clock: Mapped[int] = mapped_column(default=0)
    boot: Mapped[str | None] = mapped_column()
    ticks: Mapped[int | None] = mapped_column()


class History(Base):
    """The chain, written by triggers only. `payload` is hashed as it is stored."""

    __tablename__ = "history"

    seq: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(index=True)
    record_id: Mapped[int | None] = mapped_column()
    tab: Mapped[str] = mapped_column()
    row: Mapped[int] = mapped_column()
    op: Mapped[str] = mapped_column()
    payload: Mapped[str] = mapped_column()
    hash: Mapped[str] = mapped_column()


UNRECORDED = frozenset({"counter", "history"})
"""Mapped tables without triggers: the chain itself, and counters, which only grow."""
