"""The sections of an audit's questions, and how far each is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import QuestionValue, tally
from isodesk.ui.audits.verdict_words import verdict_word

_NUMBERED = re.compile(r"(\d[\d.]*)\s+(.+)", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """Questions under one heading: `number` is "8.5" or "", `places` where they stand in the
    order."""

    number: str
    title: str
    places: tuple[int, ...]
    answered: int

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.places)

    @property
    def done(self) -> bool:
        """Whether each has its verdict."""
        return self.answered == self.total

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()

    @property
    def count(self) -> str:
        """How far it is: "4 of 14"."""
        return tr("{n} of {total}", n=self.answered, total=self.total)


def sections(questions: Sequence[QuestionValue]) -> tuple[Section, ...]:
    """By heading, in the order in which each first stands."""
    by_name: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        by_name.setdefault(question.section, []).append(place)
    return tuple(_section(name, places, questions) for name, places in by_name.items())


def section_at(found: Iterable[Section], place: int) -> Section:
    """The section in which a question stands."""
    return next(section for section in found if place in section.places)


def answered_words(questions: Sequence[QuestionValue]) -> tuple[str, str]:
    """("45 of 99 answered", "2 minor, 1 observation")."""
    count = tally(questions)
    parts = (
        (count.major, _found(count.major, Verdict.MAJOR, "{n} major", "{n} major")),
        (count.minor, _found(count.minor, Verdict.MINOR, "{n} minor", "{n} minor")),
        (
            count.observation,
            _found(count.observation, Verdict.OBSERVATION, "{n} observation", "{n} observations"),
        ),
        (
            count.opportunity,
            _found(count.opportunity, Verdict.OPPORTUNITY, "{n} opportunity", "{n} opportunities"),
        ),
    )
    said = ", ".join(words for n, words in parts if n)
    head = tr("{n} of {total} answered", n=count.answered, total=count.total)
    return head, said or tr("Nothing found so far")


def clause_words(clauses: Iterable[str]) -> tuple[str, ...]:
    """Clauses as short as they can be said: "9001 8.5.1"."""
    from isodesk.core.problems import Refused
    from isodesk.standards.clauses import parse_ref, show

    found = []
    for text in clauses:
        try:
            found.append(show(parse_ref(text)))
        except Refused:
            found.append(text)
    return tuple(found)


def _section(name: str, places: list[int], questions: Sequence[QuestionValue]) -> Section:
    numbered = _NUMBERED.fullmatch(name)
    number, title = (numbered[1], numbered[2]) if numbered else ("", name or tr("Other questions"))
    answered = sum(questions[place].verdict is not None for place in places)
    return Section(number, title, tuple(places), answered)


def _found(n: int, verdict: Verdict, one: str, many: str) -> str:
    """So many of a verdict, in the firm's word where it has one."""
    word = verdict_word(verdict)
    if word != tr(verdict.value):
        return f"{n} {word}"
    return tr(one, n=n) if n == 1 else tr(many, n=n)
