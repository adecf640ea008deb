"""Reading the structure of a tagged PDF: pikepdf walks the tree, PDFium says what is marked."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Tag:
    """One element as it is read: how deep, its role, the words that are its own."""

    depth: int
    role: str
    text: str
    alt: str = ""
    span: tuple[int, int] = (1, 1)


def tags_of(pdf: bytes) -> list[Tag]:
    """Every element below the document in reading order."""
    words = _marked_words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        pages = {page.obj.objgen: n for n, page in enumerate(opened.pages)}
        root = opened.Root.StructTreeRoot
        assert root.K.S == "/Document" and root.K.P.objgen == root.objgen
        return [tag for kid in _kids(root.K) for tag in _walk(kid, 0, pages, words)]


def _walk(
    element: pikepdf.Object, depth: int, pages: dict[tuple[int, int], int],
    words: dict[tuple[int, int], str],
) -> Iterator[Tag]:  # fmt: skip
    said, below = "", []
    for kid in _kids(element):
        if isinstance(kid, int):
            said += words.get((pages[element.Pg.objgen], kid), "")
        elif kid.get("/Type") == "/MCR":
            said += words.get((pages[kid.Pg.objgen], int(kid.MCID)), "")
        elif kid.get("/Type") != "/OBJR":
            assert kid.P.objgen == element.objgen
            below.append(kid)
    about = element.get("/A", {})
    span = (int(about.get("/ColSpan", 1)), int(about.get("/RowSpan", 1)))
    yield Tag(depth, str(element.S)[1:], said.strip(), str(element.get("/Alt", "")), span)
    for kid in below:
        yield from _walk(kid, depth + 1, pages, words)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _marked_words(pdf: bytes) -> dict[tuple[int, int], str]:
    """The words of each mark, by page and MCID."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                mcid = pdfium.FPDFPageObj_GetMarkedContentID(thing)
                key = (number, mcid)
                found[key] = found.get(key, "") + _words(thing, text_page)
    finally:
        document.close()
    return found


def _words(thing: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, text_page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    short = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(thing, text_page, short, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def loose_words(pdf: bytes) -> list[str]:
    """For each page the words that belong to no element: furniture."""
    words = _marked_words(pdf)
    pages = {page for page, _ in words}
    return [words.get((page, -1), "") for page in sorted(pages)]
