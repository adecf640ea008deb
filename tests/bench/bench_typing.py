"""Typing in a document of sixty pages: from a key to the line being painted, with saving and
preview at work.

    python -m tests.bench.bench_typing [pages] [keys]

The whole window is driven as the officer has it: a key is sent to the text, then the events
that wait are answered, painting included; what that took is the key's time. Keys come at the
pace of quick typing (one in 60 ms), at five places of the text, with rests in which the text
is saved, laid out again and shown. Between keys every turn of the event loop is timed as well,
so that a stall by a save or a preview counts though no key met it. Nothing may take 50 ms.

Each time is given twice: by the clock, and as the processor's time in the window's thread,
which other programs on the machine do not change (performance.md, how to read).
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.conftest  # noqa: F401 - folders of its own
from isodesk.intake.reader import Reader
from isodesk.ui import theme
from isodesk.ui.documents.page import DocumentsPage
from isodesk.ui.jobs import Jobs
from isodesk.writing.tree import (
    Block,
    Cell,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Mark,
    Paragraph,
    Table,
    Tree,
    Words,
)
from tests.company import make

SENTENCE = "The fitter looks at every flange before it is bolted, and notes what is not as drawn. "
PACE = 0.06
Times = list[tuple[float, float]]
"""(ms by the clock, ms of the processor in this thread)."""
MOST_MS = 50.0


def text(pages: int) -> Tree:
    """Some 600 words a page: headings, paragraphs, lists, fields, a table on every page."""
    blocks: list[Block] = []
    for n in range(pages):
        blocks.append(Heading(1 if n % 4 == 0 else 2, (Words(f"Part {n + 1} of the work"),)))
        for _ in range(6):
            blocks.append(Paragraph((Words(SENTENCE * 3), Words("Always. ", bold=True))))
        blocks.append(Paragraph((Words("See "), Field(FieldName.NUMBER), DocumentLink(9, "QP-09"))))
        blocks += [Paragraph((Words(SENTENCE),), Mark(True, k % 2)) for k in range(6)]
        rows = [("No.", "What", "Wanted", "Found")]
        rows += [(str(k), "Bolt circle", "12.50 mm", "12.48 mm") for k in range(8)]
        cells = tuple(tuple(Cell((Paragraph((Words(w),)),)) for w in row) for row in rows)
        blocks.append(Table(cells, (100, 400, 250, 250), 1))
    return Tree(tuple(blocks))


def main(pages: int = 60, keys: int = 400) -> int:
    """Print the figures; 1 when a key or a turn took longer than it may."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        space = make(Path(folder) / "bench.isodesk", reader)
        jobs = Jobs(lambda refused: print("refused:", refused), _raise)
        page = DocumentsPage(space, jobs)
        page.resize(1280, 700)
        page.show()
        try:
            return _typed(page, pages, keys)
        finally:
            page.close()
            jobs.close()
            page.deleteLater()
            space.close()


def _typed(page: DocumentsPage, pages: int, keys: int) -> int:
    from isodesk.documents.values import NewDocument

    space = page.tools.space
    kind = space.companies.types()[2]
    document = space.documents.new(NewDocument("Sixty pages", kind.id))
    newest = space.documents.get(document).newest
    assert newest is not None
    space.written.begin(newest.id, text(pages))
    page.refresh()
    _run(1.0)
    began = time.perf_counter()
    page.writing.write_when_shown(document)
    page.open_document(document)
    while not page.writing.is_open():
        _turn()
    shown = time.perf_counter() - began
    writing = page.writing.page
    while not writing.preview.sheets.paper.has_picture():
        _turn()
    count = next(iter(writing.preview._counts.values()))
    print(f"{count} pages, {writing.editor.pieces.words:,} words; open in {shown:.2f} s,", end=" ")
    print(f"its pages shown after {time.perf_counter() - began:.1f} s")
    took, turns = _keys(writing.editor, keys)
    return _said(took, turns)


def _keys(editor: object, keys: int) -> tuple[Times, Times]:
    took: Times = []
    turns: Times = []
    last = editor.document().characterCount() - 1  # type: ignore[attr-defined]
    for place in range(5):
        cursor = editor.textCursor()  # type: ignore[attr-defined]
        cursor.setPosition(min(last, round(last * (place + 0.5) / 5)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)  # type: ignore[attr-defined]
        _run(0.3)
        for n in range(keys // 5):
            took.append(_timed(lambda n=n: _key(editor, "abcdefg hijk"[n % 12])))  # type: ignore[misc]
            turns += _run(PACE)
        turns += _run(6.0)  # a rest: saved, laid out, shown
    return took, turns


def _key(editor: object, sign: str) -> None:
    QTest.keyClicks(editor, sign)  # type: ignore[arg-type]
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _run(seconds: float) -> Times:
    """Let the window live for so long; the time of every turn of its loop."""
    end, turns = time.perf_counter() + seconds, []
    while time.perf_counter() < end:
        turns.append(_turn())
        time.sleep(0.001)
    return turns


def _turn() -> tuple[float, float]:
    return _timed(lambda: QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1))


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.thread_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.thread_time() - processor) * 1000


def _said(took: Times, turns: Times) -> int:
    for at, measure in enumerate(("by the clock", "of the processor")):
        for name, times in (("keys", took), ("turns between", turns)):
            ms = [time[at] for time in times]
            p99 = statistics.quantiles(ms, n=100)[98]
            print(f"{name}, {measure}: median {statistics.median(ms):.1f} ms,", end=" ")
            print(f"p99 {p99:.1f} ms, longest {max(ms):.1f} ms ({len(ms)})")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    longest = max(time[1] for time in (*took, *turns))
    print("a stall over 50 ms" if longest > MOST_MS else "no stall over 50 ms")
    return int(longest > MOST_MS)


def _raise(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
