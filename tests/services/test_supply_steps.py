"""Steps of products, supply and people on a real file, with what follows in other records."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace

YEARLY = "FREQ=YEARLY"


def an_instrument(space: Workspace) -> int:
    values = {"title": "Torque wrench", "every": YEARLY, "calibrated_on": date(2026, 3, 2)}
    made = space.entries.new("equipment", values)
    space.entries.take(made, "put_into_use")
    return made


def inspected(space: Workspace, on_day: date, instrument: int | None = None) -> int:
    values = {"title": "Flange bolts", "on_day": on_day, "equipment_id": instrument}
    return space.entries.new("inspection", values)


def calibrated(space: Workspace, instrument: int, found: str, left: str) -> int:
    made = space.entries.grow(instrument, "calibrate")
    values = {"on_day": date(2026, 11, 20), "found": found, "left_as": left, "certificate": "K 7"}
    space.entries.change(made, values)
    return made


def test_a_good_calibration_moves_the_next_day(workspace: Workspace) -> None:
    instrument = an_instrument(workspace)
    workspace.entries.take(instrument, "call_in")
    made = calibrated(workspace, instrument, "IN", "IN")
    workspace.entries.take(made, "record_as_good")
    value = workspace.entries.get(instrument)
    assert (value.state, value.due_on) == ("in_use", date(2027, 11, 20))
    assert value.values["label"] == "Calibrated until 20 Nov 2027"
    assert workspace.entries.get(made).closed


def test_out_of_tolerance_lists_what_it_puts_in_doubt(workspace: Workspace) -> None:
    instrument = an_instrument(workspace)
    inspected(workspace, date(2026, 3, 1), instrument)
    by_field = inspected(workspace, date(2026, 5, 4), instrument)
    by_line = inspected(workspace, date(2026, 9, 9))
    workspace.entry_lines.put(
        by_line, "inspection_reading", {"name": "Torque", "equipment_id": instrument}
    )
    made = calibrated(workspace, instrument, "OUT", "IN")
    with pytest.raises(Refused, match="out of tolerance: take that step"):
        workspace.entries.take(made, "record_as_good")
    workspace.entries.take(made, "out_of_tolerance")

    value = workspace.entries.get(made)
    lines = value.lines["calibration_doubt"]
    assert [line.values["result_id"] for line in lines] == [by_field, by_line]
    assert value.values["doubts"] == 2
    assert value.values["good_on"] == date(2026, 3, 2)
    assert workspace.entries.get(instrument).state == "quarantined"
    assert workspace.entries.get(instrument).values["calibrated_on"] == date(2026, 11, 20)

    judged = {"judgement": "Errs on the safe side"}
    with pytest.raises(Refused, match="2 of 2 results in doubt"):
        workspace.entries.take(made, "close_the_judgement", judged)
    for line in lines:
        workspace.entry_lines.put(made, "calibration_doubt", {"judgement": "STANDS"}, line.id)
    workspace.entries.take(made, "close_the_judgement", judged)
    assert workspace.entries.get(made).state == "closed"


def test_a_failed_one_stays_in_quarantine(workspace: Workspace) -> None:
    instrument = an_instrument(workspace)
    made = calibrated(workspace, instrument, "OUT", "OUT")
    workspace.entries.take(made, "out_of_tolerance")
    assert workspace.entries.get(instrument).values["calibrated_on"] == date(2026, 3, 2)
    with pytest.raises(Refused, match="since it went into quarantine"):
        workspace.entries.take(instrument, "back_into_use")


def test_held_training_puts_marks_into_the_matrix(workspace: Workspace) -> None:
    anna, tom = [p.id for p in workspace.companies.people()[:2]]
    skill = workspace.entries.new("skill", {"title": "Press a casing"})
    workspace.entries.take(skill, "put_in_force")
    made = workspace.entries.grow(skill, "plan_training")
    for person in (anna, tom):
        workspace.entry_lines.put(made, "training_attendee", {"person_id": person})
    workspace.entries.take(made, "plan", {"planned_on": date(2026, 12, 1)})
    assert workspace.entries.get(made).due_on == date(2026, 12, 1)
    first = workspace.entries.get(made).lines["training_attendee"][0]
    came = {"came": True, "level": 2}
    workspace.entry_lines.put(made, "training_attendee", came, first.id)
    held = {"held_on": date(2026, 12, 1), "check_on": date(2027, 1, 26)}
    workspace.entries.take(made, "note_as_held", held)
    [mark] = workspace.entries.get(skill).lines["skill_holder"]
    assert (mark.values["person_id"], mark.values["level"]) == (anna, 2)
    assert mark.values["paper"] == workspace.entries.get(made).number
    assert workspace.entries.get(skill).values["able"] == 1
    assert workspace.entries.get(made).due_on == date(2027, 1, 26)


def test_a_product_waits_for_its_papers_and_its_first_article(workspace: Workspace) -> None:
    product = workspace.entries.new("product", {"title": "Drain pump"})
    workspace.entries.take(product, "start_development")
    with pytest.raises(Refused, match="List the characteristics"):
        workspace.entries.take(product, "make_the_first_article")
    wall = {"name": "Wall", "least": 9, "most": 11}
    workspace.entry_lines.put(product, "product_characteristic", wall)
    workspace.entries.take(product, "make_the_first_article")
    with pytest.raises(Refused) as refused:
        workspace.entries.take(product, "release")
    assert "Name the documents it needs" in str(refused.value)
    assert "No first article has been accepted yet." in str(refused.value)


def test_a_person_who_leaves_is_asked_nothing_more(workspace: Workspace) -> None:
    tom = next(p for p in workspace.companies.people() if p.name == "Tom Hale")
    assert workspace.entries.get(tom.id).state == "active"
    workspace.entries.take(tom.id, "note_as_left", {"left_on": date(2026, 11, 30)})
    assert not next(p for p in workspace.companies.people() if p.id == tom.id).active
    workspace.entries.take(tom.id, "take_on_again")
    value = workspace.entries.get(tom.id)
    assert (value.state, value.values["active"], value.values["left_on"]) == ("active", True, None)


def test_a_new_person_may_sign_at_once(workspace: Workspace) -> None:
    made = workspace.entries.new("person", {"title": "Mira Holt", "roles": "Foundry"})
    assert made in [p.id for p in workspace.companies.people(active_only=True)]
    workspace.entries.take(made, "add")
    assert workspace.entries.get(made).state == "active"


def test_maintenance_dates_its_asset_and_stops_it(workspace: Workspace) -> None:
    values = {"title": "Compressor", "service": "FREQ=MONTHLY;INTERVAL=6"}
    asset = workspace.entries.new("asset", values)
    workspace.entries.take(asset, "put_into_use")
    work = workspace.entries.grow(asset, "plan_maintenance")
    done = {"done_on": date(2026, 11, 20), "outcome": "DOWN", "found": "Cracked belt guard"}
    workspace.entries.take(work, "mark_as_done", done)
    value = workspace.entries.get(asset)
    assert (value.state, value.due_on) == ("down", date(2027, 5, 20))


def test_what_missed_its_limit_stands_in_the_nonconformity(workspace: Workspace) -> None:
    values = {"title": "Casings, heat 4417", "stage": "RECEIVING", "batch": "4417"}
    made = workspace.entries.new("inspection", {**values, "on_day": date(2026, 11, 20)})
    asked = {"name": "Wall", "nature": "NUMERIC", "least": 9, "most": 11, "unit": "mm"}
    workspace.entry_lines.put(made, "inspection_reading", {**asked, "found": "8,7"})
    workspace.entry_lines.put(made, "inspection_reading", {**asked, "found": "9.4"})
    grown = workspace.entries.get(workspace.entries.grow(made, "raise_a_nonconformity"))
    assert grown.title == "Casings, heat 4417: Wall"
    assert grown.values["description"] == "Wall: 8,7 mm, asked 9 to 11 mm"
    assert (grown.values["origin"], grown.values["nc_type"]) == ("RECEIPT", "SUPPLIER")
    assert grown.values["reference"] == "4417"


@pytest.mark.parametrize("kind", ["calibration", "maintenance", "property", "supplier_incident"])
def test_a_nonconformity_and_an_action_grow_where_they_are_offered(
    workspace: Workspace, kind: str
) -> None:
    made = workspace.entries.new(kind, {"title": "Something is wrong"})
    for state in ("draft", "lost", "doubt"):
        with workspace.desk.unit() as unit:
            from isodesk.core.record import Record

            unit.session.get_one(Record, made).state = state
        grows = {grow.key for grow in workspace.entries.get(made).grows}
        if "raise_a_nonconformity" in grows:
            grown = workspace.entries.grow(made, "raise_a_nonconformity")
            assert workspace.entries.get(grown).kind == "nonconformity"
            return
    raise AssertionError("it is offered in no state")
