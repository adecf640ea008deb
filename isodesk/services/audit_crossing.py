"""Clauses of an audit's questions carried over to another edition: by what the shipped question
itself names there, else by the explicit map of `standards`. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from isodesk.core.problems import Refused
from isodesk.standards.clauses import ClauseRef, moved, parse_ref

if TYPE_CHECKING:
    from isodesk.standards.questions import Question

STANDARDS = {"iso9001": "9001", "iso14001": "14001"}
"""The standard of each field of an audit that holds an edition."""


@dataclass(frozen=True)
class Crossed:
    """Clauses before and after, as they are written; `lost` are those of before that have no
    counterpart, `notes` what the map says of those that have one in part."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is another."""
        return self.before != self.after


@dataclass(frozen=True)
class Crosser:
    """Carries clauses of one standard over; an edition "" stands for none."""

    standard: str
    before: str
    after: str

    def of(self, key: str, clauses: Sequence[str]) -> Crossed:
        """The clauses of a question, `key` being that of the shipped one it is ("" for none)."""
        shipped = _shipped().get(key)
        if not self.before:
            return self._gained(shipped, clauses)
        after, lost, notes = list[str](), list[str](), list[str]()
        for text in clauses:
            ref = read(text)
            if ref is None or (ref.standard, ref.edition) != (self.standard, self.before):
                after.append(text)
                continue
            there = self._there(shipped, ref, notes)
            after += [written(each) for each in there]
            lost += [] if there else [text]
        return Crossed(tuple(clauses), tuple(dict.fromkeys(after)), tuple(lost), tuple(notes))

    def fresh(
        self, taken: Collection[str], editions: frozenset[tuple[str, str]]
    ) -> "tuple[Question, ...]":
        """Shipped questions that only the new edition asks and that are not `taken` (keys), their
        clauses cut to the audit's editions. None where the audit was not asked by clause against
        the edition of before."""
        if not (self.before and self.after):
            return ()
        from isodesk.standards.questions import selected

        old, new = (
            {q.key for q in selected(frozenset({(self.standard, edition)}))}
            for edition in (self.before, self.after)
        )
        if old.isdisjoint(taken):
            return ()
        wanted = new - old - set(taken)
        return tuple(q for q in selected(editions) if q.key in wanted)

    def _there(
        self, shipped: "Question | None", ref: ClauseRef, notes: list[str]
    ) -> Iterable[ClauseRef]:
        if not self.after:
            return ()
        if shipped is not None and ref in shipped.clauses:
            return [c for c in shipped.clauses if self._is_new(c)]
        links = moved(ref, self.after)
        notes += [f"{ref.number} → {link.ref.number}: {link.note}" for link in links if link.note]
        return [link.ref for link in links]

    def _gained(self, shipped: "Question | None", clauses: Sequence[str]) -> Crossed:
        """A shipped question answers the standard that comes to the audit too."""
        more = [written(c) for c in shipped.clauses if self._is_new(c)] if shipped else []
        return Crossed(tuple(clauses), tuple(dict.fromkeys((*clauses, *more))))

    def _is_new(self, ref: ClauseRef) -> bool:
        return (ref.standard, ref.edition) == (self.standard, self.after)


def read(text: str) -> ClauseRef | None:
    """A clause as it is written; None for words that are none."""
    try:
        return parse_ref(text)
    except Refused:
        return None


def written(ref: ClauseRef) -> str:
    """`9001:2026 8.5.1`."""
    return f"{ref.standard}:{ref.edition} {ref.number}"


def names_standard(clauses: str | None, standard: str) -> bool:
    """Whether stored clauses name one of a standard."""
    from isodesk.services.auditing import clauses_of

    found = (read(text) for text in clauses_of(clauses))
    return any(ref is not None and ref.standard == standard for ref in found)


def other_editions(clauses: Sequence[str], editions: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Editions that clauses name and their audit is not held against, as ("9001:2015",): what was
    answered before its edition changed. None where it is held against no standard."""
    refs = [ref for ref in map(read, clauses) if ref is not None] if editions else []
    named = ((ref.standard, ref.edition) for ref in refs)
    return tuple(dict.fromkeys(":".join(pair) for pair in named if pair not in editions))


@cache
def _shipped() -> "dict[str, Question]":
    """Every shipped question by its key."""
    from isodesk.standards.questions import bank, process_lists

    process = (q for each in process_lists() for q in each.questions)
    return {q.key: q for q in (*bank(), *process)}
