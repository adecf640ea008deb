"""Writing the template: qpdf writes the old pages as forms, we write the new ones.

The new pages are all alike and many, so they are written as plain text, which takes a tenth
of the time of building them as objects.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from isodesk.printing.stamp_band import sheet_number
from isodesk.printing.stamp_facts import Placing
from isodesk.printing.stamp_file import ENTRY, Template
from isodesk.printing.stamp_page import Matrix, Placed, Sheet
from isodesk.printing.stamp_type import Type
from isodesk.printing.stamp_words import sheet_words

_KEPT = frozenset({"/Type", "/OCProperties", "/OutputIntents", "/Lang"})
"""What of the document stays true of its sheets: layers, colour and language."""


@dataclass(frozen=True)
class Form:
    """A page of the old document, ready to be drawn on its sheet."""

    stream: Stream
    placed: Placed
    picture: bool


def saved(pdf: pikepdf.Pdf, forms: Sequence[Form]) -> bytes:
    """A file of these forms alone, every stream as it was, no object packed into another."""
    _keep_only(pdf, forms)
    file = io.BytesIO()
    pdf.save(
        file,
        static_id=True,
        min_version="1.7",
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        encryption=False,
    )
    return file.getvalue()


def written(
    file: bytes, forms: Sequence[Form], placing: Placing, notes: tuple[str, ...]
) -> Template:
    """The template of sheets that draw the forms of a `saved` file, one each, and the stamp."""
    objects = _Objects(file)
    numbers = objects.form_numbers()
    sizes = _Sizes([form.placed.sheet for form in forms])
    bold = objects.reserve()
    stamps = tuple(objects.reserve() for _ in sizes.sheets)
    pages: list[int] = []
    for form, drawn, which in zip(forms, numbers, sizes.sheet_of, strict=True):
        content = _content(form, len(pages) + 1, len(forms))
        pages.append(objects.add_page(form.placed.sheet, content, drawn, stamps[which], bold))
    objects.add_tree(pages)
    return Template(
        body=objects.body(),
        table=bytes(objects.table),
        root=objects.root,
        bold=bold,
        stamps=stamps,
        sheets=tuple(sizes.sheets),
        sheet_of=tuple(sizes.sheet_of),
        scales=tuple(form.placed.scale for form in forms),
        placing=placing,
        raster=tuple(number for number, form in enumerate(forms, 1) if form.picture),
        notes=notes,
    )


class _Sizes:
    """The different sizes of sheet, in order of appearance, and which each page has."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        known: dict[tuple[float, float], int] = {}
        self.sheets: list[Sheet] = []
        self.sheet_of: list[int] = []
        for sheet in sheets:
            key = round(sheet.width, 3), round(sheet.height, 3)
            if key not in known:
                known[key] = len(self.sheets)
                self.sheets.append(sheet)
            self.sheet_of.append(known[key])


class _Objects:
    """A file as qpdf wrote it, taken apart, and objects added behind it."""

    def __init__(self, file: bytes) -> None:
        at = int(file[file.rindex(b"startxref") + 9 :].split()[0])
        head = re.compile(rb"xref\s+0 (\d+) ?\n").match(file, at)
        root = re.compile(rb"/Root (\d+) 0 R").search(file, at)
        if head is None or root is None:
            raise AssertionError("qpdf wrote another form of table")
        self.root = int(root[1])
        self.table = bytearray(file[head.end() : head.end() + int(head[1]) * ENTRY])
        self._old = bytearray(file[:at])
        self._new: list[bytes] = []
        self._at = at
        self._tree = 0

    def form_numbers(self) -> list[int]:
        """Numbers of the forms, from the list qpdf was given; list and old tree leave."""
        start, end = self._span(self.root)
        listed = re.compile(rb"/IsodeskForms (\d+) 0 R").search(self._old, start, end)
        tree = re.compile(rb"/Pages (\d+) 0 R").search(self._old, start, end)
        if listed is None or tree is None:
            raise AssertionError("qpdf wrote another form of catalog")
        self._tree, list_ = int(tree[1]), int(listed[1])
        self._clear(*listed.span())
        self._drop(self._tree)
        return [int(number) for number in re.findall(rb"(\d+) 0 R", self._drop(list_))]

    def reserve(self) -> int:
        """A number for an object that a copy brings."""
        number = len(self.table) // ENTRY
        self.table += _line(0)
        return number

    def add_page(self, sheet: Sheet, content: bytes, form: int, stamp: int, bold: int) -> int:
        """A page with its content; its number."""
        page, stream = self.reserve(), self.reserve()
        box = f"[0 0 {_decimal(sheet.width)} {_decimal(sheet.height)}]"
        entries = (
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox{box}/Contents {stream} 0 R"
            f"/Resources<</XObject<</P {form} 0 R/S {stamp} 0 R>>/Font<</B {bold} 0 R>>>>>>"
        )
        self._add(page, entries.encode())
        self._add(stream, b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
        return page

    def add_tree(self, pages: Sequence[int]) -> None:
        """The page tree, under the number the catalog knows."""
        kids = " ".join(f"{page} 0 R" for page in pages)
        self._add(self._tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode())

    def body(self) -> bytes:
        """Everything before the table of objects."""
        return b"".join((self._old, *self._new))

    def _add(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.table[number * ENTRY : (number + 1) * ENTRY] = _line(self._at)
        self._new.append(whole)
        self._at += len(whole)

    def _span(self, number: int) -> tuple[int, int]:
        """Where an object without a stream begins and ends."""
        start = int(self.table[number * ENTRY : number * ENTRY + 10])
        return start, self._old.index(b"endobj", start) + len(b"endobj")

    def _drop(self, number: int) -> bytes:
        """Take an object out; what it was."""
        start, end = self._span(number)
        was = bytes(self._old[start:end])
        self._clear(start, end)
        self.table[number * ENTRY : (number + 1) * ENTRY] = _FREE
        return was

    def _clear(self, start: int, end: int) -> None:
        self._old[start:end] = b" " * (end - start)


_FREE = b"0000000000 00001 f \n"


def _line(offset: int) -> bytes:
    return b"%010d 00000 n \n" % offset


def _keep_only(pdf: pikepdf.Pdf, forms: Sequence[Form]) -> None:
    """Leave nothing of the document but the forms: no scripts, fields, links or metadata."""
    root, trailer = pdf.Root, pdf.trailer
    for key in set(root.keys()) - _KEPT:
        del root[key]
    for key in set(trailer.keys()) - {"/Root", "/Size"}:
        del trailer[key]
    root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=0))
    root.IsodeskForms = pdf.make_indirect(Array([form.stream for form in forms]))


def _content(form: Form, number: int, of: int) -> bytes:
    """Old page, stamp and sheet number, in this order."""
    matrix = _matrix(form.placed.matrix)
    text = sheet_words(number, of, form.placed.scale, form.picture)
    shown = sheet_number(text, form.placed.sheet, _TYPE)
    return f"q {matrix} cm /P Do Q /S Do ".encode() + shown


_TYPE = Type()
"""Sets sheet numbers, which need no letter beyond the base of every font."""


@lru_cache(maxsize=256)
def _matrix(matrix: Matrix) -> str:
    return " ".join(_decimal(value) for value in matrix)


@lru_cache(maxsize=1024)
def _decimal(value: float) -> str:
    """A number as PDF allows it: never with an exponent, which poppler stops at."""
    return f"{value:.9f}".rstrip("0").rstrip(".")
