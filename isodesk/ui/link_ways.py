"""How two records may belong together, said from one end: `Raised from`, or `Led to`."""

from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.documents.values import LINK_WORDS
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue

MENTIONS = "mentions"
"""The one meaning that follows from a text by itself."""
_BACK = "<"
"""Before the key of a meaning that goes from the other record to this one."""


def ways() -> list[tuple[str, str]]:
    """Every way, as (way, words): outward first, then the same from the other end."""
    meant = {key: words for key, words in LINK_WORDS.items() if key != MENTIONS}
    outward = [(key, tr(words[0])) for key, words in meant.items()]
    inward = [(_BACK + key, tr(words[1])) for key, words in meant.items()]
    said = {words for _, words in outward}
    kept = []
    for way, words in inward:
        if words not in said:
            said.add(words)
            kept.append((way, words))
    return [*outward, *kept]


def usual_way(catalogue: Catalogue, kind: str, other: str) -> str:
    """The way two kinds of record usually belong together: as one grows from the other, else
    that this one refers to the other."""
    for own, far, mark in ((other, kind, ""), (kind, other, _BACK)):
        register = _register(catalogue, own)
        for grow in register.grows if register is not None else ():
            if grow.kind == far and grow.meaning in LINK_WORDS:
                return mark + grow.meaning
    return "refers_to"


def ends(way: str, own: int, other: int) -> tuple[int, int, str]:
    """From which record to which a link of this way goes, and its meaning."""
    if way.startswith(_BACK):
        return other, own, way.removeprefix(_BACK)
    return own, other, way


def _register(catalogue: Catalogue, kind: str) -> Register | None:
    try:
        return catalogue.get(kind)
    except Refused:
        return None
