"""A real company file, made once and copied for each test; the sample company likewise."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from isodesk.core.clock import OfficeClock
from isodesk.intake.reader import Reader
from isodesk.services.sample import build
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from tests.company import ZONE, TestClock, make
from tests.sample_once import shared_by_workers
from tests.services.firm import Firm

SAMPLE_DAY = datetime(2026, 11, 23, 14, 30, tzinfo=ZONE)


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of one file share its id; what is remembered of one must not meet the other."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    path = tmp_path_factory.mktemp("founded") / "harrow.isodesk"
    make(path, reader).close()
    return path


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def workspace(
    tmp_path: Path, _founded: Path, reader: Reader, clock: TestClock
) -> Iterator[Workspace]:
    path = tmp_path / "harrow.isodesk"
    shutil.copy(_founded, path)
    clock.later(minutes=10)
    space = Workspace.open(path, Settings(), reader, clock)
    space.begin_writing()
    yield space
    space.close()


@pytest.fixture
def firm(workspace: Workspace, clock: TestClock) -> Firm:
    return Firm(workspace, clock)


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    def make_sample(path: Path) -> None:
        space = build(path, Settings(), reader, today=SAMPLE_DAY)
        assert isinstance(space.desk.clock, OfficeClock)
        space.close()

    return shared_by_workers(tmp_path_factory, "brackwater.isodesk", make_sample)


@pytest.fixture
def sample(tmp_path: Path, sample_path: Path, reader: Reader) -> Iterator[Workspace]:
    path = tmp_path / "brackwater.isodesk"
    shutil.copy(sample_path, path)
    space = Workspace.open(path, Settings(), reader, TestClock(SAMPLE_DAY))
    space.begin_writing()
    yield space
    space.close()
