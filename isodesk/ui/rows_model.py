"""Lists for the screen: a million rows by pages, or a few under headings.

Both models answer `entry(row)` with the row itself, so that the delegate paints a cell without
asking Qt's roles one by one: that halves a frame (performance.md 3).
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from isodesk.core.progress import Progress
from isodesk.core.rows import Column, Group, Key, Page, Row, Rows
from isodesk.i18n import tr
from isodesk.ui.cell_text import cell_text, cell_tip
from isodesk.ui.states import mark_of

PAGE = 128
_KEPT_PAGES = 128
_AT_ONCE = 20_000
"""Rows up to which any page or order is quick enough for the window's own thread."""

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
Background = Callable[[Callable[[Progress], Any], Callable[[Any], None]], object]
"""`Jobs.read`: runs a work elsewhere and brings its result back."""


class ListModel(QAbstractTableModel):
    """What both kinds of list share: columns, texts for screen readers and copying."""

    def __init__(
        self, columns: Sequence[Column], today: date | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fixed_today = today
        self._take_columns(tuple(columns))

    def entry(self, row: int) -> Row | Group | None:
        """The row or heading there."""
        raise NotImplementedError

    def find(self, row_id: int, then: Callable[[int | None], None]) -> None:
        """Tell where the record with this id stands, None if not in the list."""
        raise NotImplementedError

    def id_at(self, row: int) -> int | None:
        """The record's id there; None on a heading."""
        entry = self.entry(row) if 0 <= row < self.rowCount() else None
        return entry.id if isinstance(entry, Row) else None

    def struck(self, entry: Row) -> bool:
        """Whether the row's own state is struck: superseded, obsolete, void."""
        value = entry.values[self._state_at] if self._state_at is not None else None
        return bool(value) and mark_of(value).tone == "struck"

    def _take_columns(self, columns: tuple[Column, ...]) -> None:
        """Also renews the day: a list is read again at midnight."""
        self.columns = columns
        self.today = self._fixed_today or date.today()
        states = [at for at, column in enumerate(columns) if column.kind == "state"]
        self._state_at = states[0] if states else None

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or section >= len(self.columns):
            return None
        across = orientation == Qt.Orientation.Horizontal
        return tr(self.columns[section].heading) if across else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        if not (shown or role == Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        entry = self.entry(index.row())
        if isinstance(entry, Group):
            return f"{entry.heading} {entry.note}".strip() if shown else None
        if entry is None:
            return "" if shown else None
        column, value = self.columns[index.column()], entry.values[index.column()]
        return cell_text(column, value, self.today)[0] if shown else cell_tip(column, value)


class RowsModel(ListModel):
    """A `Rows` by pages: sparse anchors, keyset pages, the last few kept.

    `background` is `Jobs.read`; without it everything happens at once, as for short lists. With
    it nothing of a long list keeps the window waiting: rows far away are blank until they come.
    """

    shown = Signal(int)
    """A list stands on the screen; its count."""
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
        self._count = 0
        self._wanted = rows
        self._put(rows, rows.count(), rows.page(None, PAGE))

    @property
    def rows(self) -> Rows:
        """The list that is shown."""
        return self._rows

    def show(self, rows: Rows) -> None:
        """Show another filter or order, or the same list read again after a change."""
        self._wanted = rows
        self._ask(rows, _opened, lambda got: self._put(rows, *got))

    def find(self, row_id: int, then: Callable[[int | None], None]) -> None:
        """Tell where a record stands, None if not in the list; at once where that is quick."""
        kept = self._kept_row(row_id)
        if kept is not None:
            then(kept)
        else:
            self._ask(self._rows, lambda rows: rows.position(row_id), then)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def entry(self, row: int) -> Row | None:
        number, at = divmod(row, PAGE)
        page = self._pages.get(number) or self._fetched(number)
        return page.rows[at] if page is not None and at < len(page.rows) else None

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
        if self._background is None or self._count <= _AT_ONCE:
            then(work(rows))
            return

        def elsewhere(_: Progress) -> T:
            with rows.elsewhere() as own:
                return work(own)

        self._background(elsewhere, lambda got: then(got) if rows is self._wanted else None)

    def _put(self, rows: Rows, count: int, first: Page) -> None:
        self.beginResetModel()
        self._rows = rows
        self._take_columns(rows.columns)
        self._count = count
        self._pages: OrderedDict[int, Page] = OrderedDict({0: first})
        self._starts: dict[int, Key] = {} if first.next is None else {1: first.next}
        self._anchors_asked = False
        self.endResetModel()
        self.shown.emit(count)

    def _kept_row(self, row_id: int) -> int | None:
        for number, page in self._pages.items():
            for at, row in enumerate(page.rows):
                if row.id == row_id:
                    return number * PAGE + at
        return None

    def _fetched(self, number: int) -> Page | None:
        """The page; of a long list only if its start is known, or None while that is found."""
        start = self._starts.get(number)
        if start is not None or number == 0:
            return self._keep(number, self._rows.page(start, PAGE))
        if self._background is None or self._count <= _AT_ONCE:
            return self._keep(number, self._rows.page_at(number * PAGE, PAGE))
        if not self._anchors_asked:
            self._anchors_asked = True
            self._ask(self._rows, lambda rows: rows.anchors(PAGE), self._anchored)
        return None

    def _keep(self, number: int, page: Page) -> Page:
        if page.next is not None:
            self._starts[number + 1] = page.next
        self._pages[number] = page
        if len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        return page

    def _anchored(self, keys: list[Key]) -> None:
        self._starts = dict(enumerate(keys))
        last = self.index(self._count - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _opened(rows: Rows) -> tuple[int, Page]:
    return rows.count(), rows.page(None, PAGE)


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

    def find(self, row_id: int, then: Callable[[int | None], None]) -> None:
        then(next((at for at in range(len(self._entries)) if self.id_at(at) == row_id), None))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._entries[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
