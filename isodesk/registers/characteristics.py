"""Is a reading within what is asked? Numbers within limits, words equal in a forgiving way."""

import re
from decimal import Decimal
from enum import Enum

from isodesk.core.folding import folded
from isodesk.core.kinds import YES, choice_of, decimal_of
from isodesk.core.problems import Refused


class Nature(Enum):
    """How a characteristic is judged."""

    NUMERIC = "Number within limits"
    VISUAL = "Looked at"
    TEXT = "Text equal to"


class Verdict(Enum):
    """What a reading says of its characteristic."""

    MET = "Met"
    EXCEEDED = "Exceeded"
    MISSED = "Missed"


VERDICT = choice_of(Verdict, MET="green", EXCEEDED="green", MISSED="red")


def within(
    reading: Decimal, least: Decimal | None, most: Decimal | None, better: Decimal | None = None
) -> Verdict:
    """A number against its limits, both ends in. `better` is the target that exceeds what is
    asked: on the side of the upper limit when only a lower one is given, else on the lower."""
    if (least is not None and reading < least) or (most is not None and reading > most):
        return Verdict.MISSED
    if better is None:
        return Verdict.MET
    upwards = most is None or (least is not None and better > least and better > most)
    beats = reading >= better if upwards else reading <= better
    return Verdict.EXCEEDED if beats else Verdict.MET


def alike(reading: str, expected: str) -> bool:
    """Whether two texts say the same: case, accents, spaces and closing dots do not matter,
    every word for yes is yes, and `24,0 bar` is `24 bar`."""
    return _plain(reading) == _plain(expected)


def figure(text: str) -> Decimal | None:
    """The number a reading begins with ("9.8 mm", "9,8"); None for none."""
    found = re.match(r"\s*([+\-\u2212]?[\d.,\u202f']*\d)", text)
    try:
        return decimal_of(found[1]) if found else None
    except Refused:
        return None


def judged(
    nature: Nature | None,
    found: str | None,
    least: Decimal | None,
    most: Decimal | None,
    better: Decimal | None,
    expected: str | None,
) -> Verdict | None:
    """What a reading as it was written says; None while it or what it is held against is
    missing, and for a number that is none."""
    if not found:
        return None
    if nature is Nature.NUMERIC or (nature is None and (least is not None or most is not None)):
        number = figure(found)
        limits = least is not None or most is not None
        return within(number, least, most, better) if number is not None and limits else None
    if nature is Nature.TEXT:
        return None if not expected else _met(alike(found, expected))
    return _met(_looks_right(found, expected))


def _met(right: bool) -> Verdict:
    return Verdict.MET if right else Verdict.MISSED


def _looks_right(found: str, expected: str | None) -> bool:
    """What is looked at is noted as a yes, or in the very words that are asked."""
    return _plain(found) in ("yes", "good", "pass", "free", "none") or bool(
        expected and alike(found, expected)
    )


def _plain(text: str) -> str:
    words = " ".join(folded(text).split()).strip(" .;,")
    try:
        said = YES.parse(words) if not words.isdigit() else None
    except Refused:
        said = None
    if said is not None:
        return "yes" if said else "no"
    return re.sub(r"\d[\d.,]*", _number, words)


def _number(found: re.Match[str]) -> str:
    """A number without the noughts that say nothing."""
    try:
        return f"{decimal_of(found[0].strip('.,')).normalize():f}"
    except Refused:
        return found[0]
