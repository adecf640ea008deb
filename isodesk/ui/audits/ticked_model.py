"""Questions under their sections, each with a tick: which of them an audit takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from isodesk.core.folding import folded
from isodesk.i18n import tr
from isodesk.ui.headed_model import HeadedModel
from isodesk.ui.list_model import Index
from isodesk.ui.states import SYSTEM_WORDS

TAKE, CLAUSES, ASK, NOTE = range(4)
HEADINGS = ("Take", "Clauses", "Question", "")


@dataclass(frozen=True)
class TickRow:
    """A question that may be ticked; one that is `fixed` cannot, as its note says."""

    key: str
    section: str
    clauses: str
    ask: str
    systems: int = 0
    note: str = ""
    fixed: bool = False


@dataclass
class Heading:
    """A section and the rows under it that are shown."""

    section: str
    rows: list[TickRow] = field(default_factory=list)


class TickedModel(HeadedModel):
    """`changed` as ticks come and go. A heading's tick is that of all rows under it."""

    heads = HEADINGS

    changed = Signal()

    def __init__(self, parent: QObject | None = None, heads: Sequence[str] = HEADINGS) -> None:
        super().__init__(parent)
        self._heads = heads
        self.rows: tuple[TickRow, ...] = ()
        self._ticked: set[str] = set()
        self._shown: list[TickRow | Heading] = []
        self._words: dict[str, str] = {}

    def show(self, rows: Sequence[TickRow], ticked: set[str], text: str = "") -> None:
        """Show these questions, narrowed to those that hold the words; ticks of others end."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._words = {r.key: folded(f"{r.clauses} {r.ask} {r.section}") for r in rows}
        free = {row.key for row in rows if not row.fixed}
        self._ticked = ticked & free
        self._lay(text)
        self.endResetModel()
        self.changed.emit()

    def narrow(self, text: str) -> None:
        """Show those that hold the words; ticks of the others stay."""
        self.beginResetModel()
        self._lay(text)
        self.endResetModel()

    def ticked(self) -> set[str]:
        """Keys of the ticked questions."""
        return set(self._ticked)

    def free_count(self) -> int:
        """How many may be ticked."""
        return sum(not row.fixed for row in self.rows)

    def at(self, row: int) -> TickRow | Heading:
        """What stands in a row."""
        return self._shown[row]

    def headings(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(at for at, each in enumerate(self._shown) if isinstance(each, Heading))

    def tick_of(self, row: int) -> Qt.CheckState | None:
        """The tick of a row; None where nothing can be ticked."""
        keys = self._keys(row)
        if not keys:
            return None
        on = len(keys & self._ticked)
        states = Qt.CheckState
        return states.Unchecked if not on else states.Checked if on == len(keys) else partly()

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick all of these, or none where all were."""
        keys = set().union(*(self._keys(row) for row in rows))
        self.put(keys, on=not keys <= self._ticked)

    def put_shown(self, on: bool) -> None:
        """Tick all that are shown, or none of them."""
        self.put({row.key for row in self._shown if isinstance(row, TickRow) and not row.fixed}, on)

    def put(self, keys: set[str], on: bool) -> None:
        """Tick these questions, or take their ticks."""
        self._ticked = self._ticked | keys if on else self._ticked - keys
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, NOTE))
        self.changed.emit()

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        each = self._shown[row]
        if isinstance(each, Heading):
            return self._said(each) if column == TAKE else ""
        return ("", each.clauses, each.ask, each.note)[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles, each = Qt.ItemDataRole, self._shown[index.row()]
        if role == roles.CheckStateRole and index.column() == TAKE:
            return self.tick_of(index.row())
        if role == roles.AccessibleTextRole and isinstance(each, TickRow):
            parts = (each.clauses, tr(SYSTEM_WORDS[each.systems]), each.ask, each.note)
            return ", ".join(filter(None, parts))
        if role == roles.ToolTipRole and isinstance(each, TickRow):
            return "\n".join(filter(None, (each.ask, each.clauses, each.note)))
        if role in (roles.DisplayRole, roles.AccessibleTextRole):
            return self.words(index.row(), index.column())
        return None

    def _keys(self, row: int) -> set[str]:
        each = self._shown[row]
        rows = each.rows if isinstance(each, Heading) else [each]
        return {r.key for r in rows if not r.fixed}

    def _said(self, heading: Heading) -> str:
        on = sum(row.key in self._ticked for row in heading.rows)
        free = sum(not row.fixed for row in heading.rows)
        of = tr("{n} of {total}", n=on, total=free) if free else ""
        return "   ".join(filter(None, (heading.section or tr("Without a section"), of)))

    def _lay(self, text: str) -> None:
        wanted = folded(text).split()
        headings: dict[str, Heading] = {}
        for row in self.rows:
            if all(word in self._words[row.key] for word in wanted):
                headings.setdefault(row.section, Heading(row.section)).rows.append(row)
        self._shown = []
        for heading in headings.values():
            self._shown += [heading, *heading.rows]


def partly() -> Qt.CheckState:
    """Some are ticked."""
    return Qt.CheckState.PartiallyChecked
