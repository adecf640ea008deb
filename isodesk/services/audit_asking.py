"""A question of an audit, made from one that isodesk brings or from a finding that is still open,
with its clauses in the editions of the audit."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_values import NewQuestion
from isodesk.services.auditing import clauses_of

if TYPE_CHECKING:
    from isodesk.standards.questions import Question

EARLIER = "Earlier findings"
"""The section that stands first."""


def of_bank(
    question: "Question", section: str = "", criteria: frozenset[tuple[str, str]] = frozenset()
) -> NewQuestion:
    """A shipped question, its clauses cut to the criteria."""
    clauses = [c for c in question.clauses if not criteria or (c.standard, c.edition) in criteria]
    return NewQuestion(
        question.ask,
        section or section_of(clauses),
        tuple(f"{c.standard}:{c.edition} {c.number}" for c in clauses),
        question.purpose,
        question.look,
        question.evidence,
        question.typical,
        question.key,
    )


def section_of(clauses: Sequence[Any]) -> str:
    """Chapter 8 is parted at its second level, as its clauses have nothing in common."""
    if not clauses:
        return ""
    from isodesk.standards.clauses import ClauseRef, clause

    first = clauses[0]
    parts = first.number.split(".")
    number = ".".join(parts[:2]) if parts[0] == "8" and len(parts) > 1 else parts[0]
    found = clause(ClauseRef(first.standard, first.edition, number))
    return f"{number} {tr(found.title)}"


def of_finding(row: Sequence[Any], editions: Mapping[str, str]) -> NewQuestion:
    """What another audit found, asked again: `row` as `AuditFilling` reads it."""
    record_id, number, title, clauses, gap, evidence, _grade, process_id, audit = row
    return NewQuestion(
        tr("Is {number} put right, and does it hold: {title}?", number=number, title=title),
        tr(EARLIER),
        in_editions(clauses_of(clauses), editions),
        purpose=tr("Found at {audit}.", audit=audit) if audit else "",
        look=lines_of(gap),
        proof=lines_of(evidence),
        key=f"finding:{record_id}",
        origin=Origin.FINDING,
        process_id=process_id,
        earlier_id=record_id,
    )


def in_editions(clauses: Sequence[str], editions: Mapping[str, str]) -> tuple[str, ...]:
    """Clauses as an audit against these editions, by standard, counts them: carried over from
    another edition by the explicit map, those of another standard left out; words that are no
    clause stay, and everything does where there are no editions."""
    from isodesk.standards.clauses import moved, parse_ref

    found: list[str] = []
    for text in clauses:
        try:
            ref = parse_ref(text)
        except Refused:
            found.append(text)
            continue
        if not editions:
            found.append(text)
        elif ref.standard in editions:
            there = moved(ref, editions[ref.standard])
            found += [f"{r.ref.standard}:{r.ref.edition} {r.ref.number}" for r in there]
    return tuple(dict.fromkeys(found))


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines of a note that say something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
