"""A written procedure with everything a text can have, for tests that look at its pages."""

import hashlib
import io

from PIL import Image, ImageDraw

from isodesk.printing.document_sheets import Shown
from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    Code,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Running,
    Table,
    Tree,
    Words,
)
from tests.printing.samples import HEAD

SHOWN = Shown(
    "QP-07", "Melting and pouring", "4", HEAD.effective, "Northfield Castings", "J. Okafor",
    {6: "QP-06 Moulding, revision 2", 9: "WI-118 Ladle preheating, revision 3"},
)  # fmt: skip


def said(text: str, **manner: object) -> tuple[Words, ...]:
    """Words in one manner."""
    return (Words(text, **manner),)  # type: ignore[arg-type]


def item(text: str, level: int = 0, ordered: bool = False) -> Paragraph:
    """A list item."""
    return Paragraph(said(text), Mark(ordered, level))


def cell(text: str, across: int = 1, down: int = 1, align: Align = Align.LEFT) -> Cell:
    """A cell of one paragraph."""
    return Cell((Paragraph(said(text), align=align),) if text else (), across, down)


def drawing(width: int = 640, height: int = 360) -> bytes:
    """A flow of three boxes, as PNG."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    for n in range(3):
        left = width * (n * 10 + 1) // 30
        box = (left, height // 3, left + width * 8 // 30, height * 2 // 3)
        pen.rectangle(box, outline="#0B5563", width=6, fill="#F3F5F7")
        if n:
            pen.line((left - width // 15, height // 2, left, height // 2), "#0B5563", 6)
    return _bytes(picture, "PNG")


def photo(width: int = 3000, height: int = 2000, turned: int = 1) -> bytes:
    """A glowing ladle as a camera would give it: JPEG, `turned` as EXIF counts it."""
    picture = Image.radial_gradient("L").resize((width, height))
    glow = Image.merge("RGB", (picture.point(lambda v: 255 - v // 2), picture.point(
        lambda v: max(0, 170 - v)), picture.point(lambda v: max(0, 60 - v))))  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = turned
    return _bytes(glow, "JPEG", quality=90, exif=exif)


def _bytes(picture: Image.Image, form: str, **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, form, **options)
    return made.getvalue()


DRAWING, PHOTO, TALL = drawing(), photo(), photo(1200, 800, turned=6)
IMAGES = {hashlib.sha256(content).hexdigest(): content for content in (DRAWING, PHOTO, TALL)}
FLOW, LADLE, STACK = IMAGES


def steps(count: int) -> Table:
    """A table with a header of two rows, merged cells, and so many rows."""
    head = (
        (cell("Step", down=2), cell("What", down=2), cell("Limits", 2, align=Align.CENTRE),
         cell("Kept", down=2)),
        (cell("from", align=Align.RIGHT), cell("to", align=Align.RIGHT)),
    )  # fmt: skip
    rows = []
    for n in range(1, count + 1):
        row = [cell(str(n))]
        if n % 4 == 1:
            row.append(cell(f"Check the charge of heat {n} against the order: alloy, returns, "
                            "additions. Nothing without a label.", down=2))  # fmt: skip
        elif n % 4 == 3:
            row.append(
                Cell((Paragraph(said("Read twice")), item("within 5 °C"), item("in writing")))
            )
        elif n % 4 == 0:
            row.append(cell("Pour without a break in the stream.", across=3))
        if n % 4 != 0:
            row += [cell(f"{1400 + n}", align=Align.RIGHT), cell(f"{1420 + n}", align=Align.RIGHT)]
        row.append(cell("Heat card" if n % 3 else "Spectrometer log"))
        rows.append(tuple(row))
    return Table((*head, *rows), (80, 420, 130, 130, 240), head=2)


BLOCKS: tuple[Block, ...] = (
    Running(False, (*said("Melt shop · keep at the furnace · "), Field(FieldName.NUMBER))),
    Running(True, said("Printed on both sides")),
    Paragraph(said("How a heat is charged, melted, tested and poured so that the iron in the "
                   "mould is the iron the customer ordered.")),
    Heading(1, said("Purpose and scope")),
    Paragraph((
        Words("Document "), Field(FieldName.NUMBER, bold=True), Words(" revision "),
        Field(FieldName.REVISION), Words(" of "), Field(FieldName.COMPANY),
        Words(", in force from "), Field(FieldName.EFFECTIVE), Words(", owner "),
        Field(FieldName.OWNER), Words(". Moulding is in "), DocumentLink(6, "QP-06"),
        Words("; the standard at "), Words("the maker", href="https://example.org/standard"),
        Words(". Area in m"), Words("2", raised=1), Words(", H"), Words("2", raised=-1),
        Words("O, "), Words("always", underline=True), Words(" and "),
        Words("never both", bold=True, italic=True), Words("."),
    )),
    Heading(1, said("The heat, step by step")),
    item("Check the charge", ordered=True),
    item("alloy", 1), item("returns", 1), item("from the red bay only", 2),
    item("Melt and take the sample", ordered=True),
    item("Set the clock", 1, ordered=True), item("Tell the team leader", 1, ordered=True),
    Paragraph(said("by voice, not by radio"), level=1),
    Picture(FLOW, 1000, "Three steps from charge to mould", "The way of a heat"),
    item("Pour", ordered=True),
    Paragraph(said("Iron waits for nobody."), quote=1),
    Code("heat 4711  ok\n  1480 °C   12:04"),
    Rule(),
    Paragraph(said("Centred"), align=Align.CENTRE),
    Paragraph(said("Right"), align=Align.RIGHT),
    Heading(2, said("Limits")),
    steps(60),
    Heading(1, said("Pictures")),
    Picture(LADLE, 600, "The ladle", "The ladle after preheating, seen from the platform"),
    Picture(STACK, 1000, "The stack", "Upright"),
    PageBreak(),
    Heading(1, said("Records")),
    Table(((cell("Heat card"), cell("10 years")), (cell("Log"), cell("3 years"))), head=0),
)  # fmt: skip
TREE = Tree(BLOCKS)
