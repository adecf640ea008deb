"""Blanks of a form and what came back of them, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST = 500
"""Blanks printed in one go."""


class FormState(StrEnum):
    """Stored words of a blank: it waits for a pen, it came back, or it never will."""

    BLANK = "blank"
    FILED = "filed"
    VOID = "void"


FORM_WORDS = {FormState.BLANK: "Blank", FormState.FILED: "Filed", FormState.VOID: "Void"}


@dataclass(frozen=True)
class FilledValue:
    """A numbered blank of a form; its content, once it is back, are the files attached."""

    id: int
    document_id: int
    revision_id: int | None
    number: str
    title: str
    label: str
    n: int
    state: FormState
    printed_on: date | None
    given_to: str
    filled_on: date | None
    filled_by: str
    note: str
    keep_until: date | None
    code: str
    files: tuple[tuple[int, str], ...]
    """(file id, name) of the scans."""


def blank_number(form: str, n: int) -> str:
    """`F-01-0042`: the form's number and the blank's."""
    return f"{form}-{n:04}"
