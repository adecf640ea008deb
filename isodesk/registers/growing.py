"""What registers of planning and customers share: records that grow of one and refer to it, and
rules that also stand in the way of a step."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from isodesk.core.problems import Problem
from isodesk.core.steps import Around, Grow, Guard, Rule

COMES_FROM = "comes_from"
"""The link from what came of something to where it was seen."""


def referring(
    verb: str,
    kind: str,
    field: str,
    fill: Callable[[Any], Mapping[str, Any]] = lambda entry: {},
    states: tuple[str, ...] = (),
) -> Grow:
    """A button that makes a record of `kind` whose `field` refers to this one."""
    return Grow(verb, kind, field, lambda entry: {field: entry.id, **fill(entry)}, states)


def needed(*rules: Rule) -> Guard:
    """A guard of rules: what they say beside the fields also stands in the way of a step."""

    def guard(entry: Any, around: Around) -> Iterable[Problem]:
        return [problem for rule in rules for problem in rule(entry)]

    return guard
