"""The rules of the registers of customers, on plain values."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.problems import Problem
from isodesk.core.steps import Put
from isodesk.registers import complaint_rules as rules
from isodesk.registers import contract_review, customer, feedback, requirement
from isodesk.registers.characteristics import Verdict
from isodesk.registers.complaint import REGISTER as COMPLAINTS
from isodesk.registers.complaint import Complaint
from tests.registers.around import Beside, near

DAY = date(2026, 3, 2)


def fields(said: Any) -> list[str]:
    return [p.field if isinstance(p, Problem) else "" for p in said]


def computed(register: Any, key: str, **values: Any) -> Any:
    """A computed field of an entry with these values."""
    entry = register.entry.of(values)
    return register.by_key[key].compute(entry)


def test_a_customer_is_asked_while_it_buys() -> None:
    values = {"asked_on": DAY, "survey_every": "FREQ=YEARLY"}
    assert computed(customer.REGISTER, "survey_on", **values, state="open") == date(2027, 3, 2)
    assert computed(customer.REGISTER, "survey_on", **values, state="resting") is None
    high = customer.Customer.of({"satisfaction": Decimal(101)})
    assert fields(customer.an_index_is_a_share(high)) == ["satisfaction"]


@pytest.mark.parametrize("key", ["product_id", "specification_id", "document_id"])
def test_a_requirement_is_answered_by_any_of_the_three(key: str) -> None:
    bare = requirement.Requirement.of({})
    assert fields(requirement.something_answers_it(bare)) == ["product_id"]
    assert computed(requirement.REGISTER, "cover") is requirement.Cover.OPEN
    assert not list(requirement.something_answers_it(requirement.Requirement.of({key: 4})))
    assert computed(requirement.REGISTER, "cover", **{key: 4}) is requirement.Cover.COVERED


def result(value: int | None, n: int = 0, verdict: str | None = None) -> requirement.Result:
    amount = None if value is None else Decimal(value)
    day = DAY + timedelta(days=n)
    return requirement.Result.of({"on_day": day, "value": amount, "verdict": verdict})


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(9, Verdict.MISSED), (8, Verdict.MET), (6, Verdict.EXCEEDED), (5, Verdict.EXCEEDED)],
)
def test_a_value_is_judged_by_its_limit(value: int, verdict: Verdict) -> None:
    weeks = requirement.Requirement.of({"most": Decimal(8), "better": Decimal(6)})
    assert requirement.verdict_of(weeks, result(value)) is verdict


def test_a_word_counts_where_nothing_is_measured() -> None:
    plain = requirement.Requirement.of({})
    assert requirement.verdict_of(plain, result(5, verdict="MISSED")) is Verdict.MISSED
    assert requirement.verdict_of(plain, result(None)) is None
    weeks = requirement.Requirement.of({"most": Decimal(8)})
    assert requirement.verdict_of(weeks, result(None, verdict="EXCEEDED")) is Verdict.EXCEEDED
    assert requirement.verdict_of(weeks, result(9, verdict="EXCEEDED")) is Verdict.MISSED


def test_the_newest_result_stands_in_the_list_and_the_share_beside_it() -> None:
    lines = {"requirement_result": (result(9, 20), result(6, 40), result(8, 1))}
    values = {"most": Decimal(8), "better": Decimal(6), "lines": lines}
    assert computed(requirement.REGISTER, "result", **values) is Verdict.EXCEEDED
    assert computed(requirement.REGISTER, "exceeded", **values) == Decimal("33.3")
    assert computed(requirement.REGISTER, "exceeded") is None


@pytest.mark.parametrize(
    ("least", "most", "better", "wrong"),
    [
        (9, 8, None, ["most"]),
        (None, None, 5, ["better"]),
        (None, 8, 9, ["better"]),
        (None, 8, 6, []),
        (95, None, 99, []),
        (95, None, 90, ["better"]),
        (None, None, None, []),
    ],
)
def test_limits_stand_in_order(
    least: int | None, most: int | None, better: int | None, wrong: list[str]
) -> None:
    named = {"least": least, "most": most, "better": better}
    values = {key: None if n is None else Decimal(n) for key, n in named.items()}
    entry = requirement.Requirement.of(values)
    assert fields(requirement.limits_stand_in_order(entry)) == wrong


def points(*answers: str | None, note: str = "") -> Beside:
    made = (
        contract_review.Point.of({"question": "Can we?", "answer": answer, "note": note})
        for answer in answers
    )
    return Beside(lined={"review_point": tuple(made)})


def test_an_order_is_accepted_on_answers() -> None:
    entry = contract_review.ContractReview.of({})
    guard = contract_review.points_are_answered
    assert list(guard(entry, points())) == ["Answer the points of the review first."]
    assert list(guard(entry, points("YES", None))) == ["1 of 2 points are still open."]
    assert "answered with no" in str(next(iter(guard(entry, points("NO")))))
    assert not list(guard(entry, points("YES", "NOT_ASKED")))
    assert not list(guard(entry, points("NO", note="Tools are bought")))
    differs = contract_review.ContractReview.of({"differences": "Paint"})
    assert fields(contract_review.differences_are_settled(differs)) == ["resolved"]


def test_amendments_are_agreed_and_told() -> None:
    entry = contract_review.ContractReview.of({})
    line = contract_review.Amendment.of({"on_day": DAY, "what": "Three"})
    said = list(contract_review.amendments_are_agreed(entry, Beside(lined={"amendment": (line,)})))
    assert len(said) == 2
    good = contract_review.Amendment.of({"on_day": DAY, "agreed_on": DAY, "told": "Shop"})
    beside = Beside(lined={"amendment": (good,)})
    assert not list(contract_review.amendments_are_agreed(entry, beside))


def test_points_are_counted() -> None:
    lines = {"review_point": points("YES", None, None).lines("review_point")}
    assert computed(contract_review.REGISTER, "points_open", lines=lines) == 2
    assert computed(contract_review.REGISTER, "points_open") is None
    assert computed(contract_review.REGISTER, "answer_due", answer_by=DAY) == DAY
    due = computed(contract_review.REGISTER, "answer_due", answer_by=DAY, decided_on=DAY)
    assert due is None


def marks(*pairs: tuple[int | None, int | None]) -> tuple[feedback.Score, ...]:
    return tuple(feedback.Score.of({"score": mark, "weight": weight}) for mark, weight in pairs)


def test_the_index_is_the_weighted_share_of_the_best() -> None:
    assert feedback.index_of(marks((4, 1), (4, 1)), 5) == Decimal("80.0")
    assert feedback.index_of(marks((5, 3), (1, 1)), 5) == Decimal("80.0")
    assert feedback.index_of(marks((5, None), (None, 3)), 5) == Decimal("100.0")
    assert feedback.index_of(marks((None, 1)), 5) is None
    assert feedback.index_of(marks((4, 1)), None) is None


def test_an_index_is_held_against_what_is_wanted() -> None:
    wanted = {"target": Decimal(80), "better": Decimal(90)}
    found = [
        computed(feedback.REGISTER, "verdict", marks=Decimal(n), **wanted) for n in (79, 80, 95)
    ]
    assert found == [Verdict.MISSED, Verdict.MET, Verdict.EXCEEDED]
    assert computed(feedback.REGISTER, "verdict", marks=Decimal(70)) is None


def test_marks_stay_on_their_scale_and_days_in_order() -> None:
    high = feedback.Feedback.of({"best": 5, "lines": {"feedback_score": marks((7, 1))}})
    assert fields(feedback.marks_are_on_the_scale(high)) == ["best"]
    early = feedback.Feedback.of({"asked_on": DAY, "answered_on": DAY - timedelta(days=1)})
    assert fields(feedback.days_stand_in_order(early)) == ["answered_on"]


def test_a_poor_index_is_followed_by_something() -> None:
    poor = feedback.Feedback.of({"verdict": "MISSED"})
    assert fields(feedback.a_poor_index_is_followed(poor, Beside())) == ["verdict"]
    assert not list(feedback.a_poor_index_is_followed(poor, Beside((near("action"),))))


def test_only_a_survey_moves_the_day_of_the_next() -> None:
    ask = feedback.REGISTER.step("ask").effects
    assert ask is not None
    survey = feedback.Feedback.of({"sort": "SURVEY", "customer_id": 4})
    beside = Beside()
    assert list(ask(survey, beside)) == [Put(4, {"asked_on": beside.today})]
    assert not list(ask(feedback.Feedback.of({"sort": "PRAISE", "customer_id": 4}), beside))


def test_both_clocks_run_until_they_are_stopped() -> None:
    it = {"received_on": DAY, "ack_days": 2, "reply_days": 20}
    assert computed(COMPLAINTS, "acknowledge_by", **it) == DAY + timedelta(days=2)
    assert computed(COMPLAINTS, "respond_by", **it) == DAY + timedelta(days=20)
    stopped = {**it, "acknowledged_on": DAY, "responded_on": DAY + timedelta(days=23)}
    assert computed(COMPLAINTS, "acknowledge_by", **stopped) is None
    assert computed(COMPLAINTS, "times", **stopped) == "Acknowledged in time, answered 3 days late"
    assert computed(COMPLAINTS, "days", **stopped) == 23
    assert computed(COMPLAINTS, "times", **it) is None
    assert computed(COMPLAINTS, "respond_by", received_on=DAY, reply_days=None) is None


def test_a_complaint_has_a_complainant_and_days_in_order() -> None:
    assert fields(rules.somebody_complained(Complaint.of({}), Beside())) == ["complainant"]
    assert not list(rules.somebody_complained(Complaint.of({"party_id": 3}), Beside()))
    early = {"received_on": DAY, "responded_on": DAY - timedelta(days=2)}
    assert fields(rules.days_stand_in_order(Complaint.of(early))) == ["responded_on"]


def test_danger_is_stopped_before_anybody_investigates() -> None:
    assert fields(rules.danger_is_stopped(Complaint.of({"safety": True}))) == ["immediate"]
    done = Complaint.of({"safety": True, "immediate": "Shut off"})
    assert not list(rules.danger_is_stopped(done))


def test_who_does_not_accept_is_told_where_else_to_turn() -> None:
    refused = Complaint.of({"answer": "REFUSED"})
    assert fields(rules.refusal_goes_on(refused)) == ["recourse"]
    assert fields(rules.refusal_stays_open(refused, Beside())) == ["recourse_on"]
    told = Complaint.of({"answer": "REFUSED", "recourse_on": DAY, "recourse": "Ombudsman"})
    assert not list(rules.refusal_stays_open(told, Beside()))
    assert fields(rules.refusal_stays_open(Complaint.of({}), Beside())) == ["answer"]


@pytest.mark.parametrize("finding", ["OURS", "SUPPLIER"])
def test_a_fault_becomes_a_nonconformity_or_says_why_not(finding: str) -> None:
    faulty = Complaint.of({"finding": finding})
    assert list(rules.our_fault_is_followed(faulty, Beside()))
    assert not list(rules.our_fault_is_followed(faulty, Beside((near("nonconformity"),))))
    why = Complaint.of({"finding": finding, "no_nc": "Single slip"})
    assert not list(rules.our_fault_is_followed(why, Beside()))
    assert not list(rules.our_fault_is_followed(Complaint.of({"finding": "USE"}), Beside()))


def test_it_closes_after_what_grew_of_it() -> None:
    it = Complaint.of({})
    open_one = Beside((near("nonconformity", "raised_from", number="NC-7"),))
    assert list(rules.what_grew_is_closed(it, open_one)) == ["NC-7 is not closed yet."]
    closed = Beside((near("nonconformity", "raised_from", closed=True),))
    assert not list(rules.what_grew_is_closed(it, closed))
    void = Beside((near("nonconformity", "raised_from", state="void"),))
    assert not list(rules.what_grew_is_closed(it, void))


def test_a_nonconformity_takes_over_what_is_known() -> None:
    it = Complaint.of(
        {
            "title": "Seal leaks",
            "severity": "CRITICAL",
            "finding": "SUPPLIER",
            "order_no": "4711",
            "batch": "B7",
            "received_on": DAY,
        }
    )
    first = rules.as_nonconformity(it)
    assert (first["nc_type"], first["origin"], first["severity"]) == (
        "SUPPLIER",
        "COMPLAINT",
        "MAJOR",
    )
    assert first["reference"] == "4711 · B7"
    from isodesk.registers.nonconformity import REGISTER

    for key, value in first.items():
        REGISTER.by_key[key].kind.check(value)
