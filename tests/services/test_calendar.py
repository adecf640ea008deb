"""The calendar over a real file: every kind, narrowed, with what the rules say will come."""

from datetime import date

import pytest

from isodesk import registers
from isodesk.core.kinds import Recurring
from isodesk.core.own_model import OwnField, OwnRegister
from isodesk.core.recurrence import to_text
from isodesk.core.recurrence_words import parse
from isodesk.documents.care_values import NewChange
from isodesk.services.calendar import NOBODY, CalendarFilter
from isodesk.services.due_said import day_words, to_do
from isodesk.services.lists import as_table
from isodesk.services.recurring import repeated
from isodesk.services.workspace import Workspace
from isodesk.store.due_items import DueItem
from tests.icalendar_reading import events_of
from tests.printing.reading import pages_of
from tests.services.firm import Firm

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NEXT = (date(2027, 1, 1), date(2027, 12, 31))


def said(items: tuple[DueItem, ...]) -> list[tuple[str, str]]:
    return [(item.on.isoformat(), day_words(item)) for item in items]


@pytest.fixture
def aspect(workspace: Workspace) -> int:
    people = {p.name: p.id for p in workspace.companies.people()}
    return workspace.entries.new(
        "aspect",
        {
            "title": "Quench water",
            "activity": "Heat treatment",
            "next_on": date(2026, 12, 4),
            "owner_id": people["Tom Hale"],
        },
    )


def reviewed(firm: Firm, on: date, months: int | None = 12, **facts: object) -> int:
    """A document in force whose next review is on a day."""
    document = firm.draft(**facts)  # type: ignore[arg-type]
    firm.issued(document, ())
    firm.space.documents.change(document, review_months=months)
    firm.space.documents.change(document, next_review_on=on)
    return document


def test_every_kind_stands_in_it_with_its_own_word(firm: Firm) -> None:
    space = firm.space
    document = reviewed(firm, date(2026, 11, 11))
    space.entries.new("aspect", {"title": "Quench water", "next_on": date(2026, 12, 4)})
    change = space.changes.new(NewChange("A guard", "It fell off", wanted_by=date(2026, 12, 20)))
    number = space.changes.get(change).number
    assert said(space.calendar.between(*YEAR, rules=False)) == [
        ("2026-11-11", f"{firm.get(document).number} periodic review"),
        ("2026-12-04", "ASP-001 evaluation"),
        ("2026-12-20", f"{number} change wanted"),
    ]
    assert [item.late for item in space.calendar.late()] == [12]


def test_the_list_of_dates_says_the_same_words(workspace: Workspace, aspect: int) -> None:
    assert aspect
    table = workspace.lists.table("due")
    assert table.rows[0][:3] == ("2026-12-04", "Evaluation", "ASP-001")
    assert as_table(workspace.lists.due()).rows == table.rows


def test_copies_to_come_back_stand_as_one_line_of_their_document(firm: Firm) -> None:
    document = firm.draft()
    copies = firm.issued(document).copies
    firm.space.copies.mark_out(copies)
    firm.revised(document)
    firm.issued(document)
    (back,) = firm.space.calendar.between(*YEAR, CalendarFilter(kind="copy"))
    assert (back.record_id, back.kind, back.count) == (document, "copy", 2)
    assert to_do(back) == "2 copies to come back"


def test_what_the_rule_says_will_come_is_marked_as_expected(firm: Firm) -> None:
    reviewed(firm, date(2026, 11, 30), 3)
    calendar = firm.space.calendar
    (due, *expected) = calendar.between(date(2026, 11, 1), date(2027, 12, 31))
    assert (due.on, due.expected) == (date(2026, 11, 30), False)
    assert [item.on for item in expected] == [
        *(date(2027, 2, 28), date(2027, 5, 30), date(2027, 8, 30)),
        date(2027, 11, 30),
    ]
    assert all(item.expected for item in expected)
    assert to_do(expected[0]) == "Periodic review, expected"
    assert calendar.between(*NEXT, rules=False) == ()
    assert len(calendar.between(*NEXT)) == 4, "counted on from the day it is due"
    assert calendar.between(*NEXT, CalendarFilter(kind="aspect")) == ()


def test_a_rule_without_months_expects_nothing(firm: Firm) -> None:
    reviewed(firm, date(2026, 11, 30), 0)
    reviewed(firm, date(2026, 11, 30), None, title="Other")
    assert firm.space.calendar.between(*NEXT) == ()


def test_it_is_narrowed_by_person_kind_and_system(workspace: Workspace, aspect: int) -> None:
    assert aspect
    calendar = workspace.calendar
    tom = {name: i for i, name in calendar.people()}["Tom Hale"]
    assert calendar.people() == ((tom, "Tom Hale"),)
    assert len(calendar.between(*YEAR, CalendarFilter(person=tom))) == 1
    assert calendar.between(*YEAR, CalendarFilter(person=NOBODY)) == ()
    assert len(calendar.between(*YEAR, CalendarFilter(kind="aspect"))) == 1
    assert calendar.between(*YEAR, CalendarFilter(kind="document")) == ()
    assert calendar.between(*YEAR, CalendarFilter(systems=1)) == ()
    assert len(calendar.between(*YEAR, CalendarFilter(systems=2))) == 1
    workspace.entries.change(aspect, {"owner_id": None})
    assert len(calendar.between(*YEAR, CalendarFilter(person=NOBODY))) == 1
    assert ("aspect", "Environmental aspects") in calendar.kinds()


# on paper and in other programs


def test_the_planner_is_one_page_and_counts_what_it_has_no_room_for(firm: Firm) -> None:
    for n in range(6):
        reviewed(firm, date(2026, 12, 9), title=f"Procedure {n}")
    reviewed(firm, date(2026, 11, 10), title="Late one")
    for large in (False, True):
        pdf = firm.space.calendar_sheets.planner(2026, large=large)
        (page,) = pages_of(pdf)
        assert "Year planner" in page and "7 due" in page
        assert f"+{3 if large else 4}" in page
        assert "QP-01" in page and "QP-07 periodic" in page
    (page,) = pages_of(firm.space.calendar_sheets.planner(2027))
    assert "0 due, 7 expected" in page and "~QP-01" in page
    narrow = firm.space.calendar_sheets.planner(2026, CalendarFilter(2, None, "", "Tom", "Aspects"))
    assert "Tom, Aspects, Environment" in pages_of(narrow)[0]


def test_the_list_of_a_month_begins_with_what_is_late(firm: Firm) -> None:
    reviewed(firm, date(2026, 9, 1), title="Late one")
    reviewed(firm, date(2026, 11, 25), title="This week's")
    sheets = firm.space.calendar_sheets
    (page,) = pages_of(sheets.listing(date(2026, 11, 1), date(2026, 11, 30)))
    assert page.index("Late one") < page.index("Week 48, 23 Nov 2026") < page.index("This week's")
    assert "2 due" in page
    (page,) = pages_of(sheets.listing(date(2027, 1, 1), date(2027, 1, 31)))
    assert "Late one" not in page, "what is late goes with today"


def test_everybody_gets_a_task_sheet_with_numbered_rows(firm: Firm) -> None:
    for n in range(25):
        reviewed(firm, date(2026, 11, 26), title=f"Toms procedure {n}", owner_id=firm.tom)
    reviewed(firm, date(2026, 11, 2), title="Annas procedure")
    made = dict(firm.space.calendar_sheets.tasks(date(2026, 11, 1), date(2026, 11, 30)))
    assert list(made) == ["Anna Reyes", "Tom Hale"]
    anna, tom = pages_of(made["Anna Reyes"]), pages_of(made["Tom Hale"])
    assert "21 days late" in anna[0] and "Signature, remark" in anna[0] and "Toms" not in anna[0]
    assert len(tom) == 2 and "Toms procedure 24" in tom[1] and "28" in tom[1], (
        "spare rows are numbered too"
    )
    assert "back to Anna Reyes" in tom[-1] and "Signature, remark" in tom[1]


def test_the_ics_keeps_its_uids_when_a_day_moves(firm: Firm) -> None:
    document = reviewed(firm, date(2026, 11, 30))
    sheets, file_id = firm.space.calendar_sheets, firm.space.file_id
    (before,) = events_of(sheets.ics("Harrow", file_id, *YEAR))
    firm.space.documents.change(document, next_review_on=date(2026, 12, 2))
    (after,) = events_of(sheets.ics("Harrow", file_id, *YEAR))
    assert before["UID"] == after["UID"] and file_id in before["UID"]
    assert (before["DTSTART;VALUE=DATE"], after["DTSTART;VALUE=DATE"]) == ("20261130", "20261202")
    assert before["SUMMARY"] == "QP-01 periodic review: Melting and pouring"
    assert "Anna Reyes" in before["DESCRIPTION"]
    expected = events_of(sheets.ics("Harrow", file_id, date(2026, 1, 1), date(2028, 12, 31)))
    assert len({event["UID"] for event in expected}) == len(expected) == 3


def test_the_table_holds_what_the_calendar_shows(firm: Firm) -> None:
    reviewed(firm, date(2026, 11, 30), 6)
    table = firm.space.calendar_sheets.table(date(2026, 11, 1), date(2027, 6, 30))
    assert table.headings[0] == "Due" and len(table.headings) == len(table.rows[0])
    assert table.rows == (
        ("2026-11-30", "QP-01", "Melting and pouring", "Periodic review", "Anna Reyes", "QE",
         "Documents", ""),
        ("2027-05-30", "QP-01", "Melting and pouring", "Periodic review", "Anna Reyes", "QE",
         "Documents", "Yes"),
    )  # fmt: skip


# what the rules of registers say


def rule(words: str) -> str:
    return to_text(parse(words))


def test_the_rule_of_a_register_is_counted_on_from_what_is_due(workspace: Workspace) -> None:
    gauge = {"title": "Gauge 4", "every": rule("last working day of the quarter")}
    workspace.entries.new("equipment", {**gauge, "calibrated_on": date(2026, 11, 2)})
    calendar = workspace.calendar
    (due, *expected) = calendar.between(date(2026, 11, 1), date(2027, 12, 31))
    assert (due.on, due.word) == (date(2026, 12, 31), "Calibration")
    assert [item.on for item in expected] == [
        *(date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30)),
        date(2027, 12, 31),
    ]
    assert to_do(expected[0]) == "Calibration, expected"
    assert calendar.between(*NEXT, CalendarFilter(kind="equipment")) == tuple(expected)


def test_what_comes_every_day_would_hide_all_else(workspace: Workspace) -> None:
    for every, times in (("daily", 1), ("every working day", 1), ("every Monday", 5)):
        gauge = {"title": every, "every": rule(every), "calibrated_on": date(2026, 11, 27)}
        record = workspace.entries.new("equipment", gauge)
        found = workspace.calendar.between(date(2026, 11, 28), date(2026, 12, 31))
        assert sum(item.record_id == record for item in found) == times, every


def test_an_own_field_with_its_rule_is_expected_too(workspace: Workspace) -> None:
    with workspace.desk.unit() as unit:
        for label, kind, due in (("Licence ends", "day", "Licence"), ("Renewed", "every", "")):
            field = OwnField(register="lesson", label=label, kind=kind, due=due, position=1)
            unit.session.add(field)
    register = workspace.catalogue.get("lesson")
    assert [f.label for f in register.own_fields] == ["Licence ends", "Renewed"]
    with workspace.desk.unit() as unit:
        unit.session.add(OwnRegister(title="Licences", body="{}", position=1))
    lesson = workspace.entries.new(
        "lesson", {"title": "Dies", "own_1": date(2026, 12, 1), "own_2": rule("every year")}
    )
    (due,) = workspace.calendar.between(*YEAR)
    assert (due.record_id, due.word) == (lesson, "Licence")
    assert workspace.lists.table("due").rows[0][1] == "Licence"


def test_every_rule_of_a_register_belongs_to_a_due_date() -> None:
    lines_of_people = {("training", "repeat")}  # it is what the competence of its people ends by
    for register in registers.every():
        rules = {f.key for f in register.fields if isinstance(f.kind, Recurring)}
        used = {rule.key for _, rule in repeated(register)}
        assert {(register.key, key) for key in rules - used} <= lines_of_people
