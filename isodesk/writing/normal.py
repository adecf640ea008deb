"""The form of a text that an editor can hold: tidy, its tables whole, running lines in front.

What is read from elsewhere goes through here before it is kept as written text.
"""

from collections.abc import Iterable
from dataclasses import replace

from isodesk.writing.table_grid import squared
from isodesk.writing.tidy import tidy, tidy_text
from isodesk.writing.tree import (
    Block,
    Cell,
    Code,
    DocumentLink,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Running,
    Table,
    Tree,
    Words,
)

_BREAKS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\ufffc": None}
    | {"\ufdd0": None, "\ufdd1": None}
)
"""What editors keep for themselves among the signs: breaks, objects, edges of tables."""


def normal(tree: Tree) -> Tree:
    """The same text in that form."""
    blocks = tidy(Tree(tuple(map(_held, tree.blocks)))).blocks
    held = [squared(b) if isinstance(b, Table) else b for b in blocks]
    running = [b for b in held if isinstance(b, Running)]
    return Tree((*running, *(b for b in held if not isinstance(b, Running))))


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines as an editor reads them: cleaned, without empty words, one manner in one run."""
    made: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Words):
            made.append(inline)
            continue
        text = clean(inline.text)
        words = inline if text == inline.text else replace(inline, text=text)
        last = made[-1] if made else None
        if isinstance(last, Words) and replace(last, text="") == replace(words, text=""):
            made[-1] = replace(last, text=last.text + words.text)
        elif words.text:
            made.append(words)
    return tuple(made)


def clean(text: str) -> str:
    """Text with one kind of line break and without what no page can show."""
    if text.isascii() and text.isprintable():
        return text
    return tidy_text(text.translate(_BREAKS))


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def _held(block: Block) -> Block:
    match block:
        case Heading() | Paragraph() | Running():
            return replace(block, inlines=_inlines(block.inlines))
        case Code():
            return Code(clean(block.text))
        case Picture():
            return replace(block, alt=line(block.alt), caption=line(block.caption))
        case Table():
            return replace(block, rows=tuple(tuple(map(_cell, row)) for row in block.rows))
    return block


def _cell(cell: Cell) -> Cell:
    kept = (replace(p, inlines=_inlines(p.inlines)) for p in cell.paragraphs)
    return replace(cell, paragraphs=tuple(kept))


def _inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(map(_clean, inlines))


def _clean(inline: Inline) -> Inline:
    match inline:
        case Words():
            return replace(inline, text=clean(inline.text), href=line(inline.href))
        case DocumentLink():
            return replace(inline, number=line(inline.number))
    return inline
