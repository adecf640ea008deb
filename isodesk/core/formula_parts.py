"""What a formula is made of: numbers, names, signs and functions, each with its value.

Every value is a Decimal with 28 digits and stays within a million millions; what would leave
that is refused before it is worked out. A condition is 1 or 0.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Protocol

from isodesk.core.problems import Refused
from isodesk.i18n import tr

LARGEST = Decimal(10) ** 12
"""No number of a formula is larger."""
HIGHEST_POWER = 10
MOST_PLACES = 6

_CONTEXT = Context(
    prec=28, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow]
)
_ONE, _NOUGHT = Decimal(1), Decimal(0)

Values = Mapping[str, Decimal | int | bool | None]


class Unknown(Exception):
    """A name that is needed has no value yet."""


class Part(Protocol):
    """A piece of a formula."""

    def value(self, given: Values) -> Decimal:
        """Its value; Unknown while a name it needs has none, Refused when there is none."""


@dataclass(frozen=True)
class Number:
    """A number as written."""

    number: Decimal

    def value(self, given: Values) -> Decimal:
        return bounded(self.number)


@dataclass(frozen=True)
class Name:
    """What one of the known names stands for; yes is 1, no is 0."""

    name: str

    def value(self, given: Values) -> Decimal:
        found = given.get(self.name)
        if found is None:
            raise Unknown(self.name)
        return bounded(Decimal(found))


@dataclass(frozen=True)
class Minus:
    """A sign before a part."""

    part: Part

    def value(self, given: Values) -> Decimal:
        return -self.part.value(given)


@dataclass(frozen=True)
class Denied:
    """`not`."""

    part: Part

    def value(self, given: Values) -> Decimal:
        return _yes(not self.part.value(given))


@dataclass(frozen=True)
class Joined:
    """Two parts and what is done with them."""

    work: Callable[[Decimal, Decimal], Decimal]
    left: Part
    right: Part

    def value(self, given: Values) -> Decimal:
        return bounded(self.work(self.left.value(given), self.right.value(given)))


@dataclass(frozen=True)
class Both:
    """`and` (ends at the first no) or, with `stop` True, `or` (ends at the first yes).

    A side that is not known yet does not matter where the other decides.
    """

    stop: bool
    left: Part
    right: Part

    def value(self, given: Values) -> Decimal:
        try:
            if bool(self.left.value(given)) is self.stop:
                return _yes(self.stop)
        except Unknown:
            if bool(self.right.value(given)) is self.stop:
                return _yes(self.stop)
            raise
        return _yes(bool(self.right.value(given)))


@dataclass(frozen=True)
class Choice:
    """`if(condition, then, otherwise)`."""

    condition: Part
    then: Part
    otherwise: Part

    def value(self, given: Values) -> Decimal:
        return (self.then if self.condition.value(given) else self.otherwise).value(given)


@dataclass(frozen=True)
class Called:
    """A function over its arguments."""

    work: Callable[[Sequence[Decimal]], Decimal]
    arguments: tuple[Part, ...]

    def value(self, given: Values) -> Decimal:
        return bounded(self.work([part.value(given) for part in self.arguments]))


def bounded(number: Decimal) -> Decimal:
    """The number, refused when it is larger than a formula may reach."""
    if abs(number) > LARGEST:
        raise Refused(tr("The formula reaches a number larger than a million millions."))
    return number


def joined(sign: str, left: Part, right: Part) -> Part:
    """Two parts joined by a sign or by `and`, `or`."""
    if sign in ("and", "or"):
        return Both(sign == "or", left, right)
    return Joined(_WORK[sign], left, right)


def called(key: str, name: str, given: tuple[Part, ...]) -> Part:
    """A function by its name in small letters; Refused for another, or a wrong number of
    arguments."""
    if key not in _FUNCTIONS:
        known = ", ".join(sorted(_FUNCTIONS))
        raise Refused(
            tr("A formula knows the functions {known}, but not “{name}”.", known=known, name=name)
        )
    least, most, work, example = _FUNCTIONS[key]
    if not least <= len(given) <= most:
        raise Refused(tr("“{name}” is written so: {example}.", name=key, example=example))
    return Choice(*given) if work is None else Called(work, given)


def _yes(value: bool) -> Decimal:
    return _ONE if value else _NOUGHT


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise Refused(tr("The formula divides by nought."))
    return _CONTEXT.divide(left, right)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > HIGHEST_POWER:
        raise Refused(tr("A power in a formula is at most {most}.", most=HIGHEST_POWER))
    if not exponent:
        return _ONE
    if not base:
        if exponent < 0:
            raise Refused(tr("The formula divides by nought."))
        return _NOUGHT
    if base < 0 and exponent != int(exponent):
        raise Refused(tr("The formula takes the root of a number below nought."))
    return _CONTEXT.power(base, exponent)


def _rounded(given: Sequence[Decimal]) -> Decimal:
    places = given[1] if len(given) > 1 else _NOUGHT
    if places != int(places) or not 0 <= places <= MOST_PLACES:
        raise Refused(tr("Round to 0 to {most} places after the point.", most=MOST_PLACES))
    return given[0].quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, _CONTEXT)


def _compared(holds: Callable[[Decimal, Decimal], bool]) -> Callable[[Decimal, Decimal], Decimal]:
    return lambda left, right: _yes(holds(left, right))


_WORK: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _divided,
    "**": _power,
    "=": _compared(operator.eq),
    "<>": _compared(operator.ne),
    "<": _compared(operator.lt),
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    ">=": _compared(operator.ge),
}

_MANY = 20
_FUNCTIONS: dict[str, tuple[int, int, Callable[[Sequence[Decimal]], Decimal] | None, str]] = {
    "min": (1, _MANY, min, "min(severity, legal)"),
    "max": (1, _MANY, max, "max(severity, legal)"),
    "sum": (1, _MANY, lambda given: sum(given, _NOUGHT), "sum(severity, frequency, legal)"),
    "abs": (1, 1, lambda given: abs(given[0]), "abs(change)"),
    "round": (1, 2, _rounded, "round(score, 1)"),
    "if": (3, 3, None, "if(legal = 1, 25, severity * likelihood)"),
}
"""Name to: arguments at least and at most, the work (None: only what decides), an example."""
