"""Arithmetic that the officer writes: `max(severity, legal) * likelihood + 2`.

Read by a parser of its own and worked out in decimals; never Python's `eval`. A formula is
short, shallow and its numbers are bounded, so that none can hang or fill the memory.

    or · and · not · = <> < <= > >= · + - · * / · sign · ** (also ^)
    min max abs round sum if(condition, then, else)

A comparison gives 1 or 0, a condition holds when it is not 0, `and`, `or` and `if` look only
at what decides. Arguments are parted by a comma or a semicolon; `×`, `÷`, `≤`, `≥`, `≠` and
the long minus are understood.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from isodesk.core import formula_parts as parts
from isodesk.core.formula_parts import Part, Unknown
from isodesk.core.problems import Refused
from isodesk.i18n import tr

LONGEST = 500
"""Characters of a formula at most."""
MOST_PARTS = 150
"""Numbers, names and signs of a formula at most."""
DEEPEST = 25
"""Brackets inside brackets at most."""

Values = Mapping[str, Decimal | int | bool | None]
"""What the names stand for; None is not known yet."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|<=|>=|<>|!=|==|[-+*/^<>=(),;]))"
)
_SAME = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">="})
_COMPARED = {"=": "=", "==": "=", "<>": "<>", "!=": "<>", "<": "<", "<=": "<=", ">": ">"}
_COMPARED[">="] = ">="
_WORDS = frozenset({"and", "or", "not"})


@dataclass(frozen=True)
class Formula:
    """A formula that can be worked out; `names` are those it uses, as they were given."""

    text: str
    names: frozenset[str]
    _root: Part

    def value(self, given: Values) -> Decimal | None:
        """The result, or None while a name that it needs is not known. Refused where it has
        none: a division by nought, a number out of bounds."""
        try:
            return self._root.value(given)
        except Unknown:
            return None


def read_formula(text: str, names: Iterable[str]) -> Formula:
    """The formula over these names. Refused in one sentence that names the place."""
    return _Reader(text, names).formula()


class _Token(NamedTuple):
    """A word of the formula; kind is number, name, sign or end."""

    kind: str
    text: str


class _Reader:
    """Reads from the loosest sign to the tightest."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self._text = text.strip()
        self._known = {name.casefold(): name for name in names}
        self._tokens = _tokens(self._text)
        self._at = self._depth = 0
        self._used: set[str] = set()

    def formula(self) -> Formula:
        root = self._either()
        if self._next.kind != "end":
            raise Refused(_stray(self._next.text))
        return Formula(self._text, frozenset(self._used), root)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> str:
        """The next word if it is one of these, else ""."""
        token = self._next
        found = token.text.casefold()
        if token.kind in ("number", "end") or found not in texts:
            return ""
        self._at += 1
        return found

    def _expect(self, text: str) -> None:
        if not self._take(text):
            found = self._next.text
            where = tr("before “{text}”", text=found) if found else tr("at the end")
            raise Refused(tr("The formula lacks “{sign}” {where}.", sign=text, where=where))

    def _chain(self, below: Callable[[], Part], *signs: str) -> Part:
        """Parts joined from the left by these signs."""
        left = below()
        while sign := self._take(*signs):
            left = parts.joined(sign, left, below())
        return left

    def _either(self) -> Part:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(
                tr("The formula has more than {most} brackets inside each other.", most=DEEPEST)
            )
        part = self._chain(self._both, "or")
        self._depth -= 1
        return part

    def _both(self) -> Part:
        return self._chain(self._denied, "and")

    def _denied(self) -> Part:
        denials = 0
        while self._take("not"):
            denials += 1
        part = self._compared()
        for _ in range(min(denials, 2 - denials % 2)):
            part = parts.Denied(part)
        return part

    def _compared(self) -> Part:
        left = self._sum()
        if sign := self._take(*_COMPARED):
            left = parts.joined(_COMPARED[sign], left, self._sum())
            if self._take(*_COMPARED):
                raise Refused(
                    tr("Compare two things at a time and join them with “and”: a < b and b < c.")
                )
        return left

    def _sum(self) -> Part:
        return self._chain(self._product, "+", "-")

    def _product(self) -> Part:
        return self._chain(self._signed, "*", "/")

    def _signed(self) -> Part:
        minus = False
        while sign := self._take("-", "+"):
            minus ^= sign == "-"
        part = self._power()
        return parts.Minus(part) if minus else part

    def _power(self) -> Part:
        base = self._single()
        if not self._take("**", "^"):
            return base
        minus = bool(self._take("-"))
        exponent = self._single()
        part = parts.joined("**", base, parts.Minus(exponent) if minus else exponent)
        if self._take("**", "^"):
            raise Refused(tr("Put brackets around a power of a power."))
        return part

    def _single(self) -> Part:
        token = self._next
        if token.kind == "number":
            self._at += 1
            return parts.Number(Decimal(token.text))
        if self._take("("):
            part = self._either()
            self._expect(")")
            return part
        if token.kind == "name" and token.text.casefold() not in _WORDS:
            self._at += 1
            return self._named(token.text)
        raise Refused(_lacking(token.text))

    def _named(self, name: str) -> Part:
        if self._take("("):
            return parts.called(name.casefold(), name, self._arguments())
        known = self._known.get(name.casefold())
        if known is None:
            raise Refused(_unknown(name, self._known.values()))
        self._used.add(known)
        return parts.Name(known)

    def _arguments(self) -> tuple[Part, ...]:
        if self._take(")"):
            return ()
        given = [self._either()]
        while self._take(",", ";"):
            given.append(self._either())
        self._expect(")")
        return tuple(given)


def _tokens(text: str) -> list[_Token]:
    if not text:
        raise Refused(tr("Write a formula, for example: severity * likelihood."))
    if len(text) > LONGEST:
        raise Refused(tr("A formula has at most {most} characters.", most=LONGEST))
    text = text.translate(_SAME).replace("≠", "<>").rstrip()
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Refused(
                tr("A formula does not know the sign “{sign}”.", sign=text[at:].strip()[0])
            )
        found.append(_Token(str(match.lastgroup), match.group(match.lastgroup or 0)))
        at = match.end()
    if len(found) > MOST_PARTS:
        raise Refused(tr("A formula has at most {most} numbers, names and signs.", most=MOST_PARTS))
    return [*found, _Token("end", "")]


def _stray(text: str) -> str:
    if text in (",", ";"):
        return tr("Write decimals with a point, as 1.5; a comma parts what stands in brackets.")
    if text == ")":
        return tr("The formula closes a bracket that was not opened.")
    return tr("A sign is missing before “{text}”, for example *.", text=text)


def _lacking(text: str) -> str:
    if not text:
        return tr("The formula ends where a number or a name is missing.")
    return tr("A number or a name is missing before “{text}”.", text=text)


def _unknown(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(name.casefold(), names, 1)
    if near:
        return tr("“{name}” is not known here; is “{near}” meant?", name=name, near=near[0])
    if names:
        listed = ", ".join(names)
        return tr("“{name}” is not known here; known are {names}.", name=name, names=listed)
    return tr("“{name}” is not known here.", name=name)
