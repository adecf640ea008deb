"""The choice that a word of a sheet means."""

import difflib
import re

from isodesk.core.folding import folded
from isodesk.core.kinds import Choice
from isodesk.i18n import tr


def nearest(text: str, kind: Choice) -> str | None:
    """The choice whose word is most like the text; None when none is."""
    words = {folded(tr(label)): key for key, label in kind.choices}
    words |= {folded(label): key for key, label in kind.choices}
    said = folded(text)
    led = re.sub(r"^\W*\d+\W+", "", said)  # "3 - Emergency"
    if led in words:
        return words[led]
    close = difflib.get_close_matches(said, words, 1, 0.68)
    if close:
        return words[close[0]]
    parts = [key for word, key in words.items() if word in said or said in word]
    return parts[0] if len(set(parts)) == 1 and len(said) > 2 else None


def likeness(text: str, kind: Choice, key: str) -> float:
    """How like a text is to the word of a choice, 0 to 1."""
    word = folded(tr(dict(kind.choices)[key]))
    said = folded(text)
    bare = re.sub(r"^\W*\d+\W+", "", said)
    if bare != word and bare[:2] != word[:2]:
        return 0  # "ineffective" is most like "effective", and says the opposite
    return 1 if bare == word else difflib.SequenceMatcher(None, said, word).ratio()
