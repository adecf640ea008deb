"""A file of every released version in the real window: brought up to date first, then shown."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk import paths
from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.older import COPIES
from isodesk.store.sqlite import read_header
from isodesk.store.verify import verify
from isodesk.ui import theme
from isodesk.ui.list_view import ListView
from isodesk.ui.office import Office
from isodesk.ui.parts import Words
from tests.released import OLDER, unpacked, version_of

ROWS = 42
LONG = 60_000


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, reader: Reader) -> Iterator[Office]:
    shutil.rmtree(paths.config_dir())
    theme.apply(qapp, "light", 1.0)
    made = Office(Settings(), reader)
    made.window.resize(1280, 800)
    made.window.show()
    yield made
    made.close()
    made.window.close()


@pytest.fixture(params=OLDER, ids=version_of)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path / "firm.isodesk")


def copies_to_read() -> list[Path]:
    """Private copies that lie in our cache."""
    return list((paths.cache_dir() / COPIES).glob("*/*"))


def all_words(office: Office) -> str:
    return " ".join(w.text() for w in office.window.findChildren(Words) if w.isVisible())


def rows_of_documents(office: Office, qtbot: QtBot) -> int:
    """Rows of the longest list of the page, painted: every cell was asked for."""
    views = office.pages.documents().findChildren(ListView)
    qtbot.waitUntil(lambda: max(v.model().rowCount() for v in views) >= ROWS, timeout=LONG)
    longest = max(views, key=lambda view: view.model().rowCount())
    assert longest.grab().width() > 100
    return int(longest.model().rowCount())


def test_an_older_file_is_brought_up_to_date_before_its_pages_are_built(
    office: Office, old: Path, qtbot: QtBot
) -> None:
    office.steps.open_and_write(old)
    assert office.space is None and "up to date" in all_words(office)
    for name in ("open", "new_company", "sample", "restore", "backup"):
        assert not office.window.actions_[name].isEnabled()
    qtbot.waitUntil(lambda: office.space is not None, timeout=LONG)
    space = office.space
    assert space is not None and space.read_only is None and not office.window.banner.isVisible()
    assert office.window.actions_["open"].isEnabled()
    assert office.window.current_page() == "today"
    assert rows_of_documents(office, qtbot) >= ROWS
    office.pages.open_document(space.lists.documents().page(None, 1).rows[0].id)
    office.close_file()
    assert read_header(old).version == SCHEMA_VERSION and verify(old).whole
    made = list(old.parent.glob("*before update*.isodesk-backup"))
    assert len(made) == 1 and read_header(made[0]).version < SCHEMA_VERSION
    assert verify(made[0], remembered=False).whole


def test_where_it_cannot_be_written_a_copy_brought_up_to_date_is_read(
    office: Office, old: Path, qtbot: QtBot
) -> None:
    before, stamp = old.read_bytes(), old.stat().st_mtime_ns
    Path(f"{old}.lock").mkdir()  # root writes everywhere; nothing can be locked here though
    office.steps.open_and_write(old)
    qtbot.waitUntil(lambda: office.space is not None, timeout=LONG)
    assert office.space is not None and not office.space.outdated
    assert office.window.banner.isVisible()
    said = office.window.banner.words()
    assert "Open for reading." in said and "a copy of it" in said and "brought up to date" in said
    assert len(copies_to_read()) == 1
    assert rows_of_documents(office, qtbot) >= ROWS
    office.pages.open_document(office.space.lists.documents().page(None, 1).rows[0].id)
    office.close_file()
    assert copies_to_read() == []
    assert (old.read_bytes(), old.stat().st_mtime_ns) == (before, stamp)
    assert {p.name for p in old.parent.iterdir()} == {old.name, f"{old.name}.lock"}


def test_stopping_leaves_the_file_as_it_was(office: Office, old: Path, qtbot: QtBot) -> None:
    before = old.read_bytes()
    office.steps.open_and_write(old)
    office.updating.busy.cancel()
    qtbot.waitUntil(lambda: office.coming is None, timeout=LONG)
    assert office.space is None and office.window.current_page() == ""
    assert old.read_bytes() == before
    assert office.window.actions_["open"].isEnabled()
    office.steps.open_and_write(old)  # the lock was given back: it opens the next time
    qtbot.waitUntil(lambda: office.space is not None, timeout=LONG)
    assert office.space is not None and office.space.read_only is None


def test_closing_the_window_meanwhile_is_clean(office: Office, old: Path) -> None:
    office.steps.open_and_write(old)
    office.close_file()
    assert office.coming is None and office.space is None
    assert {p.name for p in old.parent.iterdir()} == {old.name}


def test_an_old_file_that_can_neither_be_written_nor_copied_says_so(
    office: Office, old: Path, qtbot: QtBot
) -> None:
    Path(f"{old}.lock").mkdir()
    shutil.rmtree(paths.cache_dir() / COPIES, ignore_errors=True)
    blocked = paths.cache_dir() / COPIES
    blocked.write_text("in the way")
    try:
        office.steps.open_and_write(old)
        qtbot.waitUntil(lambda: office.coming is None, timeout=LONG)
        said = office.window.banner.words()
        assert office.space is None and "no copy of it could be" in said
    finally:
        blocked.unlink()
