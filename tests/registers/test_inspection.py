"""What may be released."""

from datetime import date
from decimal import Decimal

from isodesk.registers.inspection import (
    Inspection,
    Measured,
    Result,
    comes_from_the_approved,
    instruments_were_right,
    is_all_rejected,
    is_read,
    quantities_add_up,
    result_of,
)
from tests.registers.around import Beside, near

GOOD = Measured.of({"name": "Wall", "nature": "NUMERIC", "least": 9, "most": 11, "found": "9.8"})
BAD = Measured.of({"name": "Wall", "nature": "NUMERIC", "least": 9, "most": 11, "found": "8,9"})
BLANK = Measured.of({"name": "Wall", "nature": "NUMERIC", "least": 9, "most": 11})


def read(*lines: Measured, **values: object) -> tuple[Inspection, Beside]:
    entry = Inspection.of({**values, "lines": {"inspection_reading": lines}})
    return entry, Beside(lined={"inspection_reading": lines})


def test_the_result_comes_from_the_quantities_else_from_the_readings() -> None:
    assert result_of(read(GOOD)[0]) is Result.ACCEPTED
    assert result_of(read(GOOD, BAD)[0]) is Result.REJECTED
    assert result_of(read(BLANK)[0]) is None
    assert result_of(read(BAD, accepted=Decimal(38), rejected=Decimal(2))[0]) is Result.PARTLY
    assert result_of(read(rejected=Decimal(2))[0]) is Result.REJECTED


def test_nothing_is_released_unread_or_out_of_limits() -> None:
    assert list(is_read(*read(GOOD))) == []
    assert "1 of 2 readings" in next(iter(is_read(*read(GOOD, BLANK))))
    assert "missed its limit" in next(iter(is_read(*read(GOOD, BAD))))
    assert list(is_read(*read(GOOD, BAD, accepted=Decimal(38), rejected=Decimal(2)))) == []
    assert list(is_read(*read()))
    assert list(is_all_rejected(*read(rejected=Decimal(4))))


def test_quantities_add_up() -> None:
    entry, _ = read(
        quantity=Decimal(40),
        sample=Decimal(50),
        accepted=Decimal(39),
        rejected=Decimal(2),
        conceded=Decimal(1),
    )
    assert [p.field for p in quantities_add_up(entry)] == ["accepted", "sample", "concession"]


def test_goods_of_a_supplier_that_is_not_approved_need_a_reason() -> None:
    entry, _ = read(supplier_id=4)
    around = Beside(others={4: near("supplier", id=4, state="suspended")})
    assert list(comes_from_the_approved(entry, around))
    entry.exception = "Urgent; all of it measured"
    assert list(comes_from_the_approved(entry, around)) == []
    entry.exception = None
    fine = Beside(others={4: near("supplier", id=4, state="approved")})
    assert list(comes_from_the_approved(entry, fine)) == []


def test_an_instrument_past_its_date_proves_nothing() -> None:
    line = Measured.of({"name": "Bore", "found": "120", "equipment_id": 8})
    entry, _ = read(line, equipment_id=7, on_day=date(2026, 11, 20))
    around = Beside(
        lined={"inspection_reading": (line,)},
        others={
            7: near("equipment", number="ME-1", calibration_on=date(2026, 11, 1)),
            8: near("equipment", number="ME-2", state="quarantined"),
        },
    )
    assert list(instruments_were_right(entry, around)) == [
        "ME-1 was calibrated until 1 Nov 2026 only.",
        "ME-2 is in quarantine. Measure again with another one.",
    ]
