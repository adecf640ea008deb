"""Marks of list items: levels as they are seen, and numbers that agree with Word's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from isodesk.intake.docx_losses import Loss, Losses
from isodesk.intake.docx_numbering import Label
from isodesk.writing.lists import Counts
from isodesk.writing.tree import MOST_DEPTH, Block, Mark, Paragraph

_STEP = 150.0
"""Twentieths of a point by which one list must stand further in than another to be within it."""


@dataclass(frozen=True)
class _Item:
    list_id: int
    indent: float | None
    level: int
    base: int


class Lists:
    """The run of list items in hand; anything else between two items interrupts it."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._run: list[_Item] = []

    def interrupt(self) -> None:
        """A block came that belongs to no list."""
        self._run.clear()

    def mark(self, label: Label, indent: float | None) -> Mark:
        """The mark of an item with the number Word shows as its start (see `settled`); `indent`
        is where its words begin, in twentieths of a point."""
        where = label.indent if indent is None else indent
        base = self._base(label, where)
        level = min(base + label.level, MOST_DEPTH - 1)
        if base + label.level > level:
            self._losses.add(Loss.DEEP_LIST)
        self._run.append(_Item(label.list_id, where, level, base))
        if label.lettered:
            self._losses.add(Loss.LETTER)
        return Mark(label.ordered, level, label.number if label.ordered else None)

    def continues(self, indent: float | None) -> int:
        """The level at which a paragraph without mark goes on with the item before; 0: it does
        not, as it stands at the margin."""
        if not self._run or indent is None:
            return 0
        inner = [one for one in self._run if one.indent is not None and one.indent <= indent + 20]
        last = inner[-1] if inner else None
        return last.level + 1 if last and last.indent and last.indent > _STEP else 0

    def _base(self, label: Label, indent: float | None) -> int:
        """Levels above the list's own first: another list that stands further in is within."""
        same = [one for one in self._run if one.list_id == label.list_id]
        if same:
            return same[-1].base
        if indent is None or label.level:
            return 0
        outer = [one for one in self._run if one.indent is not None and one.indent < indent - _STEP]
        return outer[-1].level + 1 if outer else 0


def settled(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with a start only where counting on would not give Word's number."""
    counts, found = Counts(), list[Block]()
    for block in blocks:
        found.append(_settled(block, counts))
        counts.after(found[-1])
    return found


def _settled(block: Block, counts: Counts) -> Block:
    mark = block.mark if isinstance(block, Paragraph) else None
    if not isinstance(block, Paragraph) or mark is None or mark.start is None:
        return block
    on = counts.next(mark.level) == mark.start
    return replace(block, mark=replace(mark, start=None)) if on else block
