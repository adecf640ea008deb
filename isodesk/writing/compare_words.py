"""What became of a line, in words for the screen and paper."""

from collections.abc import Iterable, Iterator

from isodesk.i18n import tr
from isodesk.writing.compare import Change, Row, Span
from isodesk.writing.compare_lines import Line

CHANGE_WORDS = {
    Change.SAME: "Same",
    Change.CHANGED: "Changed",
    Change.FORM: "Other form",
    Change.ADDED: "Added",
    Change.REMOVED: "Removed",
    Change.MOVED: "Moved",
}
SIGNS = {
    Change.SAME: "",
    Change.CHANGED: "~",
    Change.FORM: "¶",
    Change.ADDED: "+",
    Change.REMOVED: "−",
    Change.MOVED: "↕",
}
"""Stands beside the words, so that no change is told by colour alone."""
_KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "row": "row of a table",
    "picture": "picture",
    "code": "text as typed",
    "head": "line in the head",
    "foot": "line in the foot",
    "break": "page break",
    "rule": "line across",
    "scan": "page without text",
}
_MANNERS = {
    "level": "level",
    "mark": "number or mark",
    "align": "alignment",
    "quote": "quotation",
    "bold": "bold",
    "italic": "italic",
    "underline": "underlined",
    "code": "as typed",
    "raised": "raised or lowered",
    "href": "address of a link",
    "width": "width of the picture",
    "widths": "widths of the columns",
    "head": "header row",
    "cells": "merged cells",
}
_UNTOLD = ("widths", "cells", "head", "width")
"""Manners whose values mean nothing to a reader."""


def change_word(row: Row) -> str:
    """One word for what happened; a moved line says from where or to where."""
    if row.change is Change.MOVED:
        return tr("Moved away") if row.new is None else tr("Moved here")
    return tr(CHANGE_WORDS[row.change])


def note_words(row: Row) -> str:
    """What changed beside the words, in one line; "" when nothing did."""
    return "; ".join(map(_note, row.notes))


def shown(line: Line | None, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of one side as they are shown; what has no words is named in brackets."""
    if line is None or line.kind not in ("picture", "break", "rule", "scan"):
        return spans
    named = f"[{tr(_KINDS[line.kind])}]"
    differs = any(span.differs for span in spans) or not spans
    words = f"{named} {line.text}".strip()
    return (Span(words, differs),)


def text_shown(line: Line | None) -> str:
    """One side as plain text."""
    return "".join(span.text for span in shown(line, (Span(line.text),))) if line else ""


def _note(note: tuple[str, str, str]) -> str:
    what, old, new = note
    if what == "kind":
        told = tr(_KINDS.get(old, old)), tr(_KINDS.get(new, new))
        return tr("was a {old}, is a {new}", old=told[0], new=told[1])
    if what == "picture":
        return tr("another picture")
    if what == "page":
        return tr("the picture of the page differs")
    name = tr(_MANNERS.get(what, what))
    if what in _UNTOLD:
        return tr("{what} differ", what=name)
    return tr("{what}: {old}, now {new}", what=name, old=_said(old), new=_said(new))


def _said(value: str) -> str:
    return f"“{value}”" if value else tr("none")


def changed_rows(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """The rows that differ, numbered from 1."""
    differing = (row for row in rows if row.change is not Change.SAME)
    return enumerate(differing, 1)
