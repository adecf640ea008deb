"""The Registers page: navigation, lists and records of every register, by mouse and keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk import registers
from isodesk.ui.registers.page import PAGES
from tests.ui.registers.conftest import Page

QUENCH = {
    "title": "Quench water discharge",
    "activity": "Heat treatment",
    "impact": "Warm water with oil traces to the storm drain",
    "severity": 4,
    "likelihood": 3,
}
Make = Callable[..., Page]
LISTED = [r.key for r in registers.every() if r.group in PAGES["registers"]]
"""The registers of audits stand on a page of their own."""


def test_the_navigation_has_every_register_with_its_counts(page: Make) -> None:
    shown = page()
    made = shown.space.entries.new("aspect", QUENCH)
    shown.space.entries.change(made, {"next_on": shown.space.desk.today().replace(year=2020)})
    shown.settle()
    places = shown.page.navigation.places
    assert [p.kind for p in places.places if p.kind] == LISTED
    count = places.count("aspect")
    assert (count.total, count.late) == (1, 1)


def test_the_record_that_showed_last_comes_back_but_overtakes_no_other(page: Make) -> None:
    shown = page()
    aspect = shown.space.entries.new("aspect", QUENCH)
    risk = shown.space.entries.new("risk", {"title": "The quench pump fails"})
    layout = {"shown": "aspect", "registers": {"aspect": {"document": aspect}}}
    assert page(layout).record.shown_id() == aspect
    turned = page(layout, ask="risk")
    assert turned.page.entries.list.list.chosen_id() == risk
    assert turned.record.shown_id() == risk


def test_letters_find_a_register_and_enter_goes_into_it(page: Make) -> None:
    shown = page()
    shown.space.entries.new("aspect", QUENCH)
    navigation = shown.page.navigation
    navigation.setFocus()
    QTest.keyClicks(navigation, "aspe")  # a later word of its name
    shown.settle()
    assert shown.page.register.key == "aspect"
    QTest.keyClick(navigation, Qt.Key.Key_Return)
    assert shown.page.entries.list.list.hasFocus()


def test_arrows_step_over_headings(page: Make) -> None:
    shown = page()
    navigation = shown.page.navigation
    navigation.setFocus()
    keys = []
    for _ in LISTED:
        keys.append(navigation.kind())
        QTest.keyClick(navigation, Qt.Key.Key_Down)
    assert keys == LISTED
    assert navigation.kind() == keys[-1]


def test_a_new_record_is_typed_field_by_field_and_stands_in_the_list(page: Make) -> None:
    shown = page()
    shown.go_to("aspect")
    shown.page.new_record()
    shown.qtbot.waitUntil(lambda: shown.record.facts() is not None, timeout=5000)
    shown.settle()
    title = shown.field("title")
    assert title.editor.hasFocus()
    QTest.keyClicks(title.line, "Dust from shot-blast")
    QTest.keyClick(title.line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.record.head.title.text() == "Dust from shot-blast"
    shown.field("severity").combo.setCurrentIndex(4)
    shown.field("severity").commit()
    shown.field("likelihood").combo.setCurrentIndex(3)
    shown.field("likelihood").commit()
    shown.settle()
    assert shown.record.form().computed[0].facts["score"].loud.text() == "12"
    values = shown.space.entries.get(shown.record.shown_id()).values
    assert (values["title"], values["score"]) == ("Dust from shot-blast", 12)
    assert shown.page.entries.list.model.rowCount() == 1


def test_ctrl_z_takes_typed_values_back(page: Make) -> None:
    shown = page()
    made = shown.space.entries.new("aspect", QUENCH)
    shown.open(made, "aspect")
    field = shown.field("activity")
    field.line.setText("Fettling")
    field.commit()
    shown.settle()
    assert shown.space.entries.get(made).values["activity"] == "Fettling"
    shown.page.undo()
    shown.settle()
    assert shown.space.entries.get(made).values["activity"] == "Heat treatment"
    assert field.value() == "Heat treatment"


def test_a_problem_stands_under_its_field(page: Make) -> None:
    shown = page()
    made = shown.space.entries.new("aspect", QUENCH)
    shown.open(made, "aspect")
    assert shown.field("controls").problem() == "A significant aspect needs operational controls."
    shown.field("controls").text.setPlainText("Cooling loop, checked weekly")
    shown.field("controls").commit()
    shown.settle()
    assert shown.field("controls").problem() == ""


def test_a_step_says_what_is_missing_and_asks_for_a_reason(page: Make) -> None:
    shown = page()
    made = shown.space.entries.new("aspect", {"title": "Night noise"})
    shown.open(made, "aspect")
    button = shown.record.head.steps["open"]
    assert not button.isEnabled()
    assert button.toolTip().startswith("Fill in first: Activity")
    today = shown.space.desk.today()
    shown.space.entries.change(made, {**QUENCH, "controls": "Hood", "evaluated_on": today})
    shown.settle()
    shown.record.head.steps["open"].click()
    shown.settle()
    assert shown.space.entries.get(made).state == "open"
    shown.record.head.steps["retire"].click()
    dialog = shown.record.findChildren(_take_dialog())[0]
    dialog.step.click()
    shown.settle()
    assert dialog.reason.problem() == "Say why; it stays in the history."
    dialog.reason.text.setPlainText("The furnace was sold")
    dialog.step.click()
    shown.settle()
    assert shown.space.entries.get(made).state == "closed"
    assert shown.field("activity").line.isReadOnly()


def test_each_register_is_remembered_as_it_was_left(page: Make) -> None:
    shown = page()
    made = shown.space.entries.new("aspect", QUENCH)
    other = shown.space.entries.new("aspect", {**QUENCH, "title": "Other"})
    shown.open(other, "aspect")
    shown.record.show_tab("history")
    layout = shown.page.layout_now()
    again = page(layout)
    assert again.page.register.key == "aspect"
    again.qtbot.waitUntil(lambda: again.record.shown_id() == other, timeout=5000)
    assert again.record.tab() == "history"
    assert made != other


def test_the_navigation_is_a_menu_where_there_is_no_room(page: Make) -> None:
    shown = page(wide=760)
    assert shown.page.navigation.isHidden()
    assert shown.page.fold.isVisible()
    menu = shown.page.navigation.menu(shown.page)
    groups = [action.text() for action in menu.actions()]
    assert groups[0] == "Planning"
    environment = menu.actions()[groups.index("Environment")].menu()
    aspects = next(a for a in environment.actions() if a.text().startswith("Environmental"))
    aspects.trigger()
    shown.settle()
    assert shown.page.register.key == "aspect"


def _take_dialog() -> type:
    from isodesk.ui.registers.take_dialog import TakeDialog

    return TakeDialog


def test_a_register_that_is_turned_to_again_shows_its_record(page: Make) -> None:
    shown = page()
    aspect = shown.space.entries.new("aspect", QUENCH)
    shown.go_to("aspect")
    shown.go_to("risk")
    assert shown.record.shown_id() is None
    shown.go_to("aspect")
    shown.qtbot.waitUntil(lambda: shown.record.shown_id() == aspect, timeout=10_000)
