"""Many rows into one table by few statements.

A statement that fires triggers keeps aside each page it changes until it ends, to be undone alone
if a guard refuses it: one statement for thousands of rows keeps a page once, one for each row
keeps it each time. The triggers and guards see every row either way.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

Row = Sequence[Any]
_MOST_VALUES = 12_000
"""Values in one statement; SQLite takes 250,000, and no more than these made it faster."""


def insert(
    run: Callable[[str, tuple[Any, ...]], Any], table: str, columns: Sequence[str], rows: list[Row]
) -> None:
    """Insert rows of so many columns. Raises what the database says of any of them."""
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
    one = f"({', '.join('?' * len(columns))})"
    for part in _parts(rows, max(1, _MOST_VALUES // len(columns))):
        run(into + ", ".join([one] * len(part)), tuple(chain.from_iterable(part)))


def _parts(rows: list[Row], size: int) -> Iterator[list[Row]]:
    for at in range(0, len(rows), size):
        yield rows[at : at + size]
