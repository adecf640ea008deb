"""What if: which aspects change sides when the criteria do. And what is wrong with criteria."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from isodesk.core.formula import read_formula
from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.registers.significance import Band, Criteria, Input, Method, Outcome, Role, Scored
from isodesk.registers.significance_methods import evaluate


@dataclass(frozen=True)
class Flip:
    """An aspect whose result differs. `held` when an override keeps it where it was."""

    aspect: Scored
    before: Outcome
    after: Outcome
    held: bool = False

    @property
    def becomes_significant(self) -> bool:
        """True in the one direction, False in the other."""
        return bool(self.after.significant)


def flips(aspects: Iterable[Scored], before: Criteria, after: Criteria) -> tuple[Flip, ...]:
    """The aspects that change sides, those that become significant first. What is not
    evaluated under either set changes no side."""
    found = []
    for aspect in aspects:
        was, now = evaluate(before, aspect), evaluate(after, aspect)
        if None not in (was.significant, now.significant) and was.significant != now.significant:
            found.append(Flip(aspect, was, now, aspect.override is not None))
    return tuple(sorted(found, key=lambda flip: (not flip.becomes_significant, flip.aspect.number)))


def moved(criteria: Criteria, band: Band, at: Decimal) -> Criteria:
    """The same criteria with one band beginning elsewhere."""
    bands = tuple(replace(each, at=at) if each == band else each for each in criteria.bands)
    return replace(criteria, bands=bands)


def problems(criteria: Criteria) -> Iterator[Problem]:
    """What must be put right before the criteria can be in force."""
    if not criteria.inputs:
        yield Problem("inputs", tr("Name at least one thing that aspects are scored for."))
        return
    yield from _input_problems(criteria.inputs)
    if criteria.method is Method.FORMULA:
        yield from _formula_problems(criteria)
    if criteria.method is not Method.METER:
        yield from _band_problems(criteria)


def _input_problems(inputs: tuple[Input, ...]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for each in inputs:
        if (each.key, each.group) in seen:
            yield Problem("inputs", tr("“{name}” is asked twice.", name=each.label))
        seen.add((each.key, each.group))
        if each.role is Role.SCORE and len(each.levels) < 2:
            words = tr("“{name}” needs at least two levels, as 1 Rare; 2 Daily.", name=each.label)
            yield Problem("inputs", words)


def _formula_problems(criteria: Criteria) -> Iterator[Problem]:
    try:
        read_formula(criteria.formula, [each.key for each in criteria.inputs])
    except Refused as refused:
        yield Problem("formula", str(refused))


def _band_problems(criteria: Criteria) -> Iterator[Problem]:
    significant = [band for band in criteria.bands if band.significant]
    alone = any(each.role is Role.ALONE for each in criteria.inputs)
    if not significant and not alone:
        yield Problem("bands", tr("Say from which score an aspect is significant."))
    places = [(band.at, band.group, band.category) for band in criteria.bands]
    if len(set(places)) < len(places):
        yield Problem("bands", tr("Two bands begin at the same score."))
    for band in significant:
        top = highest(criteria, band.group)
        if top is not None and band.at > top:
            words = tr("No aspect can reach {at}: the highest score is {top}.", at=band.at, top=top)
            yield Problem("bands", words)


def highest(criteria: Criteria, group: str) -> Decimal | None:
    """The highest score there can be; None for a formula, and where nothing is scored."""
    asked = criteria.asked(group)
    scored = [each for each in asked if each.role is Role.SCORE and each.levels]
    if criteria.method is Method.TRIGGERS:
        return Decimal(len(asked))
    if criteria.method in (Method.FORMULA, Method.METER) or not scored:
        return None
    if criteria.method in (Method.WEIGHTED, Method.CONDITIONS):
        return sum((each.high * each.weight for each in scored), Decimal(0))
    return prod((each.high for each in scored), start=Decimal(1))
