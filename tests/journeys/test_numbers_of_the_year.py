"""A small firm sets up its water use, reads the meter, and acts on an alarm; and an aspect
becomes significant when a threshold moves."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from isodesk.ui.chart import ChartView
from isodesk.ui.registers.bench_dialog import BenchDialog
from isodesk.ui.registers.concerns_dialog import ConcernsDialog
from isodesk.ui.registers.readings_tab import ReadingsTab
from tests.journeys.officer import Officer
from tests.journeys.test_first_copies import found_the_company

_LEFT = Qt.MouseButton.LeftButton
READINGS = ("352", "348", "361", "355", "347", "436")


def page(officer: Officer) -> Any:
    return officer.window.page("registers")


def go_to(officer: Officer, title: str) -> None:
    """A register by a click on its name in the navigation."""
    officer.turn_to("Registers")
    navigation = page(officer).navigation
    model = navigation.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    at = next(each for each in rows if str(each.data()).startswith(title))
    navigation.scrollTo(at)
    QTest.mouseClick(navigation.viewport(), _LEFT, pos=navigation.visualRect(at).center())
    officer.settle()
    assert page(officer).register.title == title


def open_title(officer: Officer, title: str) -> None:
    rows = page(officer).entries.list.list
    model = rows.model()
    at = next(
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if title == str(model.index(row, column).data())
    )
    rows.scrollTo(at)
    QTest.mouseClick(rows.viewport(), _LEFT, pos=rows.visualRect(at).center())
    record = page(officer).record
    officer.wait(lambda: record.facts() is not None and record.facts().entry.title == title)
    officer.settle()


def tab(officer: Officer, words: str) -> Any:
    """A tab of the record, by a click on it; answers what stands under it."""
    record = page(officer).record
    at = next(n for n in range(record.tabs.count()) if record.tabs.tabText(n).startswith(words))
    QTest.mouseClick(record.tabs, _LEFT, pos=record.tabs.tabRect(at).center())
    officer.settle()
    officer.settle()
    return record._stack.currentWidget()


def test_water_use_from_the_concern_to_an_action(officer: Officer, tmp_path: Path) -> None:
    found_the_company(officer, tmp_path / "harrow.isodesk")
    lay_down_water(officer)
    ready_the_meter(officer)
    read_half_a_year(officer)
    act_on_the_alarm(officer)


def lay_down_water(officer: Officer) -> None:
    officer.take("Tools", "Set up a concern…")
    asked = officer.dialog("Set up a concern")
    assert isinstance(asked, ConcernsDialog)
    officer.pick("Concern", "Water use")
    ticks = [tick for tick in officer.shown(QCheckBox) if tick.isChecked()]
    assert len(ticks) == 5
    officer.look("water 01 concern")
    officer.press("Lay down 5 records")
    record = page(officer).record
    assert record.facts().entry.title == "Use of mains water"
    assert len(record.facts().links) >= 4
    officer.press("Open")
    assert record.facts().entry.state == "open"


def ready_the_meter(officer: Officer) -> None:
    go_to(officer, "Meters and readings")
    open_title(officer, "Mains water")
    for label, typed in (("Baseline", "350"), ("Target", "315"), ("Alarm over", "400")):
        officer.fill(label, typed)
    officer.press("Take into use")
    assert page(officer).record.facts().entry.state == "open"


def read_half_a_year(officer: Officer) -> None:
    """Straight down the column, month after month."""
    readings = tab(officer, "Readings")
    assert isinstance(readings, ReadingsTab)
    table, model = readings.table, readings.model
    column = [each.key for each in model.fields].index("value")
    first = date(officer.space.desk.today().year, officer.space.desk.today().month, 1)
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClicks(table, _months_before(first, 6).isoformat()[0])
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, _months_before(first, 6).isoformat()[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    officer.settle()
    table.setCurrentIndex(model.index(0, column))
    for typed in READINGS:
        QTest.keyClicks(table, typed[0])
        QTest.keyClicks(QApplication.focusWidget(), typed[1:])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        officer.settle()
    officer.settle()
    chart = readings.findChild(ChartView)
    assert chart.accessibleName().startswith("Mains water: 6 readings")
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "over the alarm limit of 400" in chart.said
    officer.look("water 02 readings")


def _months_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 28)


def act_on_the_alarm(officer: Officer) -> None:
    """The one offer becomes a nonconformity, and that gets its action."""
    assert "436\u00a0m³ is over the alarm limit of 400\u00a0m³." in officer.reads()
    officer.press("Raise a nonconformity")
    officer.settle()
    record = page(officer).record
    assert page(officer).register.key == "nonconformity"
    nonconformity = record.shown_id()
    assert "Raised from" in [link.words for link in record.facts().links]
    record.show_tab("details")
    officer.settle()
    officer.press("Add an action")
    officer.settle()
    assert page(officer).register.key == "action"
    officer.fill("What is to be done", "Find the leak in the pause and mend it")
    officer.pick("Kind", "Corrective action")
    officer.fill("To be done by", "2031-03-01")
    officer.press("Plan")
    assert record.facts().entry.state == "planned"
    assert record.facts().entry.values["because"].startswith("NC-")
    go_to(officer, "Meters and readings")
    open_title(officer, "Mains water")
    readings = tab(officer, "Readings")
    assert readings.offers == [], "it is offered once"
    alarm = officer.space.entries.get(record.shown_id()).lines["reading"][-1]
    assert alarm.values["nonconformity_id"] == nonconformity


def test_an_aspect_becomes_significant_when_a_threshold_moves(sample: Officer) -> None:
    go_to(sample, "Environmental aspects")
    open_title(sample, "Use of mains water")
    shown = page(sample).record.facts().entry
    assert (shown.values["score"], shown.shown["significance"]) == (10, "Not significant")
    sample.take("Tools", "Significance of the aspects…")
    bench = sample.dialog("Significance of the aspects")
    assert isinstance(bench, BenchDialog)
    sample.fill("Significant from", "10", bench)
    QTest.qWait(300)
    sample.settle()
    said = sample.reads(bench)
    assert "Become significant (4)" in said
    assert "Use of mains water, 10" in said
    sample.look("threshold 01 flips")
    sample.press("Make it the next edition")
    sample.settle()
    record = page(sample).record
    assert record.facts().entry.values["edition"] == 3
    sample.press("Put in force")
    sample.settle()
    assert record.facts().entry.state == "in_force"
    go_to(sample, "Environmental aspects")
    open_title(sample, "Use of mains water")
    shown = page(sample).record.facts().entry
    assert shown.shown["significance"] == "Significant"
    assert "significant from 10" in shown.values["why"]
    sample.look("threshold 02 aspect")
    frozen = [
        sample.space.entries.get(each).values["significant"]
        for each, _ in sample.space.laboratory.frozen()
    ]
    assert frozen == [6, 4], "the years that are frozen stay as they were"
