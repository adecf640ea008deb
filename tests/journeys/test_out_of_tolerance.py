"""An instrument comes in out of tolerance: what it measured is looked at again, one by one."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from isodesk.ui.registers.page import RegistersPage
from tests.journeys.officer import Officer, click_row

INSTRUMENT = "Pressure transducer PT 1"


def registers(officer: Officer, title: str) -> RegistersPage:
    """The Registers page, turned to a register by a click on its name."""
    officer.turn_to("Registers")
    page: Any = officer.window.page("registers")
    names = [place.words for place in page.navigation.places.places]
    at = page.navigation.places.index(names.index(title))
    page.navigation.scrollTo(at)
    spot = page.navigation.visualRect(at).center()
    QTest.mouseClick(page.navigation.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    officer.settle()
    QTest.qWait(150)  # a hand rests on a register before it is opened
    officer.settle()
    found: RegistersPage = page
    return found


def open_row(officer: Officer, title: str, words: str) -> RegistersPage:
    page = registers(officer, title)
    click_row(page.entries.list.list, words)
    officer.settle()
    return page


def tab(officer: Officer, page: RegistersPage, words: str) -> QWidget:
    """A tab of the record, by a click on it; answers what stands in it."""
    tabs = page.record.tabs
    at = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(words))
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
    officer.settle()
    return page.record  # type: ignore[no-any-return]


def test_an_instrument_out_of_tolerance(sample: Officer) -> None:
    officer = sample
    page = open_row(officer, "Measuring equipment", INSTRUMENT)
    instrument = page.record.shown_id()
    officer.take_from(page.record.more, "Calibrate")
    assert page.register.key == "calibration"
    calibration = page.record.shown_id()
    yesterday = officer.space.desk.today() - timedelta(days=1)
    officer.fill("Calibrated on", yesterday.isoformat())
    officer.pick("As found", "Out of tolerance")
    officer.pick("As left", "In tolerance")
    officer.look("as found")
    assert not officer.button("Record as good").isEnabled()
    officer.press("Out of tolerance")

    doubts = officer.space.entries.get(calibration).lines["calibration_doubt"]
    assert doubts, "what was measured with it since its last good calibration"
    since = officer.space.entries.get(calibration).values["good_on"]
    assert all(line.values["made_on"] >= since for line in doubts)
    assert officer.space.entries.get(instrument).state == "quarantined"

    tab(officer, page, "Results in doubt")
    officer.look("results in doubt")
    assert doubts[0].shown["result_id"] in table_words(page)
    judge_all(officer, page, len(doubts))

    officer.take_from(page.record.more, "Raise a nonconformity")
    assert page.register.key == "nonconformity"
    assert "out of tolerance" in page.record.facts().entry.title

    page = open_row(officer, "Calibrations", officer.space.entries.get(calibration).number)
    officer.press("Close the judgement")
    officer.fill("Judgement", "It read low by less than a tenth of the limit.", officer.dialog())
    officer.press("Close the judgement", officer.dialog())
    assert officer.space.entries.get(calibration).state == "closed"

    page = open_row(officer, "Measuring equipment", INSTRUMENT)
    officer.look("in quarantine")
    officer.press("Back into use")
    assert officer.space.entries.get(instrument).state == "in_use"


def table_words(page: RegistersPage) -> str:
    """Every word of the lines that show."""
    model = lines(page).model()
    cells = [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return "\n".join(cells)


def lines(page: RegistersPage) -> Any:
    """The grid of lines that shows."""
    from isodesk.ui.registers.lines_table import LinesTable

    return next(t for t in page.record.findChildren(LinesTable) if t.isVisible())


def judge_all(officer: Officer, page: RegistersPage, count: int) -> None:
    """Type a judgement into each row."""
    for row in range(count):
        table = lines(page)
        heads = [
            str(table.model().headerData(n, Qt.Orientation.Horizontal))
            for n in range(table.model().columnCount())
        ]
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, heads.index("Judgement")))
        QTest.keyClicks(table, "S")
        editor = QApplication.focusWidget()
        assert editor is not None and editor is not table
        QTest.keyClicks(editor, "tands")
        proposals = QApplication.activePopupWidget()
        if proposals is not None:
            QTest.keyClick(proposals, Qt.Key.Key_Escape)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        officer.settle()
