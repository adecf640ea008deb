"""The record: what every kind of thing the officer keeps has in common.

One spine table `record`, one table a kind on top (joined inheritance). Every
column but the keys is NULLable: what is typed is saved as typed, and what is
required is asked at the first step out of draft (design: records, 2).
"""

from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Dialect,
    ForeignKey,
    Integer,
    String,
    TypeDecorator,
    event,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column

from isodesk.core.dates import from_utc_text, utc_text
from isodesk.core.numbering import sort_key


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as UTC text to the millisecond."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return utc_text(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return from_utc_text(value) if value else None


def _as(sql: str) -> Any:
    return lambda element, compiler, **options: sql


# STRICT tables know INTEGER, TEXT and BLOB only; these are the stored forms of the rest.
for _type, _sql in (
    (String, "TEXT"),
    (Boolean, "INTEGER"),
    (Date, "TEXT"),
    (EnumColumn, "TEXT"),
):
    compiles(_type, "sqlite")(_as(_sql))


class Base(DeclarativeBase):
    """Root of every mapped table; STRICT, so that a column holds what it says."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        datetime: Moment(),
        date: Date(),
        bool: Boolean(create_constraint=False),
        Enum: EnumColumn(Enum, native_enum=False, create_constraint=False, length=None),
    }
    history_record: str | None = None
    """The column that names the record an entry of this table belongs to."""

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> Any:
        return {"sqlite_strict": True}


def field(label: str, *, search: bool = False, note: bool = False, **column: Any) -> Any:
    """A column the officer sees.

    `label` is what form, history and print call it; `search` puts its text into
    the search; `note` is text of several lines. The rest goes to mapped_column.
    """
    info = {"label": label, "search": search, "note": note}
    return mapped_column(nullable=True, info=info, **column)


class Record(Base):
    """The spine. `kind` says which table holds the rest of the row."""

    __tablename__ = "record"
    history_record = "id"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    number: Mapped[str | None] = field("Number", search=True)
    legacy: Mapped[str | None] = field("Earlier number", search=True)
    title: Mapped[str | None] = field("Title", search=True)
    state: Mapped[str] = field("State", default="draft")
    owner_id: Mapped[int | None] = field("Owner", type_=Integer)
    due_on: Mapped[date | None] = field("Due")
    systems: Mapped[int] = field("Systems", default=3)
    version: Mapped[int] = mapped_column(default=1)
    created: Mapped[datetime | None] = mapped_column()
    changed: Mapped[datetime | None] = mapped_column()
    closed: Mapped[datetime | None] = mapped_column()
    sort_number: Mapped[str | None] = mapped_column()
    sort_title: Mapped[str | None] = mapped_column()

    __mapper_args__ = {"polymorphic_on": "kind", "version_id_col": version}  # noqa: RUF012


@event.listens_for(Record, "before_insert", propagate=True)
@event.listens_for(Record, "before_update", propagate=True)
def _write_sort_keys(mapper: Mapper[Any], connection: Any, record: Record) -> None:
    record.sort_number = sort_key(record.number or "")
    record.sort_title = sort_key(record.title or "")


def label_of(column: Any) -> str:
    """What the officer calls a column; "" for the program's own."""
    return str(column.info.get("label", ""))
