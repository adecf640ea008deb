"""What every test stands on: no display, folders of its own, no printer but ours."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_FOLDERS = Path(tempfile.mkdtemp(prefix="isodesk-tests-"))


def _keep_off_the_users_own_things() -> None:
    """Before Qt or platformdirs are imported: they read these once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for variable in ("QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "QT_QPA_PLATFORMTHEME", "PRINTER"):
        os.environ.pop(variable, None)
    _point_home_into(_FOLDERS)
    os.environ["CUPS_SERVER"] = str(_FOLDERS / "no-printers")


def _point_home_into(root: Path) -> None:
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "XDG_DOCUMENTS_DIR": "documents",
        "USERPROFILE": "home",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
        "WIN_PD_OVERRIDE_APPDATA": "config",
        "WIN_PD_OVERRIDE_PERSONAL": "documents",
    }
    for variable, place in places.items():
        (root / place).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(root / place)


_keep_off_the_users_own_things()

from tests.printer_queue import PrinterQueue  # noqa: E402  (after the folders are set)


def pytest_unconfigure() -> None:
    _let_go_of_the_clipboard()
    shutil.rmtree(_FOLDERS, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_was_seen_before() -> None:
    """A file of another test, or the same one copied for it, is a stranger to this computer, and
    nobody chose a folder for backups or anything else on it."""
    from isodesk import paths

    shutil.rmtree(paths.config_dir(), ignore_errors=True)


def _let_go_of_the_clipboard() -> None:
    """The offscreen platform keeps what was copied until after Python has gone, and crashes."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The folder of real files beside the project; the test is skipped where there is none."""
    folder = Path(__file__).parents[2] / "shared" / "inputs"
    if not folder.is_dir():
        pytest.skip("the folder of real files (../shared/inputs) does not stand beside the project")
    return folder


@pytest.fixture(scope="session")
def _cups_daemon() -> Iterator[PrinterQueue]:
    if not PrinterQueue.installed():
        pytest.skip("CUPS is not installed; packaging/test installs it")
    queue = PrinterQueue()
    yield queue
    queue.stop()


@pytest.fixture
def cups(_cups_daemon: PrinterQueue, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrinterQueue]:
    """A real CUPS with the empty printer "TestPDF", which lp, lpstat and Qt find.

    libcups reads CUPS_SERVER once per thread: a process that asked for printers before keeps
    what it was told then.
    """
    monkeypatch.setenv("CUPS_SERVER", _cups_daemon.server)
    yield _cups_daemon
    _cups_daemon.clear()
