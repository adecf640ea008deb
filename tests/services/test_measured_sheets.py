"""Meters, aspects, evaluations and the bench on paper and in sheets, read back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from isodesk.registers.significance import Method
from isodesk.services.bench_tables import bench_table, changes_table
from isodesk.services.workspace import Workspace
from tests.printing.reading import page_count, text_of


def printed(space: Workspace, record: int) -> str:
    return text_of(space.entry_sheets.record(record, space.histories.of(record)))


def water(space: Workspace, **more: Any) -> int:
    facts = {"title": "Mains water", "unit": "m³", "baseline": Decimal(360)}
    limits = {"target": Decimal(324), "alarm_high": Decimal(400)}
    meter = space.entries.new("meter", {**facts, **limits, **more})
    rows = [
        (None, {"read_on": date(2026, n, 28), "value": Decimal(v)})
        for n, v in enumerate((310, 295, 420), 1)
    ]
    space.entry_lines.put_many(meter, "reading", rows)
    return meter


def test_a_meter_prints_with_its_chart_and_readings(workspace: Workspace) -> None:
    said = printed(workspace, water(workspace))
    for word in ("MTR-01", "Mains water", "Alarm over 400", "Beyond the limit", "28 Mar 2026"):
        assert word in said
    assert "Target: at most 324" in said
    assert "The mean is 5.1 % below the baseline." in said


def test_an_aspect_prints_what_measures_it(workspace: Workspace) -> None:
    aspect = workspace.entries.new("aspect", {"title": "Water use", "severity": 4, "likelihood": 3})
    water(workspace, aspect_id=aspect)
    said = printed(workspace, aspect)
    assert "MTR-01 Mains water" in said
    assert "Baseline 360" in said
    assert "Severity 4 × Likelihood 3 = 12" in said


def evaluated(space: Workspace) -> tuple[int, int]:
    criteria = space.criteria_sets.begin(Method.MATRIX)
    space.entries.take(criteria, "put_in_force")
    for title, severity in (("Quench water", 4), ("Lamps", 1)):
        facts = {"activity": "Works", "impact": "Some", "likelihood": 3}
        made = space.entries.new("aspect", {"title": title, "severity": severity, **facts})
        space.entries.take(made, "open")
    first = space.laboratory.freeze("Evaluation 2025")
    space.laboratory.score(made, "severity", Decimal(5))
    return first, space.laboratory.freeze("Evaluation 2026", "Lamps hold mercury")


def test_a_frozen_evaluation_prints_with_criteria_scores_and_results(workspace: Workspace) -> None:
    said = printed(workspace, evaluated(workspace)[1])
    for word in ("EVA-2026-02", "Lamps hold mercury", "From 12: Significant", "ASP-001", "Frozen"):
        assert word in said
    assert "Severity 5, Likelihood 3" in said.replace("\n", " ")


def test_the_bench_prints_and_exports_side_by_side(workspace: Workspace, tmp_path: Path) -> None:
    evaluated(workspace)
    workspace.criteria_sets.begin(Method.FMEA)
    table = bench_table(workspace.laboratory.bench())
    pdf = workspace.sheets.listing("Significance of the aspects", "aspects", table, 2)
    said = text_of(pdf)
    assert page_count(pdf) == 1
    for word in ("2 aspects", "ASP-001", "12, significant", "to evaluate", "(in force)"):
        assert word in said
    workspace.exports.table(table, tmp_path / "bench.csv")
    first, second, third = (tmp_path / "bench.csv").read_text("utf-8-sig").splitlines()
    assert first.count(";") + first.count(",") >= 4
    assert "Quench water" in second and "12, significant" in second
    assert "Lamps" in third


def test_two_years_print_side_by_side(workspace: Workspace) -> None:
    table = changes_table(workspace.laboratory.compare(*evaluated(workspace)))
    assert table.rows[0][1:5] == (
        "Lamps",
        "3, not significant",
        "15, significant",
        "Became significant",
    )
    said = text_of(workspace.sheets.listing("From 2025 to 2026", "aspects", table, 2))
    assert "Became significant" in said and "As before" in said
