"""The programme of a year: its grid, an audit planned from a cell, the year proposed, and the
clauses that are covered; on a real file (today is 23 November 2026)."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_frequency import ChangePlanned, FoundInYear, RowFacts, proposed
from isodesk.registers.audit_words import Verdict, Weight
from isodesk.services.audit_coverage import Covered
from isodesk.services.audit_programme import first_working_day
from isodesk.services.audit_values import Answer
from tests import audits
from tests.printing.reading import packed, text_of
from tests.services.firm import Firm

CRITERIA = "ISO 9001:2015, ISO 14001:2015"


def programme(firm: Firm, year: int = 2026, **values: object) -> int:
    given = {"title": f"Audits of {year}", "year": year, "criteria": CRITERIA, **values}
    return int(firm.space.entries.new("audit_programme", given))


def row(firm: Firm, made: int, **values: object) -> int:
    return int(firm.space.entry_lines.put(made, "programme_row", values))


def process(firm: Firm, title: str, **values: object) -> int:
    return int(firm.space.entries.new("process", {"title": title, **values}))


def test_an_audit_is_planned_from_a_cell_with_all_the_row_says(firm: Firm) -> None:
    space = firm.space
    buying = process(firm, "Purchasing", owner_id=firm.marta)
    made = programme(firm)
    line = row(
        firm, made, process_id=buying, clauses="9001:2015 8.4", months="3", auditor_id=firm.tom
    )
    audit = space.entries.get(space.audit_programmes.plan_audit(made, line, 8))
    assert audit.title == "Purchasing" and audit.values["programme_id"] == made
    assert audit.values["starts_on"] == date(2026, 8, 3)  # the 1st is a Saturday
    assert audit.shown["iso9001"] == "2015" and not audit.shown["iso14001"]
    assert audit.values["auditee_id"] == firm.marta and audit.systems == 1
    (scope,) = audit.lines["audit_scope"]
    assert scope.values["row"] == line and scope.values["process_id"] == buying
    (member,) = audit.lines["audit_member"]
    assert member.values["person_id"] == firm.tom and member.shown["role"] == "Lead auditor"
    (shown,) = space.audit_programmes.year(made).rows
    assert [a.number for a in shown.months[7].audits] == [audit.number]
    assert shown.planned == (3,) and shown.months[2].late and not shown.warning


def test_held_audits_count_for_the_months_that_are_planned(firm: Firm) -> None:
    space = firm.space
    made = programme(firm)
    line = row(firm, made, what="Melting", months="3, 9, 12")
    audit = space.audit_programmes.plan_audit(made, line, 4)
    space.entry_lines.put(audit, "audit_member", {"name": "Robin Amsel", "role": "LEAD"})
    space.audit_filling.fill(audit, ["process:purchasing"])
    space.entries.change(audit, {"not_covered": "Night shift"})
    for step in ("prepare", "start", "finish_onsite"):
        space.entries.take(audit, step)
    (shown,) = space.audit_programmes.year(made).rows
    assert shown.months[3].held and not shown.months[2].late, "April was for March"
    assert [n for n, cell in enumerate(shown.months, 1) if cell.late] == [9]
    assert space.audit_programmes.year(made).sentence == "3 planned, 1 held, 1 late"


def test_an_audit_over_two_months_stands_in_both_and_counts_once(firm: Firm) -> None:
    space = firm.space
    made = programme(firm)
    line = row(firm, made, what="Melting", months="6")
    audit = space.audit_programmes.plan_audit(made, line, 6)
    days = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 8, 3)}
    space.entries.change(audit, days)

    def stands() -> list[int]:
        (shown,) = space.audit_programmes.year(made).rows
        return [n for n, cell in enumerate(shown.months, 1) if cell.audits]

    assert stands() == [6, 7, 8], "its days, while it has no timetable"
    for day in (date(2026, 6, 29), date(2026, 8, 3)):
        space.entry_lines.put(audit, "audit_slot", {"day": day, "what": "Melting"})
    assert stands() == [6, 8], "where it has slots"
    space.entry_lines.put(audit, "audit_member", {"name": "Robin Amsel", "role": "LEAD"})
    space.audit_filling.fill(audit, ["process:purchasing"])
    space.entries.change(audit, {"not_covered": "Night shift"})
    for step in ("prepare", "start", "finish_onsite"):
        space.entries.take(audit, step)
    year = space.audit_programmes.year(made)
    assert year.sentence == "1 planned, 1 held" and len(year.rows[0].audits) == 1
    assert year.rows[0].months[5].held and year.rows[0].months[7].held
    printed = packed(text_of(space.register_prints.record("audit_programme", "year", made)))
    assert packed("1 planned, 1 held") in printed
    space.entries.change(made, {"year": 2027})
    days = {"starts_on": date(2026, 12, 30), "ends_on": date(2027, 1, 5)}
    other = space.audit_programmes.plan_audit(made, line, 3)
    space.entries.change(other, days)
    assert stands() == [1], "of an audit over the turn of the year what falls into it"


def test_an_auditor_who_owns_the_process_is_told(firm: Firm) -> None:
    buying = process(firm, "Purchasing", owner_id=firm.tom)
    made = programme(firm)
    row(firm, made, process_id=buying, auditor_id=firm.tom)
    (shown,) = firm.space.audit_programmes.year(made).rows
    assert shown.warning.startswith("Tom Hale owns Purchasing or works in it.")
    printed = firm.space.register_prints.record("audit_programme", "year", made)
    assert packed("Tom Hale owns Purchasing or works in it.") in packed(text_of(printed))


def test_paper_and_screen_count_the_same_clauses(firm: Firm) -> None:
    space = firm.space
    made = programme(firm)
    row(firm, made, what="Selling", clauses="9001:2015 8.2", months="3")
    row(firm, made, what="Design", clauses="9001:2015 8.3")  # not this year
    asked = audits.held(space, "standards", programme_id=made)
    first = next(q for q in asked if "9001:2015 7.4" in q.clauses)
    space.auditing.answer(first.id, Answer(Verdict.CONFORM))
    quality = space.audit_coverage.of(made)[0]
    planned = sum(each.planned > 0 for each in quality.clauses)
    looked = sum(each.years[-1].seen > 0 for each in quality.clauses)
    assert (planned, looked) == (1, 1)
    text = packed(text_of(space.register_prints.record("audit_programme", "year", made)))
    assert packed("1 of 28 clauses planned, 1 looked at") in text


def test_an_empty_line_is_not_audited(firm: Firm) -> None:
    made = programme(firm)
    line = row(firm, made, months="3")
    with pytest.raises(Refused, match="Choose a process first"):
        firm.space.audit_programmes.plan_audit(made, line, 3)


def test_the_year_is_proposed_for_what_is_open_and_nothing_is_overwritten(firm: Firm) -> None:
    space = firm.space
    melting = process(firm, "Melting", sort="CORE")
    buying = process(firm, "Purchasing", sort="SUPPORT")
    done = process(firm, "Selling")
    for day in (date(2026, 2, 1), date(2026, 5, 1), date(2026, 6, 1)):
        space.entries.new(
            "finding",
            {"title": "Gap", "grade": "MINOR", "process_id": melting, "found_on": day},
        )
    space.entries.new(
        "planned_change",
        {"title": "New moulding line", "process_id": melting, "wanted_on": date(2027, 3, 4)},
    )
    made = programme(firm, 2027)
    mine = row(firm, made, process_id=buying, reason="As agreed")
    row(firm, made, process_id=done, months="7")
    plan = space.audit_proposing.plan(made)
    assert [each.name for each in plan] == ["Purchasing", "Melting"]
    assert "reason" not in plan[0].values and plan[0].row_id == mine
    assert plan[1].reason == (
        "Importance middle; three minor findings in 2026; change in Mar: New moulding line;"
        " not audited yet; sooner because of what was found."
    )
    assert plan[1].values["every"] == 6 and len(plan[1].months) == 2
    space.audit_proposing.apply(made, plan)
    rows = {each.name: each for each in space.audit_programmes.year(made).rows}
    assert rows["Purchasing"].reason == "As agreed" and rows["Selling"].planned == (7,)
    assert not space.audit_proposing.plan(made), "a second time there is nothing left"


def test_months_follow_importance_results_and_changes() -> None:
    last = date(2026, 10, 5)
    plain = proposed(RowFacts(Weight.MIDDLE, last=last), 2027)
    assert plain.months == (10,) and plain.reason == (
        "Importance middle; last audited in Oct 2026."
    )
    rare = proposed(RowFacts(Weight.LOW, last=last), 2027)
    assert rare.months == () and rare.reason.endswith("next in 2028.")
    worse = proposed(RowFacts(Weight.MIDDLE, found=(FoundInYear(2026, majors=1),), last=last), 2027)
    assert worse.months == (4, 10) and "one major finding in 2026" in worse.reason
    own = proposed(RowFacts(Weight.HIGH, every=3, last=date(2026, 12, 1)), 2027)
    assert own.months == (3, 6, 9, 12)
    change = RowFacts(Weight.MIDDLE, changes=(ChangePlanned("New line", 3),), last=last)
    assert proposed(change, 2027).months == (5, 10)
    spread = [proposed(RowFacts(Weight.MIDDLE, nth=n, many=6), 2027).months[0] for n in range(6)]
    assert spread == [1, 3, 5, 7, 9, 11]
    late = proposed(RowFacts(Weight.MIDDLE, last=date(2024, 1, 1)), 2026, first_month=11)
    assert late.months == (11,)


def test_coverage_counts_answered_questions_and_names_what_is_left(firm: Firm) -> None:
    space = firm.space
    made = programme(firm)
    row(firm, made, what="Leadership", clauses="9001:2015 5", months="12")
    asked = audits.held(space, "standards", programme_id=made)
    wanted = [q for q in asked if any(c.startswith("9001:2015 8.4") for c in q.clauses)]
    first = next(q for q in wanted if "9001:2015 8.4.1" in q.clauses)
    space.auditing.answer(first.id, Answer(Verdict.MINOR))
    quality = space.audit_coverage.of(made)[0]
    cells = {each.number: each for each in quality.clauses}
    part = cells["8.4"].years[-1]
    assert quality.years == (2024, 2025, 2026) and len(quality.clauses) == 28
    assert part.covered is Covered.PART and part.words == "1 of 3" and part.gaps == 1
    assert part.sentence == (
        "2026: 1 question answered, in 1 audit, 1 nonconforming; not: 8.4.2, 8.4.3."
    )
    assert cells["5.1"].planned == 1 and cells["7.4"].years[-1].covered is Covered.NONE
    for each in wanted:
        space.auditing.answer(each.id, Answer(Verdict.CONFORM))
    again = {c.number: c for c in space.audit_coverage.of(made)[0].clauses}
    assert again["8.4"].years[-1].words == "all"
    said = space.audit_coverage.of(made)[0].sentences
    assert "Planned, not looked at yet: 5.1, 5.2, 5.3." in said
    assert any(s.startswith("Neither planned nor looked at since 2024: 4.1, ") for s in said)


def test_the_first_working_day() -> None:
    assert first_working_day(2026, 3) == date(2026, 3, 2)  # a Sunday before
    assert first_working_day(2026, 8) == date(2026, 8, 3)
    assert first_working_day(2026, 4) == date(2026, 4, 1)
