"""The significance laboratory on a real file: sets side by side, scores, editions, documents,
years frozen and compared."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.evaluation_changes import Change
from isodesk.registers.significance import Method
from isodesk.registers.significance_flips import flips, moved
from isodesk.registers.significance_sets import ready_set
from isodesk.services.workspace import Workspace
from isodesk.writing.tree import text_of

FACTS = {"activity": "Heat treatment", "impact": "Warm water to the drain"}


def aspect(space: Workspace, title: str, **values: Any) -> int:
    made = space.entries.new("aspect", {"title": title, **FACTS, **values})
    space.entries.take(made, "open")
    return made


def in_force(space: Workspace, method: Method = Method.MATRIX) -> int:
    made = space.criteria_sets.begin(method)
    space.entries.take(made, "put_in_force")
    return made


@pytest.mark.parametrize("method", list(Method))
def test_every_ready_set_becomes_a_draft_that_can_be_used(
    workspace: Workspace, method: Method
) -> None:
    made = workspace.criteria_sets.begin(method)
    (found,) = workspace.criteria_sets.all()
    ready = ready_set(method).criteria
    assert (found.id, found.problem, found.state) == (made, "", "draft")
    assert found.criteria == replace(ready, name=found.title)


def test_the_same_aspects_stand_under_several_methods(workspace: Workspace) -> None:
    in_force(workspace)
    workspace.criteria_sets.begin(Method.TRIGGERS)
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    workspace.laboratory.score(quench, "complaint", Decimal(1), "The parish wrote in March")
    bench = workspace.laboratory.bench()
    assert [each.in_force for each in bench.sets] == [True, False]
    found = [bench.aspects[0].outcome(each.criteria) for each in bench.sets if each.criteria]
    assert [each.significant for each in found] == [True, True]
    assert [each.score for each in found] == [12, 1]
    one = workspace.laboratory.of_aspect(quench)
    assert one.aspect == bench.aspects[0]
    assert one.reasons == {"complaint": "The parish wrote in March"}


def test_a_score_is_written_where_it_belongs_and_weighs_at_once(workspace: Workspace) -> None:
    in_force(workspace)
    quench = aspect(workspace, "Quench water")
    workspace.laboratory.score(quench, "severity", Decimal(5))
    workspace.laboratory.score(quench, "likelihood", Decimal(4))
    workspace.laboratory.score(quench, "limit", Decimal(1))
    workspace.laboratory.score(quench, "limit", Decimal(0))
    value = workspace.entries.get(quench)
    assert (value.values["severity"], value.values["score"]) == (5, 20)
    assert [line.values["value"] for line in value.lines["aspect_score"]] == [0]
    workspace.laboratory.score(quench, "limit", None)
    workspace.laboratory.score(quench, "severity", None)
    value = workspace.entries.get(quench)
    assert (value.lines["aspect_score"], value.shown["significance"]) == ((), "To evaluate")


def test_a_moved_threshold_flips_and_becomes_the_next_edition(workspace: Workspace) -> None:
    first = in_force(workspace)
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    aspect(workspace, "Sand", severity=5, likelihood=2)
    bench = workspace.laboratory.bench()
    criteria = bench.sets[0].criteria
    assert criteria is not None
    lower = moved(criteria, criteria.bands[-1], Decimal(10))
    aspects = [each.scored for each in bench.aspects]
    assert [flip.aspect.title for flip in flips(aspects, criteria, lower)] == ["Sand"]
    second = workspace.criteria_sets.next_edition(first, lower.bands)
    value = workspace.entries.get(second)
    assert (value.values["edition"], value.values["follows_id"]) == (2, first)
    workspace.entries.take(second, "put_in_force")
    assert workspace.entries.get(quench).shown["significance"] == "Significant"
    shown = [workspace.entries.get(each.scored.id).shown["significance"] for each in bench.aspects]
    assert shown == ["Significant", "Significant"]


def test_years_are_frozen_and_compared(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="Put a set of criteria in force first"):
        workspace.laboratory.freeze("Evaluation 2025")
    in_force(workspace)
    with pytest.raises(Refused, match="Open the aspects first"):
        workspace.laboratory.freeze("Evaluation 2025")
    assert workspace.entry_lists.total("aspect_evaluation") == 0
    quench = aspect(workspace, "Quench water", severity=4, likelihood=3)
    lamps = aspect(workspace, "Lamps", severity=2, likelihood=2)
    aspect(workspace, "Paper", severity=1, likelihood=1)
    first = workspace.laboratory.freeze("Evaluation 2025")
    workspace.laboratory.score(quench, "severity", Decimal(1))
    workspace.laboratory.score(lamps, "severity", Decimal(1))
    aspect(workspace, "Solvent", severity=5, likelihood=5)
    second = workspace.laboratory.freeze("Evaluation 2026", "A closed circuit at the quench")
    names = workspace.laboratory.frozen()
    assert [name.split(" ", 1)[1] for _, name in names] == ["Evaluation 2026", "Evaluation 2025"]
    found = workspace.laboratory.compare(first, second)
    assert [(each.named.title, each.change) for each in found] == [
        ("Quench water", Change.CEASED),
        ("Solvent", Change.NEW_SIGNIFICANT),
        ("Lamps", Change.SCORE),
        ("Paper", Change.SAME),
    ]


def test_criteria_become_a_document_ready_to_be_approved(workspace: Workspace) -> None:
    first = in_force(workspace, Method.WEIGHTED)
    document = workspace.criteria_sets.document_of(first)
    assert workspace.entries.get(first).values["document_id"] == document
    value = workspace.documents.get(document)
    assert (value.title, value.state) == ("Criteria for significant environmental aspects", "draft")
    words = text_of(workspace.written.tree(value.revisions[0].id).blocks)
    assert "CRI-01, edition 1" in words
    assert "Severity (weight 1.5)" in words
    assert "4\tLasting, local" in words
    assert "18\tHigh\tYes\tall aspects" in words
    second = workspace.criteria_sets.next_edition(first)
    assert workspace.criteria_sets.document_of(second) == document
    tree = workspace.written.tree(workspace.documents.get(document).revisions[0].id)
    assert "CRI-02, edition 2" in text_of(tree.blocks)
    assert len(workspace.documents.get(document).revisions) == 1


def test_the_meter_of_an_aspect_answers_method_seven(workspace: Workspace) -> None:
    from datetime import date

    workspace.criteria_sets.begin(Method.METER)
    water = aspect(workspace, "Water use")
    facts = {"title": "Mains water", "unit": "m³", "aspect_id": water, "baseline": Decimal(360)}
    meter = workspace.entries.new("meter", facts)
    reading = {"read_on": date(2026, 1, 31), "value": Decimal(414)}
    workspace.entry_lines.put(meter, "reading", reading)
    bench = workspace.laboratory.bench()
    criteria = bench.sets[0].criteria
    assert criteria is not None
    outcome = bench.aspects[0].outcome(criteria)
    assert (outcome.score, outcome.significant) == (15, None)
    assert outcome.band == "6 More than in the baseline years"
    assert outcome.why == "Last year is +15 % against the baseline. Only a suggestion."
