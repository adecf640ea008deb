"""The map as rows and columns of a table: a heading a process, a card a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from isodesk.documents.map_layout import COLUMNS, Band, Card, Node, lay_out
from isodesk.documents.values import State
from isodesk.i18n import tr
from isodesk.ui.list_model import Index
from isodesk.ui.states import mark_of


@dataclass(frozen=True)
class MapRow:
    """A row of cards, or the heading of a process (`heading` not empty)."""

    heading: str
    note: str
    cards: dict[int, Card]
    lines: dict[int, frozenset[str]]


class MapModel(QAbstractTableModel):
    """Cells are documents; `node_at` answers which."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[MapRow, ...] = ()
        self.nodes: tuple[Node, ...] = ()

    def show(self, nodes: Sequence[Node]) -> None:
        """Lay these documents out."""
        self.beginResetModel()
        self.nodes = tuple(nodes)
        self.rows = tuple(row for band in lay_out(nodes) for row in _rows(band))
        self.endResetModel()

    def headings(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(at for at, row in enumerate(self.rows) if row.heading)

    def node_at(self, row: int, column: int) -> Node | None:
        """The document in a cell."""
        card = self.card_at(row, column)
        return card.node if card is not None else None

    def card_at(self, row: int, column: int) -> Card | None:
        """The card in a cell."""
        return self.rows[row].cards.get(column) if 0 <= row < len(self.rows) else None

    def place_of(self, document_id: int) -> tuple[int, int] | None:
        """Where a document stands."""
        for at, row in enumerate(self.rows):
            for column, card in row.cards.items():
                if card.node.id == document_id:
                    return at, column
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return tr(COLUMNS[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        if row.heading or index.column() in row.cards:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if row.heading:
            return f"{row.heading} {row.note}" if role in shown else None
        card = row.cards.get(index.column())
        if card is None:
            return None
        if role in shown or role == Qt.ItemDataRole.ToolTipRole:
            return card_words(card)
        return None


def card_words(card: Card) -> str:
    """Everything a card says, for the screen reader and the tip."""
    node = card.node
    said = [f"{node.number} {node.title}", mark_of(node.state).word]
    said += [note_words(card)] if note_words(card) else []
    return ". ".join(said)


def note_words(card: Card) -> str:
    """What a card is linked to besides its lines; or that it is linked to nothing."""
    if not card.node.links:
        return tr("no links")
    return tr("also {numbers}", numbers=", ".join(card.also)) if card.also else ""


def state_word(node: Node) -> str:
    """The state as a card says it; nothing while the document is simply in force."""
    return "" if node.state == State.EFFECTIVE else mark_of(node.state).word


def _rows(band: Band) -> list[MapRow]:
    n = len(band.cards)
    note = tr("1 document") if n == 1 else tr("{n} documents", n=n)
    rows = [MapRow(band.process or tr("No process named"), note, {}, {})]
    for at in range(band.rows):
        cards = {card.column: card for card in band.cards if card.row == at}
        lines = {column: parts for (row, column), parts in band.lines.items() if row == at}
        rows.append(MapRow("", "", cards, lines))
    return rows
