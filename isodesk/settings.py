"""Settings of this computer, declared once; everything about the company is in its file."""

import json
from dataclasses import dataclass
from typing import Any

from isodesk import paths
from isodesk.core.whole import write_whole


@dataclass(frozen=True)
class Setting:
    """One setting: `default` gives its type; `help` is shown beside it."""

    key: str
    default: Any
    label: str
    help: str


SETTINGS = {
    s.key: s
    for s in (
        Setting("recent", [], "Recent files", "Files that were open, newest first."),
        Setting("scheme", "system", "Colours", "system, light or dark."),
        Setting("text", 100, "Text size", "Per cent of the system's font, 80 to 200."),
        Setting("language", "en", "Language", "The language of screens and sheets."),
        Setting("backup_folder", "", "Backup folder", "Where Back up writes."),
        Setting("folder", "", "Last folder", "Where a file was last chosen."),
        Setting("printer", "", "Printer", "The one used last, or “save as PDF”; empty for the default."),
        Setting("layout", {}, "Layout", "Sizes, sorts and filters, per file."),
        Setting("backups", {}, "Backups", "The last verified backup of each file."),
        Setting("actors", {}, "Signed in", "Who was signed in last, per file."),
    )
}
RECENT = 8


class Settings:
    """Read at start, written whole at each change."""

    def __init__(self) -> None:
        self._path = paths.config_dir() / "settings.json"
        try:
            self._values: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self._values = {}

    def get(self, key: str) -> Any:
        """The value, or its default when it was never set or has another type."""
        default = SETTINGS[key].default
        value = self._values.get(key, default)
        return value if isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a value at once."""
        assert key in SETTINGS, key
        if self._values.get(key) != value:
            self._values[key] = value
            write_whole(self._path, json.dumps(self._values, indent=1).encode())

    def opened(self, path: str) -> None:
        """Put a file on top of the recent list."""
        recent = [path, *(p for p in self.get("recent") if p != path)]
        self.set("recent", recent[:RECENT])

    def forget(self, path: str) -> None:
        """Take a file off the recent list."""
        self.set("recent", [p for p in self.get("recent") if p != path])

    def of_file(self, key: str, file_id: str) -> Any:
        """One file's share of a setting that is kept per file; None when there is none."""
        return self.get(key).get(file_id)

    def set_of_file(self, key: str, file_id: str, value: Any) -> None:
        """Keep one file's share."""
        self.set(key, {**self.get(key), file_id: value})
