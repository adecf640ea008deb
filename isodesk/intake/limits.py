"""How much of a foreign file is read before it is refused or cut (reliability.md, T5 to T7)."""

MOST_BYTES = 256 << 20
"""A file on disk; larger ones are no document."""

MOST_TEXT = 2_000_000
"""Characters of text kept of one document for the search."""

MOST_HEAD = 6_000
"""Characters from the front of a document that are looked at for number, title and dates."""

MOST_UNPACKED = 200 << 20
MOST_RATIO = 200
MOST_MEMBERS = 10_000
MOST_PIXELS = 64_000_000
MOST_PAGES = 10_000
MOST_FIELD = 400
"""Characters of one property, as a title or an author."""


def cut(text: str, most: int = MOST_TEXT) -> str:
    """The text without NUL and lone surrogates, which no database column takes, cut to `most`."""
    clean = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return clean[:most]


def one_line(text: object) -> str:
    """A property of a foreign file as one short line of text; "" when it is no text."""
    return cut(" ".join(text.split()), MOST_FIELD) if isinstance(text, str) else ""
