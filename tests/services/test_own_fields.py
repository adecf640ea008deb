"""Own fields and own registers are equal to the built-in ones: list, form, filter, search, print,
import, export and history; and what guards them."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from isodesk.core.filters import made as condition
from isodesk.core.problems import Refused
from isodesk.core.register import Group
from isodesk.core.rows import Narrowed
from isodesk.services.lists import all_rows, as_table
from isodesk.services.own_fields import KIND_WORDS, OwnFieldValue
from isodesk.services.own_registers import RegisterValue, Stage
from isodesk.services.workspace import Workspace

EVERY_KIND: dict[str, tuple[Any, str]] = {
    "text": ("Yard drain", "Yard drain"),
    "note": ("First line\nsecond", "First line\nsecond"),
    "whole": (7, "7"),
    "number": ("12.5", "12.5 kg"),
    "day": (date(2027, 2, 1), "1 Feb 2027"),
    "yes": (True, "Yes"),
    "choice": ("South", "South"),
    "every": ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
}


def words_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    said = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return said.stdout.decode()


def add(space: Workspace, label: str, kind: str = "text", **more: Any) -> str:
    """A field; answers its key."""
    register = more.pop("register", "idea")
    made = space.own_fields.save(OwnFieldValue(0, register, label, kind, **more))
    return f"own_{made}"


def hazards(space: Workspace) -> str:
    """An own register with two fields; answers its key."""
    key = space.own_registers.save(
        RegisterValue(title="Hazards", one="hazard", many="hazards", numbering="HAZ-{seq:03}")
    )
    add(space, "Place", register=key, on_list=True, section="Where")
    add(space, "Energy", "number", register=key, unit="kJ")
    return key


@pytest.fixture(params=["idea", "own"])
def kind(request: pytest.FixtureRequest, workspace: Workspace) -> str:
    """A built-in register with own fields, and one that is altogether the officer's."""
    if request.param == "own":
        return hazards(workspace)
    add(workspace, "Place", on_list=True, section="Where")
    add(workspace, "Energy", "number", unit="kJ")
    return "idea"


def keys(space: Workspace, kind: str) -> tuple[str, str]:
    place, energy = space.catalogue.get(kind).own_fields
    return place.key, energy.key


def filled(space: Workspace, kind: str) -> list[int]:
    place, energy = keys(space, kind)
    return [
        space.entries.new(kind, {"title": f"Press {n}", place: at, energy: amount})
        for n, (at, amount) in enumerate((("Hall 10", 5), ("Hall 9", 120), ("Yard", None)))
    ]


def test_list(workspace: Workspace, kind: str) -> None:
    filled(workspace, kind)
    place, energy = keys(workspace, kind)
    rows = workspace.entry_lists.rows(kind)
    shown = {c.key: (c.heading, c.shown) for c in rows.columns}
    assert shown[place] == ("Place", True) and shown[energy] == ("Energy, kJ", False)

    def listed(order: str, down: bool = False) -> list[object]:
        at = [c.key for c in rows.columns].index(order)
        return [row.values[at] for row in all_rows(rows.ordered(order, down))]

    assert listed(place) == ["Hall 9", "Hall 10", "Yard"]
    assert [str(v) for v in listed(energy, True)] == ["120", "5", "None"]


def test_form(workspace: Workspace, kind: str) -> None:
    place, energy = keys(workspace, kind)
    form = workspace.catalogue.get(kind).form
    assert form["Where"] == (place,) and form["Own fields"] == (energy,)
    record = workspace.entries.new(kind, {"title": "Press", energy: 3})
    assert workspace.entries.get(record).shown[energy] == "3 kJ"


def test_filter(workspace: Workspace, kind: str) -> None:
    filled(workspace, kind)
    fields = workspace.entry_lists.fields(kind).by_key
    place, energy = keys(workspace, kind)
    strong = condition(fields[energy], "more", ["5"])
    rows = workspace.entry_lists.rows(kind, Narrowed(conditions=(strong,)))
    assert rows.count() == 1
    grouped = workspace.entry_lists.rows(kind, Narrowed(group=place))
    assert [s.heading for s in grouped.sections()] == ["Hall 10", "Hall 9", "Yard"]
    assert workspace.entry_lists.rows(kind, Narrowed(text="yard")).count() == 1


def test_search(workspace: Workspace, kind: str) -> None:
    ids = filled(workspace, kind)
    assert {hit.record_id for hit in workspace.searching.find("hall")} == set(ids[:2])


def test_print(workspace: Workspace, kind: str) -> None:
    ids = filled(workspace, kind)
    record = words_of(workspace.entry_sheets.record(ids[1], workspace.histories.of(ids[1])))
    assert "Place" in record and "Hall 9" in record and "120 kJ" in record
    table = as_table(workspace.entry_lists.rows(kind))
    said = words_of(workspace.sheets.listing("List", "entries", table, 3))
    assert "Place" in said and "Hall 10" in said
    place, _ = keys(workspace, kind)
    _, blank = workspace.blanks.print(kind, 5, ("title", place))
    assert "Place" in words_of(blank)


def test_export_and_import(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    """What goes out as a workbook comes in again and changes nothing; a changed cell does."""
    ids = filled(workspace, kind)
    path = tmp_path / "list.xlsx"
    workspace.exports.table(as_table(workspace.entry_lists.rows(kind), hidden=True), path)
    before = [dict(workspace.entries.get(i).values) for i in ids]
    with_plan(workspace, path, kind, expected=(0, 0, 3))
    assert [dict(workspace.entries.get(i).values) for i in ids] == before
    place, _ = keys(workspace, kind)
    sheet = tmp_path / "new.csv"
    sheet.write_text('Title,Place,Energy\nCrane,Dock,"1,5 kJ"\n', encoding="utf-8")
    with_plan(workspace, sheet, kind, expected=(1, 0, 0))
    rows = workspace.entry_lists.rows(kind, Narrowed(text="Crane"))
    value = workspace.entries.get(next(iter(all_rows(rows))).id)
    assert value.shown[place] == "Dock" and "1.5 kJ" in value.shown.values()


def with_plan(space: Workspace, path: Path, kind: str, expected: tuple[int, int, int]) -> None:
    sheets = space.sheet_import.read(path)
    taken = space.sheet_import.take(sheets, sheets.tables[0])
    plan = space.sheet_import.plan(taken, space.sheet_import.propose(taken, kind))
    assert (plan.new, plan.changed, plan.same) == expected, plan
    space.sheet_import.apply(taken, plan)
    sheets.close()


def test_history(workspace: Workspace, kind: str) -> None:
    place, _ = keys(workspace, kind)
    record = workspace.entries.new(kind, {"title": "Press", place: "Hall 1"})
    workspace.entries.change(record, {place: "Hall 2"})
    newest = workspace.histories.of(record)[0].fields[0]
    assert (newest.label, newest.old, newest.new) == ("Place", "Hall 1", "Hall 2")
    workspace.histories.put_back(newest.seq, newest.column)
    assert workspace.entries.get(record).values[place] == "Hall 1"
    assert workspace.backups.verify().whole


@pytest.mark.parametrize("made", [*EVERY_KIND, "person", "record", "moment"])
def test_every_kind_is_kept_shown_and_listed(workspace: Workspace, made: str) -> None:
    from decimal import Decimal

    anna = next(p.id for p in workspace.companies.people() if p.name == "Anna Reyes")
    other = workspace.entries.new("idea", {"title": "Other"})
    more = {"number": {"unit": "kg"}, "choice": {"choices": ("North", "South")}}
    key = add(workspace, "Mine", made, on_list=True, **more.get(made, {}))
    now = workspace.desk.clock().replace(second=0, microsecond=0)
    special = {"person": (anna, "Anna Reyes"), "record": (other, "Other"), "moment": (now, "2026")}
    value, shown = {**EVERY_KIND, **special}[made]
    value = Decimal(value) if made == "number" else value
    record = workspace.entries.new("idea", {"title": "One", key: value})
    got = workspace.entries.get(record)
    assert got.values[key] == value and shown in got.shown[key]
    rows = workspace.entry_lists.rows("idea").ordered(key, False)
    assert next(iter(all_rows(rows))).id == record
    assert set(KIND_WORDS) == {*EVERY_KIND, "person", "record", "moment"}


def test_a_day_of_an_own_field_is_due(workspace: Workspace) -> None:
    key = add(workspace, "Renew by", "day", due="Renewal")
    record = workspace.entries.new("idea", {"title": "Permit", key: date(2026, 12, 1)})
    assert workspace.entries.get(record).due_on == date(2026, 12, 1)
    field = workspace.own_fields.of("idea")[0]
    workspace.own_fields.save(replace(field, due=""))
    assert workspace.entries.get(record).due_on is None
    workspace.own_fields.save(replace(field, due="Renewal"))
    assert workspace.entries.get(record).due_on == date(2026, 12, 1)
    workspace.own_fields.put_away(field.id)
    assert workspace.entries.get(record).due_on is None
    workspace.own_fields.bring_back(field.id)
    assert workspace.entries.get(record).due_on == date(2026, 12, 1)


def test_what_is_required_is_asked_at_the_first_step(workspace: Workspace) -> None:
    kind = hazards(workspace)
    key = add(workspace, "Who may be hurt", register=kind, required=True)
    record = workspace.entries.new(kind, {"title": "Press"})
    with pytest.raises(Refused, match="Fill in first: Who may be hurt"):
        workspace.entries.take(record, "open")
    workspace.entries.change(record, {key: "The fitter"})
    workspace.entries.take(record, "open")
    with pytest.raises(Refused, match="is required"):
        workspace.entries.change(record, {key: None})


@pytest.mark.parametrize("label", ["place", "PLACE ", "benefit", "State", "due", ""])
def test_a_label_twice_is_refused(workspace: Workspace, label: str) -> None:
    add(workspace, "Place")
    with pytest.raises(Refused, match=r"already|Give the field a name") as refused:
        add(workspace, label)
    assert refused.value.problems[0].field == "label"
    assert len(workspace.own_fields.of("idea")) == 1


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("choice", {"choices": ()}, "at least one choice"),
        ("choice", {"choices": ("A", "a ")}, "once only"),
        ("record", {"choices": ("nothing",)}, "stand in this file"),
        ("text", {"due": "Renewal"}, "Only a day"),
        ("colour", {}, "Choose what the field holds"),
    ],
)
def test_what_can_be_no_field_is_refused(
    workspace: Workspace, kind: str, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        add(workspace, "Mine", kind, **more)
    assert workspace.own_fields.of("idea") == ()


def test_a_field_put_away_keeps_its_values_and_comes_back(workspace: Workspace) -> None:
    key = add(workspace, "Place")
    record = workspace.entries.new("idea", {"title": "Press", key: "Hall 9"})
    field = workspace.own_fields.of("idea")[0]
    assert field.filled == 1
    workspace.own_fields.put_away(field.id)
    assert key not in workspace.catalogue.get("idea").by_key
    assert workspace.searching.find("hall") == ()
    other = add(workspace, "Place")
    with pytest.raises(Refused, match="already"):
        workspace.own_fields.bring_back(field.id)
    workspace.own_fields.put_away(int(other[4:]))
    workspace.own_fields.bring_back(field.id)
    assert workspace.entries.get(record).values[key] == "Hall 9"
    assert [hit.record_id for hit in workspace.searching.find("hall")] == [record]
    assert [f.active for f in workspace.own_fields.of("idea")] == [True, False]


def test_another_kind_is_a_plan_value_by_value(workspace: Workspace) -> None:
    key = add(workspace, "Size")
    texts = ("12 kg", "1.250,5", "about ten", "7")
    ids = [workspace.entries.new("idea", {"title": t, key: t}) for t in texts]
    field = workspace.own_fields.of("idea")[0]
    number = replace(field, kind="number", unit="kg")
    with pytest.raises(Refused, match="see first what becomes of them"):
        workspace.own_fields.save(number)
    plan = workspace.own_fields.plan_kind(number)
    assert (plan.kept, plan.converted) == (0, 3)
    assert [(lost.value, lost.why) for lost in plan.lost] == [
        ("about ten", "“about ten” is not a number.")
    ]
    assert ("12 kg", "12 kg") in plan.examples
    workspace.own_fields.apply_kind(plan)
    shown = [workspace.entries.get(i).shown[key] for i in ids]
    assert shown == ["12 kg", "1250.5 kg", "", "7 kg"]
    told = workspace.histories.of(ids[2])[0]
    assert "another kind" in told.why
    back = workspace.own_fields.plan_kind(replace(workspace.own_fields.of("idea")[0], kind="text"))
    assert (back.converted, back.lost) == (3, ())
    workspace.own_fields.apply_kind(back)
    assert workspace.entries.get(ids[0]).values[key] == "12 kg"
    assert workspace.backups.verify().whole


def test_choices_and_people_are_found_by_their_names(workspace: Workspace) -> None:
    key = add(workspace, "Who")
    ids = [workspace.entries.new("idea", {"title": "t", key: t}) for t in ("anna reyes", "Nobody")]
    person = replace(workspace.own_fields.of("idea")[0], kind="person")
    plan = workspace.own_fields.plan_kind(person)
    assert plan.converted == 1 and plan.lost[0].why == "“Nobody” names no record of that kind."
    workspace.own_fields.apply_kind(plan)
    assert workspace.entries.get(ids[0]).shown[key] == "Anna Reyes"
    choice = replace(person, kind="choice", choices=("Anna Reyes", "Tom Hale"))
    workspace.own_fields.apply_kind(workspace.own_fields.plan_kind(choice))
    assert workspace.entries.get(ids[0]).values[key] == "Anna Reyes"
    fewer = replace(choice, choices=("Tom Hale",))
    with pytest.raises(Refused, match="see first"):
        workspace.own_fields.save(fewer)
    assert len(workspace.own_fields.plan_kind(fewer).lost) == 1
    workspace.own_fields.save(replace(choice, choices=("Anna Reyes", "Tom Hale", "Marta")))


def test_a_plan_of_a_kind_is_looked_at_again(workspace: Workspace) -> None:
    key = add(workspace, "Size")
    record = workspace.entries.new("idea", {"title": "t", key: "7"})
    plan = workspace.own_fields.plan_kind(replace(workspace.own_fields.of("idea")[0], kind="whole"))
    workspace.entries.change(record, {key: "seven"})
    with pytest.raises(Refused, match="changed meanwhile"):
        workspace.own_fields.apply_kind(plan)
    assert workspace.entries.get(record).values[key] == "seven"


def test_a_closed_record_follows_a_kind_and_stays_closed(workspace: Workspace) -> None:
    kind = hazards(workspace)
    key = add(workspace, "Size", register=kind)
    record = workspace.entries.new(kind, {"title": "Press", key: "7"})
    for step in ("open", "close"):
        workspace.entries.take(record, step)
    size = next(f for f in workspace.own_fields.of(kind) if f.label == "Size")
    workspace.own_fields.apply_kind(workspace.own_fields.plan_kind(replace(size, kind="whole")))
    value = workspace.entries.get(record)
    assert value.values[key] == 7 and value.closed
    with pytest.raises(Refused, match="closed"):
        workspace.entries.change(record, {key: 8})


def test_fields_stand_in_the_order_they_are_put_in(workspace: Workspace) -> None:
    for label in ("One", "Two", "Three"):
        add(workspace, label)
    ids = [f.id for f in workspace.own_fields.of("idea")]
    workspace.own_fields.reorder("idea", [ids[2], ids[0], ids[1]])
    assert [f.label for f in workspace.catalogue.get("idea").own_fields] == ["Three", "One", "Two"]


# -- own registers ---------------------------------------------------------------------------


def test_a_register_from_scratch_takes_its_records_from_draft_to_closed(
    workspace: Workspace,
) -> None:
    kind = workspace.own_registers.save(
        RegisterValue(
            title="Hazards",
            one="hazard",
            many="hazards",
            numbering="HAZ-{year}-{seq:03}",
            group=Group.PEOPLE.name,
            stages=(
                Stage("Open", "Open"),
                Stage("In work", "Begin", "amber"),
                Stage("Gone", "Close", "green", closed=True, reason=True),
            ),
        )
    )
    register = workspace.catalogue.get(kind)
    assert [s.key for s in register.states] == ["draft", "open", "in_work", "gone", "void"]
    assert register.group is Group.PEOPLE
    places = [r.key for r in workspace.catalogue.every()]
    environment = next(r.key for r in workspace.catalogue.every() if r.group is Group.ENVIRONMENT)
    assert places.index(kind) < places.index(environment)
    record = workspace.entries.new(kind, {"title": "Press"})
    assert workspace.entries.get(record).number == "HAZ-2026-001"
    workspace.entries.take(record, "open")
    with pytest.raises(Refused, match="Say why"):
        workspace.entries.take(record, "close")
    workspace.entries.take(record, "close", reason="scrapped")
    workspace.entries.take(record, "reopen", reason="bought again")
    assert workspace.entries.get(record).state == "open"
    assert workspace.entry_lists.total(kind) == 1


def test_a_copy_has_the_fields_states_and_steps_of_its_model(workspace: Workspace) -> None:
    risk = workspace.catalogue.get("risk")
    value = replace(workspace.own_registers.copy_of("risk"), title="Safety risks")
    kind = workspace.own_registers.save(value, like="risk")
    copy = workspace.catalogue.get(kind)
    typed = [f.label for f in risk.fields if f.typed and not f.spine]
    assert [f.label for f in copy.own_fields] == typed
    assert [s.key for s in copy.states] == [s.key for s in risk.states]
    assert [(s.verb, s.start, s.to) for s in copy.steps] == [
        (s.verb, s.start, s.to) for s in risk.steps
    ]
    assert copy.numbering != risk.numbering
    by_label = {f.label: f.key for f in copy.own_fields}
    record = workspace.entries.new(kind, {"title": "Fall", by_label["Treatment"]: "Reduce"})
    workspace.entries.take(record, "weigh")
    assert workspace.entries.get(record).shown[by_label["Treatment"]] == "Reduce"
    again = workspace.own_registers.get(kind)
    assert again.copied and again.title == "Safety risks"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "title", "a title"),
        ({"title": "Risks"}, "title", "already"),
        ({"one": " "}, "one", "one entry"),
        ({"numbering": "HAZ"}, "numbering", "no counter"),
        ({"numbering": "RSK-{seq:02}"}, "numbering", "Risks is numbered so"),
        ({"systems": 0}, "systems", "at least one"),
        ({"stages": ()}, "stages", "at least one state"),
        ({"stages": (Stage("Draft", "Go"),)}, "stages", "once"),
        ({"stages": (Stage("Open", ""),)}, "stages", "needs its word"),
    ],
)
def test_what_can_be_no_register_is_refused(
    workspace: Workspace, change: dict[str, Any], field: str, sentence: str
) -> None:
    value = RegisterValue(title="Hazards", one="hazard", many="hazards", numbering="HAZ-{seq:03}")
    with pytest.raises(Refused, match=sentence) as refused:
        workspace.own_registers.save(replace(value, **change))
    assert field in {p.field for p in refused.value.problems}
    assert not any(r.key.startswith("own:") for r in workspace.catalogue.every())


def test_a_state_with_records_in_it_stays(workspace: Workspace) -> None:
    kind = hazards(workspace)
    record = workspace.entries.new(kind, {"title": "Press"})
    workspace.entries.take(record, "open")
    value = workspace.own_registers.get(kind)
    renamed = replace(
        value, title="Dangers", stages=(replace(value.stages[0], word="Seen"), value.stages[1])
    )
    workspace.own_registers.save(renamed)
    register = workspace.catalogue.get(kind)
    assert (register.title, register.state("open").word) == ("Dangers", "Seen")
    with pytest.raises(Refused, match="1 records are “Seen”"):
        workspace.own_registers.save(replace(renamed, stages=renamed.stages[1:]))


def test_a_register_put_away_comes_back_with_its_records(workspace: Workspace) -> None:
    kind = hazards(workspace)
    record = workspace.entries.new(kind, {"title": "Press"})
    workspace.own_registers.put_away(kind)
    assert kind not in {r.key for r in workspace.catalogue.every()}
    assert workspace.own_registers.put_away_ones() == ((kind, "Hazards"),)
    assert workspace.entries.get(record).title == "Press"
    assert [hit.record_id for hit in workspace.searching.find("press")] == [record]
    workspace.own_registers.bring_back(kind)
    assert workspace.entry_lists.total(kind) == 1
