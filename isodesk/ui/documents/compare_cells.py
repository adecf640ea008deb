"""One line of a comparison painted: old words struck, new ones underlined, on their tints."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isodesk.ui.documents.compare_model import NEW, OLD, SIGN, CompareModel, Entry
from isodesk.ui.list_model import Index
from isodesk.ui.theme import BODY, REGULAR, SMALL, STRONG, current
from isodesk.writing.compare import Change, Row, Span
from isodesk.writing.compare_words import SIGNS, note_words, shown

PAD, GAP = 8, 16
_INDENT = 24
"""As drawn at 13 px: what a level of a list stands further in."""
_TONES = {
    Change.ADDED: "green",
    Change.REMOVED: "red",
    Change.MOVED: "violet",
    Change.CHANGED: "amber",
    Change.FORM: "blue",
    Change.SAME: "grey",
}


class CompareDelegate(QStyledItemDelegate):
    """Paints the three columns; says how high a line must be at the widths of its columns."""

    def height(self, entry: Entry, wide: int) -> int:
        """Pixels that a line needs when each side is `wide`."""
        room = wide - GAP
        if entry.row is None:
            return round(_layout(entry.place, (), room, small=True).height()) + 2 * PAD + 4
        sides = (_side(entry.row, column, room) for column in (OLD, NEW))
        text = max((layout.height() for layout in sides if layout), default=0.0)
        note = note_words(entry.row)
        if note:
            text = max(text, self._one_line()) + _layout(note, (), room, small=True).height() + 2
        return round(max(text, self._one_line())) + 2 * PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme = index.model(), current()
        assert isinstance(model, CompareModel)
        entry, column, rect = model.entries[index.row()], index.column(), option.rect
        painter.save()
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        if picked:
            painter.fillRect(rect, theme.colour("pick"))
        if entry.row is None:
            _paint_place(painter, rect, column, entry.place)
        elif column == SIGN:
            _paint_sign(painter, rect, entry, picked)
        else:
            _paint_side(painter, rect, entry.row, column)
        painter.restore()

    def _one_line(self) -> float:
        return float(current().metrics().height())


def _side(row: Row, column: int, wide: int) -> "_Laid | None":
    """The words of one side laid out; None where that side has none."""
    line, spans = (row.old, row.old_spans) if column == OLD else (row.new, row.new_spans)
    if line is None:
        return None
    parts = shown(line, spans)
    heading = line.kind == "heading"
    text = "".join(part.text for part in parts)
    return _layout(text, _formats(parts, row, column), wide - _indent(row, column), bold=heading)


def _indent(row: Row, column: int) -> int:
    """List items stand in by their level."""
    line = row.old if column == OLD else row.new
    if line is None or line.kind != "item":
        return 0
    level, step = dict(line.manner).get("level", "0"), current().length(_INDENT)
    return step * (1 + int(level)) if level.isdigit() else step


def _formats(parts: tuple[Span, ...], row: Row, column: int) -> tuple[QTextLayout.FormatRange, ...]:
    """The marks of what differs: struck at the left, underlined at the right."""
    ranges, at = [], 0
    for part in parts:
        if part.differs:
            ranges.append(_mark(at, len(part.text), row, column))
        at += len(part.text)
    return tuple(ranges)


def _mark(start: int, length: int, row: Row, column: int) -> QTextLayout.FormatRange:
    tone = "violet" if row.change is Change.MOVED else "red" if column == OLD else "green"
    text, fill = current().tone(tone)
    form = QTextCharFormat()
    form.setForeground(text)
    form.setBackground(fill)
    if column == OLD:
        form.setFontStrikeOut(True)
    else:
        form.setFontUnderline(True)
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, form
    return found


def _layout(
    text: str,
    formats: tuple[QTextLayout.FormatRange, ...],
    wide: int,
    bold: bool = False,
    small: bool = False,
) -> "_Laid":
    theme = current()
    font = theme.font(SMALL if small else BODY, STRONG if bold else REGULAR)
    layout = _Laid(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, wide))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


class _Laid(QTextLayout):
    """A layout that knows how high it is."""

    def height(self) -> float:
        """Pixels from the first line to the last."""
        return self.boundingRect().height()


def _paint_side(painter: QPainter, rect: QRect, row: Row, column: int) -> None:
    room, theme = rect.width() - GAP, current()
    top = QPointF(rect.left() + _indent(row, column), rect.top() + PAD)
    layout = _side(row, column, room)
    painter.setPen(theme.colour("text"))
    if layout is not None:
        layout.draw(painter, top)
    _paint_mark(painter, rect, row, column)
    note = note_words(row) if column == NEW else ""
    if note:
        below = _layout(note, (), room, small=True)
        painter.setPen(theme.colour("second"))
        at = rect.bottom() - PAD - below.height() + 1
        below.draw(painter, QPointF(rect.left(), at))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hover"))


def _paint_mark(painter: QPainter, rect: QRect, row: Row, column: int) -> None:
    """The bullet or number of a list item, before its words."""
    line = row.old if column == OLD else row.new
    mark = dict(line.manner).get("mark", "") if line is not None else ""
    if mark:
        theme = current()
        painter.setFont(theme.font())
        painter.setPen(theme.colour("second"))
        right = rect.left() + _indent(row, column) - 6
        wide = current().length(_INDENT * 2)
        at = QPointF(right - wide, rect.top() + PAD)
        box = QRectF(at, QSizeF(wide, theme.metrics().height()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), mark)


def _paint_sign(painter: QPainter, rect: QRect, entry: Entry, picked: bool) -> None:
    theme, row = current(), entry.row
    if picked:
        painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.colour("accent"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hover"))
    if row is None or not entry.n:
        return
    box = rect.adjusted(10, PAD, -8, -PAD)
    painter.setFont(theme.font(SMALL, REGULAR, figures=True))
    painter.setPen(theme.colour("second"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), f"{entry.n}")
    painter.setFont(theme.font(BODY, STRONG))
    painter.setPen(theme.tone(_TONES[row.change])[0])
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), SIGNS[row.change])


def _paint_place(painter: QPainter, rect: QRect, column: int, place: str) -> None:
    theme = current()
    painter.fillRect(rect, theme.colour("alternate"))
    if column == OLD:
        painter.setPen(theme.colour("second"))
        layout = _layout(place, (), rect.width() - GAP, small=True)
        layout.draw(painter, QPointF(rect.left(), rect.top() + PAD))
