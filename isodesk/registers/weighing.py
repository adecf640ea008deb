"""An aspect weighed by the criteria in force; by the simple matrix while a firm has none."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from isodesk.core.problems import Refused
from isodesk.core.steps import Around
from isodesk.i18n import tr
from isodesk.registers.criteria import criteria_of
from isodesk.registers.significance import Criteria, Method, Scored, group_of
from isodesk.registers.significance_methods import evaluate
from isodesk.registers.significance_sets import ready_set

FIELDS = ("severity", "likelihood")
"""Scores that stand in fields of an aspect; all others in its lines, under their short names."""

Weighed = tuple[Decimal | None, str, bool | None, str]
"""Score, band, significant or not, and why."""


def criteria_in_force(around: Around) -> Criteria | None:
    """The firm's own criteria, if it has put some in force."""
    found = around.entries("criteria", "in_force")
    return criteria_of(found[-1]) if found else None


def weighed(aspect: Any, around: Around) -> Weighed:
    """What the criteria in force say of an aspect, its override left aside."""
    own = criteria_in_force(around)
    criteria = own or ready_set(Method.MATRIX).criteria
    seen = with_change(scored(aspect), criteria, _change(criteria, around))
    try:
        found = evaluate(criteria, seen)
    except Refused as refused:
        return None, "", None, str(refused)
    why = found.why if own else tr("{why} No criteria are in force yet.", why=found.why)
    return found.score, found.band, found.significant, why


def _change(criteria: Criteria, around: Around) -> Decimal | None:
    """What the first of its meters says against the baseline, where the method asks for it."""
    if criteria.method is not Method.METER:
        return None
    meters = (n for n in around.near("meter", "aspect_id") if not n.outward and n.state != "void")
    return next((n.values["change"] for n in meters if n.values["change"] is not None), None)


def with_change(seen: Scored, criteria: Criteria, change: Decimal | None) -> Scored:
    """The aspect with what its meter says, for the method that asks only this."""
    if criteria.method is not Method.METER or not criteria.inputs:
        return seen
    return replace(seen, scores={**seen.scores, criteria.inputs[0].key: change})


def scored(aspect: Any) -> Scored:
    """An aspect as an evaluation sees it."""
    scores = {line.item: line.value for line in aspect.lines.get("aspect_score", ())}
    for key in FIELDS:
        value = getattr(aspect, key)
        scores[key] = None if value is None else Decimal(value)
    condition, reach, category = (
        _name(aspect.condition),
        _name(aspect.reach),
        _name(aspect.category),
    )
    override = _name(aspect.override)
    return Scored(
        aspect.id,
        aspect.number or "",
        aspect.title or "",
        scores,
        group_of(condition, reach == "INFLUENCE"),
        category,
        override == "SIGNIFICANT" if override else None,
        aspect.override_reason or "",
    )


def _name(member: Any) -> str:
    return getattr(member, "name", member) or ""
