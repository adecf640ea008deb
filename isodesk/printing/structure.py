"""The structure of a tagged PDF: what each word is, in the order it is read (ISO 32000-1, 14.7).

Elements are made while pages are filled; every run of words on a page belongs to one, by a
number (MCID) counted on that page. Written at the end as objects of their own, since every
element names its parent and the page it stands on.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject
from reportlab.pdfgen.canvas import Canvas


class Marked(NamedTuple):
    """A run of words or a drawing: the page (from 0) and its number there."""

    page: int
    mcid: int


class Noted(NamedTuple):
    """An annotation that belongs to an element, by its object's name, and its page."""

    page: int
    name: str


class Element:
    """One element: a role of PDF's own (H1, P, L, LI, TD, ...) and what lies in it."""

    __slots__ = ("alt", "attributes", "kids", "parent", "place", "role", "said")

    def __init__(
        self,
        role: str,
        parent: "Element | None",
        alt: str = "",
        attributes: str = "",
        said: str = "",
    ) -> None:
        self.role, self.parent = role, parent
        self.alt, self.attributes, self.said = alt, attributes, said
        self.kids: list[Element | Marked | Noted] = []
        self.place = 0
        if parent is not None:
            parent.kids.append(self)

    def all(self) -> "Iterator[Element]":
        """This element and all below it that hold anything, as they are read; empty cells
        keep their place."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element) and (kid.kids or kid.role in ("TD", "TH")):
                yield from kid.all()


class Raw(PDFObject):  # type: ignore[misc]
    """An object of a PDF as its bytes."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """As ReportLab asks for it."""
        return self.content


def text_string(text: str) -> str:
    """Words as a string of a PDF."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<feff" + text.encode("utf-16-be", "replace").hex() + ">"


def write(canvas: Canvas, root: Element, marks: Sequence[Sequence[Element]]) -> None:
    """Put the tree into the file, before it is saved; `marks` are each page's elements by MCID."""
    document = canvas._doc
    elements = list(root.all())
    top = _reserve(document)
    objects = [_reserve(document) for _ in elements]
    for element, (place, _) in zip(elements, objects, strict=True):
        element.place = place
    pages = [document.idToObjectNumberAndVersion[f"Page{n + 1}"][0] for n in range(len(marks))]
    for element, (_, raw) in zip(elements, objects, strict=True):
        raw.content = _element(document, element, top[0], pages).encode()
    parents, notes = _reserve(document), _notes(document, elements, len(marks))
    parents[1].content = _parents(document, marks, notes).encode()
    count = len(marks) + len(notes)
    top[1].content = (
        f"<</Type/StructTreeRoot/K {root.place} 0 R/ParentTree {parents[0]} 0 R"
        f"/ParentTreeNextKey {count}>>"
    ).encode()
    document.Catalog.StructTreeRoot = top[1]
    document.Catalog.MarkInfo = Raw(b"<</Marked true>>")
    for number, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")


def packed(pdf: bytes) -> bytes:
    """The same file with its many small objects pressed together: a third of the size."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        generate = pikepdf.ObjectStreamMode.generate
        opened.save(out, object_stream_mode=generate, deterministic_id=True)
    return out.getvalue()


def _reserve(document: Any) -> tuple[int, Raw]:
    """A new object's number, and the object to be filled."""
    raw = Raw()
    document.Reference(raw)
    return document.objectcounter, raw


def _element(document: Any, element: Element, top: int, pages: Sequence[int]) -> str:
    parent = element.parent.place if element.parent else top
    here = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
    parts = [f"<</S/{element.role}/P {parent} 0 R"]
    if here is not None:
        parts.append(f"/Pg {pages[here]} 0 R")
    if element.alt:
        parts.append(f"/Alt{text_string(element.alt)}")
    if element.said:
        parts.append(f"/ActualText{text_string(element.said)}")
    if element.attributes:
        parts.append(f"/A<<{element.attributes}>>")
    kids = [_kid(document, kid, here, pages) for kid in element.kids]
    kids = [kid for kid in kids if kid]
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    return "".join(parts) + ">>"


def _kid(
    document: Any, kid: Element | Marked | Noted, here: int | None, pages: Sequence[int]
) -> str:
    if isinstance(kid, Element):
        return f"{kid.place} 0 R" if kid.place else ""
    if isinstance(kid, Noted):
        number = document.idToObjectNumberAndVersion[kid.name][0]
        return f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {number} 0 R>>"
    if kid.page == here:
        return str(kid.mcid)
    return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>"


def _notes(document: Any, elements: Sequence[Element], first: int) -> list[Element]:
    """The elements with annotations, which get keys after the pages', in this order."""
    found: list[Element] = []
    for element in elements:
        for kid in element.kids:
            if isinstance(kid, Noted):
                key = first + len(found)
                annotation = document.idToObject[kid.name]
                annotation.content = annotation.content.replace(
                    b"/KEY", b"/StructParent %d" % key, 1
                )
                found.append(element)
    return found


def _parents(document: Any, marks: Sequence[Sequence[Element]], notes: Sequence[Element]) -> str:
    """The way back from a page's marks, and from an annotation, to the elements."""
    rows = []
    for number, page in enumerate(marks):
        place, raw = _reserve(document)
        raw.content = f"[{' '.join(f'{element.place} 0 R' for element in page)}]".encode()
        rows.append(f"{number} {place} 0 R")
    rows += [f"{len(marks) + n} {element.place} 0 R" for n, element in enumerate(notes)]
    return f"<</Nums[{' '.join(rows)}]>>"
