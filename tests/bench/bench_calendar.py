"""A file with 100,000 due dates of 50,000 instruments with a rule and 50,000 aspects: Today, a
month, a year, and what leaves the calendar.

The window's own thread is watched while the worker reads: how long it is held at a time is what
an officer feels (goal 100 ms), and how long until the days stand there.

    python -m tests.bench.bench_calendar [DUE DATES]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.calendar.page import CalendarPage
from isodesk.ui.jobs import Jobs
from isodesk.ui.warm_up import keep_for_good
from tests.company import ZONE, TestClock, make

DUE_DATES = 100_000
GOAL_HELD_MS = 100.0
TODAY = date(2026, 11, 23)


def build(path: Path, reader: Reader, many: int) -> None:
    """Half instruments with an interval, half aspects; due over three years around today."""
    clock = TestClock(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE))
    space = make(path, reader, clock)
    with space.desk.unit("bench") as unit:
        raw = unit.session.connection()
        for statement in _rows(many):
            raw.exec_driver_sql(statement)
    space.close()


def _rows(many: int) -> tuple[str, ...]:
    first, half = 1_000, many // 2
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n"
        f" WHERE i < {first + many - 1})"
    )
    instrument = f"i < {first + half}"
    kind = f"CASE WHEN {instrument} THEN 'equipment' ELSE 'aspect' END"
    number = f"CASE WHEN {instrument} THEN 'EQ-' ELSE 'ASP-' END || i"
    day = f"date('{TODAY}', ((i * 7919) % 1095 - 200) || ' days')"
    due = f"CASE WHEN {instrument} THEN 'calibration_on' ELSE 'next_on' END"
    return (
        f"INSERT INTO record (id, kind, number, title, state, owner_id, due_on, systems, version,"
        f" sort_number, sort_title) {numbers} SELECT i, {kind}, {number}, 'Thing ' || i, 'open',"
        f" 1 + i % 4, {day}, 1 + i % 3, 1, {number}, 'thing' FROM n",
        f"INSERT INTO equipment (id, every) {numbers} SELECT i, 'FREQ=MONTHLY;INTERVAL=6' FROM n"
        f" WHERE {instrument}",
        f"INSERT INTO aspect (id) {numbers} SELECT i FROM n WHERE NOT {instrument}",
        f"INSERT INTO due (record_id, what, on_day, person_id) {numbers}"
        f" SELECT i, {due}, {day}, 1 + i % 4 FROM n",
    )


def spent(work: Callable[[], object]) -> float:
    """Wall milliseconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        work()
        best = min(best, (time.perf_counter() - began) * 1000)
    return best


def watched(jobs: Jobs, work: Callable[[], object]) -> tuple[float, float, float]:
    """(ms until the worker is done and all is painted, the longest the window was held by the
    clock, and by the processor time of its thread)."""
    began = turn = time.perf_counter()
    cpu = time.thread_time()
    work()
    held, own = time.perf_counter() - turn, time.thread_time() - cpu
    quiet = False
    while jobs.busy() or not quiet:
        quiet = not jobs.busy()
        turn, cpu = time.perf_counter(), time.thread_time()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        held = max(held, time.perf_counter() - turn)
        own = max(own, time.thread_time() - cpu)
    return (time.perf_counter() - began) * 1000, held * 1000, own * 1000


def window(space: Workspace) -> None:
    """The page as it is opened and turned."""
    jobs = Jobs(print, print)
    page = CalendarPage(space, jobs)
    page.resize(1280, 640)
    keep_for_good()  # as the program does once it has started
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("the page opens on its month", page.show),
        ("the next month", lambda: page.go(page.day + timedelta(days=31))),
        ("a day further", lambda: page.go(page.day + timedelta(days=1))),
        ("the year", lambda: page.show_shape("year")),
        ("the next year", lambda: page.go(page.day.replace(year=page.day.year + 1))),
        ("back to a month", lambda: page.show_shape("month")),
    )
    for words, work in steps:
        shown, held, own = watched(jobs, work)
        print(
            f"{words:32} {shown:8.0f} ms, held {held:5.0f} ms (goal {GOAL_HELD_MS:.0f}),"
            f" {own:.0f} of its own"
        )
    jobs.close()


def main() -> None:
    """Build, measure, print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else DUE_DATES
    app = QApplication([])
    theme.apply(app, "light", 1.0)
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        path = Path(folder) / "bench.isodesk"
        build(path, reader, many)
        clock = TestClock(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE))
        space = Workspace.open(path, Settings(), reader, clock)
        calendar, sheets = space.calendar, space.calendar_sheets
        month = (TODAY.replace(day=1), date(2026, 11, 30))
        year = (date(2027, 1, 1), date(2027, 12, 31))
        print(f"{many} due dates, best of three")
        print(f"Today                            {spent(space.glance):8.0f} ms")
        print(f"Today, quality alone             {spent(lambda: space.glance(1)):8.0f} ms")
        for words, span in (("month", month), ("year", year)):
            found = len(calendar.between(*span))
            took = spent(lambda span=span: calendar.between(*span))  # type: ignore[misc]
            bare = spent(lambda span=span: calendar.between(*span, rules=False))  # type: ignore[misc]
            print(
                f"a {words}: {found:6} dates           {took:8.0f} ms, without rules {bare:.0f} ms"
            )
        print(f"the planner of a year            {spent(lambda: sheets.planner(2027)):8.0f} ms")
        print(f"the list of a month              {spent(lambda: sheets.listing(*month)):8.0f} ms")
        ics = spent(lambda: sheets.ics("Bench", "bench", *year))
        print(f"a year as iCalendar              {ics:8.0f} ms")
        window(space)
        space.close()


if __name__ == "__main__":
    main()
