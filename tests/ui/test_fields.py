"""Fields: what is typed comes out, leaving saves once, and problems stand under them."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.days import day_text, due_text, read_day
from isodesk.ui.theme import Theme
from isodesk.ui.widgets import (
    ChoiceField,
    DateField,
    FilterField,
    LineField,
    Named,
    NoteField,
    PersonField,
    SegmentedControl,
    TagField,
)

TODAY = date(2026, 11, 23)


PAGES: list[QWidget] = []
"""Pages on show: a page nobody holds is taken down with all that stands on it."""


@pytest.fixture(autouse=True)
def _let_go_of_pages() -> Iterator[None]:
    yield
    PAGES.clear()


def on_a_page(qtbot: QtBot, *parts: QWidget) -> QLineEdit:
    """Show the parts above a line that takes the keyboard when they are left."""
    page, elsewhere = QWidget(), QLineEdit()
    PAGES.append(page)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for part in (*parts, elsewhere):
        column.addWidget(part)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return elsewhere


def test_a_field_saves_when_it_is_left_with_another_value(dressed: Theme, qtbot: QtBot) -> None:
    title, note = LineField("Title"), NoteField("What changed")
    saved: list[object] = []
    elsewhere = on_a_page(qtbot, title, note)
    for field in (title, note):
        field.edited.connect(saved.append)
        field.set_value("Sand moulding")
        field.editor.setFocus()
        elsewhere.setFocus()
    assert saved == []
    for field in (title, note):
        field.editor.setFocus()
        qtbot.keyClicks(field.editor, "2 ")
        elsewhere.setFocus()
        elsewhere.clearFocus()
    assert saved == ["2 Sand moulding", "2 Sand moulding"]


def test_a_problem_stands_under_the_field_and_moves_nothing_above(
    dressed: Theme, qtbot: QtBot
) -> None:
    field = LineField("Title")
    on_a_page(qtbot, field)
    size = field.editor.size()
    field.set_problem("A document needs a title.")
    qtbot.waitUntil(field._problem.isVisible)
    assert field.editor.size() == size
    assert field.problem() == field.editor.accessibleDescription() == "A document needs a title."
    field.set_problem("")
    assert not field._problem.isVisible()


def test_a_choice_saves_at_once(dressed: Theme, qtbot: QtBot) -> None:
    field = ChoiceField("Type", ((1, "Procedure"), (2, "Form")))
    on_a_page(qtbot, field)
    field.set_value(1)
    field.editor.setFocus()
    with qtbot.waitSignal(field.edited) as saved:
        qtbot.keyClick(field.editor, Qt.Key.Key_Down)
        field.combo.activated.emit(1)
    assert saved.args == [2]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 Nov 2026", date(2026, 11, 30)),
        ("30 november 2026", date(2026, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("today", TODAY),
        ("+7", date(2026, 11, 30)),
        ("31 Feb 2026", None),
        ("soon", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en_GB", "30 Nov 2026"), ("en_US", "Nov 30, 2026"), ("de_DE", "30. Nov 2026")],
)
def test_days_are_written_in_the_locales_order_and_read_back(locale: str, shown: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert day_text(date(2026, 11, 30)).replace("Nov.", "Nov") == shown
        assert all(
            read_day(day_text(date(2026, month, 3)), TODAY) == date(2026, month, 3)
            for month in range(1, 13)
        )
    finally:
        QLocale.setDefault(before)


def test_lateness_is_words() -> None:
    said = [due_text(date(2026, 11, day), TODAY) for day in (11, 22, 23, 24, 25)]
    assert said == [
        ("12 days late", True),
        ("1 day late", True),
        ("Today", False),
        ("Tomorrow", False),
        ("Wed 25 Nov", False),
    ]


def test_a_date_field_may_be_empty_and_refuses_what_is_no_day(dressed: Theme, qtbot: QtBot) -> None:
    field = DateField("In force from", today=TODAY)
    elsewhere = on_a_page(qtbot, field)
    saved: list[object] = []
    field.edited.connect(saved.append)
    field.set_value(None)
    assert field.value() is None
    for typed in ("+7", "soon", ""):
        field.line.setFocus()
        field.line.selectAll()
        qtbot.keyClick(field.line, Qt.Key.Key_Delete)
        qtbot.keyClicks(field.line, typed)
        elsewhere.setFocus()
        if typed == "soon":
            assert field.problem() == "“soon” is no day. Write it as 23 Nov 2026."
    assert saved == [date(2026, 11, 30), None]
    assert field.problem() == ""


def test_a_day_is_picked_from_the_calendar(dressed: Theme, qtbot: QtBot) -> None:
    field = DateField("In force from", today=TODAY)
    on_a_page(qtbot, field)
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field._popup is not None and field._popup.isVisible()
    with qtbot.waitSignal(field.edited) as saved:
        field._popup.calendar.activated.emit(field._popup.calendar.selectedDate().addDays(2))
    assert saved.args == [date(2026, 11, 25)]
    assert not field._popup.isVisible()


def test_people_are_chosen_from_the_list_or_typed_where_allowed(
    dressed: Theme, qtbot: QtBot
) -> None:
    people = ((1, "Tom Hale"), (2, "Anna Reyes"))
    owner, outside = PersonField("Owner", people), PersonField("Looked at by", people, free=True)
    elsewhere = on_a_page(qtbot, owner, outside)
    for field in (owner, outside):
        field.combo.setFocus()
        field.combo.setEditText("")
        qtbot.keyClicks(field.combo.lineEdit(), "Nordlab")
        field.commit()
    elsewhere.setFocus()
    assert owner.problem() == "“Nordlab” is not among the people. Choose one."
    assert outside.value() == Named(None, "Nordlab") and not outside.problem()
    owner.combo.setEditText("anna reyes")
    assert owner.value() == Named(2, "Anna Reyes")
    owner.set_value(None)
    assert owner.value() is None


def test_clauses_are_tags_each_once_and_known(dressed: Theme, qtbot: QtBot) -> None:
    field = TagField("Clauses", (("9001 8.5.1", "Control"), ("14001 8.1", "Planning")))
    on_a_page(qtbot, field)
    field.set_value(("9001 8.5.1",))
    field.line.setText("9001  8.5.1, 14001 8.1 ,9001 8.5.1")
    with qtbot.waitSignal(field.edited) as saved:
        field.commit()
    assert saved.args == [("9001 8.5.1", "14001 8.1")]
    field.line.setText("9001 99")
    field.commit()
    assert field.problem() == "There is no “9001 99”. Choose from the list."


def test_escape_empties_the_filter_and_down_leaves_it(dressed: Theme, qtbot: QtBot) -> None:
    field = FilterField("Filter")
    on_a_page(qtbot, field)
    field.begin("s")
    qtbot.keyClicks(field.line, "and")
    assert field.text() == "sand"
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_the_systems_are_a_strip_or_a_menu(dressed: Theme, qtbot: QtBot) -> None:
    control = SegmentedControl("Systems", ((3, "Both"), (1, "Quality"), (2, "Environment")))
    on_a_page(qtbot, control)
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(control._buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    control.set_compact(True)
    assert control._menu_button.isVisible() and control._menu_button.text() == "Environment"
