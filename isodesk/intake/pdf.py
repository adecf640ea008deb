"""A foreign PDF in the child: what it holds, and its pages as pictures.

pdfium reads and draws, qpdf (pikepdf) says what is damaged or hidden and repairs what pdfium
cannot open. JavaScript, launch actions and attached files are named and never run or opened.
"""

import contextlib
import hashlib
import io
import re
import time
from collections import OrderedDict
from typing import Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Facts, Picture
from isodesk.intake.frames import Values
from isodesk.intake.limits import MOST_HEAD, MOST_PAGES, MOST_TEXT, cut, one_line
from isodesk.intake.values import plain

_TEXT_SECONDS = 10.0
_MOST_OBJECTS = 50_000
_MOST_PICTURE = 24_000_000  # pixels of one page shown on a screen or seen by the barcode reader
_WIDEST = 6_000
_HELD = 3

_held: "OrderedDict[str, Any]" = OrderedDict()
"""The documents drawn last, by SHA-256: the child keeps them so that leafing is fast."""


def pdf_facts(data: bytes) -> Values:
    """Task: the `Facts` of a PDF. Raises Refused when it is locked, ruined or has no pages."""
    return plain(read_pdf(data))


def pdf_page(digest: str, data: bytes | None, page: int, width: int) -> Values:
    """Task: page `page` (from 0) as a `Picture` about `width` pixels wide, or None.

    None says that the document of that SHA-256 is not held here: ask again with its bytes.
    """
    if data is not None:
        _hold(data)
    document = _held.get(digest)
    if document is None:
        return None
    _held.move_to_end(digest)
    return plain(drawn_page(document, page, width))


def read_pdf(data: bytes) -> Facts:
    """What the PDF holds: pages, text within the limits, properties and what to tell of it."""
    document = opened(data)
    try:
        listed, hidden = _seen_by_qpdf(data)
        pages = min(len(document), listed or len(document))
        if pages > MOST_PAGES:
            raise Refused(tr("The PDF has more than 10,000 pages: split it."))
        texts, read = _texts(document, pages)
        notes = [*_seen_by_pdfium(document), *hidden, *_unread(read, pages)]
        properties = document.get_metadata_dict()
    finally:
        document.close()
    return Facts(
        text=cut("\n\n".join(texts)),
        head=cut("\n".join(texts[:2]), MOST_HEAD),
        title=one_line(properties.get("Title")),
        author=one_line(properties.get("Author")),
        created=_iso(properties.get("CreationDate", "")),
        modified=_iso(properties.get("ModDate", "")),
        pages=pages,
        notes=tuple(dict.fromkeys(notes)),
    )


def opened(data: bytes) -> Any:
    """The pdfium document, repaired by qpdf first where it must be; the caller closes it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(_locked()) from error
        document = pypdfium2.PdfDocument(_repaired(data))
    if not len(document):
        document.close()
        raise Refused(_ruined())
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document


def drawn_page(document: Any, page: int, width: int) -> Picture:
    """The page (from 0) on white, about `width` pixels wide, annotations and fields included."""
    if not 0 <= page < len(document):
        raise Refused(tr("The PDF has no page {page}.", page=page + 1))
    sheet = document[page]
    try:
        points_wide, points_high = sheet.get_size()
        scale = _scale(points_wide, points_high, width)
        bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        return Picture(bitmap.width, bitmap.height, _rows(bitmap))
    finally:
        sheet.close()


def _scale(points_wide: float, points_high: float, width: int) -> float:
    wide, high = max(points_wide, 1.0), max(points_high, 1.0)
    wanted: float = min(max(width, 16), _WIDEST) / wide
    return min(wanted, float((_MOST_PICTURE / (wide * high)) ** 0.5))


def _rows(bitmap: Any) -> bytes:
    """RGB rows without the padding that pdfium may put behind each."""
    raw, line = bytes(bitmap.buffer), bitmap.width * 3
    if bitmap.n_channels != 3:
        return bytes(bitmap.to_pil().convert("RGB").tobytes())
    if bitmap.stride == line:
        return raw
    return b"".join(
        raw[at : at + line] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )


def _hold(data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _held:
        _held[digest] = opened(data)
    while len(_held) > _HELD:
        _held.popitem(last=False)[1].close()


def _texts(document: Any, pages: int) -> tuple[list[str], int]:
    """The text of each page, and how many pages were read within size and time."""
    texts: list[str] = []
    until, size = time.monotonic() + _TEXT_SECONDS, 0
    for number in range(pages):
        if size > MOST_TEXT or time.monotonic() > until:
            return texts, number
        texts.append(page_text(document, number))
        size += len(texts[-1])
    return texts, pages


def page_text(document: Any, number: int) -> str:
    """The words of a page (from 0) as pdfium reads them; "" where it cannot."""
    import pypdfium2

    with contextlib.suppress(pypdfium2.PdfiumError):
        page = document[number]
        try:
            words: str = page.get_textpage().get_text_bounded()
            return words.replace("\r\n", "\n").replace("\ufffe", "-")[:MOST_TEXT]
        finally:
            page.close()
    return ""


def _seen_by_pdfium(document: Any) -> list[str]:
    from pypdfium2 import raw

    notes = []
    if raw.FPDF_GetSignatureCount(document.raw) > 0:
        notes.append(
            tr(
                "Signed electronically: a stamped copy cannot carry the signature; "
                "the original is kept."
            )
        )
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        notes.append(_script())
    attached = raw.FPDFDoc_GetAttachmentCount(document.raw)
    if attached > 0:
        notes.append(tr("Holds attached files, which are not printed or opened."))
    return notes


def _seen_by_qpdf(data: bytes) -> tuple[int, list[str]]:
    """The pages that are really there (a file may claim a million; 0 where qpdf cannot say),
    and what it sees of damage, protection and hidden actions."""
    import pikepdf

    notes, pages = [], 0
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if pdf.is_encrypted:
                notes.append(tr("Protected by its maker; stamped copies are not protected."))
            if len(pdf.objects) <= _MOST_OBJECTS:
                notes += _actions(pdf)
            if pdf.get_warnings():
                notes.append(_damaged())
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        notes.append(_damaged())
    return pages, notes


def _actions(pdf: Any) -> list[str]:
    import pikepdf

    kinds = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            kinds.add(str(thing.get("/S", "")))
    found = [_script()] if "/JavaScript" in kinds else []
    if "/Launch" in kinds:
        found.append(tr("Asks to start another program; that is never done."))
    return found


def _repaired(data: bytes) -> bytes:
    import pikepdf

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except pikepdf.PasswordError as error:
        raise Refused(_locked()) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refused(_ruined()) from error
    _must_open(out.getvalue())
    return out.getvalue()


def _must_open(data: bytes) -> None:
    import pypdfium2

    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError as error:
        raise Refused(_ruined()) from error


def _unread(read: int, pages: int) -> list[str]:
    if read >= pages:
        return []
    return [tr("Long: the search knows the words of its first {pages} pages.", pages=read)]


def _iso(stamp: str) -> str:
    """`D:20240503101500+02'00'` as `2024-05-03`; "" when it is no date."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", stamp or "")
    return "-".join(found.groups()) if found else ""


def _script() -> str:
    return tr("Holds JavaScript, which is never run.")


def _damaged() -> str:
    return tr("Damaged but readable: look through its pages before you approve it.")


def _locked() -> str:
    return tr(
        "The PDF is locked with a password. Open it with the password, print it to a "
        "new PDF and bring that in."
    )


def _ruined() -> str:
    return tr("The PDF is too damaged to show a single page. Make it again where it came from.")
