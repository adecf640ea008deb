"""Files made for the tests: good ones and hostile ones."""

import io
import struct
import zipfile
import zlib

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def docx(body: str, head: str = "", **parts: bytes | str) -> bytes:
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    content: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": document,
    }
    if head:
        content["word/header1.xml"] = f"<w:hdr {_W}>{head}</w:hdr>"
    return zipped(content | {name.replace("__", "/"): part for name, part in parts.items()})


def docx_of_xml(document: bytes | str) -> bytes:
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document})


XXE = docx_of_xml(
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {_W}><w:body>{paragraphs('&x;')}</w:body></w:document>"
)
LAUGHS = docx_of_xml(
    "<!DOCTYPE d ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f"]><w:document {_W}><w:body>{paragraphs('&a11;')}</w:body></w:document>"
)


def deflate_bomb(megabytes: int) -> bytes:
    """A .docx whose text unpacks to so much, and says so in its directory."""
    return docx_of_xml(b"<a>" + b" " * (megabytes << 20) + b"</a>")


def lying_bomb() -> bytes:
    """The same, but its directory and headers claim a hundred bytes."""
    data = bytearray(deflate_bomb(300))
    size = (300 << 20) + 7
    for mark in (struct.pack("<I", size),):
        at = data.find(mark)
        while at >= 0:
            data[at : at + 4] = struct.pack("<I", 100)
            at = data.find(mark, at + 4)
    return bytes(data)


def many_members(count: int) -> bytes:
    return zipped({f"part{number}": b"" for number in range(count)})


def odt(body: str, sides: str = "", meta: str = "") -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    )
    return zipped(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {spaces}><office:body>{body}"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}><office:master-styles>{sides}"
            "</office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}"
            "</office:meta></office:document-meta>",
        }
    )


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def pdf(*pages: str, title: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setTitle(title)
    for text in pages:
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(72, size[1] - 72 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """Red left half, blue right half."""
    from PIL import Image

    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
