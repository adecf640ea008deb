"""Registers of the environment on a real file: what one record's step tells another."""

from datetime import UTC, datetime, timedelta

from isodesk.services.register_hints import clock_words
from isodesk.services.workspace import Workspace


def test_a_check_tells_its_control_when_the_next_is_due(workspace: Workspace) -> None:
    entries, today = workspace.entries, workspace.desk.today()
    control = entries.new(
        "control",
        {
            "title": "Drain valve closed",
            "means": "TECHNICAL",
            "what": "Closed while filling",
            "criterion": "Closed",
            "every": "FREQ=WEEKLY",
        },
    )
    entries.take(control, "put_in_force")
    assert entries.get(control).due_on is None
    check = entries.grow(control, "record_a_check")
    entries.change(check, {"checked_on": today, "outcome": "OK"})
    entries.take(check, "record")
    value = entries.get(control)
    assert value.values["last"] == "OK"
    assert value.due_on == today + timedelta(days=7)


def test_a_drill_moves_the_next_one_of_its_scenario(workspace: Workspace) -> None:
    entries, today = workspace.entries, workspace.desk.today()
    scenario = entries.new(
        "scenario",
        {
            "title": "Diesel spill",
            "event": "SPILL",
            "happens": "Hose tears",
            "every": "FREQ=YEARLY",
        },
    )
    entries.take(scenario, "put_in_force")
    drill = entries.grow(scenario, "plan_a_drill")
    entries.change(drill, {"form": "WHOLE", "planned_on": today})
    entries.take(drill, "plan")
    assert entries.get(drill).due_on == today
    entries.put_line(drill, "drill_person", {"name": "Fire brigade"})
    entries.take(drill, "record_as_held", {"held_on": today})
    assert entries.get(drill).due_on is None
    due = entries.get(scenario).due_on
    assert due is not None
    assert due.year == today.year + 1


def test_the_clock_of_an_incident_is_due_and_said(workspace: Workspace) -> None:
    entries, now = workspace.entries, workspace.desk.clock()
    incident = entries.new(
        "incident",
        {
            "title": "Drum torn",
            "what": "SPILL",
            "found_at": now - timedelta(hours=1),
            "place": "Yard",
            "description": "40 litres",
            "duty": "YES",
            "authority": "Water company",
            "hours": 24,
        },
    )
    entries.take(incident, "report")
    assert entries.get(incident).due_on is not None
    (hint,) = workspace.register_hints.of("incident", incident)
    assert hint.sentence.startswith("Tell Water company within 2")
    told = {"notified_at": now, "notified_how": "By telephone, ref. 4471"}
    entries.take(incident, "record_that_the_authority_was_told", told)
    value = entries.get(incident)
    assert (value.due_on, value.values["in_time"]) == (None, True)
    assert workspace.register_hints.of("incident", incident) == ()


def test_the_clock_says_how_long_there_is() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert clock_words(now + timedelta(minutes=200), now, "the council") == (
        "Tell the council within 3 h 20 min."
    )
    assert clock_words(now - timedelta(days=3), now, "The council") == (
        "The council should have been told 3 days ago."
    )
