"""Starter sets: every row can be read by its register, and nothing stands twice."""

import pytest

from isodesk import registers
from isodesk.core.register import Register
from isodesk.services.starters import row_values, sets_of
from isodesk.services.workspace import Workspace

WITH_SETS = [register for register in registers.every() if sets_of(register.key)]


@pytest.mark.parametrize("register", WITH_SETS, ids=lambda r: r.key)
def test_every_row_can_be_read(register: Register) -> None:
    for each in sets_of(register.key):
        titles = [row["title"].casefold() for row in each.rows]
        assert len(titles) == len(set(titles))
        for row in each.rows:
            values = row_values(register, row)
            assert values["title"]


@pytest.mark.parametrize("register", WITH_SETS, ids=lambda r: r.key)
def test_a_set_is_put_in_once(workspace: Workspace, register: Register) -> None:
    first = sets_of(register.key)[0]
    before = workspace.entry_lists.total(register.key)
    made = workspace.starters.take(register.key, first.name, range(len(first.rows)))
    assert len(made) == len(first.rows)
    assert workspace.entries.get(made[0]).state == register.states[0].key
    assert workspace.starters.take(register.key, first.name, range(len(first.rows))) == ()
    assert workspace.entry_lists.total(register.key) == before + len(first.rows)
    offered = [o for o in workspace.starters.offered() if o.kind == register.key]
    assert offered[0].known == offered[0].rows
