"""Records of registers on a real file: saved as typed, moved by steps, standing in the history."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.core.rows import Mark, Narrowed
from isodesk.services.workspace import Workspace

QUENCH = {
    "title": "Quench water discharge",
    "activity": "Heat treatment",
    "impact": "Warm water with oil traces to the storm drain",
}


def made(space: Workspace, **values: object) -> int:
    return space.entries.new("aspect", {**QUENCH, **values})


def test_a_new_record_is_a_draft_with_a_number(workspace: Workspace) -> None:
    first, second = made(workspace), made(workspace, title="Binder fumes")
    value = workspace.entries.get(first)
    assert (value.number, value.state, value.values["condition"]) == ("ASP-001", "draft", "NORMAL")
    assert workspace.entries.get(second).number == "ASP-002"
    assert value.shown["condition"] == "Normal"


def test_what_is_computed_follows_what_is_typed(workspace: Workspace) -> None:
    aspect = made(workspace)
    assert workspace.entries.get(aspect).values["score"] is None
    workspace.entries.change(aspect, {"severity": 4, "likelihood": 3})
    value = workspace.entries.get(aspect)
    assert value.values["score"] == 12
    assert [p.field for p in value.problems] == ["controls"]


def test_a_value_that_is_not_allowed_changes_nothing(workspace: Workspace) -> None:
    aspect = made(workspace, severity=2)
    with pytest.raises(Refused, match="from 1 to 5; 9 is not") as refused:
        workspace.entries.change(aspect, {"severity": 9, "title": "Other"})
    assert refused.value.problems[0].field == "severity"
    assert workspace.entries.get(aspect).title == QUENCH["title"]


def test_a_draft_may_lack_what_its_first_step_asks_for(workspace: Workspace) -> None:
    aspect = workspace.entries.new("aspect", {"title": "Night noise"})
    offer = workspace.entries.get(aspect).steps[0]
    assert offer.missing == "Fill in first: Activity, product or service, Impact."
    with pytest.raises(Refused, match="Fill in first: Activity"):
        workspace.entries.take(aspect, "open")
    workspace.entries.change(aspect, {"activity": "Fans", "impact": "Sleep of the neighbours"})
    workspace.entries.take(aspect, "open")
    assert workspace.entries.get(aspect).state == "open"
    with pytest.raises(Refused, match="Impact is required"):
        workspace.entries.change(aspect, {"impact": None})


def test_a_closed_record_stays_as_it_is(workspace: Workspace) -> None:
    aspect = made(workspace, evaluated_on=date(2026, 3, 1), next_on=date(2027, 3, 1))
    workspace.entries.take(aspect, "open")
    assert workspace.entries.get(aspect).due_on == date(2027, 3, 1)
    with pytest.raises(Refused, match="Say why"):
        workspace.entries.take(aspect, "retire")
    workspace.entries.take(aspect, "retire", reason="The furnace was sold")
    value = workspace.entries.get(aspect)
    assert (value.state, value.closed, value.due_on) == ("closed", True, None)
    with pytest.raises(Refused, match="closed record stays"):
        workspace.entries.change(aspect, {"activity": "Other"})


def test_void_needs_a_reason_and_leaves_the_list(workspace: Workspace) -> None:
    aspect = made(workspace)
    with pytest.raises(Refused, match="Say why"):
        workspace.entries.void(aspect, " ")
    workspace.entries.void(aspect, "Entered twice")
    lists = workspace.entry_lists
    assert (lists.total("aspect"), lists.rows("aspect").count()) == (0, 0)
    asked = lists.rows("aspect", Narrowed(states=("void",)))
    assert asked.count() == 1


def test_the_list_shows_words_and_sorts_by_them(workspace: Workspace) -> None:
    made(workspace, severity=5, likelihood=4, condition="EMERGENCY")
    made(workspace, title="binder fumes", severity=2, likelihood=2)
    made(workspace, title="Äther", condition="ABNORMAL")
    rows = workspace.entry_lists.rows("aspect")
    keys = [column.key for column in rows.columns]

    def shown(key: str, order: str) -> list[object]:
        page = rows.ordered(order, False).page(None, 10)
        return [row.values[keys.index(key)] for row in page.rows]

    assert shown("title", "title") == ["Äther", "binder fumes", "Quench water discharge"]
    assert shown("condition", "condition") == ["Normal", "Abnormal", "Emergency"]
    assert shown("score", "score") == [4, 20, None]
    assert shown("state", "state")[0] == Mark("Draft", "grey")
    assert workspace.entry_lists.rows("aspect", Narrowed(text="ather")).count() == 1
    assert workspace.entry_lists.total("aspect") == 3


def test_counts_are_kept_with_each_change(workspace: Workspace) -> None:
    made(workspace, next_on=date(2020, 1, 1))
    made(workspace)
    counted = workspace.catalogue.counts()["aspect"]
    assert (counted.total, counted.late) == (2, 1)
    assert "aspect" not in workspace.catalogue.counts(1)


def test_every_change_stands_in_the_history_and_in_the_search(workspace: Workspace) -> None:
    aspect = made(workspace)
    workspace.entries.change(aspect, {"condition": "EMERGENCY"})
    changes = workspace.histories.of(aspect)
    field = changes[0].fields[0]
    assert (field.label, field.old, field.new) == ("Condition", "Normal", "Emergency")
    workspace.histories.put_back(field.seq, "condition")
    assert workspace.entries.get(aspect).values["condition"] == "NORMAL"
    assert [hit.record_id for hit in workspace.searching.find("storm drain")] == [aspect]
