"""Any page as a form that can be placed on a new sheet.

The page's content goes into the form as it is, not decoded: what a viewer shows of a
damaged stream it still shows, and an unclosed text or clip ends with the form. Only a
content in several streams is joined, which needs decoding.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from isodesk.printing.stamp_page import Box, visible_box

FOREIGN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, OverflowError)
"""What pikepdf raises over a file that is not as it should be."""

_DEEPEST = 64
"""Levels of the page tree that are asked for inherited entries; loops end here."""


@dataclass(frozen=True)
class PageFacts:
    """What a page says of its own geometry."""

    box: Box
    rotate: int
    user_unit: float


@dataclass(frozen=True)
class Picture:
    """A page drawn as pixels: `width` x `height` points upright, PDF image entries and data."""

    width: float
    height: float
    columns: int
    rows: int
    entries: str
    data: bytes


def facts_of(page: Object) -> PageFacts:
    """The visible box, /Rotate and /UserUnit of a page dictionary, inherited ones too."""
    media, crop, rotate = (_inherited(page, key) for key in ("/MediaBox", "/CropBox", "/Rotate"))
    return PageFacts(
        box=visible_box(_numbers(media), _numbers(crop)),
        rotate=int(_number(rotate, 0)),
        user_unit=_number(page.get("/UserUnit"), 1),
    )


def form_of(pdf: pikepdf.Pdf, page: Object, box: Box) -> Stream:
    """The page as a form XObject clipped to its visible box.

    Raises one of FOREIGN where several content streams cannot be joined.
    """
    data, entries = _content(page.get("/Contents"))
    resources = _inherited(page, "/Resources")
    entries["/Type"] = Name.XObject
    entries["/Subtype"] = Name.Form
    entries["/BBox"] = Array(list(box))
    entries["/Resources"] = resources if isinstance(resources, Dictionary) else Dictionary()
    group = page.get("/Group")
    if isinstance(group, Dictionary):
        entries["/Group"] = group
    return pdf.make_stream(data, entries)


def picture_of(pdf: pikepdf.Pdf, picture: Picture) -> Stream:
    """A picture as a form of the page's size, lower left corner at 0, 0."""
    entries = Object.parse(f"<< {picture.entries} >>".encode())
    image = pdf.make_stream(
        picture.data,
        {
            **dict(entries.items()),
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": picture.columns,
            "/Height": picture.rows,
            "/BitsPerComponent": 8,
        },
    )
    return pdf.make_stream(
        f"{picture.width:.4f} 0 0 {picture.height:.4f} 0 0 cm /I Do".encode(),
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Form,
            "/BBox": Array([0, 0, picture.width, picture.height]),
            "/Resources": Dictionary(XObject=Dictionary(I=image)),
        },
    )


def _content(contents: Object | None) -> tuple[bytes, dict[str, Object]]:
    """Bytes of the content and the stream entries that say how they are packed."""
    if isinstance(contents, Array):
        streams = [part for part in contents if isinstance(part, Stream)]
        if len(streams) != 1:
            joined = b"\n".join(part.read_bytes() for part in streams)
            return zlib.compress(joined), {"/Filter": Name.FlateDecode}
        contents = streams[0]
    if not isinstance(contents, Stream):
        return b"", {}
    entries = {}
    for key in ("/Filter", "/DecodeParms"):
        value = contents.get(key)
        if value is not None:
            entries[key] = value
    return contents.read_raw_bytes(), entries


def _inherited(page: Object, key: str) -> Object | None:
    """An entry of the page or the nearest node above it that has one."""
    node: Object | None = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def _numbers(value: Object | None) -> Sequence[float] | None:
    if not isinstance(value, Array):
        return None
    try:
        return [float(corner) for corner in value]
    except FOREIGN:
        return None


def _number(value: object, default: float) -> float:
    if value is None:
        return default
    try:
        return float(value)  # type: ignore[arg-type]
    except FOREIGN:
        return default
