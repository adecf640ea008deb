"""What of a Word file could not be carried: one sentence a kind, with how often and what."""

from collections import Counter
from enum import Enum

from isodesk.i18n import tr

_SHOWN = 4
"""Examples named in a sentence."""
_LONG = 60
"""Characters of one example."""


class Loss(Enum):
    """A kind of thing that is carried otherwise or not at all, with its sentence.

    `{n}` is how often it was met, `{what}` are the first examples. The order here is the
    order in which they are shown: what is missing first, then what looks otherwise.
    """

    PICTURE_FORM = "Pictures in a form that cannot be kept are missing: {what} ({n})."
    PICTURE_DAMAGED = "Damaged pictures are missing ({n})."
    PICTURE_OUTSIDE = "Pictures that lie outside the file were not fetched: {what} ({n})."
    PICTURE_MANY = "Pictures beyond the first 2,000 or 200 MB are missing ({n})."
    CHART = "Charts are missing ({n})."
    SHAPE = "Drawn shapes and lines are missing ({n})."
    OBJECT = "Embedded objects are missing: {what} ({n})."
    EMBEDDED = "Other files placed within the text are missing ({n})."
    CONTROL = "Buttons and other controls are missing ({n})."
    COMMENT = "Comments are not carried ({n})."
    DELETED = "What was deleted or moved away under tracked changes is left out ({n})."
    HIDDEN = "Hidden text is left out: {what} ({n})."
    UNSHOWN = "Heads and feet that no page shows are left out: {what} ({n})."
    WATERMARK = "Watermarks are not carried: {what} ({n})."
    HEAD_PICTURE = (
        "Pictures in heads and feet are not carried, as isodesk prints the company's logo ({n})."
    )
    PAGE_NUMBER = "Page numbers in heads and feet are left out, as isodesk prints its own: {what}."
    BETWEEN = "Words within the instructions of fields are left out: {what} ({n})."
    SYMBOL = "Signs of special typefaces that have no letter are shown as a box ({n})."
    MACROS = "Macros are not carried; the original keeps them."
    SIGNED = "The electronic signature holds for the original only."
    INSERTED = "What was inserted under tracked changes stands as ordinary text ({n})."
    STRUCK = "Words struck through stand as ordinary words: {what} ({n})."
    EQUATION = "Equations stand as a line of text ({n})."
    DIAGRAM = "Diagrams (SmartArt) stand as a list of their words ({n})."
    BOX = "Text boxes stand as text below the place where they hung ({n})."
    CONTENTS = "Tables of contents stand as text, with the page numbers of Word ({n})."
    FIELD = "Fields stand as the words they showed last: {what} ({n})."
    FORM = "Fields to fill in and content controls stand as their words ({n})."
    LINK = "Links to places that are no address stand as plain words: {what} ({n})."
    NOTE = "Footnotes and endnotes stand at the end of the text, with their marks ({n})."
    NUMBER = "Numbers that Word counted stand as text: {what} ({n})."
    LETTER = "List items counted by letters or roman numerals are counted 1, 2, 3 ({n})."
    DEEP_LIST = "List items below the eighth level stand on the eighth ({n})."
    DEEP_HEADING = "Headings below the sixth level stand on the sixth ({n})."
    CELL_HEADING = "Headings inside tables stand as bold text ({n})."
    CELL_PICTURE = "Pictures inside tables stand below their table ({n})."
    NESTED = "Tables within a table stand as lines of its cell ({n})."
    WIDE = "Columns beyond the sixty-third stand in the last one ({n})."
    DEEP = "What is nested deeper than isodesk follows stands as plain words ({n})."
    PICTURE_PLACE = "Pictures that stood within or beside lines stand below them ({n})."
    PICTURE_MADE = "Pictures were made into PNG: {what} ({n})."
    PICTURE_TURNED = "Turned pictures stand as they were before turning ({n})."
    RUBY = "Readings above characters stand behind them in brackets ({n})."
    HEADS = "Heads and feet of single pages or sections stand in the text: {what} ({n})."
    LONG_HEAD = "Heads and feet of more than three lines go on in the text: {what} ({n})."
    EVEN = "Left and right pages have the same head and foot now ({n})."
    COLUMNS = "Text in several columns runs in one ({n})."
    LANDSCAPE = "Pages that lay on their side stand upright ({n})."
    CAPITALS = "Words shown in capitals stand as they were typed ({n})."
    COLOUR = "Coloured and marked passages lose their colour ({n})."
    LOOK = "Typefaces, sizes and spacing are those of isodesk's own pages."


class Losses:
    """Counts what could not be carried while a file is read."""

    def __init__(self) -> None:
        self._counts: Counter[Loss] = Counter()
        self._examples: dict[Loss, dict[str, None]] = {}

    def add(self, loss: Loss, example: str = "", count: int = 1) -> None:
        """Note that it was met `count` times, with an example for the officer."""
        self._counts[loss] += count
        told = " ".join(example.split())
        known = self._examples.setdefault(loss, {})
        if told and len(known) <= _SHOWN:
            known[told if len(told) <= _LONG else told[: _LONG - 1] + "…"] = None

    def sentences(self) -> list[str]:
        """One sentence for each kind that was met."""
        return [self._sentence(loss) for loss in Loss if self._counts[loss]]

    def _sentence(self, loss: Loss) -> str:
        examples = list(self._examples.get(loss, {}))
        more = ["…"] if len(examples) > _SHOWN else []
        what = ", ".join([*(f"“{one}”" for one in examples[:_SHOWN]), *more])
        return tr(loss.value, n=f"{self._counts[loss]:,}", what=what)
