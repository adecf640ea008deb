"""Blank sheets of a register: numbered rows for pen and paper, keyed back in row by row."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, field


class BlankSheet(Base):
    """A sheet that was printed for one register; `fields` are the keys of its columns, as a
    JSON list, `n` counts the register's sheets and is never given twice."""

    __tablename__ = "blank_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column(index=True)
    n: Mapped[int] = field("Sheet")
    fields: Mapped[str] = mapped_column()
    rows: Mapped[int] = field("Rows")
    printed_on: Mapped[date] = field("Printed on")
    given_to: Mapped[str | None] = field("Given to")
    ended: Mapped[datetime | None] = field("Done with")


class BlankRow(Base):
    """A row of a sheet that was keyed in, and the record it became."""

    __tablename__ = "blank_row"
    history_record = "record_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("blank_sheet.id"))
    row: Mapped[int] = field("Row")
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)

    __table_args__ = (
        Index("blank_row_once", "sheet_id", "row", unique=True),
        {"sqlite_strict": True},
    )
