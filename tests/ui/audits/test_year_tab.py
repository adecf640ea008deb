"""The year of an audit programme in the real window: the grid by keyboard, an audit from a cell,
the year proposed, coverage."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.propose_dialog import ProposeDialog
from isodesk.ui.audits.year_model import FIRST_MONTH
from isodesk.ui.audits.year_tab import COVERAGE, LINES, YearTab
from isodesk.ui.theme import current
from tests import audits
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]

Make = Callable[..., Page]
NAMES = ("Sales", "Purchasing", "Goods in and store", "Production", "Maintenance", "Competence")


def test_months_are_planned_and_audits_made_by_keyboard(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    line = shown.space.entry_lines.put(
        made, "programme_row", {"what": "Purchasing", "months": "3", "reason": "Complaints"}
    )
    tab = _tab(shown, made)
    tab.grid.setFocus()
    tab.grid.setCurrentIndex(tab.year_model.index(0, FIRST_MONTH))
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Right)
    assert tab.grid.place() == (0, 2)
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    shown.settle()
    assert _months(shown, made) == "2, 3" and tab.grid.place() == (0, 2)
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    shown.settle()
    assert _months(shown, made) == "3"
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    shown.settle()
    (audit,) = _audits(shown)
    assert shown.said[-1] == "Purchasing is planned for 2 Feb 2026. Enter opens the audit."
    assert shown.space.entries.get(audit).lines["audit_scope"][0].values["row"] == line
    number = shown.space.entries.get(audit).number
    assert tab.year_model.cell(0, FIRST_MONTH + 1).audits[0].number == number  # type: ignore[union-attr]
    assert tab.foot.audit.text() == f"Open {number}"
    with shown.qtbot.waitSignal(shown.page.record_requested) as asked:
        shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    assert asked.args == [audit, "audit"], "Enter again opens it, on the page of audits"


def test_an_audit_over_two_months_stands_in_both(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    line = shown.space.entry_lines.put(
        made, "programme_row", {"what": "Purchasing", "months": "6", "reason": "Complaints"}
    )
    audit = shown.space.audit_programmes.plan_audit(made, line, 6)
    days = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 7, 2)}
    shown.space.entries.change(audit, days)
    tab = _tab(shown, made)
    number = shown.space.entries.get(audit).number
    for column in (FIRST_MONTH + 5, FIRST_MONTH + 6):
        assert f"{number}, audit planned" in tab.year_model.said(0, column)
    assert "nothing planned" in tab.year_model.said(0, FIRST_MONTH + 7)
    tab.grid.setFocus()
    tab.grid.setCurrentIndex(tab.year_model.index(0, FIRST_MONTH + 6))
    assert tab.foot.audit.text() == f"Open {number}"
    shown.settle()
    _picture(shown.page, "year-over-two-months")


def test_a_reason_is_typed_below_the_grid_and_taken_back(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    shown.space.entry_lines.put(made, "programme_row", {"what": "Sales", "reason": "Once"})
    tab = _tab(shown, made)
    tab.grid.setFocus()
    tab.foot.reason.text.setPlainText("Two complaints about porosity")
    tab.foot.reason.commit()
    shown.settle()
    line = shown.space.entries.get(made).lines["programme_row"][0]
    assert line.shown["reason"] == "Two complaints about porosity"
    assert tab.year_model.row(0).reason == "Two complaints about porosity"  # type: ignore[union-attr]


def test_the_year_is_proposed_shown_and_put_in(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    tab = _tab(shown, made)
    assert tab.count.text().startswith("No line yet.")
    assert not tab.grid.horizontalScrollBar().isVisible()
    _picture(tab.window(), "year-empty")
    tab.propose.click()
    dialog = _dialog(shown)
    assert not dialog.go.isEnabled() and dialog.hint.text().startswith("There is nothing")
    dialog.reject()
    _processes(shown, 6)
    tab.propose.click()
    dialog = _dialog(shown)
    assert dialog.hint.text() == "6 of 6 ticked."
    _picture(dialog, "year-propose")
    changes: list[Any] = []
    tab.saved.connect(changes.append)
    shown.qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    shown.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    shown.settle()
    rows = tab.year_model.year.rows  # type: ignore[union-attr]
    assert [row.name for row in rows] == list(NAMES) and all(row.reason for row in rows)
    assert "9001:2015 8.4" in rows[1].clauses, "as the checklist of that name"
    assert shown.said[-1] == "6 lines are filled in."
    changes[-1].back(shown.space)
    assert not shown.space.audit_programmes.year(made).rows, "taken back in one go"


def test_coverage_is_told_in_words_and_lines_stay_typed(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    shown.space.entry_lines.put(
        made, "programme_row", {"what": "Sales", "months": "3", "clauses": "9001:2015 8.2"}
    )
    for n, question in enumerate(audits.held(shown.space, "standards", programme_id=made)):
        if n % 3:
            verdict = Verdict.MINOR if n % 20 == 1 else Verdict.CONFORM
            shown.space.auditing.answer(question.id, Answer(verdict))
    tab = _tab(shown, made)
    _view(shown, tab, COVERAGE)
    assert tab.coverage.choice is not None
    said = tab.coverage.words.text()
    assert said.startswith("2026: ") and "clauses looked at as a whole" in said
    index = tab.coverage.model.index(10, 4)
    tab.coverage.table.setCurrentIndex(index)
    assert "answered" in tab.coverage.cell.text()
    _picture(tab.window(), "year-coverage")
    shown.qtbot.mouseClick(
        tab.coverage.choice._buttons["ISO 14001:2015"], Qt.MouseButton.LeftButton
    )
    assert tab.coverage.chosen().standard == "14001"  # type: ignore[union-attr]
    _view(shown, tab, LINES)
    assert tab.table.isVisible() and tab.model.rowCount() == 2 and tab.remove.isVisible()


def test_a_closed_programme_stays_as_it_is(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _programme(shown)
    shown.space.entry_lines.put(made, "programme_row", {"what": "Sales", "months": "3"})
    shown.space.entries.take(made, "approve")
    shown.space.entries.take(made, "close_the_year", {"reviewed": "Good"})
    tab = _tab(shown, made)
    tab.grid.setFocus()
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    shown.qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    shown.settle()
    assert _months(shown, made) == "3" and not _audits(shown)
    assert not tab.propose.isEnabled() and not tab.foot.month.isEnabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forty_lines_are_read_at_a_small_window(page: Make, scheme: Any) -> None:
    shown = page(wide=1072, high=680)
    made = _programme(shown)
    anna = shown.space.companies.people()[0].id
    for n, process in enumerate(_processes(shown, 40, anna)):
        shown.space.entry_lines.put(
            made,
            "programme_row",
            {
                "process_id": process,
                "months": f"{n % 6 + 1}, {n % 6 + 7}",
                "weight": ("HIGH", "MIDDLE", "LOW")[n % 3],
                "every": 6,
                "auditor_id": anna if n % 5 == 0 else None,
                "clauses": "9001:2015 8.4",
                "reason": "Two minor findings in 2025; new moulding line in March.",
            },
        )
    lines = shown.space.entries.get(made).lines["programme_row"]
    for n in (0, 2, 3):
        shown.space.audit_programmes.plan_audit(made, lines[n].id, n + 1)
    held = shown.space.audit_programmes.plan_audit(made, lines[1].id, 2)
    shown.space.entry_lines.put(held, "audit_member", {"name": "Robin Amsel", "role": "LEAD"})
    shown.space.audit_filling.fill(held, ["process:purchasing"])
    shown.space.entries.change(held, {"not_covered": "-"})
    for step in ("prepare", "start", "finish_onsite"):
        shown.space.entries.take(held, step)
    current().use(scheme)
    tab = _tab(shown, made)
    tab.grid.setFocus()
    shown.qtbot.wait(100)
    assert tab.grid.place() == (0, 11), "the keyboard begins at this month"
    assert tab.grid.isColumnHidden(FIRST_MONTH) is False
    last = tab.grid.columnViewportPosition(FIRST_MONTH + 11) + tab.grid.columnWidth(FIRST_MONTH)
    assert last <= tab.grid.viewport().width(), "all twelve months are seen without scrolling"
    assert "owns" in tab.foot.warning.text()
    _picture(tab.window(), f"year-40-{scheme}")
    current().use("light")


def _programme(shown: Page) -> int:
    given = {"title": "Audits", "year": 2026, "criteria": "ISO 9001:2015, ISO 14001:2015"}
    return int(shown.space.entries.new("audit_programme", given))


def _processes(shown: Page, many: int, owner: int | None = None) -> list[int]:
    names = [NAMES[n] if n < len(NAMES) else f"Process {n}" for n in range(many)]
    return [shown.space.entries.new("process", {"title": t, "owner_id": owner}) for t in names]


def _tab(shown: Page, made: int) -> YearTab:
    shown.open(made, "audit_programme")
    tabs = shown.record.tabs
    tabs.setCurrentIndex(shown.record._keys.index("programme_row"))
    shown.settle()
    tab = shown.record._lines["audit_programme", "programme_row"]
    assert isinstance(tab, YearTab)
    return tab


def _view(shown: Page, tab: YearTab, key: str) -> None:
    shown.qtbot.mouseClick(tab.view._buttons[key], Qt.MouseButton.LeftButton)
    shown.settle()


def _dialog(shown: Page) -> ProposeDialog:
    shown.settle()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ProposeDialog)]
    return next(dialog for dialog in found if dialog.isVisible())


def _months(shown: Page, made: int) -> str:
    return str(shown.space.entries.get(made).lines["programme_row"][0].shown["months"])


def _audits(shown: Page) -> list[int]:
    rows = shown.space.desk.file.reader().execute("SELECT id FROM audit")
    return [row[0] for row in rows.fetchall()]


def _picture(widget: QWidget, name: str) -> None:
    """Into the folder of ISODESK_PICTURES, to be looked at."""
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))
