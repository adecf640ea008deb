"""The rows of a sign sheet in the order of the paper, and what the pen wrote on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from isodesk.core.rows import Mark
from isodesk.documents.reading import HOW_WORDS, AckValue, How, Keyed
from isodesk.i18n import tr
from isodesk.ui.days import day_text, read_day
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel

ROW, NAME, ROLE, SIGNED, DATE, NOTE = range(6)


@dataclass(frozen=True)
class SheetLine:
    """One reader's line; `on` is the day on the paper once it is keyed in."""

    ack: AckValue
    on: date | None = None
    note: str = ""


class KeyInModel(TableModel):
    """`keyed` is sent at each entry."""

    keyed = Signal()
    not_understood = Signal(str)
    """What was typed as a day is none."""

    def __init__(
        self, acks: Sequence[AckValue], today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._lines = [SheetLine(a) for a in acks if a.open or a.done_on]

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """Every line of the sheet."""
        return tuple(self._lines)

    def entries(self) -> tuple[Keyed, ...]:
        """What was keyed in."""
        return tuple(Keyed(n.ack.id, n.on, n.note) for n in self._lines if n.on is not None)

    def put(self, at: int, **values: Any) -> None:
        """Key something in; a line that is signed already stays as it is."""
        if self._lines[at].ack.done_on is None:
            self._lines[at] = replace(self._lines[at], **values)
            self.dataChanged.emit(self.index(at, 0), self.index(at, NOTE))
            self.keyed.emit()

    def day_above(self, at: int) -> date | None:
        """The day keyed in last above this line."""
        return next((n.on for n in reversed(self._lines[:at]) if n.on is not None), None)

    def row_at(self, number: int) -> int | None:
        """Where the line with this number on the paper stands."""
        return next((at for at, n in enumerate(self._lines) if n.ack.row == number), None)

    def next_open(self, after: int) -> int | None:
        """The next line that is neither signed nor keyed in."""
        rest = range(after + 1, len(self._lines))
        return next((at for at in rest if self.is_open(at)), None)

    def is_open(self, at: int) -> bool:
        """Whether the line waits to be keyed in."""
        line = self._lines[at]
        return line.ack.done_on is None and line.on is None

    def mark(self, at: int) -> Mark:
        """The state of a line as a pill."""
        line = self._lines[at]
        if line.ack.done_on is not None:
            return Mark(tr(HOW_WORDS[How(line.ack.how)]), "grey")
        return Mark(tr("Signed"), "green") if line.on else Mark(tr("Open"), "amber")

    def words(self, at: int, column: int) -> str:
        """What a cell says."""
        line = self._lines[at]
        day = line.on or line.ack.done_on
        return (
            str(line.ack.row),
            line.ack.name,
            line.ack.role,
            self.mark(at).word,
            day_text(day) if day else "",
            line.note or line.ack.note,
        )[column]

    def headings(self) -> tuple[str, ...]:
        return tuple(map(tr, ("Row", "Name", "Function", "Signed", "Date", "Note")))

    def line_count(self) -> int:
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            line = self._lines[index.row()]
            return day_text(line.on) if index.column() == DATE else line.note
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if index.column() == NOTE:
            self.put(index.row(), note=text)
        elif index.column() == DATE:
            day = read_day(text, self._today) if text else None
            if text and day is None:
                self.not_understood.emit(text)
                return False
            self.put(index.row(), on=day)
        return index.column() in (DATE, NOTE)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        may = index.column() in (DATE, NOTE) and self._lines[index.row()].ack.done_on is None
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags
