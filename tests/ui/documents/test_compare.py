"""Two revisions side by side in the record: marks, keys, only changes, sheet and list."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from isodesk.ui.documents.compare_dialog import CompareDialog
from isodesk.ui.documents.compare_model import OLD, SIGN
from isodesk.ui.documents.compare_view import CompareView
from isodesk.ui.theme import Theme
from isodesk.writing.compare import compare
from isodesk.writing.compare_lines import Line
from tests.printing.reading import text_of
from tests.ui.documents.conftest import Desk

NEXT = "# Again\n\nHow it is done now.\n\n## Purpose\n\nWords on the page.\n\nA line that is new.\n"


@pytest.fixture
def revised(desk: Desk, tmp_path: Path) -> Desk:
    """A third revision of "Melting and pouring", in draft, with another text."""
    document_id = desk.id_of("Melting and pouring")
    revision = desk.space.documents.revise(document_id, "A new line", "Finding 7")
    source = tmp_path / "Melting.md"
    source.write_text(NEXT, encoding="utf-8")
    desk.space.contents.set(revision, desk.space.contents.take(source))
    desk.open("Melting and pouring")
    return desk


def opened(desk: Desk) -> CompareDialog:
    desk.page.compare()
    dialog = desk.dialog(CompareDialog)
    desk.settle()
    return dialog


def test_the_newest_revision_stands_beside_the_one_before(revised: Desk) -> None:
    dialog = opened(revised)
    assert (dialog.old.currentText(), dialog.new.currentText()) == (
        "Revision 2, effective",
        "Revision 3, draft",
    )
    assert dialog.count.text() == "Change 1 of 2"
    model = dialog.view.rows_shown
    first, second = model.change_at(1), model.change_at(2)
    assert model.words(first, SIGN) == "1 Changed"
    assert model.words(first, OLD) == "How it is done."
    assert model.words(second, SIGN) == "2 Added" and model.words(second, OLD) == ""
    index = model.index(second, OLD)
    aloud = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "2 Added: old nothing, new A line that is new.."[:-1]
    dialog.reject()


def test_keys_go_from_change_to_change(revised: Desk) -> None:
    dialog = opened(revised)
    bot, view = revised.bot, dialog.view
    bot.keyClick(view, Qt.Key.Key_N)
    assert dialog.count.text() == "Change 2 of 2"
    bot.keyClick(view, Qt.Key.Key_N)
    assert dialog.count.text() == "Change 2 of 2"
    bot.keyClick(view, Qt.Key.Key_P)
    assert dialog.count.text() == "Change 1 of 2"
    bot.keyClick(dialog, Qt.Key.Key_F7)
    assert dialog.count.text() == "Change 2 of 2"
    bot.keyClick(dialog, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.count.text() == "Change 1 of 2"
    bot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "How it is done.\nHow it is done now."
    dialog.reject()


def test_only_changes_stand_under_their_places(revised: Desk) -> None:
    dialog = opened(revised)
    dialog.only.click()
    entries = dialog.view.rows_shown.entries
    assert [(entry.n, entry.place) for entry in entries] == [
        (0, "Again"), (1, ""), (0, "Again › Purpose"), (2, ""),
    ]  # fmt: skip
    assert dialog.count.text() == "Change 1 of 2"
    dialog.only.click()
    assert len(dialog.view.rows_shown.entries) > 4
    dialog.reject()


def test_other_revisions_are_chosen_and_equal_ones_say_so(revised: Desk) -> None:
    dialog = opened(revised)
    dialog.old.setCurrentIndex(0)
    dialog.old.activated.emit(0)
    revised.settle()
    assert dialog.count.text() == "No changes" and not dialog.after.isEnabled()
    assert dialog.hint.text() == "Nothing differs."
    dialog.old.setCurrentIndex(2)
    dialog.old.activated.emit(2)
    revised.settle()
    assert dialog.compared is not None and dialog.compared.old.label == "1"
    dialog.reject()


def test_the_sheet_is_printed_and_the_list_exported(
    revised: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(revised)
    made: list[bytes] = []
    taken = lambda _parent, _title, sheets, *_: made.append(sheets[0][1])  # noqa: E731
    monkeypatch.setattr("isodesk.ui.documents.printing.deliver", taken)
    dialog._print.click()
    revised.settle()
    text = " ".join(text_of(made[0]).split())
    assert "Change sheet" in text and "A line that is new." in text and "Finding 7" in text
    target = tmp_path / "changes.csv"
    monkeypatch.setattr("isodesk.ui.list_tools.asked_path", lambda *_: target)
    dialog._export.click()
    revised.settle()
    assert "A line that is new." in target.read_text("utf-8-sig")
    dialog.reject()


def test_it_is_offered_by_menu_and_beside_the_pages_where_there_are_two(desk: Desk) -> None:
    desk.open("Melting and pouring")
    desk.page.record.more.fill()
    words = {a.text().replace("&", ""): a for a in desk.page.record.more.actions()}
    assert words["Compare revisions…"].isEnabled()
    desk.open("Spill response")
    desk.page.record.more.fill()
    words = {a.text().replace("&", ""): a for a in desk.page.record.more.actions()}
    assert not words["Compare revisions…"].isEnabled()
    assert "no second revision" in words["Compare revisions…"].toolTip()


def test_what_is_shown_is_compared(revised: Desk) -> None:
    revised.page.record.details.pages.revisions.setCurrentIndex(1)
    revised.page.record.more.compare()
    dialog = revised.dialog(CompareDialog)
    revised.settle()
    assert (dialog.old.currentText(), dialog.new.currentText()) == (
        "Revision 1, superseded",
        "Revision 2, effective",
    )
    dialog.reject()


def test_marks_are_seen_without_colour(desk: Desk, dressed: Theme) -> None:
    """A stroke runs through what was taken out, over the gaps between its letters too."""
    line = Line("i " * 60)
    inks = []
    for rows in (compare([line], []), compare([line], [line])):
        view = CompareView()
        view.resize(1400, 120)
        view.show_rows(tuple(rows))
        view.show()
        desk.settle()
        inks.append(dark_columns(view, view.visualRect(view.rows_shown.index(0, OLD))))
        view.close()
    assert inks[0] > 2 * inks[1] > 0


def dark_columns(view: CompareView, rect: QRect) -> int:
    """How many columns of pixels have a dark point at the height of the letters' middle."""
    image = view.viewport().grab(rect).toImage()
    middle = rect.height() // 2
    found = 0
    for x in range(image.width()):
        column = [image.pixelColor(x, y).lightness() for y in range(middle - 3, middle + 4)]
        found += min(column) < 140
    return found


def test_a_long_text_shows_at_once_and_never_holds_the_window(desk: Desk, dressed: Theme) -> None:
    old = [Line(f"Line {n} " + "of a long procedure " * (n % 12)) for n in range(6_000)]
    new = [Line(line.text.replace("long", "short")) if n % 9 == 0 else line
           for n, line in enumerate(old)]  # fmt: skip
    rows = tuple(compare(old, new))
    view = CompareView()
    view.resize(1000, 600)
    view.show()
    began = time.perf_counter()
    view.show_rows(rows)
    view.grab()
    assert time.perf_counter() - began < 1.5
    longest = 0.0
    for _ in range(40):
        began = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - began)
    assert longest < 0.25
    view.go_to(400)
    at = view.rows_shown.change_at(400)
    assert 0 <= view.rowViewportPosition(at) < view.viewport().height()
    view.close()
