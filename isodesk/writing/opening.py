"""How a text opens: the title it repeats and the sentence that leads into it."""

from collections.abc import Sequence

from isodesk.writing.tree import (
    Align,
    Block,
    Heading,
    Inline,
    Paragraph,
    Running,
    Tree,
    plain,
)

MOST_LEAD = 300
"""Letters of a leading sentence; a longer paragraph is text like any other."""


def without_title(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """The blocks without a first heading that only says the title again."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and _same(plain(first.inlines), title):
        return tuple(blocks[1:])
    return tuple(blocks)


def without_own_title(tree: Tree) -> Tree:
    """A Markdown text without the title of its own: a first heading that stands alone at level
    1 above deeper ones. The document's title is printed instead of it."""
    heads = [block for block in tree.blocks if isinstance(block, Heading)]
    alone = [head.level for head in heads].count(1) == 1 and len(heads) > 1
    if alone and tree.blocks[0] is heads[0] and heads[0].level == 1:
        return Tree(tree.blocks[1:])
    return tree


def opened(tree: Tree, title: str) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """(lead, the rest): the lead is a short first paragraph above the first heading."""
    running = tuple(block for block in tree.blocks if isinstance(block, Running))
    rest = [block for block in tree.blocks if not isinstance(block, Running)]
    blocks = without_title(rest, title)
    first = blocks[0] if blocks else None
    headed = any(isinstance(block, Heading) for block in blocks[1:])
    if isinstance(first, Paragraph) and headed and _leads(first):
        return first.inlines, running + blocks[1:]
    return (), running + blocks


def _leads(block: Paragraph) -> bool:
    flat = block.mark is None and not block.level and not block.quote
    return flat and block.align == Align.LEFT and 0 < len(plain(block.inlines)) <= MOST_LEAD


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
