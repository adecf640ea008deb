"""The officer's own fields and registers, and what is remembered of lists and imports.

An own register is a kind `own:<id>` without a table; its values and those of own fields in any
register stand in `own_value` (design 8.5), so that nothing changes the schema at run time.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, field


class OwnRegister(Base):
    """A register the officer made; `body` is what it is, as canonical JSON."""

    __tablename__ = "own_register"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = field("Register")
    body: Mapped[str] = mapped_column()
    position: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None] = field("Put away")


class OwnField(Base):
    """A field the officer added to a register, own or built in; `choices` are a JSON list."""

    __tablename__ = "own_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = field("Register")
    label: Mapped[str] = field("Field")
    kind: Mapped[str] = field("Kind")
    unit: Mapped[str | None] = field("Unit")
    choices: Mapped[str | None] = field("Choices")
    required: Mapped[bool] = field("Required", default=False)
    on_list: Mapped[bool] = field("On the list", default=False)
    help: Mapped[str | None] = field("Help", note=True)
    due: Mapped[str | None] = field("Due as")
    section: Mapped[str | None] = field("Section")
    position: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None] = field("Put away")


class OwnValue(Base):
    """What an own field holds of a record: words in `text` with their sort key, or `num`."""

    __tablename__ = "own_value"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("own_field.id"))
    text: Mapped[str | None] = field("Own field")
    num: Mapped[int | None] = field("Own field")
    sort: Mapped[str | None] = mapped_column()

    __table_args__ = (
        Index("own_value_of_record", "record_id", "field_id", unique=True),
        Index("own_value_by_sort", "field_id", "sort", "record_id"),
        Index("own_value_by_num", "field_id", "num", "record_id"),
        {"sqlite_strict": True},
    )


class SavedView(Base):
    """A list as the officer wants it again: filter, columns, order, grouping, as JSON."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column()
    name: Mapped[str] = field("View")
    body: Mapped[str] = mapped_column()
    ended: Mapped[datetime | None] = field("Put away")


class MatchedColumn(Base):
    """What a column of foreign sheets was matched with; "" for leaving it out."""

    __tablename__ = "matched_column"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column()
    heading: Mapped[str] = mapped_column()
    field: Mapped[str] = mapped_column()

    __table_args__ = (
        Index("matched_column_once", "register", "heading", unique=True),
        {"sqlite_strict": True},
    )


class BroughtRows(Base):
    """Rows of one sheet that were brought in: `rows` are pairs of (record, hash of the row's
    content) as base64 (`services.brought_rows`), thousands to a row here, so that remembering
    them costs next to nothing. The same row again changes nothing."""

    __tablename__ = "brought_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = field("Brought in from")
    rows: Mapped[str] = mapped_column()
