"""Documents, revisions, copies and their lines, as they lie in the file."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, Record, field
from isodesk.documents.values import Content


class DocumentType(Base):
    """A type with its own prefix, mask and review period; the officer's to edit."""

    __tablename__ = "document_type"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = field("Type")
    prefix: Mapped[str] = field("Prefix")
    mask: Mapped[str] = field("Numbering")
    review_months: Mapped[int] = field("Review every, months")
    letters: Mapped[bool] = field("Revisions by letter", default=False)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = field("In use", default=True)
    external: Mapped[bool] = field("Comes from outside", default=False)
    rule_id: Mapped[int | None] = field("Retention", type_=Integer)
    to_fill: Mapped[bool | None] = field("Printed blank and filled in")


class Document(Record):
    """A controlled document (ISO 9001:2015 and ISO 14001:2015, 7.5); content is in revisions."""

    __tablename__ = "document"
    __mapper_args__ = {"polymorphic_identity": "document"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    type_id: Mapped[int | None] = field("Type", type_=Integer)
    process: Mapped[str | None] = field("Process", search=True)
    department: Mapped[str | None] = field("Department", search=True)
    reviewer_id: Mapped[int | None] = field("Reviewer", type_=Integer)
    approver_id: Mapped[int | None] = field("Approver", type_=Integer)
    review_months: Mapped[int | None] = field("Review every, months")
    next_review_on: Mapped[date | None] = field("Next review")
    note: Mapped[str | None] = field("Note", note=True, search=True)
    newest_label: Mapped[str | None] = mapped_column()
    in_force_id: Mapped[int | None] = mapped_column()
    in_force_on: Mapped[date | None] = mapped_column()
    source: Mapped[str | None] = field("Source", search=True)
    found_at: Mapped[str | None] = field("Where to find it", search=True)
    checked_on: Mapped[date | None] = field("Last checked")
    check_months: Mapped[int | None] = field("Check every, months")
    next_check_on: Mapped[date | None] = field("Next check")
    expires_on: Mapped[date | None] = field("Valid until")
    rule_id: Mapped[int | None] = field("Retention", type_=Integer)
    read_days: Mapped[int | None] = field("To be read within, days")


class Revision(Record):
    """A revision; its parent is the document. Approved content is frozen by triggers too."""

    __tablename__ = "revision"
    __mapper_args__ = {"polymorphic_identity": "revision"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    label: Mapped[str] = field("Revision")
    ordinal: Mapped[int] = mapped_column(default=0)
    summary: Mapped[str | None] = field("What changed", note=True, search=True)
    reason: Mapped[str | None] = field("Why it changed", note=True, search=True)
    author_id: Mapped[int | None] = field("Author", type_=Integer)
    effective_on: Mapped[date | None] = field("In force from")
    superseded_on: Mapped[date | None] = field("Superseded on")
    content: Mapped[Content | None] = field("Content")
    source_id: Mapped[int | None] = field("Source file", type_=Integer)
    source_name: Mapped[str | None] = field("Source name", search=True)
    master_id: Mapped[int | None] = field("Master PDF", type_=Integer)
    master_sha256: Mapped[str | None] = field("Hash of the master")
    text_id: Mapped[int | None] = mapped_column()
    pages: Mapped[int | None] = field("Pages")
    notes: Mapped[str | None] = field("Notes on the content", note=True)
    submitted_at: Mapped[datetime | None] = field("Submitted")
    reviewed_at: Mapped[datetime | None] = field("Reviewed")
    approved_at: Mapped[datetime | None] = field("Approved")
    issued_at: Mapped[datetime | None] = field("Issued")
    original_id: Mapped[int | None] = field("Original file", type_=Integer)
    original_name: Mapped[str | None] = field("Original name", search=True)
    retain_until: Mapped[date | None] = field("Keep at least until", index=True)


class Copy(Record):
    """A numbered controlled copy on paper; its parent is the document."""

    __tablename__ = "copy"
    __mapper_args__ = {"polymorphic_identity": "copy"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(index=True)
    n: Mapped[int] = field("Copy")
    of: Mapped[int] = field("Of")
    holder: Mapped[str] = field("Holder", search=True)
    place: Mapped[str | None] = field("Place", search=True)
    serial: Mapped[int] = field("Print serial")
    issued_on: Mapped[date | None] = field("Issued on")
    out_on: Mapped[date | None] = field("Given out")
    slip_on: Mapped[date | None] = field("Receipt slip back")
    recall_on: Mapped[date | None] = field("Recall from")
    closed_on: Mapped[date | None] = field("Closed on")
    outcome: Mapped[str | None] = field("Reason", note=True)
    found: Mapped[str | None] = field("Found on the walk")


class Distribution(Base):
    """A line of a document's standing distribution list: by role and place (domain 5.8)."""

    __tablename__ = "distribution"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    holder: Mapped[str] = field("Holder")
    place: Mapped[str | None] = field("Place")
    position: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None] = field("Taken off the list")


class Print(Base):
    """Every stamped sheet set that was made, of any kind: the log behind the check code."""

    __tablename__ = "print"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int] = field("Serial", unique=True)
    kind: Mapped[str] = field("Stamp")
    document_id: Mapped[int] = mapped_column(index=True)
    revision_id: Mapped[int] = mapped_column()
    copy_id: Mapped[int | None] = mapped_column(index=True)
    copy_n: Mapped[int] = field("Copy", default=0)
    on_day: Mapped[date] = field("Dated")
    master_sha256: Mapped[str] = field("Hash of the master")
    purpose: Mapped[str | None] = field("Purpose")
    head: Mapped[str | None] = field("Head of the history")


class WalkLine(Base):
    """One keyed-in row of a reconciliation walk."""

    __tablename__ = "walk_line"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(index=True)
    copy_id: Mapped[int | None] = mapped_column(index=True)
    place: Mapped[str | None] = field("Place")
    walked_on: Mapped[date] = field("Walked on")
    found: Mapped[str] = field("Found")
    label: Mapped[str | None] = field("Revision found")
    note: Mapped[str | None] = field("Note")
