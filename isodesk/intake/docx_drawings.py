"""What hangs in a run: pictures, text boxes, shapes, diagrams, charts and embedded objects."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from isodesk.intake.docx_losses import Loss
from isodesk.intake.docx_pictures import WHOLE, Crop
from isodesk.intake.docx_xml import attr, below, child, local, related, twips, whole
from isodesk.writing.tree import Block, Mark, Paragraph, Picture, Rule, Words

if TYPE_CHECKING:
    from isodesk.intake.docx_reading import Reading

_EMU = 635
"""English Metric Units in a twentieth of a point."""
_INTO = frozenset(("txbxContent", "txBody", "shapetype"))
_SHAPES = ("wsp", "sp", "cxnSp", "shape", "rect", "roundrect", "oval", "line", "polyline", "arc",
           "curve", "contentPart")  # fmt: skip
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([\d.]+[a-z]*)")


@dataclass(frozen=True)
class Hung:
    """Blocks that hang at a place within a paragraph; `box` when they are a text box."""

    blocks: tuple[Block, ...]
    box: bool = False


Boxed = Callable[[Element], list[Block]]


def hung(reading: "Reading", part: str, drawing: Element, boxed: Boxed) -> Iterator[Hung]:
    """What a drawing, VML picture or object shows; `boxed` reads the text of a box."""
    seen = _Seen(reading, part, boxed)
    width = _extent(drawing)
    found = False
    for one in below(drawing, _INTO):
        for hanging in seen.shown(one, width):
            found = True
            yield hanging
        width = _vml_width(one) or width
        found = found or seen.said
    if not found and _draws(drawing):
        reading.losses.add(Loss.SHAPE)


class _Seen:
    """One drawing walked through; `said` once something of it was named as lost."""

    def __init__(self, reading: "Reading", part: str, boxed: Boxed) -> None:
        self._reading = reading
        self._part = part
        self._boxed = boxed
        self._alt = ""
        self._crop = WHOLE
        self.said = False

    def shown(self, one: Element, width: float) -> Iterator[Hung]:
        name = local(one)
        if name == "docPr":
            self._alt = attr(one, "descr") or attr(one, "title")
        elif name == "srcRect":
            pass  # read with its picture
        elif name == "blipFill":
            self._crop = _crop(child(one, "srcRect"))
        elif name == "xfrm" and whole(attr(one, "rot") or "0"):
            self._reading.losses.add(Loss.PICTURE_TURNED)
        elif name in ("blip", "imagedata"):
            yield from self._picture(one, width)
        elif name == "txbxContent":
            yield from self._box(self._boxed(one))
        elif name == "txBody":
            yield from self._box(_drawn_words(one))
        elif name == "relIds":
            yield from self._diagram(one)
        elif name == "rect" and attr(one, "hr"):
            yield Hung((Rule(),))
        else:
            self._lost(name, one)

    def _lost(self, name: str, one: Element) -> None:
        losses = self._reading.losses
        if name == "chart" and related(one, "id"):
            losses.add(Loss.CHART)
        elif name == "OLEObject":
            losses.add(Loss.OBJECT, attr(one, "ProgID") or attr(one, "progId") or "?")
        elif name == "textpath" and attr(one, "string"):
            losses.add(Loss.WATERMARK, attr(one, "string"))
        elif name == "control":
            losses.add(Loss.CONTROL)
        else:
            return
        self.said = True

    def _picture(self, one: Element, width: float) -> Iterator[Hung]:
        self.said = True
        reading = self._reading
        found = related(one, "embed") or related(one, "id") or attr(one, "relid")
        if not found and not related(one, "link"):
            return
        if reading.running:
            reading.losses.add(Loss.HEAD_PICTURE)
            return
        alt = " ".join((self._alt or attr(one, "title")).split())[:400]
        digest = reading.pictures.take(self._part, found or related(one, "link"), self._crop)
        if digest:
            yield Hung((Picture(digest, reading.share(width), alt),))

    def _box(self, blocks: list[Block]) -> Iterator[Hung]:
        if blocks:
            self._reading.losses.add(Loss.BOX)
            yield Hung(tuple(blocks), box=True)

    def _diagram(self, one: Element) -> Iterator[Hung]:
        """The words of a SmartArt, from the part that holds its points."""
        self.said = True
        self._reading.losses.add(Loss.DIAGRAM)
        relation = self._reading.parts.relations(self._part).get(related(one, "dm"))
        if relation is None or relation.outside:
            return
        root = self._reading.parts.spare(relation.target)
        if root is not None:
            words = [p for p in _drawn_words(root) if isinstance(p, Paragraph)]
            yield Hung(tuple(Paragraph(p.inlines, mark=Mark()) for p in words), box=True)


def _drawn_words(element: Element) -> list[Block]:
    """The paragraphs of DrawingML text, which are not Word's own."""
    lines = (
        "".join(t.text or "" for t in below(p) if local(t) == "t")
        for p in below(element)
        if local(p) == "p"
    )
    return [Paragraph((Words(" ".join(line.split())),)) for line in lines if line.strip()]


def _draws(drawing: Element) -> bool:
    return any(local(one) in _SHAPES for one in below(drawing, _INTO))


def _extent(drawing: Element) -> float:
    """The width in twentieths of a point; 0 where it is not said."""
    for one in below(drawing, _INTO):
        if local(one) == "extent":
            return (whole(attr(one, "cx")) or 0) / _EMU
    return 0.0


def _vml_width(one: Element) -> float:
    found = _WIDTH.search(attr(one, "style")) if attr(one, "style") else None
    return (twips(found[1]) or 0.0) if found else 0.0


def _crop(rect: Element | None) -> Crop:
    if rect is None:
        return WHOLE
    left, top, right, bottom = (_share(attr(rect, side)) for side in "ltrb")
    return left, top, right, bottom


def _share(text: str) -> float:
    """Thousandths of a per cent, or per cent with its sign, as a share of 1."""
    per_cent = text.endswith("%")
    try:
        share = float(text.rstrip("%") or 0) / (100 if per_cent else 100_000)
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 1.0)
