"""What a restore would lose or bring back: counts beside each other, and every change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from isodesk.core.rows import Column, ListRows, Row, Rows
from isodesk.i18n import tr
from isodesk.services.backup_label import kind_words
from isodesk.services.lists import Table, as_table
from isodesk.store.compare import Difference, Pair, changes_after
from isodesk.store.file import CompanyFile
from isodesk.store.rows import SqlRows
from isodesk.store.sqlite import guarded
from isodesk.ui.buttons import SegmentedControl
from isodesk.ui.fields import FilterField
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel


class RestoreChanges(QWidget):
    """Shows a pair of files until `clear`; the pair is the caller's to close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._difference: Difference | None = None
        self.counts = ListView(tr("What each holds"), inset=0)
        self.counts.setModel(RowsModel(ListRows(_count_columns(), ())))
        self.counts.empty_words = ""
        self.side = SegmentedControl(
            tr("Changes"), (("lost", tr("Would be lost")), ("gained", tr("Would come back")))
        )
        self.filter = FilterField(tr("Filter"))
        self.count = Words(tone="second", figures=True)
        self.changes = ListView(tr("Changes"), inset=0)
        self.changes.setModel(RowsModel(ListRows((), ())))
        self._lay_out()
        self.side.chosen.connect(lambda _: self._list())
        self.filter.changed.connect(lambda _: self._list())
        self.filter.left_down.connect(self.changes.setFocus)
        self.changes.typed.connect(self.filter.begin)
        self.clear()

    def show_pair(self, pair: Pair, difference: Difference) -> None:
        """Compare these two; the side with something on it comes first."""
        self._pair, self._difference = pair, difference
        self.counts.setModel(RowsModel(ListRows(_count_columns(), _count_rows(difference))))
        lost = difference.file is not None and difference.lost > 0
        self.side.choose("lost" if lost or not difference.gained else "gained")
        self.setVisible(True)
        self._list()

    def clear(self) -> None:
        """Let the files go, before they are closed."""
        self._pair = self._difference = None
        self.changes.setModel(RowsModel(ListRows((), ())))
        self.setVisible(False)

    def as_table(self) -> Table:
        """The changes as they are filtered."""
        model = self.changes.model()
        assert isinstance(model, RowsModel)
        return as_table(model.rows, hidden=True)

    def total(self) -> int:
        """Changes of this side without the filter."""
        rows = self._rows("")
        return rows.count() if rows is not None else 0

    def _list(self) -> None:
        rows = self._rows(self.filter.text())
        if rows is None:
            self.changes.empty_words = _nothing(self._difference, self._on_side())
            self.changes.setModel(RowsModel(ListRows((), ())))
            self.count.setText("")
            return
        self.changes.empty_words = tr("Nothing matches the filter.")
        self.changes.setModel(RowsModel(rows))
        self.count.setText(self.changes.count_words(self.total()))

    def _rows(self, text: str) -> Rows | None:
        """The changes of the side that is chosen; None where there is none, or none known."""
        pair, difference = self._pair, self._difference
        if pair is None or difference is None or difference.file is None:
            return None
        lost = self._on_side() == "lost"
        file = pair.file if lost else pair.backup
        if file is None or not (difference.lost if lost else difference.gained):
            return None
        return _changes(file, difference.common, text)

    def _on_side(self) -> str:
        return str(self.side.value())

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.side)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.count)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.changes, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.counts)
        split.addWidget(right)
        split.setSizes([300, 700])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)


def _changes(file: CompanyFile, seq: int, text: str) -> Rows:
    source = changes_after(seq, text)
    return SqlRows(source, file.reader, lambda: guarded(file.path), "at", descending=True)


def _nothing(difference: Difference | None, side: str) -> str:
    if difference is None:
        return ""
    if difference.unreadable:
        return tr("The present file cannot be read: what would be lost cannot be told.")
    if difference.file is None:
        return tr("No file stands there now.")
    return tr("Nothing would be lost.") if side == "lost" else tr("Nothing would come back.")


def _count_columns() -> tuple[Column, ...]:
    return (
        Column("kind", "", 9, sortable=False),
        Column("now", tr("Today"), 5, "figure", sortable=False),
        Column("then", tr("Backup"), 5, "figure", sortable=False),
    )


def _count_rows(difference: Difference) -> tuple[Row, ...]:
    """Each kind with how many there are today and in the backup; – where it is not known."""
    now = difference.file.counts if difference.file else {}
    kinds = list(dict.fromkeys([*difference.backup.counts, *now]))
    known = difference.file is not None
    return tuple(
        Row(
            n,
            (
                kind_words(kind),
                f"{now.get(kind, 0):,}" if known else "–",
                f"{difference.backup.counts.get(kind, 0):,}",
            ),
        )
        for n, kind in enumerate(kinds)
    )
