"""From any PDF to the template of its stamped copies: new sheets, old pages as forms."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.stamp_band import sheet_number
from isodesk.printing.stamp_facts import Placing
from isodesk.printing.stamp_file import ENTRY, Template
from isodesk.printing.stamp_form import (
    FOREIGN,
    Picture,
    facts_of,
    form_of,
    picture_of,
)
from isodesk.printing.stamp_page import Placed, Sheet, place
from isodesk.printing.stamp_type import Type
from isodesk.printing.stamp_words import sheet_words

Pictures = Mapping[int, Picture]
"""Pages that are drawn as pixels, by 1-based number."""

_KEPT = frozenset({"/Type", "/Pages", "/OCProperties", "/OutputIntents", "/Lang"})
"""What of the document stays true of its sheets: layers, colour and language."""


class Unreadable(Exception):
    """Pages whose content cannot be carried over: 1-based `pages`; all of them when None."""

    def __init__(self, pages: tuple[int, ...] | None) -> None:
        super().__init__(pages)
        self.pages = pages


def template_of(source: bytes, placing: Placing, pictures: Pictures) -> Template:
    """The template of a PDF, the pages in `pictures` as pixels.

    Raises Refused for a file with a password or without pages, Unreadable for one whose
    pages (all, or some) can only be carried over as pictures.
    """
    try:
        with pikepdf.open(io.BytesIO(source), suppress_warnings=True) as pdf:
            notes = _notes(pdf)
            _flatten(pdf)
            pages = [page.obj for page in pdf.pages]
            notes += _damage(pdf)
            return _template(pdf, source, pages, placing, pictures, notes)
    except pikepdf.PasswordError:
        raise Refused(
            tr("The PDF asks for a password. Save it without one and bring it in again.")
        ) from None
    except FOREIGN:
        raise Unreadable(None) from None


def template_of_pictures(source: bytes, placing: Placing, pictures: Pictures) -> Template:
    """The template of a file of which only pictures could be had; all pages are in it."""
    with pikepdf.new() as pdf:
        nothing: list[Object] = [Dictionary()] * len(pictures)
        return _template(pdf, source, nothing, placing, pictures, ())


def blank_template(sheets: Sequence[Sheet]) -> Template:
    """One empty sheet of each size: what the band has to look like on every page."""
    boxes = [Dictionary(MediaBox=Array([0, 0, s.width, s.height])) for s in sheets]
    with pikepdf.new() as pdf:
        return _template(pdf, repr(sheets).encode(), boxes, Placing.RESERVED, {}, ())


def _template(
    pdf: pikepdf.Pdf,
    source: bytes,
    pages: Sequence[Object],
    placing: Placing,
    pictures: Pictures,
    notes: tuple[str, ...],
) -> Template:
    if not pages:
        raise Refused(tr("The PDF has no pages."))
    sheets = _Sheets(pdf, sha256(source).hexdigest(), len(pages), placing)
    unreadable = []
    for number, page in enumerate(pages, 1):
        try:
            sheets.add(page, pictures.get(number))
        except FOREIGN:
            unreadable.append(number)
    if unreadable:
        raise Unreadable(tuple(unreadable))
    return sheets.template(tuple(sorted(pictures)), notes)


@dataclass
class _Sheets:
    """The new pages of a document, built one after the other."""

    pdf: pikepdf.Pdf
    mark: str
    count: int
    placing: Placing
    placed: list[Placed] = field(default_factory=list)
    pages: list[Object] = field(default_factory=list)
    sizes: dict[tuple[float, float], int] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    stamps: list[Stream] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bold = self._stand_in("bold")
        self._fonts = self.pdf.make_indirect(Dictionary(B=self._bold))
        self._type = Type()

    def add(self, page: Object, picture: Picture | None) -> None:
        """One more sheet with this page, or its picture, on it."""
        if "/Annots" in page:
            del page["/Annots"]  # what prints of them is in the content or picture by now
        if picture is None:
            facts = facts_of(page)
            placed = place(facts.box, facts.rotate, facts.user_unit, self.placing)
            form = form_of(self.pdf, page, placed.box)
        else:
            placed = place((0, 0, picture.width, picture.height), 0, 1, self.placing)
            form = picture_of(self.pdf, picture)
        stamp = self.stamps[self._size(placed.sheet)]
        self.placed.append(placed)
        content = self._content(placed, len(self.placed), picture is not None)
        self.pages.append(
            self.pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    MediaBox=Array([0, 0, placed.sheet.width, placed.sheet.height]),
                    Contents=self.pdf.make_stream(content),
                    Resources=Dictionary(XObject=Dictionary(P=form, S=stamp), Font=self._fonts),
                )
            )
        )

    def template(self, raster: tuple[int, ...], notes: tuple[str, ...]) -> Template:
        """The finished template, its bytes written once."""
        self._replace_pages()
        written = io.BytesIO()
        self.pdf.save(
            written,
            static_id=True,
            min_version="1.7",
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            encryption=False,
        )
        body, table, root = _cut(written.getvalue())
        stamps = tuple(self._blank(body, table, f"stamp {n}") for n in range(len(self.stamps)))
        bold = self._blank(body, table, "bold")
        return Template(
            body=bytes(body),
            table=bytes(table),
            root=root,
            bold=bold,
            stamps=stamps,
            sheets=tuple(self.sheets),
            sheet_of=tuple(self.sizes[_key(placed.sheet)] for placed in self.placed),
            scales=tuple(placed.scale for placed in self.placed),
            placing=self.placing,
            raster=raster,
            notes=notes,
        )

    def _content(self, placed: Placed, number: int, picture: bool) -> bytes:
        matrix = " ".join(f"{value:.8g}" for value in placed.matrix)
        text = sheet_words(number, self.count, placed.scale, picture)
        shown = sheet_number(text, placed.sheet, self._type)
        return f"q {matrix} cm /P Do Q /S Do ".encode() + shown

    def _size(self, sheet: Sheet) -> int:
        """Which of the stamps this size of sheet takes."""
        key = _key(sheet)
        if key not in self.sizes:
            self.sizes[key] = len(self.sheets)
            self.sheets.append(sheet)
            self.stamps.append(self._stand_in(f"stamp {len(self.stamps)}"))
        return self.sizes[key]

    def _stand_in(self, name: str) -> Stream:
        """An object whose place a copy's own object will take."""
        return self.pdf.make_stream(self._mark(name))

    def _mark(self, name: str) -> bytes:
        return f"%isodesk {self.mark} {name};".encode()

    def _blank(self, body: bytearray, table: bytearray, name: str) -> int:
        """Take the stand-in out of the body; the number of its object."""
        mark = body.index(self._mark(name))
        end = body.index(b"endobj", mark) + len(b"endobj")
        start = body.rindex(b" 0 obj", 0, mark)
        start = max(body.rindex(b"\n", 0, start) + 1, 0)
        number = int(body[start : body.index(b" ", start)])
        body[start:end] = b" " * (end - start)
        table[number * ENTRY : number * ENTRY + 10] = b"0" * 10
        return number

    def _replace_pages(self) -> None:
        root, trailer = self.pdf.Root, self.pdf.trailer
        for key in set(root.keys()) - _KEPT:
            del root[key]
        for key in set(trailer.keys()) - {"/Root", "/Size"}:
            del trailer[key]
        tree = self.pdf.make_indirect(
            Dictionary(Type=Name.Pages, Kids=Array(self.pages), Count=len(self.pages))
        )
        for page in self.pages:
            page.Parent = tree
        root.Pages = tree


def _key(sheet: Sheet) -> tuple[float, float]:
    return round(sheet.width, 3), round(sheet.height, 3)


def _cut(written: bytes) -> tuple[bytearray, bytearray, int]:
    """A file as qpdf writes it: the objects, the lines of their table, the root's number."""
    at = int(written[written.rindex(b"startxref") + 9 :].split()[0])
    head = re.compile(rb"xref\s+0 (\d+) ?\n").match(written, at)
    root = re.compile(rb"/Root (\d+) 0 R").search(written, at)
    if head is None or root is None:
        raise RuntimeError("qpdf wrote another form of table")
    lines = written[head.end() : head.end() + int(head[1]) * ENTRY]
    return bytearray(written[:at]), bytearray(lines), int(root[1])


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Draw fields and notes that print into the pages: a form carries no annotations."""
    if not any("/Annots" in page.obj for page in pdf.pages):
        return
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False)):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def _notes(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What the officer should know of protection, signatures and fields."""
    said = []
    if pdf.is_encrypted:
        said.append(tr("The PDF was protected by its maker; the stamped sheets are not."))
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and int(form.get("/SigFlags", 0)) & 1:
        said.append(tr("The PDF carries a digital signature, which holds for the original only."))
    if isinstance(form, Dictionary) and _foreign_fields(form):
        said.append(tr("A filled field holds letters that are printed as “?”. Look through it."))
    return tuple(said)


def _foreign_fields(form: Dictionary) -> bool:
    """Whether a value must be drawn anew and has letters beyond Latin-1, which qpdf cannot."""
    if not bool(form.get("/NeedAppearances", False)):
        return False
    fields = form.get("/Fields", Array())
    values = (field.get("/V") for field in fields if isinstance(field, Dictionary))
    return any(isinstance(value, String) and max(str(value), default="") > "ÿ" for value in values)


def _damage(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    found = len(pdf.get_warnings())
    if not found:
        return ()
    return (tr("The PDF is damaged and was repaired as far as possible. Look through the sheets."),)
