"""Sheets become records of a register: seen first, written at once, known when they come again."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.services.import_judging import Taken
from isodesk.services.import_values import LEFT_OUT, OWN, Plan, Target, Wish
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.campaigns.odd_files.truth import Counts, judged, made
from tests.campaigns.odd_files.truth_registers import NAMES
from tests.intake.sheet_making import book, csv_of, rows, ugly

Opened = Callable[..., tuple[Taken, Wish]]
ASPECTS = (
    ("No.", "Aspect", "Activity", "Impact", "Condition", "Severity", "Likelihood", "Owner"),
    ("ASP-004", "Quench water", "Heat treatment", "Warm water", "normal", 4, 3, "Anna Reyes"),
    ("ASP-005", "Binder fumes", "Moulding", "Smell", "Abnormal", 2, 4, "Hale, Tom"),
)


@pytest.fixture
def opened(workspace: Workspace, tmp_path: Path) -> Iterator[Opened]:
    """Reads bytes as a file and proposes for a register."""
    held = []

    def opening(data: bytes, kind: str = "aspect", name: str = "list.xlsx") -> tuple[Taken, Wish]:
        path = tmp_path / name
        path.write_bytes(data)
        sheets = workspace.sheet_import.read(path)
        held.append(sheets)
        taken = workspace.sheet_import.take(sheets, sheets.tables[0])
        return taken, workspace.sheet_import.propose(taken, kind)

    yield opening
    for sheets in held:
        sheets.close()


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return plan.new, plan.changed, plan.same, plan.left


def values(space: Workspace, kind: str) -> list[dict[str, str]]:
    found = space.entry_lists.rows(kind)
    records = [space.entries.get(row.id) for row in found.page_at(0, 100).rows]
    return [dict(record.shown) | {"state": record.state} for record in records]


def entries_of_history(space: Workspace) -> int:
    row = space.desk.file.reader().execute("SELECT count(*) FROM history").fetchone()
    return int(row[0])


def test_nothing_is_written_before_it_is_applied(workspace: Workspace, opened: Opened) -> None:
    before = entries_of_history(workspace)
    taken, wish = opened(book(rows(*ASPECTS)))
    plan = workspace.sheet_import.plan(taken, wish)
    assert counts(plan) == (2, 0, 0, 0)
    assert entries_of_history(workspace) == before
    assert workspace.entry_lists.total("aspect") == 0


def test_a_sheet_becomes_records_with_numbers_history_and_search(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(book(rows(*ASPECTS)))
    plan = workspace.sheet_import.plan(taken, wish)
    done = workspace.sheet_import.apply(taken, plan)
    assert (done.new, done.changed, done.people) == (2, 0, 0)
    first, second = values(workspace, "aspect")
    assert first["number"] == "ASP-004"
    assert (first["severity"], first["condition"]) == ("4", "Normal")
    assert (first["significance"], first["owner_id"]) == ("Significant", "Anna Reyes")
    assert (second["owner_id"], second["state"]) == ("Tom Hale", "open")
    assert [hit.title for hit in workspace.searching.find("quench")] == ["Quench water"]
    new = workspace.entries.new("aspect", {"title": "Next"})
    assert workspace.entries.get(new).number == "ASP-006", "numbers are counted past the given ones"
    brought = workspace.histories.of(workspace.entry_lists.rows("aspect").page_at(0, 1).rows[0].id)
    assert brought[-1].why == "Brought in from list.xlsx, Sheet1"
    assert verify(workspace.path, remembered=False).whole


def test_words_of_own_fields_are_found_as_after_a_save(
    workspace: Workspace, opened: Opened
) -> None:
    table = [
        (*row, remark) for row, remark in zip(ASPECTS, ("Nickname", "Gully", "Étuve"), strict=True)
    ]
    taken, wish = opened(book(rows(*table)))
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    assert [hit.title for hit in workspace.searching.find("gully")] == ["Quench water"]
    assert [hit.title for hit in workspace.searching.find("etuve")] == ["Binder fumes"]
    words = "SELECT w.*, p.folded FROM search_words w JOIN search_parts p ON p.rowid = w.rowid"
    read = workspace.desk.file.reader().execute
    before = sorted(read(words).fetchall())
    for row in workspace.entry_lists.rows("aspect").page_at(0, 2).rows:
        workspace.entries.change(row.id, {"likelihood": 1})
    assert sorted(read(words).fetchall()) == before


def test_the_same_file_again_changes_nothing_and_an_edit_here_is_not_undone(
    workspace: Workspace, opened: Opened
) -> None:
    data = book(rows(*ASPECTS))
    taken, wish = opened(data)
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    record = workspace.entry_lists.rows("aspect").page_at(0, 1).rows[0].id
    workspace.entries.change(record, {"title": "Quench water, treated"})
    before = entries_of_history(workspace)
    again, wish = opened(data)
    plan = workspace.sheet_import.plan(again, wish)
    assert counts(plan) == (0, 0, 2, 0)
    done = workspace.sheet_import.apply(again, plan)
    assert (done.new, done.changed, done.same) == (0, 0, 2)
    assert workspace.entries.get(record).title == "Quench water, treated"
    assert entries_of_history(workspace) - before <= 1, "the change entry alone"


def test_a_changed_row_is_known_by_its_number_and_shown_before(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(book(rows(*ASPECTS)))
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    edited = (ASPECTS[0], (*ASPECTS[1][:5], 5, 3, "Anna Reyes"), ASPECTS[2])
    taken, wish = opened(book(rows(*edited)))
    plan = workspace.sheet_import.plan(taken, wish)
    assert counts(plan) == (0, 1, 1, 0)
    assert [(note.row, note.word, note.words) for note in plan.rows] == [
        (2, "changed", "Severity"),
        (3, "same", "brought in before, and not changed in the sheet since"),
    ]
    assert counts(workspace.sheet_import.plan(taken, replace(wish, changes=False)))[3] == 1
    workspace.sheet_import.apply(taken, plan)
    assert values(workspace, "aspect")[0]["severity"] == "5"


def test_what_a_sheet_changes_is_worked_out_found_and_in_the_history_as_if_it_were_typed(
    workspace: Workspace, opened: Opened
) -> None:
    head = (*ASPECTS[0], "Next evaluation", "Shift", "Mass (kg)")
    first = [
        head,
        (*ASPECTS[1], date(2027, 3, 1), "early", 12.5),
        (*ASPECTS[2], date(2027, 4, 1), "", ""),
    ]
    taken, wish = opened(book(rows(*first)))
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    edited = [
        head,
        ("ASP-004", "Cooling baths", *ASPECTS[1][2:5], 5, 3, "Tom Hale", date(2027, 2, 1), "", 13),
        (*ASPECTS[2], "", "nights", ""),
    ]
    taken, wish = opened(book(rows(*edited)))
    entries = entries_of_history(workspace)
    done = workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    assert (done.new, done.changed) == (0, 2)
    listed = workspace.entry_lists.rows("aspect").page_at(0, 100).rows
    one, two = (workspace.entries.get(row.id) for row in listed)
    assert (one.shown["title"], one.shown["severity"], one.shown["score"]) == (
        "Cooling baths",
        "5",
        "15",
    )
    own = workspace.catalogue.get("aspect").own_fields
    shift, mass = (next(f.key for f in own if f.label.startswith(w)) for w in ("Shift", "Mass"))
    assert (one.shown[shift], two.shown[shift]) == ("early", "nights"), "a blank keeps it"
    assert one.shown[mass].startswith("13")
    assert (one.version, two.version) == (2, 2)
    assert one.due_on == date(2027, 2, 1)
    assert two.due_on == date(2027, 4, 1)
    for words, found in (("baths", one), ("nights", two)):
        assert [hit.record_id for hit in workspace.searching.find(words)] == [found.id]
    assert not [h for h in workspace.searching.find("quench") if h.record_id == one.id]
    told = workspace.histories.of(one.id)[0]
    assert {change.label for change in told.fields} >= {"Aspect", "Severity", "Owner"}
    assert entries_of_history(workspace) - entries < 20, "only what differs"
    workspace.close()
    assert verify(workspace.desk.file.path).whole


def test_without_numbers_a_row_is_known_by_what_stands_in_it(
    workspace: Workspace, opened: Opened
) -> None:
    lines = [["Aspect", "Impact"], ["Noise", "Sleep"], ["Dust", "Lungs"], ["Noise", "Sleep"]]
    taken, wish = opened(csv_of(lines), name="a.csv")
    plan = workspace.sheet_import.plan(taken, wish)
    assert counts(plan) == (2, 0, 1, 0)
    assert plan.rows[-1].word == "twice"
    workspace.sheet_import.apply(taken, plan)
    as_book, wish = opened(book(rows(*lines, ["Smell", "Nose"])))
    plan = workspace.sheet_import.plan(as_book, wish)
    assert counts(plan) == (1, 0, 3, 0), "the same rows from another format"


def test_cells_are_kept_converted_or_refused_with_why(workspace: Workspace, opened: Opened) -> None:
    lines = [
        ["Aspect", "Condition", "Severity", "Last evaluated"],
        ["Noise", "Normal", "4 - high", "03.04.2026"],
        ["Dust", "Stormy", "9", "soon"],
        ["Heat", "Normal", "3", "04.04.2026"],
    ]
    taken, wish = opened(csv_of(lines), name="a.csv")
    plan = workspace.sheet_import.plan(taken, wish)
    assert [(c.kept, c.converted, c.refused) for c in plan.columns] == [
        (3, 0, 0),
        (2, 0, 1),
        (1, 1, 1),
        (0, 2, 1),
    ]
    said = {note.cell: note.told.words for note in plan.notes}
    assert said["9"] == "Choose a whole number from 1 to 5; 9 is not."
    assert said["03.04.2026"] == "3 Apr 2026"
    assert "not offered here" in said["Stormy"]
    assert {note.cell: note.first for note in plan.notes}["soon"] == 3
    chosen = replace(wish, chosen={"condition": {"stormy": "EMERGENCY"}})
    assert workspace.sheet_import.plan(taken, chosen).columns[1].refused == 0
    strict = workspace.sheet_import.plan(taken, replace(wish, doubtful=False))
    assert counts(strict) == (2, 0, 0, 1)
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, chosen))
    assert {v["title"]: v["condition"] for v in values(workspace, "aspect")}["Dust"] == "Emergency"
    _, again = opened(csv_of(lines), name="a.csv")
    assert again.chosen == {"condition": {"stormy": "EMERGENCY"}}, "remembered in the file"


def test_unknown_people_are_proposed_and_made_only_when_wanted(
    workspace: Workspace, opened: Opened
) -> None:
    lines = [["Aspect", "Owner"], ["Noise", "Ruiz, Ana"], ["Dust", "A. Reyes"], ["Heat", "Lind"]]
    taken, wish = opened(csv_of(lines), name="a.csv")
    plan = workspace.sheet_import.plan(taken, wish)
    assert plan.strangers == ("Ana Ruiz",)
    refused = workspace.sheet_import.plan(taken, replace(wish, strangers=False))
    assert refused.strangers == ()
    assert refused.columns[1].refused == 1
    workspace.sheet_import.apply(taken, plan)
    owners = {v["title"]: v["owner_id"] for v in values(workspace, "aspect")}
    assert owners == {"Noise": "Ana Ruiz", "Dust": "Anna Reyes", "Heat": "Marta Lind"}


def test_unmatched_columns_become_own_fields_of_their_kind(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(book(ugly), "equipment")
    assert {t.label: t.kind for t in wish.targets if t.field == OWN} == {
        "Cost / Planned": "number",
        "Cost / Actual": "number",
    }
    done = workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    assert (done.new, done.fields, done.people) == (3, 2, 2)
    register = workspace.catalogue.get("equipment")
    assert [f.label for f in register.own_fields] == ["Cost / Planned", "Cost / Actual"]
    first = values(workspace, "equipment")[0]
    assert first["own_2"] == "35.5"
    taken, wish = opened(book(ugly), "equipment")
    assert [t.field for t in wish.targets if t.field.startswith("own_")] == ["own_1", "own_2"]
    assert not [t for t in wish.targets if t.field == OWN], "the second time they are fields"


def test_what_is_missing_makes_a_draft_and_states_are_taken_over(
    workspace: Workspace, opened: Opened
) -> None:
    lines = [
        ["Aspect", "Activity", "Impact", "State"],
        ["Noise", "Fans", "Sleep", "Open"],
        ["Dust", "", "", "Open"],
        ["Old oil", "", "", "Retired"],
    ]
    taken, wish = opened(csv_of(lines), name="a.csv")
    plan = workspace.sheet_import.plan(taken, wish)
    assert plan.drafts == 1
    assert plan.states == {"open": 1, "closed": 1}, "taken over from the sheet, and said"
    workspace.sheet_import.apply(taken, plan)
    states = {v["title"]: v["state"] for v in values(workspace, "aspect")}
    assert states == {"Noise": "open", "Dust": "draft", "Old oil": "closed"}


def test_running_numbers_of_a_list_are_earlier_numbers(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(csv_of([["No.", "Aspect"], ["1", "Noise"], ["2", "Dust"]]), name="a.csv")
    assert [t.field for t in wish.targets] == ["legacy", "title"]
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    assert [(v["number"], v["legacy"]) for v in values(workspace, "aspect")] == [
        ("ASP-001", "1"),
        ("ASP-002", "2"),
    ]
    taken, wish = opened(csv_of([["No.", "Aspect"], ["2", "Fine dust"]]), name="a.csv")
    assert counts(workspace.sheet_import.plan(taken, wish)) == (0, 1, 0, 0)


def test_two_columns_are_not_one_field_and_cancel_leaves_nothing(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(book(rows(*ASPECTS)))
    double = (Target("title"), Target("title"), *[Target(LEFT_OUT)] * 6)
    with pytest.raises(Refused, match="Two columns would be “Aspect”"):
        workspace.sheet_import.plan(taken, replace(wish, targets=double))
    plan = workspace.sheet_import.plan(taken, wish)
    before = entries_of_history(workspace)

    def stop(done: int, of: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.sheet_import.apply(taken, plan, stop)
    assert workspace.entry_lists.total("aspect") == 0
    assert entries_of_history(workspace) == before


def test_a_due_day_from_a_sheet_falls_due(workspace: Workspace, opened: Opened) -> None:
    lines = [("Aspect", "Next evaluation"), ("Noise", date(2026, 12, 1))]
    taken, wish = opened(book(rows(*lines)))
    workspace.sheet_import.apply(taken, workspace.sheet_import.plan(taken, wish))
    record = workspace.entries.get(workspace.entry_lists.rows("aspect").page_at(0, 1).rows[0].id)
    assert record.due_on == date(2026, 12, 1)
    row = workspace.desk.file.reader().execute("SELECT what, on_day FROM due").fetchone()
    assert row == ("next_on", "2026-12-01")


def test_another_first_name_is_another_person(workspace: Workspace, opened: Opened) -> None:
    lines = (("Aspect", "Owner"), ("Dust", "Anton Reyes"), ("Smoke", "A. Reyes"))
    taken, wish = opened(book(rows(*lines)))
    plan = workspace.sheet_import.plan(taken, wish)
    assert plan.strangers == ("Anton Reyes",)
    assert [n.told.words for n in plan.notes if n.cell == "A. Reyes"] == ["Anna Reyes"]


def test_registers_whose_truth_is_known_arrive_without_a_wrong_cell(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A small round of `tests.campaigns.odd_files.truth`."""
    for name in NAMES[:5]:
        workspace.entries.new("person", {"title": name})
    count = Counts()
    for n in range(10):
        judged(workspace, made(random.Random(f"9 {n}")), tmp_path, count)
    assert [said for each in count.values() for said in each.wrong] == []
    cells = sum(each.cells.total() for each in count.values())
    assert sum(each.cells["right"] for each in count.values()) > 0.85 * cells


def test_a_table_without_any_heading_can_be_brought_in(
    workspace: Workspace, opened: Opened
) -> None:
    taken, wish = opened(csv_of([["1", "2"], ["3", "4"], ["5", "6"]]), name="list.csv")
    assert not any(taken.table.headings)
    wish = replace(wish, targets=(Target("title"), Target(LEFT_OUT)))
    plan = workspace.sheet_import.plan(taken, wish)
    assert counts(plan) == (3, 0, 0, 0)
    workspace.sheet_import.apply(taken, plan)
    assert counts(workspace.sheet_import.plan(taken, wish)) == (0, 0, 3, 0)
