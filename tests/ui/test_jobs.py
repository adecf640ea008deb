"""Works beside the window: in turn, told, stopped, refused, and bugs to the one hook."""

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.ui.jobs import Job, Jobs

Told = list[tuple[str, object]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, told: Told) -> Iterator[Jobs]:
    made = Jobs(
        lambda refused: told.append(("refused", str(refused))),
        lambda bug: told.append(("bug", type(bug))),
    )
    yield made
    made.close()


def test_writing_works_run_in_turn_and_answer_on_the_windows_thread(
    qtbot: QtBot, jobs: Jobs
) -> None:
    ran: list[int] = []
    answered: list[tuple[int, bool]] = []

    def work(number: int) -> int:
        time.sleep(0.02 * (3 - number))
        ran.append(number)
        return number

    def answer(number: int) -> None:
        answered.append((number, QThread.currentThread() is QApplication.instance().thread()))

    for number in range(3):
        jobs.run(lambda _, number=number: work(number), answer)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answered) == 3)
    assert ran == [0, 1, 2]
    assert answered == [(0, True), (1, True), (2, True)]


def test_reading_does_not_wait_for_writing(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    jobs.run(lambda _: gate.wait(5))
    read: list[str] = []
    jobs.read(lambda _: "read", read.append)
    qtbot.waitUntil(lambda: read == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())


def test_progress_is_told_and_a_cancel_stops_the_work(qtbot: QtBot, jobs: Jobs, told: Told) -> None:
    def work(progress: Progress) -> None:
        for at in range(10_000):
            progress(at, 10_000, f"page {at}")
            time.sleep(0.001)

    seen: list[tuple[int, int, str]] = []
    jobs.progressed.connect(lambda _, done, of, what: seen.append((done, of, what)))
    job: Job[None] = jobs.run(work, lambda _: told.append(("done", None)), title="Printing")
    qtbot.waitUntil(lambda: len(seen) >= 2)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert seen[0][1:] == (10_000, "page 0")
    assert told == []


def test_refusals_and_bugs_go_where_they_belong(qtbot: QtBot, jobs: Jobs, told: Told) -> None:
    def refuse(_: Progress) -> None:
        raise Refused("It is not approved. Approve it first.")

    def break_(_: Progress) -> None:
        raise ZeroDivisionError

    mine: list[str] = []
    jobs.run(refuse)
    jobs.run(refuse, failed=lambda refused: mine.append(str(refused)))
    jobs.run(break_)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told == [
        ("refused", "It is not approved. Approve it first."),
        ("bug", ZeroDivisionError),
    ]
    assert mine == ["It is not approved. Approve it first."]
