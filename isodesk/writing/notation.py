"""What Markdown lacks, in a small notation of our own; the words of it, for writer and reader.

A text that uses it begins with the line `<!-- isodesk 1 -->`. Without that line a text is
CommonMark with tables and nothing else, so no foreign file is ever read as something it does
not say. With it:

Within a line

    {number} {title} {revision} {effective} {company} {owner}     fields
    [QP-07](isodesk:12)                a document of this file
    <u>under</u> <sup>2</sup> <sub>2</sub> <br>
    <b> <i> <code>                     where stars and backticks cannot say it

On a line of its own, about what follows

    <!-- page break -->
    <!-- head line -->  <!-- foot line -->      the next paragraph runs on every page
    <!-- centre -->  <!-- right -->  <!-- indent 2 -->  <!-- level 3 -->  <!-- from -2 -->
    <!-- empty -->                              an empty paragraph
    <!-- table: head 2, widths 200 300 500 -->

A picture is a paragraph of its own: `![what it shows](pictures/<sha256>.png "Caption"){width=60%}`.

In a table

    {<} {^}                            belongs to the cell at the left, or above
    <p> <p centre> <p bullet 0> <p number 0 from 3> <p indent 1> <p quote 1>   a new paragraph
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from isodesk.writing.tree import Align, FieldName

FIRST_LINE = "<!-- isodesk 1 -->"
OWN = re.compile(r"<!-- isodesk \d+ -->[ \t]*(?:\n|$)")
"""The line that says: this is a text of isodesk's."""

SCHEME = "isodesk:"
LITERAL = "isodesk:address:"
"""Before an address of the writer's that itself begins with our scheme."""

NOTE = re.compile(r"<!-- (.*?) -->[ \t]*$")
_FIELDS = "|".join(FieldName)
MARKUP = re.compile(
    r"</?(?:b|i|u|sup|sub|code)>|<br>|<p(?: [a-z0-9 -]*)?>"
    rf"|\{{(?:{_FIELDS}|<|\^|width=[\d.]+%)\}}"
)
"""All that is ours within a line."""

LEFT, ABOVE = "{<}", "{^}"
ALIGNS = {"centre": Align.CENTRE, "right": Align.RIGHT, "left": Align.LEFT}

_PICTURE = re.compile(r"(?:.*/)?pictures/([^/.]+)(?:\.\w+)?$")


def picture_path(sha256: str, ending: str = "") -> str:
    """Where a picture lies beside the text: "pictures/ab12....png"."""
    name = quote(sha256, safe="").replace(".", "%2E")
    return f"pictures/{name}" + (f".{ending}" if ending else "")


def picture_at(path: str) -> str | None:
    """The SHA-256 of the picture that lies there; None for any other address."""
    found = _PICTURE.match(path)
    return unquote(found[1]) if found else None


def numbers_in(text: str) -> Sequence[int]:
    """The whole numbers of a note, in order."""
    return [int(found) for found in re.findall(r"-?\d+", text)]
