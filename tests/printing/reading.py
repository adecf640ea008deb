"""Reading a PDF back: its words, its fonts, its pixels. All with pdfium and qpdf, not with
the library that wrote it."""

import io

import pikepdf
import pypdfium2
from PIL import Image


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [text.replace("\r\n", "\n") for text in texts]


def text_of(pdf: bytes) -> str:
    """All pages' text with a line between pages."""
    return "\n--- page ---\n".join(pages_of(pdf)) + "\n"


def packed(text: str) -> str:
    """Text without spaces, line ends and hyphens: what wrapping may change."""
    return "".join(ch for ch in text if not ch.isspace() and ch not in "-\x02\ufffe\xad")


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    return len(pages_of(pdf))


def picture(pdf: bytes, page: int = 0, dpi: int = 72) -> Image.Image:
    """A page as grey pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def font_names(pdf: bytes) -> dict[str, bool]:
    """Every font any page or form names, with whether its program is in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                described = thing.get("/FontDescriptor")
                held = described is not None and "/FontFile2" in described
                found[str(thing["/BaseFont"])] = held
    return found


def outline_of(pdf: bytes) -> list[tuple[int, str]]:
    """(level, title) of the bookmarks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(mark.level, mark.get_title()) for mark in document.get_toc(max_depth=10)]
    finally:
        document.close()
