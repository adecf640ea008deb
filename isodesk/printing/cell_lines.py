"""The words of a cell of a written table as lines that can be cut at a page's end."""

from collections.abc import Iterator
from dataclasses import dataclass

from isodesk.printing import bidi
from isodesk.printing.drawn import Page
from isodesk.printing.list_tags import ListTags
from isodesk.printing.spans import Speaker
from isodesk.printing.structure import Element
from isodesk.printing.text import (
    ACCENT,
    EMPTY,
    Line,
    Style,
    baseline,
    break_spans,
    break_text,
    one_line,
)
from isodesk.writing.lists import Counts
from isodesk.writing.tree import Align, Cell, Paragraph

SHARE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
INDENT = 10.0
GAP, TIGHT_GAP = 3.0, 1.5


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line: the white above it, where it begins, its words, what they are, its mark."""

    above: float
    x: float
    line: Line
    element: Element | None
    mark: Line | None = None
    label: Element | None = None
    bullet: bool = False


@dataclass
class CellSetter:
    """Breaks the paragraphs of cells into lines."""

    speaker: Speaker

    def lines(
        self, cell: Cell, style: Style, width: float, element: Element | None
    ) -> list[CellLine]:
        """All lines of a cell in a column of this width; `element` is the cell's own."""
        if len(cell.paragraphs) == 1 and _is_plain(cell.paragraphs[0]):
            return list(self._paragraph(cell.paragraphs[0], style, width, element, None, None, 0.0))
        tags = ListTags(element) if element else None
        counts, found = Counts(), list[CellLine]()
        before: Paragraph | None = None
        for block in cell.paragraphs:
            number = counts.after(block)
            own, label = tags.paragraph(block) if tags else (None, None)
            gap = 0.0 if before is None else _gap(before, block)
            found += self._paragraph(block, style, width, own, label, number, gap)
            before = block
        return found

    def _paragraph(
        self,
        block: Paragraph,
        style: Style,
        width: float,
        element: Element | None,
        label: Element | None,
        number: int | None,
        above: float,
    ) -> Iterator[CellLine]:
        indent = min(INDENT * depth(block), width / 2)
        lines = self._broken(block, style, max(width - indent, 1.0), element)
        share = SHARE[block.align]
        mark = _mark(number, style) if number is not None else None
        for nth, line in enumerate(lines or [EMPTY]):
            x = indent + (width - indent - line.width) * share
            first = nth == 0 and block.mark is not None
            yield CellLine(
                0.0 if nth else above,
                x,
                line,
                element,
                mark if first else None,
                label,
                first and number is None,
            )

    def _broken(
        self, block: Paragraph, style: Style, room: float, element: Element | None
    ) -> list[Line]:
        spans = self.speaker.spans(block.inlines, style)
        say_as_read(element, spans)
        if len(spans) == 1 and spans[0][1].manner is None:
            return break_text(spans[0][0], spans[0][1], room)
        return break_spans(spans, room)


def say_as_read(element: Element | None, spans: list[tuple[str, Style]]) -> None:
    """Hebrew and Arabic stand on the page as they are seen; the structure says them as read."""
    if element is not None:
        text = "".join(text for text, _ in spans)
        if bidi.has_right_to_left(text):
            element.said = text


def depth(block: Paragraph) -> int:
    """Steps of indent of a paragraph: its place in lists and quotations."""
    return (block.mark.level + 1 if block.mark else block.level) + block.quote


def _is_plain(block: Paragraph) -> bool:
    return block.mark is None and not block.level and not block.quote


def _gap(before: Paragraph, block: Paragraph) -> float:
    return TIGHT_GAP if before.mark and block.mark else GAP


def _mark(number: int, style: Style) -> Line:
    return one_line(f"{number}.", style.but(colour=ACCENT), 60)


def draw_lines(
    page: Page, x: float, top: float, lines: list[CellLine], style: Style, more: bool
) -> float:
    """Lines one below the other from `top`; gives where they end. With `more` others follow
    on the next page."""
    for nth, one in enumerate(lines):
        top -= one.above if nth else 0.0
        base = baseline(top, style)
        if one.mark is not None:
            page.inside(one.label)
            page.line_of_text(x + one.x - max(one.mark.width + 2.5, INDENT), base, one.mark)
        elif one.bullet:
            middle = top - style.leading / 2
            page.box(x + one.x - INDENT + 2, middle - 1.6, 2.3, 2.3, fill=ACCENT)
        page.inside(one.element)
        goes_on = more if nth + 1 == len(lines) else lines[nth + 1].element is one.element
        page.line_of_text(x + one.x, base, one.line, goes_on)
        top -= style.leading
    page.inside(None)
    return top


def height(lines: list[CellLine], style: Style, start: int = 0) -> float:
    """Points that the lines from `start` on take."""
    above = sum(one.above for one in lines[start + 1 :])
    return max(len(lines) - start, 0) * style.leading + above
