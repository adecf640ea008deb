"""Aspects, criteria and evaluations on a real file: weighed at each save, frozen for good."""

from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.services.workspace import Workspace

FACTS = {"activity": "Heat treatment", "impact": "Warm water to the drain"}


def aspect(space: Workspace, title: str, **values: Any) -> int:
    made = space.entries.new("aspect", {"title": title, **FACTS, **values})
    space.entries.take(made, "open")
    return made


def matrix(space: Workspace, at: int, title: str = "Matrix") -> int:
    made = space.entries.new("criteria", {"title": title, "method": "MATRIX"})
    for label in ("Severity", "Likelihood"):
        levels = "1 Hardly any\n5 Very much"
        space.entry_lines.put(made, "criteria_item", {"label": label, "levels": levels})
    band = {"begins": Decimal(at), "word": "Significant", "significant": True}
    space.entry_lines.put(made, "criteria_band", band)
    return made


def standing(space: Workspace, record: int) -> tuple[Any, str]:
    value = space.entries.get(record)
    return value.values["score"], value.shown["significance"]


def test_without_criteria_the_simple_matrix_weighs(workspace: Workspace) -> None:
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    assert standing(workspace, quench) == (12, "Significant")
    assert "No criteria are in force yet." in workspace.entries.get(quench).values["why"]
    bare = aspect(workspace, "Noise")
    assert standing(workspace, bare) == (None, "To evaluate")


def test_criteria_that_come_into_force_weigh_every_aspect_anew(workspace: Workspace) -> None:
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    first = matrix(workspace, 13)
    assert standing(workspace, quench) == (12, "Significant")
    workspace.entries.take(first, "put_in_force")
    assert standing(workspace, quench) == (12, "Not significant")
    second = matrix(workspace, 12, "Matrix, second edition")
    workspace.entries.take(second, "put_in_force")
    assert standing(workspace, quench) == (12, "Significant")
    assert workspace.entries.get(first).state == "superseded"


def test_weighing_anew_tells_how_far_it_is_and_can_be_stopped(workspace: Workspace) -> None:
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    criteria = matrix(workspace, 13)

    def stop(done: int, of: int, what: str) -> None:
        assert (done, of) == (0, 1) and "aspects" in what
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.entries.take(criteria, "put_in_force", progress=stop)
    assert standing(workspace, quench) == (12, "Significant")
    assert workspace.entries.get(criteria).state == "draft"


def test_only_aspects_that_come_out_otherwise_are_written(workspace: Workspace) -> None:
    workspace.entries.take(matrix(workspace, 12), "put_in_force")
    by_field = aspect(workspace, "Quench water", severity=4, likelihood=3)
    same = aspect(workspace, "Noise", severity=5, likelihood=5)
    before = workspace.entries.get(same).version, workspace.entries.get(by_field).version
    workspace.entries.take(matrix(workspace, 13, "Second"), "put_in_force")
    after = workspace.entries.get(same).version, workspace.entries.get(by_field).version
    assert standing(workspace, by_field) == (12, "Not significant")
    assert after[1] == before[1] + 1
    said = [workspace.entries.get(each).values["why"] for each in (same, by_field)]
    assert all("13" in why for why in said) and after[0] == before[0] + 1
    workspace.entries.take(matrix(workspace, 13, "Third"), "put_in_force")
    assert workspace.entries.get(same).version == after[0]
    assert workspace.desk.file.reader().execute(
        "SELECT count(*) FROM history WHERE tab = 'aspect' AND change_id ="
        " (SELECT max(change_id) FROM history)"
    ).fetchone() == (0,)


def test_criteria_in_force_never_change(workspace: Workspace) -> None:
    criteria = matrix(workspace, 12)
    workspace.entries.take(criteria, "put_in_force")
    (band,) = workspace.entries.get(criteria).lines["criteria_band"]
    with pytest.raises(Refused, match="closed"):
        workspace.entries.change(criteria, {"title": "Other"})
    with pytest.raises(Refused, match="It is closed"):
        workspace.entry_lines.put(criteria, "criteria_band", {"begins": Decimal(5)}, band.id)
    with pytest.raises(Refused, match="It is closed"):
        workspace.entry_lines.end(criteria, "criteria_band", (band.id,))


def test_criteria_that_cannot_work_are_not_put_in_force(workspace: Workspace) -> None:
    criteria = workspace.entries.new("criteria", {"title": "Own", "method": "FORMULA"})
    (offer,) = workspace.entries.get(criteria).steps
    assert "Name at least one thing" in offer.missing
    item = {"label": "Severity", "levels": "1 Low\nHigh"}
    line = workspace.entry_lines.put(criteria, "criteria_item", item)
    assert "“High” is no level" in workspace.entries.get(criteria).steps[0].missing
    workspace.entry_lines.put(criteria, "criteria_item", {"levels": "1 Low\n5 High"}, line)
    workspace.entries.change(criteria, {"formula": "sevrity * 2"})
    assert "is “severity” meant?" in workspace.entries.get(criteria).steps[0].missing


def test_an_override_needs_its_reason_and_stands_above_the_criteria(workspace: Workspace) -> None:
    quench = aspect(workspace, "Quench water", severity=1, likelihood=1)
    workspace.entries.change(quench, {"override": "SIGNIFICANT"})
    assert standing(workspace, quench) == (1, "Significant")
    problems = workspace.entries.get(quench).problems
    assert "override_reason" in [problem.field for problem in problems]
    workspace.entries.change(quench, {"override_reason": "The brook is a reserve"})
    problems = workspace.entries.get(quench).problems
    assert [problem.field for problem in problems] == ["controls"]


def test_a_frozen_evaluation_keeps_what_was(workspace: Workspace) -> None:
    evaluation = workspace.entries.new("aspect_evaluation", {"title": "Evaluation 2026"})
    assert "Put a set of criteria in force" in workspace.entries.get(evaluation).steps[0].missing
    criteria = matrix(workspace, 12)
    workspace.entries.take(criteria, "put_in_force")
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    kept = aspect(
        workspace, "Lamps", severity=1, likelihood=1, override="SIGNIFICANT", override_reason="Law"
    )
    bare = aspect(workspace, "Noise")
    workspace.entries.take(evaluation, "freeze", {"conclusion": "As expected"})
    value = workspace.entries.get(evaluation)
    assert (value.state, value.closed) == ("closed", True)
    counts = [value.values[key] for key in ("evaluated", "significant", "missing")]
    assert counts == [3, 2, 1]
    assert value.values["criteria_id"] == criteria
    assert "From 12: Significant, significant" in value.values["criteria_words"]
    workspace.entries.change(quench, {"severity": 1, "title": "Quench water, closed loop"})
    lines = {line.values["aspect_id"]: line.values for line in value.lines["evaluated_aspect"]}
    assert lines[quench]["title"] == "Quench water"
    assert lines[quench]["scores"] == "Severity 4, Likelihood 3"
    assert lines[kept]["overridden"] and lines[kept]["reason"] == "Law"
    assert lines[bare]["significant"] is None
    with pytest.raises(Refused, match="closed"):
        workspace.entries.change(evaluation, {"title": "Other"})


def test_a_meter_knows_when_it_is_read_and_how_it_stands(workspace: Workspace) -> None:
    from datetime import date

    facts = {"title": "Mains water", "unit": "m³", "every": "FREQ=MONTHLY"}
    limits = {"alarm_high": Decimal(400), "baseline": Decimal(360)}
    meter = workspace.entries.new("meter", {**facts, **limits, "first_on": date(2026, 1, 31)})
    workspace.entries.take(meter, "take_into_use")
    assert workspace.entries.get(meter).due_on == date(2026, 1, 31)
    reading = {"read_on": date(2026, 1, 31), "value": Decimal(420)}
    workspace.entry_lines.put(meter, "reading", reading)
    value = workspace.entries.get(meter)
    assert value.due_on == date(2026, 2, 28)
    assert (value.shown["standing"], value.values["change"]) == (
        "Beyond the alarm limit",
        Decimal("16.7"),
    )


def test_an_objective_is_carried_on_from_where_it_came_to(workspace: Workspace) -> None:
    from datetime import date

    facts = {"title": "Less water", "measure": "Mains water", "plan": "Closed circuit"}
    days = {"start_on": date(2026, 1, 1), "by_on": date(2026, 12, 31)}
    aims = {"baseline": Decimal(360), "target": Decimal(324)}
    objective = workspace.entries.new("objective", {**facts, **days, **aims})
    workspace.entries.take(objective, "set")
    reading = {"read_on": date(2026, 11, 30), "value": Decimal(330)}
    workspace.entry_lines.put(objective, "reading", reading)
    value = workspace.entries.get(objective)
    assert (value.values["reached"], value.shown["pace"]) == (83, "Behind the plan")
    following = workspace.entries.get(workspace.entries.grow(objective, "carry_on_next_year"))
    assert following.values["baseline"] == 330
    assert following.values["by_on"] == date(2027, 12, 31)
    workspace.entries.take(objective, "call_missed", {"result": "330 instead of 324"})
    assert workspace.entries.get(objective).state == "missed"
