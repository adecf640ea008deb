"""Readings of meters and objectives: amounts, months, limits, standing; on plain values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.chart import Shape
from isodesk.registers.measures import ReadingLine, Standing, breaches, chart_of, standing, taken
from isodesk.registers.meter import Meter, limits_are_in_order
from isodesk.registers.objective import Objective, Pace, pace_of, way_done


def line(n: int, day: date, value: str | None, **more: Any) -> ReadingLine:
    made = ReadingLine.of({"read_on": day, "value": Decimal(value) if value else None, **more})
    made.id = n
    return made


def meter(*readings: tuple[date, str | None], **values: Any) -> Meter:
    lines = tuple(line(n, *each) for n, each in enumerate(readings, 1))
    limits = {"alarm_high": Decimal(400), "target": Decimal(324), "baseline": Decimal(360)}
    facts = {"title": "Water", "unit": "m³", "reads": "AMOUNT", "aim": "AT_MOST", **limits}
    return Meter.of({**facts, **values, "lines": {"reading": lines}})


JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def test_amounts_of_a_month_are_added_up() -> None:
    chart = chart_of(meter((MAR, "420"), (JAN, "100"), (date(2026, 1, 10), "210"), (FEB, None)))
    assert chart.shape is Shape.BARS
    assert [(r.day, r.value) for r in chart.readings] == [
        (date(2026, 1, 1), 310),
        (date(2026, 3, 1), 420),
    ]


def test_a_counter_gives_differences_and_may_begin_anew() -> None:
    counter = meter((JAN, "1000"), (FEB, "1250"), (MAR, "30"), reads="COUNTER")
    assert [each.amount for each in taken(counter)] == [250, 30]


def test_the_newest_reading_says_how_it_stands() -> None:
    assert standing(meter()) is Standing.NONE
    assert standing(meter((JAN, "420"))) is Standing.BEYOND
    assert standing(meter((JAN, "420"), (FEB, "330"))) is Standing.MISSED
    assert standing(meter((FEB, "324"))) is Standing.GOOD
    assert standing(meter((FEB, "324"), target=None)) is Standing.READ
    assert standing(meter((FEB, "300"), aim="AT_LEAST")) is Standing.MISSED


def test_a_breach_is_answered_once_for_its_month() -> None:
    (first,) = breaches(meter((JAN, "390"), (FEB, "250"), (date(2026, 2, 27), "160")))
    assert (first.reading.value, first.reading.day, first.answered) == (410, FEB.replace(day=1), 0)
    assert first.line_id == 2
    answered = meter((JAN, "410"))
    answered.lines["reading"][0].alarm = "DECLINED"
    assert [each.answered for each in breaches(answered)] == [True]


def test_the_legend_says_which_side_is_good() -> None:
    words = [guide.words for guide in chart_of(meter(aim="AT_LEAST")).guides]
    assert words[1] == "Target: at least 324\u00a0m³"
    assert [guide.kind.value for guide in chart_of(meter()).guides] == [
        "baseline",
        "target",
        "alarm_high",
    ]


def test_limits_leave_room_between_them() -> None:
    low = meter(alarm_low=Decimal(400))
    assert [p.field for p in limits_are_in_order(low)] == ["alarm_low"]
    assert [p.field for p in limits_are_in_order(meter(target=Decimal(401)))] == ["target"]
    assert list(limits_are_in_order(meter())) == []


def test_what_method_seven_asks_is_worked_out_of_the_readings() -> None:
    assert Meter.of({}).lines == {}
    change = next(f for f in Meter.fields if f.key == "change")
    assert change.compute is not None
    assert change.compute(meter((JAN, "390"), (FEB, "402"))) == Decimal("10.0")
    assert change.compute(meter((JAN, "390"), baseline=None)) is None


def objective(newest: str | None, last: date = MAR, **values: Any) -> Objective:
    facts = {"baseline": Decimal(360), "target": Decimal(324), "aim": "AT_MOST"}
    days = {"start_on": date(2026, 1, 1), "by_on": date(2026, 12, 31), "last_on": last}
    given = Objective.of({**facts, **days, **values, "title": "Less"})
    given.newest = Decimal(newest) if newest else None
    return given


@pytest.mark.parametrize(
    ("newest", "pace"),
    [
        (None, Pace.OPEN),
        ("324", Pace.REACHED),
        ("350", Pace.ON_PLAN),
        ("355", Pace.BEHIND),
        ("370", Pace.AWAY),
    ],
)
def test_the_pace_of_an_objective_on_the_day_of_its_reading(newest: str | None, pace: Pace) -> None:
    assert pace_of(objective(newest)) is pace


def test_a_way_is_done_in_either_direction() -> None:
    assert way_done(Decimal(360), Decimal(324), Decimal(342)) == 50
    assert way_done(Decimal(80), Decimal(95), Decimal(77)) == -20
    assert way_done(None, Decimal(95), Decimal(77)) is None
    assert way_done(Decimal(5), Decimal(5), Decimal(5)) is None
