"""A chart of readings: where everything stands, and how it is said to who cannot see it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodesk.core.chart import (
    Chart,
    Guide,
    GuideKind,
    Reading,
    Shape,
    baseline_change,
    number_words,
    reading_words,
    summary,
)
from isodesk.core.chart_layout import Look, Measure, height_for, lay_out
from isodesk.core.chart_scale import day_ticks, month_ticks, value_scale

MEASURE = Measure(lambda text: 6.0 * len(text), 12.0)
GUIDES = (
    Guide(GuideKind.BASELINE, Decimal(360), "Baseline 360 m³"),
    Guide(GuideKind.TARGET, Decimal(324), "Target: at most 324 m³"),
    Guide(GuideKind.ALARM_HIGH, Decimal(400), "Alarm over 400 m³"),
)


def year(*values: str | int, guides: tuple[Guide, ...] = GUIDES) -> Chart:
    readings = [Reading(date(2026, n, 1), Decimal(v)) for n, v in enumerate(values, 1)]
    return Chart("Mains water", "m³", tuple(readings), guides)


@pytest.mark.parametrize(
    ("low", "high", "nought", "ticks"),
    [
        ("3", "97", True, "0 20 40 60 80 100"),
        ("288", "420", True, "0 100 200 300 400 500"),
        ("7.2", "9.1", False, "7 7.5 8 8.5 9 9.5"),
        ("-3", "4", True, "-4 -2 0 2 4"),
        ("5", "5", False, "2 3 4 5 6 7 8"),
        ("0", "0", True, "0 0.2 0.4 0.6 0.8 1"),
        ("0.0001", "0.0004", True, "0 0.0001 0.0002 0.0003 0.0004"),
    ],
)
def test_values_stand_on_round_steps(low: str, high: str, nought: bool, ticks: str) -> None:
    scale = value_scale([Decimal(low), Decimal(high)], 5, nought)
    assert " ".join(f"{tick.normalize():f}" for tick in scale.ticks) == ticks


def test_time_is_marked_so_that_the_words_fit() -> None:
    def words(ticks: object) -> str:
        return " ".join(tick.words for tick in ticks)  # type: ignore[attr-defined]

    first, last = date(2025, 10, 5), date(2026, 9, 28)
    assert words(month_ticks(first, last, 12)).startswith("Oct Nov Dec Jan")
    assert words(month_ticks(first, last, 4)) == "Oct Jan Apr Jul"
    assert words(month_ticks(date(2019, 3, 1), last, 5)) == "2020 2022 2024 2026"
    assert words(day_ticks(date(2026, 3, 1), date(2026, 3, 15), 4)) == "1 Mar 6 Mar 11 Mar"


def test_bars_stand_on_nought_and_taller_ones_are_higher() -> None:
    layout = lay_out(year(310, 295, 420), 500, 260, MEASURE)
    _, top, _, bottom = layout.plot
    bases = {mark.base for mark in layout.marks}
    assert bases == {bottom}
    assert [mark.breached for mark in layout.marks] == [False, False, True]
    third, first, second = sorted(layout.marks, key=lambda mark: mark.y)
    assert third.reading.value == 420
    assert top <= third.y < first.y < second.y < bottom
    alarm = next(level for level in layout.levels if level.look is Look.ALARM)
    assert third.y < alarm.y < first.y


def test_a_line_goes_through_its_points_in_the_order_of_days() -> None:
    days = [date(2026, 1, 5), date(2026, 3, 2), date(2026, 11, 20)]
    values = [Decimal(v) for v in ("7.2", "9.1", "6.1")]
    guide = Guide(GuideKind.ALARM_LOW, Decimal("6.5"), "Alarm under 6.5")
    readings = tuple(Reading(d, v) for d, v in zip(days, values, strict=True))
    chart = Chart("pH", "", readings, (guide,), Shape.LINE)
    layout = lay_out(chart, 500, 260, MEASURE)
    assert layout.paths == (tuple((mark.x, mark.y) for mark in layout.marks),)
    xs = [mark.x for mark in layout.marks]
    assert xs == sorted(xs)
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx(56 / 319, abs=0.01)
    assert [mark.breached for mark in layout.marks] == [False, False, True]
    assert any(word.text == "2026" for word in layout.words)


def test_the_legend_says_all_lines_and_wraps_where_it_is_narrow() -> None:
    chart = year(310, 420)
    wide, narrow = lay_out(chart, 900, 300, MEASURE), lay_out(chart, 300, 300, MEASURE)
    said = [sign.word.text for sign in wide.legend]
    assert said == ["Reading", "Beyond the limit", *(guide.words for guide in GUIDES)]
    assert len({sign.y for sign in wide.legend}) == 1
    assert len({sign.y for sign in narrow.legend}) > 2
    assert height_for(chart, 300, MEASURE, 120) > height_for(chart, 900, MEASURE, 120)


_values = st.decimals(-(10**9), 10**9, places=3, allow_nan=False)
_days = st.dates(date(1990, 1, 1), date(2080, 1, 1))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(_days, _values), max_size=30, unique_by=lambda pair: pair[0]),
    st.sampled_from(list(Shape)),
    st.lists(st.tuples(st.sampled_from(list(GuideKind)), _values), max_size=4),
    st.integers(120, 1500),
)
def test_whatever_is_measured_stays_in_its_box(
    pairs: list[tuple[date, Decimal]],
    shape: Shape,
    lines: list[tuple[GuideKind, Decimal]],
    width: int,
) -> None:
    readings = tuple(Reading(day, value) for day, value in sorted(pairs))
    guides = tuple(Guide(kind, value, f"Line {value}") for kind, value in lines)
    chart = Chart("Anything", "kg", readings, guides, shape)
    height = height_for(chart, width, MEASURE, 120)
    layout = lay_out(chart, width, height, MEASURE)
    left, top, right, bottom = layout.plot
    for mark in layout.marks:
        assert left - 0.01 <= mark.x <= right + 0.01
        assert top - 0.01 <= mark.y <= bottom + 0.01
    for level in layout.levels:
        assert top - 0.01 <= level.y <= bottom + 0.01
    for word in layout.words:
        assert 0 <= word.y <= height
    assert len(layout.grid) <= 20
    assert summary(chart)


def test_it_is_said_for_who_cannot_see_it() -> None:
    chart = year(310, 295, 420)
    assert summary(chart) == (
        "Mains water: 3 readings from Jan 2026 to Mar 2026, between 295\u00a0m³ and 420\u00a0m³. "
        "1 of 3 are beyond an alarm limit. The mean is 5.1 % below the baseline."
    )
    assert reading_words(chart, 2) == "Mar 2026: 420\u00a0m³, over the alarm limit of 400\u00a0m³"
    assert summary(year()) == "Mains water: no readings yet."
    assert baseline_change(year(1, guides=())) is None


def test_a_value_on_the_limit_keeps_it() -> None:
    assert year(400).breached == ()
    assert len(year("400.000001").breached) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("-0.50", "−0.5"),
        ("1234.5", "1234.5"),
        ("12345.60", "12\u00a0345.6"),
        ("1250000", "1\u00a0250\u00a0000"),
        ("1E+3", "1000"),
    ],
)
def test_numbers_are_written_plainly(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words
