"""Whatever the child does, the parent answers with values or one sentence, and goes on."""

import gc
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.intake.reader import Reader
from isodesk.paths import cache_dir


def test_values_and_bytes_come_back_as_they_went(unruly: Reader) -> None:
    value = {"a": [1, 2.5, None, True, "Prüfung 漢字"], "blob": b"\0\xff" * 500_000, "none": []}
    assert unruly.ask("echo", value) == value


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("sleep", "Plan.pdf took longer than 0.5 seconds to read and was stopped."),
        ("spin", "took longer than 0.5 seconds"),
        ("abort", "Plan.pdf made the reader stop"),
        ("crash", "made the reader stop"),
        ("babble", "made the reader stop"),
        ("panic", "Plan.pdf could not be read"),
        ("bug", "could not be read"),
    ],
)
def test_misbehaviour_is_a_sentence_and_the_next_question_works(
    unruly: Reader, task: str, words: str
) -> None:
    unruly.ask("echo", 1)
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        unruly.ask(task, seconds=0.5, what="Plan.pdf")
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)
    assert time.monotonic() - started < 5
    assert unruly.ask("echo", "well") == "well"


def test_a_growing_child_is_stopped_near_its_limit(unruly: Reader) -> None:
    with pytest.raises(Refused, match="more than 200 MB of memory"):
        unruly.ask("grow", memory=200 << 20, what="Plan.pdf")
    assert unruly.ask("echo", "well") == "well"


def test_a_refusal_of_the_task_is_passed_on(unruly: Reader) -> None:
    child = unruly.ask("whoami")
    with pytest.raises(Refused) as refused:
        unruly.ask("refuse")
    assert str(refused.value) == "This cannot be done."
    assert unruly.ask("whoami") == child, "a refusal is no reason for a new child"


def test_libraries_may_print_without_harm(unruly: Reader) -> None:
    assert unruly.ask("say") == "said"
    assert unruly.ask("echo", "still in step") == "still in step"


@pytest.mark.parametrize("way", ["write", "remove", "network", "program"])
def test_the_child_cannot_reach_out(unruly: Reader, tmp_path: Path, way: str) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("kept")
    assert unruly.ask("escape", way, str(target)).startswith("refused: the reader may not")
    assert target.read_text() == "kept"


def test_what_the_child_leaves_lying_is_wiped_with_it() -> None:
    with Reader([sys.executable, "-m", "tests.intake.unruly_child"]) as reader:
        litter = Path(reader.ask("litter"))
        assert litter.exists()
        assert litter.is_relative_to(cache_dir() / "reading")
    assert not litter.parent.exists()


def test_cancel_stops_at_once_and_the_next_question_works(unruly: Reader) -> None:
    started = time.monotonic()

    def stop(done: int, of: int, what: str) -> None:
        if time.monotonic() - started > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        unruly.ask("sleep", progress=stop)
    assert time.monotonic() - started < 2
    assert unruly.ask("echo", "well") == "well"


def test_threads_take_turns(unruly: Reader) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(unruly.ask("echo", n))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == list(range(8))


def test_an_answer_in_parts_comes_while_the_child_works(unruly: Reader) -> None:
    got = [part["number"] for part in unruly.parts("count", 500, "")]
    assert got == list(range(500))
    assert unruly.ask("echo", "well") == "well"


def test_an_answer_in_parts_ends_in_one_sentence_too(unruly: Reader) -> None:
    taken = []
    with pytest.raises(Refused, match="Enough"):
        taken.extend(unruly.parts("count", 3, "refuse"))
    assert len(taken) == 3
    with pytest.raises(Refused, match=r"Plan\.xls made the reader stop.*Save it as CSV\."):
        list(unruly.parts("count", 1, "abort", what="Plan.xls", advice="Save it as CSV."))
    assert unruly.ask("echo", "well") == "well"


def test_a_child_waits_for_who_takes_its_parts_slowly_and_can_be_left(unruly: Reader) -> None:
    parts = unruly.parts("count", 2_000_000, "")
    assert next(parts)["number"] == 0
    time.sleep(0.5)
    assert next(parts)["number"] == 1
    parts.close()
    assert unruly.ask("echo", "well") == "well"


def test_close_ends_a_running_question_and_leaves_no_process() -> None:
    reader = Reader([sys.executable, "-m", "tests.intake.unruly_child"])
    pid = reader.ask("whoami")
    caught: list[BaseException] = []

    def wait() -> None:
        try:
            reader.ask("sleep")
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.3)
    reader.close()
    thread.join(3)
    assert [type(error) for error in caught] == [Cancelled]
    assert not psutil.pid_exists(pid)
    with pytest.raises(Cancelled):
        reader.ask("echo", 1)


def test_a_forgotten_reader_takes_its_child_along() -> None:
    reader = Reader([sys.executable, "-m", "tests.intake.unruly_child"])
    pid = reader.ask("whoami")
    del reader
    gc.collect()
    assert not psutil.pid_exists(pid)


def test_a_killed_program_takes_its_child_along_even_when_it_hangs() -> None:
    program = (
        "import sys, threading, time\n"
        "from isodesk.intake.reader import Reader\n"
        "r = Reader([sys.executable, '-m', 'tests.intake.unruly_child'])\n"
        "print(r.ask('whoami'), flush=True)\n"
        "r.ask('spin')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 5
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_program_that_cannot_be_started_is_said() -> None:
    with Reader(["/no/such/program"]) as reader, pytest.raises(Refused, match="Start isodesk"):
        reader.ask("echo", 1)
    with Reader([sys.executable, "-c", ""]) as reader, pytest.raises(Refused, match="Start isod"):
        reader.ask("echo", 1)


def test_the_own_child_starts_without_anything_heavy() -> None:
    code = (
        "import sys, isodesk.__main__, isodesk.intake.child\n"
        "heavy = {'PySide6', 'sqlalchemy', 'reportlab', 'pikepdf', 'PIL', 'pypdfium2', 'psutil'}\n"
        "print(heavy & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
