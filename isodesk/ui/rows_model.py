"""Lists for the screen: a million rows by pages, or a few under headings."""

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from isodesk.core.problems import Cancelled
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, Group, Key, Page, Row, Rows, Section
from isodesk.ui.headings import Headings
from isodesk.ui.list_model import Index, ListModel

PAGE = 128
_KEPT_PAGES = 128
_AT_ONCE = 20_000
"""Rows up to which any page or order is quick enough for the window's own thread."""

_SLOW = 0.015
"""Seconds above which the pages of an order are fetched by ids instead."""

T = TypeVar("T")
Background = Callable[[Callable[[Progress], Any], Callable[[Any], None]], object]
"""`Jobs.read`: runs a work elsewhere and brings its result back."""


class RowsModel(ListModel):
    """A `Rows` by pages: keyset pages while they come quickly, else by the ids of all rows, of
    which one walk is made elsewhere; the last few are kept. Grouped, a heading is a row too.

    `background` is `Jobs.read`; without it everything happens at once, as for short lists. With
    it nothing of a long list keeps the window waiting: rows far away are blank until they come.
    """

    shown = Signal(int)
    """A list stands on the screen; its count of records."""
    reordered = Signal(str, bool)
    """The order was changed by a click: (column key, descending)."""

    def __init__(
        self,
        rows: Rows,
        background: Background | None = None,
        today: date | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(rows.columns, today, parent)
        self._background = background
        self._count = self._most = 0
        self._folded: frozenset[object] = frozenset()
        self._wanted = rows
        self._put(rows, _opened(rows))

    @property
    def rows(self) -> Rows:
        """The list that is shown."""
        return self._rows

    def show(self, rows: Rows) -> None:
        """Show another filter or order, or the same list read again after a change."""
        self._wanted = rows
        self._ask(rows, _opened, lambda got: self._put(rows, got))

    def find(self, row_id: int, then: Callable[[int | None], None], unfold: bool = True) -> None:
        """At once where that is quick."""

        def found(place: int | None) -> None:
            row = self._shown_row(place, unfold) if place is not None else None
            if place is None or row is not None:
                then(row)

        kept = self._kept_place(row_id)
        if kept is not None:
            found(kept)
        elif self._headings is not None or self._ids is not None:
            self._with_ids(lambda ids: found(_place_of(row_id, ids)))
        else:
            self._ask(self._rows, lambda rows: rows.position(row_id), found)

    def record_count(self) -> int:
        """Records of the list, without headings."""
        return self._count

    def nth(self, row: int) -> int:
        """Which record stands in a row, counted from 0."""
        return row if self._headings is None else self._headings.nth(row)

    def ids_of(self, spans: Sequence[tuple[int, int]], then: Callable[[list[int]], None]) -> None:
        """Tell the ids of the records in these rows, (first, last), however many."""
        self._with_ids(lambda ids: then(list(self._ids_in(spans, ids))))

    def headings(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return () if self._headings is None else self._headings.tops()

    def fold(self, row: int, folded: bool | None = None) -> None:
        """Fold the rows of the heading in this row away or out; None for the other way."""
        if self._headings is None:
            return
        key = self._headings.at(row)[0].key
        want = key not in self._folded if folded is None else folded
        self._fold(self._folded | {key} if want else self._folded - {key})

    def fold_all(self, folded: bool) -> None:
        """Fold everything away or out."""
        every = self._headings.sections if self._headings is not None else ()
        self._fold(frozenset(s.key for s in every) if folded else frozenset())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return self._count if self._headings is None else self._headings.rows

    def entry(self, row: int) -> Row | Group | None:
        if self._headings is None:
            return self._record(row)
        section, place = self._headings.at(row)
        if place is not None:
            return self._record(place)
        return Group(section.heading, f"{section.count:,}", folded=section.key in self._folded)

    def flags(self, index: Index) -> Qt.ItemFlag:
        grouped = self._headings is not None and index.isValid()
        if grouped and self._headings.at(index.row())[1] is None:  # type: ignore[union-attr]
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Restate the order in SQL; unsortable columns stay as they are."""
        if not 0 <= column < len(self.columns) or not self.columns[column].sortable:
            return
        key, down = self.columns[column].key, order == Qt.SortOrder.DescendingOrder
        if (key, down) != (self._rows.order, self._rows.descending):
            self.show(self._rows.ordered(key, down))
            self.reordered.emit(key, down)

    def _ask(self, rows: Rows, work: Callable[[Rows], T], then: Callable[[T], None]) -> None:
        """Have a list answer: at once when it is short, else on the worker, if still wanted."""
        if self._at_once():
            then(work(rows))
            return

        def elsewhere(_: Progress) -> T:
            if rows is not self._wanted:  # another was asked for while this one waited
                raise Cancelled
            with rows.elsewhere() as own:
                return work(own)

        assert self._background is not None
        self._background(elsewhere, lambda got: then(got) if rows is self._wanted else None)

    def _at_once(self) -> bool:
        return self._background is None or self._most <= _AT_ONCE

    def _put(self, rows: Rows, opened: "_Opened") -> None:
        self.beginResetModel()
        self._rows = rows
        self._take_columns(rows.columns)
        self._count, self._slow = opened.count, opened.slow
        # a filter that leaves few of many still looks at all of them
        self._most = max(self._most, self._count)
        self._headings: Headings | None = None
        if opened.sections is not None:
            self._headings = Headings(opened.sections, self._folded)
        first = opened.first
        self._pages: OrderedDict[int, tuple[Row | None, ...]] = OrderedDict()
        self._starts: dict[int, Key] = {}
        if first is not None:
            self._keep(0, first)
        self._ids: array[int] | None = None
        self._ids_wanted: list[Callable[[array[int]], None]] = []
        self.endResetModel()
        self.shown.emit(self._count)

    def _fold(self, folded: frozenset[object]) -> None:
        if self._headings is None:
            return
        self.beginResetModel()
        self._folded = folded
        self._headings = Headings(self._headings.sections, folded)
        self.endResetModel()

    def _record(self, place: int) -> Row | None:
        number, at = divmod(place, PAGE)
        page = self._pages.get(number) or self._fetched(number)
        return page[at] if page is not None and at < len(page) else None

    def _kept_place(self, row_id: int) -> int | None:
        for number, page in self._pages.items():
            for at, row in enumerate(page):
                if row is not None and row.id == row_id:
                    return number * PAGE + at
        return None

    def _shown_row(self, place: int, unfold: bool) -> int | None:
        """The row of a place; a section that is folded away folds out for it, if wanted."""
        if self._headings is None:
            return place
        if unfold and self._headings.row_of(place) is None:
            self._fold(self._folded - {self._headings.key_of(place)})
        return self._headings.row_of(place)

    def _ids_in(self, spans: Sequence[tuple[int, int]], ids: "array[int]") -> Iterator[int]:
        for first, last in spans:
            if self._headings is None:
                yield from ids[first : last + 1]
                continue
            for row in range(first, last + 1):
                place = self._headings.at(row)[1]
                if place is not None:
                    yield ids[place]

    def _fetched(self, number: int) -> "tuple[Row | None, ...] | None":
        """The page; None while it must be found elsewhere first."""
        start = self._starts.get(number)
        if self._ids is not None:
            return self._keep_ids(number, self._ids)
        if start is not None and not self._slow:
            return self._keep(number, self._timed(lambda: self._rows.page(start, PAGE)))
        if self._at_once() and self._headings is None:
            return self._keep(number, self._rows.page_at(number * PAGE, PAGE))
        self._with_ids(self._repaint)
        return self._keep_ids(number, self._ids) if self._ids is not None else None

    def _timed(self, fetch: Callable[[], Page]) -> Page:
        began = time.perf_counter()
        page = fetch()
        self._slow = self._slow or time.perf_counter() - began > _SLOW
        return page

    def _keep(self, number: int, page: Page) -> tuple[Row | None, ...]:
        if page.next is not None:
            self._starts[number + 1] = page.next
        return self._kept(number, page.rows)

    def _keep_ids(self, number: int, ids: "array[int]") -> tuple[Row | None, ...]:
        wanted = ids[number * PAGE : (number + 1) * PAGE]
        known = {row.id: row for row in self._rows.by_ids(wanted)}
        return self._kept(number, tuple(known.get(each) for each in wanted))

    def _kept(self, number: int, rows: tuple[Row | None, ...]) -> tuple[Row | None, ...]:
        self._pages[number] = rows
        if len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        return rows

    def _with_ids(self, then: "Callable[[array[int]], None]") -> None:
        """Do something with the ids of all rows, when they are there."""
        if self._ids is not None:
            then(self._ids)
            return
        self._ids_wanted.append(then)
        if len(self._ids_wanted) == 1:
            self._ask(self._rows, lambda rows: rows.ids(), self._take_ids)

    def _take_ids(self, ids: "array[int]") -> None:
        self._ids = ids
        waiting, self._ids_wanted = self._ids_wanted, []
        for then in waiting:
            then(ids)

    def _repaint(self, _: "array[int]") -> None:
        last = self.index(self.rowCount() - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _place_of(row_id: int, ids: "array[int]") -> int | None:
    try:
        return ids.index(row_id)
    except ValueError:
        return None


@dataclass(frozen=True)
class _Opened:
    """What is asked of a list before it is shown; `sections` None where it is not grouped."""

    count: int
    first: Page | None
    sections: tuple[Section, ...] | None
    slow: bool = False


def _opened(rows: Rows) -> _Opened:
    if rows.grouped:
        sections = rows.sections()
        return _Opened(sum(section.count for section in sections), None, sections)
    began = time.perf_counter()
    first = rows.page(None, PAGE)
    slow = time.perf_counter() - began > _SLOW
    return _Opened(rows.count(), first, None, slow)


class GroupedModel(ListModel):
    """A short list under headings: Late, Today, This week; Revision 5, in use."""

    def __init__(
        self,
        columns: Sequence[Column],
        groups: Sequence[Group] = (),
        today: date | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, today, parent)
        self._entries: list[Row | Group] = []
        self.show(groups)

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; one without rows is left out."""
        self.beginResetModel()
        self._take_columns(self.columns)
        self._entries = []
        for group in groups:
            if group.rows:
                self._entries += [group, *group.rows]
        self.endResetModel()

    def headings(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(at for at, entry in enumerate(self._entries) if isinstance(entry, Group))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def entry(self, row: int) -> Row | Group:
        return self._entries[row]

    def find(self, row_id: int, then: Callable[[int | None], None], unfold: bool = True) -> None:
        then(next((at for at in range(len(self._entries)) if self.id_at(at) == row_id), None))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._entries[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
