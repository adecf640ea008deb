"""One register with own fields, 100,000 records or a million: opened, its pages, counts, frames,
search and export, and the memory of it all.

D1, D2 and T1 to T4 of performance 2 and 3. Each query stands beside its floor, the first page of
the spine alone by its index (D1), or a GROUP BY (D2); the list beside a table on a model that
answers a constant (T1) and beside Qt's own QStandardItemModel (T3). Queries are timed by the
processor time of the thread that asks, as the clock also counts what else the computer does.

    python -m tests.bench.bench_registers [ROWS]
    python -m tests.bench.bench_registers --million      a quarter of an hour, 1.5 GB of disk
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from isodesk.core.filters import Condition
from isodesk.core.own_model import OwnField
from isodesk.core.rows import Narrowed
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store import sqlite
from isodesk.store.rows import SqlRows
from tests.company import TestClock, make

ROWS = 100_000
KIND = "risk"
PAGE = 128
_PLACES = ("Hall 1", "Hall 2", "Yard", "Office", "Roof")


def build(path: Path, reader: Reader, rows: int) -> None:
    """A company with so many risks, each with four own values. The history's triggers are laid
    aside meanwhile: what is measured is reading."""
    space = make(path, reader, TestClock())
    with space.desk.unit() as unit:
        unit.session.add_all(
            [
                OwnField(id=1, register=KIND, label="Place", kind="choice", choices="[]"),
                OwnField(id=2, register=KIND, label="Remark", kind="text"),
                OwnField(id=3, register=KIND, label="Cost", kind="number", unit="€"),
                OwnField(id=4, register=KIND, label="Checked", kind="day"),
            ]
        )
    owners = [p.id for p in space.companies.people()]
    space.close()
    connection = sqlite.dbapi.connect(str(path))
    laid_aside = _triggers(connection)
    for name, _ in laid_aside:
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(_rows(rows, owners))
    for _, sql in laid_aside:
        connection.execute(sql)
    connection.commit()
    connection.close()


def _triggers(connection: Any) -> list[tuple[str, str]]:
    return list(
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " AND (name LIKE 'history_%' OR name LIKE 'guard_%')"
        )
    )


def _rows(count: int, owners: list[int]) -> str:
    first = 1000
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n"
        f" WHERE i < {first + count - 1})"
    )
    mixed = "((i * 7919) % 1000003)"
    owner = f"CASE {mixed} % 5 " + " ".join(
        f"WHEN {at} THEN {person}" for at, person in enumerate(owners[:4])
    )
    state = f"CASE {mixed} % 7 WHEN 0 THEN 'draft' WHEN 1 THEN 'treating' WHEN 2 THEN 'held'"
    day = f"date('2026-06-01', '+' || ({mixed} % 700) || ' days')"
    place = f"CASE {mixed} % 5 " + " ".join(
        f"WHEN {at} THEN '{word}'" for at, word in enumerate(_PLACES)
    )
    own = "INSERT INTO own_value (record_id, field_id, text, num, sort) SELECT i,"
    return f"""
BEGIN;
{numbers} INSERT INTO record (id, kind, number, title, state, owner_id, due_on, systems, version,
 sort_number, sort_title, created, changed) SELECT i, '{KIND}', 'RSK-' || i,
 'Risk ' || {mixed} || ' of a pump that stops', {state} ELSE 'open' END, {owner} ELSE NULL END,
 CASE WHEN i % 3 THEN {day} END, 1 + i % 3, 1, 'rsk-' || printf('%02d%d', length(i), i),
 'risk ' || printf('%02d%d', length({mixed}), {mixed}), '2026-11-01T10:00:00.000Z',
 '2026-11-01T10:00:00.000Z' FROM n;
{numbers} INSERT INTO risk (id, likelihood, severity, score, cause, treatment)
 SELECT i, 1 + {mixed} % 5, 1 + ({mixed} / 5) % 5, (1 + {mixed} % 5) * (1 + ({mixed} / 5) % 5),
 'A seal that wears', CASE {mixed} % 3 WHEN 0 THEN 'REDUCE' WHEN 1 THEN 'ACCEPT' END FROM n;
{numbers} {own} 1, {place} END, NULL, lower({place} END) FROM n;
{numbers} {own} 2, 'Remark ' || {mixed}, NULL, 'remark ' || {mixed} FROM n;
{numbers} {own} 3, NULL, {mixed} * 10000, NULL FROM n;
{numbers} {own} 4, {day}, NULL, {day} FROM n;
{numbers} INSERT INTO search_words (rowid, number, title, body) SELECT i, 'RSK-' || i,
 'Risk ' || {mixed} || ' of a pump that stops', 'A seal that wears' FROM n;
{numbers} INSERT INTO search_parts (rowid, folded) SELECT i, 'rsk-' || i || char(10) || 'risk '
 || {mixed} || ' of a pump that stops' || char(10) || 'a seal that wears' FROM n;
COMMIT;
"""


FILTERS: dict[str, Narrowed] = {
    "no filter": Narrowed(),
    "state": Narrowed(states=("treating",)),
    "late": Narrowed(chips=frozenset({"late"})),
    "quality": Narrowed(systems=1),
    "severity at least 4": Narrowed(conditions=(Condition("severity", "at_least", (4,)),)),
    "own choice": Narrowed(conditions=(Condition("own_1", "one_of", ("Yard",)),)),
    "own number": Narrowed(conditions=(Condition("own_3", "more", (9_000_000_000,)),)),
    "words": Narrowed(text="pump"),
}
ORDERS = ("number", "title", "due_on", "state", "owner_id", "score", "own_2", "own_3")


def timed(work: Callable[[], object], times: int = 9) -> float:
    """Median milliseconds of processor time, warm."""
    work()
    return statistics.median(spent(work) for _ in range(times))


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of this thread, the system's for it too."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def floor(space: Workspace) -> float:
    """Plain SQL by the index, all columns of both tables: 128 rows."""
    sql = (
        f"SELECT r.*, x.* FROM record r JOIN {KIND} x ON x.id = r.id WHERE r.kind = '{KIND}'"
        f" ORDER BY r.sort_number, r.id LIMIT {PAGE}"
    )
    return timed(lambda: space.desk.file.reader().execute(sql).fetchall(), 31)


def pages(space: Workspace, raw: float) -> Iterator[str]:
    """D1: a page anywhere. What is not at hand at once is found once, in the worker."""
    yield f"raw first page of {PAGE}: {raw:.2f} ms"
    yield f"{'order':10} {'filter':20} {'first':>8} {'all ids':>8} {'any page':>8} {'x raw':>6}"
    for order in ORDERS:
        for said, wanted in FILTERS.items():
            if order != "number" and said not in ("no filter", "own choice"):
                continue
            rows = space.entry_lists.rows(KIND, wanted, order)
            first = timed(lambda rows=rows: rows.page(None, PAGE), 3)  # type: ignore[misc]
            ids = rows.ids()
            all_ids = spent(rows.ids)
            middle = ids[len(ids) // 2 : len(ids) // 2 + PAGE]
            page = timed(lambda rows=rows, middle=middle: rows.by_ids(middle), 15)  # type: ignore[misc]
            yield (
                f"{order:10} {said:20} {first:8.1f} {all_ids:8.0f} {page:8.2f} {page / raw:6.1f}"
            )


def counts(space: Workspace) -> Iterator[str]:
    """D2: the badges, from the tally, beside the naive GROUP BY."""
    read = space.desk.file.reader().execute
    kept = timed(lambda: space.entry_lists.total(KIND), 31)
    badges = timed(space.catalogue.counts, 9)
    naive = timed(
        lambda: read(
            "SELECT kind, state, systems, count(*) FROM record GROUP BY 1, 2, 3"
        ).fetchall(),
        3,
    )
    yield f"count {kept:.3f} ms, all badges {badges:.1f} ms (goal 5), GROUP BY {naive:.0f} ms"
    yield f"  {naive / kept:,.0f} x faster than the naive GROUP BY (goal 1,000 at 1,000,000)"
    for said, wanted in FILTERS.items():
        rows = space.entry_lists.rows(KIND, wanted)
        yield f"  {rows.count():9,} counted with {said:20} {timed(rows.count, 3):8.1f} ms"
    for group in ("state", "owner_id", "treatment", "due_on", "own_1"):
        rows = space.entry_lists.rows(KIND, Narrowed(group=group))
        sections = timed(rows.sections, 3)
        yield f"  headings of {group:10} {len(rows.sections()):4} in {sections:8.1f} ms"


def search(space: Workspace) -> Iterator[str]:
    """What is typed into the search: a number, a rare word, one that stands everywhere, a part."""
    for said in ("RSK-5077", "risk 77", "pump", "wears", "eal tha"):
        found = space.searching.find(said)
        took = timed(lambda said=said: space.searching.find(said), 5)  # type: ignore[misc]
        yield f"  search {said!r:12} {len(found):3} hits in {took:6.1f} ms"


def export(space: Workspace, folder: Path) -> Iterator[str]:
    """The whole register as CSV and as a workbook, and what memory that takes."""
    for ending in (".csv", ".xlsx"):
        before = memory()
        began = time.thread_time()
        rows = space.register_export.write(KIND, folder / f"out{ending}")
        took = time.thread_time() - began
        size = (folder / f"out{ending}").stat().st_size / 1e6
        yield (
            f"export {ending}: {rows:,} rows, {size:.0f} MB in {took:.1f} s CPU,"
            f" {rows / took:,.0f} rows a second; peak grew by {memory() - before:.0f} MiB (goal 40)"
        )


def frames(space: Workspace) -> Iterator[str]:
    """T1 to T4, offscreen: CPU of this thread."""
    from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    from isodesk.ui import theme
    from isodesk.ui.jobs import Jobs
    from isodesk.ui.list_view import ListView
    from isodesk.ui.rows_model import RowsModel

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 1.0)

    class Constant(QAbstractTableModel):
        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return ROWS

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return len(shown)

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return "constant" if role == Qt.ItemDataRole.DisplayRole else None

    jobs = Jobs(print, print)
    rows: SqlRows = space.entry_lists.rows(KIND)
    shown = [column for column in rows.columns if column.shown]

    def painted(made: Callable[[], QTableView]) -> tuple[float, QTableView]:
        began = time.thread_time()
        view = made()
        view.resize(1100, 31 * 36)
        view.show()
        view.grab()
        return (time.thread_time() - began) * 1000, view

    def ours() -> QTableView:
        view = ListView("Risks")
        view.setModel(RowsModel(space.entry_lists.rows(KIND), jobs.read, parent=view))
        return view

    def constant() -> QTableView:
        view = QTableView()
        view.setModel(Constant(view))
        return view

    def standard() -> QTableView:
        view = QTableView()
        model = QStandardItemModel(2_000, len(shown), view)
        for row in range(2_000):
            for at in range(len(shown)):
                model.setItem(row, at, QStandardItem(f"value {row}"))
        view.setModel(model)
        return view

    painted(ours), painted(constant)
    mine = [painted(ours) for _ in range(5)]
    bare = [painted(constant)[0] for _ in range(5)]
    first, least = statistics.median(ms for ms, _ in mine), statistics.median(bare)
    yield f"T1 first paint {first:.1f} ms, constant {least:.1f}: {first / least:.2f} x (goal 1.3)"
    view = mine[-1][1]
    peer = painted(standard)[1]
    ours_frames, peer_frames = _scroll(view, 240), _scroll(peer, 240)
    yield (
        f"T3 frame {statistics.median(ours_frames):.1f} ms CPU, p99 {_p99(ours_frames):.1f};"
        f" QStandardItemModel {statistics.median(peer_frames):.1f}:"
        f" {statistics.median(ours_frames) / statistics.median(peer_frames):.2f} x (goal 1.0)"
    )
    bar = view.verticalScrollBar()
    began = time.perf_counter()
    bar.setValue(bar.maximum())
    view.grab()
    jump = (time.perf_counter() - began) * 1000
    model = view.model()
    assert isinstance(model, RowsModel)
    while model.entry(model.rowCount() - 1) is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    arrived = (time.perf_counter() - began) * 1000
    yield f"T3 jump to the end: window kept {jump:.0f} ms, rows there after {arrived:.0f} ms"
    for order in ("due_on", "score"):
        began, kept = time.perf_counter(), 0.0
        model.show(model.rows.ordered(order, False))
        while model.rows.order != order:
            stall = time.thread_time()
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
            kept = max(kept, time.thread_time() - stall)
        took = (time.perf_counter() - began) * 1000
        kept *= 1000
        yield (
            f"T4 by {order}: first page after {took:.0f} ms by the clock (goal 450),"
            f" window busy {kept:.0f} ms CPU"
        )
    jobs.close()


def _scroll(view: Any, steps: int) -> list[float]:
    """CPU milliseconds of each frame while scrolling by three rows."""
    bar, took = view.verticalScrollBar(), []
    for at in range(steps):
        began = time.thread_time()
        bar.setValue(at * 3 * 36)
        view.viewport().grab()
        took.append((time.thread_time() - began) * 1000)
    return took


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99) - 1]


def window() -> None:
    """An empty window: what memory is counted from."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from isodesk.ui import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 1.0)
    bare = QMainWindow()
    bare.show()
    bare.grab()


def memory() -> float:
    """Peak MiB of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build, measure, print."""
    asked = sys.argv[1] if len(sys.argv) > 1 else str(ROWS)
    rows = 1_000_000 if asked == "--million" else int(asked)
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        path = Path(folder) / "bench.isodesk"
        began = time.perf_counter()
        build(path, reader, rows)
        size = path.stat().st_size / 1e6
        print(f"{rows:,} records, {size:.0f} MB, built in {time.perf_counter() - began:.0f} s")
        window()
        before = memory()
        began = time.thread_time()
        space = Workspace.open(path, Settings(), reader, TestClock())
        space.entry_lists.rows(KIND).page(None, PAGE)
        print(f"opened with its first page in {(time.thread_time() - began) * 1000:.0f} ms")
        for part in (frames(space), pages(space, floor(space)), counts(space), search(space)):
            for line in part:
                print(line, flush=True)
            print(f"T2 peak grew by {memory() - before:.0f} MiB since the empty window (goal 80)")
        for line in export(space, Path(folder)):
            print(line, flush=True)
        space.close()


if __name__ == "__main__":
    main()
