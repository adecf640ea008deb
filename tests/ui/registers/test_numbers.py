"""Readings with their chart, scores with what the criteria say, the bench, years, concerns."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.registers.significance import Method
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.registers.bench_dialog import BenchDialog
from isodesk.ui.registers.compare_years_dialog import CompareYearsDialog
from isodesk.ui.registers.concerns_dialog import ConcernsDialog
from isodesk.ui.registers.freeze_dialog import FreezeDialog
from isodesk.ui.registers.readings_tab import ReadingsTab
from isodesk.ui.registers.scores_tab import ScoresTab
from tests.ui.registers.conftest import Page

Make = Callable[..., Page]
FACTS = {"activity": "Heat treatment", "impact": "Warm water to the drain"}


def meter(space: Any, *values: str, **more: Any) -> int:
    facts = {"title": "Mains water", "unit": "m³", "baseline": Decimal(360)}
    limits = {"target": Decimal(324), "alarm_high": Decimal(400)}
    made = space.entries.new("meter", {**facts, **limits, **more})
    rows = [
        (None, {"read_on": date(2026, n, 28), "value": Decimal(v)}) for n, v in enumerate(values, 1)
    ]
    space.entry_lines.put_many(made, "reading", rows)
    return int(made)


def aspect(space: Any, title: str, **values: Any) -> int:
    made = space.entries.new("aspect", {"title": title, **FACTS, **values})
    space.entries.take(made, "open")
    return int(made)


def readings(shown: Page, record: int, kind: str = "meter") -> ReadingsTab:
    shown.open(record, kind)
    shown.record.show_tab("reading")
    rest(shown)
    tab = shown.record._stack.currentWidget()
    assert isinstance(tab, ReadingsTab)
    return tab


def rest(shown: Page) -> None:
    """What was written is heard, read and shown, and what that asked for as well."""
    for _ in range(3):
        shown.settle(150)


def test_readings_are_typed_straight_down_month_after_month(page: Make, qtbot: QtBot) -> None:
    shown = page()
    made = meter(shown.space, "310", "295")
    tab = readings(shown, made)
    column = [f.key for f in tab.model.fields].index("value")
    tab.table.setFocus()
    tab.table.setCurrentIndex(tab.model.index(2, column))
    for typed in ("330", "420"):
        qtbot.keyClicks(tab.table, typed[0])
        qtbot.keyClicks(QApplication.focusWidget(), typed[1:])
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        rest(shown)
    found = shown.space.measuring.get(made)
    assert [(r.day.month, r.value) for r in found.chart.readings] == [
        (1, 310),
        (2, 295),
        (3, 330),
        (4, 420),
    ]
    assert tab.chart.accessibleName().startswith("Mains water: 4 readings")
    assert [line.words.text() for line in tab.offers] == [
        "Apr 2026: 420\u00a0m³ is over the alarm limit of 400\u00a0m³."
    ]


def test_a_column_of_a_spreadsheet_is_pasted_as_months(page: Make, qtbot: QtBot) -> None:
    shown = page()
    made = meter(shown.space, "310")
    tab = readings(shown, made)
    column = [f.key for f in tab.model.fields].index("value")
    QApplication.clipboard().setText("295\n322.5\n340\n")
    tab.table.setFocus()
    tab.table.setCurrentIndex(tab.model.index(1, column))
    qtbot.keyClick(tab.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(shown)
    found = shown.space.measuring.get(made).chart.readings
    assert [(r.day.month, str(r.value)) for r in found] == [
        (1, "310"),
        (2, "295"),
        (3, "322.5"),
        (4, "340"),
    ]


def test_a_passed_limit_is_answered_either_way_and_not_asked_again(page: Make) -> None:
    shown = page()
    made = meter(shown.space, "410", "420")
    tab = readings(shown, made)
    assert len(tab.offers) == 2
    tab.offers[0].make.click()
    rest(shown)
    assert shown.page.register.key == "nonconformity"
    assert shown.space.entry_lists.total("nonconformity") == 1
    tab = readings(shown, made)
    assert len(tab.offers) == 1
    tab.offers[0].none.click()
    asked = tab.findChild(ReasonDialog)
    asked.reason.set_value("The bench was filled anew")
    asked.step.click()
    rest(shown)
    assert tab.offers == []
    assert shown.space.measuring.get(made).offers == ()


def test_an_objective_takes_over_the_readings_of_its_meter(page: Make) -> None:
    shown = page()
    made = meter(shown.space, "360", "350")
    facts = {"title": "Less water", "measure": "Water", "plan": "Circuit", "unit": "m³"}
    objective = shown.space.entries.new("objective", {**facts, "meter_id": made})
    tab = readings(shown, objective, "objective")
    assert tab.note.text() == "The chart is that of MTR-01 Mains water."
    assert tab.take_over.isVisible()
    tab.take_over.click()
    rest(shown)
    assert len(tab.model.rows) == 2
    assert not tab.take_over.isVisible()


def test_scores_are_chosen_in_words_and_weigh_at_once(page: Make) -> None:
    shown = page()
    quench = aspect(shown.space, "Quench water", likelihood=3)
    for method in (Method.MATRIX, Method.TRIGGERS):
        made = shown.space.criteria_sets.begin(method)
        if method is Method.MATRIX:
            shown.space.entries.take(made, "put_in_force")
    shown.open(quench, "aspect")
    shown.record.show_tab("aspect_score")
    rest(shown)
    tab = shown.record._stack.currentWidget()
    assert isinstance(tab, ScoresTab)
    assert list(tab.fields)[:2] == ["severity", "likelihood"]
    severity = tab.fields["severity"]
    words = [severity.combo.itemText(at) for at in range(severity.combo.count())]
    assert words[4] == "4 Lasting, local"
    severity.combo.setCurrentIndex(4)
    severity.commit()
    rest(shown)
    assert [line.mark.word for line in tab.outcomes] == ["Significant", "To evaluate"]
    assert tab.outcomes[0].score.text() == "12"
    assert shown.space.entries.get(quench).shown["significance"] == "Significant"
    shown.page.undo()
    rest(shown)
    assert tab.outcomes[0].mark.word == "To evaluate"


def test_criteria_grow_their_next_edition_and_their_document(page: Make) -> None:
    shown = page()
    asked: list[tuple[int, str]] = []
    shown.page.record_requested.connect(lambda record, kind: asked.append((record, kind)))
    made = shown.space.criteria_sets.begin(Method.MATRIX)
    shown.space.entries.take(made, "put_in_force")
    shown.open(made, "criteria")
    shown.record.steps.grow("make_the_next_edition")
    rest(shown)
    second = shown.record.shown_id()
    assert shown.space.entries.get(second).values["follows_id"] == made
    assert len(shown.space.entries.get(second).lines["criteria_item"]) == 2
    shown.record.steps.grow("write_as_a_controlled_document")
    rest(shown)
    assert [kind for _, kind in asked] == ["document"]
    assert shown.space.entries.get(second).values["document_id"] == asked[0][0]


@pytest.fixture
def bench(page: Make) -> tuple[Page, BenchDialog]:
    shown = page()
    made = shown.space.criteria_sets.begin(Method.MATRIX)
    shown.space.entries.take(made, "put_in_force")
    shown.space.criteria_sets.begin(Method.FMEA)
    aspect(shown.space, "Quench water", severity=4, likelihood=3)
    aspect(shown.space, "Sand", severity=5, likelihood=2)
    aspect(shown.space, "Lamps", severity=1, likelihood=2)
    opened = BenchDialog(shown.page.tools, shown.page.entries.open_any, shown.page)
    opened.open()
    rest(shown)
    return shown, opened


def test_moving_a_threshold_shows_what_flips_and_makes_the_next_edition(
    bench: tuple[Page, BenchDialog],
) -> None:
    shown, opened = bench
    assert (opened.model.rowCount(), opened.model.columnCount()) == (3, 5)
    assert opened.model.index(0, 2).data() == "12 Significant"
    assert opened.model.index(0, 3).data() == "To evaluate"
    what_if = opened.what_if
    assert not what_if.keep.isEnabled()
    ((_, field),) = what_if.bands
    field.line.setText("10")
    rest(shown)
    assert what_if.said.text() == "1 aspect flips."
    assert what_if.up.text() == "Become significant (1)\nASP-002 Sand, 10"
    field.line.setText("13")
    rest(shown)
    assert what_if.down.text() == "No longer significant (1)\nASP-001 Quench water, 12"
    field.line.setText("999")
    rest(shown)
    assert "No aspect can reach 999" in what_if.said.text()
    assert not what_if.keep.isEnabled()
    field.line.setText("10")
    rest(shown)
    what_if.keep.click()
    rest(shown)
    assert shown.page.register.key == "criteria"
    assert shown.space.entries.get(shown.record.shown_id()).values["edition"] == 2


def test_a_year_is_frozen_and_compared_with_another(bench: tuple[Page, BenchDialog]) -> None:
    shown, opened = bench
    assert not opened.compare.isEnabled()
    shown.space.laboratory.freeze("Evaluation 2025")
    shown.space.laboratory.score(opened.model.aspect(2).scored.id, "severity", Decimal(5))
    shown.space.laboratory.score(opened.model.aspect(2).scored.id, "likelihood", Decimal(5))
    opened.freeze.click()
    asked = opened.findChild(FreezeDialog)
    asked.conclusion.set_value("Lamps came in")
    asked.step.click()
    rest(shown)
    assert shown.page.register.key == "aspect_evaluation"
    again = BenchDialog(shown.page.tools, shown.page.entries.open_any, shown.page)
    again.open()
    rest(shown)
    again.compare.click()
    years = again.findChild(CompareYearsDialog)
    rest(shown)
    assert years.said.text().startswith("Of 3 aspects 1 came to be significant and 0 no")
    assert years.table.model().index(0, 1).data() == "Lamps"


def test_a_concern_is_looked_at_ticked_and_laid_down(page: Make) -> None:
    shown = page()
    asked = ConcernsDialog(shown.page.tools, shown.page.entries.open_any, shown.page)
    asked.open()
    rest(shown)
    asked.choice.set_value("water")
    asked.choice.edited.emit("water")
    rest(shown)
    assert asked.wanted() == {"obligation", "aspect", "meter", "control", "objective"}
    assert shown.space.entry_lists.total("aspect") == 0
    asked.ticks["objective"].setChecked(False)
    assert "4" in asked.step.text()
    asked.step.click()
    rest(shown)
    assert shown.page.register.key == "aspect"
    assert shown.record.facts().entry.title == "Use of mains water"
    assert shown.space.entry_lists.total("objective") == 0
    again = ConcernsDialog(shown.page.tools, shown.page.entries.open_any, shown.page)
    again.open()
    rest(shown)
    again.choice.set_value("water")
    again.choice.edited.emit("water")
    rest(shown)
    assert again.wanted() == {"objective"}
