"""What many records say, put where it is found by few statements (see `store.search`)."""

from collections.abc import Sequence
from typing import NamedTuple

from isodesk.core.folding import folded
from isodesk.store import together


class Said(NamedTuple):
    """What one record says, as the search keeps it."""

    record_id: int
    number: str
    title: str
    body: str


def put_new(run: together.Run, said: Sequence[Said]) -> None:
    """Records that are not found yet."""
    together.insert(run, "search_words", ("rowid", "number", "title", "body"), said)
    parts = [(each.record_id, folded("\n".join(each[1:]))) for each in said]
    together.insert(run, "search_parts", ("rowid", "folded"), parts)


def put_again(run: together.Run, said: Sequence[Said]) -> None:
    """Records that say something else now."""
    for each in said:
        for table in ("search_words", "search_parts"):
            run(f"DELETE FROM {table} WHERE rowid = ?", (each.record_id,))
    put_new(run, said)
