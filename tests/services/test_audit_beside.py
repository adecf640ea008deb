"""Beside a question onsite: documents in force where it is asked, and what was found last time."""

from dataclasses import replace
from datetime import date, time

from isodesk.registers.audit_words import Origin, Verdict
from isodesk.services.audit_beside import Slot
from isodesk.services.audit_values import Answer, NewQuestion, QuestionValue
from isodesk.services.workspace import Workspace
from tests.audits import audit, audit_of, held
from tests.services.firm import HALL, Firm


def asked(space: Workspace, question: QuestionValue, **new: object) -> QuestionValue:
    """A question put behind this one."""
    made = NewQuestion("Which sheet hangs here?", origin=Origin.ADDED, **new)  # type: ignore[arg-type]
    audit_id = audit_of(space, question.id)
    return space.auditing.question(space.auditing.add(audit_id, made, question.id))


def test_documents_in_force_are_named_by_clause_and_by_process(firm: Firm) -> None:
    space = firm.space
    first = held(space)[0]
    here = audit_of(space, first.id)
    pouring, mixing = firm.draft("Pouring"), firm.draft("Mixing", process="Moulding")
    firm.draft("Only a draft", process="Moulding")
    space.documents.set_clauses(pouring, ["9001 8.5"])
    plan = space.issuing.plan(firm.approved(pouring), None, (HALL,))
    copies = space.issuing.issue(plan, firm.anna).copies
    firm.issued(mixing)
    question = asked(space, first, clauses=("9001:2015 8.5.1",))
    (found,) = space.audit_beside.of(here, question).documents
    assert (found.id, found.revision) == (pouring, "1") and found.places == ()
    space.copies.mark_out(copies)
    assert space.audit_beside.of(here, question).documents[0].places == (HALL[1],)
    process = space.entries.new("process", {"title": "Moulding"})
    both = asked(space, first, clauses=("9001:2015 8.5.1",), process_id=process)
    named = space.audit_beside.of(here, both).documents
    assert [d.id for d in named] == [mixing, pouring]
    assert space.audit_beside.of(here, asked(space, first)).documents == ()


def test_last_time_is_the_same_question_then_the_same_clauses(workspace: Workspace) -> None:
    before, other, *_ = held(workspace)
    workspace.auditing.answer(before.id, Answer(Verdict.CONFORM, "Drawn on one sheet."))
    workspace.auditing.answer(other.id, Answer(Verdict.MINOR, "Revision 1 hangs at mixer 2."))
    same, _, third, *_ = held(workspace)
    here = audit_of(workspace, same.id)
    last = workspace.audit_beside.of(here, same).last
    assert last is not None
    assert (last.audit, last.verdict, last.note) == (
        "AUD-2026-01",
        Verdict.CONFORM,
        "Drawn on one sheet.",
    )
    assert workspace.audit_beside.of(here, third).last is None or third.clauses == same.clauses
    by_clause = asked(workspace, same, clauses=other.clauses)
    last = workspace.audit_beside.of(here, by_clause).last
    assert last is not None and last.verdict is Verdict.MINOR
    assert workspace.audit_beside.of(audit_of(workspace, before.id), before).last is None


def test_last_time_says_what_became_of_its_finding(workspace: Workspace) -> None:
    before, *_ = held(workspace)
    workspace.auditing.answer(before.id, Answer(Verdict.MINOR, "Revision 1 hangs at mixer 2."))
    findings, entries = workspace.audit_findings, workspace.entries
    workspace.audit_evidence.person(before.id, "J. Okafor", "Moulder")
    draft = replace(findings.draft(before.id), grade_reason="One sheet of nine")
    finding = findings.save(before.id, draft)
    entries.take(finding, "record")
    again = audit(workspace)
    workspace.audit_filling.fill(again, ["findings", "standards"])
    first, *_ = workspace.auditing.questions(again)
    assert first.earlier_id == finding
    last = workspace.audit_beside.of(again, first).last
    assert last is not None and last.finding_id == finding and last.nonconformity_id is None
    nc = entries.grow(finding, "raise_the_nonconformity")
    last = workspace.audit_beside.of(again, first).last
    assert last is not None and (last.nonconformity_id, last.closed_on) == (nc, None)
    assert last.nonconformity == entries.get(nc).number


def test_earlier_findings_are_asked_first_wherever_they_came_from(workspace: Workspace) -> None:
    before, *_ = held(workspace)
    workspace.auditing.answer(before.id, Answer(Verdict.OBSERVATION, "Hard to read."))
    finding = workspace.audit_findings.save(before.id, workspace.audit_findings.draft(before.id))
    workspace.entries.take(finding, "record")
    again = audit(workspace)
    workspace.audit_filling.fill(again, ["standards"])
    workspace.audit_filling.fill(again, ["findings"])
    assert workspace.auditing.questions(again)[0].earlier_id == finding


def test_the_timetable_of_a_day_by_its_hours(workspace: Workspace) -> None:
    made = audit(workspace)
    for day, start, end, what in (
        (date(2026, 6, 18), "10:30", "11:15", "Core shop"),
        (date(2026, 6, 18), "9:00", "10:15", "Moulding"),
        (date(2026, 6, 18), "later", "", "Not said"),
        (date(2026, 6, 19), "09:00", "10:00", "Another day"),
    ):
        values = {"day": day, "start": start, "end": end, "what": what}
        workspace.entry_lines.put(made, "audit_slot", values)
    assert workspace.audit_beside.slots(made, date(2026, 6, 18)) == (
        Slot("Moulding", time(9), time(10, 15)),
        Slot("Core shop", time(10, 30), time(11, 15)),
    )
