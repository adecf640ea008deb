"""What verdicts and grades are called in the file that is open in the window."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from isodesk.i18n import tr

if TYPE_CHECKING:
    from isodesk.registers.audit_words import Grade, Verdict

_words: dict[str, str] = {}


def use_words(words: Mapping[str, str]) -> None:
    """The firm's words, by the key of the grade; those that are missing are called as they come."""
    _words.clear()
    _words.update(words)


def verdict_word(verdict: "Verdict") -> str:
    """The word on the button and the pill."""
    from isodesk.registers.grade_words import word_of  # no register is read before the first paint

    return tr(word_of(verdict, _words))


def grade_word(grade: "Grade") -> str:
    """The word of a finding's grade."""
    return tr(_words.get(grade.name, grade.value))
