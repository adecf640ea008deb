"""Blank sheets: printed with numbered rows, keyed back in once, wrong cells named."""

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace
from tests.printing.reading import page_count, text_of

COLUMNS = ("title", "activity", "condition", "severity")


def test_a_sheet_prints_its_columns_and_numbered_rows(workspace: Workspace) -> None:
    _, pdf = workspace.blanks.print("aspect", 24, COLUMNS)
    said = text_of(pdf)
    for word in ("ASP-B1", "Environmental aspects", "Activity", "Normal / Abnormal", "1–5", "24"):
        assert word in said
    assert page_count(pdf) == 2


def test_rows_are_keyed_in_once_by_their_numbers(workspace: Workspace) -> None:
    sheet, pdf = workspace.blanks.print("aspect", 3, COLUMNS)
    rows = {
        1: {"title": "Quench water", "activity": "Heat treatment", "severity": "4"},
        3: {"title": "Night noise", "condition": "abnormal"},
    }
    made = workspace.blanks.key_in(sheet, rows)
    value = workspace.entries.get(made[0])
    assert (value.title, value.values["severity"], value.state) == ("Quench water", 4, "draft")
    kept = workspace.blanks.get(sheet)
    assert (dict(kept.keyed), kept.done) == ({1: made[0], 3: made[1]}, False)
    with pytest.raises(Refused, match="Row 1 of ASP-B1 is keyed in already"):
        workspace.blanks.key_in(sheet, {1: {"title": "Again"}})
    workspace.blanks.key_in(sheet, {2: {"title": "Dust"}})
    assert workspace.blanks.get(sheet).done
    again = text_of(workspace.blanks.again(sheet)).split("isodesk · file state")[0]
    assert again == text_of(pdf).split("isodesk · file state")[0]


def test_a_wrong_cell_is_named_and_nothing_is_kept(workspace: Workspace) -> None:
    sheet, _ = workspace.blanks.print("aspect", 2, ("title", "severity", "owner_id"))
    rows = {
        1: {"title": "Dust", "severity": "9"},
        2: {"title": "Noise", "owner_id": "Nobody Known"},
    }
    with pytest.raises(Refused) as refused:
        workspace.blanks.key_in(sheet, rows)
    assert [p.field for p in refused.value.problems] == ["1:severity", "2:owner_id"]
    assert workspace.entry_lists.total("aspect") == 0
