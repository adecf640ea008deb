"""An older state of a file is worked on again: no number may repeat."""

from typing import TYPE_CHECKING

from isodesk.store import memory
from isodesk.store.file import CompanyFile

if TYPE_CHECKING:
    from isodesk.store.unit import Unit


def behind(file: CompanyFile) -> bool:
    """Whether this computer has seen numbers given that the file does not know of; by plain
    SQL, as every opening asks."""
    held = dict(file.reader().execute("SELECT name, value FROM counter").fetchall())
    (file_id,) = file.reader().execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(file_id)
    return known is not None and any(held.get(n, 0) < v for n, v in known.counters.items())


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
