"""The nine methods, M1 to M9: scores and criteria into a score, a band, yes or no, and why."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import prod

from isodesk.core.formula import read_formula
from isodesk.i18n import tr
from isodesk.registers.significance import (
    Band,
    Criteria,
    Input,
    Method,
    Outcome,
    Role,
    Scored,
    plain,
)

_CENT = Decimal("0.01")


def evaluate(criteria: Criteria, aspect: Scored) -> Outcome:
    """What the criteria say of the aspect, its override left aside. Missing scores give an
    outcome that is not evaluated; a formula without a value is Refused."""
    return _METHODS[criteria.method](criteria, aspect)


def result(criteria: Criteria, aspect: Scored) -> bool | None:
    """Significant or not, the officer's override counted."""
    if aspect.override is not None:
        return aspect.override
    return evaluate(criteria, aspect).significant


def _scored(criteria: Criteria, aspect: Scored, *roles: Role) -> list[Input]:
    return [each for each in criteria.asked(aspect.group) if each.role in roles]


def value_of(aspect: Scored, each: Input) -> Decimal | None:
    """The aspect's score for an input; None where it has none, or one beyond the scale."""
    score = aspect.scores.get(each.key)
    if score is None or not each.levels or each.low <= score <= each.high:
        return score
    return None


def _missing(aspect: Scored, inputs: Iterable[Input]) -> tuple[str, ...]:
    return tuple(each.label for each in inputs if value_of(aspect, each) is None)


def _not_evaluated(missing: Sequence[str]) -> Outcome:
    if not missing:
        return Outcome(None, "", None, tr("Not evaluated: nothing is asked here."))
    why = tr("Not evaluated: no score for {names}.", names=_quoted(missing))
    return Outcome(None, "", None, why, tuple(missing))


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{tr(label)}”" for label in labels)


def _known(aspect: Scored, inputs: Sequence[Input]) -> list[tuple[Input, Decimal]]:
    """Inputs with their scores, those without left out."""
    found = ((each, value_of(aspect, each)) for each in inputs)
    return [(each, score) for each, score in found if score is not None]


def _product(criteria: Criteria, aspect: Scored) -> Outcome:
    """M1, M3, M8: all scores multiplied."""
    inputs = _scored(criteria, aspect, Role.SCORE)
    missing = _missing(aspect, inputs)
    if missing or not inputs:
        return _not_evaluated(missing)
    known = _known(aspect, inputs)
    words = " × ".join(f"{tr(each.label)} {plain(score)}" for each, score in known)
    score = prod((score for _, score in known), start=Decimal(1))
    return _banded(criteria, aspect, score, words)


def _weighted(criteria: Criteria, aspect: Scored) -> Outcome:
    """M2: each score times its weight, added up."""
    inputs = _scored(criteria, aspect, Role.SCORE)
    missing = _missing(aspect, inputs)
    if missing or not inputs:
        return _not_evaluated(missing)
    known = _known(aspect, inputs)
    words = " + ".join(_weighed(each, score) for each, score in known)
    return _banded(criteria, aspect, sum((s * e.weight for e, s in known), Decimal(0)), words)


def _weighed(each: Input, score: Decimal) -> str:
    times = f" × {plain(each.weight)}" if each.weight != 1 else ""
    return f"{tr(each.label)} {plain(score)}{times}"


def _conditions(criteria: Criteria, aspect: Scored) -> Outcome:
    """M5: the scores of its condition added up; each condition has its own bands."""
    return _weighted(criteria, aspect)


def _triggers(criteria: Criteria, aspect: Scored) -> Outcome:
    """M4: one listed yes is enough; else the yeses are counted."""
    inputs = _scored(criteria, aspect, Role.ALONE, Role.COUNTED)
    known = _known(aspect, inputs)
    yeses = [each for each, score in known if score]
    count = Decimal(len(yeses))
    alone = [each for each in yeses if each.role is Role.ALONE]
    if alone:
        why = tr("Yes to {names}.", names=_quoted(each.label for each in alone))
        return Outcome(count, _top(criteria, aspect), True, why)
    missing = _missing(aspect, inputs)
    if missing or not inputs:
        return _not_evaluated(missing)
    words = tr("{n} of {m} questions answered yes", n=len(yeses), m=len(inputs))
    return _banded(criteria, aspect, count, words)


def _top(criteria: Criteria, aspect: Scored) -> str:
    """The word of the lowest significant band."""
    bands = criteria.bands_for(aspect.group, aspect.category)
    return next((band.word for band in bands if band.significant), tr("Significant"))


def _escalation(criteria: Criteria, aspect: Scored) -> Outcome:
    """M6: the matrix, then one band higher for each yes that raises."""
    base = _product(criteria, aspect)
    raising = _scored(criteria, aspect, Role.RAISES)
    missing = (*base.missing, *_missing(aspect, raising))
    if base.score is None or missing:
        return _not_evaluated(missing)
    yeses = [each for each, score in _known(aspect, raising) if score]
    bands = criteria.bands_for(aspect.group, aspect.category)
    if not yeses or not bands:
        return base
    at = min(_band_index(bands, base.score) + len(yeses), len(bands) - 1)
    names = _quoted(each.label for each in yeses)
    why = tr("{why} Raised for {names}.", why=base.why, names=names)
    return Outcome(base.score, bands[at].word, bands[at].significant, why)


def _meter(criteria: Criteria, aspect: Scored) -> Outcome:
    """M7: the change against the baseline in per cent; only ever a suggestion."""
    inputs = _scored(criteria, aspect, Role.SCORE)
    change = aspect.scores.get(inputs[0].key) if inputs else None
    if change is None:
        return _not_evaluated([each.label for each in inputs])
    band = _band(criteria.bands_for(aspect.group, aspect.category), change)
    word = band.word if band else ""
    why = tr("Last year is {change} against the baseline.", change=percent(change))
    return Outcome(change, word, None, tr("{why} Only a suggestion.", why=why))


def _formula(criteria: Criteria, aspect: Scored) -> Outcome:
    """M9: the firm's own formula over the inputs by their keys."""
    inputs = criteria.asked(aspect.group)
    formula = read_formula(criteria.formula, [each.key for each in inputs])
    score = formula.value({each.key: value_of(aspect, each) for each in inputs})
    if score is None:
        return _not_evaluated(_missing(aspect, [e for e in inputs if e.key in formula.names]))
    return _banded(criteria, aspect, score, formula.text)


def _banded(criteria: Criteria, aspect: Scored, score: Decimal, how: str) -> Outcome:
    bands = criteria.bands_for(aspect.group, aspect.category)
    band = _band(bands, score)
    from_ = next((each for each in bands if each.significant), None)
    equals = f"{how} = {plain(shown(score))}"
    word = band.word if band else ""
    if from_ is None:
        return Outcome(score, word, None, tr("{sum}; to be decided by hand.", sum=equals))
    why = tr("{sum}; significant from {at}.", sum=equals, at=plain(from_.at))
    return Outcome(score, word, bool(band and band.significant), why)


def _band_index(bands: Sequence[Band], score: Decimal) -> int:
    """Which band a score is in; -1 below the first."""
    return sum(band.at <= score for band in bands) - 1


def _band(bands: Sequence[Band], score: Decimal) -> Band | None:
    at = _band_index(bands, score)
    return bands[at] if at >= 0 else None


def shown(score: Decimal) -> Decimal:
    """A score with at most two places, as it is written."""
    return score if score == score.to_integral_value() else score.quantize(_CENT, ROUND_HALF_UP)


def percent(change: Decimal) -> str:
    """`+12 %`, `−3.5 %`, `0 %`."""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{plain(shown(abs(change)))} %"


def change_percent(last_year: Decimal, baseline: Sequence[Decimal]) -> Decimal | None:
    """What M7 asks: last year's total against the mean of the baseline years, in per cent."""
    mean = sum(baseline, Decimal(0)) / len(baseline) if baseline else Decimal(0)
    if not mean:
        return None
    return ((last_year - mean) / mean * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


_METHODS: dict[Method, Callable[[Criteria, Scored], Outcome]] = {
    Method.MATRIX: _product,
    Method.WEIGHTED: _weighted,
    Method.PRODUCT: _product,
    Method.TRIGGERS: _triggers,
    Method.CONDITIONS: _conditions,
    Method.ESCALATION: _escalation,
    Method.METER: _meter,
    Method.FMEA: _product,
    Method.FORMULA: _formula,
}
