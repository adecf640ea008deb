"""How suppliers are scored, approved and warned about."""

from datetime import date

from isodesk.registers.supplier import (
    Certificate,
    Period,
    Supplier,
    licences_are_valid,
    low_scores_lose_their_approval,
    total,
    what_is_risky_is_looked_at,
)
from tests.registers.around import Beside

WEIGHTS = {"of_quality": 40, "of_delivery": 30, "of_response": 15, "of_environment": 15}


def supplier(*periods: Period, **values: object) -> Supplier:
    return Supplier.of({**WEIGHTS, "lines": {"supplier_score": periods}, **values})


def period(ended: date = date(2026, 9, 30), **points: int) -> Period:
    return Period.of({"period": "Q3", "ended_on": ended, **points})


def test_the_score_weighs_what_was_scored() -> None:
    full = period(quality=90, delivery=80, response=100, environment=60)
    assert total(supplier(), full) == 84  # 36 + 24 + 15 + 9
    assert total(supplier(), period(quality=90, delivery=80)) == 86  # (36 + 24) / 70
    assert total(supplier(), period()) is None
    assert total(supplier(of_environment=0), period(environment=10)) is None


def test_the_latest_period_is_the_one_that_ended_last() -> None:
    older, newer = period(date(2026, 6, 30), quality=50), period(quality=95)
    asked = supplier(newer, older, evaluate="FREQ=MONTHLY;INTERVAL=3")
    by_key = {f.key: f for f in Supplier.fields}
    assert by_key["score"].compute(asked) == 95  # type: ignore[misc]
    assert by_key["evaluation_on"].compute(asked) == date(2026, 12, 30)  # type: ignore[misc]


def test_a_low_score_is_said_beside_it() -> None:
    good, poor, bad = period(quality=90), period(quality=80), period(quality=60)
    assert list(low_scores_lose_their_approval(supplier(good, state="approved"))) == []
    [problem] = low_scores_lose_their_approval(supplier(poor, state="approved"))
    assert problem.sentence.startswith("80 points are below 85: make them conditional")
    [problem] = low_scores_lose_their_approval(supplier(bad, state="conditional"))
    assert problem.sentence.startswith("60 points are below 70: suspend")


def test_class_a_needs_criteria_of_both_kinds_and_something_seen() -> None:
    risky = supplier(risk="A")
    assert len(list(what_is_risky_is_looked_at(risky, Beside()))) == 3
    seen = supplier(risk="A", quality="q", environment="e", visited_on=date(2026, 1, 1))
    assert list(what_is_risky_is_looked_at(seen, Beside())) == []
    assert list(what_is_risky_is_looked_at(supplier(risk="C"), Beside())) == []


def test_nobody_is_approved_on_a_paper_that_has_expired() -> None:
    old = Certificate.of({"paper": "LICENCE", "expires_on": date(2026, 11, 22)})
    fresh = Certificate.of({"paper": "LICENCE", "expires_on": date(2026, 11, 23)})
    asked = {"supplier_certificate": (old, fresh)}
    assert list(licences_are_valid(supplier(), Beside(lined=asked))) == [
        "Licence or permit has expired. Ask for the new one, or take the line off."
    ]
