"""Every real sheet goes through the reader and the preview: read, or refused in one sentence."""

from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace

INPUTS = Path(__file__).parents[2].parent / "shared" / "inputs"
FILES = sorted(p for kind in ("sheet", "csv") for p in (INPUTS / kind).glob("*") if p.is_file())


@pytest.mark.inputs
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_sheet_is_previewed_without_an_exception(workspace: Workspace, path: Path) -> None:
    brought = workspace.sheet_import
    try:
        sheets = brought.read(path)
    except Refused as refused:
        assert str(refused).endswith(".")
        return
    with sheets:
        for table in sheets.tables[:3]:
            taken = brought.take(sheets, table)
            plan = brought.plan(taken, brought.propose(taken, "equipment"))
            assert plan.total <= table.rows
    assert workspace.entry_lists.total("equipment") == 0
