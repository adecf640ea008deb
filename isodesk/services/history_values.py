"""The history of a record as values: one change, and each field it changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FieldChange:
    """One field's old and new value in words. `can_put_back` when the old one may return:
    by its entry `seq` and the `column` it is stored in."""

    seq: int
    column: str
    label: str
    old: str
    new: str
    can_put_back: bool


@dataclass(frozen=True)
class HistoryEntry:
    """One change of a record: when (with its zone), by whom, why, and what."""

    change_id: int
    at: datetime
    zone: str
    actor: str
    why: str
    odd_clock: bool
    what: str
    fields: tuple[FieldChange, ...]
