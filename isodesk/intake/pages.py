"""Pages of one PDF as pictures, for the preview: asked of the child, which keeps it open."""

import hashlib

from isodesk.core.progress import Progress, silent
from isodesk.intake.facts import Facts, Kept, PageWords, Photo, Picture
from isodesk.intake.frames import Values
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped


class Pages:
    """A PDF's pages through a reader; the bytes are sent again only when the child is new."""

    def __init__(self, reader: Reader, data: bytes) -> None:
        self._reader = reader
        self._data = data
        self._digest = hashlib.sha256(data).hexdigest()

    def picture(self, page: int, width: int, progress: Progress = silent) -> Picture:
        """Page `page` (from 0) about `width` pixels wide. Raises Refused as `Reader.ask` does."""
        answer = self._ask(None, page, width, progress)
        if answer is None:
            answer = self._ask(self._data, page, width, progress)
        return shaped(Picture, answer)

    def _ask(self, data: bytes | None, page: int, width: int, progress: Progress) -> Values:
        return self._reader.ask("pdf_page", self._digest, data, page, width, progress=progress)


def pdf_facts(reader: Reader, data: bytes, progress: Progress = silent, what: str = "") -> Facts:
    """What a PDF holds. Raises Refused when it is locked, ruined or hostile."""
    return shaped(Facts, reader.ask("pdf_facts", data, progress=progress, what=what))


def page_words(
    reader: Reader, data: bytes, progress: Progress = silent, what: str = ""
) -> tuple[PageWords, ...]:
    """The words of every page of a PDF; of a page without any, what tells its picture apart."""
    answer = reader.ask("page_words", data, seconds=90.0, progress=progress, what=what)
    return shaped(tuple[PageWords, ...], answer)


def picture_pdf(reader: Reader, data: bytes, progress: Progress = silent, what: str = "") -> bytes:
    """A picture as a PDF of one page, or of a page for each scan of a TIFF."""
    answer = reader.ask("picture_pdf", data, seconds=60.0, progress=progress, what=what)
    return shaped(bytes, answer)


def barcodes(
    reader: Reader, data: bytes, progress: Progress = silent, what: str = ""
) -> tuple[str, ...]:
    """The codes on a photo or a scanned PDF; one of isodesk's own stands first."""
    answer = reader.ask("barcodes", data, seconds=30.0, progress=progress, what=what)
    return shaped(tuple[str, ...], answer)


def kept_picture(
    reader: Reader, data: bytes, progress: Progress = silent, what: str = ""
) -> tuple[bytes, str]:
    """A picture for a text, upright and without its metadata, with its media type."""
    answer = reader.ask("kept_picture", data, seconds=60.0, progress=progress, what=what)
    kept = shaped(Kept, answer)
    return kept.content, kept.media


def shown_picture(reader: Reader, data: bytes, width: int) -> Picture:
    """A picture as pixels, at most so many wide. Raises Refused when it cannot be decoded."""
    return shaped(Picture, reader.ask("shown_picture", data, width))


def photo(
    reader: Reader,
    data: bytes,
    side: int,
    details: bool,
    progress: Progress = silent,
    what: str = "",
) -> Photo:
    """A photo upright, its longer side at most `side` pixels, with what the camera wrote beside
    it only where `details` says so. Raises Refused for what is no picture."""
    answer = reader.ask("photo", data, side, details, seconds=60.0, progress=progress, what=what)
    return shaped(Photo, answer)
