"""A written document on paper: headings at the side, text beside them, the foot left free.

Sections are the headings of the highest level that is used; they are numbered here unless
the writer numbered them. The lowest 66 pt of every page stay empty for the stamp. The PDF is
tagged: it says what is a heading, a list, a table, a picture, in the order they are read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from isodesk.core.dates import paper_day
from isodesk.printing.block_setter import BlockSetter
from isodesk.printing.cell_lines import say_as_read
from isodesk.printing.document_sheets import DocumentHead, Shown
from isodesk.printing.flow import Flow
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.running import RunningLines
from isodesk.printing.sheets import A4, Company, Paper
from isodesk.printing.spans import Speaker
from isodesk.printing.structure import Element
from isodesk.printing.text import (
    ACCENT,
    LEAD,
    RULE,
    SIDE,
    TITLE,
    Line,
    break_spans,
    break_text,
)
from isodesk.writing.markdown import from_markdown
from isodesk.writing.opening import opened, without_own_title
from isodesk.writing.tree import Block, Heading, Inline, Running, Tree, Words, plain

__all__ = ["DocumentHead", "Shown", "markdown_pdf", "tree_pdf"]

TEXT_AT = column(4)
TEXT_WIDTH = 357.0
SIDE_AT = 20.6
"""From the margin to the words of a side head; its number stands before them."""
SIDE_WIDTH = 123 - SIDE_AT - 8
ABOVE, BELOW = 6.1, 8.0
LONGEST_SIDE = 8
"""Lines of a side head; a longer heading is set across the text instead."""

_OWN_NUMBER = re.compile(r"^(?:§\s*)?(\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?=[.)]))[.)]?[ \t]+(?=\S)")


@dataclass(frozen=True)
class _Section:
    """A heading with its number and what follows it; no heading before the first."""

    number: str
    words: tuple[Inline, ...]
    blocks: tuple[Block, ...]


def markdown_pdf(text: str, head: DocumentHead, company: Company, size: Paper = A4) -> bytes:
    """A document of Markdown text as a PDF; it is laid out as the tree it says."""
    return tree_pdf(without_own_title(from_markdown(text)), head, company, size=size)


def tree_pdf(
    tree: Tree,
    head: DocumentHead,
    company: Company,
    shown: Shown | None = None,
    images: Mapping[str, bytes] | None = None,
    size: Paper = A4,
) -> bytes:
    """A written document as a tagged PDF: title block, sections, tables, pictures, bookmarks.

    `images` are the bytes of its pictures by their SHA-256. Without a lead in `head` a short
    first paragraph becomes it. Every text prints; the same values give the same bytes.
    """
    lead, blocks = opened(tree, head.title) if not head.lead else ((), opened(tree, head.title)[1])
    made = _Making(Speaker(shown or _shown(head, company)), images or {})
    running = [block for block in blocks if isinstance(block, Running)]
    body = [block for block in blocks if not isinstance(block, Running)]
    lines = RunningLines(running, made.speaker)
    book = _book(head, company, size, lines)
    flow = Flow(book)
    made.title(flow, head, lead)
    for section in _sections(body):
        made.section(flow, section)
    return book.pdf(" ".join(part for part in (head.number, head.title) if part))


def _shown(head: DocumentHead, company: Company) -> Shown:
    return Shown(head.number, head.title, head.revision, head.effective, company.name)


def _book(head: DocumentHead, company: Company, size: Paper, lines: RunningLines) -> Book:
    pairs = (
        ("Number", head.number),
        ("Revision", head.revision),
        ("Effective", paper_day(head.effective)),
    )
    subject = " ".join(part for part in (head.type_label, head.number, head.revision) if part)
    book = Book(
        lines.room(upright(size, strip=True)),
        company,
        Head(head.type_label, head.title, pairs),
        subject=subject,
    )
    book.root, book.running = Element("Document", None), lines
    return book


@dataclass
class _Making:
    """What every part of the document needs while it is set."""

    speaker: Speaker
    images: Mapping[str, bytes]

    def title(self, flow: Flow, head: DocumentHead, lead: Sequence[Inline]) -> None:
        """The document's title and the sentence under it."""
        book, left = flow.book, flow.book.layout.left
        assert book.root is not None
        book.bookmark(head.title, 0, flow.y)
        words = Element("H1", book.root)
        say_as_read(words, [(head.title, TITLE)])
        flow.paragraph(left, break_text(head.title, TITLE, 480), TITLE, words)
        spans = [(head.lead, LEAD)] if head.lead else self.speaker.spans(lead, LEAD)
        lines = break_spans(spans, 369)
        if lines:
            said = Element("P", book.root)
            say_as_read(said, spans)
            flow.skip(3)
            flow.paragraph(left, lines, LEAD, said)
        flow.skip(10)

    def section(self, flow: Flow, section: _Section) -> None:
        """A section: its head at the side, its text beside it."""
        assert flow.book.root is not None
        side = break_spans(self.speaker.spans(section.words, SIDE), SIDE_WIDTH)
        part = Element("Sect", flow.book.root)
        setter = BlockSetter(flow, TEXT_AT, TEXT_WIDTH, self.speaker, self.images, part)
        beside = len(side) <= LONGEST_SIDE
        height = len(side) * SIDE.leading if beside else 3 * SIDE.leading
        flow.need(ABOVE + max(height, setter.least(section.blocks)))
        _rule(flow)
        flow.skip(ABOVE)
        page, top = flow.page, flow.y
        self._head(flow, section, part, side if beside else None)
        setter.put_all(section.blocks)
        if flow.page is page and beside:
            flow.y = min(flow.y, top - height)
        flow.y -= BELOW

    def _head(self, flow: Flow, section: _Section, part: Element, side: list[Line] | None) -> None:
        """Number and heading, beside the text or (None) above it."""
        if not section.words and not section.number:
            return
        title = f"{section.number}  {self.speaker.plain(section.words)}".strip()
        flow.book.bookmark(title, 1, flow.y)
        element, left = Element("H2", part), flow.book.layout.left
        spans = self.speaker.spans(section.words, SIDE)
        say_as_read(element, [(f"{section.number} ", SIDE), *spans])
        flow.page.inside(element)
        style = SIDE.but(colour=ACCENT)
        number = break_text(section.number, style, SIDE_AT + 20)[:1]
        flow.page.lines(left, flow.y, number, style, more=True)
        if side is None:
            flow.paragraph(TEXT_AT, break_spans(spans, TEXT_WIDTH), SIDE, element)
        else:
            flow.page.lines(left + SIDE_AT, flow.y, side, SIDE)
        flow.page.inside(None)


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    """Blocks under their side heads, numbered as the writer did or from 1."""
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if not isinstance(block, Heading):
            parts[-1][1].append(block)
        elif block.level == top:
            parts.append((block, []))
        else:
            parts[-1][1].append(replace(block, level=block.level - top))
    return _counted([part for part in parts if part[0] or part[1]])


def _counted(parts: Sequence[tuple[Heading | None, list[Block]]]) -> list[_Section]:
    """Parts with their numbers: those the writer gave, or 1, 2, 3 when none has one."""
    heads = [head for head, _ in parts if head]
    own = _own_numbers(heads)
    found, count = [], 0
    for head, inside in parts:
        count += bool(head)
        number, words = ("", ()) if head is None else (str(count), head.inlines)
        if own:
            number, words = _parted(words)
        found.append(_Section(number, words, tuple(_sub_numbered(number, inside))))
    return found


def _own_numbers(heads: Sequence[Heading]) -> bool:
    """True when the writer numbered the headings. "5 whys" alone is no number: a bare one
    counts only when every heading has one; "1." or "4.2" counts by itself."""
    found = [_OWN_NUMBER.match(plain(head.inlines)) for head in heads]
    clear = any(own and not own[0].strip().isdigit() for own in found)
    return clear or (bool(found) and all(found))


def _parted(words: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    """The heading's own number and the words after it."""
    first = words[0] if words else None
    own = _OWN_NUMBER.match(first.text) if isinstance(first, Words) else None
    if own is None or not isinstance(first, Words):
        return "", words
    return own[1], (replace(first, text=first.text[own.end() :]), *words[1:])


def _sub_numbered(number: str, blocks: Sequence[Block]) -> list[Block]:
    """Headings next below the section as 3.1, 3.2, unless the writer numbered any of them."""
    heads = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if not number or _own_numbers(heads):
        return list(blocks)
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            count += 1
            found.append(replace(block, inlines=(Words(f"{number}.{count}\xa0 "), *block.inlines)))
        else:
            found.append(block)
    return found


def _rule(flow: Flow) -> None:
    """The line above a section; none right under the header of a page."""
    if not flow.fresh:
        flow.page.rule(flow.book.layout.left, flow.y, flow.book.layout.right, 0.35, RULE)
