"""Settings of this computer, declared once; everything about the company is in its file."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isodesk import paths
from isodesk.core.whole import sweep, write_whole


@dataclass(frozen=True)
class Setting:
    """One setting: `default` gives its type, `within` the bounds of a number, `share` the type of
    what is kept for each file or the items of a list; `help` is shown beside it."""

    key: str
    default: Any
    label: str
    help: str
    within: tuple[int, int] | None = None
    share: type | None = None

    def fits(self, value: Any) -> bool:
        """Whether it can be the value: the file may have been edited, or broken."""
        if type(value) is not type(self.default):
            return False
        if self.within is not None:
            return bool(self.within[0] <= value <= self.within[1])
        if self.share is str:
            return all(isinstance(each, str) for each in value)
        return True


SETTINGS = {
    s.key: s
    for s in (
        Setting("recent", [], "Recent files", "Files that were open, newest first.", share=str),
        Setting("scheme", "system", "Colours", "system, light or dark."),
        Setting("text", 100, "Text size", "Per cent of the system's font, 80 to 200.", (80, 200)),
        Setting("sunlight", False, "Sunlight", "Large type and high contrast while onsite."),
        Setting("language", "en", "Language", "The language of screens and sheets."),
        Setting("backup_folder", "", "Backup folder", "Where backups go; empty until chosen."),
        Setting("folder", "", "Last folder", "Where a file was last chosen."),
        Setting(
            "printer", "", "Printer", "The one used last, or “save as PDF”; empty for the default."
        ),
        Setting(
            "photo_side",
            2048,
            "Photos at most",
            "Pixels of the longer side of a photo that is kept.",
            (100, 20_000),
        ),
        Setting(
            "photo_details",
            False,
            "Keep what the camera wrote",
            "Camera, settings and place of a photo; the time it was taken is noted either way.",
        ),
        Setting("layout", {}, "Layout", "Sizes, sorts and filters, per file.", share=dict),
        Setting("backups", {}, "Backups", "What is remembered of each file's backups.", share=dict),
        Setting(
            "onsite", {}, "Onsite", "The audit and question that stood open, per file.", share=dict
        ),
        Setting("actors", {}, "Signed in", "Who was signed in last, per file.", share=list),
    )
}
RECENT = 8
_MOST = 16 << 20
"""Bytes of settings; more is no settings of ours."""
_log = logging.getLogger(__name__)


class Settings:
    """Read at start, written whole at each change."""

    def __init__(self) -> None:
        self._path = paths.config_dir() / "settings.json"
        for folder in (self._path.parent, self._path.parent / "files"):
            sweep(folder)
        self._values: dict[str, Any] = _read(self._path)
        self._unwritten = False

    def get(self, key: str) -> Any:
        """The value, or its default when it was never set or cannot be one."""
        setting = SETTINGS[key]
        value = self._values.get(key, setting.default)
        return value if setting.fits(value) else setting.default

    def set(self, key: str, value: Any, *, later: bool = False) -> None:
        """Keep a value at once, or `later` with the next `write`; where the disk refuses it holds
        until the program ends, since work on a company's file must not stop for a column width."""
        assert key in SETTINGS, key
        if self._values.get(key) != value:
            self._values[key], self._unwritten = value, True
        if not later:
            self.write()

    def write(self) -> None:
        """Write what was kept for later. The disk is waited for: not for the window's thread."""
        if not self._unwritten:
            return
        self._unwritten = False
        try:
            write_whole(self._path, json.dumps(dict(self._values), indent=1).encode())
        except OSError as error:
            _log.warning("settings cannot be written: %s", error)

    def opened(self, path: str) -> None:
        """Put a file on top of the recent list."""
        recent = [path, *(p for p in self.get("recent") if p != path)]
        self.set("recent", recent[:RECENT])

    def forget(self, path: str) -> None:
        """Take a file off the recent list."""
        self.set("recent", [p for p in self.get("recent") if p != path])

    def of_file(self, key: str, file_id: str) -> Any:
        """One file's share of a setting that is kept per file; None when there is none."""
        share, value = SETTINGS[key].share, self.get(key).get(file_id)
        return value if share is None or isinstance(value, share) else None

    def set_of_file(self, key: str, file_id: str, value: Any, *, later: bool = False) -> None:
        """Keep one file's share."""
        self.set(key, {**self.get(key), file_id: value}, later=later)


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST:
            return {}
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
