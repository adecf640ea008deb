"""The start of the program, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from isodesk.documents.values import NewDocument
from isodesk.intake.reader import Reader
from tests.company import make

SHOW = """
import json, os, sys
from pathlib import Path
from isodesk.app import run

HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "pypdf", "pikepdf", "asyncio", "PIL",
         "numpy", "pypdfium2", "xlsxwriter", "zxingcpp")

def shown(window):
    said = {"heavy": [m for m in HEAVY if m in sys.modules], "title": window.windowTitle(),
            "banner": window.banner.words() if window.banner.isVisible() else ""}
    print(json.dumps(said), flush=True)
    os._exit(0)

run(Path(sys.argv[1]) if len(sys.argv) > 1 else None, shown=shown)
"""


def start(*arguments: object) -> dict[str, object]:
    """The window in a fresh process, as it is when it has been painted first."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "harrow.isodesk"
    with Reader() as reader:
        make(path, reader).close()
    return path


def test_the_window_stands_before_the_heavy_imports(company: Path) -> None:
    said = start(company)
    assert said == {"heavy": [], "title": "Harrow Test Pumps · isodesk", "banner": ""}


def test_without_a_file_the_ways_to_begin_show(company: Path) -> None:
    assert start()["title"] == "isodesk"


def test_a_file_that_is_not_ours_is_said_in_one_sentence(tmp_path: Path) -> None:
    strange = tmp_path / "strange.isodesk"
    strange.write_text("hello")
    said = start(strange)
    assert "strange.isodesk is not an isodesk file." in str(said["banner"])


OPEN_WHERE_IT_WAS = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from isodesk.app import application, run

def shown(window):
    def look():
        module = window.page("documents")
        page = module and module.page("documents")
        if page is None:
            window.show_page("documents")
        elif page.document() is not None:
            print(json.dumps({"shown": page.document().number, "page": window.current_page()}))
            timer.stop()  # a second quit would close the dialog that the first one opened
            application().quit()
            modal = application().activeModalWidget()
            print(modal.windowTitle() if modal else "", file=sys.stderr, flush=True)
    timer = window.looking = QTimer(interval=50)
    timer.timeout.connect(look)
    timer.start()

sys.exit(run(Path(sys.argv[1]), shown=shown))
"""


def test_it_opens_where_it_was_closed_and_shows_the_record(tmp_path: Path) -> None:
    with Reader() as reader:
        space = make(tmp_path / "harrow.isodesk", reader)
        kind = space.companies.types()[2].id
        for title in ("Melting", "Pouring"):
            space.documents.new(NewDocument(title, kind))
        space.close()
    for _ in range(2):  # the second start has a layout to come back to
        done = subprocess.run(
            [sys.executable, "-c", OPEN_WHERE_IT_WAS, str(tmp_path / "harrow.isodesk")],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        said = json.loads(done.stdout.strip().splitlines()[-1])
        assert said == {"shown": "QP-01", "page": "documents"}
    assert [p.name for p in tmp_path.iterdir()] == ["harrow.isodesk"]  # closed cleanly
