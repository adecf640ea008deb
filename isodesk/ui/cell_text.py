"""What a cell says, for the delegate, screen readers, and copying."""

from collections.abc import Callable
from datetime import date

from isodesk.core.rows import Column
from isodesk.i18n import tr
from isodesk.ui.days import day_text, due_text, iso_day, moment_text
from isodesk.ui.states import SYSTEM_WORDS, mark_of


def cell_text(column: Column, value: object, today: date) -> tuple[str, bool]:
    """(text, whether it is said in red) of one value; "" for a blank."""
    if value is None or value == "":
        return "", False
    day = iso_day(value) if column.kind in ("date", "late") else None
    if day is not None:
        return due_text(day, today) if column.kind == "late" else (day_text(day), False)
    said = _SAID.get(column.kind, str)
    return said(value), False


_SAID: dict[str, Callable[[object], str]] = {
    "state": lambda value: mark_of(value).word,
    "systems": lambda value: tr(SYSTEM_WORDS.get(int(str(value)), "")),
    "yes": lambda value: tr("Yes") if value else tr("No"),
    "moment": moment_text,
}
"""How a kind of cell is said, where its own text would not do."""


def cell_tip(column: Column, value: object) -> str | None:
    """The date behind "12 days late", the words behind a chip."""
    if column.kind == "late" and value:
        return day_text(iso_day(value))
    if column.kind == "systems" and value:
        return tr(SYSTEM_WORDS.get(int(str(value)), ""))
    return None
