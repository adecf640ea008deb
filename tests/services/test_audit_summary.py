"""What the answers of an audit come to, per standard, chapter and process, with denominators."""

from dataclasses import replace

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_summary import outside, per_process, per_standard, said
from isodesk.services.audit_values import QuestionValue, Tally
from isodesk.services.workspace import Workspace
from tests.audits import held


def test_each_standard_counts_a_joint_question_once(workspace: Workspace) -> None:
    questions = held(workspace)
    quality, environment = per_standard(questions)
    assert (quality.title, environment.title) == ("ISO 9001:2015", "ISO 14001:2015")
    both = sum(1 for q in questions if _names(q, "9001") and _names(q, "14001"))
    assert both and quality.tally.total + environment.tally.total == len(questions) + both
    assert [c.number for c in quality.chapters] == ["4", "5", "6", "7", "8", "9", "10"]
    assert all(c.title for c in quality.chapters)
    assert quality.sentence == f"ISO 9001: nothing judged yet; {quality.tally.total} not checked"


def test_shares_say_what_they_are_of(workspace: Workspace) -> None:
    asked = [q for q in held(workspace) if _names(q, "9001") and not _names(q, "14001")][:60]
    verdicts = [Verdict.CONFORM] * 40 + [Verdict.OBSERVATION] + [Verdict.MINOR] * 2
    verdicts += [Verdict.MAJOR] + [Verdict.NOT_APPLICABLE] * 3
    given = [
        replace(question, verdict=verdicts[at] if at < len(verdicts) else None)
        for at, question in enumerate(asked)
    ]
    (quality,) = per_standard(given)
    assert len(given) == 60, "the bank has that many of ISO 9001 alone"
    assert quality.sentence == (
        "ISO 9001: 41 of 44 judged conform, 93 %; 3 not applicable, 13 not checked"
    )
    assert said(Tally(2, 2)) == "2 of 2 judged conform, 100 %"


def test_processes_and_what_no_standard_asks(workspace: Workspace) -> None:
    first, second, third, fourth = held(workspace)[:4]
    asked = (
        replace(first, process_id=7, verdict=Verdict.MINOR),
        replace(second, process_id=None),
        replace(third, process_id=7, verdict=Verdict.CONFORM),
        replace(fourth, process_id=9, clauses=("QP-07",)),
    )
    line, other, none = per_process(asked, {7: "PRC-01 Moulding"})
    assert (line.title, line.tally.met, line.tally.judged) == ("PRC-01 Moulding", 1, 2)
    assert (other.process_id, none.process_id) == (9, None)
    assert none.title == "No process named"
    assert outside(asked).total == 1


def _names(question: QuestionValue, standard: str) -> bool:
    return any(text.startswith(f"{standard}:") for text in question.clauses)
