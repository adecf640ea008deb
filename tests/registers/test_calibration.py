"""What a calibration says, and what it puts in doubt."""

from datetime import date
from decimal import Decimal

from isodesk.core.steps import AddLines, Put, Take
from isodesk.registers.calibration import (
    Calibration,
    Doubt,
    Point,
    Result,
    all_are_judged,
    doubtful,
    found_good,
    found_wrong,
    points_agree,
    result_of,
    was_right,
    was_wrong,
)
from tests.registers.around import Beside, near

DAY = date(2026, 11, 20)


def calibration(found: str | None, left: str | None, **values: object) -> Calibration:
    given = {"id": 3, "number": "CAL-1", "equipment_id": 7, "on_day": DAY}
    return Calibration.of({**given, "found": found, "left_as": left, **values})


def test_the_result_follows_from_before_and_after() -> None:
    assert result_of(calibration("IN", "IN")) is Result.PASS
    assert result_of(calibration("OUT", "IN")) is Result.ADJUSTED
    assert result_of(calibration("OUT", "OUT")) is Result.FAIL
    assert result_of(calibration("IN", None)) is None


def test_points_that_say_something_else_are_a_problem() -> None:
    point = Point.of(
        {
            "nominal": Decimal(85),
            "found": Decimal(90),
            "reads": Decimal("85.4"),
            "allowed": Decimal("3.4"),
        }
    )
    asked = calibration("IN", "IN", lines={"calibration_point": (point,)})
    assert [p.field for p in points_agree(asked)] == ["found"]
    right = calibration("OUT", "IN", lines={"calibration_point": (point,)})
    assert list(points_agree(right)) == []


def test_each_step_is_for_what_it_says() -> None:
    assert list(was_right(calibration("IN", "IN"), Beside())) == []
    assert list(was_right(calibration("OUT", "IN"), Beside()))
    assert list(was_wrong(calibration("OUT", "IN"), Beside())) == []
    assert list(was_wrong(calibration("IN", "IN"), Beside()))


def test_a_good_one_dates_the_instrument_and_frees_it() -> None:
    effects = list(found_good(calibration("IN", "IN", certificate="K 12"), Beside()))
    assert effects == [
        Put(7, {"calibrated_on": DAY, "certificate": "K 12"}),
        Take(7, "back_into_use"),
    ]


def test_in_doubt_is_what_was_made_with_it_since_it_was_last_right() -> None:
    tied = (
        near("inspection", id=21, on_day=date(2026, 5, 1)),
        near("inspection", id=22, on_day=date(2026, 5, 2)),
        near("inspection", id=22, on_day=date(2026, 5, 2)),  # by its field and by a line
        near("inspection", id=23, on_day=date(2026, 5, 3), state="void"),
        near("own:4", id=24, made_on=date(2026, 9, 9)),
        near("inspection", id=25, on_day=date(2026, 11, 21)),
        near("calibration", id=2, on_day=date(2026, 6, 1)),
    )
    since = date(2026, 5, 2)
    rows = doubtful(calibration("OUT", "IN"), Beside(tied={7: tied}), since)
    assert [(r["result_id"], r["made_on"]) for r in rows] == [
        (22, date(2026, 5, 2)),
        (24, date(2026, 9, 9)),
    ]
    every = doubtful(calibration("OUT", "IN"), Beside(tied={7: tied}), None)
    assert [r["result_id"] for r in every] == [21, 22, 24]


def test_a_wrong_one_quarantines_the_instrument_and_lists_its_results() -> None:
    around = Beside(
        others={7: near("equipment", id=7, calibrated_on=date(2026, 5, 2))},
        tied={7: (near("inspection", id=22, on_day=date(2026, 8, 2)),)},
    )
    good_before, lines, quarantine, since, dated = found_wrong(calibration("OUT", "IN"), around)
    assert good_before == Put(3, {"good_on": date(2026, 5, 2)})
    assert isinstance(lines, AddLines) and len(lines.rows) == 1
    assert quarantine == Take(7, "quarantine", "CAL-1: out of tolerance")
    assert since == Put(7, {"quarantined_on": DAY})
    assert isinstance(dated, Put) and dated.values["calibrated_on"] == DAY
    assert len(list(found_wrong(calibration("OUT", "OUT"), around))) == 4  # stays undated


def test_it_closes_when_every_result_is_judged() -> None:
    lines = (Doubt.of({"judgement": "STANDS"}), Doubt.of({}))
    asked = Beside(lined={"calibration_doubt": lines})
    assert list(all_are_judged(calibration("OUT", "IN"), asked)) == [
        "1 of 2 results in doubt have no judgement yet."
    ]
