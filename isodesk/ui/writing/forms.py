"""How the blocks and inlines of a tree look as formats of a QTextDocument, and back.

What a block is lies in properties of our own; sizes, margins and tints are looks only and are
not read back. Grounds and lines are translucent greys, so that they suit both schemes.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from isodesk.ui.theme import current
from isodesk.writing.tree import (
    Align,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Inline,
    Mark,
    Paragraph,
    Table,
    Words,
)

_OWN = QTextFormat.Property.UserProperty.value
KIND, MARK, LEVEL, START, QUOTE, FIELD, LINK, NUMBER, BODY, UNDER, JOINED = range(
    _OWN + 1, _OWN + 12
)
"""Properties of our own. BODY is a whole block as JSON; JOINED says that a table continues the
one above it; UNDER that an address is underlined by the writer too."""

PLAIN, CODE, OBJECT, GAP = range(4)
"""Kinds of a block: GAP is the empty line that Qt wants around a table, nothing of the text."""
BULLET, NUMBERED = 1, 2

INLINE_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
BLOCK_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 2
OBJECT_CHAR = "\ufffc"
LINE_BREAK = "\u2028"

_GROUND = QColor(127, 127, 127, 28)
_EDGE = QColor(127, 127, 127, 120)
_BOLD = 700
_ALIGNED = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_ALIGNS = {flag.value: align for align, flag in _ALIGNED.items()}


@dataclass(frozen=True)
class Shape:
    """What a block of running text is, without its words."""

    heading: int = 0
    mark: Mark | None = None
    level: int = 0
    align: Align = Align.LEFT
    quote: int = 0
    kind: int = PLAIN

    def without_start(self) -> "Shape":
        """The same item, but not beginning its list anew."""
        return replace(self, mark=self.mark and replace(self.mark, start=None))


PARAGRAPH = Shape()


def shape_of(block: Heading | Paragraph) -> Shape:
    """The shape of a block of running text."""
    if isinstance(block, Heading):
        return Shape(heading=block.level)
    return Shape(0, block.mark, block.level, block.align, block.quote)


def text_block(shape: Shape, inlines: tuple[Inline, ...]) -> Heading | Paragraph:
    """The block of that shape with these words."""
    if shape.heading:
        return Heading(shape.heading, inlines)
    return Paragraph(inlines, shape.mark, shape.level, shape.align, shape.quote)


def block_format(shape: Shape, in_cell: bool = False) -> QTextBlockFormat:
    """A shape as Qt's format."""
    made = QTextBlockFormat()
    mark = shape.mark
    if shape.kind:
        made.setProperty(KIND, shape.kind)
    if shape.heading:
        made.setHeadingLevel(shape.heading)
    if mark is not None:
        made.setProperty(MARK, NUMBERED if mark.ordered else BULLET)
        made.setProperty(LEVEL, mark.level)
        if mark.start is not None:
            made.setProperty(START, mark.start)
    elif shape.level:
        made.setProperty(LEVEL, shape.level)
    if shape.quote:
        made.setProperty(QUOTE, shape.quote)
    if shape.align != Align.LEFT:
        made.setAlignment(_ALIGNED[shape.align])
    indent = (mark.level + 1 if mark else shape.level) + shape.quote
    if indent:
        made.setIndent(indent)
    _space(made, shape, in_cell)
    return made


def shape_from(told: QTextBlockFormat) -> Shape:
    """The shape that a block's format says."""
    if not told.propertyCount():
        return PARAGRAPH
    marked, level = _number(told, MARK), _number(told, LEVEL)
    mark = None
    if marked:
        start = _number(told, START) if told.hasProperty(START) else None
        mark, level = Mark(marked == NUMBERED, level, start), 0
    align = _ALIGNS.get(int(told.alignment().value) & 0x7, Align.LEFT)
    return Shape(told.headingLevel(), mark, level, align, _number(told, QUOTE), _number(told, KIND))


def kind_of(told: QTextBlockFormat) -> int:
    """PLAIN, CODE, OBJECT or GAP."""
    return _number(told, KIND)


def char_format(inline: Inline) -> QTextCharFormat:
    """The manner of an inline as Qt's format; of a field or link the whole object."""
    made = QTextCharFormat()
    if inline.bold:
        made.setFontWeight(_BOLD)
    if inline.italic:
        made.setFontItalic(True)
    match inline:
        case Words():
            _word_format(made, inline)
        case Field():
            made.setObjectType(INLINE_OBJECT)
            made.setProperty(FIELD, inline.name.value)
        case DocumentLink():
            made.setObjectType(INLINE_OBJECT)
            made.setProperty(LINK, inline.document_id)
            made.setProperty(NUMBER, inline.number)
    return made


def inline_from(text: str, told: QTextCharFormat) -> Inline:
    """Words or an object in the manner that a format says; `text` is one object's sign, or
    words with Qt's line breaks."""
    bold, italic = told.fontWeight() >= _BOLD, told.fontItalic()
    if text == OBJECT_CHAR and told.objectType() == INLINE_OBJECT:
        if told.hasProperty(FIELD):
            return Field(FieldName(told.stringProperty(FIELD)), bold, italic)
        return DocumentLink(_number(told, LINK), told.stringProperty(NUMBER), bold, italic)
    if told.propertyCount() == 0:
        return Words(text.replace(LINE_BREAK, "\n"))
    href = told.anchorHref()
    return Words(
        text.replace(LINE_BREAK, "\n"),
        bold,
        italic,
        told.boolProperty(UNDER) if href else told.fontUnderline(),
        told.fontFixedPitch(),
        _raised(told),
        href,
    )


def object_format(body: str) -> QTextCharFormat:
    """A block that stands as one sign: a picture, a break, a line."""
    made = QTextCharFormat()
    made.setObjectType(BLOCK_OBJECT)
    made.setProperty(BODY, body)
    return made


def code_format() -> QTextBlockFormat:
    """A block of code on its ground."""
    made = block_format(Shape(kind=CODE))
    made.setBackground(_GROUND)
    return made


def code_words() -> QTextCharFormat:
    """The face of a block of code."""
    made = QTextCharFormat()
    _fixed(made)
    return made


def table_format(table: Table, joined: bool = False, goes_on: bool = False) -> QTextTableFormat:
    """The frame of a table; `joined` where it continues the one above, `goes_on` where one
    below continues it."""
    made = QTextTableFormat()
    made.setBorder(1)
    made.setBorderBrush(_EDGE)
    made.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    made.setCellPadding(current().length(5))
    made.setCellSpacing(0)
    made.setHeaderRowCount(table.head)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if table.widths:
        made.setColumnWidthConstraints(lengths(table.widths))
    made.setTopMargin(0 if joined else current().length(4))
    made.setBottomMargin(0 if goes_on else current().length(12))
    if joined:
        made.setProperty(JOINED, True)
    return made


def lengths(widths: tuple[int, ...]) -> list[QTextLength]:
    """Widths in thousandths as Qt's lengths."""
    percent = QTextLength.Type.PercentageLength
    return [QTextLength(percent, width / 10) for width in widths]


def widths_of(told: QTextTableFormat, columns: int) -> tuple[int, ...]:
    """Widths in thousandths; none where the columns go by their words."""
    given = [round(each.rawValue() * 10) for each in told.columnWidthConstraints()]
    fit = len(given) == columns and all(width > 0 for width in given)
    return tuple(given) if fit else ()


def head_format() -> QTextCharFormat:
    """The ground of a cell in a header row."""
    made = QTextCharFormat()
    made.setBackground(_GROUND)
    return made


def plain_cell() -> QTextCharFormat:
    """A cell without a ground."""
    return QTextCharFormat()


def _word_format(made: QTextCharFormat, words: Words) -> None:
    if words.code:
        _fixed(made)
    if words.raised:
        align = QTextCharFormat.VerticalAlignment
        made.setVerticalAlignment(
            align.AlignSuperScript if words.raised > 0 else align.AlignSubScript
        )
    if words.href:
        made.setAnchor(True)
        made.setAnchorHref(words.href)
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        if words.underline:
            made.setProperty(UNDER, True)
    elif words.underline:
        made.setFontUnderline(True)


def _fixed(made: QTextCharFormat) -> None:
    made.setFontFixedPitch(True)
    made.setFontFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])


def _raised(told: QTextCharFormat) -> int:
    align = QTextCharFormat.VerticalAlignment
    found = told.verticalAlignment()
    return 1 if found == align.AlignSuperScript else -1 if found == align.AlignSubScript else 0


def _space(made: QTextBlockFormat, shape: Shape, in_cell: bool) -> None:
    em = current().em
    made.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if in_cell or shape.kind == GAP:
        return
    if shape.heading:
        made.setTopMargin(round(em * (1.3, 1.0, 0.8)[min(shape.heading, 3) - 1]))
    made.setBottomMargin(round(em * (0.2 if shape.mark else 0.55)))


def _number(told: QTextFormat, which: int) -> int:
    return told.intProperty(which)
