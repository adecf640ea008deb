"""The firm's own words for the grades of findings. What is stored stays the key of the grade, so
that a word changed later is changed everywhere, and words of before are still understood."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from isodesk.core.kinds import Choice
from isodesk.core.register import Register
from isodesk.registers.audit_words import Grade, Verdict

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
    """The register of findings with the firm's words: its lists, forms, filters, imports and
    prints use them, and still understand the words it came with."""
    words = read_words(stored)
    grade = register.by_key["grade"]
    kind = grade.kind
    assert isinstance(kind, Choice)
    choices = tuple((key, words.get(key, label)) for key, label in kind.choices)
    return replace(
        register, renamed=(replace(grade, kind=replace(kind, choices=choices, known=kind.choices)),)
    )


def word_of(verdict: Verdict, words: Mapping[str, str]) -> str:
    """What a verdict is called: a grade that has the firm's word gives it to its verdict too."""
    return words.get(verdict.name, verdict.value)
