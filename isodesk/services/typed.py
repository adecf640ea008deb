"""Texts as values: what a row of a starter set, the sample or a blank sheet says of fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from isodesk.core.entry import Field
from isodesk.core.problems import Problem, Refused


def typed_values(fields: Sequence[Field], texts: Mapping[str, str]) -> dict[str, Any]:
    """Each text read by its field's kind. Raises Refused with all that cannot be read, and
    KeyError for a field that does not exist."""
    by_key = {each.key: each for each in fields}
    values: dict[str, Any] = {}
    problems = []
    for key, text in texts.items():
        try:
            values[key] = by_key[key].kind.parse(str(text))
        except Refused as refused:
            problems.append(Problem(key, str(refused)))
    if problems:
        raise Refused(problems)
    return values
