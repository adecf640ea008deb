"""What the sheets of planning are made from: turtle, map of processes, context, risks. No
ReportLab."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Turtle:
    """One process on one sheet. Texts are paragraphs; `gives` and `takes` are (other process,
    what), `risks` and `measures` lines that are said as they are."""

    number: str
    title: str
    sort: str
    state: str
    owner: str
    purpose: str
    begins: str
    ends: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    resources: tuple[str, ...]
    competence: tuple[str, ...]
    methods: tuple[str, ...]
    measures: tuple[str, ...]
    takes: tuple[tuple[str, str], ...] = ()
    gives: tuple[tuple[str, str], ...] = ()
    risks: tuple[str, ...] = ()
    provider: str = ""


@dataclass(frozen=True)
class MapProcess:
    """A process as the map shows it."""

    number: str
    title: str
    owner: str
    sort: str


@dataclass(frozen=True)
class ProcessMap:
    """Who gives what to whom: `passages` are (place of who gives, place of who takes, what),
    places counted in `processes` from 0."""

    processes: tuple[MapProcess, ...]
    passages: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class ContextIssue:
    """An issue in one corner of the SWOT; `heavy` prints bold."""

    number: str
    title: str
    area: str
    heavy: bool = False


@dataclass(frozen=True)
class ClimateDecision:
    """What was decided about climate change; `systems` and `decided` in words."""

    number: str
    decided: str
    reason: str
    by: str
    on: date | None
    what: str = ""


@dataclass(frozen=True)
class ContextNeed:
    """A need of a party and what was decided about it; `undecided` prints amber."""

    party: str
    need: str
    basis: str
    climate: bool
    answer: str
    met_by: str
    undecided: bool = False


@dataclass(frozen=True)
class ContextSheet:
    """The context on paper: the four corners, what has no corner, climate, parties."""

    strengths: tuple[ContextIssue, ...]
    weaknesses: tuple[ContextIssue, ...]
    opportunities: tuple[ContextIssue, ...]
    threats: tuple[ContextIssue, ...]
    unplaced: tuple[ContextIssue, ...]
    climate: tuple[ClimateDecision, ...]
    needs: tuple[ContextNeed, ...]
    without_need: tuple[str, ...] = ()
    """Relevant parties of whom nothing is known yet."""


@dataclass(frozen=True)
class MatrixRisk:
    """A risk in the matrix; likelihood and severity from 1 to 5, None while not weighed."""

    number: str
    title: str
    process: str
    likelihood: int | None
    severity: int | None
    after_likelihood: int | None
    after_severity: int | None
    level: str
    level_after: str
    treatment: str
    owner: str
    state: str
    urgent: bool = False


@dataclass(frozen=True)
class RiskMatrix:
    """All risks in the matrix before and after treatment, and as a list. `words` are of the
    five steps; `medium` and `high` the least scores of these levels."""

    risks: tuple[MatrixRisk, ...]
    likelihood_words: tuple[str, ...]
    severity_words: tuple[str, ...]
    medium: int
    high: int
    closed: int = 0
