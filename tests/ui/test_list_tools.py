"""Where a list goes as a file."""

from pathlib import Path

import pytest

from isodesk.ui.list_tools import with_ending


@pytest.mark.parametrize(
    ("typed", "as_csv", "written"),
    [
        ("Edition 4.2", False, "Edition 4.2.xlsx"),
        ("Edition 4.2", True, "Edition 4.2.csv"),
        ("list.CSV", False, "list.CSV"),
        ("list.xlsx", True, "list.xlsx"),
    ],
)
def test_a_name_with_a_dot_of_its_own_gets_its_ending(
    typed: str, as_csv: bool, written: str
) -> None:
    assert with_ending(Path("lists", typed), as_csv) == Path("lists", written)
