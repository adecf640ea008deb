"""Photos of an audit, made ready for paper one after the other: no more than one is in memory as
it came."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from isodesk.core.kinds import MOMENT
from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import EvidenceValue
from isodesk.services.print_tools import Tools
from isodesk.store.files import pieces

if TYPE_CHECKING:
    from isodesk.printing.audit_sheets import Photo

_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff")


def is_picture(piece: EvidenceValue) -> bool:
    """Whether it can be shown on paper."""
    if piece.file_id is None:
        return False
    return piece.kind is Proof.PHOTO or piece.media in _PICTURES


class Photos:
    """Photos of an audit at one width on paper, in points."""

    def __init__(self, tools: Tools, width: float, total: int, hashed: bool = True) -> None:
        self._tools, self._width, self._total = tools, width, total
        self._hashed = hashed
        """Whether the caption ends with the fingerprint of the file."""
        self._done = 0

    def of(self, given: Iterable[EvidenceValue]) -> "tuple[Photo, ...]":
        """The pictures among these pieces, numbered, with what they show, where and when."""
        shown = [piece for piece in given if is_picture(piece)]
        return tuple(self._photo(piece, n, len(shown)) for n, piece in enumerate(shown, 1))

    def _photo(self, piece: EvidenceValue, n: int, of: int) -> "Photo":
        from isodesk.printing import pictures
        from isodesk.printing.audit_sheets import Photo

        assert piece.file_id is not None
        reader = self._tools.desk.file.reader()
        (digest,) = reader.execute(
            "SELECT hash FROM file WHERE id = ?", (piece.file_id,)
        ).fetchone()
        content = b"".join(pieces(reader, piece.file_id))
        self._done += 1
        self._tools.progress(self._done, self._total, tr("Making photos ready"))
        picture = pictures.ready(str(digest), content, self._width)
        return Photo(str(digest), picture, _caption(piece, n, of, self._print_of(str(digest))))

    def _print_of(self, digest: str) -> str:
        return f"SHA-256 {digest[:4]}…{digest[-4:]}" if self._hashed else ""


def _caption(piece: EvidenceValue, n: int, of: int, fingerprint: str) -> str:
    """`Photo 1 of 2 · pigeonhole · Melt shop, 1 Dec 2026, 05:53 · SHA-256 e94b…77a1`."""
    name = tr("Photo {n} of {m}", n=n, m=of) if of > 1 else tr("Photo")
    place = ", ".join(filter(None, (piece.place, MOMENT.show(piece.taken_at))))
    said = " ".join((piece.what or piece.name).split())
    return " · ".join(filter(None, (name, said, place, fingerprint)))
