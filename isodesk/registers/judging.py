"""Whether something worked: the words and the guard that all registers of planning share."""

from collections.abc import Iterator
from enum import Enum

from isodesk.core.entry import Entry
from isodesk.core.kinds import choice_of
from isodesk.core.problems import Problem
from isodesk.core.steps import Around


class Effect(Enum):
    """What the look at the effect said."""

    EFFECTIVE = "Effective"
    PARTLY = "Partly effective"
    NOT_EFFECTIVE = "Not effective"


EFFECT = choice_of(Effect, EFFECTIVE="green", PARTLY="amber", NOT_EFFECTIVE="red")


def failed_effect_is_followed(entry: Entry, around: Around) -> Iterator[Problem]:
    """What did not work may only end when something else has been begun."""
    begun = (*around.near("action"), *around.near("nonconformity"))
    failed = getattr(entry, "effect", None) is Effect.NOT_EFFECTIVE
    if failed and all(near.closed for near in begun):
        yield Problem("effect", "It did not work: add an action or raise a nonconformity first.")
