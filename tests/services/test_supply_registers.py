"""The registers of products, supply and people on a real file: each is made, listed, searched."""

import pytest

from isodesk import registers
from isodesk.core.register import Group
from isodesk.core.rows import Narrowed
from isodesk.services.workspace import Workspace

OURS = [r.key for r in registers.every() if r.group in (Group.SUPPLY, Group.PEOPLE)]


@pytest.mark.parametrize("key", OURS)
def test_a_record_is_made_and_stands_in_its_list(workspace: Workspace, key: str) -> None:
    made = workspace.entries.new(key, {"title": "Kept well"})
    rows = workspace.entry_lists.rows(key)
    at = rows.position(made)
    assert at is not None and made in [row.id for row in rows.page_at(at, 1).rows]
    found = workspace.entry_lists.rows(key, Narrowed(text="kept wel"))
    assert [row.id for row in found.page_at(0, 9).rows] == [made]
    for column in rows.columns:
        if column.sortable:
            assert rows.ordered(column.key, True).count() == rows.count()


@pytest.mark.parametrize("key", OURS)
def test_a_line_of_each_kind_is_kept(workspace: Workspace, key: str) -> None:
    made = workspace.entries.new(key, {"title": "Kept well"})
    for lines in registers.find(key).lines:  # type: ignore[union-attr]
        workspace.entry_lines.put(made, lines.key, {})
        assert len(workspace.entries.get(made).lines[lines.key]) == 1
