"""Word, OpenDocument and sheets made into PDF by the user's own LibreOffice.

It runs as a process of its own under a time and a memory limit, with a profile of its own
(so it never meets an open LibreOffice) in which macros and outside links are off. Its exit
code means nothing: what counts is a PDF with pages.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from isodesk.core.folders import own_folder, wipe
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.intake.kinds import SHEETS, WRITER, Kind
from isodesk.intake.pages import pdf_facts
from isodesk.intake.reader import Reader
from isodesk.intake.watch import end_tree, resident

SECONDS = 90.0
_MEMORY = 2 << 30
_LOOK_EVERY = 0.1
_one_at_a_time = Lock()
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_CALM = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_CALM_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_CALM_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
)


def available() -> str | None:
    """Where LibreOffice's `soffice` lies on this machine; None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    if not os.environ.get("PATH"):
        return None  # an empty search path means: as if nothing were installed
    return next(_usual_places(), None)


def converts(kind: Kind) -> bool:
    """Whether this machine's LibreOffice makes a PDF of that kind: Writer or Calc is there."""
    program = available()
    if program is None or kind not in (*WRITER, *SHEETS):
        return False
    folder = Path(program).resolve().parent
    modules = {path.name.removeprefix("lib") for path in folder.iterdir() if "lo." in path.name}
    part = "sclo." if kind in SHEETS else "swlo."
    return not modules or any(name.startswith(part) for name in modules)


def convert(
    reader: Reader,
    source: Path | bytes,
    name: str,
    kind: Kind,
    progress: Progress = silent,
    seconds: float = SECONDS,
) -> bytes:
    """One file as PDF bytes. Raises Refused with the reason, or Cancelled by `progress`."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    made = convert_all(reader, {name: (kind, data)}, progress, seconds)[name]
    if isinstance(made, Refused):
        raise made
    return made


def convert_all(
    reader: Reader,
    files: Mapping[str, tuple[Kind, bytes]],
    progress: Progress = silent,
    seconds: float = SECONDS,
) -> dict[str, bytes | Refused]:
    """Several files, by name, in one run of LibreOffice, `seconds` for all of them.

    Each becomes a PDF with pages or a Refused that says why not. Raises Refused when there
    is no LibreOffice or it did not finish, Cancelled by `progress`, which is told
    (tenths of a second gone, of how many, what).
    """
    program = available()
    if program is None:
        raise Refused(tr("LibreOffice is not installed: bring in a PDF of the file as well."))
    with _alone(progress) as work:
        written = dict(_written(files, work))
        _run(program, list(written.values()), work, progress, seconds)
        return {name: _made(reader, name, path) for name, path in written.items()}


def as_docx(
    source: bytes, name: str, kind: Kind, progress: Progress = silent, seconds: float = SECONDS
) -> bytes:
    """An old Word or OpenDocument text as .docx. Raises as `convert_all`, and when none came."""
    program = available()
    if program is None:
        raise Refused(tr("LibreOffice is not installed: save {name} as .docx.", name=name))
    with _alone(progress) as work:
        path = work / f"1.{kind}"
        path.write_bytes(source)
        made = work / "made"
        _run(program, [path], work, progress, seconds, "docx", made)
        result = made / "1.docx"
        if not result.is_file():
            raise Refused(tr("LibreOffice could not read {name}: save it as .docx.", name=name))
        return result.read_bytes()


@contextlib.contextmanager
def _alone(progress: Progress) -> Iterator[Path]:
    """A folder to work in, while no other LibreOffice of ours runs."""
    while not _one_at_a_time.acquire(timeout=0.1):
        progress(0, 0, tr("Waiting for LibreOffice"))
    try:
        with tempfile.TemporaryDirectory(prefix="isodesk-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    finally:
        _one_at_a_time.release()


def _written(files: Mapping[str, tuple[Kind, bytes]], work: Path) -> Iterator[tuple[str, Path]]:
    """The files under numbers and the ending of what they are, never under a foreign name."""
    for number, (name, (kind, data)) in enumerate(files.items(), 1):
        path = work / f"{number}.{kind}"
        path.write_bytes(data)
        yield name, path


def _run(
    program: str,
    paths: list[Path],
    work: Path,
    progress: Progress,
    seconds: float,
    form: str = "pdf",
    out: Path | None = None,
) -> None:
    profile = own_folder("libreoffice")
    try:
        _calm(profile)
        started = _started(program, paths, work, profile, form, out or work)
        what = tr("LibreOffice makes the PDF") if form == "pdf" else tr("LibreOffice reads it")
        _watched(started, progress, seconds, what)
    finally:
        wipe(profile)


def _started(
    program: str, paths: list[Path], work: Path, profile: Path, form: str, out: Path
) -> subprocess.Popen[bytes]:
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", form, "--outdir", str(out)),
        *map(str, paths),
    ]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=work,
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Refused(tr("LibreOffice could not be started: install it again.")) from error


def _watched(
    process: subprocess.Popen[bytes], progress: Progress, seconds: float, what: str
) -> None:
    """Wait for its end; on the limits or on cancel, end it with all its children."""
    started = time.monotonic()
    try:
        while process.poll() is None:
            gone = time.monotonic() - started
            if gone > seconds:
                raise Refused(_too_slow(seconds))
            if resident(process) > _MEMORY:
                raise Refused(
                    tr(
                        "LibreOffice needed too much memory and was stopped: bring in "
                        "a PDF of the file instead."
                    )
                )
            progress(int(gone * 10), int(seconds * 10), what)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_EVERY)
    finally:
        end_tree(process)


def _made(reader: Reader, name: str, path: Path) -> bytes | Refused:
    pdf = path.with_suffix(".pdf")
    if not pdf.is_file() or not pdf.stat().st_size:
        return Refused(
            tr("LibreOffice could not make a PDF of {name}: bring in a PDF as well.", name=name)
        )
    data = pdf.read_bytes()
    try:
        pdf_facts(reader, data, what=name)
    except Refused as refused:
        return refused
    return data


def _calm(profile: Path) -> None:
    """Macros, active content and outside links off, before LibreOffice sees the profile."""
    user = profile / "user"
    user.mkdir(parents=True)
    items = "\n".join(
        _CALM_ITEM.format(path=path, name=name, value=value) for path, name, value in _CALM_SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(_CALM.format(items=items), encoding="utf-8")


def _usual_places() -> Iterator[str]:
    roots = (os.environ.get("ProgramFiles"), os.environ.get("ProgramFiles(x86)"))  # noqa: SIM112
    windows = [f"{root}/LibreOffice/program/soffice.exe" for root in roots if root]
    for pattern in (*_PLACES, *windows):
        place = Path(pattern)
        folder, _, _ = pattern.partition("*")
        found = (
            [place]
            if "*" not in pattern
            else Path(folder).parent.glob(str(place.relative_to(Path(folder).parent)))
        )
        yield from (str(path) for path in found if path.is_file())


def _too_slow(seconds: float) -> str:
    return tr(
        "LibreOffice did not finish within {seconds} seconds and was stopped: bring in a PDF "
        "of the file instead.",
        seconds=f"{seconds:g}",
    )
