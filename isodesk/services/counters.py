"""An older state of a file is worked on again: no number may repeat."""

from typing import TYPE_CHECKING

from isodesk.store import memory

if TYPE_CHECKING:
    from isodesk.store.unit import Unit


def raise_counters(unit: "Unit") -> None:
    """Jump past every number this computer has seen given, so that an older file repeats none."""
    from isodesk.core.spine import Counter

    known = memory.recall(unit.company().file_id)
    for name, value in (known.counters if known else {}).items():
        row = unit.session.get(Counter, name)
        if row is None:
            unit.session.add(Counter(name=name, value=value))
        elif row.value < value:
            row.value = value
    unit.session.flush()
