"""Today shows what is due and waiting, each a click from the work, from a glance alone."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.store.glance import DueItem, Glance, PaperItem
from isodesk.ui import theme
from isodesk.ui.jobs import Jobs
from isodesk.ui.printer import PrintDialog
from isodesk.ui.today_page import TodayPage
from isodesk.ui.today_words import age_words, day_lines, due_groups, due_title, paper_runs, summary
from tests.ui.office import Office, dressed, jobs, office, reader, work

__all__ = ["dressed", "jobs", "office", "reader"]
TODAY = date(2026, 11, 23)


def due(days: int, number: str = "QP-05") -> DueItem:
    on = TODAY + timedelta(days=days)
    return DueItem(7, "document", number, "Contract review", 1, "Anna Reyes", "review", on, -days)


def paper(n: int, place: str = "Bay 2", on: date | None = TODAY) -> PaperItem:
    return PaperItem(3, 100 + n, "QP-08", "4", n, "Pourer", place, on, 0)


def glance(*items: DueItem, recall: tuple[PaperItem, ...] = ()) -> Glance:
    return Glance("Harrow", 4, items, recall, (), ())


def test_the_sentence_counts_what_is_late_due_and_coming() -> None:
    week = glance(due(-3), due(-1), due(-9), due(0), due(2), due(6), due(7))
    assert summary(week) == "Three things are late, one is due today and two more this week."
    assert summary(glance(due(-1))) == "One thing is late."
    assert summary(glance(due(9))) == "Nothing is due this week."


def test_groups_stand_in_order_with_their_counts() -> None:
    items = (due(-3), due(0), due(6), due(7), due(8))
    groups = due_groups(items)
    assert [(g.heading, g.note, g.late) for g in groups] == [
        ("Late", "1", True),
        ("Today", "1", False),
        ("This week", "1", False),
        ("This month", "1", False),
        ("Later", "1", False),
    ]
    assert due_groups(items, {"late": 40, "later": 1})[0].note == "1 of 40"


def test_a_register_says_what_is_due_in_the_words_of_its_fields() -> None:
    aspect = DueItem(9, "aspect", "ASP-003", "Quench water", 2, "Anna", "next_on", TODAY, 0)
    assert due_title(aspect) == "Quench water: evaluation"
    assert day_lines(glance(aspect), TODAY) == ("ASP-003 evaluation",)
    own = replace(aspect, kind="own:3", what="own_4", word="PAT test")
    assert due_title(own) == "Quench water: PAT test"
    assert due_title(replace(own, what="licence_ends", word="")) == "Quench water: licence ends"


def test_a_full_day_counts_the_rest() -> None:
    full = glance(*[due(0, f"QP-0{n}") for n in range(5)])
    assert day_lines(full, TODAY) == ("QP-00 review", "QP-01 review", "3 more")


def test_copies_of_one_revision_stand_in_one_line() -> None:
    run = paper_runs([paper(14), paper(15), paper(17), paper(16)], TODAY, by=False)[0]
    assert (run.words, run.note) == ("QP-08 r4, copies 14 to 17", "Today")
    assert run.copies == (114, 115, 117, 116)
    one = paper_runs([paper(10, on=TODAY - timedelta(days=7))], TODAY, by=False)[0]
    assert (one.words, one.note, one.late) == ("QP-08 r4, copy 10, Bay 2", "7 days late", True)
    assert paper_runs([paper(1, on=date(2026, 11, 30))], TODAY, by=True)[0].note == "by Mon 30 Nov"


@pytest.mark.parametrize(
    ("ago", "words"),
    [(0, "just now"), (50, "50 minutes ago"), (360, "6 hours ago"), (13000, "9 days ago")],
)
def test_the_age_of_a_backup_is_said_in_words(ago: int, words: str) -> None:
    now = datetime(2026, 11, 23, 12)
    assert age_words(now - timedelta(minutes=ago), now) == words


@pytest.fixture
def page(qtbot: QtBot, office: Office, jobs: Jobs) -> TodayPage:
    office.ids = work(office)  # type: ignore[attr-defined]
    page = TodayPage(office.space, jobs)
    qtbot.addWidget(page)
    page.resize(1280, 680)
    page.show()
    return page


def test_every_line_is_a_click_from_the_work(
    qtbot: QtBot, office: Any, page: TodayPage, jobs: Jobs
) -> None:
    ids = office.ids
    assert page.sentence.text().startswith("One thing is late and one is due today.")
    opened: list[tuple[int, str]] = []
    page.open_document.connect(lambda *told: opened.append(told))
    late = page.list.visualRect(page.list.model().index(1, 1)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=late)
    page.side.recall.lines()[0].setFocus()
    qtbot.keyClick(page.side.recall.lines()[0], Qt.Key.Key_Return)
    qtbot.mouseClick(page.side.waiting.lines()[1], Qt.MouseButton.LeftButton)
    assert opened == [(ids.manual, "details"), (ids.torque, "copies"), (ids.audit, "details")]
    with qtbot.waitSignal(page.print_copies) as asked:
        qtbot.mouseClick(page.side.printing.head.link, Qt.MouseButton.LeftButton)
    assert sorted(asked.args[0]) == sorted(ids.to_print)
    for signal, link in (
        (page.walk_requested, page.side.recall.head.link),
        (page.backup_requested, page.side.backup.head.link),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_a_day_of_the_strip_leads_to_what_is_due_on_it(qtbot: QtBot, page: TodayPage) -> None:
    cell = page.strip.cells()[0]
    assert cell.lines == ("WI-01 review", "3 copies back")
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    chosen = page.list.chosen_id()
    assert chosen is not None and page.glance.due[chosen].number == "WI-01"


def test_the_page_follows_system_and_change(office: Any, page: TodayPage) -> None:
    page.set_systems(2)
    assert [item.number for item in page.glance.due] == ["QM-01"]
    page.set_systems(3)
    office.space.copies.mark_out(office.ids.to_print)
    page.refresh()
    assert not page.side.printing.lines() and page.side.printing.head.link.isHidden()


def test_the_week_is_printed_as_seen(qtbot: QtBot, page: TodayPage, jobs: Jobs) -> None:
    qtbot.mouseClick(page.print_week, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    dialog = page.findChild(PrintDialog)
    assert dialog is not None and dialog.preview.paper.has_picture()
    dialog.reject()


def test_the_backup_is_shown_with_its_age(office: Office, page: TodayPage, tmp_path: Path) -> None:
    assert page.side.backup.head.note.text() == "none yet"
    office.space.backups.write(tmp_path / "stick")
    office.clock.later(hours=6)
    page.refresh_backup()
    assert page.side.backup.head.note.text() == "6 hours ago"
    assert "stick" in page.side.backup.said.text()


def test_a_new_company_is_offered_ways_to_begin(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    page = TodayPage(office.space, jobs)
    qtbot.addWidget(page)
    page.show()
    for way, signal in zip(
        page._ways,
        (page.bring_in_requested, page.new_requested, page.people_requested),
        strict=True,
    ):
        assert way.isVisible()
        with qtbot.waitSignal(signal):
            qtbot.keyClick(way, Qt.Key.Key_Space)


def test_what_cannot_be_done_in_a_read_only_file_says_why(
    qtbot: QtBot, office: Office, jobs: Jobs
) -> None:
    work(office)
    office.space.desk.file.read_only = "Open elsewhere."
    page = TodayPage(office.space, jobs)
    qtbot.addWidget(page)
    for button in (page.new, page.side.printing.head.link):
        assert not button.isEnabled() and button.toolTip() == "Open elsewhere."


def test_at_twice_the_text_one_pane_stands_over_the_other(
    qtbot: QtBot, page: TodayPage, qapp: Any
) -> None:
    theme.apply(qapp, "light", 2.0)
    page.resize(1279, 680)
    assert page._split.orientation() == Qt.Orientation.Vertical and page.strip.isHidden()
    assert page.height() == 680, "nothing on it asks for more than the window has"


def test_the_first_paint_needs_no_sqlalchemy(office: Office) -> None:
    work(office)
    office.space.close()
    program = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui.jobs import Jobs
from isodesk.ui.today_page import TodayPage
app = QApplication([])
space = Workspace.open(Path({str(office.space.path)!r}), Settings(), Reader())
page = TodayPage(space, Jobs(print, print))
page.show()
app.processEvents()
heavy = [m for m in ("sqlalchemy", "reportlab", "alembic", "pikepdf") if m in sys.modules]
print("heavy:", heavy, page.glance.documents)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert "heavy: [] 4" in done.stdout
