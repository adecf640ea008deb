"""A window before an officer, with folders of its own; a bug in any of its works fails the test."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from isodesk import paths
from isodesk.intake.reader import Reader
from isodesk.services.sample import build
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.office import Office
from tests.journeys.officer import Officer, close_dialogs
from tests.sample_once import shared_by_workers

_CLOSED: list[Office] = []
"""Windows live as long as the program, in tests too: Qt and Python part from them at the end."""


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The sample company, built once; each journey works on a copy."""
    return shared_by_workers(
        tmp_path_factory,
        "Sample.isodesk",
        lambda path: build(path, Settings(), reader).close(),
    )


@pytest.fixture
def make_officer(qapp: QApplication, reader: Reader) -> Iterator[Callable[[], Officer]]:
    """Somebody at a window of 1280 x 800 that shows the first page."""
    shutil.rmtree(paths.config_dir())  # settings, and what is remembered of files of other tests
    before, hook = set(paths.log_dir().glob("report *")), sys.excepthook
    theme.apply(qapp, "light", 1.0)
    offices: list[Office] = []

    def make() -> Officer:
        office = Office(Settings(), reader)
        offices.append(office)
        office.window.resize(1280, 800)
        office.window.show()
        office.window.activateWindow()
        office.show_first_run()
        officer = Officer(office)
        officer.settle()
        return officer

    yield make
    for office in offices:
        close_dialogs()
        office.close()
        office.window.close()
        _CLOSED.append(office)
    qapp.processEvents()
    theme.apply(qapp, "light", 1.0)
    sys.excepthook = hook
    reports = set(paths.log_dir().glob("report *")) - before
    assert not reports, [report.read_text() for report in reports]


@pytest.fixture
def officer(make_officer: Callable[[], Officer]) -> Officer:
    """At the first page."""
    return make_officer()


@pytest.fixture
def sample(make_officer: Callable[[], Officer], sample_file: Path, tmp_path: Path) -> Officer:
    """At Today of the sample company."""
    path = tmp_path / "Sample.isodesk"
    shutil.copy(sample_file, path)
    officer = make_officer()
    officer.drop([path])
    officer.settle()
    assert officer.space.read_only is None
    return officer
