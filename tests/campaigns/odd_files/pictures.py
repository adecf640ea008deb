"""Pictures of every kind that cameras, screens and attackers make."""

import io
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.photos import jpeg

Maker = Callable[[random.Random], tuple[str, bytes]]
_SIZES = ((1, 1), (3, 2), (640, 480), (1, 4000), (9000, 2), (2600, 1700))


def good(chance: random.Random) -> tuple[str, bytes]:
    """A whole picture in some way of writing one."""
    kind, mode, how = chance.choice(_WAYS)
    size = (48, 48) if kind == "ICO" else chance.choice(_SIZES)
    image = Image.effect_noise(size, 40).convert("L").convert(mode if mode != "I;16" else "L")
    if mode == "I;16":
        image = image.convert("I;16")
    out = io.BytesIO()
    image.save(out, kind, **how)
    return f"photo.{kind.lower()}", out.getvalue()


_WAYS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("JPEG", "CMYK", {}),
    ("JPEG", "RGB", {"progressive": True}),
    ("JPEG", "L", {"quality": 1}),
    ("PNG", "I;16", {}),
    ("PNG", "P", {}),
    ("PNG", "1", {}),
    ("PNG", "LA", {}),
    ("PNG", "RGBA", {"dpi": (1, 90_000)}),
    ("GIF", "P", {}),
    ("BMP", "RGB", {}),
    ("TIFF", "CMYK", {"compression": "tiff_lzw"}),
    ("TIFF", "1", {"compression": "group4"}),
    ("TIFF", "F", {}),
    ("WEBP", "RGBA", {"lossless": True}),
    ("ICO", "RGBA", {}),
    ("PPM", "RGB", {}),
    ("TGA", "RGB", {}),
    ("JPEG2000", "RGB", {}),
)


def camera(chance: random.Random) -> tuple[str, bytes]:
    """A camera's photo in one of its eight positions, and some that there are not."""
    return "IMG_0001.JPG", jpeg(400, 300, orientation=chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9)))


def moving(chance: random.Random) -> tuple[str, bytes]:
    """Many frames."""
    frames = [Image.new("P", (40, 30), n % 250) for n in range(chance.choice((2, 60, 800)))]
    kind = chance.choice(("GIF", "PNG", "WEBP", "TIFF"))
    out = io.BytesIO()
    frames = [f.convert("RGB") for f in frames] if kind != "GIF" else frames
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return f"moving.{kind.lower()}", out.getvalue()


def heic(chance: random.Random) -> tuple[str, bytes]:
    """An iPhone's."""
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise((320, 200), 30).convert("RGB")).save(out)
    return "IMG_2.HEIC", out.getvalue()


def bomb(chance: random.Random) -> tuple[str, bytes]:
    """A header that promises far more than a screen shows."""
    wide, high = chance.choice(((30_000, 30_000), (2**31 - 1, 1), (0, 0), (1, 2**31 - 1)))

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(bytes(1 << 20)))
    texts = part(b"zTXt", b"a\0\0" + zlib.compress(bytes(30 << 20)))
    return "big.png", b"\x89PNG\r\n\x1a\n" + head + texts + body + part(b"IEND", b"")


def drawn(chance: random.Random) -> tuple[str, bytes]:
    """SVG, with what it may load and run."""
    inside = chance.choice(
        ("<script>alert(1)</script>", '<image href="file:///etc/passwd"/>', "<g/>" * 50_000, "&x;")
    )
    return "logo.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


def bare(chance: random.Random) -> tuple[str, bytes]:
    """Marks of kinds with nothing, or noise, behind them."""
    mark = chance.choice(
        (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"II*\0",
         b"RIFF\0\0\0\0WEBP",
         b"\0\0\0\x18ftypheic", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         b"{\\rtf1 ", b"SQLite format 3\0", b"<html>", b"<?xml version='1.0'?>")
    )  # fmt: skip
    name = chance.choice(("a.jpg", "a.png", "a.pdf", "a.docx", "a.xlsx", "a.csv", "a.md", "a"))
    return name, mark + chance.randbytes(chance.choice((0, 3, 64, 5000)))


MAKERS: tuple[Maker, ...] = (good, good, good, camera, moving, heic, bomb, drawn, bare)
