"""How a list is seen: conditions, headings, columns and views, all of it by the keyboard."""

from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from isodesk.core.filters import Condition
from isodesk.ui.documents.tools import Tools
from isodesk.ui.filters.columns_dialog import ColumnsDialog
from isodesk.ui.filters.filter_dialog import FilterDialog
from isodesk.ui.filters.values import Chosen, Typed
from isodesk.ui.filters.view_menu import NameDialog
from isodesk.ui.list_out import table_of
from isodesk.ui.list_pane import ListPane
from tests.ui.filters.conftest import listing, titles

W = TypeVar("W", bound=QWidget)
SEVERE = Condition("severity", "at_least", (4,))


def opened(qtbot: QtBot, pane: ListPane, cls: type[W]) -> W:
    qtbot.waitUntil(lambda: pane.findChild(cls) is not None)
    found = pane.findChild(cls)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def triggered(menu: QMenu, *words: str) -> None:
    """Choose an action by its words, through the menus below."""
    action = next(a for a in menu.actions() if a.text() == words[0])
    if len(words) > 1:
        triggered(action.menu(), *words[1:])  # type: ignore[arg-type]
    else:
        assert action.isEnabled(), words
        action.trigger()


def look(pane: ListPane) -> Any:
    assert pane.look is not None
    return pane.look


def test_a_filter_is_built_by_keys_and_counted_meanwhile(qtbot: QtBot, pane: ListPane) -> None:
    look(pane).build()
    dialog = opened(qtbot, pane, FilterDialog)
    row = dialog.rows[0]
    qtbot.waitUntil(row.field.hasFocus)
    qtbot.keyClicks(row.field, "Severity")
    row.field.activated.emit(row.field.currentIndex())
    qtbot.keyClicks(row.op, "is at least")
    row.op.activated.emit(row.op.currentIndex())
    assert isinstance(row.value, Typed)
    qtbot.keyClicks(row.value.lines[0], "4")
    qtbot.waitUntil(lambda: dialog.hint.text() == "4 records")
    qtbot.keyClick(row.value.lines[0], Qt.Key.Key_Return)
    assert pane.conditions == (SEVERE,)
    assert titles(pane) == ["03", "07", "11", "15"]
    assert [chip.words() for chip in pane.asked.chips] == ["Severity at least 4"]
    assert pane.count.text() == "4 of 16"
    assert pane.listing.filter_words(pane.wanted()) == "Severity at least 4"


def test_what_is_wrong_in_the_builder_stands_under_its_row(qtbot: QtBot, pane: ListPane) -> None:
    look(pane).build()
    dialog = opened(qtbot, pane, FilterDialog)
    dialog.rows[0].choose_field("severity")
    assert isinstance(dialog.rows[0].value, Typed)
    dialog.rows[0].value.lines[0].setText("much")
    dialog.step.click()
    assert dialog.isVisible() and "not a number" in dialog.rows[0]._problem.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert pane.conditions == ()


def test_people_and_choices_are_ticked(qtbot: QtBot, pane: ListPane) -> None:
    look(pane).build()
    dialog = opened(qtbot, pane, FilterDialog)
    row = dialog.rows[0]
    row.choose_field("owner_id")
    row.op.setCurrentIndex(row.op.findData("one_of"))
    row.op.activated.emit(row.op.currentIndex())
    chosen = row.value
    assert isinstance(chosen, Chosen)
    qtbot.waitUntil(lambda: chosen.list.count() == 4)
    names = [chosen.list.item(at).text() for at in range(4)]
    chosen.list.setCurrentRow(names.index("Tom Hale"))
    qtbot.keyClick(chosen.list, Qt.Key.Key_Space)
    dialog.step.click()
    assert [chip.words() for chip in pane.asked.chips] == ["Owner: Tom Hale"]
    assert len(titles(pane)) == 5


def test_chips_are_changed_and_taken_off_by_keys(qtbot: QtBot, pane: ListPane) -> None:
    pane.set_conditions((SEVERE, Condition("own_1", "contains", ("yard",))))
    assert titles(pane) == ["03"]
    first, second = pane.asked.chips
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    dialog = opened(qtbot, pane, FilterDialog)
    assert len(dialog.rows) == 2
    value = dialog.rows[1].value
    assert isinstance(value, Typed) and value.lines[0].text() == "yard"
    qtbot.waitUntil(value.lines[0].hasFocus)
    dialog.reject()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert titles(pane) == ["00", "01", "02", "03"]
    chip = pane.asked.chips[0]
    assert pane.window().focusWidget() is chip
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 10))
    assert len(titles(pane)) == 16 and not pane.asked.isVisible()


def test_headings_are_folded_by_keys_and_count_nothing(qtbot: QtBot, pane: ListPane) -> None:
    triggered(look(pane).menu(), "Group by", "Condition")
    assert titles(pane)[:2] == ["Normal 14", "01"] and titles(pane)[15] == "Emergency 2"
    assert pane.model.rowCount() == 18 and pane.count.text() == "16 of 16"
    view = pane.list
    assert view.rowHeight(0) > view.rowHeight(1) and view.columnSpan(0, 0) > 1
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 0 and view.chosen_id() is None
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert titles(pane) == ["Normal 14", "Emergency 2", "00", "08"]
    assert view.currentIndex().row() == 0 and view.rowHeight(1) > view.rowHeight(2)
    assert view.chosen_spans() == []
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert len(titles(pane)) == 18 and view.chosen_spans() == [(1, 1)]
    rect = view.visualRect(pane.model.index(0, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert len(titles(pane)) == 4


def test_a_record_under_a_folded_heading_is_found(qtbot: QtBot, pane: ListPane) -> None:
    pane.set_group("condition")
    record = pane.model.id_at(3)
    assert record is not None
    pane.model.fold_all(True)
    assert titles(pane) == ["Normal 14", "Emergency 2"]
    told: list[str] = []
    pane.tell_place(record, told.append)
    pane.list.choose(record)
    assert pane.list.chosen_id() == record and told == ["3 of 16"]
    assert len(titles(pane)) == 16


def test_a_grouped_list_is_printed_under_its_headings(pane: ListPane) -> None:
    pane.set_group("severity")
    table = table_of(pane.model.rows, ("title", "severity"))
    assert table.groups == (("1", 4), ("2", 4), ("3", 4), ("4", 4))
    assert [row[1] for row in table.rows] == [str(n) for n in (1, 2, 3, 4) for _ in range(4)]


def test_columns_are_chosen_and_ordered_by_keys(qtbot: QtBot, pane: ListPane) -> None:
    pane.choose_columns()
    dialog = opened(qtbot, pane, ColumnsDialog)
    items = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    dialog.list.setCurrentRow(items.index("Drain"))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    for _ in range(items.index("Drain") - 1):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.step.click()
    assert pane.shown_keys()[:2] == ("own_1", "title") and "number" not in pane.shown_keys()


def test_a_view_is_saved_chosen_changed_renamed_and_put_away(
    qtbot: QtBot, pane: ListPane, tools: Tools
) -> None:
    pane.set_conditions((SEVERE,))
    pane.set_group("condition")
    triggered(look(pane).menu(), "Save as a new view…")
    dialog = opened(qtbot, pane, NameDialog)
    qtbot.keyClicks(dialog.name.line, "Severe & open")
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: look(pane).views.shown is not None)
    assert look(pane).button.text() == "Severe && open" and not look(pane).views.changed()
    pane.show_only()
    pane.set_group("")
    assert len(titles(pane)) == 16 and look(pane).views.changed()
    triggered(look(pane).menu(), "Severe && open")
    assert titles(pane) == ["Normal 4", "03", "07", "11", "15"]
    pane.list.tint(True)
    triggered(look(pane).menu(), "Save the changes to “Severe & open”")
    qtbot.waitUntil(lambda: not look(pane).views.changed())
    triggered(look(pane).menu(), "Rename “Severe & open”…")
    qtbot.waitUntil(lambda: len(pane.findChildren(NameDialog)) > 0)
    renaming = pane.findChildren(NameDialog)[-1]
    renaming.name.line.setText("Severe")
    renaming.step.click()
    qtbot.waitUntil(lambda: look(pane).button.text() == "Severe")
    triggered(look(pane).menu(), "Put “Severe” away")
    qtbot.waitUntil(lambda: look(pane).views.every() == ())
    assert look(pane).button.text() == "View" and len(titles(pane)) == 5


def test_a_name_is_given_once(qtbot: QtBot, pane: ListPane, tools: Tools) -> None:
    tools.space.saved_views.save("aspect", "Mine", {})
    tools.space.saved_views.save("hazard", "Mine", {})
    look(pane).views.save_new()
    dialog = opened(qtbot, pane, NameDialog)
    dialog.name.line.setText("MINE")
    dialog.step.click()
    qtbot.waitUntil(lambda: "already" in dialog.name.problem())
    dialog.reject()


def test_the_look_comes_back_with_the_layout(qtbot: QtBot, pane: ListPane, tools: Tools) -> None:
    view = tools.space.saved_views.save("aspect", "Severe", pane.view_now())
    look(pane).views.show_id(view)
    pane.set_conditions((SEVERE,))
    pane.set_group("state")
    kept = pane.layout_now()
    again = ListPane(tools, listing(tools.space))
    qtbot.addWidget(again)
    again.restore_layout(kept)
    assert titles(again) == titles(pane) and again.layout_now() == kept
    assert look(again).button.text() == "Severe"
    again.restore_layout({**kept, "conditions": [["gone", "is", [1]]], "group": "gone"})
    assert len(titles(again)) == 16


def test_where_there_is_no_room_it_stands_in_the_menu(qtbot: QtBot, pane: ListPane) -> None:
    pane.setMinimumWidth(300)
    pane.resize(360, 500)
    qtbot.waitUntil(lambda: look(pane).by_fields.isHidden() and pane.chips["late"].isHidden())
    words = [action.text() for action in pane.states_menu().actions()]
    assert {"Late", "Filter by fields…", "View"} <= set(words)


def test_rows_have_a_breath_of_their_states_colour(qtbot: QtBot, pane: ListPane) -> None:
    def colour() -> str:
        pane.list.viewport().repaint()
        rect = pane.list.visualRect(pane.model.index(1, 1))
        image = pane.list.viewport().grab().toImage()
        return str(image.pixelColor(rect.right() - 3, rect.top() + 4).name())

    before = colour()
    triggered(look(pane).menu(), "Colour rows by state")
    assert colour() != before and pane.layout_now()["tint"] is True
