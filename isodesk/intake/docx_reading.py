"""What the readers of one Word file share: its parts, styles, lists, pictures and losses."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from isodesk.intake.docx_losses import Losses
from isodesk.intake.docx_numbering import Numbering, roman
from isodesk.intake.docx_parts import Parts
from isodesk.intake.docx_pictures import Pictures
from isodesk.intake.docx_styles import Styles
from isodesk.intake.docx_xml import attr, child, twips

MOST_NESTED = 12
"""Tables and boxes within each other that are followed; deeper ones stand as words."""
_USUAL_WIDTH = 9_026.0
"""Twentieths of a point between the margins of Word's usual A4 page."""


@dataclass
class Notes:
    """Footnotes and endnotes in the order of their marks: (part kind, id) to the mark."""

    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def mark(self, kind: str, note_id: str) -> str:
        """The mark of a note: 1, 2, 3 at the foot, i, ii, iii at the end, as Word has them."""
        key = (kind, note_id)
        if key not in self.marks:
            number = 1 + sum(1 for known, _ in self.marks if known == kind)
            self.marks[key] = str(number) if kind == "footnote" else roman(number)
        return self.marks[key]


class Reading:
    """One file while it is read. `running` while heads and feet are."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.losses = Losses()
        self.styles = Styles(parts.named("styles", "styles.xml")[1])
        self.numbering = Numbering(parts.named("numbering", "numbering.xml")[1], self.styles)
        self.pictures = Pictures(parts, self.losses)
        self.notes = Notes()
        self.running = False
        self.text_width = _USUAL_WIDTH

    def share(self, width: float) -> int:
        """A width in twentieths of a point as thousandths of the text's; the whole for none."""
        if width <= 0:
            return 1000
        return max(10, min(1000, round(1000 * width / self.text_width)))

    def see_section(self, properties: Element | None) -> None:
        """Take the text's width from a section."""
        size, margin = child(properties, "pgSz"), child(properties, "pgMar")
        wide = twips(attr(size, "w"))
        sides = [twips(attr(margin, side)) or 0.0 for side in ("left", "right")]
        if wide and wide - sum(sides) > 1_000:
            self.text_width = wide - sum(sides)
