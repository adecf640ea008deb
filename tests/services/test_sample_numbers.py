"""The numbers of the sample company: a year of readings with an alarm, criteria in two editions,
two years of evaluations; and the starter sets of their registers."""

import pytest

from isodesk import registers
from isodesk.registers.evaluation_changes import Change
from isodesk.services.starters import row_values, sets_of
from isodesk.services.workspace import Workspace


def titled(space: Workspace, kind: str, title: str) -> int:
    row = (
        space.desk.file.reader()
        .execute("SELECT id FROM record WHERE kind = ? AND title = ?", (kind, title))
        .fetchone()
    )
    assert row is not None, title
    return int(str(row[0]))


def test_a_year_of_water_has_one_alarm_answered_and_one_open(sample: Workspace) -> None:
    water = sample.measuring.get(titled(sample, "meter", "Mains water, works"))
    assert len(water.chart.readings) == 12
    assert len(water.chart.breached) == 2
    (offer,) = water.offers
    assert "is over the alarm limit of 210" in offer.sentence


def test_every_meter_has_a_year_and_no_problem(sample: Workspace) -> None:
    rows = sample.desk.file.reader().execute("SELECT id FROM record WHERE kind = 'meter'")
    for (record,) in rows.fetchall():
        value = sample.entries.get(int(str(record)))
        assert value.problems == ()
        assert len(sample.measuring.get(value.id).chart.readings) in (4, 12)
        assert value.values["aspect_id"]


def test_the_second_edition_is_in_force_and_the_years_differ(sample: Workspace) -> None:
    first, *others = sample.criteria_sets.all()
    assert (first.in_force, first.edition) == (True, 2)
    assert [each.problem for each in others] == ["", ""]
    (newer, _), (older, _) = sample.laboratory.frozen()
    found = sample.laboratory.compare(older, newer)
    became = [each.named.title for each in found if each.change is Change.BECAME]
    assert "Test water with traces of oil" in became
    assert len(found) == 13


def test_one_aspect_is_decided_against_the_criteria(sample: Workspace) -> None:
    noise = sample.entries.get(titled(sample, "aspect", "Noise of the test bay in the evening"))
    assert noise.shown["significance"] == "Significant"
    assert noise.values["score"] == 9
    assert noise.problems == ()


@pytest.mark.parametrize("kind", ["aspect", "meter", "objective"])
def test_starter_sets_can_be_read(kind: str) -> None:
    register = registers.find(kind)
    assert register is not None
    sets = sets_of(kind)
    assert sets
    for each in sets:
        assert len(each.rows) >= 5
        for row in each.rows:
            assert row_values(register, row)["title"]
