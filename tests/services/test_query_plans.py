"""D4: how SQLite answers every list of a register; nothing walks a whole register but what is
named here, and that is asked on the worker (performance 2)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from isodesk import registers
from isodesk.core.filters import Condition
from isodesk.core.own_model import OwnField
from isodesk.core.rows import Narrowed
from isodesk.services.workspace import Workspace
from isodesk.store.rows import SqlRows

OWN = {"number": 3, "text": 1, "day": 2}


class Watched:
    """A connection that notes how each statement is answered."""

    def __init__(self, connection: Any, plans: list[str]) -> None:
        self._connection, self._plans = connection, plans

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        found = self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        self._plans += [str(step[3]) for step in found.fetchall()]
        return self._connection.execute(sql, parameters)

    def close(self) -> None: ...


@pytest.fixture
def space(workspace: Workspace) -> Iterator[Workspace]:
    """A register with own fields, and what SQLite knows of a full one."""
    with workspace.desk.unit() as unit:
        unit.session.add_all(
            OwnField(id=n, register="risk", label=kind.title(), kind=kind)
            for kind, n in OWN.items()
        )
    for n in range(30):
        workspace.entries.new("risk", {"title": f"Risk {n}", "likelihood": 2, "severity": 3})
    yield workspace


def planned(space: Workspace, rows: SqlRows, ask: str) -> list[str]:
    plans: list[str] = []
    watched = Watched(space.desk.file.reader(), plans)
    seen = replace(rows, reader=lambda: watched)
    page = seen.page(None, 5)
    plans.clear()
    if ask == "page":
        seen.page(page.next, 5)
    elif ask == "ids":
        seen.by_ids([row.id for row in page.rows])
    else:
        seen.count()
    return plans


def walks(plans: list[str]) -> list[str]:
    """Steps that read a whole register, or sort it."""
    return [p for p in plans if re.search(r"SCAN (r|x|w|record|risk)\b|TEMP B-TREE", p)]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("order", ["number", "title", "due_on", "own_1", "own_2", "own_3"])
def test_a_page_in_any_order_of_the_spine_or_an_own_field_is_a_walk_of_an_index(
    space: Workspace, order: str, down: bool
) -> None:
    rows = space.entry_lists.rows("risk", Narrowed(), order).ordered(order, down)
    assert walks(planned(space, rows, "page")) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Narrowed(systems=1),
        Narrowed(states=("open",)),
        Narrowed(conditions=(Condition("severity", "at_least", (4,)),)),
        Narrowed(conditions=(Condition("own_1", "contains", ("a",)),)),
        Narrowed(conditions=(Condition("own_3", "more", (5,)),)),
        Narrowed(text="pump"),
    ],
    ids=["systems", "state", "severity", "own words", "own number", "words"],
)
def test_a_filter_does_not_take_the_order_its_index(space: Workspace, wanted: Narrowed) -> None:
    plans = planned(space, space.entry_lists.rows("risk", wanted), "page")
    assert walks(plans) == [] and any("record_by_" in step for step in plans)


def test_any_page_is_read_by_its_keys(space: Workspace) -> None:
    for order in ("number", "score", "owner_id", "state"):
        plans = planned(space, space.entry_lists.rows("risk", Narrowed(), order), "ids")
        assert walks(plans) == [] and all("SCAN" not in step for step in plans)


def test_counts_come_from_the_tally(space: Workspace) -> None:
    plans = planned(space, space.entry_lists.rows("risk"), "count")
    assert plans == ["SEARCH tally USING PRIMARY KEY (kind=?)"]


@pytest.mark.parametrize("kind", [register.key for register in registers.every()])
def test_the_first_list_of_every_register_walks_an_index(workspace: Workspace, kind: str) -> None:
    plans: list[str] = []
    watched = Watched(workspace.desk.file.reader(), plans)
    rows = replace(workspace.entry_lists.rows(kind), reader=lambda: watched)
    rows.page(None, 5)
    assert [p for p in plans if re.search(r"SCAN (r|x|record)\b", p)] == []
    if rows.order in ("number", "title", "due_on"):
        assert walks(plans) == [], plans
