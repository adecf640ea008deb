"""A Markdown document on paper: headings at the side, text beside them, the foot left free.

Sections are the headings of the highest level that is used; they are numbered here unless
the writer numbered them. The lowest 66 pt of every page stay empty for the stamp.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from isodesk.core.dates import paper_day
from isodesk.printing import markdown
from isodesk.printing.flow import Flow
from isodesk.printing.markdown import Block, Heading, Words
from isodesk.printing.md_blocks import BlockSetter, styled
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.sheets import A4, Company, DocumentHead, Paper
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

__all__ = ["DocumentHead", "markdown_pdf"]

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
    words: tuple[Words, ...]
    blocks: tuple[Block, ...]


def markdown_pdf(text: str, head: DocumentHead, company: Company, size: Paper = A4) -> bytes:
    """A document of Markdown text as a PDF: title block, sections, tables, bookmarks.

    Every text prints; the same text, head and company give the same bytes.
    """
    book = Book(
        upright(size, strip=True),
        company,
        Head(
            head.type_label,
            head.title,
            (
                ("Number", head.number),
                ("Revision", head.revision),
                ("Effective", paper_day(head.effective)),
            ),
        ),
        subject=" ".join(part for part in (head.type_label, head.number, head.revision) if part),
    )
    flow = Flow(book)
    _title(flow, head)
    for section in _sections(_without_title(markdown.parse(text), head.title)):
        _put_section(flow, section)
    return book.pdf(" ".join(part for part in (head.number, head.title) if part))


def _title(flow: Flow, head: DocumentHead) -> None:
    flow.book.bookmark(head.title, 0, flow.y)
    flow.paragraph(flow.book.layout.left, break_text(head.title, TITLE, 480), TITLE)
    lead = break_text(head.lead, LEAD, 369)
    if lead:
        flow.skip(3)
        flow.paragraph(flow.book.layout.left, lead, LEAD)
    flow.skip(10)


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks without a first heading that only says the title again."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and _same(markdown.plain(first.words), title):
        return blocks[1:]
    return blocks


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


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
        number, words = ("", ()) if head is None else (str(count), head.words)
        if own:
            number, words = _parted(words)
        found.append(_Section(number, words, tuple(_sub_numbered(number, inside))))
    return found


def _own_numbers(heads: Sequence[Heading]) -> bool:
    """True when the writer numbered the headings. "5 whys" alone is no number: a bare one
    counts only when every heading has one; "1." or "4.2" counts by itself."""
    found = [_OWN_NUMBER.match(markdown.plain(head.words)) for head in heads]
    clear = any(own and not own[0].strip().isdigit() for own in found)
    return clear or (bool(found) and all(found))


def _parted(words: tuple[Words, ...]) -> tuple[str, tuple[Words, ...]]:
    """The heading's own number and the words after it."""
    own = _OWN_NUMBER.match(words[0].text) if words else None
    if own is None:
        return "", words
    return own[1], (replace(words[0], text=words[0].text[own.end() :]), *words[1:])


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
            found.append(replace(block, words=(Words(f"{number}.{count}\xa0 "), *block.words)))
        else:
            found.append(block)
    return found


def _put_section(flow: Flow, section: _Section) -> None:
    side = _side_lines(section)
    setter = BlockSetter(flow, TEXT_AT, TEXT_WIDTH)
    beside = len(side) <= LONGEST_SIDE
    height = len(side) * SIDE.leading if beside else 3 * SIDE.leading
    flow.need(ABOVE + max(height, setter.least(section.blocks)))
    _rule(flow)
    flow.skip(ABOVE)
    _mark(flow, section)
    page, top = flow.page, flow.y
    _number(flow, section.number, top)
    if beside:
        flow.page.lines(flow.book.layout.left + SIDE_AT, top, side, SIDE)
    else:
        long = break_spans(styled(section.words, SIDE), TEXT_WIDTH)
        flow.paragraph(TEXT_AT, long, SIDE)
    setter.put_all(section.blocks)
    if flow.page is page and beside:
        flow.y = min(flow.y, top - height)
    flow.y -= BELOW


def _side_lines(section: _Section) -> list[Line]:
    return break_spans(styled(section.words, SIDE), SIDE_WIDTH)


def _number(flow: Flow, number: str, top: float) -> None:
    style = SIDE.but(colour=ACCENT)
    flow.page.lines(flow.book.layout.left, top, break_text(number, style, SIDE_AT + 20)[:1], style)


def _mark(flow: Flow, section: _Section) -> None:
    if section.words or section.number:
        title = f"{section.number}  {markdown.plain(section.words)}".strip()
        flow.book.bookmark(title, 1, flow.y)


def _rule(flow: Flow) -> None:
    """The line above a section; none right under the header of a page."""
    if not flow.fresh:
        flow.page.rule(flow.book.layout.left, flow.y, flow.book.layout.right, 0.35, RULE)
