"""The first page: what founding asks, what is missing, and the other ways to begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.ui.first_run import FirstRunPage, Recent
from isodesk.ui.new_company import NewCompany
from isodesk.ui.theme import Theme
from isodesk.ui.widgets import Way


@pytest.fixture
def page(dressed: Theme, qtbot: QtBot, tmp_path: Path) -> FirstRunPage:
    made = FirstRunPage(tmp_path)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(qtbot: QtBot, page: FirstRunPage, title: str) -> None:
    way = next(way for way in page.findChildren(Way) if way.accessibleName() == title)
    way.setFocus()
    qtbot.keyClick(way, Qt.Key.Key_Return)


def test_a_company_is_founded_from_what_was_typed(
    page: FirstRunPage, qtbot: QtBot, tmp_path: Path
) -> None:
    form = page.form
    qtbot.keyClicks(form.company.line, "Northfield: Castings")
    qtbot.keyClicks(form.who.line, "Anna Reyes")
    qtbot.keyClicks(form.post.line, "Officer")
    form.others.put("Tom Hale, foundry manager\n\nMarta Lindqvist")
    form.environment.setChecked(False)
    form.digits.put(3)
    picture = tmp_path / "logo.png"
    logo = QPixmap(40, 20)
    logo.fill(QColor("#A8231B"))
    logo.save(str(picture))
    form.use_logo(picture)
    with qtbot.waitSignal(page.founded) as founded:
        qtbot.mouseClick(form.create_button, Qt.MouseButton.LeftButton)
    assert founded.args == [
        NewCompany(
            company="Northfield: Castings",
            address="",
            scope="",
            logo=picture.read_bytes(),
            systems=1,
            people=(
                ("Anna Reyes", "Officer"),
                ("Tom Hale", "foundry manager"),
                ("Marta Lindqvist", ""),
            ),
            digits=3,
            path=tmp_path / "Northfield Castings.isodesk",
        )
    ]


def test_what_is_missing_is_said_under_its_field(
    page: FirstRunPage, qtbot: QtBot, tmp_path: Path
) -> None:
    form = page.form
    form.quality.setChecked(False)
    form.environment.setChecked(False)
    (tmp_path / "Company.isodesk").touch()
    with qtbot.assertNotEmitted(page.founded):
        form.submit()
    assert form.company.problem() == "A company needs its name."
    assert form.who.problem() == "Every step is signed: write your name."
    assert form.path.problem().startswith("Company.isodesk is there already.")
    assert form.systems_problem.isVisible() and form.company.line.hasFocus()
    form.company.put("Northfield")
    form.who.put("Anna Reyes")
    with qtbot.assertNotEmitted(page.founded):
        form.submit()
    form.quality.setChecked(True)
    with qtbot.waitSignal(page.founded):
        form.submit()
    assert not form.systems_problem.isVisible() and form.path.problem() == ""


def test_a_logo_that_is_no_picture_is_refused(page: FirstRunPage, tmp_path: Path) -> None:
    words = tmp_path / "logo.png"
    words.write_text("no picture")
    page.form.use_logo(words)
    assert page.form.answers().logo is None
    said = "logo.png is no PNG or JPEG picture. Choose another logo."
    assert page.form._logo_words.text() == said


def test_the_other_ways_are_a_key_away(page: FirstRunPage, qtbot: QtBot, tmp_path: Path) -> None:
    recent = tmp_path / "Northfield.isodesk"
    page.set_recent([Recent("Northfield Castings", recent)])
    ways = {
        "Open a file": page.open_pressed,
        "Try the sample company": page.sample_pressed,
        "Restore a backup": page.restore_pressed,
    }
    for title, signal in ways.items():
        with qtbot.waitSignal(signal):
            press(qtbot, page, title)
    with qtbot.waitSignal(page.opened) as opened:
        press(qtbot, page, "Northfield Castings")
    assert opened.args == [recent]
    press(qtbot, page, "New company")
    assert page.form.company.line.hasFocus()


def test_fields_stand_in_one_column_where_there_is_no_room(
    dressed: Theme, page: FirstRunPage
) -> None:
    assert page.form.who.y() == page.form.post.y()
    page.resize(800, 800)
    QApplication.processEvents()
    assert page.form.who.y() < page.form.post.y()
    assert page.form.who.x() == page.form.post.x()
