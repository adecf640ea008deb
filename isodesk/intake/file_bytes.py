"""The bytes of a foreign file, however it lies on the disk: a pipe or a device is never waited
for, and no more is read than a file of its kind may hold."""

import stat
from pathlib import Path

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.limits import MOST_BYTES


def bytes_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """The file's bytes. Raises Refused with one sentence for what is no file, cannot be read, or
    holds more than `most`."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(_no_file(path))
        if status.st_size > most:
            raise Refused(_too_large(path, most))
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        why = getattr(error, "strerror", None) or tr("its name holds a sign that no file has")
        raise Refused(tr("{name} cannot be read ({why}).", name=name_of(path), why=why)) from error
    if len(data) > most:
        raise Refused(_too_large(path, most))
    return data


def _too_large(path: Path, most: int) -> str:
    said = tr("{name} is larger than {most} MB: split it or save it smaller.")
    return said.format(name=name_of(path), most=most >> 20)


def _no_file(path: Path) -> str:
    if path.is_dir():
        return tr("{name} is a folder, not a file.", name=name_of(path))
    return tr("{name} is a pipe or a device, not a file.", name=name_of(path))
