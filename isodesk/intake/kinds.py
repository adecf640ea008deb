"""What a file is, decided by its content; the name only tells one kind of text from another."""

from enum import StrEnum
from pathlib import PurePath

from isodesk.core.problems import Refused
from isodesk.intake.archive import Archive
from isodesk.intake.markdown_text import text_of


class Kind(StrEnum):
    """Kinds of foreign files; what becomes of each is said in `look`."""

    PDF = "pdf"
    DOCX = "docx"
    DOCM = "docm"
    ODT = "odt"
    DOC = "doc"
    RTF = "rtf"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    MARKDOWN = "md"
    TEXT = "txt"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    GIF = "gif"
    BMP = "bmp"
    WEBP = "webp"
    HEIC = "heic"
    SLIDES = "slides"
    HTML = "html"
    LOCKED_OFFICE = "locked"
    SQLITE = "sqlite"
    ZIP = "zip"
    CODE = "code"
    EMPTY = "empty"
    UNKNOWN = "unknown"


PICTURES = (Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.GIF, Kind.BMP, Kind.WEBP, Kind.HEIC)
SHEETS = (Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.CSV)
WRITER = (Kind.DOCX, Kind.DOCM, Kind.ODT, Kind.DOC, Kind.RTF)
TEXTS = (Kind.MARKDOWN, Kind.TEXT)

_BLANKS = b"\0 \t\r\n"
_MAGIC = (
    (b"SQLite format 3\0", Kind.SQLITE),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"BM", Kind.BMP),
)
_CONTENT_TYPES = (
    (b"wordprocessingml.document.main", Kind.DOCX),
    (b"wordprocessingml.template.main", Kind.DOCX),
    (b"ms-word.document.macroenabled", Kind.DOCM),
    (b"ms-word.template.macroenabled", Kind.DOCM),
    (b"ms-excel.sheet.binary", Kind.XLSB),
    (b"spreadsheetml.sheet.main", Kind.XLSX),
    (b"spreadsheetml.template.main", Kind.XLSX),
    (b"ms-excel.sheet.macroenabled", Kind.XLSX),
    (b"ms-excel.template.macroenabled", Kind.XLSX),
    (b"presentationml", Kind.SLIDES),
    (b"ms-powerpoint", Kind.SLIDES),
)
_PARTS = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.SLIDES),
)
_OPEN_DOCUMENT = (
    (b"opendocument.text", Kind.ODT),
    (b"opendocument.spreadsheet", Kind.ODS),
    (b"opendocument.presentation", Kind.SLIDES),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED_OFFICE),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.SLIDES),
)
_TEXT_NAMES = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    "": Kind.TEXT,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
}
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def kind_of(data: bytes, name: str) -> Kind:
    """The kind by content. Raises Refused when it is a zip beyond the limits."""
    if not (data[:4096].strip(_BLANKS) or data.strip(_BLANKS)):
        return Kind.EMPTY
    by_mark = _by_mark(data)
    if by_mark is Kind.ZIP:
        return _inside_zip(Archive(data))
    return by_mark or _of_text(data, name)


def rough_kind(data: bytes) -> Kind:
    """The kind by the first bytes alone: for a file whose reading failed."""
    return _by_mark(data) or Kind.UNKNOWN


def _by_mark(data: bytes) -> Kind | None:
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return Kind.HEIC
    if data.startswith(_OLE):
        return _inside_ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    return Kind.PDF if _is_pdf(data) else None


def _is_pdf(data: bytes) -> bool:
    """The mark within the first kilobyte, as readers allow; or all else of a PDF without it."""
    if b"%PDF-" in data[:1024]:
        return True
    return b" obj" in data[:4096] and b"startxref" in data[-4096:]


def _inside_zip(archive: Archive) -> Kind:
    mimetype = archive.start("mimetype", 200)
    for mark, kind in _OPEN_DOCUMENT:
        if mark in mimetype:
            return kind
    types = archive.start("[Content_Types].xml", 1 << 20).lower()
    for mark, kind in _CONTENT_TYPES:
        if mark in types:
            return kind
    for part, kind in _PARTS:
        if part in archive.names:
            return kind
    return Kind.ZIP


def _inside_ole(data: bytes) -> Kind:
    """Which stream the compound file names first; its names lie at multiples of 128 bytes."""
    found = {kind: at for name, kind in _OLE_STREAMS if (at := _entry(data, name)) >= 0}
    if Kind.LOCKED_OFFICE in found or _is_locked_doc(data, found.get(Kind.DOC)):
        return Kind.LOCKED_OFFICE
    return min(found, key=found.__getitem__) if found else Kind.UNKNOWN


def _is_locked_doc(data: bytes, entry: int | None) -> bool:
    """The flag "encrypted" in the first bytes of an old Word text ([MS-DOC] 2.5.2, FibBase)."""
    if entry is None or len(data) < entry + 128:
        return False
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    start = (int.from_bytes(data[entry + 116 : entry + 120], "little") + 1) * sector
    base = data[start : start + 12]
    return base[:2] == b"\xec\xa5" and bool(base[11] & 1)


def _entry(data: bytes, name: str) -> int:
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0 and at % 128:
        at = data.find(wanted, at + 2)
    return at


def _of_text(data: bytes, name: str) -> Kind:
    try:
        start = text_of(data[: 1 << 16], cut_short=len(data) > 1 << 16).lstrip().lower()
    except Refused:
        return Kind.UNKNOWN
    if start.startswith(("<!doctype html", "<html")):
        return Kind.HTML
    return _TEXT_NAMES.get(PurePath(name).suffix.lower(), Kind.CODE)
