"""A piece of evidence in two lines of words, with its icon."""

from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import EvidenceValue

ICONS = {
    Proof.PHOTO: "camera",
    Proof.FILE: "paperclip",
    Proof.RECORD: "list",
    Proof.PERSON: "user",
    Proof.SAMPLE: "list-check",
}
_PICTURES = frozenset(
    f"image/{kind}"
    for kind in ("jpeg", "png", "tiff", "gif", "bmp", "webp", "heic", "heif", "avif")
)


def has_picture(piece: EvidenceValue) -> bool:
    """Whether it can be shown as a picture."""
    return piece.file_id is not None and piece.media in _PICTURES


def first_line(piece: EvidenceValue) -> str:
    """What it shows, or who or what it is."""
    return piece.what


def second_line(piece: EvidenceValue) -> str:
    """The kind with its time, how the record stood, the person's function, or how far a sample
    was looked at; then where."""
    return ", ".join(filter(None, (_second(piece), piece.place)))


def spoken(piece: EvidenceValue) -> str:
    """What a screen reader says of it."""
    return f"{tr(piece.kind.value)}: {first_line(piece)}. {second_line(piece)}"


def hour(piece: EvidenceValue) -> str:
    """The time of day, here."""
    return f"{piece.taken_at.astimezone():%H:%M}" if piece.taken_at else ""


def _second(piece: EvidenceValue) -> str:
    if piece.kind is Proof.SAMPLE:
        return tr(
            "{n} of {all} drawn, {looked} looked at",
            n=len(piece.drawn) or len(piece.detail.splitlines()),
            all=piece.drawn_from or 0,
            looked=len(piece.looked),
        )
    if piece.kind in (Proof.RECORD, Proof.PERSON) and piece.detail:
        return piece.detail
    word = tr("Asked") if piece.kind is Proof.PERSON else tr(piece.kind.value)
    return ", ".join(filter(None, (word, hour(piece))))
