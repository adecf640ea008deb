"""A disk that is full at every kind of work (R5); root, since it mounts a disk of its own.

    python -m tests.campaigns.full_disk

On a disk of 96 MB that holds everything (company, settings, log, temporary files): each work is
done while not a byte is free, and once more when there is room. Each answers one sentence or
does it; nothing acknowledged is lost, no target is left half, and all of it goes on afterwards.
Prints one line a work; exit 1 when one of them failed.
"""

import lzma
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOLDERS = (
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_DATA_HOME",
    "TMPDIR",
)


def main() -> int:
    """Mount a disk and play on it, in a name space of its own."""
    if "--play" in sys.argv:
        return _play(Path(sys.argv[-1]))
    with tempfile.TemporaryDirectory(prefix="isodesk-full-") as place:
        mounted = 'mount -t tmpfs -o size=96m none "$1" && exec "$2" -m "$3" --play "$1"'
        command = ["unshare", "-m", "sh", "-c", mounted, "sh", place, sys.executable, __spec__.name]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        environment |= {name: f"{place}/{name.lower()}" for name in _FOLDERS}
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def _play(disk: Path) -> int:
    for name in _FOLDERS:
        (disk / name.lower()).mkdir()
    from isodesk.core.problems import Refused
    from isodesk.intake.reader import Reader
    from isodesk.store.verify import verify
    from tests.company import TestClock, make
    from tests.services.firm import HALL, OFFICE, Firm

    clock, failures = TestClock(), 0
    with Reader() as reader:
        firm = Firm(make(disk / "firm.isodesk", reader, clock), clock)
        document = firm.draft()
        issued = firm.issued(document, (HALL, OFFICE))
        works = _works(firm, disk, document, issued.copies)
        make_away(disk / "cloud", reader)
        for target in (disk / "export", disk / "paper", disk / "stick"):
            target.mkdir()
        (disk / "export" / "Documents.csv").write_text("an earlier export\n" * 100)
        for name, work in works.items():
            fill = _fill(disk)
            before = firm.head()
            try:
                work()
                said = "done all the same"
            except Refused as refused:
                said = f"refused: {refused}"
            except Exception as error:  # what this campaign looks for
                said, failures = f"FAILED {type(error).__name__}: {error}", failures + 1
            if said.startswith("refused") and firm.head() < before:
                said, failures = f"FAILED, lost entries. {said}", failures + 1
            fill.unlink()
            try:
                work()
            except Exception as error:
                said, failures = f"FAILED afterwards {error}. {said}", failures + 1
            left = [p.name for p in disk.rglob("*.part") if ".isodesk" in p.name]
            if left:
                said, failures = f"FAILED, left {left}. {said}", failures + 1
            print(f"{name}: {said}"[:200], flush=True)
        firm.space.close()
        report = verify(disk / "firm.isodesk")
        print(f"verify: {'whole' if report.whole else report.findings}")
    return 1 if failures or not report.whole else 0


def make_away(folder: Path, reader: "Reader") -> None:  # type: ignore[name-defined] # noqa: F821
    """Another company's file in a folder that a sync program keeps."""
    from tests.company import make

    folder.mkdir()
    make(folder / "away.isodesk", reader).close()
    (folder / ".stfolder").mkdir()


def _works(
    firm: "Firm",  # type: ignore[name-defined] # noqa: F821
    disk: Path,
    document: int,
    copies: tuple[int, ...],
) -> dict[str, Callable[[], object]]:
    space, counted = firm.space, iter(range(1000))

    def save() -> None:
        space.documents.change(document, note=f"{next(counted)} " + "x" * 200_000)

    def bring_in() -> None:
        path = disk / "tmpdir" / f"WI-{next(counted)} New.md"
        with suppress(OSError):
            path.write_text("# New\n\nWords.\n" * 50)
        rows = space.bringing_in.survey([path] if path.exists() else [])
        space.bringing_in.apply(rows)

    def take_out() -> None:
        from isodesk.services.workspace import Workspace

        away = Workspace.open(disk / "cloud" / "away.isodesk", space.settings, space.desk.reader)
        try:
            away.work_copies.take_out(folder=disk / f"out {next(counted)}")
        finally:
            away.close()

    def migrate() -> None:
        from isodesk.core.problems import Refused
        from isodesk.store.file import CompanyFile

        old = disk / f"old {next(counted)}.isodesk"
        packed = next((ROOT / "tests" / "released").glob("*.xz"))
        try:
            old.write_bytes(lzma.decompress(packed.read_bytes()))
        except OSError:
            old.unlink(missing_ok=True)
            return
        before = old.read_bytes()
        room = disk / "fill2"
        _fill(disk, room)
        file = CompanyFile.open(old)
        with suppress(Refused):  # no room for a copy to read it either
            file.begin_writing()
        if file.read_only and old.read_bytes() != before:
            raise AssertionError("the old file was changed")
        file.close()
        room.unlink()
        again = CompanyFile.open(old)
        again.begin_writing()
        assert again.read_only is None, again.read_only
        again.close()

    return {
        "save": save,
        "journal into the file": space.rest,
        "backup": lambda: space.backups.write(disk / f"stick {next(counted)}"),
        "save a copy": lambda: space.backups.copy_as(disk / f"copy {next(counted)}.isodesk"),
        "export": lambda: space.exports.everything(disk / f"export {next(counted)}"),
        "stamped copies": lambda: space.prints.write_copies(copies, disk / "paper"),
        "an uncontrolled print": lambda: space.prints.uncontrolled(
            firm.get(document).revisions[-1].id, "A visit"
        ),
        "import": bring_in,
        "settings": lambda: space.settings.set("folder", f"/x/{next(counted)}"),
        "work copy": take_out,
        "migration": migrate,
        "verify": space.backups.verify,
    }


def _fill(disk: Path, path: Path | None = None) -> Path:
    """A file that takes all the room there is."""
    path = path or disk / "fill"
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        size = 1 << 20
        while size:
            try:
                if stream.write(b"x" * size) < size:
                    size //= 2
            except OSError:
                size //= 2
    return path


if __name__ == "__main__":
    sys.exit(main())
