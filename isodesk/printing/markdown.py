"""Markdown into blocks to be set: headings, paragraphs, list items, tables, code, rules.

HTML is never read as such (a tag prints as typed), links keep their words and show their
address, pictures show their words only: nothing is fetched and no file is opened.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from isodesk.i18n import tr
from isodesk.printing.sheets import Align

_NESTING = 60
"""Depth the parser follows; it drops what lies deeper, so such text is taken as typed."""


@dataclass(frozen=True)
class Words:
    """Words in one manner of writing."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    soft: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a list item's first; `mark` is "•", "3." or "" and `depth` its indent.

    `tight` ones follow each other closely, as items of a list do; `quote` counts the bars.
    """

    words: tuple[Words, ...]
    depth: int = 0
    mark: str = ""
    tight: bool = False
    quote: int = 0


@dataclass(frozen=True)
class Code:
    """Text as typed."""

    text: str
    depth: int = 0
    quote: int = 0


@dataclass(frozen=True)
class Grid:
    """A table: its headings, its rows, and where each column's words stand."""

    head: tuple[tuple[Words, ...], ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    aligns: tuple[Align, ...]
    depth: int = 0


@dataclass(frozen=True)
class Break:
    """A line between two parts."""


Block = Heading | Paragraph | Code | Grid | Break


def plain(words: Sequence[Words]) -> str:
    """The words without their manner."""
    return "".join(part.text for part in words)


def parse(text: str) -> list[Block]:
    """Every word of a Markdown text as blocks in reading order; no text is refused.

    CommonMark with tables; definitions of link addresses stay as typed, since they would
    otherwise leave the paper. Text nested deeper than the parser follows, or
    too tangled for its recursion, is given back as typed.
    """
    try:
        tokens = _parser().parse(text)
    except RecursionError:
        return [Code(text)]
    if any(token.level >= _NESTING for token in tokens):
        return [Code(text)]
    return list(_Reader(tokens).blocks())


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _NESTING + 2}
    return MarkdownIt("commonmark", options).enable("table").disable("reference")


class _Reader:
    """Goes along the parser's tokens and keeps how deep in lists and quotes it is."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._quote = 0
        self._lists: list[int | None] = []
        self._mark = ""

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "heading_open":
                yield Heading(int(token.tag[1]), inline(self._tokens[self._at]))
                self._at += 2
            case "inline":
                yield self._paragraph(inline(token), self._tokens[self._at - 2].hidden)
            case "fence" | "code_block":
                yield from self._lone_mark()
                yield Code(token.content.rstrip("\n"), self._depth, self._quote)
            case "hr":
                yield from self._lone_mark()
                yield Break()
            case "table_open":
                yield from self._lone_mark()
                yield self._grid()
            case _:
                yield from self._step(token)

    @property
    def _depth(self) -> int:
        return len(self._lists)

    def _step(self, token: Token) -> Iterator[Block]:
        """Into and out of lists and quotes."""
        match token.type:
            case "bullet_list_open":
                yield from self._lone_mark()
                self._lists.append(None)
            case "ordered_list_open":
                yield from self._lone_mark()
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._mark = self._next_mark()
            case "list_item_close":
                yield from self._lone_mark()
            case "blockquote_open":
                self._quote += 1
            case "blockquote_close":
                self._quote -= 1

    def _next_mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "•"
        self._lists[-1] = number + 1
        return f"{number}."

    def _lone_mark(self) -> Iterator[Block]:
        """The mark of an item that begins with something else, or holds nothing."""
        if self._mark:
            yield self._paragraph((), True)

    def _paragraph(self, words: tuple[Words, ...], tight: bool) -> Paragraph:
        mark, self._mark = self._mark, ""
        return Paragraph(words, self._depth, mark, tight, self._quote)

    def _grid(self) -> Grid:
        rows: list[list[tuple[Words, ...]]] = []
        aligns: list[Align] = []
        while (token := self._tokens[self._at]).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                aligns.append(_align(token))
            elif token.type == "inline":
                rows[-1].append(inline(token))
            self._at += 1
        self._at += 1
        head, *body = (tuple(row) for row in rows)
        return Grid(head, tuple(body), tuple(aligns), self._depth)


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    if "right" in style:
        return Align.RIGHT
    return Align.CENTRE if "center" in style else Align.LEFT


def inline(token: Token) -> tuple[Words, ...]:
    """An inline token's words. A link shows its address after its words, unless they are it;
    a picture shows its description."""
    found: list[Words] = []
    manner = Words("")
    links: list[tuple[str, int]] = []
    for child in token.children or ():
        match child.type:
            case "text" | "text_special":
                found.append(replace(manner, text=child.content))
            case "softbreak":
                found.append(replace(manner, text=" "))
            case "hardbreak":
                found.append(replace(manner, text="\n"))
            case "code_inline":
                found.append(replace(manner, text=child.content, code=True))
            case "image":
                found.append(Words(_picture(child), soft=True, italic=True))
            case "link_open":
                links.append((str(child.attrGet("href") or ""), len(found)))
            case "link_close":
                found += _address(*links.pop(), found)
            case other:
                manner = _changed(manner, other)
    return tuple(words for words in found if words.text)


def _changed(manner: Words, token: str) -> Words:
    """Bold and italic begin and end."""
    begins = token.endswith("_open")
    match token.rsplit("_", 1)[0]:
        case "strong":
            return replace(manner, bold=begins)
        case "em":
            return replace(manner, italic=begins)
    return manner


def _picture(token: Token) -> str:
    words = token.content.strip()
    return tr("[Picture: {words}]", words=words) if words else tr("[Picture]")


_PLACE = re.compile(r"^(#|mailto:|tel:)")


def _address(href: str, start: int, found: Sequence[Words]) -> list[Words]:
    shown = plain(found[start:])
    if not href or href == shown or _PLACE.match(href):
        return []
    return [Words(f" ({href})", soft=True)]
