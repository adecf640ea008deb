"""A stamped file with the stamp left out, and a copy of it with one put in.

Everything that differs between copies (the stamp of each size of sheet, its QR code, the
document's information) stands at the end of the file, right before the table of objects.
So a copy is the template's bytes, a few kilobytes more and the table: one file of one
revision, in which no unstamped version is left to be found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from isodesk.printing import stamp_band
from isodesk.printing.stamp_facts import Placing, Stamp
from isodesk.printing.stamp_page import Sheet
from isodesk.printing.stamp_type import (
    BASE,
    BOLD,
    Type,
    base_objects,
    font_objects,
    stream,
)

ENTRY = 20
"""Bytes of one line of the table of objects (ISO 32000-1, 7.5.4)."""


@dataclass(frozen=True)
class Template:
    """A document prepared for any number of stamped copies; plain values that can be
    handed from the child process.

    `body` ends where the stamp's objects begin; `table` holds the lines of objects 0 to
    size - 1. `bold` and `stamps` are numbers of objects that the body refers to and a copy
    brings. `scales` has one value a page; `raster` the 1-based numbers of pages that are
    pictures; `notes` sentences for the officer.
    """

    body: bytes
    table: bytes
    root: int
    bold: int
    stamps: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    sheet_of: tuple[int, ...]
    scales: tuple[float, ...]
    placing: Placing
    raster: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many sheets a copy has."""
        return len(self.scales)

    def copy(self, stamp: Stamp) -> bytes:
        """The PDF with this stamp on every page. The same facts give the same bytes.

        Only the stamp's own objects differ from the copy that was looked at page by page
        when the template was prepared.
        """
        tail = _Tail(len(self.body), len(self.table) // ENTRY)
        tail.add_all(self._fixed_objects())
        self._add_stamps(tail, stamp)
        info = tail.add(_info(stamp))
        return b"".join((self.body, *tail.parts, self._end(tail, info)))

    def _fixed_objects(self) -> list[tuple[int, bytes]]:
        """The base fonts; bold has its number from the body, the others follow it."""
        return _base_fonts(self.bold, len(self.table) // ENTRY)

    def _add_stamps(self, tail: "_Tail", stamp: Stamp) -> None:
        type_ = Type()
        drawn = [stamp_band.draw(stamp, sheet, type_) for sheet in self.sheets]
        names = {BASE[BOLD]: self.bold, **_other_bases(len(self.table) // ENTRY)}
        for name, face, chars in type_.extra_fonts():
            names[name] = tail.next
            tail.add_all(font_objects(face, chars, tail.next, tail.next + 1))
        fonts = " ".join(f"/{name} {number} 0 R" for name, number in names.items())
        resources = f"/Font << {fonts} >> /ExtGState << {stamp_band.SHADES} >>"
        if stamp.qr:
            code = tail.add(stream(*stamp_band.qr_form(stamp.qr)))
            resources += f" /XObject << /Q {code} 0 R >>"
        for number, sheet, content in zip(self.stamps, self.sheets, drawn, strict=True):
            box = f"[0 0 {sheet.width:.4f} {sheet.height:.4f}]"
            entries = f"/Type /XObject /Subtype /Form /BBox {box} /Resources << {resources} >>"
            tail.add_all([(number, stream(entries, content))])

    def _end(self, tail: "_Tail", info: int) -> bytes:
        """The table of objects, the trailer, and where the table begins."""
        table = bytearray(self.table)
        more = bytearray()
        for number, offset in sorted(tail.offsets.items()):
            line = b"%010d 00000 n \n" % offset
            if number * ENTRY < len(table):
                table[number * ENTRY : number * ENTRY + ENTRY] = line
            else:
                more += line
        size = (len(table) + len(more)) // ENTRY
        first = sha256(self.table).hexdigest()[:32]
        second = sha256(b"".join(tail.parts)).hexdigest()[:32]
        trailer = (
            f"trailer\n<< /Size {size} /Root {self.root} 0 R /Info {info} 0 R"
            f" /ID [<{first}><{second}>] >>\nstartxref\n{tail.at}\n%%EOF\n"
        )
        return b"".join((b"xref\n0 %d\n" % size, table, more, trailer.encode()))


class _Tail:
    """Objects added after the body, with where each begins."""

    def __init__(self, at: int, following: int) -> None:
        self.at = at
        self.next = following
        self.parts: list[bytes] = []
        self.offsets: dict[int, int] = {}

    def add(self, body: bytes) -> int:
        """Add an object under the next free number."""
        number = self.next
        self.add_all([(number, body)])
        return number

    def add_all(self, objects: Iterable[tuple[int, bytes]]) -> None:
        """Add objects under the numbers they bring."""
        for number, body in objects:
            whole = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            self.offsets[number] = self.at
            self.parts.append(whole)
            self.at += len(whole)
            self.next = max(self.next, number + 1)


@lru_cache(maxsize=8)
def _base_fonts(bold: int, size: int) -> list[tuple[int, bytes]]:
    objects = base_objects(BOLD, bold, size)
    for face, number in zip(_others(), _other_bases(size).values(), strict=True):
        objects += base_objects(face, number, number + 1)
    return objects


def _other_bases(size: int) -> dict[str, int]:
    """Resource name and object number of the base fonts but bold."""
    return {BASE[face]: size + 3 + 4 * i for i, face in enumerate(_others())}


def _others() -> list[str]:
    return [face for face in BASE if face != BOLD]


def _info(stamp: Stamp) -> bytes:
    """Title and producer, and no date: the same facts give the same bytes."""
    title = " ".join(part for part in (stamp.number, stamp.title) if part)
    entries = b"/Producer (isodesk)"
    if title:
        entries += b" /Title <FEFF%s>" % title.encode("utf-16-be", "replace").hex().upper().encode()
    return b"<< %s >>" % entries
