"""The competence matrix on screen: read, narrowed, opened by keyboard, printed, and turned into
training."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.matrix_dialog import MatrixDialog
from isodesk.ui.registers.needs_dialog import NeedsDialog
from tests.ui.office import Office

pytestmark = pytest.mark.usefixtures("dressed")


def a_skill(office: Office, title: str, area: str, needs: dict[str, int]) -> int:
    space = office.space
    made = space.entries.new("skill", {"title": title, "area": area})
    for role, level in needs.items():
        space.entry_lines.put(made, "skill_role", {"role": role, "level": level})
    space.entries.take(made, "put_in_force")
    return made


class Shown:
    """The dialog, and what it was asked to open."""

    def __init__(self, office: Office, jobs: Jobs, qtbot: QtBot) -> None:
        self.opened: list[int] = []
        self.jobs, self.qtbot = jobs, qtbot
        tools = Tools(office.space, jobs, lambda words: None)
        self.dialog = MatrixDialog(tools, self.opened.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(50)
        self.qtbot.waitUntil(lambda: not self.jobs.busy(), timeout=10_000)
        self.qtbot.wait(20)

    def texts(self) -> list[list[str]]:
        model = self.dialog.model
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def shown(office: Office, jobs: Jobs, qtbot: QtBot) -> Iterator[Any]:
    made: list[Shown] = []

    def show() -> Shown:
        made.append(Shown(office, jobs, qtbot))
        return made[-1]

    yield show
    jobs.finish()
    for each in made:
        each.dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_without_skills_it_says_what_to_do(shown: Any) -> None:
    dialog = shown().dialog
    assert "No skill is in force yet" in dialog.empty.text()
    assert not dialog.print.isEnabled() and not dialog.needs.isEnabled()
    assert "No skill is in force yet" in dialog.print.toolTip()


def test_gaps_are_coloured_lettered_and_counted(office: Office, shown: Any) -> None:
    pouring = a_skill(office, "Pour iron", "Foundry", {"Works manager": 2})
    tom = office.people["Tom Hale"]
    office.space.entry_lines.put(pouring, "skill_holder", {"person_id": tom, "level": 1})
    a_skill(office, "Audit", "System", {"Quality officer": 2})
    it = shown()
    assert it.texts() == [
        ["Anna Reyes", "Quality officer", "", "0/2"],
        ["Tom Hale", "Works manager", "1/2", ""],
    ]
    assert it.dialog.count.text() == "2 gaps of 2 that are needed"
    tones = [it.dialog.model.shown(1, 2).tone, it.dialog.model.shown(0, 3).tone]
    assert tones == ["amber", "red"]
    said = it.dialog.model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Tom Hale, Pour iron: level 1, 2 is needed. In training."


def test_it_is_narrowed_to_an_area_and_turned_to_roles(office: Office, shown: Any) -> None:
    a_skill(office, "Pour iron", "Foundry", {"Works manager": 2})
    a_skill(office, "Audit", "System", {"Quality officer": 2})
    it = shown()
    it.dialog.area.put("System")
    it.dialog.area.commit()
    it.settle()
    assert it.texts() == [["Anna Reyes", "Quality officer", "0/2"]]
    it.dialog.rows.put(True)
    it.dialog.rows.commit()
    it.settle()
    assert it.texts() == [["Quality officer", "Anna Reyes", "0/2"]]


def test_enter_opens_the_skill_of_a_cell_and_the_person_of_a_name(
    office: Office, shown: Any, qtbot: QtBot
) -> None:
    skill = a_skill(office, "Audit", "System", {"Quality officer": 2})
    it = shown()
    it.dialog.table.setCurrentIndex(it.dialog.model.index(0, 2))
    qtbot.keyClick(it.dialog.table, Qt.Key.Key_Return)
    assert it.opened == [skill]
    again = shown()
    again.dialog.table.setCurrentIndex(again.dialog.model.index(0, 0))
    qtbot.keyClick(again.dialog.table, Qt.Key.Key_Return)
    assert again.opened == [office.people["Anna Reyes"]]


def test_needs_are_shown_then_noted(office: Office, shown: Any, qtbot: QtBot) -> None:
    a_skill(office, "Audit", "System", {"Quality officer": 2})
    it = shown()
    qtbot.mouseClick(it.dialog.needs, Qt.MouseButton.LeftButton)
    asked = it.dialog.findChild(NeedsDialog)
    assert asked is not None and asked.ticks.total() == 1
    qtbot.mouseClick(asked.step, Qt.MouseButton.LeftButton)
    it.settle()
    assert office.space.entry_lists.total("training") == 1
    assert not it.dialog.needs.isEnabled()
    assert "open training already" in it.dialog.needs.toolTip()


def test_what_is_seen_is_what_is_exported(office: Office, shown: Any) -> None:
    from isodesk.services.competence_sheets import matrix_table

    a_skill(office, "Audit", "System", {"Quality officer": 2})
    it = shown()
    table = matrix_table(it.dialog.model.matrix, it.dialog.model.by_role)
    assert table.headings == ("Person", "Post or role", "Audit")
    assert [list(row) for row in table.rows] == it.texts()
