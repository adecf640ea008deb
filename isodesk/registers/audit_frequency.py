"""How often something is audited, and in which months: by its importance, by what earlier audits
found, and by changes that are planned (ISO 19011, 5; 9.2.2 of both standards)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isodesk.core.dates import MONTHS, add_months
from isodesk.i18n import tr
from isodesk.registers.audit_words import Weight

EVERY = {Weight.HIGH: 6, Weight.MIDDLE: 12, Weight.LOW: 24}
"""Months between two audits, where a line does not say."""
_MANY_MINORS = 3
_LEAST = 3
_AFTER_CHANGE = 2
"""Months after a change in which it is looked at, at the latest one more."""
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class FoundInYear:
    """What audits of one year found at a process."""

    year: int
    majors: int = 0
    minors: int = 0
    observations: int = 0


@dataclass(frozen=True)
class ChangePlanned:
    """A change of a process that is planned in a month of the year of the programme."""

    title: str
    month: int


@dataclass(frozen=True)
class RowFacts:
    """What is known of a line of the programme before its months are proposed. `nth` of `many` is
    its place, so that what was never audited is spread over the year."""

    weight: Weight
    every: int | None = None
    found: tuple[FoundInYear, ...] = ()
    changes: tuple[ChangePlanned, ...] = ()
    last: date | None = None
    nth: int = 0
    many: int = 1


@dataclass(frozen=True)
class Proposed:
    """The months proposed, every how many months that is, and why in words."""

    months: tuple[int, ...]
    every: int
    reason: str


def proposed(facts: RowFacts, year: int, first_month: int = 1) -> Proposed:
    """Months of a year from `first_month` on, with the reason."""
    every, shorter = _every(facts)
    months = set(_regular(facts, every, year, first_month))
    for change in facts.changes:
        after = range(change.month + 1, change.month + 2 + _AFTER_CHANGE)
        month = min(12, max(first_month, change.month + _AFTER_CHANGE))
        if month > change.month and not months & set(after):
            months.add(month)
    return Proposed(tuple(sorted(months)), every, _reason(facts, every, shorter, bool(months)))


def _every(facts: RowFacts) -> tuple[int, bool]:
    """Every how many months, and whether results made it shorter."""
    every = facts.every or EVERY[facts.weight]
    majors = sum(each.majors for each in facts.found)
    minors = sum(each.minors for each in facts.found)
    if not facts.every and (majors or minors >= _MANY_MINORS):
        return max(_LEAST, every // 2), True
    return every, False


def _regular(facts: RowFacts, every: int, year: int, first_month: int) -> Sequence[int]:
    """Counted from the last audit; what was never audited has its place in the first round."""
    start, end = date(year, first_month, 1), date(year, 12, 31)
    if facts.last is None:
        room = min(every, 13 - first_month)
        month = first_month + facts.nth * room // max(facts.many, 1)
        next_one = date(year, month, 1)
    else:
        next_one = max(add_months(facts.last.replace(day=1), every), start)
    months = []
    while next_one <= end:
        months.append(next_one.month)
        next_one = add_months(next_one, every)
    return months


def _reason(facts: RowFacts, every: int, shorter: bool, any_month: bool) -> str:
    parts = [tr("Importance {word}", word=tr(facts.weight.value).lower())]
    for each in facts.found:
        found = _found(each)
        if found:
            parts.append(found)
    for change in facts.changes:
        month = tr(MONTHS[change.month - 1])
        parts.append(tr("change in {month}: {title}", month=month, title=change.title))
    if facts.last is None:
        parts.append(tr("not audited yet"))
    else:
        last = f"{tr(MONTHS[facts.last.month - 1])} {facts.last.year}"
        parts.append(tr("last audited in {month}", month=last))
        if not any_month:
            due = add_months(facts.last.replace(day=1), every)
            parts.append(tr("next in {year}", year=due.year))
    words = "; ".join(parts)
    sooner = tr("sooner because of what was found") if shorter else ""
    return "; ".join(filter(None, (words, sooner))) + "."


def _found(each: FoundInYear) -> str:
    """`two minor findings in 2025`."""
    counts = (
        (each.majors, "major finding", "major findings"),
        (each.minors, "minor finding", "minor findings"),
        (each.observations, "observation", "observations"),
    )
    said = [f"{_number(n)} {tr(one if n == 1 else many)}" for n, one, many in counts if n]
    return tr("{found} in {year}", found=", ".join(said), year=each.year) if said else ""


def _number(n: int) -> str:
    return tr(_NUMBERS[n]) if n < len(_NUMBERS) else str(n)
