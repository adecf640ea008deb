"""The stamp on every page of any PDF, looked at before it is called done.

A page is carried over as it is, as a form on a fresh sheet; where the look at the result
says that did not do, as a picture, and the sheet says so; else the file is refused with one
sentence. Nothing is reported stamped on which the stamp was not seen.

Foreign files: call these in the intake's child process, which has limits of time and
memory. Everything taken and given is bytes and plain values.
"""

from dataclasses import dataclass
from datetime import date

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing import stamp_look
from isodesk.printing.stamp_build import (
    Unreadable,
    blank_template,
    template_of,
    template_of_pictures,
)
from isodesk.printing.stamp_facts import Kind, Placing, Stamp
from isodesk.printing.stamp_file import Template
from isodesk.printing.stamp_picture import pictures

__all__ = ["Kind", "Placing", "Stamp", "Stamped", "Template", "check", "prepare", "stamp"]

_PROBE = Stamp(
    kind=Kind.CONTROLLED,
    number="QP-00",
    revision="1",
    on=date(2000, 1, 1),
    copy=88,
    of=88,
    holder="Holder of the trial copy",
    place="Place of the trial copy",
    code="0000-0000-0009",
    qr="ISODESK1 000000 QP-00 R1 C88/88 20000101 000000000009",
    colour=True,
)
"""The stamp of the copy that is looked at: without a diagonal, so that the page above the
strip shows nothing but its own content."""


@dataclass(frozen=True)
class Stamped:
    """A stamped file. `scales` has one value a page (0.92: at 92 %), `raster` the 1-based
    numbers of pages that are pictures, `notes` sentences for the officer."""

    pdf: bytes
    pages: int
    scales: tuple[float, ...]
    raster: tuple[int, ...]
    notes: tuple[str, ...]


def stamp(pdf: bytes, facts: Stamp, placing: Placing = Placing.FIT) -> Stamped:
    """The PDF with the stamp on every page.

    Raises Refused with one sentence where that cannot be done so that it is seen.
    """
    template = prepare(pdf, placing)
    copy = template.copy(facts)
    check(template, copy, facts)
    return Stamped(copy, template.pages, template.scales, template.raster, template.notes)


def prepare(pdf: bytes, placing: Placing = Placing.FIT) -> Template:
    """The document ready for any number of copies, each page of a trial copy looked at.

    Pages said to keep the strip empty (RESERVED) that do not are fitted above it, all.
    Raises Refused with one sentence: a password, no pages, pages nothing can draw.
    """
    template = _first(pdf, placing)
    seen = _seen(template, pdf)
    if seen.amiss:
        template = _with_pictures(pdf, placing, {*template.raster, *seen.amiss})
        seen = _seen(template, pdf)
    if seen.amiss:
        number = seen.amiss[0]
        raise Refused(
            tr("The stamp cannot be put on page {number} so that it shows.", number=number)
        )
    if seen.under and placing is Placing.RESERVED:
        return prepare(pdf, Placing.FIT)
    return template


def check(template: Template, copy: bytes, facts: Stamp) -> None:
    """Look at one sheet of each size of a copy; Refused when the stamp is not on it.

    All pages of one size draw the same stamp in the same way, which `prepare` has seen.
    """
    for which, sheet in enumerate(template.sheets):
        number = template.sheet_of.index(which) + 1
        if not stamp_look.stamp_shows(copy, number, sheet, facts):
            raise Refused(
                tr("The stamp on page {number} does not show as it should.", number=number)
            )


def _first(pdf: bytes, placing: Placing) -> Template:
    """Every page as it is, but for those that cannot be read so."""
    try:
        return template_of(pdf, placing, {})
    except Unreadable as unreadable:
        return _with_pictures(pdf, placing, unreadable.pages)


def _with_pictures(
    pdf: bytes, placing: Placing, numbers: "set[int] | tuple[int, ...] | None"
) -> Template:
    """These pages as pictures; all of them where the file cannot be taken apart at all."""
    drawn = pictures(pdf, None if numbers is None else sorted(numbers))
    if numbers is None:
        return template_of_pictures(placing, drawn)
    try:
        return template_of(pdf, placing, drawn)
    except Unreadable:
        return template_of_pictures(placing, pictures(pdf, None))


def _seen(template: Template, pdf: bytes) -> stamp_look.Seen:
    """What the pages of a trial copy show."""
    blank = blank_template(template.sheets)
    band = blank.copy(_PROBE)
    check(blank, band, _PROBE)
    return stamp_look.look(template.copy(_PROBE), pdf, template.sheets, template.sheet_of, band)
