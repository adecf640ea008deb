"""A register of sixteen aspects in a list, in a window of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from isodesk.core.own_model import OwnField
from isodesk.intake.reader import Reader
from isodesk.paths import config_dir
from isodesk.services.workspace import Workspace
from isodesk.ui import theme
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_pane import ListPane
from isodesk.ui.listing import Listing
from tests.company import TestClock, make

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture
def jobs(qapp: Any) -> Iterator[Jobs]:
    """Works beside the window; what nobody takes fails the test."""
    theme.apply(qapp, "light", 1.0)
    untaken: list[BaseException] = []
    made = Jobs(untaken.append, untaken.append)
    yield made
    made.close()
    if untaken:
        raise untaken[0]


@pytest.fixture
def space(tmp_path: Path, reader: Reader) -> Iterator[Workspace]:
    """Sixteen aspects of severity 1 to 4, half of them open, and an own field."""
    (config_dir() / "settings.json").unlink(missing_ok=True)
    made = make(tmp_path / "harrow.isodesk", reader, TestClock())
    with made.desk.unit() as unit:
        unit.session.add(OwnField(id=1, register="aspect", label="Drain", kind="text"))
    people = [p.id for p in made.companies.people() if not p.is_role]
    for n in range(16):
        aspect = made.entries.new(
            "aspect",
            {
                "title": f"Aspect {n:02}",
                "activity": ("Moulding", "Fettling")[n % 2],
                "impact": "Noise",
                "severity": n % 4 + 1,
                "likelihood": 2,
                "condition": "EMERGENCY" if n % 8 == 0 else "NORMAL",
                "owner_id": people[n % 3],
                "next_on": TODAY + timedelta(days=10 * (n - 3)),
                "own_1": "Yard" if n < 4 else None,
            },
        )
        if n % 2:
            made.entries.take(aspect, "open")
    yield made
    made.close()


@pytest.fixture
def tools(space: Workspace, jobs: Jobs) -> Tools:
    return Tools(space, jobs, lambda said: None)


def listing(space: Workspace) -> Listing:
    """The list of aspects as its page makes it."""
    lists, register = space.entry_lists, space.catalogue.get("aspect")
    return Listing(
        register.title,
        register.many,
        lambda wanted: lists.rows("aspect", wanted),
        lambda systems: lists.total("aspect", systems),
        chips=(("late", "Late"), ("mine", "Mine")),
        states={state.key: state.word for state in register.states},
        fields=lists.fields("aspect"),
    )


@pytest.fixture
def pane(qtbot: QtBot, tools: Tools) -> ListPane:
    made = ListPane(tools, listing(tools.space))
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def titles(pane: ListPane) -> list[str]:
    """What the list shows from the top, headings with their count."""
    at = [column.key for column in pane.model.columns].index("title")
    found = []
    for row in range(pane.model.rowCount()):
        entry = pane.model.entry(row)
        said = getattr(entry, "heading", None)
        found.append(f"{said} {entry.note}" if said else str(entry.values[at])[-2:])  # type: ignore[union-attr]
    return found
