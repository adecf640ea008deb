"""Registers of the environment on a real file: what one record's step tells another."""

from datetime import UTC, datetime, timedelta

from isodesk.core.kinds import Choice
from isodesk.services.register_hints import clock_words
from isodesk.services.workspace import Workspace
from tests.company import TestClock


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
    workspace.entry_lines.put(drill, "drill_person", {"name": "Fire brigade"})
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
    entries.take(incident, "record_the_notice", told)
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


def failing_check(space: Workspace, **control: object) -> int:
    entries, today = space.entries, space.desk.today()
    first = {
        "title": "Drain valve closed",
        "means": "TECHNICAL",
        "what": "Closed while filling",
        "criterion": "Closed",
        "every": "FREQ=WEEKLY",
        **control,
    }
    made = entries.new("control", first)
    entries.take(made, "put_in_force")
    check = entries.grow(made, "record_a_check")
    entries.change(check, {"checked_on": today, "outcome": "NOT", "found": "Valve stands open"})
    entries.take(check, "record")
    return check


def raised_from(space: Workspace, record_id: int) -> list[str]:
    links = space.links.of(record_id)
    return [link.number for link in links if link.kind == "nonconformity"]


def test_a_failed_check_raises_a_nonconformity_where_it_is_asked_to(workspace: Workspace) -> None:
    assert raised_from(workspace, failing_check(workspace)) == []
    check = failing_check(workspace, raises=True)
    assert len(raised_from(workspace, check)) == 1
    workspace.entries.take(check, "correct", reason="Wrong day")
    workspace.entries.take(check, "record")
    assert len(raised_from(workspace, check)) == 1, "the same check raises one, not two"


def overdue(space: Workspace, raises: bool) -> int:
    today = space.desk.today()
    made = space.entries.new(
        "equipment",
        {
            "title": "Gauge",
            "every": "FREQ=MONTHLY",
            "calibrated_on": today - timedelta(days=20),
            "raises": raises,
        },
    )
    register = space.catalogue.get("equipment")
    blank = [f for f in register.fields if f.required and f.key not in ("title", "every")]
    choices = {f.key: f.kind.choices[0][0] for f in blank if isinstance(f.kind, Choice)}
    texts = {f.key: "X" for f in blank if f.kind.key in ("text", "note")}
    space.entries.change(made, {**texts, **choices})
    space.entries.take(made, "put_into_use")
    return made


def test_an_overdue_calibration_raises_one_where_it_is_asked_to(
    workspace: Workspace, clock: TestClock
) -> None:
    plain, asked = overdue(workspace, False), overdue(workspace, True)
    assert workspace.overdue.raise_all() == ()
    clock.later(days=40)
    (nc,) = workspace.overdue.raise_all()
    assert workspace.overdue.raise_all() == (), "the next morning raises nothing more"
    value = workspace.entries.get(nc)
    assert value.values["origin"] == "CALIBRATION"
    assert "calibration was due on" in value.title
    assert (raised_from(workspace, plain), len(raised_from(workspace, asked))) == ([], 1)


def test_a_check_begins_with_what_its_control_looks_at(workspace: Workspace) -> None:
    entries = workspace.entries
    first = {"title": "Drains", "means": "SIGN", "what": "Marked", "criterion": "Each has a colour"}
    made = entries.new("control", first)
    workspace.entry_lines.put(made, "check_item", {"item": "Yard drain", "criterion": "Blue"})
    workspace.entry_lines.put(made, "check_item", {"item": "Sink", "criterion": "Red"})
    entries.take(made, "put_in_force")
    check = entries.get(entries.grow(made, "record_a_check"))
    rows = [(line.values["item"], line.values["criterion"]) for line in check.lines["check_answer"]]
    assert rows == [("Yard drain", "Blue"), ("Sink", "Red")]
