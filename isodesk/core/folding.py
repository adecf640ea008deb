"""Text without case and accents, as parts of words are searched and filtered."""

import unicodedata


def folded(text: str) -> str:
    """Case and accents taken off."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
