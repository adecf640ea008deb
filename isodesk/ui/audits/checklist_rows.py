"""The questions of an audit as rows of a list, under the headings of their sections."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from isodesk.core.folding import folded
from isodesk.core.rows import Column, Group, Mark, Row
from isodesk.i18n import tr
from isodesk.registers.audit_words import VERDICT, Origin, Verdict
from isodesk.services.audit_crossing import other_editions
from isodesk.services.audit_values import QuestionValue
from isodesk.services.lists import Table
from isodesk.ui.audits.verdict_words import verdict_word

COLUMNS = (
    Column("n", "No.", 3.6, "figure", sortable=False),
    Column("clauses", "Clauses", 9, "second", sortable=False),
    Column("ask", "Question", 20, sortable=False),
    Column("verdict", "Verdict", 9.6, "state", sortable=False),
    Column("note", "Note", 13, "second", sortable=False),
    Column("evidence", "Evidence", 5.6, "figure", sortable=False),
    Column("mark", "Mark", 7.4, "second", sortable=False),
    Column("finding", "Finding", 8.2, "number", sortable=False),
)
UNCHECKED = "UNCHECKED"
"""The filter of questions without a verdict."""
_MARKS = {Origin.REWORDED: "reworded", Origin.ADDED: "added", Origin.FINDING: "earlier finding"}


def groups_of(
    questions: Sequence[QuestionValue],
    findings: Mapping[int, str],
    verdicts: Collection[str] = (),
    text: str = "",
    editions: Sequence[tuple[str, str]] = (),
) -> tuple[Group, ...]:
    """The questions with these verdicts (all, when empty) that hold the words. Numbers are those
    of the whole checklist, as on paper; a section is a heading each time it begins. `editions`
    are those of the audit: what names another is marked."""
    wanted = folded(text).split()
    groups = []
    numbered = enumerate(questions, 1)
    for section, members in groupby(numbered, key=lambda pair: pair[1].section):
        every = list(members)
        rows = [
            _row(n, question, findings, editions)
            for n, question in every
            if (not verdicts or key_of(question) in verdicts) and _holds(question, wanted)
        ]
        answered = sum(question.verdict is not None for _, question in every)
        note = tr("{n} of {total} answered", n=answered, total=len(every))
        groups.append(Group(section or tr("Without a section"), note, tuple(rows)))
    return tuple(groups)


def table_of(
    questions: Sequence[QuestionValue],
    findings: Mapping[int, str],
    editions: Sequence[tuple[str, str]] = (),
) -> Table:
    """The whole checklist as words, for a spreadsheet."""
    headings = ("No.", "Section", "Clauses", "Question", "Verdict", "Good practice", "Note",
                "Where", "Evidence", "Mark", "First wording", "Finding")  # fmt: skip
    rows = tuple(
        (
            str(n),
            each.section,
            "; ".join(each.clauses),
            each.ask,
            verdict_word(each.verdict) if each.verdict else "",
            tr("Yes") if each.good else "",
            each.note,
            each.place,
            str(each.evidence or ""),
            ", ".join(
                filter(
                    None,
                    (tr(_MARKS.get(each.origin, "")), *other_editions(each.clauses, editions)),
                )
            ),
            each.asked_first,
            findings.get(each.finding_id or 0, ""),
        )
        for n, each in enumerate(questions, 1)
    )
    return Table(tuple(tr(heading) for heading in headings), rows)


def key_of(question: QuestionValue) -> str:
    """By which filter it is found."""
    return question.verdict.name if question.verdict else UNCHECKED


def mark_of(verdict: Verdict | None) -> Mark | None:
    """The pill of a verdict."""
    if verdict is None:
        return None
    return Mark(verdict_word(verdict), VERDICT.tone_of.get(verdict.name, "grey"))


def short_clauses(clauses: Sequence[str]) -> str:
    """`9001 8.5.1; 14001 8.1`: editions stand with the audit."""
    return "; ".join(map(_short, clauses))


def _short(clause: str) -> str:
    standard, _, rest = clause.partition(":")
    return f"{standard} {rest.partition(' ')[2]}" if " " in rest else clause


def _row(
    n: int,
    question: QuestionValue,
    findings: Mapping[int, str],
    editions: Sequence[tuple[str, str]],
) -> Row:
    other = other_editions(question.clauses, editions)
    note = tr("Good practice. {note}", note=question.note) if question.good else question.note
    return Row(
        question.id,
        (
            n,
            "; ".join(question.clauses) if other else short_clauses(question.clauses),
            question.ask,
            mark_of(question.verdict),
            " ".join(note.split()),
            question.evidence or None,
            ", ".join(filter(None, (tr(_MARKS.get(question.origin, "")), *other))) or None,
            findings.get(question.finding_id or 0),
        ),
    )


def _holds(question: QuestionValue, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    said = folded(" ".join((question.ask, question.note, *question.clauses, question.section)))
    return all(word in said for word in wanted)
