"""A tree as Markdown: blocks one below the other, list items under those they belong to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from isodesk.writing.lists import Counts
from isodesk.writing.markdown_inline import inline_text
from isodesk.writing.markdown_table import TableWriter
from isodesk.writing.notation import FIRST_LINE, picture_path
from isodesk.writing.tidy import tidy
from isodesk.writing.tree import (
    Align,
    Block,
    Code,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Running,
    Table,
    Tree,
    Words,
)

_ALIGNS = {Align.CENTRE: "centre", Align.RIGHT: "right"}
_MOST_NUMBER = 999_999_999


def to_markdown(tree: Tree, path: Callable[[str], str] = picture_path) -> str:
    """The text; `path` says where the picture with a SHA-256 lies (`notation.picture_path`)."""
    return _Writer(path).text(tidy(tree))


@dataclass
class _Item:
    """A list item that may still get more: its level, where its words begin, its number."""

    level: int
    indent: int
    inside: int
    number: int | None
    sign: str


class _Writer:
    """Goes down the blocks and keeps which list items are open."""

    def __init__(self, path: Callable[[str], str]) -> None:
        self._path = path
        self._own = False
        self._lines: list[str] = []
        self._items: list[_Item] = []
        self._root = 0
        self._quote = 0
        self._counts = Counts()

    def text(self, tree: Tree) -> str:
        """The whole text."""
        for block in tree.blocks:
            self._block(block, self._counts.after(block))
        body = "\n".join(self._lines)
        if self._own:
            return f"{FIRST_LINE}\n\n{body}\n"
        return f"{body}\n" if body else ""

    def _block(self, block: Block, number: int | None) -> None:
        match block:
            case Paragraph(mark=Mark() as mark):
                self._item(block, mark, number)
            case Paragraph(level=level) if level:
                self._continued(block)
            case Paragraph():
                self._close(block.quote)
                self._paragraph(block, 0)
            case _:
                self._close(0)
                self._put(self._said(block), 0)

    def _said(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Code() | Picture():
                return self._picture(block) if isinstance(block, Picture) else _fenced(block.text)
            case Table():
                return self._table(block)
            case Running():
                return self._running(block)
        return self._note("page break") if isinstance(block, PageBreak) else "---"

    def _heading(self, block: Heading) -> str:
        text = self._inlines(block.inlines, "<br>")
        text = text[:-1] + "\\#" if text.endswith("#") else text
        return f"{'#' * block.level} {text}".rstrip(" ")

    def _table(self, block: Table) -> str:
        writer = TableWriter(block)
        text = writer.text()
        self._own = self._own or writer.own
        return text

    def _picture(self, block: Picture) -> str:
        self._own = True
        alt = _one_line(inline_text(_words(block.alt), "&#10;")[0])
        caption = re.sub(r'["\\&]', r"\\\g<0>", block.caption).replace("\n", "&#10;")
        title = f' "{caption}"' if block.caption else ""
        width = f"{{width={block.width / 10:g}%}}" if block.width != 1000 else ""
        return f"![{alt}]({self._path(block.sha256)}{title}){width}"

    def _running(self, block: Running) -> str:
        line = "foot line" if block.foot else "head line"
        if not block.inlines:
            return self._note(f"{line}, empty")
        return self._note(line) + "\n" + self._inlines(block.inlines)

    def _note(self, said: str) -> str:
        self._own = True
        return f"<!-- {said} -->"

    def _inlines(self, inlines: tuple[Inline, ...], breaks: str = "\\\n") -> str:
        text, own = inline_text(inlines, breaks)
        self._own = self._own or own
        return text

    def _paragraph(self, block: Paragraph, indent: int, more: str = "") -> None:
        about = ", ".join(part for part in (more, _ALIGNS.get(block.align, "")) if part)
        if not block.inlines:
            self._put(self._note(", ".join(filter(None, ("empty", about)))), indent)
            return
        note = self._note(about) + "\n" if about else ""
        self._put(note + self._inlines(block.inlines), indent)

    def _continued(self, block: Paragraph) -> None:
        """A paragraph that goes on below a list item, or is indented without one."""
        kept = [item for item in self._items if item.level < block.level]
        if block.quote == self._quote and kept and kept[-1].level == block.level - 1:
            self._items = kept
            self._paragraph(block, kept[-1].inside)
        else:
            self._close(block.quote)
            self._paragraph(block, 0, f"indent {block.level}")

    def _item(self, block: Paragraph, mark: Mark, number: int | None) -> None:
        if block.quote != self._quote:
            self._close(block.quote)
        same = next((item for item in self._items if item.level == mark.level), None)
        self._items = [item for item in self._items if item.level < mark.level]
        parent = self._items[-1] if self._items else None
        notes = []
        anew = self._root and not parent and not _goes_on(number, same)
        if anew or mark.level != (parent.level + 1 if parent else self._root):
            self._items, parent, self._root = [], None, mark.level
            notes.append(f"level {mark.level}")
        if number is not None and not 0 <= number <= _MOST_NUMBER:
            notes.append(f"from {number}")
        indent = parent.inside if parent else 0
        sign = _sign(number, same if not notes else None)
        shown = (
            sign if number is None else f"{1 if notes[-1:] == [f'from {number}'] else number}{sign}"
        )
        tight = bool(same or (parent and number in (None, 1))) and not notes
        if notes:
            self._put(self._note(", ".join(notes)), indent)
        self._put_item(block, indent, f"{shown} ", tight or bool(notes))
        self._items.append(_Item(mark.level, indent, indent + len(shown) + 1, number, sign))

    def _put_item(self, block: Paragraph, indent: int, mark: str, tight: bool) -> None:
        before = len(self._lines)
        self._paragraph(block, indent + len(mark))
        at = before + (1 if before and not self._lines[before].strip("> ") else 0)
        prefix = "> " * self._quote
        line = self._lines[at].removeprefix(prefix)
        self._lines[at] = prefix + " " * indent + mark + line[indent + len(mark) :]
        if tight and at > before:
            del self._lines[before]

    def _close(self, quote: int) -> None:
        """End the list that is open, and go into so many quotes."""
        self._items, self._root = [], 0
        self._quote = quote

    def _put(self, text: str, indent: int) -> None:
        """A block's lines below those before, a blank line between."""
        if self._lines:
            self._lines.append(("> " * self._quote).rstrip() if self._items else "")
        before = "> " * self._quote + " " * indent
        self._lines += [(before + line) if line else before.rstrip() for line in text.split("\n")]


def _goes_on(number: int | None, same: _Item | None) -> bool:
    """Whether the item stands in the same list of Markdown's as the one before it."""
    if same is None or number is None or same.number is None:
        return same is not None and number == same.number
    return number == same.number + 1


def _sign(number: int | None, same: _Item | None) -> str:
    """What stands after the number; the other sign begins a list anew."""
    if number is None:
        return "-"
    if same is None or same.number is None:
        return "."
    if number == same.number + 1:
        return same.sign
    return ")" if same.sign == "." else "."


def _words(text: str) -> tuple[Inline, ...]:
    return (Words(text),) if text else ()


def _one_line(text: str) -> str:
    return text.replace("\n", "&#10;")


def _fenced(text: str) -> str:
    """Code between fences longer than any row of backticks in it."""
    longest = max((len(row) for row in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}" if text else f"{fence}\n{fence}"
