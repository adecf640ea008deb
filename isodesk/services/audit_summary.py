"""What the answers of an audit come to: per standard with its chapters, per process, and for what
belongs to no standard. Pure; every share says what it is a share of.

A question that answers both standards counts in both summaries, and in each once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_values import QuestionValue, Tally, tally
from isodesk.standards.clauses import ClauseRef, clause, parse_ref
from isodesk.standards.trees import KNOWN


@dataclass(frozen=True)
class ChapterSummary:
    """One chapter of a standard, 4 to 10; `title` is isodesk's own wording."""

    number: str
    title: str
    tally: Tally


@dataclass(frozen=True)
class StandardSummary:
    """How one standard, in one edition, is met as far as it was asked about."""

    standard: str
    edition: str
    tally: Tally
    chapters: tuple[ChapterSummary, ...]
    alone: bool = True
    """Whether no other edition of it is summed up beside."""

    @property
    def name(self) -> str:
        """`ISO 9001`."""
        return f"ISO {self.standard}"

    @property
    def title(self) -> str:
        """`ISO 9001:2015`, as it is cited."""
        return f"{self.name}:{self.edition}"

    @property
    def sentence(self) -> str:
        """The summary in words, with what it is out of."""
        return f"{self.name if self.alone else self.title}: {said(self.tally)}"


@dataclass(frozen=True)
class ProcessSummary:
    """The questions asked at one process; None stands for those that name none."""

    process_id: int | None
    title: str
    tally: Tally


def per_standard(questions: Iterable[QuestionValue]) -> tuple[StandardSummary, ...]:
    """A summary of every standard and edition that the questions name, ISO 9001 first."""
    held = [(question, refs_of(question)) for question in questions]
    found = {(ref.standard, ref.edition) for _, refs in held for ref in refs}
    named = [standard for standard, _ in found]
    return tuple(
        replace(_standard(held, *each), alone=named.count(each[0]) == 1)
        for each in KNOWN
        if each in found
    )


def per_process(
    questions: Iterable[QuestionValue], names: Mapping[int, str]
) -> tuple[ProcessSummary, ...]:
    """A tally for each process, in the order it is first asked about; `names` are titles by id.
    What names no process comes last."""
    asked = tuple(questions)
    ids = dict.fromkeys(each.process_id for each in asked)
    ordered = [i for i in ids if i is not None] + [None] * (None in ids)
    return tuple(
        ProcessSummary(i, _process(i, names), tally(q for q in asked if q.process_id == i))
        for i in ordered
    )


def outside(questions: Iterable[QuestionValue]) -> Tally:
    """What belongs to no standard: the firm's own criteria, obligations, documents."""
    return tally(question for question in questions if not refs_of(question))


def refs_of(question: QuestionValue) -> tuple[ClauseRef, ...]:
    """The clauses of a question that isodesk knows; other words are passed over."""
    return refs(question.clauses)


def refs(clauses: Sequence[str]) -> tuple[ClauseRef, ...]:
    """The same of clauses as they are written."""
    read = (_ref(text) for text in clauses)
    return tuple(dict.fromkeys(ref for ref in read if ref is not None))


def systems_of(clauses: Sequence[str]) -> int:
    """Which systems a question is about by its clauses: 1 quality, 2 environment, 3 both."""
    return sum({"9001": 1, "14001": 2}[s] for s in {ref.standard for ref in refs(clauses)})


def said(of: Tally) -> str:
    """`41 of 44 judged conform, 93 %; 3 not applicable, 13 not checked`."""
    judged = (
        tr("{n} of {m} judged conform, {p} %", n=of.met, m=of.judged, p=of.percent)
        if of.judged
        else tr("nothing judged yet")
    )
    rest = [
        tr("{n} not applicable", n=of.not_applicable) if of.not_applicable else "",
        tr("{n} not checked", n=of.unchecked) if of.unchecked else "",
    ]
    left = ", ".join(filter(None, rest))
    return f"{judged}; {left}" if left else judged


def _standard(
    held: Sequence[tuple[QuestionValue, Sequence[ClauseRef]]], standard: str, edition: str
) -> StandardSummary:
    """A question counts in each chapter that it names."""
    inside = [
        (question, {_chapter(r) for r in refs if (r.standard, r.edition) == (standard, edition)})
        for question, refs in held
    ]
    inside = [(question, chapters) for question, chapters in inside if chapters]
    numbers = sorted({number for _, chapters in inside for number in chapters}, key=int)
    return StandardSummary(
        standard,
        edition,
        tally(question for question, _ in inside),
        tuple(
            ChapterSummary(
                number,
                clause(ClauseRef(standard, edition, number)).title,
                tally(question for question, chapters in inside if number in chapters),
            )
            for number in numbers
        ),
    )


def _chapter(ref: ClauseRef) -> str:
    return ref.number.partition(".")[0]


def _process(process_id: int | None, names: Mapping[int, str]) -> str:
    if process_id is None:
        return tr("No process named")
    return names.get(process_id, tr("Process {id}", id=process_id))


def _ref(text: str) -> ClauseRef | None:
    try:
        return parse_ref(text)
    except Refused:
        return None
