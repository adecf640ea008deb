"""Paragraphs and tables of one part of a Word file as blocks of the tree."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from isodesk.intake.docx_drawings import Hung
from isodesk.intake.docx_inlines import TURN, Inlines, PageTurn, Piece, joined
from isodesk.intake.docx_lists import Lists
from isodesk.intake.docx_losses import Loss
from isodesk.intake.docx_numbering import Label
from isodesk.intake.docx_reading import MOST_NESTED, Reading
from isodesk.intake.docx_styles import ParagraphLook
from isodesk.intake.docx_xml import attr, below, child, content, local, value
from isodesk.writing.tree import (
    MOST_LEVEL,
    Block,
    Code,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Words,
    plain,
)

_OF_TABLES = ("table", "tabelle", "tableau", "tabla", "tabella", "tabela", "tab.")
_NO_BLOCKS_TEXT = "sectPr|tblPr|tblGrid|bookmarkStart|bookmarkEnd|proofErr|tcPr"
_NO_BLOCKS = frozenset(_NO_BLOCKS_TEXT.split("|"))


class Story:
    """Reads one part: the body, a note, a head or a foot."""

    def __init__(self, reading: Reading, part: str) -> None:
        self.reading = reading
        self.part = part
        self._inlines = Inlines(reading, part, self._boxed)
        self._depth = 0
        self._lists = Lists(reading.losses)
        self._pending: list[Piece] = []

    def blocks(self, element: Element, in_cell: bool = False) -> list[Block]:
        """What an element holds. Deeper than `MOST_NESTED` only its words, line by line."""
        if self._depth >= MOST_NESTED:
            self.reading.losses.add(Loss.DEEP)
            return _plain_lines(element)
        self._depth += 1
        kept, self._lists = self._lists, Lists(self.reading.losses)
        found: list[Block] = []
        for one in content(element):
            self.add(found, one, in_cell)
        found += self.last()
        self._lists = kept
        self._depth -= 1
        return found

    def add(self, found: list[Block], one: Element, in_cell: bool = False) -> None:
        """The blocks of one element behind those found before it."""
        name = local(one)
        if name == "tbl":
            from isodesk.intake.docx_tables import table_blocks

            self._lists.interrupt()
            found += table_blocks(self, one)
        elif name == "altChunk":
            self.reading.losses.add(Loss.EMBEDDED)
        elif name not in _NO_BLOCKS:
            for block in self._paragraph(one, in_cell):
                _append(found, block)

    def _boxed(self, element: Element) -> list[Block]:
        return self.blocks(element, in_cell=True)

    def _paragraph(self, paragraph: Element, in_cell: bool) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        look = self.reading.styles.look(properties)
        label = self._label(look, properties)
        heading = bool(look.heading) and not in_cell
        pieces = [*self._pending, *self._inlines.pieces(paragraph, heading)]
        self._pending = []
        if _runs_on(properties):
            self._pending = pieces
            return
        if look.page_before and not in_cell:
            yield PageBreak()
        if not pieces and look.ruled and not in_cell:
            yield Rule()
        for n, segment in enumerate(_segments(joined(pieces))):
            if n and not in_cell:
                yield PageBreak()
            made = list(self._segment(segment, look, label, in_cell))
            label = None if made else label
            yield from made

    def _label(self, look: ParagraphLook, properties: Element | None) -> Label | None:
        style = value(properties, "pStyle")
        return self.reading.numbering.label(look.num_id, look.ilvl, style)

    def _segment(
        self, pieces: list[Piece], look: ParagraphLook, label: Label | None, in_cell: bool
    ) -> Iterator[Block]:
        """The paragraph itself and what hangs in it: pictures before its first word stand
        above, all else below."""
        words = trimmed(pieces, look.code)
        hanging = [one for one in pieces if isinstance(one, Hung)]
        first = next((n for n, one in enumerate(pieces) if not isinstance(one, Hung)), len(pieces))
        above = first if words and label is None else 0
        if words and len(hanging) > above and any(not one.box for one in hanging[above:]):
            self.reading.losses.add(Loss.PICTURE_PLACE)
        for one in hanging[:above]:
            yield from one.blocks
        if words:
            yield self._made(words, look, label, in_cell)
        for one in hanging[above:]:
            yield from one.blocks
        if hanging:
            self._lists.interrupt()

    def _made(
        self, words: tuple[Inline, ...], look: ParagraphLook, label: Label | None, in_cell: bool
    ) -> Block:
        if look.heading and look.num_id != 0:
            words = self._numbered(words, label, " ")
        if look.heading and not in_cell:
            return self._heading(words, look)
        if look.heading:
            self.reading.losses.add(Loss.CELL_HEADING)
            return Paragraph(_bold(words), align=look.align)
        if look.code:
            self._lists.interrupt()
            return Code(plain(words))
        if look.caption and label is None:
            return _Caption(words, align=look.align)
        return self._text(words, look, label)

    def _heading(self, words: tuple[Inline, ...], look: ParagraphLook) -> Heading:
        self._lists.interrupt()
        if look.heading > MOST_LEVEL:
            self.reading.losses.add(Loss.DEEP_HEADING)
        if all(isinstance(one, Words) and one.bold for one in words):
            words = tuple(replace(one, bold=False) for one in words)
        return Heading(min(look.heading, MOST_LEVEL), words)

    def _numbered(
        self, words: tuple[Inline, ...], label: Label | None, gap: str
    ) -> tuple[Inline, ...]:
        if label is None or label.bullet or not label.text:
            return words
        self.reading.losses.add(Loss.NUMBER, label.text)
        return trimmed((Words(label.text + gap), *words))

    def _text(
        self, words: tuple[Inline, ...], look: ParagraphLook, label: Label | None
    ) -> Paragraph:
        quote = int(look.quote)
        if label is not None and (label.bullet or label.ordered):
            mark = self._lists.mark(label, look.indent)
            return Paragraph(words, mark, align=look.align, quote=quote)
        if label is not None:
            self._lists.interrupt()
            return Paragraph(self._numbered(words, label, "\t"), align=look.align, quote=quote)
        level = self._lists.continues(look.indent)
        if not level:
            self._lists.interrupt()
        if look.title:
            words = _bold(words)
        return Paragraph(words, level=level, align=look.align, quote=quote)

    def last(self) -> list[Block]:
        """What waited for a next paragraph that did not come."""
        pieces, self._pending = self._pending, []
        return [
            block
            for segment in _segments(joined(pieces))
            for block in self._segment(segment, ParagraphLook(), None, True)
        ]


class _Caption(Paragraph):
    """A paragraph that may belong to the picture before it."""


def _append(found: list[Block], block: Block) -> None:
    """Add a block; a caption joins its picture, lines of code become one block."""
    last = found[-1] if found else None
    if isinstance(block, _Caption):
        text = plain(block.inlines)
        if isinstance(last, Picture) and not last.caption and not _of_table(text):
            found[-1] = replace(last, caption=text)
            return
        block = Paragraph(block.inlines, align=block.align)
    if isinstance(block, Code) and isinstance(last, Code):
        found[-1] = Code(f"{last.text}\n{block.text}")
        return
    if isinstance(block, PageBreak) and isinstance(last, PageBreak):
        return
    found.append(block)


def _of_table(text: str) -> bool:
    return text.strip().casefold().startswith(_OF_TABLES)


def _runs_on(properties: Element | None) -> bool:
    """Whether the paragraph goes on in the next: its end was deleted, or it is a drop cap."""
    if child(properties, "rPr", "del") is not None:
        return True
    return attr(child(properties, "framePr"), "dropCap") in ("drop", "margin")


def _segments(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces between page breaks."""
    segment: list[Piece] = []
    for piece in pieces:
        if piece is TURN:
            yield segment
            segment = []
        else:
            segment.append(piece)
    yield segment


def trimmed(pieces: Iterable[Piece], as_typed: bool = False) -> tuple[Inline, ...]:
    """The words without blanks at both ends, or with those before them where it is text as
    typed; nothing when they are blank."""
    inlines = (one for one in pieces if not isinstance(one, Hung | PageTurn))
    words = [one for one in joined(inlines) if not isinstance(one, Hung | PageTurn)]
    while words and not as_typed and isinstance(words[0], Words):
        text = words[0].text.lstrip()
        words[0:1] = [replace(words[0], text=text)] if text else []
        if text:
            break
    while words and isinstance(words[-1], Words):
        text = words[-1].text.rstrip()
        words[-1:] = [replace(words[-1], text=text)] if text else []
        if text:
            break
    return tuple(words)


def _bold(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(replace(one, bold=True) for one in words)


def _plain_lines(element: Element) -> list[Block]:
    """Every word below an element, a paragraph a line, however deep."""
    lines: list[str] = [""]
    for one in below(element):
        name = local(one)
        if name == "p":
            lines.append("")
        elif name == "t":
            lines[-1] += one.text or ""
        elif name in ("tab", "br"):
            lines[-1] += " "
    return [Paragraph((Words(" ".join(line.split())),)) for line in lines if line.strip()]
