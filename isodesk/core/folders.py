"""A private folder of this process, and the sweeping of those that dead processes left."""

import os
import shutil
import tempfile
from pathlib import Path

from isodesk.paths import cache_dir


def own_folder(what: str) -> Path:
    """A new folder `<cache>/<what>/<process id>-...` that only this user may open."""
    base = cache_dir() / what
    base.mkdir(parents=True, exist_ok=True)
    _sweep(base)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=base))


def wipe(folder: Path) -> None:
    """Remove the folder; what a dying process still holds on Windows is swept another time."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(base: Path) -> None:
    import psutil

    for folder in base.iterdir():
        owner = folder.name.partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            wipe(folder)
