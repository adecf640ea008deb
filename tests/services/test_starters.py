"""Starter sets: every register has one, every row can be read, and nothing stands twice."""

import re

import pytest

from isodesk import registers
from isodesk.core.register import Register
from isodesk.services.entry_values import EntryValue
from isodesk.services.starters import StarterRow, line_values, row_values, sets_of
from isodesk.services.workspace import Workspace

EVERY = registers.every()


def by_key(register: Register) -> str:
    return register.key


def _words(row: StarterRow) -> str:
    lines = [text for lines in row.lines.values() for line in lines for text in line.values()]
    return " ".join([*row.texts.values(), *lines])


@pytest.mark.parametrize("register", EVERY, ids=by_key)
def test_every_register_has_a_set_worth_taking(register: Register) -> None:
    sets = sets_of(register.key)
    assert sum(len(each.rows) for each in sets) >= 5, "a register comes with a starter set"
    assert len({each.name for each in sets}) == len(sets)
    for each in sets:
        assert len(each.rows) >= 2
        said = [row for row in each.rows if len(row.texts) > 1 or row.lines]
        assert len(said) == len(each.rows), "a title alone saves nobody a minute"


@pytest.mark.parametrize("register", EVERY, ids=by_key)
def test_every_row_can_be_read(register: Register) -> None:
    for each in sets_of(register.key):
        titles = [row.title.casefold() for row in each.rows]
        assert len(titles) == len(set(titles))
        for row in each.rows:
            assert row_values(register, row)["title"]
            assert set(line_values(register, row)) == set(row.lines)


@pytest.mark.parametrize("register", EVERY, ids=by_key)
def test_nobody_real_is_in_a_set(register: Register) -> None:
    """No address, telephone number or company that could be somebody's."""
    for row in (row for each in sets_of(register.key) for row in each.rows):
        said = _words(row)
        assert not re.search(r"@|https?:|www\.|\+\d{2}|\b(Ltd|GmbH|Inc|LLC|S\.A)\b", said), said


@pytest.mark.parametrize("register", EVERY, ids=by_key)
def test_sets_become_drafts_once(workspace: Workspace, register: Register) -> None:
    """Texts and lines arrive as they are told and nothing said in them is wrong; a second time
    nothing is made."""
    starters = workspace.starters
    for each in sets_of(register.key):
        known = starters.known(register.key, each.name)
        left = [row for at, row in enumerate(each.rows) if at not in known]
        before = workspace.entry_lists.total(register.key)
        made = starters.take(register.key, each.name, range(len(each.rows)))
        assert workspace.entry_lists.total(register.key) == before + len(left)
        for row, record in list(zip(left, made, strict=True))[:4]:
            _arrived(workspace.entries.get(record), register, row)
        assert starters.take(register.key, each.name, range(len(each.rows))) == ()
    offered = [o for o in starters.offered() if o.kind == register.key]
    assert [o.known for o in offered] == [o.rows for o in offered]


def _arrived(entry: EntryValue, register: Register, row: StarterRow) -> None:
    assert (entry.state, entry.title) == (register.states[0].key, row.title)
    for key, lines in row.lines.items():
        assert len(entry.lines[key]) == len(lines)
    assert [p for p in entry.problems if p.field in row.texts] == []


def test_criteria_from_the_set_can_come_into_force(workspace: Workspace) -> None:
    """The ready sets of the house arrive whole: what is scored, and the bands."""
    (ready,) = sets_of("criteria")
    assert len(ready.rows) == 9
    made = workspace.starters.take("criteria", ready.name, range(len(ready.rows)))
    drafts = {each.id: each for each in workspace.criteria_sets.all()}
    assert [drafts[one].problem for one in made] == [""] * len(made)
    workspace.entries.take(made[0], "put_in_force", {})
    assert workspace.entries.get(made[0]).state == "in_force"


def test_a_calibration_comes_with_its_points(workspace: Workspace) -> None:
    (made,) = workspace.starters.take("calibration", "Workshop", [0])
    entry = workspace.entries.get(made)
    assert [line.shown["nominal"] for line in entry.lines["calibration_point"]] == [
        "10",
        "50",
        "100",
        "150",
    ]
    assert entry.shown["traceable"] == "Yes"
    assert "equipment_id" not in entry.values or entry.values["equipment_id"] is None


def test_a_checklist_comes_with_its_questions(workspace: Workspace) -> None:
    """As an audit would take them, so that none is asked twice."""
    ready, _ = sets_of("checklist")
    made = workspace.starters.take("checklist", ready.name, range(len(ready.rows)))
    purchasing = next(e for e in map(workspace.entries.get, made) if e.title == "Purchasing")
    first = purchasing.lines["check_question"][0]
    assert first.values["clauses"].startswith("9001:2015 8.4.1; 9001:2026 8.4.1")
    assert first.values["key"] == "purchasing-order-pick"
