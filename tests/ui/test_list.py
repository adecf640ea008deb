"""Lists over a real file of 100,000 records: pages, orders, keys, and what they cost the window."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.core.rows import Column, Group, ListRows, Mark, Row
from isodesk.store.rows import Source, SqlRows
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import PAGE, GroupedModel, RowsModel
from isodesk.ui.theme import Theme

ROWS = 100_000
TODAY = date(2026, 11, 23)
COLUMNS = (
    Column("number", "Number", 8, "number"),
    Column("title", "Title", 20),
    Column("systems", "", 3, "systems", sortable=False),
    Column("state", "State", 8, "state"),
    Column("due", "Due", 8, "late"),
    Column("place", "Place", 8, shown=False),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "records.db"
    random = Random(3)
    states = ("draft", "in_review", "approved", "effective", "superseded")
    with sqlite3.connect(path) as c:
        c.execute(
            "CREATE TABLE record"
            " (id INTEGER PRIMARY KEY, number, title, systems, state, due, place)"
        )
        c.executemany(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, 'Yard')",
            (
                (
                    n,
                    f"QP-{n:06}",
                    f"Title {random.random():.9f}",
                    n % 4,
                    states[n % 5],
                    None if n % 7 == 0 else f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
                )
                for n in range(1, ROWS + 1)
            ),
        )
        c.execute("CREATE INDEX record_number ON record (number, id)")
    return path


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    def fail(error: BaseException) -> None:
        raise error

    made = Jobs(fail, fail)
    yield made
    made.close()


@pytest.fixture
def rows(file: Path) -> Iterator[SqlRows]:
    connection = sqlite3.connect(file)
    source = Source(COLUMNS, tuple(column.key for column in COLUMNS), "record")
    yield SqlRows(source, lambda: connection, lambda: sqlite3.connect(file), "number")
    connection.close()


def shown(qtbot: QtBot, model: QAbstractItemModel, **look: Any) -> ListView:
    view = ListView("Documents", **look)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.setModel(model)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def short(count: int = 5) -> RowsModel:
    names = [f"QP-{at:02}" for at in range(1, count + 1)]
    values = [(name, f"Title {name}", 1, "effective", None, "Yard") for name in names]
    found = tuple(Row(at, each) for at, each in enumerate(values, start=1))
    return RowsModel(ListRows(COLUMNS, found, "number"), today=TODAY)


def test_the_model_keeps_qts_rules(dressed: Theme, rows: SqlRows) -> None:
    some = replace(rows, source=replace(rows.source, where="id <= 20000"))
    model = RowsModel(some, today=TODAY)
    strict = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, strict)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 20_000
    grouped = GroupedModel(COLUMNS)
    QAbstractItemModelTester(grouped, strict)
    grouped.show((Group("Late", "1", (Row(1, ("A", "B", 1, "lost", None, "")),)),))


def test_any_row_is_the_one_of_a_plain_query(dressed: Theme, rows: SqlRows, file: Path) -> None:
    with sqlite3.connect(file) as c:
        plain = [r[0] for r in c.execute("SELECT id FROM record ORDER BY title DESC, id DESC")]
    model = RowsModel(rows, today=TODAY)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    for at in (0, 1, PAGE - 1, PAGE, 5 * PAGE + 3, ROWS // 2, ROWS - 1):
        assert model.id_at(at) == plain[at]


def test_scrolling_by_pages_never_counts_rows(
    dressed: Theme, qtbot: QtBot, rows: SqlRows, jobs: Jobs
) -> None:
    asked: list[str] = []
    rows.reader().set_trace_callback(asked.append)  # type: ignore[attr-defined]
    view = shown(qtbot, RowsModel(rows, jobs.read, TODAY))
    for at in range(0, 4000, 12):
        view.verticalScrollBar().setValue(at * 36)
        view.viewport().repaint()
    assert not any("OFFSET" in sql for sql in asked)
    assert sum("SELECT" in sql for sql in asked) <= 2 + 2 * (4000 // PAGE + 1)


def test_a_far_jump_keeps_nobody_waiting_and_arrives(
    dressed: Theme, qtbot: QtBot, rows: SqlRows, jobs: Jobs
) -> None:
    model = RowsModel(rows, jobs.read, TODAY)
    view = shown(qtbot, model)
    began = time.thread_time()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.viewport().repaint()
    assert time.thread_time() - began < 0.05
    qtbot.waitUntil(lambda: model.id_at(ROWS - 1) == ROWS, timeout=10_000)


def test_another_order_of_a_long_list_is_made_elsewhere(
    dressed: Theme, qtbot: QtBot, rows: SqlRows, jobs: Jobs
) -> None:
    model = RowsModel(rows, jobs.read, TODAY)
    view = shown(qtbot, model)
    view.choose(1)
    with qtbot.waitSignal(model.shown, timeout=10_000):
        began = time.thread_time()
        view._header.sectionClicked.emit(4)
        assert time.thread_time() - began < 0.05
    assert model.rows.order == "due"
    entry = model.entry(0)
    assert entry is not None and str(entry.values[4]).startswith("2026-01-")
    assert view.verticalScrollBar().value() == 0


def test_an_order_nobody_waits_for_any_more_is_not_begun(
    dressed: Theme, rows: SqlRows, qtbot: QtBot, jobs: Jobs
) -> None:
    model, asked = RowsModel(rows, jobs.read), list[str]()

    def told(order: str) -> SqlRows:
        wanted = rows.ordered(order, False)

        def another() -> Any:
            asked.append(order)
            return rows.another()

        return replace(wanted, another=another)

    jobs.read(lambda _: time.sleep(0.2))  # the worker is at something else meanwhile
    for order in ("title", "state", "due"):
        model.show(told(order))
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    assert asked == ["due"] and model.rows.order == "due"


def test_a_head_sorts_one_way_then_the_other_unless_it_cannot(dressed: Theme, qtbot: QtBot) -> None:
    model = short()
    view = shown(qtbot, model)
    view._header.sectionClicked.emit(0)
    assert (model.rows.descending, model.id_at(0)) == (True, 5)
    view._header.sectionClicked.emit(0)
    assert (model.rows.descending, model.id_at(0)) == (False, 1)
    view._header.sectionClicked.emit(2)
    assert model.rows.order == "number"


def test_the_keyboard_does_it_all(dressed: Theme, qtbot: QtBot) -> None:
    view = shown(qtbot, short(40))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.chosen_id() == 40
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.typed) as typed:
        qtbot.keyClicks(view, "s")
    assert (opened.args, typed.args) == ([2], ["s"])
    assert view.count_words(340) == "40 of 340"


def test_the_chosen_record_stays_chosen_when_the_list_is_read_again(
    dressed: Theme, qtbot: QtBot
) -> None:
    model = short(60)
    view = shown(qtbot, model)
    view.choose(30)
    view.verticalScrollBar().setValue(500)
    told: list[int] = []
    view.chosen.connect(told.append)
    model.show(ListRows(COLUMNS, short(60).rows.page(None, 60).rows, "number"))
    assert (view.chosen_id(), view.verticalScrollBar().value(), told) == (30, 500, [])
    model.show(ListRows(COLUMNS, short(20).rows.page(None, 20).rows, "number"))
    assert (view.chosen_id(), told) == (None, [-1])


def test_headings_span_and_cannot_be_chosen(dressed: Theme, qtbot: QtBot) -> None:
    row = Row(7, ("NC-1", "Blowholes", 1, Mark("7 days late", "red"), "2026-11-11", ""))
    model = GroupedModel(
        COLUMNS,
        (Group("Late", "1", (row,), late=True), Group("Today"), Group("This week", "1", (row,))),
        TODAY,
    )
    view = shown(qtbot, model, inset=24)
    assert model.headings() == (0, 2)
    assert view.columnSpan(0, 0) == len(COLUMNS)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 1
    assert view.rowHeight(0) == 44 and view.rowHeight(1) == 36


def test_cells_say_what_they_show(dressed: Theme) -> None:
    late = Row(1, ("QP-01", "Title", 3, "superseded", "2026-11-11", None))
    model = RowsModel(ListRows(COLUMNS, (late,), "number"), today=TODAY)
    said = [model.data(model.index(0, at)) for at in range(6)]
    assert said == ["QP-01", "Title", "Quality and environment", "Superseded", "12 days late", ""]
    assert model.data(model.index(0, 4), Qt.ItemDataRole.ToolTipRole) == "11 Nov 2026"
    assert model.struck(late)


def test_the_bar_at_the_left_tells_which_list_has_the_keyboard(
    dressed: Theme, qtbot: QtBot
) -> None:
    view = shown(qtbot, short())
    view.choose(1)

    def bar() -> str:
        QApplication.processEvents()
        return view.viewport().grab().toImage().pixelColor(1, 18).name().upper()

    assert bar() == dressed.palette.accent
    view.clearFocus()
    assert bar() == dressed.palette.border


def test_columns_are_hidden_moved_widened_and_remembered(dressed: Theme, qtbot: QtBot) -> None:
    kept: list[dict[str, Any]] = []
    view = shown(qtbot, short())
    assert view.isColumnHidden(5)
    view.remember_layout(None, kept.append)
    menu = view.columns_menu(view)
    menu.actions()[5].trigger()
    menu.actions()[1].trigger()
    view._header.moveSection(view._header.visualIndex(3), 0)
    view._header.dragged.emit(4, 200)
    assert not menu.actions()[0].isEnabled()
    assert kept[-1]["hidden"] == ["title"]
    assert kept[-1]["columns"][0] == "state"
    again, left = shown(qtbot, short()), kept[-1]
    again.remember_layout(left, kept.append)
    assert again.layout_now() == left == kept[-1]
    assert again.isColumnHidden(1) and not again.isColumnHidden(5)


def test_the_columns_fill_the_width_there_is(dressed: Theme, qtbot: QtBot) -> None:
    view = shown(qtbot, short())
    widths: Callable[[], int] = lambda: sum(view.columnWidth(at) for at in range(6))  # noqa: E731
    assert widths() == view.viewport().width()
    view.resize(1400, 600)
    assert widths() == view.viewport().width()
