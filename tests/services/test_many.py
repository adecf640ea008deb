"""Several records changed together: said beforehand, done in one unit, taken back in one."""

from datetime import date
from typing import Any

import pytest

from isodesk.core.own_model import OwnField
from isodesk.core.problems import Cancelled, Refused
from isodesk.core.rows import Narrowed
from isodesk.services.many import Wish
from isodesk.services.workspace import Workspace


@pytest.fixture
def space(workspace: Workspace) -> Workspace:
    with workspace.desk.unit() as unit:
        unit.session.add_all(
            OwnField(id=n, register=register, label="Drain", kind="text")
            for n, register in ((1, "aspect"), (2, "risk"))
        )
        unit.session.add(OwnField(id=3, register="risk", label="Cost", kind="number"))
    return workspace


def made(space: Workspace, count: int, **values: Any) -> list[int]:
    first = {"activity": "Fettling", "impact": "Noise", "severity": 2, "likelihood": 3}
    return [
        space.entries.new("aspect", {"title": f"Aspect {n}", **first, **values})
        for n in range(count)
    ]


def risks(space: Workspace, count: int) -> list[int]:
    first = {"likelihood": 2, "severity": 3}
    return [space.entries.new("risk", {"title": f"Risk {n}", **first}) for n in range(count)]


def changes(space: Workspace) -> int:
    row = space.desk.file.reader().execute("SELECT count(*) FROM change").fetchone()
    return int(row[0])


@pytest.mark.parametrize("kind", ["risk", "aspect"])
def test_fields_are_set_in_one_unit_and_what_follows_is_worked_out(
    space: Workspace, kind: str
) -> None:
    """A risk hangs on nothing else; an aspect is judged by the criteria in force."""
    ids = risks(space, 5) if kind == "risk" else made(space, 5)
    own, day = ("own_2", "treat_by") if kind == "risk" else ("own_1", "next_on")
    wish = Wish({"severity": 5, own: "Yard", day: date(2027, 3, 1), "title": "Öl"})
    plan = space.many.plan(kind, ids, wish)
    assert (plan.can, plan.cannot, plan.same) == (tuple(ids), (), 0)
    before = changes(space)
    done = space.many.apply(plan)
    assert changes(space) == before + 1 and done.count == 5
    for record_id in ids:
        value = space.entries.get(record_id)
        assert (value.values["score"], value.values[own]) == (10 if kind == "risk" else 15, "Yard")
        assert (value.due_on, value.title) == (date(2027, 3, 1), "Öl")
    rows = space.desk.file.reader().execute(
        "SELECT count(*), count(DISTINCT record_id) FROM due WHERE on_day = '2027-03-01'"
    )
    assert rows.fetchone() == (5, 5)
    listed = space.entry_lists.rows(kind, Narrowed(text="ol"))
    assert listed.count() == 5
    for typed in ("Öl", "yard"):
        assert {hit.record_id for hit in space.searching.find(typed)} == set(ids)
    assert space.backups.verify().whole


def test_it_says_what_cannot_and_why_and_leaves_those(space: Workspace) -> None:
    draft, opened, retired, alike = made(space, 4)
    for record_id in (opened, retired, alike):
        space.entries.take(record_id, "open")
    space.entries.change(retired, {"evaluated_on": date(2026, 11, 1)})
    space.entries.take(retired, "retire", reason="gone")
    space.entries.change(alike, {"severity": 5})
    ids = [draft, opened, retired, alike]
    plan = space.many.plan("aspect", ids, Wish({"severity": 5}))
    assert plan.can == (draft, opened) and plan.same == 1
    assert [(c.id, c.why) for c in plan.cannot] == [(retired, "It is retired; it stays as it is.")]
    empty = space.many.plan("aspect", ids, Wish({"impact": None}))
    assert empty.can == (draft,)
    assert {c.why for c in empty.cannot} >= {"Impact is required; it cannot be left empty."}
    with pytest.raises(Refused, match="from 1 to 5"):
        space.many.plan("aspect", ids, Wish({"severity": 9}))


def test_a_step_is_taken_by_all_that_may(space: Workspace) -> None:
    ids = made(space, 3)
    bare = space.entries.new("aspect", {"title": "Bare"})
    plan = space.many.plan("aspect", [*ids, bare], Wish(step="open"))
    assert plan.can == tuple(ids)
    assert plan.cannot[0].why == "Fill in first: Activity, product or service, Impact."
    done = space.many.apply(plan)
    assert not done.back
    assert {space.entries.get(i).state for i in ids} == {"open"}
    assert space.entries.get(bare).state == "draft"
    wish = Wish({"evaluated_on": date(2026, 11, 2)}, step="retire", reason="Line closed")
    assert space.many.plan("aspect", ids, Wish(step="retire")).can == ()
    space.many.apply(space.many.plan("aspect", ids, wish))
    assert all(space.entries.get(i).closed for i in ids)


def test_a_link_is_added_once(space: Workspace) -> None:
    ids, other = made(space, 3), made(space, 1)[0]
    space.links.link(ids[0], other, "implements")
    plan = space.many.plan("aspect", [*ids, other], Wish(link=(other, "implements")))
    assert plan.can == tuple(ids[1:]) and plan.same == 1
    assert plan.cannot[0].why == "A record is not linked to itself."
    space.many.apply(plan)
    assert len(space.links.of(other)) == 3


def test_it_is_taken_back_in_one_go(space: Workspace) -> None:
    ids, other = made(space, 3), made(space, 1)[0]
    space.entries.change(ids[0], {"own_1": "Roof"})
    wish = Wish({"severity": 5, "own_1": "Yard", "systems": 1}, link=(other, "implements"))
    done = space.many.apply(space.many.plan("aspect", ids, wish))
    space.entries.change(ids[2], {"severity": 4})
    assert space.many.take_back(done) == 3
    values = [space.entries.get(i).values for i in ids]
    assert [v["severity"] for v in values] == [2, 2, 4]
    assert [v["score"] for v in values] == [6, 6, 12]
    assert [v["own_1"] for v in values] == ["Roof", None, None]
    assert {v["systems"] for v in values} == {2} and space.links.of(other) == ()
    assert space.backups.verify().whole


def test_what_was_changed_meanwhile_stops_it(space: Workspace) -> None:
    ids = made(space, 2)
    plan = space.many.plan("aspect", ids, Wish({"severity": 5}))
    space.entries.change(ids[0], {"controls": "Filter"})
    with pytest.raises(Refused, match="changed meanwhile"):
        space.many.apply(plan)
    assert space.entries.get(ids[1]).values["severity"] == 2


def test_stopping_it_changes_nothing(space: Workspace) -> None:
    ids = made(space, 4)
    plan = space.many.plan("aspect", ids, Wish({"severity": 5}, step="open"))

    def stop(done: int, of: int, what: str) -> None:
        if what == "Taking the step" and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        space.many.apply(plan, stop)
    assert {space.entries.get(i).state for i in ids} == {"draft"}
    assert space.entries.get(ids[0]).values["severity"] == 2


def test_each_field_of_the_history_can_still_be_put_back(space: Workspace) -> None:
    record = made(space, 1)[0]
    space.many.apply(space.many.plan("aspect", [record], Wish({"severity": 5, "own_1": "A"})))
    told = space.histories.of(record)[0].fields
    shown = {f.label: (f.old, f.new, f.can_put_back) for f in told}
    assert shown["Severity"] == ("2", "5", True)
    assert shown["Drain"] == ("", "A", False)
    seq = next(f.seq for f in told if f.label == "Severity")
    space.histories.put_back(seq, "severity")
    assert space.entries.get(record).values["severity"] == 2


def test_many_records_cost_one_statement_a_table(space: Workspace) -> None:
    from sqlalchemy import event

    ids = risks(space, 40)
    plan = space.many.plan("risk", ids, Wish({"treatment": "REDUCE", "own_3": 7}))
    said: list[str] = []
    event.listen(
        space.desk.file.engine,
        "before_cursor_execute",
        lambda c, cursor, sql, *rest: said.append(sql),
    )
    space.many.apply(plan)
    written = [sql for sql in said if sql.split()[0] in ("UPDATE", "INSERT")]
    tables = [sql.split()[1 if sql.startswith("UPDATE") else 2] for sql in written]
    assert sorted(tables) == ["change", "own_value", "own_value", "record", "risk"]
