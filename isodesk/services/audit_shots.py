"""Photos of an audit: made ready in the reading child by the officer's choice, and seen again."""

import mimetypes
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from isodesk.core.names import safe_name
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.services.audit_evidence import Shot
from isodesk.services.desk import Desk
from isodesk.settings import Settings

if TYPE_CHECKING:
    from isodesk.intake.facts import Picture

_ENDINGS = frozenset(
    [".jpg", ".jpeg", ".png", ".heic", ".heif", ".avif", ".webp", ".tif", ".tiff", ".gif", ".bmp"]
)


class AuditShots:
    """Makes photos ready to be kept, and draws those that are; nothing here writes."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._settings = desk, settings

    def ready(self, name: str, content: bytes, progress: Progress = silent) -> Shot:
        """A photo upright, scaled, and with or without what the camera wrote, as the settings
        say. Raises Refused for what is no picture or cannot be read here."""
        from isodesk.intake.pages import photo

        side, details = self._settings.get("photo_side"), self._settings.get("photo_details")
        got = photo(self._desk.reader, content, side, details, progress, name)
        ending = ".jpg" if got.media == "image/jpeg" else ".png"
        named = safe_name(PurePath(name).stem) + ending
        return Shot(named, got.content, got.media, self._moment(got.taken))

    def marked(self, name: str, content: bytes) -> Shot:
        """A picture drawn here, as the marked copy of a photo of that name."""
        stem = PurePath(name).stem
        named = stem if stem.endswith(_marked()) else f"{stem} {_marked()}"
        return Shot(safe_name(named) + ".jpg", content, "image/jpeg")

    def shot_now(self, content: bytes, progress: Progress = silent) -> Shot:
        """A photo the camera here took this moment."""
        now = self._desk.clock()
        name = tr("Photo {time}", time=f"{now:%Y-%m-%d %H%M%S}") + ".jpg"
        return replace(self.ready(name, content, progress), taken_at=now)

    def picture(self, file_id: int, width: int) -> "Picture":
        """A kept photo as pixels, at most so many wide. Raises Refused when it is damaged."""
        from isodesk.intake.pages import shown_picture
        from isodesk.store import files

        with self._desk.reading() as session:
            content = files.read(session, file_id)
        return shown_picture(self._desk.reader, content, width)

    def _moment(self, taken: str) -> datetime | None:
        """The camera's time; one that knows no zone, or lies ahead, is read as the office's."""
        try:
            found = datetime.fromisoformat(taken)
        except ValueError:
            return None
        now = self._desk.clock()
        moment = found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
        return moment if moment <= now else None


def file_of(name: str, content: bytes) -> Shot:
    """A file as it comes."""
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Shot(name, content, media)


def is_picture(name: str) -> bool:
    """Whether a file's name says that it holds a picture."""
    return PurePath(name).suffix.lower() in _ENDINGS


def _marked() -> str:
    return tr("marked")
