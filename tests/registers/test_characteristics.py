"""A reading against what is asked, as an inspector writes it."""

from decimal import Decimal

import pytest

from isodesk.registers.characteristics import Nature, Verdict, alike, figure, judged, within


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("yes", "Yes"),
        ("YES ", "x"),
        ("Ja", "yes"),
        ("24 bar", "24,0 bar."),
        ("1.4571", "1.4571"),
        ("  matt   black", "Matt black"),
        ("Grün", "grun"),
    ],
)
def test_equal_is_meant_forgivingly(reading: str, expected: str) -> None:
    assert alike(reading, expected)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [("yes", "no"), ("24 bar", "25 bar"), ("matt", "matt black"), ("1", "10")],
)
def test_what_differs_stays_different(reading: str, expected: str) -> None:
    assert not alike(reading, expected)


def test_limits_hold_with_both_ends_in() -> None:
    assert within(Decimal(9), Decimal(9), Decimal(11)) is Verdict.MET
    assert within(Decimal("11.01"), Decimal(9), Decimal(11)) is Verdict.MISSED
    assert within(Decimal(8), None, Decimal(10)) is Verdict.MET


def test_better_than_asked_exceeds() -> None:
    assert within(Decimal(80), Decimal(70), None, Decimal(78)) is Verdict.EXCEEDED
    assert within(Decimal(72), Decimal(70), None, Decimal(78)) is Verdict.MET
    assert within(Decimal("1.9"), None, Decimal("2.8"), Decimal(2)) is Verdict.EXCEEDED
    assert within(Decimal("2.4"), None, Decimal("2.8"), Decimal(2)) is Verdict.MET


def test_a_number_is_read_out_of_what_was_written() -> None:
    assert figure("9,8 mm") == Decimal("9.8")
    assert figure("\u22120.02") == Decimal("-0.02")
    assert figure("free of cracks") is None


def test_a_reading_that_cannot_be_judged_is_not_judged() -> None:
    assert judged(Nature.NUMERIC, "good", Decimal(1), Decimal(2), None, None) is None
    assert judged(Nature.TEXT, "GG25", None, None, None, None) is None
    assert judged(Nature.NUMERIC, "", Decimal(1), None, None, None) is None
    assert judged(Nature.VISUAL, "ok", None, None, None, "no runs") is Verdict.MET
    assert (
        judged(Nature.VISUAL, "a run at the flange", None, None, None, "no runs") is Verdict.MISSED
    )
