"""Significance of environmental aspects: what a set of criteria is, and what it says of an aspect.

Pure values. ISO 14001, 6.1.2 leaves the criteria to each organization; the nine methods that
firms use stand in `significance_methods.py`, each a function over these values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

Scores = Mapping[str, Decimal | None]
"""Score by the key of its input; None or absent is not scored yet, yes is 1, no is 0."""


class Method(Enum):
    """How scores become a result; the file keeps the name."""

    MATRIX = "Matrix"
    WEIGHTED = "Weighted sum"
    PRODUCT = "Product of scales"
    TRIGGERS = "Questions, any of which decides"
    CONDITIONS = "A scale for each condition"
    ESCALATION = "Matrix, raised by law and concern"
    METER = "From the meters"
    FMEA = "FMEA"
    FORMULA = "Own formula"

    @property
    def code(self) -> str:
        """`M1` to `M9`."""
        return f"M{list(Method).index(self) + 1}"


class Role(Enum):
    """What an input does beside the others."""

    SCORE = "Score"
    ALONE = "A yes is enough"
    COUNTED = "A yes counts"
    RAISES = "A yes raises by one band"


@dataclass(frozen=True)
class Level:
    """A step of a scale and what it means in the firm's own words."""

    value: Decimal
    words: str


YES_NO = (Level(Decimal(0), "No"), Level(Decimal(1), "Yes"))


@dataclass(frozen=True)
class Input:
    """Something an aspect is scored for. `group` is the condition it is asked in, "" for all."""

    key: str
    label: str
    levels: tuple[Level, ...] = YES_NO
    role: Role = Role.SCORE
    weight: Decimal = Decimal(1)
    group: str = ""

    @property
    def low(self) -> Decimal:
        """The lowest value of its scale."""
        return min(level.value for level in self.levels)

    @property
    def high(self) -> Decimal:
        """The highest value of its scale."""
        return max(level.value for level in self.levels)

    def words(self, value: Decimal) -> str:
        """`4 Lasting, local`, or the number alone where the scale has no such level."""
        named = [level.words for level in self.levels if level.value == value]
        return f"{plain(value)} {named[0]}".strip() if named else plain(value)


@dataclass(frozen=True)
class Band:
    """From this score on, this word. `group` and `category` narrow it; "" is any."""

    at: Decimal
    word: str
    significant: bool = False
    group: str = ""
    category: str = ""


@dataclass(frozen=True)
class Criteria:
    """A set of criteria: the method, what is scored, and where the bands begin."""

    method: Method
    inputs: tuple[Input, ...]
    bands: tuple[Band, ...]
    formula: str = ""
    name: str = ""

    def asked(self, group: str) -> tuple[Input, ...]:
        """The inputs of an aspect in this group."""
        return tuple(each for each in self.inputs if each.group in ("", group))

    def bands_for(self, group: str, category: str) -> tuple[Band, ...]:
        """The bands that count there, the lowest first: those named for group and category
        before those for the group, before those for the category, before those for any."""
        wanted = ((group, category), (group, ""), ("", category), ("", ""))
        for place in wanted:
            found = [band for band in self.bands if (band.group, band.category) == place]
            if found:
                return tuple(sorted(found, key=lambda band: band.at))
        return ()


class Group(Enum):
    """The conditions that have criteria of their own."""

    NORMAL = "Normal"
    ABNORMAL = "Abnormal"
    EMERGENCY = "Emergency"
    INDIRECT = "Only influenced"


NORMAL, ABNORMAL, EMERGENCY, INDIRECT = (group.name for group in Group)


def group_of(condition: str, influence_only: bool) -> str:
    """The group of an aspect; changed activities are judged as normal ones."""
    if influence_only:
        return INDIRECT
    return condition if condition in Group.__members__ else NORMAL


@dataclass(frozen=True)
class Scored:
    """An aspect as an evaluation sees it. `override` is the officer's own yes or no."""

    id: int
    number: str
    title: str
    scores: Scores = field(default_factory=dict)
    group: str = NORMAL
    category: str = ""
    override: bool | None = None
    override_reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the criteria say. `significant` None: not evaluated, or only a suggestion.

    `why` is one sentence; `missing` are labels of inputs without a score.
    """

    score: Decimal | None
    band: str
    significant: bool | None
    why: str
    missing: tuple[str, ...] = ()

    @property
    def evaluated(self) -> bool:
        """False while scores are missing that decide."""
        return self.score is not None


def plain(number: Decimal) -> str:
    """`12`, `12.5`: no trailing noughts, never with an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
