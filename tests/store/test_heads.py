"""Heads from paper, from this computer and from the print log, against the history."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from isodesk.documents.model import Document, Print
from isodesk.store import heads, memory
from isodesk.store.file import CompanyFile
from isodesk.store.head import continue_here, head_of, remember, short_head
from isodesk.store.heads import compare, read_head
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA


def head(file: CompanyFile) -> str:
    return short_head(*head_of(file.reader()))


def work(file: CompanyFile, clock: TestClock, times: int = 1) -> str:
    for n in range(times):
        with unit(file, ANNA, clock) as running:
            running.session.get_one(Document, 1).process = f"Process {clock.now} {n}"
    return head(file)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1204-4T7Q2MK0XWVG8M3N", "1204-4T7Q2MK0XWVG8M3N"),
        (" 1204 4t7q 2mko xwvg 8m3n ", "1204-4T7Q2MK0XWVG8M3N"),
        ("I204–4T7Q.2MK0.XWVG.8M3N", "1204-4T7Q2MK0XWVG8M3N"),
        ("l2o4/4T7Q2MK0XWVG8M3N", "1204-4T7Q2MK0XWVG8M3N"),
    ],
)
def test_a_head_is_read_as_people_type(typed: str, read: str) -> None:
    assert read_head(typed).head == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the file state"),
        ("1204-4T7Q2MK0", "a number, a dash and 16"),
        ("4T7Q2MK0XWVG8M3N", "a number, a dash and 16"),
        ("12X4-4T7Q2MK0XWVG8M3N", "a number, a dash and 16"),
        ("1204-4T7Q2MKUXWVG8M3N", "“U” is never used"),
    ],
)
def test_what_is_no_head_is_said(typed: str, said: str) -> None:
    assert said in read_head(typed).problem


def test_heads_from_paper_stand_or_do_not(file: CompanyFile, clock: TestClock) -> None:
    first, last = head(file), work(file, clock, 4)
    seq, symbols = last.split("-")
    swapped = {"0": "1"}.get(symbols[0], "0") + symbols[1:]
    typed = [
        first.lower().replace("-", " "),
        last,
        f"{seq}-{swapped}",
        f"{int(seq) + 5}-{symbols}",
        f"{seq}-{first.split('-')[1][::-1]}",
        "9999-0123456789ABCDEF",
        "what",
    ]
    said = compare(file.reader(), typed)
    assert [s.stands for s in said] == [True, True, False, False, False, False, False]
    words = [s.sentence for s in said]
    assert "Stands in this history: entry" in words[0] and "23 Nov 2026" in words[1]
    assert "Only 1 of 16 characters differ" in words[2]
    assert f"are entry {seq}'s here" in words[3]
    assert "Is not of this history" in words[4] and "written anew" in words[4]
    assert "older than the paper" in words[5]
    assert "a number, a dash" in words[6]
    report = verify(file.path, typed=typed)
    assert report.whole and report.heads == said, "a slip of the typist is no damage"


def test_a_history_written_anew_contradicts_the_paper(
    file: CompanyFile, clock: TestClock, tmp_path: Path
) -> None:
    import shutil

    work(file, clock, 2)
    fork = tmp_path / "fork.isodesk"
    file.checkpoint("TRUNCATE")
    shutil.copy(file.path, fork)
    paper = work(file, clock, 3)
    other = CompanyFile.open(fork)
    other.begin_writing()
    work(other, TestClock(clock.now + timedelta(days=1)), 8)
    (said,) = compare(other.reader(), [paper])
    assert not said.stands and "Is not of this history" in said.sentence
    other.close()


def test_a_head_of_every_day_is_kept_and_thinned() -> None:
    state = memory.Remembered(1, "a", "2026-11-23T10:00:00.000Z")
    day = date(2024, 1, 1)
    for n in range(600):
        one = replace(state, seq=n, heads={(day + timedelta(n)).isoformat(): f"{n}-X"})
        memory.remember("kept-file", one)
    known = memory.recall("kept-file")
    assert known is not None
    days = sorted(known.heads)
    assert len(days) == 90 + 17 and days[0] == "2024-01-31" and known.heads[days[-1]] == "599-X"


def test_heads_this_computer_kept_are_compared(file: CompanyFile, clock: TestClock) -> None:
    remember(file)
    work(file, clock)
    remember(file)
    file_id = file.path.parent.name
    known = memory.recall(file_id)
    assert known is not None and list(known.heads.values()) == [head(file)]
    assert Path(known.path) == file.path.resolve()
    forged = replace(known, heads={"2026-01-05": "2-0123456789ABCDEF", **known.heads})
    memory.start_again(file_id, forged)
    (finding,) = verify(file.path).findings
    assert "2-0123456789ABCDEF, kept by this computer, 2026-01-05" in finding.sentence
    continue_here(file)
    assert verify(file.path).whole, "heads of a way that was left are not expected any more"


def test_a_print_whose_head_is_of_another_history_is_named(
    file: CompanyFile, clock: TestClock
) -> None:
    for serial, mark in ((1, head(file)), (2, "1-0123456789ABCDEF")):
        with unit(file, ANNA, clock) as running:
            running.session.add(
                Print(
                    serial=serial,
                    kind="controlled",
                    document_id=1,
                    revision_id=2,
                    copy_n=serial,
                    on_day=clock.now.date(),
                    master_sha256="",
                    head=mark,
                )
            )
    assert [s.stands for s in heads.logged(file.reader())] == [True, False]
    (finding,) = verify(file.path).findings
    assert finding.sentence.startswith("Print 2 carries head 1-0123456789ABCDEF")


def test_a_memory_of_a_later_isodesk_is_still_read() -> None:
    path = memory.file_of("later", ".json")
    path.write_text('{"seq": 4, "head": "x", "at": "", "colour": "red"}')
    known = memory.recall("later")
    assert known is not None and known.seq == 4
    path.write_text('{"seq": 4, "head": "x", "at": "", "heads": ["a"]}')
    assert memory.recall("later") is None
