"""Nonconformities and actions on a real file: from what was found to an effect that is verified,
what comes back, and what an action that did not work opens again."""

from datetime import date, timedelta

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace
from tests.services.firm import Firm

DAY = date(2026, 6, 1)


def opened(space: Workspace, title: str = "Holes out of place", **values: object) -> int:
    first = {
        "title": title,
        "origin": "INSPECTION",
        "severity": "MINOR",
        "found_on": DAY,
        "description": "14 of 60 casings.",
    }
    made = space.entries.new("nonconformity", {**first, **values})
    space.entries.take(made, "open")
    return made


def with_cause(space: Workspace, nc: int) -> None:
    space.entry_lines.put(nc, "why", {"question": "Why?", "answer": "No stop on the fixture."})
    cause = {"cause_kind": "NOT_DEFINED", "root_cause": "Fixtures are released without a check."}
    space.entries.take(nc, "record_the_cause", cause)


def planned_action(space: Workspace, source: int, owner: int | None) -> int:
    action = space.entries.grow(source, "add_an_action")
    values = {"title": "Fit a stop", "action_type": "CORRECTIVE", "by_on": DAY, "owner_id": owner}
    space.entries.change(action, values)
    space.entries.take(action, "plan")
    return action


def somebody_else(space: Workspace) -> int:
    me = space.desk.actor.person_id
    people = (p.id for p in space.companies.people() if p.id != me and not p.is_role)
    return next(people)


def test_from_what_was_found_to_an_effect_that_is_verified(workspace: Workspace) -> None:
    entries, other = workspace.entries, somebody_else(workspace)
    nc = opened(workspace)
    entries.take(nc, "contain", {"containment": "Casings set aside"})
    with_cause(workspace, nc)
    with pytest.raises(Refused, match="Add an action first"):
        entries.take(nc, "plan_actions")
    action = planned_action(workspace, nc, other)
    assert entries.get(action).values["source"] == "NONCONFORMITY"
    assert entries.get(action).shown["because"].startswith("NC-")
    entries.take(nc, "plan_actions")
    with pytest.raises(Refused, match="is not done yet"):
        entries.take(nc, "ask_for_verification")
    entries.take(action, "mark_as_done", {"result": "Stop fitted"})
    entries.take(nc, "ask_for_verification")
    with pytest.raises(Refused, match="is not verified yet"):
        entries.take(nc, "close", {"effect": "200 casings right"})
    entries.take(action, "verify_as_effective", {"effect": "200 casings right"})
    entries.take(nc, "close", {"effect": "200 casings right"})
    value = entries.get(nc)
    assert (value.state, value.closed) == ("closed", True)
    assert value.values["closed_on"] == workspace.desk.today()


def test_an_action_that_did_not_work_opens_its_source_again(workspace: Workspace) -> None:
    entries, other = workspace.entries, somebody_else(workspace)
    nc = opened(workspace)
    with_cause(workspace, nc)
    action = planned_action(workspace, nc, other)
    entries.take(nc, "plan_actions")
    entries.take(action, "mark_as_done", {"result": "Stop fitted"})
    entries.take(nc, "ask_for_verification")
    entries.take(action, "find_not_effective", {"effect": "It happened again"})
    assert entries.get(nc).state == "reopened"
    assert entries.get(action).state == "not_effective"
    assert workspace.histories.of(nc)[0].why == "Find not effective"


def test_who_owns_an_action_does_not_close_without_a_reason(workspace: Workspace) -> None:
    entries, me = workspace.entries, workspace.desk.actor.person_id
    nc = opened(workspace)
    with_cause(workspace, nc)
    action = planned_action(workspace, nc, me)
    entries.take(nc, "plan_actions")
    entries.take(action, "mark_as_done", {"result": "Stop fitted"})
    entries.take(nc, "ask_for_verification")
    with pytest.raises(Refused, match="Its owner does not verify it"):
        entries.take(action, "verify_as_effective", {"effect": "Good"})
    entries.change(action, {"alone": "One-person firm"})
    entries.take(action, "verify_as_effective", {"effect": "Good"})
    with pytest.raises(Refused, match="You own one of its actions"):
        entries.take(nc, "close", {"effect": "Good"})
    entries.change(nc, {"alone": "One-person firm; the customer looked at ten parts"})
    entries.take(nc, "close", {"effect": "Good"})


def test_what_comes_back_names_the_earlier_ones(workspace: Workspace) -> None:
    old = opened(workspace, "Holes out of place", clause="8.5.1", standard="ISO_9001")
    with_cause(workspace, old)
    long_ago = opened(workspace, "Long ago", found_on=DAY - timedelta(days=500))
    with_cause(workspace, long_ago)
    new = opened(
        workspace,
        "Holes again",
        found_on=DAY + timedelta(days=90),
        clause="8.5.1",
        standard="ISO_9001",
        cause_kind="NOT_DEFINED",
    )
    hint, *_ = workspace.register_hints.of("nonconformity", new)
    assert hint.tone == "amber"
    assert "Holes out of place (same cause and clause)" in hint.sentence
    assert "Long ago" not in hint.sentence
    assert hint.records == ((old, workspace.entries.get(old).number),)
    assert workspace.register_hints.of("nonconformity", old) == ()


def test_other_causes_are_not_the_same_cause(workspace: Workspace) -> None:
    opened(workspace, cause_kind="OTHER")
    new = opened(workspace, cause_kind="OTHER")
    assert workspace.register_hints.of("nonconformity", new) == ()


def test_progress_of_actions_is_seen_at_their_source(workspace: Workspace) -> None:
    nc = opened(workspace)
    first = planned_action(workspace, nc, somebody_else(workspace))
    planned_action(workspace, nc, somebody_else(workspace))
    workspace.entries.take(first, "mark_as_done", {"result": "Done"})
    (hint,) = workspace.register_hints.of("nonconformity", nc)
    assert hint.sentence == "1 of 2 actions done, 0 verified effective, 1 late."
    assert (hint.tone, len(hint.records)) == ("red", 2)


def test_a_nonconformity_asks_for_a_change_of_documents(workspace: Workspace, firm: Firm) -> None:
    from isodesk.services.change_asks import ask_for_change

    document = firm.draft()
    nc = opened(workspace)
    workspace.links.link(nc, document, "refers_to")
    request = workspace.changes.get(ask_for_change(workspace.desk, nc))
    assert request.title == "Holes out of place"
    assert request.source.startswith("NC-")
    assert [touch.document_id for touch in request.touches] == [document]
    assert "change_request" in {link.kind for link in workspace.links.of(nc)}
    assert "ask_for_a_document_change" in {g.key for g in workspace.entries.get(nc).grows}
