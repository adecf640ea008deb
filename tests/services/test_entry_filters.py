"""Conditions on fields of every kind, over real records of a register with an own field."""

from datetime import date, timedelta
from typing import Any

import pytest

from isodesk.core.filters import (
    Condition,
    filter_fields,
    from_json,
    made,
    operators,
    to_json,
    words,
)
from isodesk.core.kinds import Person
from isodesk.core.own_model import OwnField
from isodesk.core.problems import Refused
from isodesk.core.rows import Narrowed
from isodesk.services.lists import all_rows, grouped_rows
from isodesk.services.workspace import Workspace

TODAY = date(2026, 11, 23)


@pytest.fixture
def space(workspace: Workspace) -> Workspace:
    """Six aspects; two own fields, of which four records hold a value."""
    with workspace.desk.unit() as unit:
        unit.session.add_all(
            [
                OwnField(id=1, register="aspect", label="Drain", kind="text"),
                OwnField(id=2, register="aspect", label="Load", kind="number", unit="kg"),
            ]
        )
    people = {p.name: p.id for p in workspace.companies.people()}
    rows: list[dict[str, Any]] = [
        {"title": "Quench water", "severity": 4, "likelihood": 3, "own_1": "Yard, north 100%"},
        {"title": "Ölnebel", "severity": 2, "likelihood": 2, "own_2": 12},
        {"title": "Noise", "severity": 5, "condition": "EMERGENCY", "own_2": 3},
        {"title": "Paper", "next_on": TODAY + timedelta(days=10), "own_1": "Yard, south"},
        {"title": "Solvent", "next_on": TODAY - timedelta(days=3), "evaluated_on": TODAY},
        {"title": "Dust", "owner_id": people["Tom Hale"], "controls": "Filter"},
    ]
    for row in rows:
        workspace.entries.new("aspect", {"owner_id": None, **row})
    return workspace


def found(space: Workspace, *conditions: Condition, **more: Any) -> str:
    """Initials of what stands in the list."""
    rows = space.entry_lists.rows("aspect", Narrowed(conditions=conditions, **more))
    assert rows.count() == len(list(all_rows(rows)))
    at = [column.key for column in rows.columns].index("title")
    return "".join(str(row.values[at])[0] for row in all_rows(rows))


@pytest.mark.parametrize(
    ("field", "op", "typed", "expected"),
    [
        ("title", "contains", ["oln"], "Ö"),
        ("title", "contains", ["%"], ""),
        ("title", "lacks", ["s"], "QÖP"),
        ("title", "is", ["noise"], "N"),
        ("title", "begins", ["pa"], "P"),
        ("controls", "filled", [], "D"),
        ("controls", "blank", [], "QÖNPS"),
        ("severity", "at_least", ["4"], "QN"),
        ("severity", "less", ["4"], "Ö"),
        ("severity", "between", ["9", "2"], "QÖN"),
        ("severity", "is", ["5"], "N"),
        ("score", "more", ["4"], "Q"),
        ("score", "blank", [], "NPSD"),
        ("condition", "one_of", ["EMERGENCY"], "N"),
        ("condition", "none_of", ["EMERGENCY"], "QÖPSD"),
        ("next_on", "next_days", ["10"], "P"),
        ("next_on", "next_days", ["9"], ""),
        ("next_on", "last_days", ["3"], "S"),
        ("next_on", "past", [], "S"),
        ("due_on", "after", ["2026-11-23"], "P"),
        ("evaluated_on", "is", ["23 Nov 2026"], "S"),
        ("evaluated_on", "between", ["2026-12-01", "2026-11-01"], "S"),
        ("created", "is", ["2026-11-23"], "QÖNPSD"),
        ("created", "before", ["2026-11-23"], ""),
        ("state", "one_of", ["draft"], "QÖNPSD"),
        ("systems", "one_of", ["2"], "QÖNPSD"),
        ("owner_id", "mine", [], ""),
        ("owner_id", "blank", [], "QÖNPS"),
        ("own_1", "contains", ["yard"], "QP"),
        ("own_1", "contains", ["100%"], "Q"),
        ("own_1", "lacks", ["north"], "ÖNPSD"),
        ("own_1", "blank", [], "ÖNSD"),
        ("own_2", "at_least", ["3,5 kg"], "Ö"),
        ("own_2", "filled", [], "ÖN"),
    ],
)
def test_a_condition_finds_what_it_says(
    space: Workspace, field: str, op: str, typed: list[str], expected: str
) -> None:
    fields = space.entry_lists.fields("aspect").by_key
    condition = made(fields[field], op, typed)
    assert found(space, condition) == expected
    assert from_json(to_json([condition]), fields) == (condition,)


def test_a_person_is_chosen_from_those_there_are(space: Workspace) -> None:
    fields = space.entry_lists.fields("aspect")
    owner = fields.by_key["owner_id"]
    tom = next(key for key, name in fields.offered(owner) if name == "Tom Hale")
    condition = made(owner, "one_of", [tom])
    assert found(space, condition) == "D"
    assert words(condition, owner, fields.names) == "Owner: Tom Hale"
    space.sign_in(int(str(tom)), "Tom Hale")
    assert found(space, Condition("owner_id", "mine")) == "D"


def test_conditions_hold_together_and_with_the_rest(space: Workspace) -> None:
    severe = Condition("severity", "at_least", (2,))
    assert found(space, severe, Condition("own_2", "filled")) == "ÖN"
    assert found(space, severe, text="noi") == "N"
    assert found(space, severe, states=("open",)) == ""


def test_what_a_filter_says(space: Workspace) -> None:
    fields = space.entry_lists.fields("aspect")

    def said(key: str, op: str, *typed: str) -> str:
        each = fields.by_key[key]
        return words(made(each, op, typed), each, fields.names)

    assert said("severity", "at_least", "4") == "Severity at least 4"
    assert said("own_2", "between", "20", "5") == "Load from 5 kg to 20 kg"
    assert said("next_on", "next_days", "30") == "Next evaluation in the next 30 days"
    assert said("next_on", "before", "2026-12-01") == "Next evaluation before 1 Dec 2026"
    assert said("condition", "one_of", "NORMAL", "EMERGENCY") == "Condition: Normal or Emergency"
    assert said("title", "contains", "oil") == "Aspect contains “oil”"
    label = fields.by_key["controls"].label
    assert said("controls", "blank") == f"{label} blank"


def test_what_makes_no_sense_is_refused_in_a_sentence(space: Workspace) -> None:
    fields = space.entry_lists.fields("aspect").by_key
    for key, op, typed, sentence in (
        ("severity", "at_least", ["much"], "“much” is not a number"),
        ("severity", "between", ["1"], "Say what Severity is compared with"),
        ("condition", "one_of", [], "Choose what Condition should be"),
        ("next_on", "next_days", ["soon"], "a whole number of days"),
        ("next_on", "before", ["03/05/2026"], "two different days"),
        ("severity", "contains", ["4"], "set it anew"),
    ):
        with pytest.raises(Refused, match=sentence):
            made(fields[key], op, typed)


def test_what_was_kept_of_a_field_that_has_gone_is_left_out(space: Workspace) -> None:
    fields = space.entry_lists.fields("aspect").by_key
    kept = [["gone", "is", ["x"]], ["severity", "contains", ["4"]], ["severity", "is", []], "x"]
    assert from_json(kept, fields) == from_json({"a": 1}, fields) == ()
    assert found(space, Condition("own_99", "filled")) == "QÖNPSD"


def test_every_kind_can_be_asked_whether_it_is_blank() -> None:
    from isodesk import registers

    for register in registers.every():
        for each in filter_fields(register):
            keys = {op.key for op in operators(each.kind)}
            assert "blank" in keys and len(keys) > 1, (register.key, each.key)
            assert ("mine" in keys) == isinstance(each.kind, Person)


def test_headings_of_a_grouped_register(space: Workspace) -> None:
    def headings(key: str) -> list[tuple[str, int]]:
        rows = space.entry_lists.rows("aspect", Narrowed(group=key))
        return [(s.heading, len(found)) for s, found in grouped_rows(rows)]

    assert headings("condition") == [("Normal", 5), ("Emergency", 1)]
    assert headings("severity") == [("2", 1), ("4", 1), ("5", 1), ("Severity blank", 3)]
    assert headings("due_on") == [("Late", 1), ("Dec 2026", 1), ("Due blank", 4)]
    assert headings("owner_id") == [("Tom Hale", 1), ("Owner blank", 5)]
    assert headings("state") == [("Draft", 6)]
    assert headings("own_1") == [
        ("Yard, north 100%", 1),
        ("Yard, south", 1),
        ("Drain blank", 4),
    ]
    offered = {key for key, _ in space.entry_lists.fields("aspect").groups}
    assert {"state", "condition", "owner_id", "own_1"} <= offered
    assert not offered & {"title", "number", "impact"}
