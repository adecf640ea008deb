"""What keeps documents alive: reviews, change requests, readers, retention, filled forms."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, Record, field


class DocumentReview(Base):
    """A periodic review that was held: still valid, revise or withdraw (domain 5.8)."""

    __tablename__ = "document_review"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    revision_id: Mapped[int] = mapped_column(index=True)
    on_day: Mapped[date] = field("Reviewed on")
    person_id: Mapped[int | None] = mapped_column()
    name: Mapped[str] = field("Reviewed by")
    outcome: Mapped[str] = field("Outcome")
    note: Mapped[str | None] = field("Note", note=True)
    next_on: Mapped[date | None] = field("Next review")


class ReviewAsk(Base):
    """A review asked for earlier, and by what: nonconformity, finding, change, new edition."""

    __tablename__ = "review_ask"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    source: Mapped[str] = field("Asked by")
    from_id: Mapped[int | None] = mapped_column()
    asked_on: Mapped[date] = field("Asked on")
    why: Mapped[str] = field("Why", note=True)
    ended: Mapped[datetime | None] = field("Answered")


class ChangeRequest(Record):
    """Somebody asks for documents to be changed (ISO 9001:2015, 6.3 and 7.5.3)."""

    __tablename__ = "change_request"
    __mapper_args__ = {"polymorphic_identity": "change_request"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    reason: Mapped[str | None] = field("Reason", note=True, search=True)
    source: Mapped[str | None] = field("Prompted by", search=True)
    asked_by_id: Mapped[int | None] = field("Asked by", type_=Integer)
    asked_on: Mapped[date | None] = field("Asked on")
    wanted_by: Mapped[date | None] = field("Wanted by")
    decision: Mapped[str | None] = field("Decision")
    decision_note: Mapped[str | None] = field("Why so decided", note=True, search=True)
    decided_by_id: Mapped[int | None] = field("Decided by", type_=Integer)
    decided_on: Mapped[date | None] = field("Decided on")


class ChangeTouch(Base):
    """A document that a change request touches; done when a revision of it is issued."""

    __tablename__ = "change_touch"
    history_record = "request_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    document_id: Mapped[int] = mapped_column(index=True)
    what: Mapped[str | None] = field("What changes", note=True)
    revision_id: Mapped[int | None] = mapped_column()
    done_on: Mapped[date | None] = field("Issued on")
    ended: Mapped[datetime | None] = field("Taken off")


class Reader(Base):
    """Who has to read a document: a person, or a role that stands for its people."""

    __tablename__ = "reader"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    person_id: Mapped[int] = mapped_column()
    ended: Mapped[datetime | None] = field("No longer reads it")


class Acknowledgement(Base):
    """Read and understood, per person and revision; `row` is its line on the sign sheet."""

    __tablename__ = "acknowledgement"
    history_record = "document_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    revision_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = field("Reader")
    row: Mapped[int] = field("Row")
    asked_on: Mapped[date] = field("Asked on")
    due_on: Mapped[date | None] = field("Read by")
    done_on: Mapped[date | None] = field("Read and understood on")
    how: Mapped[str | None] = field("Signed")
    note: Mapped[str | None] = field("Note", note=True)
    ended: Mapped[datetime | None] = field("No longer asked")


class RetentionRule(Base):
    """How long, at least, and from what event (domain 5.8: the trigger matters most)."""

    __tablename__ = "retention_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = field("Rule")
    months: Mapped[int | None] = field("Keep at least, months")
    counted_from: Mapped[str] = field("Counted from")
    basis: Mapped[str | None] = field("Basis", note=True)
    position: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None] = field("No longer used")


class LegalHold(Base):
    """Nothing of this record is disposed of while it stands."""

    __tablename__ = "legal_hold"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    reason: Mapped[str] = field("Held because", note=True)
    asked_by: Mapped[str | None] = field("Asked by")
    begun: Mapped[date] = field("Held since")
    ended: Mapped[datetime | None] = field("Lifted")
    lifted_because: Mapped[str | None] = field("Lifted because", note=True)


class Disposal(Record):
    """A disposal that was carried out; its number is that of the certificate."""

    __tablename__ = "disposal"
    __mapper_args__ = {"polymorphic_identity": "disposal"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    method: Mapped[str | None] = field("How", note=True, search=True)
    done_on: Mapped[date | None] = field("Disposed on")
    approved_by_id: Mapped[int | None] = field("Approved by", type_=Integer)
    witness: Mapped[str | None] = field("Witness")
    note: Mapped[str | None] = field("Note", note=True, search=True)


class DisposalLine(Base):
    """One thing on a disposal certificate, as it was called on that day."""

    __tablename__ = "disposal_line"
    history_record = "disposal_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    disposal_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    record_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[str | None] = field("Number")
    title: Mapped[str | None] = field("Title")
    label: Mapped[str | None] = field("Revision")
    rule: Mapped[str | None] = field("Rule")
    retained_until: Mapped[date | None] = field("Kept until")
    files: Mapped[int] = field("Files", default=0)
    size: Mapped[int] = field("Bytes", default=0)


class DisposedFile(Base):
    """A file whose bytes were erased; name, size and hash stay, so that the chain holds."""

    __tablename__ = "disposed_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), unique=True)
    disposal_id: Mapped[int] = mapped_column(ForeignKey("record.id"))


class FilledForm(Record):
    """A blank of a form, numbered when it is printed; its parent is the form's document."""

    __tablename__ = "filled_form"
    __mapper_args__ = {"polymorphic_identity": "filled_form"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    revision_id: Mapped[int | None] = mapped_column(index=True)
    n: Mapped[int] = field("Blank")
    serial: Mapped[int | None] = field("Print serial")
    printed_on: Mapped[date | None] = field("Printed on")
    given_to: Mapped[str | None] = field("Given to", search=True)
    filled_on: Mapped[date | None] = field("Filled on")
    filled_by: Mapped[str | None] = field("Filled by", search=True)
    note: Mapped[str | None] = field("Note", note=True, search=True)
    retain_until: Mapped[date | None] = field("Keep at least until", index=True)
