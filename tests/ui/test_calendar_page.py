"""The calendar by keyboard and mouse: days, months and years, whose, of what kind; out of it."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from isodesk.core.rows import Group
from isodesk.ui import theme
from isodesk.ui.calendar.page import CalendarPage
from isodesk.ui.jobs import Jobs
from isodesk.ui.printer import PrintDialog
from tests.icalendar_reading import events_of
from tests.printing.reading import pages_of
from tests.ui.office import Office, dressed, jobs, office, reader, work

__all__ = ["dressed", "jobs", "office", "reader"]
KEY = Qt.Key


def page_day(office: Office) -> date:
    return office.space.desk.today()


@pytest.fixture
def page(qtbot: QtBot, office: Office, jobs: Jobs) -> CalendarPage:
    office.ids = work(office)  # type: ignore[attr-defined]
    tom, new = office.people["Tom Hale"], office.space.entries.new
    new("aspect", {"title": "Quench water", "next_on": date(2026, 12, 4), "owner_id": tom})
    new("aspect", {"title": "Night noise", "next_on": page_day(office) + timedelta(days=2)})
    page = CalendarPage(office.space, jobs)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    page.show()
    rest(qtbot, jobs)
    return page


def rest(qtbot: QtBot, jobs: Jobs) -> None:
    """Until what was asked for has come."""
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    qtbot.wait(5)


def shown(page: CalendarPage, day: date) -> list[str]:
    return [item.number for item in page.view().days.items(day)]


def headings(page: CalendarPage) -> list[str]:
    model = page.list.list_model()
    entries = [model.entry(row) for row in range(model.rowCount())]
    return [entry.heading for entry in entries if isinstance(entry, Group)]


def test_the_month_of_today_shows_what_is_due(page: CalendarPage) -> None:
    today = page.tools.space.desk.today()
    assert page.day == today and page.head.title.text() == f"{today:%B} {today.year}"
    assert "WI-01" in shown(page, today)
    assert page.head.count.text() == "4 due · 1 late"
    told = page.month.days.index(*page.month.days.place_of(today) or (0, 0))
    tip = told.data(Qt.ItemDataRole.ToolTipRole)
    assert "WI-01 periodic review: Torque and tightening" in tip
    assert "3 copies to come back" in tip, "all copies of a document in one line"
    assert len(headings(page)) == 3


def test_arrows_move_days_and_over_the_edge_months(
    qtbot: QtBot, page: CalendarPage, jobs: Jobs
) -> None:
    today = page.day
    for key, days in ((KEY.Key_Right, 1), (KEY.Key_Down, 8), (KEY.Key_Left, 7), (KEY.Key_Up, 0)):
        qtbot.keyClick(page.month, key)
        assert page.day == today + timedelta(days=days)
    qtbot.keyClick(page.month, KEY.Key_Down)
    qtbot.keyClick(page.month, KEY.Key_Down)
    rest(qtbot, jobs)
    assert page.head.title.text() == "December 2026"
    assert shown(page, date(2026, 12, 4)) == ["ASP-001"]
    qtbot.keyClick(page.month, KEY.Key_PageDown)
    assert page.head.title.text() == "January 2027" and page.day.month == 1
    qtbot.keyClick(page.month, KEY.Key_Home)
    rest(qtbot, jobs)
    assert page.day == today and page.head.title.text() == "November 2026"
    qtbot.mouseClick(page.head.back, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert page.head.title.text() == "October 2026" and page.head.on.text() == "Nov"
    page.go(date(1950, 1, 1))
    qtbot.keyClick(page.month, KEY.Key_PageUp)
    assert page.day == date(1950, 1, 1), "before the first day the calendar stays"


def test_enter_opens_the_only_record_of_a_day_or_its_list(
    qtbot: QtBot, page: CalendarPage, office: Any
) -> None:
    asked: list[tuple[int, str]] = []
    page.record_requested.connect(lambda *told: asked.append(told))
    today = page.day
    page.go(today + timedelta(days=2))
    qtbot.keyClick(page.month, KEY.Key_Return)
    assert [kind for _, kind in asked] == ["aspect"]
    page.go(today)
    qtbot.keyClick(page.month, KEY.Key_Return)
    assert page.list.hasFocus() and len(asked) == 1
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert asked[1:] == [(office.ids.torque, "document")]
    qtbot.keyClick(page.list, KEY.Key_Down)
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert asked[2:] == [(office.ids.torque, "copies")]
    for _ in range(2):  # over the heading of the next day
        qtbot.keyClick(page.list, KEY.Key_Down)
    assert page.day > today, "the month follows the list"


def test_it_is_narrowed_by_person_kind_and_system(
    qtbot: QtBot, page: CalendarPage, jobs: Jobs
) -> None:
    page.go(date(2026, 12, 1))
    rest(qtbot, jobs)
    head = page.head
    kinds = [head.kind.itemText(at) for at in range(head.kind.count())]
    assert kinds[:3] == ["Every kind", "Copies", "Documents"] and "Environmental aspects" in kinds
    people = [head.person.itemText(at) for at in range(head.person.count())]
    assert people == ["Everybody", "Anna Reyes", "Tom Hale", "Nobody named"]

    def choose(combo: Any, words: str) -> list[str]:
        combo.setCurrentIndex(combo.findText(words))
        combo.activated.emit(combo.currentIndex())
        rest(qtbot, jobs)
        return shown(page, date(2026, 12, 4))

    assert choose(head.person, "Anna Reyes") == []
    assert choose(head.person, "Tom Hale") == ["ASP-001"]
    assert choose(head.kind, "Documents") == []
    assert choose(head.kind, "Environmental aspects") == ["ASP-001"]
    assert page.wanted().words() == "Tom Hale, Environmental aspects"
    page.set_systems(1)
    rest(qtbot, jobs)
    assert shown(page, date(2026, 12, 4)) == [] and page.head.count.text() == "0 due"


def test_the_year_leads_back_to_the_month(qtbot: QtBot, page: CalendarPage, jobs: Jobs) -> None:
    today = page.day
    page.show_shape("year")
    rest(qtbot, jobs)
    assert page.head.title.text() == "2026" and page.year.isVisible()
    assert shown(page, date(2026, 12, 4)) == ["ASP-001"] and "WI-01" in shown(page, today)
    qtbot.keyClick(page.year, KEY.Key_Right)
    assert page.day == date(2026, 12, today.day)
    qtbot.keyClick(page.year, KEY.Key_Down)
    assert page.day == date(2026, 12, today.day + 1)
    qtbot.keyClick(page.year, KEY.Key_PageDown)
    rest(qtbot, jobs)
    assert page.head.title.text() == "2027"
    expected = page.year.days.items(page.day.replace(month=11, day=today.day))
    assert all(item.expected for item in expected), "what is not due yet is only expected"
    qtbot.keyClick(page.year, KEY.Key_Return)
    assert page.month.isVisible() and page.head.title.text() == "December 2027"


def dialog_of(qtbot: QtBot, page: CalendarPage, jobs: Jobs, action: int) -> PrintDialog:
    page.head.printing.menu().actions()[action].trigger()
    rest(qtbot, jobs)
    (dialog,) = page.findChildren(PrintDialog)
    return dialog


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (0, ("Nov 2026", "Late", "Week 48", "periodic review")),
        (1, ("26 Nov 2026 – 2 Dec 2026", "Late", "Week 48")),
        (2, ("Year planner", "2026", "5 due", "ASP-001")),
        (3, ("Year planner", "2026")),
    ],
)
def test_every_print_says_what_is_seen(
    qtbot: QtBot, page: CalendarPage, jobs: Jobs, action: int, words: tuple[str, ...]
) -> None:
    dialog = dialog_of(qtbot, page, jobs, action)
    ((_, pdf),) = dialog._sheets
    text = "\n".join(pages_of(pdf))
    assert all(word.casefold() in text.casefold() for word in words), text
    dialog.reject()


def test_task_sheets_come_one_for_each_person(qtbot: QtBot, page: CalendarPage, jobs: Jobs) -> None:
    dialog = dialog_of(qtbot, page, jobs, 4)
    names = [name for name, _ in dialog._sheets]
    assert [name.rsplit(", ", 1)[1] for name in names] == ["Anna Reyes.pdf", "Nobody named yet.pdf"]
    assert "Signature, remark" in pages_of(dialog._sheets[0][1])[0]
    dialog.reject()


def test_what_is_seen_is_written_as_its_ending_says(
    qtbot: QtBot,
    page: CalendarPage,
    jobs: Jobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    page.status.connect(said.append)
    for name in ("all.ics", "all.csv", "all.xlsx", "all.pdf"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        qtbot.mouseClick(page.head.export, Qt.MouseButton.LeftButton)
        rest(qtbot, jobs)
        assert path.exists() and said[-1] == f"Written to {path}"
    events = events_of((tmp_path / "all.ics").read_bytes())
    assert len(events) == 4 and len({event["UID"] for event in events}) == 4
    assert (tmp_path / "all.csv").read_text("utf-8-sig").count("\n") == 5
    assert "Nov 2026" in pages_of((tmp_path / "all.pdf").read_bytes())[0]


def test_a_change_is_seen_when_the_page_is_read_again(
    qtbot: QtBot, page: CalendarPage, jobs: Jobs, office: Any
) -> None:
    office.space.documents.change(office.ids.torque, next_review_on=date(2026, 11, 18))
    page.refresh()
    rest(qtbot, jobs)
    assert "2 late" in page.head.count.text()
    assert shown(page, date(2026, 11, 18)) != []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_window_in_both_colours_and_at_twice_the_text(
    qtbot: QtBot, page: CalendarPage, qapp: Any, scheme: Any, scale: float
) -> None:
    theme.apply(qapp, scheme, scale)
    page.resize(1279, 640)
    assert (page.width(), page.height()) == (1279, 640)
    narrow = page._split.orientation() == Qt.Orientation.Vertical
    assert narrow == (scale == 2.0)
    rows = page.month.days.rowCount()
    assert sum(page.month.rowHeight(at) for at in range(rows)) <= page.month.viewport().height()
    ground = page.grab().toImage().pixelColor(600, 4).lightness()
    assert (ground > 128) == (scheme == "light")


def test_it_needs_no_sqlalchemy_to_be_shown(office: Office) -> None:
    work(office)
    office.space.close()
    program = f"""
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui.calendar.page import CalendarPage
from isodesk.ui.jobs import Jobs
app = QApplication([])
space = Workspace.open(Path({str(office.space.path)!r}), Settings(), Reader())
jobs = Jobs(print, print)
page = CalendarPage(space, jobs)
page.show()
while jobs.busy():
    app.processEvents()
app.processEvents()
heavy = [m for m in ("sqlalchemy", "reportlab", "alembic", "pikepdf") if m in sys.modules]
print("heavy:", heavy, page.head.count.text())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert "heavy: [] 3 due" in done.stdout, done.stdout + done.stderr


def test_a_year_keeps_the_first_of_a_full_day_and_counts_all_of_it() -> None:
    from isodesk.store.due_items import DueItem
    from isodesk.ui.calendar.month import FIRST, at_a_glance

    day, other = date(2026, 3, 2), date(2026, 3, 3)
    full = [
        DueItem(n, "risk", f"RSK-{n}", "", 1, "", "next_on", day, 1 if n == 40 else -1)
        for n in range(50)
    ]
    later = DueItem(99, "risk", "RSK-99", "", 1, "", "next_on", other, -2, expected=True)
    year = at_a_glance((*full, later))
    assert year.days[day].items == tuple(full[:FIRST]) and year.days[day].count == 50
    assert year.days[day].late and not year.days[day].expected
    assert year.days[other].expected and not year.days[other].late
    assert (year.due, year.late, year.expected, year.within) == (50, 1, 1, ())
