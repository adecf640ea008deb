"""Criteria for significant aspects (ISO 14001, 6.1.2): the firm's own, set by set.

A set in force never changes: its successor is made from it, and supersedes it when it comes
into force. Drafts can be tried over the same aspects beside it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.folding import folded
from isodesk.core.kinds import NOTE, NUMBER, WHOLE, Reference
from isodesk.core.problems import Problem, Refused
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, Anew, Around, Effect, Grow, State, Step, Take
from isodesk.registers import significance as values
from isodesk.registers.environment_words import Medium
from isodesk.registers.significance import Method, Role
from isodesk.registers.significance_flips import problems
from isodesk.registers.significance_sets import read_levels

Condition = values.Group


class CriterionLine(Line):
    """Something aspects are scored for."""

    label: str = field("Scored for", weight=10)
    short: str | None = field(
        "Short name",
        help="What the formula calls it; left blank, it is made of the name.",
        weight=7,
    )
    role: Role = field("What it does", default=Role.SCORE, weight=8)
    levels: str | None = field(
        "Levels in own words", NOTE, help="As “1 Hardly noticeable; 2 Small”.", weight=18
    )
    weight: Decimal | None = field("Weight", NUMBER, help="Left blank: 1.", weight=4)
    only_when: Condition | None = field("Only when", help="Left blank: always.", weight=7)


class BandLine(Line):
    """From a score on, a word."""

    begins: Decimal = field("From", NUMBER, weight=4)
    word: str = field("Called", weight=9)
    significant: bool | None = field("Significant", weight=5)
    only_when: Condition | None = field("Only when", weight=7)
    only_for: Medium | None = field("Only for", weight=8)


class CriteriaSet(Entry):
    """One set: a method, what is scored, and from which score an aspect is significant."""

    title: str = field("Criteria", search=True, weight=16)
    method: Method = field("Method", default=Method.MATRIX, weight=11)
    edition: int = field("Edition", WHOLE, default=1, weight=4)
    about: str | None = field("Why these criteria", NOTE, search=True)
    formula: str | None = field(
        "Formula",
        NOTE,
        help="For the method “Own formula”: arithmetic over the short names, as "
        "max(severity, law) * likelihood.",
    )
    in_force_on: date | None = field("In force since", weight=7)
    follows_id: int | None = field("Follows", Reference(("criteria",)))
    document_id: int | None = field("Controlled document", Reference(("document",)), weight=9)

    @computed("Code")
    def code(self) -> str | None:
        """`M1` to `M9`."""
        return Method[_name(self.method)].code if self.method else None


def key_of(label: str) -> str:
    """A short name for formulas: `Potential to improve` is potential_to_improve."""
    letters = (ch if ch.isalnum() else " " for ch in folded(label))
    key = "_".join("".join(letters).split())
    return key if not key[:1].isdigit() else f"n_{key}"


def criteria_of(entry: Any) -> values.Criteria:
    """The set as its method sees it. Raises Refused for levels that cannot be read."""
    return values.Criteria(
        Method[_name(entry.method)],
        tuple(_input(line) for line in entry.lines.get("criteria_item", ())),
        tuple(_band(line) for line in entry.lines.get("criteria_band", ())),
        entry.formula or "",
        entry.title or "",
    )


def _input(line: Any) -> values.Input:
    role = Role[_name(line.role) or "SCORE"]
    levels = read_levels(line.levels or "") or (() if role is Role.SCORE else values.YES_NO)
    return values.Input(
        line.short or key_of(line.label or ""),
        line.label or "",
        levels,
        role,
        line.weight if line.weight is not None else Decimal(1),
        _name(line.only_when),
    )


def _band(line: Any) -> values.Band:
    return values.Band(
        line.begins or Decimal(),
        line.word or "",
        bool(line.significant),
        _name(line.only_when),
        _name(line.only_for),
    )


def _name(member: Any) -> str:
    return getattr(member, "name", member) or ""


def can_be_used(entry: Any) -> Iterator[Problem]:
    """What must be put right before the set can be in force."""
    try:
        yield from problems(criteria_of(entry))
    except Refused as refused:
        yield from refused.problems


def _complete(entry: Any, around: Around) -> Iterator[Problem]:
    yield from can_be_used(entry)


def _into_force(entry: Any, around: Around) -> Iterable[Effect]:
    """The set before gives way, and every aspect is weighed anew."""
    for other in around.entries("criteria", "in_force"):
        if other.id != entry.id:
            yield Take(other.id, "supersede", f"{entry.number} is in force.")
    yield Anew("aspect")


REGISTER = Register(
    CriteriaSet,
    key="criteria",
    title="Significance criteria",
    one="set of criteria",
    many="sets of criteria",
    group=Group.ENVIRONMENT,
    about="How you decide which aspects are significant: your own scales, weights and thresholds.",
    example=Example(
        "CRI-01",
        "Severity times likelihood",
        "Both from 1 to 5, each level in own words; significant from 12. Edition 2, as 10 named "
        "every second aspect significant.",
        ("Matrix", "In force since 12 Jan 2026"),
    ),
    systems=EMS,
    numbering="CRI-{seq:02}",
    clauses=("14001 6.1.2",),
    columns=("number", "title", "edition", "method", "in_force_on", "document_id", "state"),
    form={
        "Criteria": ("title", "method", "code", "edition", "about", "formula"),
        "Standing": ("owner_id", "in_force_on", "follows_id", "document_id", "legacy"),
    },
    states=(
        *states(closed="")[:1],
        State("in_force", "In force", "green", closed=True),
        State("superseded", "Superseded", "struck", closed=True),
        *states(closed="")[1:],
    ),
    steps=(
        Step(
            "Put in force",
            ("draft",),
            "in_force",
            guards=(_complete,),
            effects=_into_force,
            puts={"in_force_on": TODAY},
        ),
        Step("Supersede", ("in_force",), "superseded", reason=True),
    ),
    rules=(can_be_used,),
    lines=(
        Lines("criteria_item", "What is scored", "criterion", CriterionLine),
        Lines("criteria_band", "Bands", "band", BandLine),
    ),
    grows=(
        Grow(
            "Write as a controlled document",
            "document",
            "document_id",
            states=("draft", "in_force"),
            by="criteria_document",
        ),
        Grow(
            "Make the next edition",
            "criteria",
            "follows_id",
            states=("in_force",),
            by="next_edition",
        ),
    ),
    help="significance",
    place=12,
)
