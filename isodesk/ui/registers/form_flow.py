"""The layout of a record's form: sections of fields, short ones in pairs, notes across."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from isodesk.ui.theme import current

Role = Literal["head", "wide", "short", "figure"]
"""A figure is as short as its half of a row even where it stands alone."""
_TWO_COLUMNS = 900
"""Width, as drawn at 13 px, from which sections stand in two columns."""
_PAIRS = 300
"""Width of a column from which short fields stand in pairs."""
_SHORT = ("short", "figure")
_BETWEEN_COLUMNS, _GAP, _ROW_GAP = 40, 16, 14
_OVER_HEAD = 12


@dataclass
class _Row:
    """One part, or two short ones where `pairs` have room."""

    parts: list[QLayoutItem]
    role: Role
    pairs: bool = False

    @property
    def half(self) -> bool:
        """Whether its parts are as wide as half of it: a lone one with words takes it all."""
        return self.pairs and (len(self.parts) > 1 or self.role == "figure")


_Section = list[_Row]


class FormFlow(QLayout):
    """Widgets in the order they were added; a head begins a section.

    Nothing is ever put into another parent: what changes with the width is only the geometry.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._roles: list[Role] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(24, 16, 24, 24))

    def add(self, widget: QWidget, role: Role) -> None:
        """One more part."""
        self._roles.append(role)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._parts.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._parts):
            return None
        self._roles.pop(index)
        return self._parts.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        wide = current().length(380)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        return QSize(round(18 * current().em), 0)

    def _place(self, rect: QRect, moving: bool) -> int:
        """Put every part where it goes within the width; answers the height needed."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(QMargins(margins.left(), margins.top(), margins.right(), 0))
        two = room.width() >= current().length(_TWO_COLUMNS)
        wide = (room.width() - _BETWEEN_COLUMNS) // 2 if two else room.width()
        sections = self._sections(wide)
        columns = _balanced([(s, _height(s, wide)) for s in sections]) if two else [sections]
        deepest = 0
        for at, column in enumerate(columns):
            box = QRect(room.left() + at * (wide + _BETWEEN_COLUMNS), room.top(), wide, 0)
            deepest = max(deepest, _lay(column, box, moving))
        return deepest + margins.top() + margins.bottom()

    def _sections(self, wide: int) -> list[_Section]:
        """The rows of each section, at this width of a column."""
        pairs = wide >= current().length(_PAIRS)
        sections: list[_Section] = [[]]
        for part, role in zip(self._parts, self._roles, strict=True):
            if part.isEmpty():
                continue
            section = sections[-1]
            if role == "head" and section:
                section = []
                sections.append(section)
            before = section[-1] if section else None
            short = pairs and role in _SHORT
            if short and before is not None and before.pairs and len(before.parts) == 1:
                before.parts.append(part)
            else:
                section.append(_Row([part], role, short))
        return sections


def _height(section: _Section, wide: int) -> int:
    return _lay([section], QRect(0, 0, wide, 0), moving=False)


def _lay(sections: list[_Section], box: QRect, moving: bool) -> int:
    """Place sections under each other; answers their height."""
    y = box.top()
    for number, section in enumerate(sections):
        for row in section:
            y += _OVER_HEAD if row.role == "head" and number else 0
            y += _lay_row(row, QRect(box.left(), y, box.width(), 0), moving) + _ROW_GAP
    return max(0, y - box.top() - _ROW_GAP)


def _lay_row(row: _Row, box: QRect, moving: bool) -> int:
    half = (box.width() - _GAP) // 2
    wide = half if row.half else box.width()
    heights = [_part_height(part, wide) for part in row.parts]
    if moving:
        for at, (part, high) in enumerate(zip(row.parts, heights, strict=True)):
            part.setGeometry(QRect(box.left() + at * (half + _GAP), box.top(), wide, high))
    return max(heights)


def _part_height(part: QLayoutItem, wide: int) -> int:
    return part.heightForWidth(wide) if part.hasHeightForWidth() else part.sizeHint().height()


def _balanced(measured: list[tuple[_Section, int]]) -> list[list[_Section]]:
    """Two columns of sections in their order, as even as they can be."""
    heights = [high for _, high in measured]
    splits = range(1, len(measured) + 1)
    at = min(splits, key=lambda n: max(sum(heights[:n]), sum(heights[n:])), default=0)
    sections = [section for section, _ in measured]
    return [sections[:at], sections[at:]]
