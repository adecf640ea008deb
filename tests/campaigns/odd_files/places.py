"""What lies where a file is expected: folders, links, pipes, devices, names that upset."""

import os
import random
from collections.abc import Callable
from pathlib import Path

NAMES = (
    "a\nb.csv", "\u202ecod.exe", "🙂 list.xlsx", "x" * 240 + ".csv", ".csv", "CON.csv", "a:b.csv",
    " lead.csv", "trail. ", "{name}.csv", "%s%n.csv", "'; DROP TABLE record; --.csv", "a\\b.csv",
    "<b>x</b>.csv", "QP-07 §1 é.docx", "e\u0301.pdf", "a\x01b.png", "~$open.docx",
    "-rf.csv", "*.md",
)  # fmt: skip
Place = Callable[[Path, bytes, random.Random], Path]


def named(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A good file under an odd name."""
    path = folder / chance.choice(NAMES)
    path.write_bytes(data)
    return path


def undecoded(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A name in letters of another computer, that is no UTF-8."""
    path = Path(os.fsdecode(os.fsencode(folder) + b"/Pr\xfcfung.csv"))
    path.write_bytes(data)
    return path


def a_folder(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A folder with a file's ending."""
    path = folder / "folder.xlsx"
    path.mkdir()
    return path


def pipe(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A pipe into which nobody writes."""
    path = folder / "pipe.csv"
    os.mkfifo(path)
    return path


def device(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A device without an end."""
    path = folder / "zero.png"
    path.symlink_to("/dev/zero")
    return path


def link(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A link to a file, to nothing, or to itself."""
    path, target = folder / "link.csv", folder / "real.csv"
    target.write_bytes(data)
    path.symlink_to(chance.choice((target, folder / "gone.csv", path, folder)))
    return path


def gone(folder: Path, data: bytes, chance: random.Random) -> Path:
    """Nothing there, in a folder that is there or not, or in a file."""
    (folder / "file").write_bytes(b"x")
    return folder / chance.choice(("gone.pdf", "no/such.docx", "file/inside.csv", "a\0b.csv"))


def forbidden(folder: Path, data: bytes, chance: random.Random) -> Path:
    """A file that may not be read, where the system says so at all."""
    path = folder / "locked.csv"
    path.write_bytes(data)
    path.chmod(0)
    return path


def sparse(folder: Path, data: bytes, chance: random.Random) -> Path:
    """Larger than any document."""
    path = folder / "huge.pdf"
    with path.open("wb") as stream:
        stream.truncate(chance.choice((300 << 20, 5 << 30)))
    return path


PLACES: tuple[Place, ...] = (
    named, named, named, undecoded, a_folder, pipe, device, link, gone, forbidden, sparse
)  # fmt: skip
