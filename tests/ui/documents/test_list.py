"""The list: filter, chips, count, empty file, order and columns remembered."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from isodesk.documents.values import NewDocument, State
from isodesk.ui.documents.new_document import NewDocumentDialog
from isodesk.ui.list_out import table_of, write_list
from tests.ui.documents.conftest import Desk


def titles(desk: Desk) -> list[object]:
    model = desk.page.list.model
    rows = [model.entry(at) for at in range(model.rowCount())]
    return [row.values[1] for row in rows if row is not None]


def test_typing_narrows_the_list_and_the_count_says_of_how_many(desk: Desk) -> None:
    pane = desk.page.list
    assert pane.count.text() == "4 of 4"
    desk.bot.keyClicks(pane.filter.line, "sand")
    desk.bot.waitUntil(lambda: pane.count.text() == "2 of 4")
    assert titles(desk) == ["Sand moulding", "Sand test sheet"]
    desk.bot.keyClick(pane.filter.line, Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: pane.count.text() == "4 of 4")


def test_chips_and_states_narrow_it_too(desk: Desk) -> None:
    pane = desk.page.list
    pane.chips["in_force"].click()
    assert "Spill response" not in titles(desk) and len(titles(desk)) == 3
    pane.chips["in_force"].click()
    draft = next(a for a in pane.states_menu().actions() if a.text() == "Draft")
    draft.trigger()
    assert titles(desk) == ["Spill response"]
    assert pane.state.text() == "Draft" and pane.state.isChecked()


def test_a_letter_typed_on_the_list_begins_the_filter(desk: Desk) -> None:
    desk.page.list.list.setFocus()
    desk.bot.keyClicks(desk.page.list.list, "m")
    assert desk.page.list.filter.text() == "m"


def test_the_systems_switch_counts_only_its_own(desk: Desk) -> None:
    desk.space.documents.change(desk.id_of("Spill response"), systems=2)
    desk.page.set_systems(1)
    desk.settle()
    assert desk.page.list.count.text() == "3 of 3"
    desk.page.set_systems(3)
    assert desk.page.list.count.text() == "4 of 4"


def test_an_empty_file_says_what_documents_are_for(empty_desk: Desk) -> None:
    page = empty_desk.page
    assert page.empty is not None and page.empty.isVisible() and not page.list.isVisible()
    with empty_desk.bot.waitSignal(page.bring_in_requested):
        way = next(w for w in page.empty.findChildren(object) if _titled(w, "Bring in files"))
        empty_desk.bot.keyClick(way, Qt.Key.Key_Return)


def test_the_first_document_leads_from_the_empty_page_to_its_record(empty_desk: Desk) -> None:
    page = empty_desk.page
    page.new_document()
    dialog = empty_desk.dialog(NewDocumentDialog)
    dialog.title.line.setFocus()
    empty_desk.bot.keyClicks(dialog.title.line, "Internal audit")
    assert dialog.number.line.placeholderText() == "QP-01"
    dialog.step.click()
    empty_desk.settle()
    made = page.document()
    assert made is not None and (made.number, made.title) == ("QP-01", "Internal audit")
    assert made.state == State.DRAFT and made.owner == "Anna Reyes"
    assert page.list.isVisible() and page.empty is not None and not page.empty.isVisible()


def test_a_new_document_without_a_title_says_so_under_the_field(desk: Desk) -> None:
    desk.page.list.new.click()
    dialog = desk.dialog(NewDocumentDialog)
    dialog.step.click()
    assert dialog.title.problem() == "Give the document a title."
    desk.bot.keyClicks(dialog.title.line, "Another")
    dialog.number.line.setText("QP-01")
    dialog.step.click()
    desk.settle()
    assert "taken" in dialog.number.problem()
    assert dialog.isVisible()


def test_a_file_that_is_read_only_makes_nothing(make_desk, company_file: Path) -> None:  # type: ignore[no-untyped-def]
    desk = make_desk(company_file, writing=False)
    desk.open("Melting and pouring")
    desk.page.new_document()
    assert "check" in desk.said[-1]
    head = desk.page.record.head
    assert not head.steps["revise"].isEnabled() and head.steps["revise"].toolTip()
    assert desk.page.record.details.fields["title"].editor.isReadOnly()  # type: ignore[attr-defined]


def test_the_table_on_paper_has_the_columns_seen_in_their_order(desk: Desk, tmp_path: Path) -> None:
    pane = desk.page.list
    pane.list.columns_menu(pane).actions()[8].trigger()
    assert pane.shown_keys() == ("number", "title", "systems", "revision", "state", "owner")
    table = table_of(pane.model.rows, ("title", "number", "owner"))
    assert table.headings == ("Title", "Number", "Owner")
    assert table.rows[0] == ("Melting and pouring", "QP-01", "Tom Hale")
    write_list(desk.page.tools, desk.page, "documents", pane.model.rows, (), tmp_path / "list.csv")
    desk.settle()
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert "Next review" in text and "Tom Hale" in text
    assert desk.said[-1] == "4 documents written to list.csv."


def test_order_filter_record_and_tab_come_back(desk: Desk) -> None:
    page = desk.page
    page.list.model.sort(1, Qt.SortOrder.DescendingOrder)
    page.list.chips["in_force"].click()
    desk.open("Sand moulding", "copies")
    kept = page.layout_now()
    page.list.show_everything()
    page.list.model.sort(0)
    desk.open("Melting and pouring", "details")
    page.restore_layout(kept)
    desk.settle()
    assert titles(desk) == ["Sand test sheet", "Sand moulding", "Melting and pouring"]
    shown = page.document()
    assert shown is not None and shown.title == "Sand moulding"
    assert page.record.tab() == "copies"


def test_a_change_from_elsewhere_is_seen_by_itself(desk: Desk) -> None:
    desk.open("Spill response")
    document_id = desk.id_of("Spill response")
    desk.jobs.run(lambda _: desk.space.documents.change(document_id, title="Spills on the yard"))
    desk.settle()
    assert "Spills on the yard" in titles(desk)
    assert desk.page.record.head.title.text() == "Spills on the yard"


def test_a_page_that_is_gone_no_longer_listens(desk: Desk) -> None:
    listeners = desk.space.desk._listeners
    before = len(listeners)
    from isodesk.ui.documents.page import DocumentsPage

    other = DocumentsPage(desk.space, desk.jobs)
    assert len(listeners) == before + 1
    desk.settle()
    other.deleteLater()
    QApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete.value)
    desk.settle()
    assert len(listeners) == before


def _titled(widget: object, title: str) -> bool:
    words = getattr(widget, "title", None)
    return hasattr(widget, "pressed") and hasattr(words, "text") and words.text() == title


def test_a_filter_that_hides_the_record_leaves_it_standing(desk: Desk) -> None:
    desk.open("Melting and pouring")
    desk.page.list.filter.line.setText("spill")
    desk.settle()
    assert titles(desk) == ["Spill response"]
    document = desk.page.document()
    assert document is not None and document.title == "Melting and pouring"


def test_narrow_shows_one_pane_with_a_way_back(desk: Desk) -> None:
    page = desk.page
    page.resize(620, 700)
    desk.settle()
    assert page.list.isVisible() and not page.record.isVisible()
    desk.open("Sand moulding")
    assert page.record.isVisible() and not page.list.isVisible()
    assert page.record.head.link.text() == "Documents, 2 of 4"
    assert page.minimumSizeHint().width() <= 620
    page.record.head.link.click()
    assert page.list.isVisible() and not page.record.isVisible()
    page.resize(1280, 700)
    assert page.list.isVisible() and page.record.isVisible()


def test_what_comes_from_outside_shows_its_source_and_next_check(desk: Desk) -> None:
    types = {t.key: t.id for t in desk.space.companies.types()}
    new = NewDocument("Grey cast iron", types["standard"], label="2017")
    made = desk.space.documents.new(new)
    desk.space.documents.change(made, source="EN 1561")
    desk.settle()
    pane = desk.page.list
    assert "source" not in pane.shown_keys()
    pane.chips["external"].click()
    assert titles(desk) == ["Grey cast iron"]
    assert {"source", "check"} <= set(pane.shown_keys())
    table = table_of(pane.model.rows, ("number", "revision", "source"))
    assert table.rows == (("STD-01", "2017", "EN 1561"),)
    desk.page.open_document(desk.id_of("Spill response"))  # takes the chip off
    desk.settle()
    assert "source" not in pane.shown_keys() and len(titles(desk)) == 5


def test_a_column_that_came_later_stays_hidden_in_an_older_layout(desk: Desk) -> None:
    pane = desk.page.list
    kept = pane.layout_now()
    old = [key for key in kept["columns"]["columns"] if key not in ("source", "check")]
    kept["columns"] = {"columns": old, "hidden": ["type"], "widths": {}}
    pane.restore_layout(kept)
    assert "source" not in pane.shown_keys() and "process" in pane.shown_keys()
