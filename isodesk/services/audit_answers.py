"""The checklist of an audit with its answers, gathered for paper."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from isodesk.core.kinds import MOMENT
from isodesk.i18n import tr
from isodesk.printing.audit_sheets import Answered, AnsweredPart, AnswerSheet, Proofs
from isodesk.registers.audit_words import VERDICT, Origin, Proof
from isodesk.registers.grade_words import word_of
from isodesk.services import audit_facts as facts
from isodesk.services.audit_evidence import AuditEvidence
from isodesk.services.audit_photos import Photos, is_picture
from isodesk.services.audit_summary import said
from isodesk.services.audit_values import EvidenceValue, QuestionValue, tally
from isodesk.services.auditing import Auditing
from isodesk.services.grade_words import GradeWords
from isodesk.services.plain_entries import called
from isodesk.services.print_tools import Tools

if TYPE_CHECKING:
    from isodesk.services.entry_values import EntryValue

Held = dict[int, list[EvidenceValue]]
"""Evidence by the question it belongs to."""


def answers(tools: Tools, record_id: int) -> bytes:
    """The checklist as it is answered."""
    from isodesk.printing.audit_checklist import answers_pdf

    return answers_pdf(answers_of(tools, tools.entry(record_id)), *tools.around)


def answers_of(tools: Tools, value: "EntryValue") -> AnswerSheet:
    """Every question in its order, under the heading of its section."""
    from isodesk.printing.audit_checklist import photo_width

    questions = Auditing(tools.desk).questions(value.id)
    held = evidence_of(tools, value.id)
    pictures = sum(is_picture(piece) for pieces in held.values() for piece in pieces)
    writer = _Writer(tools, questions, held, Photos(tools, photo_width(), pictures, hashed=False))
    count = tally(questions)
    return AnswerSheet(
        label=tr("Checklist with answers"),
        number=value.number,
        title=value.title or value.number,
        when=facts.first_day(value),
        facts=facts.told(
            (
                ("Lead auditor", facts.lead(value)),
                ("Criteria", facts.criteria(tools, value).partition("\n")[0]),
                ("State", facts.state_word(value)),
            )
        ),
        count=checked(count.total, count.answered, count.not_applicable) + f" {said(count)}.",
        parts=tuple(writer.parts()),
    )


def checked(total: int, answered: int, not_applicable: int) -> str:
    """`36 of 40 questions checked, 3 of them not applicable.`"""
    if not_applicable:
        return tr(
            "{n} of {m} questions checked, {k} of them not applicable.",
            n=answered,
            m=total,
            k=not_applicable,
        )
    return tr("{n} of {m} questions checked.", n=answered, m=total)


def evidence_of(tools: Tools, audit_id: int) -> Held:
    """The evidence of an audit by question."""
    held: Held = {}
    for piece in AuditEvidence(tools.desk).of(audit_id):
        held.setdefault(piece.question, []).append(piece)
    return held


def proof_words(piece: EvidenceValue, names: dict[int, tuple[str, str]]) -> str:
    """A piece of evidence in one line: what, where, when; a sample with its seed and what it was
    drawn from."""
    if piece.kind is Proof.SAMPLE:
        said = tr("{count}, seed {seed}", count=sample_count(piece), seed=piece.seed)
        drawn = sample_names(piece)
        return f"{piece.what}: {said}: {drawn}" if drawn else f"{piece.what}: {said}"
    number, title = names.get(piece.record_id or 0, ("", ""))
    named = "" if number and number in piece.what else f"{number} {title}".strip()
    what = ": ".join(filter(None, (named, piece.what or piece.name)))
    detail, taken = " ".join(piece.detail.split()), MOMENT.show(piece.taken_at)
    return ", ".join(filter(None, (what, detail, piece.place, taken)))


def sample_count(piece: EvidenceValue) -> str:
    """`5 of 212 drawn, 3 looked at`: the population is the second number."""
    n = len(piece.drawn) or len(sample_lines(piece))
    of = "?" if piece.drawn_from is None else piece.drawn_from
    said = tr("{n} of {m} drawn", n=n, m=of)
    looked = len(piece.looked)
    return tr("{said}, {n} looked at", said=said, n=looked) if piece.drawn else said


def sample_names(piece: EvidenceValue) -> str:
    """What was drawn, one after the other."""
    return "; ".join(sample_lines(piece))


def sample_lines(piece: EvidenceValue) -> list[str]:
    """What was drawn, one to a line."""
    return [" ".join(line.split()) for line in piece.detail.splitlines() if line.strip()]


class _Writer:
    """Questions as they are printed."""

    def __init__(
        self, tools: Tools, questions: Sequence[QuestionValue], held: Held, photos: Photos
    ) -> None:
        self._questions, self._held, self._photos = questions, held, photos
        people = (q.answered_by_id for q in questions)
        records = (piece.record_id for pieces in held.values() for piece in pieces)
        found = (q.finding_id for q in questions)
        self._words = GradeWords(tools.desk).get()
        self._names = called(tools.desk, (*people, *records, *found))

    def parts(self) -> Iterable[AnsweredPart]:
        """Questions under the heading of their section."""
        numbered = enumerate(self._questions, 1)
        for heading, group in groupby(numbered, key=lambda each: each[1].section):
            asked = list(group)
            answered = sum(q.verdict is not None for _, q in asked)
            note = tr("{n} of {m} checked", n=answered, m=len(asked))
            made = tuple(self._answered(n, q) for n, q in asked)
            yield AnsweredPart(heading or tr("Questions"), note, made)

    def _answered(self, n: int, asked: QuestionValue) -> Answered:
        held = self._held.get(asked.id, [])
        key = asked.verdict.name if asked.verdict else ""
        return Answered(
            number=n,
            clauses=asked.clauses,
            ask=asked.ask,
            verdict=tr(word_of(asked.verdict, self._words)) if asked.verdict else "",
            tone=VERDICT.tone_of.get(key, ""),
            note=asked.note,
            mark=self._mark(asked),
            proofs=tuple(
                Proofs(tr(piece.kind.value), proof_words(piece, self._names))
                for piece in held
                if not is_picture(piece)
            ),
            photos=self._photos.of(held),
            by=self._by(asked),
        )

    def _mark(self, asked: QuestionValue) -> str:
        marks = []
        if asked.origin is Origin.REWORDED:
            marks.append(tr("Reworded here; it was: {words}", words=asked.asked_first))
        elif asked.origin is Origin.ADDED:
            marks.append(tr("Added here"))
        elif asked.origin is Origin.FINDING:
            marks.append(tr("Follows up an earlier finding"))
        if asked.good:
            marks.append(tr("Good practice"))
        if asked.finding_id is not None:
            number = self._names.get(asked.finding_id, ("", ""))[0]
            marks.append(tr("Finding {number}", number=number))
        return " · ".join(marks)

    def _by(self, asked: QuestionValue) -> str:
        if asked.answered_at is None:
            return ""
        name = self._names.get(asked.answered_by_id or 0, ("", ""))[1]
        return ", ".join(filter(None, (name, MOMENT.show(asked.answered_at), asked.place)))
