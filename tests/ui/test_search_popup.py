"""Search answers as the officer types, and opens what is chosen by key or click."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.jobs import Jobs
from isodesk.ui.search_popup import SearchPopup
from isodesk.ui.search_results import pieces
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


@pytest.fixture
def popup(qtbot: QtBot, office: Office, jobs: Jobs) -> Iterator[SearchPopup]:
    office.titles = [  # type: ignore[attr-defined]
        office.document("Melting and pouring"),
        office.document("Pouring of samples", "work_instruction"),
        office.document("Internal audit"),
    ]
    window = QWidget()
    window.resize(1280, 800)
    field = QLineEdit(window)
    field.setGeometry(820, 8, 260, 32)
    qtbot.addWidget(window)
    popup = SearchPopup(field, office.space, jobs)
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield popup
    window.close()


def type_words(qtbot: QtBot, popup: SearchPopup, words: str) -> None:
    qtbot.keyClicks(popup._field, words)
    qtbot.waitUntil(popup.isVisible, timeout=10_000)


def test_words_of_title_and_text_are_found_with_the_words_marked(
    qtbot: QtBot, popup: SearchPopup
) -> None:
    type_words(qtbot, popup, "pouring")
    assert sorted(h.number for h in popup.results.hits) == ["QP-01", "WI-01"]
    assert popup.count.text() == "2 found"
    assert any(found for _, found in pieces(popup.results.hits[0].excerpt))
    assert "Draft" in popup.results.index(0).data()


def test_arrows_choose_and_enter_opens(qtbot: QtBot, popup: SearchPopup) -> None:
    type_words(qtbot, popup, "pouring")
    second = popup.results.hits[1]
    qtbot.keyClick(popup._field, Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.open_record) as opened:
        qtbot.keyClick(popup._field, Qt.Key.Key_Return)
    assert opened.args == [second.record_id, "document"]
    assert popup.isHidden() and popup._field.hasFocus()


def test_a_click_opens_and_the_field_keeps_the_keyboard(qtbot: QtBot, popup: SearchPopup) -> None:
    type_words(qtbot, popup, "audit")
    spot = popup.list.visualRect(popup.results.index(0)).center()
    with qtbot.waitSignal(popup.open_record):
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_escape_closes_and_then_empties(qtbot: QtBot, popup: SearchPopup) -> None:
    type_words(qtbot, popup, "pour")
    qtbot.keyClick(popup._field, Qt.Key.Key_Escape)
    assert popup.isHidden() and popup._field.text() == "pour"
    qtbot.keyClick(popup._field, Qt.Key.Key_Escape)
    assert popup._field.text() == ""


def test_nothing_found_is_said(qtbot: QtBot, popup: SearchPopup) -> None:
    type_words(qtbot, popup, "zzgrmpf")
    assert popup.count.text() == "Nothing found for “zzgrmpf”."


def test_it_stays_inside_its_window(qtbot: QtBot, popup: SearchPopup) -> None:
    type_words(qtbot, popup, "pouring")
    window = popup.parentWidget()
    assert window.rect().contains(popup.geometry())


def test_excerpts_fall_into_pieces() -> None:
    assert list(pieces("the \x02ladle\x03  is")) == [
        ("the ", False),
        ("ladle", True),
        (" is", False),
    ]
