"""Lists as values: columns, rows, and the pages a screen fetches of them.

A `Rows` is one statement of a list: its columns, filter, grouping and order. It never loads the
table. A screen asks for the count and for the pages it paints (performance.md 3); another filter
or order is another `Rows`.
"""

from array import array
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from isodesk.core.filters import Condition

Kind = Literal[
    "text",
    "second",
    "number",
    "figure",
    "decimal",
    "date",
    "moment",
    "late",
    "yes",
    "state",
    "systems",
]
"""How a cell is shown.

text: words · second: quieter words · number: a record's number · figure: an integer ·
decimal: a Decimal · date: ISO day · moment: UTC text · yes: 1 or 0 · late: ISO day said as
lateness ("12 days late") · state: a stored state word or a `Mark` · systems: 1 quality,
2 environment, 3 both.
"""
Tone = Literal["grey", "amber", "blue", "green", "red", "struck"]
Key = tuple[object, int]
"""(value sorted by, record id): where a page begins; blanks always stand last."""


@dataclass(frozen=True)
class Mark:
    """A state said in words of its own, as `Mark("7 days late", "red")`."""

    word: str
    tone: Tone


LEAST_TITLE = 11.0
"""Text units that the widest column of a list keeps at least; it takes what is left over."""


@dataclass(frozen=True)
class Column:
    """One column; `weight` is its share of the width in text units (ems) at 100 %."""

    key: str
    heading: str
    weight: float
    kind: Kind = "text"
    sortable: bool = True
    shown: bool = True
    most: int = 0
    """What a figure can be at most: a bar beside it says how much of that it is; 0 for none."""


@dataclass(frozen=True)
class Row:
    """One record of a list: its id and one value for each column (str, int, Mark or None)."""

    id: int
    values: tuple[object, ...]


@dataclass(frozen=True)
class Group:
    """A spanned heading with its rows: "Late" "3", or "Revision 5, in use" "4 of 4 out".

    `folded` says whether its rows are folded away; None where they cannot be.
    """

    heading: str
    note: str = ""
    rows: tuple[Row, ...] = ()
    late: bool = False
    folded: bool | None = None


@dataclass(frozen=True)
class Section:
    """One group of a grouped list: what its rows have in common (`key`), said as `heading`, how
    many they are, and at which place of `Rows.ids` the first of them stands."""

    key: object
    heading: str
    count: int
    start: int


@dataclass(frozen=True)
class Page:
    """A run of rows, and the key of the row after it (None at the end)."""

    rows: tuple[Row, ...]
    next: Key | None


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to; the defaults leave everything.

    `states` are stored state words, `chips` the keys of the filters that are on, `conditions`
    what is asked of single fields, `group` the field whose values are the headings.
    """

    text: str = ""
    systems: int = 3
    states: tuple[str, ...] = ()
    chips: frozenset[str] = frozenset()
    conditions: "tuple[Condition, ...]" = ()
    group: str = ""


class Rows(Protocol):
    """A list that is fetched by pages.

    What may take a while (another order, all ids) is asked on a worker, of what `elsewhere`
    gives; all other calls are made on the screen's thread.
    """

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def order(self) -> str:
        """Key of the column the rows are ordered by."""

    @property
    def descending(self) -> bool: ...

    @property
    def grouped(self) -> bool:
        """Whether it has sections, if any rows."""

    def count(self) -> int:
        """Rows of this list, after its filter."""

    def elsewhere(self) -> "AbstractContextManager[Rows]":
        """The same list for a worker's thread, on a connection of its own."""

    def page(self, start: Key | None, limit: int) -> Page:
        """Up to `limit` rows from the row with this key on (None: from the top)."""

    def page_at(self, offset: int, limit: int) -> Page:
        """The same by counting rows: for lists short enough that it does not matter."""

    def ids(self) -> "array[int]":
        """The ids of all rows in their order, those of a group together: 8 bytes a row."""

    def by_ids(self, ids: Iterable[int]) -> tuple[Row, ...]:
        """These rows in this order; one that is no longer there is left out."""

    def sections(self) -> tuple[Section, ...]:
        """The groups in the order of their headings; none where the list is not grouped. Raises
        Refused where there are too many to be of use."""

    def position(self, row_id: int) -> int | None:
        """At which row (from 0) this record stands, or None when it is not in the list."""

    def ordered(self, key: str, descending: bool) -> "Rows":
        """The same list ordered by another column."""


@dataclass(frozen=True)
class ListRows:
    """A short list already in memory, as a `Rows`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    order: str = ""
    descending: bool = False
    grouped: bool = False

    def count(self) -> int:
        """Rows of the list."""
        return len(self.rows)

    def elsewhere(self) -> "AbstractContextManager[ListRows]":
        """Itself: it never changes."""
        return nullcontext(self)

    def page(self, start: Key | None, limit: int) -> Page:
        """Keys are positions here."""
        return self.page_at(start[1] if start else 0, limit)

    def page_at(self, offset: int, limit: int) -> Page:
        """A slice."""
        end = offset + limit
        return Page(self.rows[offset:end], (None, end) if end < len(self.rows) else None)

    def ids(self) -> "array[int]":
        """Of all rows."""
        return array("q", (row.id for row in self.rows))

    def by_ids(self, ids: Iterable[int]) -> tuple[Row, ...]:
        """The first of each id."""
        known = {row.id: row for row in reversed(self.rows)}
        return tuple(known[each] for each in ids if each in known)

    def sections(self) -> tuple[Section, ...]:
        """A short list is not grouped."""
        return ()

    def position(self, row_id: int) -> int | None:
        """Where the row stands."""
        return next((at for at, row in enumerate(self.rows) if row.id == row_id), None)

    def ordered(self, key: str, descending: bool) -> "ListRows":
        """Sorted by that column's values, words without regard to case; blanks last."""
        at = [column.key for column in self.columns].index(key)
        blank = [row for row in self.rows if row.values[at] in (None, "")]
        filled = [row for row in self.rows if row.values[at] not in (None, "")]
        filled.sort(key=lambda row: sort_value(row.values[at]), reverse=descending)
        return replace(self, rows=(*filled, *blank), order=key, descending=descending)


def sort_value(value: object) -> tuple[int, int, str]:
    """What a value is compared by: numbers before words, words without regard to case."""
    if isinstance(value, int):
        return (0, value, "")
    return (1, 0, (value.word if isinstance(value, Mark) else str(value)).casefold())
