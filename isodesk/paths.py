"""The user's folders, and the resources in source tree, wheel or frozen program."""

import sys
from contextlib import suppress
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("isodesk", appauthor=False)


def config_dir() -> Path:
    """Settings, the recent list and what is remembered of each file."""
    return _made(Path(_DIRS.user_config_dir))


def log_dir() -> Path:
    """Logs and crash reports; never text of a record."""
    return _made(Path(_DIRS.user_log_dir))


def cache_dir() -> Path:
    """What can be made again: icons drawn per scheme, the converter's profile."""
    return _made(Path(_DIRS.user_cache_dir))


def data_dir() -> Path:
    """Companies and work copies, where the documents folder is no place to work in."""
    return _made(Path(_DIRS.user_data_dir))


def documents_dir() -> Path:
    """Where New company and exports are offered first."""
    return Path(_DIRS.user_documents_dir)


def resource(*parts: str) -> Path:
    """A file of `resources/`, wherever the program runs from."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    bases = [Path(frozen) / "resources"] if frozen else []
    for base in (*bases, here / "resources", here.parent / "resources"):
        if base.is_dir():
            return base.joinpath(*parts)
    raise FileNotFoundError("isodesk's own resources folder is missing; install it again")


def _made(folder: Path) -> Path:
    with suppress(OSError):  # a home that cannot be written: nothing is remembered, work goes on
        folder.mkdir(parents=True, exist_ok=True)
    return folder
