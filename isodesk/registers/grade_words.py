"""The firm's own words for the grades of findings. What is stored stays the key of the grade, so
that a word changed later is changed everywhere, and words of before are still understood."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from isodesk.core.entry import Field, Line
from isodesk.core.kinds import Choice, Kind
from isodesk.core.register import Lines, Register
from isodesk.registers.audit_words import Grade, Verdict

GRADED = {"finding": "grade", "audit_question": "verdict"}
"""The columns that hold a grade, or a verdict that is one."""
WORDED = ("finding", "audit")
"""Registers whose words are the firm's."""
_BETWEEN = " = "


def read_words(stored: str | None) -> dict[str, str]:
    """The firm's word of each grade that has one, by the grade's key. Stored one to a line, as
    "Major nonconformity = Critical", which the history shows as it stands."""
    keys = {grade.value: grade.name for grade in Grade}
    pairs = (line.partition(_BETWEEN) for line in (stored or "").splitlines())
    return {keys[standing]: word for standing, _, word in pairs if standing in keys and word}


def written_words(words: Mapping[str, str]) -> str | None:
    """The stored form; None where every grade is called as it comes."""
    lines = [
        f"{grade.value}{_BETWEEN}{words[grade.name]}" for grade in Grade if words.get(grade.name)
    ]
    return "\n".join(lines) or None


@cache
def worded(register: Register, stored: str) -> Register:
    """The register of findings, or of audits with the verdicts of their questions, in the firm's
    words: its lists, forms, filters, exports, imports and prints use them, and still understand
    the words it came with."""
    words = read_words(stored)
    lines = tuple(_worded_lines(each, words) for each in register.lines)
    graded = register.by_key.get(GRADED.get(register.key, ""))
    renamed = (_worded_field(graded, words),) if graded is not None else ()
    return replace(register, renamed=renamed, lines=lines)


def worded_kind(
    table: str, column: str, kind: Kind | None, words: Mapping[str, str]
) -> Kind | None:
    """The kind of a column in the firm's words, where it holds a grade or verdict."""
    graded = GRADED.get(table) == column and isinstance(kind, Choice)
    return _worded_kind(kind, words) if graded and isinstance(kind, Choice) else kind


def _worded_lines(lines: Lines, words: Mapping[str, str]) -> Lines:
    key = GRADED.get(lines.key)
    if key is None:
        return lines
    line: type[Line] = type(lines.line.__name__, (lines.line,), {"__doc__": lines.line.__doc__})
    line.fields = tuple(_worded_field(f, words) if f.key == key else f for f in lines.line.fields)
    return replace(lines, line=line)


def _worded_field(each: Field, words: Mapping[str, str]) -> Field:
    assert isinstance(each.kind, Choice)
    return replace(each, kind=_worded_kind(each.kind, words))


def _worded_kind(kind: Choice, words: Mapping[str, str]) -> Choice:
    choices = tuple((key, words.get(key, label)) for key, label in kind.choices)
    return replace(kind, choices=choices, known=kind.choices)


def word_of(verdict: Verdict, words: Mapping[str, str]) -> str:
    """What a verdict is called: a grade that has the firm's word gives it to its verdict too."""
    return words.get(verdict.name, verdict.value)
