"""The matrix that risks are weighed in: likelihood times severity, both from 1 to 5."""

from enum import Enum

from isodesk.core.kinds import Whole, choice_of

LIKELIHOOD = Whole(
    (1, 5),
    ((1, "Hardly ever"), (2, "Once in years"), (3, "Yearly"), (4, "Monthly"), (5, "All the time")),
)
SEVERITY = Whole(
    (1, 5),
    ((1, "Hardly felt"), (2, "Slight"), (3, "Noticeable"), (4, "Serious"), (5, "Grave")),
)
MEDIUM_AT, HIGH_AT = 5, 12
"""The least score that is medium, and that is high."""


class Level(Enum):
    """How much a risk weighs."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"


LEVEL = choice_of(Level, LOW="green", MEDIUM="amber", HIGH="red")


def score_of(likelihood: int | None, severity: int | None) -> int | None:
    """The product, 1 to 25; None while one of the two is missing."""
    return None if likelihood is None or severity is None else likelihood * severity


def level_of(score: int | None) -> Level | None:
    """Low below 5, medium from 5, high from 12."""
    if score is None:
        return None
    if score >= HIGH_AT:
        return Level.HIGH
    return Level.MEDIUM if score >= MEDIUM_AT else Level.LOW
