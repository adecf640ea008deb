"""The rows of a walk, in the order of the printed sheet, and what was found at each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from isodesk.core.rows import Mark
from isodesk.documents.values import CopyValue
from isodesk.i18n import tr
from isodesk.services.copies import WalkEntry
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel

ROW, PLACE, HOLDER, DOCUMENT, COPY, REVISION, FOUND, SEEN, NOTE = range(9)


@dataclass(frozen=True)
class WalkLine:
    """One paper that should hang somewhere, or an extra one (`copy` None).

    `found` is "", found, missing or extra; `seen` the revision on the paper where it is another.
    """

    document_id: int
    document: str
    place: str
    holder: str = ""
    copy: CopyValue | None = None
    found: str = ""
    seen: str = ""
    note: str = ""

    @property
    def entry(self) -> WalkEntry:
        """What is kept of it."""
        label = self.seen or (self.copy.label if self.copy and self.found == "found" else "")
        copy_id = self.copy.id if self.copy else None
        return WalkEntry(copy_id, self.document_id, self.place, self.found, label, self.note)


def line_of(copy: CopyValue) -> WalkLine:
    """The line of a copy that should hang somewhere."""
    document = f"{copy.number} {copy.title}"
    return WalkLine(copy.document_id, document, copy.place, copy.holder, copy)


class WalkModel(TableModel):
    """`keyed` is sent at each entry."""

    keyed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[WalkLine] = []

    @property
    def lines(self) -> tuple[WalkLine, ...]:
        """All lines, extra papers last."""
        return tuple(self._lines)

    def entries(self) -> tuple[WalkEntry, ...]:
        """What was keyed in; lines without a result are left out."""
        return tuple(line.entry for line in self._lines if line.found)

    def show(self, lines: Sequence[WalkLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def add(self, line: WalkLine) -> None:
        """An extra paper, at the end."""
        at = len(self._lines)
        self.beginInsertRows(QModelIndex(), at, at)
        self._lines.append(line)
        self.endInsertRows()
        self.keyed.emit()

    def put(self, at: int, **values: str) -> None:
        """Key something in at a line."""
        self._lines[at] = replace(self._lines[at], **values)  # type: ignore[arg-type]
        self.dataChanged.emit(self.index(at, 0), self.index(at, NOTE))
        self.keyed.emit()

    def mark(self, at: int) -> Mark | None:
        """The result as a pill; None before it is keyed in."""
        line = self._lines[at]
        if line.found == "found" and line.seen and line.copy and line.seen != line.copy.label:
            return Mark(tr("Other revision"), "red")
        words: dict[str, tuple[str, Any]] = {
            "found": (tr("Found"), "green"),
            "missing": (tr("Missing"), "red"),
            "extra": (tr("Extra paper"), "amber"),
        }
        return Mark(*words[line.found]) if line.found else None

    def headings(self) -> tuple[str, ...]:
        return headings()

    def line_count(self) -> int:
        return len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (SEEN, NOTE) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        return self.words(index.row(), index.column()) if role in shown else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, at = str(value).strip(), index.row()
        if index.column() == NOTE:
            self.put(at, note=text)
        elif self._lines[at].found == "extra":
            self.put(at, seen=text)
        else:
            self.put(at, seen=text, found="found" if text else self._lines[at].found)
        return True

    def words(self, at: int, column: int) -> str:
        """A cell as it reads."""
        line, mark = self._lines[at], self.mark(at)
        copy = line.copy
        return {
            ROW: str(at + 1),
            PLACE: line.place,
            HOLDER: line.holder,
            DOCUMENT: line.document,
            COPY: str(copy.n) if copy else "",
            REVISION: copy.label if copy else "",
            FOUND: mark.word if mark else "",
            SEEN: line.seen,
            NOTE: line.note,
        }[column]


def headings() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        tr("Row"),
        tr("Place"),
        tr("Holder"),
        tr("Document"),
        tr("Copy"),
        tr("Rev"),
        tr("Result"),
        tr("Rev found"),
        tr("Note"),
    )
