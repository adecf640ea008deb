"""The lines in head and foot as one types them: fields within braces."""

import re

from isodesk.writing.tree import Field, FieldName, Inline, Running, Words, plain

_FIELD = re.compile(r"\{(" + "|".join(FieldName) + r")\}")


def line_of(running: Running | None) -> str:
    """A running line as text, fields as `{revision}`; "" for none."""
    return plain(running.inlines).replace("\n", " ") if running else ""


def from_line(typed: str) -> tuple[Inline, ...]:
    """A typed line as words and fields."""
    parts = _FIELD.split(typed)  # every second part is a field's name
    made = (
        Field(FieldName(part)) if n % 2 else Words(part) for n, part in enumerate(parts) if part
    )
    return tuple(made)
