"""A written document as values: blocks one below the other, inlines within them.

List items are paragraphs that carry a mark with a level, as in every word processor, so that
any text is a flat run of blocks. Widths are thousandths of the text's width. Nothing here
knows paper, screen or file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_LEVEL = 6
"""Levels of headings, from 1."""
MOST_DEPTH = 8
"""Levels of lists, from 0."""


class FieldName(StrEnum):
    """What a field shows; filled in when pages are laid out."""

    NUMBER = "number"
    TITLE = "title"
    REVISION = "revision"
    EFFECTIVE = "effective"
    COMPANY = "company"
    OWNER = "owner"


class Align(StrEnum):
    """Where the words of a paragraph or cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Words:
    """Text in one manner; "\\n" is a line break within the paragraph, "\\t" a tab.

    `raised` is 1 for superscript, -1 for subscript; `href` an address (https, mailto, tel).
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    raised: int = 0
    href: str = ""


@dataclass(frozen=True)
class Field:
    """Shows what the document says of itself, as of the day the pages are laid out."""

    name: FieldName
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class DocumentLink:
    """Another document of the file, shown as its number, title and revision in force.

    `number` is what it was called when the link was set, for readers without the file.
    """

    document_id: int
    number: str
    bold: bool = False
    italic: bool = False


Inline = Words | Field | DocumentLink


@dataclass(frozen=True)
class Mark:
    """The mark of a list item; `start` begins an ordered list anew with this number.

    How items without one count is told in `isodesk.writing.lists`.
    """

    ordered: bool = False
    level: int = 0
    start: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; with a `mark` a list item. `level` alone indents one that continues an
    item; `quote` counts bars at the side."""

    inlines: tuple[Inline, ...] = ()
    mark: Mark | None = None
    level: int = 0
    align: Align = Align.LEFT
    quote: int = 0


@dataclass(frozen=True)
class Code:
    """Text as typed, in a face of equal widths."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A picture of the file, by the SHA-256 of its bytes; `width` in thousandths of the text."""

    sha256: str
    width: int = 1000
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell over `across` columns and `down` rows; what it covers has no cell of its own."""

    paragraphs: tuple[Paragraph, ...] = ()
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; `widths` are its columns', in thousandths, `head` counts header rows.

    With no widths (or another number than there are columns) the columns are as wide as their
    words ask.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    head: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True)
class Running:
    """A line of the writer's own in the head (or foot) of every page. Stands before the rest."""

    foot: bool
    inlines: tuple[Inline, ...] = ()


Block = Heading | Paragraph | Code | Picture | Table | PageBreak | Rule | Running


@dataclass(frozen=True)
class Tree:
    """A whole written document."""

    blocks: tuple[Block, ...] = ()


def plain(inlines: Iterable[Inline]) -> str:
    """The words without their manner; a field as `{name}`, a link as its number."""
    return "".join(map(_shown, inlines))


def _shown(inline: Inline) -> str:
    match inline:
        case Words():
            return inline.text
        case Field():
            return f"{{{inline.name}}}"
        case DocumentLink():
            return inline.number


def text_of(blocks: Iterable[Block]) -> str:
    """Every word of the blocks in reading order, a line a paragraph, a tab between cells."""
    return "\n".join(line for block in blocks for line in lines_of(block))


def lines_of(block: Block) -> Iterator[str]:
    """The lines of one block as `text_of` gives them."""
    match block:
        case Heading() | Paragraph() | Running():
            yield plain(block.inlines)
        case Code():
            yield block.text
        case Picture():
            yield block.caption
        case Table():
            for row in block.rows:
                yield "\t".join(
                    "\n".join(plain(p.inlines) for p in cell.paragraphs) for cell in row
                )


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of the blocks, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Running():
                yield from block.inlines
            case Table():
                for row in block.rows:
                    for cell in row:
                        for paragraph in cell.paragraphs:
                            yield from paragraph.inlines


def linked_documents(blocks: Iterable[Block]) -> frozenset[int]:
    """Ids of the documents that the text links to."""
    return frozenset(i.document_id for i in inlines_of(blocks) if isinstance(i, DocumentLink))


def pictures_of(blocks: Iterable[Block]) -> frozenset[str]:
    """SHA-256 of every picture of the text."""
    return frozenset(b.sha256 for b in blocks if isinstance(b, Picture))
