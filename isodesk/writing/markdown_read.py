"""Markdown as a tree: every word of any text, none refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from isodesk.writing.markdown_parser import (
    NESTING,
    deepest,
    inlines_of,
    parser,
    picture_words,
)
from isodesk.writing.markdown_table import TableNote, read_table
from isodesk.writing.notation import ALIGNS, OWN, numbers_in, picture_at
from isodesk.writing.tidy import tidy
from isodesk.writing.tree import (
    MOST_DEPTH,
    Align,
    Block,
    Code,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Running,
    Tree,
)


def from_markdown(text: str) -> Tree:
    """The text as a tidy tree. Text nested deeper than the parser follows, or too tangled for
    its recursion, is given back as typed."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    own = OWN.match(text.lstrip("\n"))
    body = text.lstrip("\n")[own.end() :] if own else text
    try:
        tokens = parser(own is not None).parse(body)
    except RecursionError:
        return Tree((Code(body),))
    if deepest(tokens) >= NESTING:
        return Tree((Code(body),))
    return tidy(Tree(tuple(_Reader(tokens, body.split("\n"), own is not None).blocks())))


@dataclass(frozen=True)
class _About:
    """What notes said of the block that follows them."""

    align: Align = Align.LEFT
    indent: int = 0
    level: int | None = None
    start: int | None = None
    running: bool = False
    foot: bool = False
    empty: bool = False
    page_break: bool = False
    table: TableNote | None = None


class _Reader:
    """Goes along the parser's tokens and keeps how deep in lists and quotes it is."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str], own: bool) -> None:
        self._tokens, self._lines, self._own = tokens, lines, own
        self._at = 0
        self._quote = 0
        self._levels: list[int] = []
        self._numbers: list[int | None] = []
        self._mark: Mark | None = None
        self._about = _About()

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "heading_open":
                yield from self._lone_mark()
                yield Heading(int(token.tag[1]), self._inlines(self._next().children or ()))
                self._at += 1
            case "inline":
                yield self._said(token.children or ())
            case "fence" | "code_block":
                yield from self._lone_mark()
                yield Code(_typed(token))
            case "hr":
                yield from self._lone_mark()
                yield Rule()
            case "table_open":
                yield from self._lone_mark()
                yield self._table()
            case "note":
                yield from self._note(token.content)
            case _:
                yield from self._step(token)

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _step(self, token: Token) -> Iterator[Block]:
        """Into and out of lists and quotes."""
        match token.type:
            case "bullet_list_open":
                yield from self._lone_mark()
                self._open(None)
            case "ordered_list_open":
                yield from self._lone_mark()
                start = token.attrGet("start")
                self._open(1 if start is None else int(start))
            case "bullet_list_close" | "ordered_list_close":
                self._levels.pop()
                self._numbers.pop()
            case "list_item_open":
                self._mark = self._next_mark()
            case "list_item_close":
                yield from self._lone_mark()
            case "blockquote_open":
                yield from self._lone_mark()
                self._quote += 1
            case "blockquote_close":
                self._quote -= 1

    def _open(self, start: int | None) -> None:
        about, self._about = self._about, replace(self._about, level=None, start=None)
        deeper = self._levels[-1] + 1 if self._levels else 0
        self._levels.append(deeper if about.level is None else about.level)
        self._numbers.append(start if about.start is None or start is None else about.start)

    def _next_mark(self) -> Mark:
        number, level = self._numbers[-1], min(self._levels[-1], MOST_DEPTH)
        self._numbers[-1] = None if number is None else number + 1
        return Mark(number is not None, level, number)

    def _lone_mark(self) -> Iterator[Block]:
        """The mark of an item that begins with something else, or holds nothing."""
        if self._mark:
            yield self._paragraph(())

    def _said(self, tokens: Sequence[Token]) -> Block:
        picture = _picture(tokens) if self._own and self._mark is None else None
        return picture or self._paragraph(self._inlines(tokens))

    def _inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        return inlines_of(tokens, self._own)

    def _paragraph(self, inlines: tuple[Inline, ...]) -> Block:
        (about, self._about), (mark, self._mark) = (self._about, _About()), (self._mark, None)
        if about.running:
            return Running(about.foot, inlines)
        level = self._levels[-1] + 1 if self._levels else about.indent
        return Paragraph(inlines, mark, min(level, MOST_DEPTH), about.align, self._quote)

    def _note(self, said: str) -> Iterator[Block]:
        about = _about(said, self._about)
        if about is None:
            yield self._paragraph(inlines_of([Token("text", "", 0, content=f"<!-- {said} -->")]))
            return
        self._about = about
        if about.page_break:
            yield from self._lone_mark()
            self._about = _About()
            yield PageBreak()
        elif about.empty:
            yield self._paragraph(())

    def _table(self) -> Block:
        end = next(
            n for n in range(self._at, len(self._tokens)) if self._tokens[n].type == "table_close"
        )
        tokens, self._at = self._tokens[self._at : end], end + 1
        about, self._about = self._about, _About()
        return read_table(tokens, self._lines, about.table, self._own)


def _about(said: str, before: _About) -> _About | None:
    """What a note says, beside what was said before it; None when it is none of ours."""
    if said.startswith("table: "):
        return replace(before, table=TableNote.read(said))
    about = before
    for part in said.split(", "):
        more = _part(part, about)
        if more is None:
            return None
        about = more
    return about


def _part(part: str, about: _About) -> _About | None:
    """What one part of a note adds."""
    word, _, rest = part.partition(" ")
    if part in _PLAIN:
        return replace(about, **_PLAIN[part])
    if word in _NUMBERED and numbers_in(rest):
        said: dict[str, Any] = {_NUMBERED[word]: numbers_in(rest)[0]}
        return replace(about, **said)
    return None


_PLAIN: dict[str, dict[str, Any]] = {
    "head line": {"running": True},
    "foot line": {"running": True, "foot": True},
    "page break": {"page_break": True},
    "empty": {"empty": True},
    **{word: {"align": align} for word, align in ALIGNS.items()},
}
_NUMBERED: dict[str, str] = {"indent": "indent", "level": "level", "from": "start"}


def _typed(token: Token) -> str:
    """Code without the line break that ends its last line."""
    return token.content.removesuffix("\n")


def _picture(tokens: Sequence[Token]) -> Picture | None:
    """The picture of a paragraph that is one and nothing else; None for any other."""
    image, *rest = tokens or (None,)
    if image is None or image.type != "image":
        return None
    sha256 = picture_at(str(image.attrGet("src") or ""))
    if sha256 is None or len(rest) > 1 or (rest and not rest[0].content.startswith("{width=")):
        return None
    width = round(float(rest[0].content[7:-2]) * 10) if rest else 1000
    return Picture(sha256, width, picture_words(image), str(image.attrGet("title") or ""))
