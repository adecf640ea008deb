"""The text of a revision written in isodesk, passage by passage, and the officer's templates."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from isodesk.core.record import Base, field


class Passage(Base):
    """One block of a written revision (`isodesk.writing.tree`), as JSON.

    A block is a row, so that a sentence typed into a long procedure enters the history as
    that block, not as the whole text. `position` orders them and leaves gaps.
    """

    __tablename__ = "passage"
    history_record = "revision_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    position: Mapped[int] = mapped_column()
    body: Mapped[str] = field("Text", note=True)


class Template(Base):
    """A text to begin with, made by the officer from any document."""

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = field("Template")
    type_id: Mapped[int | None] = mapped_column()
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"))
    ended: Mapped[datetime | None] = field("No longer offered")
