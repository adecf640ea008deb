"""Text of the stamp as PDF operators, and the fonts it needs as PDF objects.

Three subsets of ASCII are in every stamped file, made once. What a holder's name needs
beyond them goes into a further small subset of the same face (or its stand-in), so no
glyph is missing and a copy stays small.
"""

import zlib
from functools import cache, lru_cache
from hashlib import sha256
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from isodesk.printing import fonts

REGULAR, BOLD, MONO = "Noto", "Noto-Bold", "NotoMono-Bold"

BASE = {REGULAR: "R", BOLD: "B", MONO: "M"}
"""Resource names of the subsets that every stamped file holds."""

_FIRST = 32
_BASE_CHARS = "".join(map(chr, range(_FIRST, 127))) + "·–—…’“”°"
_BASE_CODES = {ch: _FIRST + i for i, ch in enumerate(_BASE_CHARS)}
_EXTRA_MOST = 223
_BASE_SET = frozenset(_BASE_CHARS)


class Type:
    """Sets text, and remembers which characters beyond the base were used, by face."""

    def __init__(self) -> None:
        self._extra: dict[str, str] = {}

    def show(
        self, x: float, y: float, size: float, face: str, text: str, before: str = ""
    ) -> bytes:
        """Operators that set one line from (x, y); `before` stands inside the text object."""
        shown = b"".join(
            b"/%s %.4f Tf %s Tj " % (name.encode(), size, _string(codes))
            for name, codes in self._coded(face, text)
        )
        return f"BT {before} 1 0 0 1 {x:.4f} {y:.4f} Tm ".encode() + shown + b"ET\n"

    def extra_fonts(self) -> list[tuple[str, str, str]]:
        """(resource name, face, characters) of each subset beyond the base ones."""
        return [(name, name[1:].partition(".")[0], chars) for name, chars in self._extra.items()]

    def _coded(self, face: str, text: str) -> list[tuple[str, bytes]]:
        """(resource name, codes) of the text's runs."""
        if face in BASE and _BASE_SET.issuperset(text):
            return [(BASE[face], bytes([_BASE_CODES[ch] for ch in text]))]
        coded = [self._code(name, ch) for name, part in fonts.runs(text, face) for ch in part]
        return [
            (name, b"".join(code for _, code in run))
            for name, run in groupby(coded, key=lambda pair: pair[0])
        ]

    def _code(self, face: str, ch: str) -> tuple[str, bytes]:
        if face in BASE and ch in _BASE_CODES:
            return BASE[face], bytes([_BASE_CODES[ch]])
        part = 0
        while True:
            name = f"X{face}.{part}"
            chars = self._extra.get(name, "")
            if ch in chars:
                return name, bytes([_FIRST + chars.index(ch)])
            if len(chars) < _EXTRA_MOST:
                self._extra[name] = chars + ch
                return name, bytes([_FIRST + len(chars)])
            part += 1


@lru_cache(maxsize=4096)
def fit(text: str, face: str, size: float, floor: float, room: float) -> tuple[str, float]:
    """The text and the size at which it fits `room`: smaller down to the floor, then cut
    with "…". Line breaks become spaces."""
    wide = fonts.width(text, face, size)
    if wide <= room:
        return text, size
    smaller = max(floor, size * room / wide)
    return fonts.fitted(text, face, smaller, room + 1e-3), smaller


def base_objects(face: str, number: int, more: int) -> list[tuple[int, bytes]]:
    """The base subset of a face: its font dictionary as object `number`, the rest from
    `more` on, three objects."""
    return font_objects(face, _BASE_CHARS, number, more)


def font_objects(face: str, chars: str, number: int, more: int) -> list[tuple[int, bytes]]:
    """A TrueType subset whose code 32 + i shows chars[i]: dictionary, descriptor, program,
    and the map back to Unicode, as (object number, body)."""
    name, widths, descriptor, program, to_unicode = _font_parts(face, chars)
    font = (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar {_FIRST}"
        f" /LastChar {_FIRST + len(chars) - 1} /Widths [{widths}]"
        f" /FontDescriptor {more} 0 R /ToUnicode {more + 2} 0 R >>"
    )
    described = f"<< {descriptor} /FontFile2 {more + 1} 0 R >>"
    return [
        (number, font.encode()),
        (more, described.encode()),
        (more + 1, program),
        (more + 2, to_unicode),
    ]


def stream(dictionary: str, data: bytes) -> bytes:
    """A compressed stream object's body."""
    packed = zlib.compress(data)
    head = f"<< {dictionary} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


@lru_cache(maxsize=64)
def _font_parts(face: str, chars: str) -> tuple[str, str, str, bytes, bytes]:
    font = _face(face)
    program = font.makeSubset([32] * _FIRST + [ord(ch) for ch in chars])
    tag = sha256(f"{face} {chars}".encode()).digest()
    letters = "".join(chr(65 + byte % 26) for byte in tag[:6])
    file = fonts.FILES[face].removesuffix(".ttf")
    wide = fonts.glyph_widths(face)
    name = f"{letters}+{file}"
    descriptor = (
        f"/Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0"
        f" /FontBBox [{' '.join(f'{v:.0f}' for v in font.bbox)}] /Ascent {font.ascent:.0f}"
        f" /Descent {font.descent:.0f} /CapHeight {font.capHeight:.0f}"
        f" /StemV {font.stemV:.0f}"
    )
    widths = " ".join(f"{wide[ch]:.0f}" for ch in chars)
    embedded = stream(f"/Length1 {len(program)}", program)
    return name, widths, descriptor, embedded, stream("", _to_unicode(chars))


@cache
def _face(face: str):  # type: ignore[no-untyped-def]  # reportlab has no types
    fonts.register()
    return pdfmetrics.getFont(face).face


def _to_unicode(chars: str) -> bytes:
    """The CMap by which selected and searched text is found (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{_FIRST + i:02X}> <{ch.encode('utf-16-be').hex().upper()}>" for i, ch in enumerate(chars)
    ]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _string(codes: bytes) -> bytes:
    escaped = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"
