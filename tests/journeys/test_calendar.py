"""The officer plans: from Today into the calendar, to a record, the planner on paper, an .ics."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk.store.due_items import DueItem
from isodesk.ui.calendar.page import CalendarPage
from isodesk.ui.printer import PrintDialog
from tests.icalendar_reading import events_of
from tests.journeys.officer import Officer
from tests.printing.reading import pages_of


def calendar_of(officer: Officer) -> CalendarPage:
    page = officer.office.pages.today("calendar")
    assert isinstance(page, CalendarPage)
    officer.settle()
    return page


def registered(officer: Officer) -> DueItem:
    """Something of a register that is due, alone on its day."""
    today = officer.space.desk.today()
    items = officer.space.calendar.between(today, date(today.year + 1, 12, 31), rules=False)
    days = [item.on for item in items]
    return next(i for i in items if officer.space.catalogue.knows(i.kind) and days.count(i.on) == 1)


def test_what_is_due_is_planned_opened_printed_and_taken_along(
    sample: Officer, tmp_path: Path
) -> None:
    sample.take("View", "Calendar")
    page = calendar_of(sample)
    item = registered(sample)
    while (page.day.year, page.day.month) != (item.on.year, item.on.month):
        QTest.keyClick(page.month, Qt.Key.Key_PageDown)
        sample.settle()
    page.go(item.on)
    QTest.keyClick(page.month, Qt.Key.Key_Return)
    sample.settle()
    assert sample.window.current_page() == "registers"
    assert item.number in sample.reads()

    page = calendar_of(sample)
    sample.press("Year")
    assert str(item.on.year) in sample.reads(page.head)
    sample.take("File", "Print…")
    dialog = sample.dialog("Year planner")
    assert isinstance(dialog, PrintDialog)
    (sheet,) = pages_of(dialog._sheets[0][1])
    assert item.number in sheet or "+" in sheet
    dialog.reject()

    with sample.choosing(tmp_path / "year.ics"):
        sample.press("Export")
    events = events_of((tmp_path / "year.ics").read_bytes())
    mine = [event for event in events if item.number in event["SUMMARY"]]
    assert f"{item.on:%Y%m%d}" in {event["DTSTART;VALUE=DATE"] for event in mine}
    assert len({event["UID"] for event in events}) == len(events)


def test_the_year_of_the_sample_looks_lived_in(sample: Officer) -> None:
    """Due dates of many kinds, spread over the months to come, and what the rules expect."""
    today = sample.space.desk.today()
    found = sample.space.calendar.between(today, date(today.year + 1, 12, 31))
    assert len({item.kind for item in found}) > 12
    ahead = {(item.on.year, item.on.month) for item in found}
    assert len(ahead) >= 12, "every month of the coming year has something"
    assert any(item.expected for item in found)
    assert not [item for item in found if item.word == item.what], "each has a word of its own"


def test_the_calendar_is_where_it_was_left(sample: Officer) -> None:
    page = calendar_of(sample)
    sample.press("Year")
    path = sample.space.path
    sample.office.close_file()
    sample.office.open(path)
    sample.settle()
    again = sample.office.pages.today("calendar")
    sample.settle()
    assert again is not page and again.shape == "year"
