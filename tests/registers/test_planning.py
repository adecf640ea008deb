"""The rules of the registers of planning, on plain values."""

from datetime import date
from typing import Any

import pytest

from isodesk.core.problems import Problem
from isodesk.core.steps import Around
from isodesk.registers import (
    communication,
    issue,
    judging,
    matrix,
    need,
    opportunity,
    party,
    planned_change,
    process,
    risk,
)
from isodesk.registers.growing import needed, referring
from isodesk.registers.matrix import Level
from tests.registers.around import Beside, near

DAY = date(2026, 3, 2)


def fields(said: Any) -> list[str]:
    return [p.field if isinstance(p, Problem) else "" for p in said]


def computed(register: Any, key: str, **values: Any) -> Any:
    """A computed field of an entry with these values."""
    entry = register.entry.of(values)
    return register.by_key[key].compute(entry)


@pytest.mark.parametrize(
    ("swot", "side", "wrong"),
    [
        ("STRENGTH", "INTERNAL", []),
        ("WEAKNESS", "EXTERNAL", ["side"]),
        ("THREAT", "EXTERNAL", []),
        ("OPPORTUNITY", "INTERNAL", ["side"]),
        (None, "INTERNAL", []),
        ("THREAT", None, []),
    ],
)
def test_a_corner_of_the_swot_lies_on_its_side(
    swot: str | None, side: str | None, wrong: list[str]
) -> None:
    entry = issue.Issue.of({"swot": swot, "side": side})
    assert fields(issue.swot_stands_on_its_side(entry)) == wrong


def test_a_climate_decision_needs_answer_reason_and_name() -> None:
    bare = issue.Issue.of({"sort": "CLIMATE"})
    assert fields(issue.kind_is_complete(bare, Beside())) == ["climate", "decided_by_id"]
    answered = {"sort": "CLIMATE", "climate": "NOT_RELEVANT", "decided_by_id": 1, "decided_on": DAY}
    assert fields(issue.kind_is_complete(issue.Issue.of(answered), Beside())) == ["reason"]
    whole = issue.Issue.of({**answered, "reason": "Looked at, and why"})
    assert fields(issue.kind_is_complete(whole, Beside())) == []


def test_an_issue_says_where_it_lies() -> None:
    entry = issue.Issue.of({"sort": "ISSUE"})
    assert fields(issue.kind_is_complete(entry, Beside())) == ["side"]


def test_the_next_review_counts_from_the_decision_until_the_first_review() -> None:
    values = {"decided_on": DAY, "review_every": "FREQ=YEARLY"}
    assert computed(issue.REGISTER, "next_on", **values) == date(2027, 3, 2)
    later = {**values, "reviewed_on": date(2026, 9, 1)}
    assert computed(issue.REGISTER, "next_on", **later) == date(2027, 9, 1)
    assert computed(issue.REGISTER, "next_on", decided_on=DAY) is None


def test_leaving_a_party_out_needs_a_reason() -> None:
    assert fields(party.relevance_is_reasoned(party.Party.of({"relevant": False}))) == ["why"]
    assert fields(party.relevance_is_reasoned(party.Party.of({"relevant": None}))) == []


def test_a_relevant_party_needs_something() -> None:
    entry = party.Party.of({"relevant": True})
    assert len(fields(party.a_relevant_party_needs_something(entry, Beside()))) == 1
    beside = Beside((near("need"),))
    assert fields(party.a_relevant_party_needs_something(entry, beside)) == []


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"basis": "LAW", "answer": "REFUSED", "why": "Dear"}, ["answer"]),
        ({"basis": "CONTRACT", "answer": "CONSIDERED", "met_by": "QP-1"}, ["answer"]),
        ({"basis": "LAW", "answer": "OBLIGATION"}, []),
        ({"basis": "WISH", "answer": "REFUSED"}, ["why"]),
        ({"basis": "WISH", "answer": "CONSIDERED"}, ["met_by"]),
        ({"basis": "WISH"}, []),
    ],
)
def test_decisions_on_needs(values: dict[str, Any], wrong: list[str]) -> None:
    entry = need.Need.of(values)
    said = [p for rule in need.REGISTER.rules for p in rule(entry)]
    assert fields(said) == wrong
    assert list(needed(*need.REGISTER.rules)(entry, Beside())) == said


def test_a_need_takes_its_words_to_the_obligation() -> None:
    grow = need.REGISTER.grow("make_it_an_obligation")
    entry = need.Need.of({"title": "Quiet nights", "basis": "PROMISE", "met_by": "EP-07"})
    first = grow.fill(entry)
    assert first["nature"] == "OWN"
    assert (first["requirement"], first["how_met"]) == ("Quiet nights", "EP-07")


def test_what_grows_refers_back() -> None:
    grow = referring("Add a need", "need", "party_id", lambda it: {"basis": "LAW"})
    assert grow.fill(party.Party.of({"id": 7})) == {"party_id": 7, "basis": "LAW"}
    assert grow.meaning == "party_id"


def test_a_process_needs_a_measure_and_a_provider() -> None:
    entry = process.Process.of({"outsourced": True})
    assert fields(process.work_outside_is_named(entry)) == ["provider_id"]
    assert len(fields(process.process_is_measured(entry, Beside()))) == 1
    beside = Beside(lined={"process_measure": (process.Measure.of({"what": "Late"}),)})
    assert fields(process.process_is_measured(entry, beside)) == []


@pytest.mark.parametrize(
    ("score", "level"),
    [(None, None), (1, Level.LOW), (4, Level.LOW), (5, Level.MEDIUM), (12, Level.HIGH)],
)
def test_levels(score: int | None, level: Level | None) -> None:
    assert matrix.level_of(score) is level


def test_a_score_needs_both_numbers() -> None:
    assert matrix.score_of(3, None) is None
    assert computed(risk.REGISTER, "score", likelihood=3, severity=5) == 15
    assert computed(risk.REGISTER, "level", score=15) is Level.HIGH
    assert computed(risk.REGISTER, "residual", residual_score=4) is Level.LOW


def test_a_high_risk_is_treated_and_not_just_accepted() -> None:
    high = risk.Risk.of({"level": "HIGH"})
    assert fields(risk.a_high_risk_is_treated(high, Beside())) == ["treatment"]
    accepted = risk.Risk.of({"level": "HIGH", "treatment": "ACCEPT"})
    assert fields(risk.a_high_risk_is_not_just_accepted(accepted)) == ["plan"]
    low = risk.Risk.of({"level": "LOW", "treatment": "ACCEPT"})
    assert fields(risk.a_high_risk_is_not_just_accepted(low)) == []


def test_what_is_left_is_no_more_than_before() -> None:
    worse = risk.Risk.of({"score": 6, "residual_score": 9})
    assert fields(risk.what_is_left_is_no_more(worse)) == ["residual_likelihood"]
    same = risk.Risk.of({"score": 6, "residual_score": 6})
    assert fields(risk.what_is_left_is_no_more(same)) == []


def test_a_treatment_is_due_until_its_effect_was_seen() -> None:
    assert computed(risk.REGISTER, "treat_due", treat_by=DAY) == DAY
    assert computed(risk.REGISTER, "treat_due", treat_by=DAY, effect_on=DAY) is None


@pytest.mark.parametrize(
    ("around", "stands"),
    [
        (Beside(), True),
        (Beside((near("action", "acts_on", closed=True),)), True),
        (Beside((near("action", "acts_on"),)), False),
        (Beside((near("nonconformity", "raised_from"),)), False),
    ],
)
def test_what_did_not_work_is_followed(around: Around, stands: bool) -> None:
    entry = risk.Risk.of({"effect": "NOT_EFFECTIVE"})
    assert bool(list(judging.failed_effect_is_followed(entry, around))) is stands
    good = risk.Risk.of({"effect": "EFFECTIVE"})
    assert not list(judging.failed_effect_is_followed(good, around))


def test_an_opportunity_promises_by_benefit_and_ease() -> None:
    register = opportunity.REGISTER
    assert computed(register, "score", benefit=4, ease=3) == 12
    assert computed(register, "promise", score=12) is opportunity.Promise.STRONG
    assert computed(register, "promise", score=4) is opportunity.Promise.WEAK
    assert computed(register, "promise") is None
    later = opportunity.Opportunity.of({"decision": "LATER"})
    assert fields(opportunity.declining_is_reasoned(later)) == ["why"]


def test_a_change_for_a_time_has_an_end_and_days_in_order() -> None:
    entry = planned_change.PlannedChange.of({"for_a_time": True})
    assert fields(planned_change.a_change_for_a_time_ends(entry)) == ["until"]
    early = {"done_on": DAY, "check_on": date(2026, 3, 1)}
    wrong = planned_change.PlannedChange.of(early)
    assert fields(planned_change.days_stand_in_order(wrong)) == ["check_on"]


def test_a_change_falls_due_to_be_made_then_to_be_checked() -> None:
    register, check = planned_change.REGISTER, date(2026, 5, 1)
    planned = {"wanted_on": DAY, "check_on": check}
    assert computed(register, "make_due", **planned) == DAY
    assert computed(register, "check_due", **planned) is None
    made = {**planned, "done_on": DAY}
    assert computed(register, "make_due", **made) is None
    assert computed(register, "check_due", **made) == check
    assert computed(register, "check_due", **made, effect_on=check) is None


def test_a_plan_says_all_and_an_enquiry_who_asked_what() -> None:
    plan = communication.Communication.of({"sort": "PLAN"})
    said = fields(communication.kind_is_complete(plan, Beside()))
    assert said == ["audience", "channel", "teller_id", "every"]
    asked = communication.Communication.of({"sort": "ENQUIRY"})
    assert fields(communication.kind_is_complete(asked, Beside())) == ["asked_by", "question"]
    once = {"sort": "ONCE", "party_id": 3, "channel": "MAIL", "teller_id": 1}
    whole = communication.Communication.of(once)
    assert fields(communication.kind_is_complete(whole, Beside())) == []


def test_the_next_time_counts_from_the_newest_of_the_log() -> None:
    log = tuple(communication.Told.of({"told_on": day}) for day in (DAY, date(2026, 5, 2)))
    values = {"every": "FREQ=MONTHLY", "told_on": date(2026, 4, 1)}
    lines = {"communication_log": log}
    register = communication.REGISTER
    assert computed(register, "next_on", **values, lines=lines) == date(2026, 6, 2)
    assert computed(register, "next_on", **values) == date(2026, 5, 1)


def test_only_enquiries_are_answered() -> None:
    plan = communication.Communication.of({"sort": "PLAN"})
    asked = communication.Communication.of({"sort": "ENQUIRY"})
    assert list(communication.is_an_enquiry(plan, Beside()))
    assert not list(communication.is_an_enquiry(asked, Beside()))
    assert list(communication.is_told(asked, Beside()))
    late = {"received_on": DAY, "replied_on": date(2026, 3, 1)}
    wrong = communication.Communication.of(late)
    assert fields(communication.answers_come_after_questions(wrong)) == ["replied_on"]
