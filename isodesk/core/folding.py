"""Text without case and accents, as it is sorted, searched and filtered."""

import unicodedata

# letters that Unicode does not take apart into a plain letter and a mark
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def folded(text: str) -> str:
    """Case and accents taken off; text that is plain already costs next to nothing."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
