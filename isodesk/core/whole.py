"""Files written whole: the old one or the new one, never half of it (reliability 3.6)."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content: temporary name, fsync, rename, fsync of the folder."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows does it by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
