"""What the cells of lists say of values that are stored as something else."""

from datetime import UTC, date, datetime

import pytest

from isodesk.core.rows import Column, Kind
from isodesk.ui.cell_text import cell_text
from isodesk.ui.days import day_text

NOTICED = datetime(2026, 1, 9, 6, 55, tzinfo=UTC)
LOCAL = NOTICED.astimezone()


@pytest.mark.parametrize(
    ("kind", "stored", "said"),
    [
        ("yes", 1, "Yes"),
        ("yes", 0, "No"),
        ("yes", None, ""),
        ("moment", "2026-01-09T06:55:00Z", f"{day_text(LOCAL.date())}, {LOCAL:%H:%M}"),
        ("date", "2026-01-09", day_text(date(2026, 1, 9))),
        ("figure", 12, "12"),
    ],
)
def test_a_cell_says_its_value_in_words(kind: Kind, stored: object, said: str) -> None:
    column = Column("each", "Each", 8.0, kind)
    assert cell_text(column, stored, date(2026, 11, 23)) == (said, False)
