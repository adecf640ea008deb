"""Starter sets are offered for all registers, after founding and by Tools, and never forced."""

import pytest
from pytestqt.qtbot import QtBot

from isodesk.services.starters import OfferedSet
from isodesk.services.workspace import Workspace
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.sets_dialog import SetsDialog
from tests.ui.office import Office


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> SetsDialog:
    shown = SetsDialog(Tools(office.space, jobs, lambda _: None), lambda _: None)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def first_with_sets(space: Workspace) -> OfferedSet:
    return space.starters.offered()[0]


def test_nothing_is_ticked_and_nothing_happens_without_a_tick(dialog: SetsDialog) -> None:
    assert dialog.chosen() == []
    dialog.step.click()
    assert "Tick the sets you want" in dialog.banner.words()
    dialog.reject()


def test_the_ticked_sets_are_put_in_as_drafts(
    qtbot: QtBot, office: Office, dialog: SetsDialog
) -> None:
    wanted = first_with_sets(office.space)
    before = office.space.entry_lists.total(wanted.kind)
    dialog.ticks[0].box(0).setChecked(True)
    assert dialog.chosen() == [wanted]
    assert dialog.hint.text() == f"1 set, {wanted.rows} rows"
    dialog.step.click()
    total = office.space.entry_lists.total
    qtbot.waitUntil(lambda: total(wanted.kind) == before + wanted.rows, timeout=20_000)
