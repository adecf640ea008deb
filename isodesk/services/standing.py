"""Every backup that can be reached now, whether or not the file it is of can be opened."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from isodesk.i18n import tr
from isodesk.services.backup_notes import BackupNotes
from isodesk.settings import Settings
from isodesk.store import known, media
from isodesk.store.known import Known


@dataclass(frozen=True)
class Standing:
    """A backup that stands somewhere: in the folder, on the second medium, or beside the file.
    `checked` is when this computer last found it whole."""

    known: Known
    place: str
    checked: datetime | None


def standing(
    settings: Settings, path: Path | None, file_id: str, zone: tzinfo | None
) -> tuple[Standing, ...]:
    """Those of one file, newest first; of every file when no id is given."""
    places: list[tuple[str, tuple[Known, ...]]] = []
    chosen = settings.get("backup_folder")
    if chosen:
        places.append((tr("Backup folder"), known.known_in(Path(chosen), file_id, zone)))
    for second in _second_media(settings, file_id):
        if str(second) != chosen:
            places.append((tr("Second medium"), known.known_in(second, file_id, zone)))
    if path is not None:
        places.append((tr("Beside the file"), known.former_states(path, file_id, zone)))
    found = [
        Standing(each, place, BackupNotes(settings, each.file_id).checked_at(each.path))
        for place, states in places
        for each in states
    ]
    return tuple(sorted(found, key=lambda s: (s.known.at, s.known.seq), reverse=True))


def _second_media(settings: Settings, file_id: str) -> list[Path]:
    ids = [file_id] if file_id else list(settings.get("backups"))
    media_of = (BackupNotes(settings, each).second() for each in ids)
    found = (media.find(medium) for medium in media_of if medium is not None)
    return list(dict.fromkeys(path for path in found if path is not None))


def file_id_of(settings: Settings, path: Path | None) -> str:
    """Which file stands at a path: by what it says, else by what was remembered of it; "" when
    neither is known."""
    if path is None:
        return ""
    seen = known.glimpse(path)
    if seen is not None:
        return seen.file_id
    notes = settings.get("backups").items()
    here = str(path.resolve())
    return next((i for i, n in notes if isinstance(n, dict) and n.get("file") == here), "")
