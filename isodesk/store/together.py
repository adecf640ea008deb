"""Many rows written into one table by few statements.

A statement that fires triggers keeps aside each page it changes until it ends, to be undone alone
if a guard refuses it: one statement for thousands of rows keeps a page once, one for each row
keeps it each time. The triggers and guards see every row either way.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

Row = Sequence[Any]
Run = Callable[[str, tuple[Any, ...]], Any]
"""Runs one statement with its values."""
_MOST_VALUES = 12_000
"""Values in one statement; SQLite takes 250,000, and no more than these made it faster."""


def insert(run: Run, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of so many columns. Raises what the database says of any of them."""
    into = f"INSERT INTO {table} ({', '.join(columns)})"
    for values, given in _parts(len(columns), rows):
        run(f"{into} {values}", given)


def update(run: Run, table: str, columns: Sequence[str], rows: Sequence[Row], by: int = 1) -> None:
    """Change rows: the first `by` values of each find it in the first columns, the others stand
    in the rest of them; None leaves a column as it is."""
    said = [(name, f"v.column{at}") for at, name in enumerate(columns, 1)]
    sets = ", ".join(f"{name} = coalesce({value}, t.{name})" for name, value in said[by:])
    found = " AND ".join(f"t.{name} = {value}" for name, value in said[:by])
    for values, given in _parts(len(columns), rows):
        run(f"UPDATE {table} AS t SET {sets} FROM ({values}) AS v WHERE {found}", given)


def _parts(width: int, rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The rows as `VALUES (?, ?), (?, ?)` with what stands in them, some thousand at a time."""
    one = f"({', '.join('?' * width)})"
    size = max(1, _MOST_VALUES // width)
    for at in range(0, len(rows), size):
        part = rows[at : at + size]
        yield "VALUES " + ", ".join([one] * len(part)), tuple(chain.from_iterable(part))
