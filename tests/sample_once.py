"""The sample company, built once for all workers of a run: the first that needs it builds it, the
others wait and copy."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

_PATIENCE = 600.0
"""Seconds for a build by another worker on a busy machine."""


def shared_by_workers(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]
) -> Path:
    """The file of this name in the folder that all workers of this run share."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path, ends = folder / name, time.monotonic() + _PATIENCE
    while not path.exists():
        if _begun(folder / f"{name}.being-built"):
            _build(path, build)
        assert time.monotonic() < ends, f"nobody has built {name}"
        time.sleep(0.1)
    return path


def _begun(mark: Path) -> bool:
    """Whether it is for this worker to build."""
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _build(path: Path, build: Callable[[Path], None]) -> None:
    part = path.with_name(f"part-{path.name}")
    try:
        if not path.exists():  # another may just have finished it
            build(part)
            part.replace(path)
    finally:  # after a failure another worker may try, and see it fail too
        with suppress(FileNotFoundError):
            part.unlink()
        path.with_name(f"{path.name}.being-built").unlink()
