"""What reports on a record are made of: its fields as facts, its lines as tables."""

from collections.abc import Sequence

from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.printing.record_sheets import Fact, LinesTable, Part
from isodesk.services.entry_sheets import fact_of, table_of
from isodesk.services.entry_values import EntryValue


def fields_part(
    register: Register, value: EntryValue, heading: str, keys: Sequence[str], empty: str = ""
) -> Part:
    """The fields of these keys that are filled."""
    return Part(heading, facts=facts_of(register, value, keys), empty=empty or blank())


def facts_of(register: Register, value: EntryValue, keys: Sequence[str]) -> tuple[Fact, ...]:
    """The fields of these keys that are filled, as facts."""
    made = (fact_of(register.by_key[key], value.shown.get(key, "")) for key in keys)
    return tuple(fact for fact in made if fact.value)


def lines_of(register: Register, value: EntryValue, key: str) -> tuple[LinesTable, ...]:
    """Its lines of one key as a table; none where there are none."""
    return (table_of(register.lines_by_key[key], value),) if value.lines[key] else ()


def blank() -> str:
    """What stands where nothing is known yet."""
    return tr("Not filled in yet.")
