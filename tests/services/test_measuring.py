"""Readings on a real file: a year in one step, a limit that is passed, and its one offer."""

from datetime import date
from decimal import Decimal

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace


@pytest.fixture
def meter(workspace: Workspace) -> int:
    facts = {"title": "Mains water", "unit": "m³", "every": "FREQ=MONTHLY"}
    limits = {"alarm_high": Decimal(400), "baseline": Decimal(360), "target": Decimal(324)}
    made = workspace.entries.new("meter", {**facts, **limits})
    workspace.entries.take(made, "take_into_use")
    return made


def put(space: Workspace, meter: int, *readings: tuple[int, str]) -> tuple[int, ...]:
    """Readings of months of 2026; answers their lines."""
    rows = [
        (None, {"read_on": date(2026, month, 28), "value": Decimal(value)})
        for month, value in readings
    ]
    return space.entry_lines.put_many(meter, "reading", rows)


def test_readings_make_the_chart_and_the_standing(workspace: Workspace, meter: int) -> None:
    put(workspace, meter, *((n, str(300 + n)) for n in range(1, 7)))
    found = workspace.measuring.get(meter)
    assert [each.value for each in found.chart.readings] == [301, 302, 303, 304, 305, 306]
    assert (found.by_month, found.offers, found.fixed) == (True, (), "")
    assert workspace.entries.get(meter).shown["standing"] == "On target"


def test_a_passed_limit_offers_a_nonconformity_once(workspace: Workspace, meter: int) -> None:
    put(workspace, meter, (1, "390"), (2, "420"))
    (offer,) = workspace.measuring.get(meter).offers
    assert offer.sentence == ("Feb 2026: 420\u00a0m³ is over the alarm limit of 400\u00a0m³.")
    raised = workspace.measuring.raise_nonconformity(meter, offer.line_id)
    assert workspace.measuring.get(meter).offers == ()
    assert workspace.measuring.raise_nonconformity(meter, offer.line_id) == raised
    nc = workspace.entries.get(raised)
    assert nc.title.startswith("Mains water: Feb 2026: 420")
    assert nc.shown["origin"] == "A limit was passed"
    assert nc.shown["requirement"] == "Alarm over 400\u00a0m³"
    assert workspace.entry_lists.total("nonconformity") == 1
    links = [(link.words, link.number) for link in workspace.links.of(raised)]
    assert ("Raised from", "MTR-01") in links


def test_a_declined_offer_is_remembered_with_its_reason(workspace: Workspace, meter: int) -> None:
    put(workspace, meter, (2, "420"))
    (offer,) = workspace.measuring.get(meter).offers
    with pytest.raises(Refused, match="Say why"):
        workspace.measuring.decline(meter, offer.line_id, " ")
    workspace.measuring.decline(meter, offer.line_id, "The test bench was filled anew")
    assert workspace.measuring.get(meter).offers == ()
    (line,) = workspace.entries.get(meter).lines["reading"]
    assert line.shown["alarm"] == "No nonconformity"
    assert line.shown["alarm_reason"] == "The test bench was filled anew"
    put(workspace, meter, (3, "430"))
    assert len(workspace.measuring.get(meter).offers) == 1


def test_what_keeps_its_limits_again_needs_no_answer(workspace: Workspace, meter: int) -> None:
    put(workspace, meter, (2, "420"))
    (offer,) = workspace.measuring.get(meter).offers
    workspace.entry_lines.put(meter, "reading", {"value": Decimal(240)}, offer.line_id)
    assert workspace.measuring.get(meter).offers == ()
    with pytest.raises(Refused, match="keeps its limits now"):
        workspace.measuring.raise_nonconformity(meter, offer.line_id)


def test_readings_of_what_was_taken_out_stay(workspace: Workspace, meter: int) -> None:
    put(workspace, meter, (2, "420"))
    workspace.entries.take(meter, "take_out_of_use", reason="New meter")
    found = workspace.measuring.get(meter)
    assert found.offers == () and "closed" in found.fixed
    with pytest.raises(Refused, match="closed"):
        put(workspace, meter, (3, "1"))


def test_an_objective_shows_its_meter_and_takes_its_readings_once(
    workspace: Workspace, meter: int
) -> None:
    put(workspace, meter, *((n, str(360 - 6 * n)) for n in range(1, 5)))
    facts = {"title": "Less water", "measure": "Mains water", "plan": "Closed circuit"}
    days = {"start_on": date(2026, 2, 1), "by_on": date(2026, 12, 31), "meter_id": meter}
    objective = workspace.entries.new("objective", {**facts, **days, "unit": "m³"})
    found = workspace.measuring.get(objective)
    assert found.of_meter == "MTR-01 Mains water"
    assert (len(found.chart.readings), found.new_from_meter) == (4, 3)
    assert workspace.measuring.take_from_meter(objective) == 3
    assert workspace.measuring.take_from_meter(objective) == 0
    found = workspace.measuring.get(objective)
    assert (found.of_meter, found.new_from_meter) == ("", 0)
    assert [each.value for each in found.chart.readings] == [348, 342, 336]


def test_an_aspect_shows_what_measures_it(workspace: Workspace, meter: int) -> None:
    aspect = workspace.entries.new("aspect", {"title": "Water use"})
    workspace.entries.change(meter, {"aspect_id": aspect})
    assert workspace.measuring.charts_of_aspect(aspect).charts == ()
    put(workspace, meter, (1, "390"))
    ((record, name, chart),) = workspace.measuring.charts_of_aspect(aspect).charts
    assert (record, name, len(chart.readings)) == (meter, "MTR-01 Mains water", 1)
