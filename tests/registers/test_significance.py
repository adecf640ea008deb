"""The nine methods of significance over plain values, and what moves when criteria do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.significance import (
    ABNORMAL,
    INDIRECT,
    NORMAL,
    Band,
    Criteria,
    Input,
    Level,
    Method,
    Role,
    Scored,
    group_of,
)
from isodesk.registers.significance_flips import flips, highest, moved, problems
from isodesk.registers.significance_methods import change_percent, evaluate, percent, result
from isodesk.registers.significance_sets import levels_text, read_levels, ready_set, ready_sets


def aspect(number: str = "ASP-001", **scores: int | str | None) -> Scored:
    given = {key: None if each is None else Decimal(each) for key, each in scores.items()}
    return Scored(1, number, "Quench water discharge", given)


def judged(method: Method, **scores: int | str | None) -> tuple[Decimal | None, str, bool | None]:
    found = evaluate(ready_set(method).criteria, aspect(**scores))
    return found.score, found.band, found.significant


def test_there_is_a_ready_set_for_each_of_the_nine_methods_and_none_has_a_problem() -> None:
    assert [each.criteria.method for each in ready_sets()] == list(Method)
    assert [method.code for method in Method] == [f"M{n}" for n in range(1, 10)]
    for ready in ready_sets():
        assert list(problems(ready.criteria)) == []
        assert ready.about
        assert all(level.words for each in ready.criteria.inputs for level in each.levels)


def test_m1_matrix() -> None:
    assert judged(Method.MATRIX, severity=4, likelihood=3) == (12, "Significant", True)
    assert judged(Method.MATRIX, severity=3, likelihood=3) == (9, "To watch", False)
    why = evaluate(ready_set(Method.MATRIX).criteria, aspect(severity=4, likelihood=3)).why
    assert why == "Severity 4 × Likelihood 3 = 12; significant from 12."


def test_m2_weighted_sum_counts_the_weights() -> None:
    scores = {"severity": 4, "frequency": 5, "law": 4, "concern": 3, "potential": 3}
    assert judged(Method.WEIGHTED, **scores) == (Decimal("19.5"), "High", True)
    scores["severity"] = 1
    assert judged(Method.WEIGHTED, **scores) == (15, "Medium", False)
    top = {"severity": 5, "frequency": 5, "law": 5, "concern": 5, "potential": 5}
    assert judged(Method.WEIGHTED, **top)[0] == 25


def test_m3_product_of_four() -> None:
    scores = {"extent": 3, "frequency3": 2, "regulated": 3, "return": 2}
    assert judged(Method.PRODUCT, **scores) == (36, "Significant", True)
    assert judged(Method.PRODUCT, **{**scores, "return": 1})[2] is False


def test_m4_one_decisive_yes_is_enough_even_when_the_rest_is_open() -> None:
    assert judged(Method.TRIGGERS, complaint=1) == (1, "Triggered", True)
    rest = {"limit": 0, "incident": 0, "complaint": 0}
    three = {"hazardous": 1, "cost": 1, "asked": 1, "growing": 0}
    assert judged(Method.TRIGGERS, **rest, **three) == (3, "Triggered", True)
    two = {**three, "cost": 0}
    assert judged(Method.TRIGGERS, **rest, **two) == (2, "Not triggered", False)
    assert judged(Method.TRIGGERS, **rest, hazardous=1) == (None, "", None)


def test_m5_each_condition_has_its_questions_and_each_category_its_threshold() -> None:
    criteria = ready_set(Method.CONDITIONS).criteria
    normal = aspect(how_often=4, intensity=2, hazard=2)
    assert evaluate(criteria, replace(normal, category="ENERGY")).significant is False
    assert evaluate(criteria, replace(normal, category="WATER")).significant is True
    assert evaluate(criteria, replace(normal, category="WASTE")).significant is False
    odd = replace(aspect(chance=2, grip=4, harm=4), group=ABNORMAL)
    assert evaluate(criteria, odd).significant is True
    assert {each.key for each in criteria.asked(ABNORMAL)} == {"chance", "grip", "harm"}


def test_m5_what_is_only_influenced_is_scored_and_decided_by_hand() -> None:
    found = evaluate(
        ready_set(Method.CONDITIONS).criteria, replace(aspect(influence=3), group=INDIRECT)
    )
    assert (found.score, found.band, found.significant) == (3, "Strong influence", None)
    assert "by hand" in found.why
    assert group_of("EMERGENCY", influence_only=True) == INDIRECT
    assert group_of("CHANGED", influence_only=False) == NORMAL


def test_m6_law_and_concern_each_raise_one_band() -> None:
    base = {"severity": 2, "likelihood": 2}
    assert judged(Method.ESCALATION, **base, limit=0, asked=0) == (4, "Low", False)
    assert judged(Method.ESCALATION, **base, limit=1, asked=0) == (4, "Medium", False)
    assert judged(Method.ESCALATION, **base, limit=1, asked=1) == (4, "High", True)
    top = {"severity": 5, "likelihood": 5}
    assert judged(Method.ESCALATION, **top, limit=1, asked=1) == (25, "Very high", True)


def test_m7_the_meters_only_suggest() -> None:
    assert judged(Method.METER, change=-11)[1:] == ("2 Less than in the baseline years", None)
    assert judged(Method.METER, change=5)[1:] == ("4 As in the baseline years", None)
    assert judged(Method.METER, change=30)[1:] == ("6 More than in the baseline years", None)
    assert change_percent(Decimal(115), [Decimal(90), Decimal(110)]) == Decimal("15.0")
    assert change_percent(Decimal(115), []) is None
    assert (percent(Decimal("12.50")), percent(Decimal(-3))) == ("+12.5 %", "−3 %")


def test_m8_fmea() -> None:
    scores = {"severity10": 6, "occurrence10": 5, "detection10": 4}
    assert judged(Method.FMEA, **scores) == (120, "Significant", True)


def test_m9_own_formula_waits_only_for_the_scores_that_matter() -> None:
    scores = {"severity": 2, "law": 3, "likelihood": 3}
    assert judged(Method.FORMULA, **scores, complaint=1) == (14, "Significant", True)
    assert judged(Method.FORMULA, **scores, complaint=0) == (9, "Minor", False)
    missing = evaluate(ready_set(Method.FORMULA).criteria, aspect(**scores))
    assert missing.missing == ("Has anybody complained?",)


@pytest.mark.parametrize("method", list(Method))
def test_an_aspect_without_scores_is_not_evaluated_and_no_error(method: Method) -> None:
    found = evaluate(ready_set(method).criteria, aspect())
    assert (found.evaluated, found.significant) == (False, None)
    assert found.why.startswith("Not evaluated: no score for ")


def test_an_override_counts_above_the_criteria() -> None:
    criteria = ready_set(Method.MATRIX).criteria
    low = replace(aspect(severity=1, likelihood=1), override=True)
    assert result(criteria, low) is True
    assert evaluate(criteria, low).significant is False


def test_moving_a_threshold_tells_what_flips_both_ways() -> None:
    criteria = ready_set(Method.MATRIX).criteria
    aspects = [
        aspect("ASP-001", severity=4, likelihood=3),
        aspect("ASP-002", severity=5, likelihood=2),
        aspect("ASP-003", severity=2, likelihood=5),
        aspect("ASP-004", severity=1, likelihood=1),
        aspect("ASP-005", severity=None, likelihood=5),
    ]
    band = criteria.bands[-1]
    lower = moved(criteria, band, Decimal(10))
    found = flips(aspects, criteria, lower)
    assert [(f.aspect.number, f.becomes_significant) for f in found] == [
        ("ASP-002", True),
        ("ASP-003", True),
    ]
    higher = moved(criteria, band, Decimal(13))
    assert [(f.aspect.number, f.becomes_significant) for f in flips(aspects, criteria, higher)] == [
        ("ASP-001", False)
    ]
    other = replace(lower, inputs=(replace(criteria.inputs[0]), replace(criteria.inputs[1])))
    assert flips(aspects, lower, other) == ()


def test_an_overridden_aspect_is_told_as_held() -> None:
    criteria = ready_set(Method.MATRIX).criteria
    kept = replace(aspect(severity=5, likelihood=2), override=False)
    (flip,) = flips([kept], criteria, moved(criteria, criteria.bands[-1], Decimal(10)))
    assert flip.held


def test_what_is_wrong_with_criteria_is_said() -> None:
    severity = Input("severity", "Severity", (Level(Decimal(1), "Low"), Level(Decimal(5), "High")))
    good = Criteria(Method.MATRIX, (severity,), (Band(Decimal(3), "Significant", True),))
    assert list(problems(good)) == []

    def said(criteria: Criteria) -> str:
        return " ".join(problem.sentence for problem in problems(criteria))

    assert "Name at least one thing" in said(replace(good, inputs=()))
    assert "No aspect can reach 6" in said(moved(good, good.bands[0], Decimal(6)))
    assert "from which score" in said(replace(good, bands=(Band(Decimal(3), "High"),)))
    assert "begin at the same score" in said(replace(good, bands=good.bands * 2))
    assert "asked twice" in said(replace(good, inputs=(severity, severity)))
    assert "at least two levels" in said(replace(good, inputs=(replace(severity, levels=()),)))
    formula = replace(good, method=Method.FORMULA, formula="sevrity * 2")
    assert "is “severity” meant?" in said(formula)
    yes = Input("limit", "A limit?", role=Role.ALONE)
    assert said(Criteria(Method.TRIGGERS, (yes,), ())) == ""


def test_the_highest_score_counts_weights() -> None:
    assert highest(ready_set(Method.WEIGHTED).criteria, NORMAL) == 25
    assert highest(ready_set(Method.FMEA).criteria, NORMAL) == 1000
    assert highest(ready_set(Method.CONDITIONS).criteria, INDIRECT) == 3
    assert highest(ready_set(Method.FORMULA).criteria, NORMAL) is None


def test_levels_are_read_as_people_write_them() -> None:
    levels = read_levels("3 = High\n\n1 Hardly any\n2: Some - or more\n 2,5 – Between\n-1 - Gain")
    assert [(str(level.value), level.words) for level in levels] == [
        ("-1", "Gain"),
        ("1", "Hardly any"),
        ("2", "Some - or more"),
        ("2.5", "Between"),
        ("3", "High"),
    ]
    assert read_levels(levels_text(levels)) == levels
    with pytest.raises(Refused, match="“High” is no level"):
        read_levels("1 Low\nHigh")
    with pytest.raises(Refused, match="has 1 twice"):
        read_levels("1 Low\n1.0 Lower")


def test_words_of_a_score() -> None:
    severity = ready_set(Method.MATRIX).criteria.inputs[0]
    assert severity.words(Decimal(4)) == "4 Lasting, local"
    assert severity.words(Decimal(9)) == "9"
