"""Concerns on a real file: looked at first, made in one step, linked, and never made twice."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.services.concerns import shipped
from isodesk.services.workspace import Workspace

ALL = {"obligation", "aspect", "meter", "control", "objective"}


def test_the_concerns_of_the_brief_are_there() -> None:
    keys = [concern.key for concern in shipped()]
    assert keys[:2] == ["waste", "water"]
    assert {"energy", "emissions", "spill", "noise", "packaging", "fuel"} <= set(keys)
    for concern in shipped():
        assert {row.kind for row in concern.rows} == ALL
        assert concern.about


@pytest.mark.parametrize("key", [concern.key for concern in shipped()])
def test_each_is_planned_then_laid_down_and_can_be_put_in_force(
    workspace: Workspace, key: str
) -> None:
    plan = workspace.concerns.plan(key)
    assert {row.ref for row in plan.rows} == ALL
    assert all(row.title and row.facts and not row.stands for row in plan.rows)
    assert workspace.entry_lists.total("aspect") == 0
    made = workspace.concerns.apply(plan, ALL).ids
    first = {"aspect": "open", "meter": "take_into_use", "control": "put_in_force"}
    for ref, step in first.items():
        workspace.entries.take(made[ref], step)
    assert [p.sentence for p in workspace.entries.get(made["meter"]).problems] == []
    assert workspace.entries.get(made["control"]).lines["check_item"]
    objective = workspace.entries.get(made["objective"])
    assert "manager" not in str(objective.problems)
    missing = [o.missing for o in workspace.entries.get(made["obligation"]).steps]
    assert any(text in ("", "Fill in first: Accountable manager.") for text in missing)


def test_the_rows_are_linked_to_each_other(workspace: Workspace) -> None:
    plan = workspace.concerns.plan("water")
    made = workspace.concerns.apply(plan, ALL).ids
    value = {ref: workspace.entries.get(record).values for ref, record in made.items()}
    assert value["aspect"]["obligation_id"] == made["obligation"]
    assert value["meter"]["aspect_id"] == made["aspect"]
    assert value["control"]["aspect_id"] == made["aspect"]
    assert value["control"]["obligation_id"] == made["obligation"]
    assert value["objective"]["aspect_id"] == made["aspect"]
    assert value["objective"]["meter_id"] == made["meter"]
    assert value["meter"]["every"] == "FREQ=MONTHLY"
    assert value["objective"]["by_on"] > workspace.desk.today()
    assert isinstance(value["meter"]["first_on"], date)


def test_only_what_is_ticked_is_made_and_what_stands_is_linked(workspace: Workspace) -> None:
    first = workspace.concerns.plan("waste")
    made = workspace.concerns.apply(first, {"aspect"}).ids
    assert workspace.entries.get(made["aspect"]).values["obligation_id"] is None
    again = workspace.concerns.plan("waste")
    assert {row.ref: row.stands for row in again.rows if row.stands} == {"aspect": "ASP-001"}
    more = workspace.concerns.apply(again, {"meter"}).ids
    assert workspace.entries.get(more["meter"]).values["aspect_id"] == made["aspect"]
    assert workspace.entry_lists.total("control") == 0


def test_a_plan_that_is_no_longer_true_makes_nothing(workspace: Workspace) -> None:
    plan = workspace.concerns.plan("waste")
    with pytest.raises(Refused, match="Tick at least one"):
        workspace.concerns.apply(plan, ())
    workspace.concerns.apply(plan, {"aspect"})
    with pytest.raises(Refused, match="changed meanwhile"):
        workspace.concerns.apply(plan, {"meter"})
    assert workspace.entry_lists.total("meter") == 0
