"""How many words a text has, as word processors count them: what stands between spaces."""

from collections.abc import Iterable

from isodesk.writing.tree import Block, text_of


def word_count(blocks: Iterable[Block]) -> int:
    """Words of the blocks; a field or link counts as one, a lone sign as none."""
    return words_in(text_of(blocks))


def words_in(text: str) -> int:
    """Words of plain text."""
    return sum(any(c.isalnum() for c in word) for word in text.split())
