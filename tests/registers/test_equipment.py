"""When an instrument may be used."""

from datetime import date

import pytest

from isodesk.registers.equipment import Equipment, is_calibrated, is_good_again
from tests.registers.around import Beside

YEARLY = "FREQ=YEARLY"


def computed(key: str, **values: object) -> object:
    field = next(f for f in Equipment.fields if f.key == key)
    return field.compute(Equipment.of({"purpose": "PRODUCT", **values}))  # type: ignore[misc]


def test_the_next_calibration_is_an_interval_after_the_last_good_one() -> None:
    day = computed("calibration_on", calibrated_on=date(2026, 3, 3), every=YEARLY)
    assert day == date(2027, 3, 3)
    assert computed("calibration_on", calibrated_on=None, every=YEARLY) is None
    assert (
        computed(
            "calibration_on", calibrated_on=date(2026, 3, 3), every=YEARLY, purpose="INDICATION"
        )
        is None
    )


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"calibrated_on": date(2026, 3, 3), "every": YEARLY}, "Calibrated until 3 Mar 2027"),
        ({"purpose": "INDICATION"}, "For indication only"),
        (
            {"state": "quarantined", "calibrated_on": date(2026, 3, 3), "every": YEARLY},
            "Do not use",
        ),
        ({}, "Not calibrated"),
    ],
)
def test_the_label_says_what_the_instrument_is_good_for(
    values: dict[str, object], label: str
) -> None:
    assert computed("label", **values) == label


def test_only_what_is_good_today_goes_into_use() -> None:
    old = Equipment.of({"calibrated_on": date(2025, 10, 1), "every": YEARLY})
    assert list(is_calibrated(old, Beside())) == ["Its calibration ended on 1 Oct 2026."]
    new = Equipment.of({"calibrated_on": date(2026, 10, 1), "every": YEARLY})
    assert list(is_calibrated(new, Beside())) == []
    assert list(is_calibrated(Equipment.of({"purpose": "INDICATION"}), Beside())) == []


def test_quarantine_ends_with_a_calibration_made_since() -> None:
    before = {"quarantined_on": date(2026, 11, 1), "calibrated_on": date(2026, 10, 1)}
    assert list(is_good_again(Equipment.of(before), Beside()))
    since = {"quarantined_on": date(2026, 11, 1), "calibrated_on": date(2026, 11, 1)}
    assert list(is_good_again(Equipment.of(since), Beside())) == []
