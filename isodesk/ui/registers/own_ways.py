"""What a record of one register leads to beyond its steps, as a button among them."""

from dataclasses import dataclass

from isodesk.documents.values import StepValue
from isodesk.i18n import tr


@dataclass(frozen=True)
class OwnWay:
    """A button with this verb while the record is in one of these states; the shell answers its
    `key` (see `Office.take_way`)."""

    key: str
    verb: str
    states: tuple[str, ...]


WAYS: dict[str, tuple[OwnWay, ...]] = {
    "audit": (OwnWay("go_onsite", "Go onsite", ("prepared", "running", "reporting")),),
}
"""By register."""


def own_ways(register: str, state: str) -> tuple[StepValue, ...]:
    """What a record in this state leads to."""
    found = (way for way in WAYS.get(register, ()) if state in way.states)
    return tuple(StepValue(way.key, tr(way.verb), "", primary=True) for way in found)


def is_way(register: str, key: str) -> bool:
    """Whether a key is a way, and no step."""
    return any(way.key == key for way in WAYS.get(register, ()))
