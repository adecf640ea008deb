"""A shell for the officer's commands: each runs in a process of its own, forked where the system
can from one that has read the program already, as reading it takes longer than most commands."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

_READ = [
    "__main__",
    "isodesk.cli.audits",
    "isodesk.cli.documents",
    "isodesk.cli.files",
    "isodesk.cli.paper",
    "isodesk.cli.places",
    "isodesk.cli.registers",
    "isodesk.services.documents",
    "isodesk.services.entries",
    "isodesk.services.lists",
    "isodesk.store.engine",
    "reportlab.pdfgen.canvas",
]
_PATIENCE = 120.0


def isodesk(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run a command; what it printed and how it ended."""
    given = [str(each) for each in arguments]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        running = _processes().Process(target=_command, args=(given, dict(os.environ), out, err))
        running.start()
        running.join(_PATIENCE)
        if running.is_alive():
            running.kill()
            raise subprocess.TimeoutExpired(given, _PATIENCE)
        code = running.exitcode
        assert code is not None
        return subprocess.CompletedProcess(
            given, code, out.read_text("utf-8"), err.read_text("utf-8")
        )


@cache
def _processes() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_READ)
    return context


def _command(given: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    """What `python -m isodesk` does, with its words kept in two files."""
    os.environ.clear()
    os.environ.update(environment)
    for path, stream in ((out, sys.stdout), (err, sys.stderr)):
        kept = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(kept, stream.fileno())
    sys.argv = ["isodesk", *given]
    from isodesk.__main__ import main

    sys.exit(main())
