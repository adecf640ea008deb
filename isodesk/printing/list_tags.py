"""The structure of lists: a flat run of items with levels as lists within items."""

from typing import NamedTuple

from isodesk.printing.structure import Element
from isodesk.writing.tree import Paragraph

_ORDERED = "/O/List/ListNumbering/Decimal"
_BULLETS = "/O/List/ListNumbering/Square"


class _Open(NamedTuple):
    level: int
    ordered: bool
    items: Element
    body: Element


class ListTags:
    """Where the next paragraph of a column or cell belongs."""

    def __init__(self, parent: Element) -> None:
        self.parent = parent
        self._open: list[_Open] = []
        self._quote: Element | None = None

    def paragraph(self, block: Paragraph) -> tuple[Element, Element | None]:
        """(what the words of this paragraph are, what its mark is; None without one)."""
        if block.mark is not None:
            return self._item(block)
        self._open = [one for one in self._open if one.level < block.level]
        if self._open:
            return Element("P", self._open[-1].body), None
        return Element("P", self._beside(block.quote)), None

    def end(self) -> None:
        """What follows is no part of a list or quotation."""
        self._open, self._quote = [], None

    def _beside(self, quote: int) -> Element:
        if not quote:
            self._quote = None
            return self.parent
        if self._quote is None:
            self._quote = Element("BlockQuote", self.parent)
        return self._quote

    def _item(self, block: Paragraph) -> tuple[Element, Element | None]:
        assert block.mark is not None
        level, ordered = block.mark.level, block.mark.ordered
        self._open = [one for one in self._open if one.level <= level]
        last = self._open[-1] if self._open else None
        if last and last.level == level:
            self._open.pop()
        if last and last.level == level and last.ordered == ordered:
            items = last.items
        else:
            parent = self._open[-1].body if self._open else self._beside(block.quote)
            items = Element("L", parent, attributes=_ORDERED if ordered else _BULLETS)
        item = Element("LI", items)
        label = Element("Lbl", item) if ordered else None
        body = Element("LBody", item)
        self._open.append(_Open(level, ordered, items, body))
        return Element("P", body), label
