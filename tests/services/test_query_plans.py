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
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.store.rows import SqlRows
from tests.company import make

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


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Workspace]:
    """A register with own fields, and what SQLite knows of a full one."""
    space = make(tmp_path_factory.mktemp("plans") / "harrow.isodesk", reader)
    with space.desk.unit() as unit:
        unit.session.add_all(
            OwnField(id=n, register="risk", label=kind.title(), kind=kind)
            for kind, n in OWN.items()
        )
    for n in range(30):
        space.entries.new("risk", {"title": f"Risk {n}", "likelihood": 2, "severity": 3})
    yield space
    space.close()


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


WHOLE = {
    "owner": Narrowed(group="owner_id"),
    "month": Narrowed(group="due_on"),
    "choice": Narrowed(group="treatment"),
    "own words": Narrowed(group="own_1"),
    "severity": Narrowed(conditions=(Condition("severity", "at_least", (4,)),)),
    "own number": Narrowed(conditions=(Condition("own_3", "more", (5,)),)),
    "words": Narrowed(text="pump"),
}


@pytest.mark.parametrize("order", ["number", "title", "score", "own_1"])
@pytest.mark.parametrize("wanted", WHOLE.values(), ids=WHOLE)
def test_a_whole_register_is_gone_through_in_the_order_it_lies_in(
    space: Workspace, wanted: Narrowed, order: str
) -> None:
    rows = space.entry_lists.rows("risk", wanted, order)
    plans: list[str] = []
    seen = replace(rows, reader=lambda: Watched(space.desk.file.reader(), plans))
    found = seen.ids(), seen.count(), seen.sections()
    assert found == (rows.ids(), rows.count(), rows.sections())
    read = [step for step in plans if re.match(r"(SCAN|SEARCH) r\b", step)]
    allowed = "record_by_kind|COVERING INDEX record_by_"
    assert read and [step for step in read if not re.search(allowed, step)] == []


@pytest.mark.parametrize("key", ["state", "owner_id", "due_on"])
def test_headings_of_the_spine_are_counted_without_its_rows(space: Workspace, key: str) -> None:
    rows = space.entry_lists.rows("risk", Narrowed(group=key))
    plans: list[str] = []
    replace(rows, reader=lambda: Watched(space.desk.file.reader(), plans)).sections()
    read = [step for step in plans if re.search(r"\b(r|tally)\b", step)]
    assert read and all("COVERING" in step or "tally" in step for step in read), plans


def test_states_and_systems_are_counted_by_the_tally(space: Workspace) -> None:
    made = list(space.entry_lists.rows("risk").ids())[:3]
    for each in made:
        space.entries.void(each, "Not ours")
    for wanted in (
        Narrowed(states=("void",)),
        Narrowed(states=("draft", "open"), systems=1),
        Narrowed(group="state"),
        Narrowed(group="state", states=("void", "draft")),
    ):
        rows = space.entry_lists.rows("risk", wanted)
        assert rows.source.tally is not None
        asked = f"SELECT r.state, count(*) {rows.source.body} GROUP BY 1"
        naive = dict(space.desk.file.reader().execute(asked, rows.source.params).fetchall())
        assert rows.count() == sum(naive.values())
        if wanted.group:
            assert {s.key: s.count for s in rows.sections()} == naive


def test_counts_come_from_the_tally(space: Workspace) -> None:
    plans = planned(space, space.entry_lists.rows("risk"), "count")
    assert plans == ["SEARCH tally USING PRIMARY KEY (kind=?)"]


@pytest.mark.parametrize("kind", [register.key for register in registers.every()])
def test_the_first_list_of_every_register_walks_an_index(space: Workspace, kind: str) -> None:
    plans: list[str] = []
    watched = Watched(space.desk.file.reader(), plans)
    rows = replace(space.entry_lists.rows(kind), reader=lambda: watched)
    rows.page(None, 5)
    assert [p for p in plans if re.search(r"SCAN (r|x|record)\b", p)] == []
    if rows.order in ("number", "title", "due_on"):
        assert walks(plans) == [], plans
