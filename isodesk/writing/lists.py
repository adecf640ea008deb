"""How the items of ordered lists count, said once for paper, screen and Markdown.

An item goes on from the item of its level before it, over pictures, tables and whatever
continues an item. A list ends at a heading, at a plain paragraph of level 0, at an item of a
lower level and at a bullet of its own level; the next one then begins at 1.
"""

from collections.abc import Iterable, Iterator

from isodesk.writing.tree import Block, Heading, Mark, Paragraph


def numbers(blocks: Iterable[Block]) -> Iterator[int | None]:
    """For each block the number it shows: None for all that is no item of an ordered list."""
    counts = Counts()
    for block in blocks:
        yield counts.after(block)


class Counts:
    """The numbers reached at each level while going down a text."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}

    def next(self, level: int) -> int:
        """The number an ordered item of this level has when nothing begins it anew."""
        return self._at.get(level, 0) + 1

    def after(self, block: Block) -> int | None:
        """Go on past this block; the number it shows."""
        match block:
            case Heading() | Paragraph(mark=None, level=0):
                self._at.clear()
            case Paragraph(mark=Mark() as mark):
                return self._item(mark)
        return None

    def _item(self, mark: Mark) -> int | None:
        self._at = {level: n for level, n in self._at.items() if level <= mark.level}
        if not mark.ordered:
            self._at.pop(mark.level, None)
            return None
        number = self.next(mark.level) if mark.start is None else mark.start
        self._at[mark.level] = number
        return number
