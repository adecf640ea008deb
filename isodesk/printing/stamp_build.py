"""From any PDF to the template of its stamped copies: new sheets, old pages as forms."""

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object, String

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.stamp_facts import Placing
from isodesk.printing.stamp_file import Template
from isodesk.printing.stamp_form import FOREIGN, Picture, facts_of, form_of, picture_of
from isodesk.printing.stamp_page import Sheet, place
from isodesk.printing.stamp_write import Form, saved, written

Pictures = Mapping[int, Picture]
"""Pages that are drawn as pixels, by 1-based number."""


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
            forms = _forms(pdf, [page.obj for page in pdf.pages], placing, pictures)
            notes += _damage(pdf)
            file = saved(pdf, forms)
    except pikepdf.PasswordError:
        raise Refused(
            tr("The PDF asks for a password. Save it without one and bring it in again.")
        ) from None
    except FOREIGN:
        raise Unreadable(None) from None
    return written(file, forms, placing, notes)


def template_of_pictures(placing: Placing, pictures: Pictures) -> Template:
    """The template of a file of which only pictures could be had; all pages are in it."""
    with pikepdf.new() as pdf:
        nothing: list[Object] = [Dictionary()] * len(pictures)
        forms = _forms(pdf, nothing, placing, pictures)
        return written(saved(pdf, forms), forms, placing, ())


def blank_template(sheets: Sequence[Sheet]) -> Template:
    """One empty sheet of each size: what the band has to look like on every page."""
    boxes = [Dictionary(MediaBox=Array([0, 0, s.width, s.height])) for s in sheets]
    with pikepdf.new() as pdf:
        forms = _forms(pdf, boxes, Placing.RESERVED, {})
        return written(saved(pdf, forms), forms, Placing.RESERVED, ())


def _forms(
    pdf: pikepdf.Pdf, pages: Sequence[Object], placing: Placing, pictures: Pictures
) -> list[Form]:
    """Every page as a form; Unreadable tells which cannot be."""
    if not pages:
        raise Refused(tr("The PDF has no pages."))
    forms, unreadable = [], []
    for number, page in enumerate(pages, 1):
        try:
            forms.append(_form(pdf, page, pictures.get(number), placing))
        except FOREIGN:
            unreadable.append(number)
    if unreadable:
        raise Unreadable(tuple(unreadable))
    return forms


def _form(pdf: pikepdf.Pdf, page: Object, picture: Picture | None, placing: Placing) -> Form:
    """The page, or its picture, as a form with its place on the sheet."""
    if "/Annots" in page:
        del page["/Annots"]  # what prints of them is in the content or picture by now
    if picture is not None:
        placed = place((0, 0, picture.width, picture.height), 0, 1, placing)
        return Form(picture_of(pdf, picture), placed, picture=True)
    facts = facts_of(page)
    placed = place(facts.box, facts.rotate, facts.user_unit, placing)
    return Form(form_of(pdf, page, placed.box), placed, picture=False)


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
