"""What an audit prints, made on a real file and read back: plan, meeting sheets, checklist with
answers, report; and the report kept as it was issued."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from PIL import Image

from isodesk.core.problems import Cancelled, Refused
from isodesk.registers.audit_words import Proof, Verdict
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_values import Answer, NewQuestion, QuestionValue
from isodesk.services.workspace import Workspace
from tests import audits
from tests.printing.reading import packed, page_count, pages_of, text_of
from tests.services.firm import Firm

DAY = date(2026, 6, 18)
SEEN = datetime(2026, 6, 18, 5, 50).astimezone()


def photo(shade: int, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A JPEG with noise, so that it is as heavy as a photo."""
    made = io.BytesIO()
    noise = Image.effect_noise(size, 60).convert("RGB")
    Image.blend(noise, Image.new("RGB", size, (shade, 90, 40)), 0.5).save(made, "JPEG")
    return made.getvalue()


def printed(space: Workspace, key: str, audit: int) -> str:
    return text_of(space.register_prints.record("audit", key, audit))


def planned(firm: Firm) -> int:
    space = firm.space
    audit = audits.audit(
        space,
        ends_on=date(2026, 6, 19),
        place="Mill Lane",
        method="MIXED",
        remote="Video for the purchasing office",
        auditee_id=firm.tom,
        distribution="The head of the firm",
    )
    space.entry_lines.put(
        audit,
        "audit_member",
        {"person_id": firm.anna, "independence": "Wrote the fire plan; Robin looks at it."},
    )
    for start, what in (("9:00", "Melting"), ("10:30", "Release")):
        slot = {"day": DAY, "start": start, "what": what, "clauses": "9001:2015 8.5.1"}
        space.entry_lines.put(audit, "audit_slot", {**slot, "auditee": "J. Okafor"})
    space.entry_lines.put(audit, "audit_scope", {"what": "Moulding", "clauses": "9001:2015 8.5"})
    return audit


def test_the_plan_says_what_when_who_and_how(firm: Firm) -> None:
    audit = planned(firm)
    text = printed(firm.space, "plan", audit)
    for words in (
        "Audit plan",
        "See that the line works to its instructions.",
        "ISO 9001:2015 · ISO 14001:2015",
        "18 – 19 Jun 2026",
        "Onsite and remote",
        "Video for the purchasing office",
        "Lead auditor, date · Robin Amsel",
        "Agreed by the auditee, date · Tom Hale",
        "Anna Reyes: Wrote the fire plan; Robin looks at it.",
        "The head of the firm",
        "Thursday, 18 Jun 2026",
        "J. Okafor",
    ):
        assert words in text, words
    assert text.index("Melting") < text.index("Release")


def test_the_plan_names_what_is_linked_as_its_criteria(firm: Firm) -> None:
    audit = planned(firm)
    duty = firm.space.entries.new("obligation", {"title": "Permit for the furnace"})
    firm.space.links.link(audit, duty, "refers_to")
    text = printed(firm.space, "plan", audit)
    assert "Permit for the furnace" in text.partition("Dates")[0]


def test_the_same_audit_gives_the_same_bytes(firm: Firm) -> None:
    audit = planned(firm)
    at, prints = firm.clock.now, firm.space.register_prints
    for key in ("plan", "opening", "closing", "answers", "report"):
        firm.clock.now = at
        first = prints.record("audit", key, audit)
        firm.clock.now = at
        assert prints.record("audit", key, audit) == first, key


def test_a_meeting_sheet_has_everybody_expected_and_room_for_others(firm: Firm) -> None:
    audit = planned(firm)
    attendee = {"name": "J. Okafor", "job": "Shift leader", "opening": True}
    firm.space.entry_lines.put(audit, "audit_attendee", attendee)
    text = printed(firm.space, "opening", audit)
    for words in ("Robin Amsel", "Anna Reyes", "Tom Hale", "J. Okafor", "Shift leader"):
        assert words in text
    assert "noted: was there" in text and "4 people expected" in text and "remotely" in text
    assert "noted: was there" not in printed(firm.space, "closing", audit)
    assert page_count(firm.space.register_prints.record("audit", "opening", audit)) == 1


def answered(space: Workspace) -> tuple[int, tuple[QuestionValue, ...]]:
    """An audit with one nonconformity, one not applicable, one reworded, the rest conform but
    for the last three."""
    asked = audits.held(space, "process:purchasing", conclusions="It works.", not_covered="Nights")
    for each in asked[:-3]:
        space.auditing.answer(each.id, Answer(Verdict.CONFORM, "Three orders seen"))
    space.auditing.answer(asked[1].id, Answer(Verdict.NOT_APPLICABLE))
    space.auditing.answer(asked[2].id, Answer(good=True, note="A board of open questions"))
    return audits.audit_of(space, asked[0].id), asked


def found(space: Workspace, question: int, title: str = "Old revision in use") -> int:
    """A minor nonconformity that is recorded."""
    space.auditing.answer(question, Answer(Verdict.MINOR, "Revision 3 hung there."))
    draft = replace(
        space.audit_findings.draft(question),
        title=title,
        requirement="The revision in force is where the work is done.",
        evidence="Revision 3 on the board.",
        gap="It hung there for eight days.",
        grade_reason="A single lapse.",
    )
    made = space.audit_findings.save(question, draft)
    space.entries.change(made, {"reply_by": date(2026, 7, 18)})
    space.entries.take(made, "record")
    return made


def test_the_checklist_tells_verdict_note_evidence_and_where_a_question_comes_from(
    workspace: Workspace,
) -> None:
    audit, asked = answered(workspace)
    workspace.auditing.reword(asked[0].id, "Who may place an order?")
    workspace.auditing.add(audit, NewQuestion("Is the yard gate locked?"))
    evidence = workspace.audit_evidence
    evidence.shot(asked[0].id, Proof.PHOTO, Shot("a.jpg", photo(9), "image/jpeg", SEEN), "Board")
    evidence.person(asked[0].id, "J. Okafor", "Buyer")
    evidence.sample(asked[0].id, "Orders", "81F3", 212, ["PO-1", "PO-9"])
    workspace.audit_evidence.shot(asked[0].id, Proof.FILE, Shot("list.txt", b"1", "text/plain"))
    text = printed(workspace, "answers", audit)
    total = len(asked) + 1
    assert f"{total - 4} of {total} questions checked, 1 of them not applicable." in text
    assert "Who may place an order?" in text and "Reworded here; it was:" in text
    assert packed(asked[0].ask) in packed(text)
    assert "Person: J. Okafor, Buyer" in text and "File: list.txt" in text
    assert "Sample: Orders: 2 of 212 drawn, seed 81F3: PO-1; PO-9" in text
    assert "Photo · Board" in text and "Good practice" in text and "Not applicable" in text
    assert "Is the yard gate locked?" in text and text.count("Not checked") == 4


def test_a_sample_says_how_much_of_it_was_looked_at(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    orders = [workspace.entries.new("lesson", {"title": f"Order {n}"}) for n in range(3)]
    evidence = workspace.audit_evidence
    sample = evidence.sample(asked[0].id, "Lessons", "7", 40, ["A", "B", "C"], orders)
    evidence.look(sample, orders[1], True)
    assert "3 of 40 drawn, 1 looked at, seed 7: A; B; C" in printed(workspace, "answers", audit)
    assert "3 of 40 drawn, 1 looked at" in " ".join(printed(workspace, "report", audit).split())


def test_the_report_counts_and_says_of_what(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    finding = found(workspace, asked[0].id)
    nonconformity = workspace.entries.grow(finding, "raise_the_nonconformity")
    workspace.audit_evidence.shot(
        asked[0].id, Proof.PHOTO, Shot("a.jpg", photo(9), "image/jpeg", SEEN), "Board", "Canteen"
    )
    workspace.audit_evidence.sample(asked[3].id, "Orders", "81F3", 212, ["PO-1", "PO-9"])
    workspace.audit_evidence.person(asked[3].id, "J. Okafor", "Buyer")
    text = printed(workspace, "report", audit)
    n = len(asked)
    assert f"{n - 3} of {n} questions checked, 1 of them not applicable." in text
    summaries = {s.title: s.tally for s in summary(workspace, audit)}
    assert set(summaries) == {"ISO 9001:2015", "ISO 14001:2015"}
    for title, tally in summaries.items():
        assert f"{title}\n{tally.met} of {tally.judged}" in text
        assert f"left out: {tally.not_applicable} not applicable, {tally.unchecked}" in text
        assert f"{tally.percent} % conform" in text
    for words in (
        "1 nonconformity · 0 observations and opportunities",
        "It hung there for eight days.",
        "A single lapse.",
        workspace.entries.get(nonconformity).number,
        "18 Jul 2026",
        "Canteen, 18 Jun 2026",
        "A board of open questions",
        f"3 of {n} questions",
        "2 of 212 drawn",
        "81F3",
        "J. Okafor",
        "interviewed",
        "Nights",
        "No own work of the auditors is noted.",
        "Made from file state",
        "Robin Amsel, Lead auditor",
        "Lead auditor, date · Robin Amsel",
    ):
        assert packed(words) in packed(text), words


def test_the_report_counts_by_process(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    process = workspace.entries.new("process", {"title": "Weighing in"})
    gate = NewQuestion("Is each load weighed?", process_id=process)
    workspace.auditing.answer(workspace.auditing.add(audit, gate), Answer(Verdict.MAJOR))
    part = printed(workspace, "report", audit).partition("By process")[2].partition("Findings")[0]
    assert "Weighing in – 1 – – – – – 1 0" in part  # no conform, one major, of one, 0 %
    n = len(asked)
    assert f"No process named {n - 4} – – – – 1 3 {n} 100" in part
    assert f"All {n - 4} 1 – – – 1 3 {n + 1}" in part


def summary(space: Workspace, audit: int) -> tuple:  # type: ignore[type-arg]
    from isodesk.services.audit_summary import per_standard

    return per_standard(space.auditing.questions(audit))


def test_an_audit_without_anything_still_prints(workspace: Workspace) -> None:
    audit = workspace.entries.new("audit", {"title": "Bare"})
    for each in workspace.register_prints.of_record("audit", "draft"):
        assert "Bare" in printed(workspace, each.key, audit)
    assert "No conclusion is written yet." in printed(workspace, "report", audit)


def test_earlier_findings_are_told_with_what_became_of_them(workspace: Workspace) -> None:
    _, asked = answered(workspace)
    found(workspace, asked[0].id, "Old price list")
    again = audits.held(workspace, "findings")
    workspace.auditing.answer(again[0].id, Answer(Verdict.CONFORM, "The new list hangs there"))
    text = printed(workspace, "report", audits.audit_of(workspace, again[0].id))
    part = text.partition("Earlier findings")[2]
    assert "Old price list" in part and "Conform" in part and "The new list" in part


def test_a_report_is_a_draft_until_it_is_issued_and_then_stays_as_it_was(
    workspace: Workspace,
) -> None:
    audit, asked = answered(workspace)
    finding = found(workspace, asked[0].id)
    draft = pages_of(workspace.register_prints.record("audit", "report", audit))
    assert all("Draft" in page and "DRAFT" in page for page in draft)
    keys = [each.key for each in workspace.register_prints.of_record("audit", "reporting")]
    assert "issued" not in keys
    workspace.entries.take(audit, "finish_onsite")
    workspace.entries.take(audit, "issue_the_report")
    (kept,) = (f for f in workspace.links.files_of(audit) if f.media == "application/pdf")
    pdf = workspace.register_prints.record("audit", "issued", audit)
    assert workspace.links.read(kept.file_id) == pdf and kept.name.endswith("as issued.pdf")
    text = text_of(pdf)
    assert "Draft" not in text and "DRAFT" not in text and "Issued" in text
    assert "23 Nov 2026" in text.partition("Conclusion")[0]
    workspace.entries.take(finding, "take_the_reply", {"reply": "Taken down"})
    workspace.links.detach(kept.id)
    assert workspace.register_prints.record("audit", "issued", audit) == pdf
    assert "Taken down" in printed(workspace, "report", audit) and "Taken down" not in text


def test_a_report_that_cannot_be_issued_is_not_kept(workspace: Workspace) -> None:
    audit, _ = answered(workspace)
    workspace.entries.change(audit, {"conclusions": None})
    workspace.entries.take(audit, "finish_onsite")
    with pytest.raises(Refused, match="Conclusions"):
        workspace.entries.take(audit, "issue_the_report")
    assert not workspace.links.files_of(audit)
    with pytest.raises(Refused, match="No report was kept"):
        workspace.register_prints.record("audit", "issued", audit)


def test_many_photos_stay_small_and_tell_how_far_they_are(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    found(workspace, asked[0].id)
    for n in range(8):
        shot = Shot(f"{n}.jpg", photo(n * 20), "image/jpeg")
        workspace.audit_evidence.shot(asked[0].id, Proof.PHOTO, shot, f"View {n}")
    said: list[tuple[int, int]] = []
    pdf = workspace.register_prints.record(
        "audit", "report", audit, lambda done, of, what: said.append((done, of))
    )
    assert said == [(n, 8) for n in range(1, 9)]
    raw = sum(f.size for f in workspace.links.files_of(audit))
    assert len(pdf) < min(raw / 2, 8 * 250_000)
    assert "Photo 8 of 8" in text_of(pdf)

    def stop(done: int, of: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.register_prints.record("audit", "report", audit, stop)


def test_a_picture_that_cannot_be_read_leaves_its_words(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    found(workspace, asked[0].id)
    broken = Shot("x.jpg", b"no picture", "image/jpeg")
    workspace.audit_evidence.shot(asked[0].id, Proof.PHOTO, broken, "Gauge")
    assert "Gauge" in printed(workspace, "report", audit)


def test_a_finding_is_handed_out_with_room_for_the_reply(workspace: Workspace) -> None:
    audit, asked = answered(workspace)
    finding = found(workspace, asked[0].id)
    shot = Shot("a.jpg", photo(9), "image/jpeg", SEEN)
    workspace.audit_evidence.shot(asked[0].id, Proof.PHOTO, shot, "Board", "Canteen")
    text = text_of(workspace.register_prints.record("finding", "sheet", finding))
    assert "It hung there for eight days." in text and "Photo · Board" in text
    assert workspace.entries.get(audit).number in text and "Auditee, date" in text
    assert "Cause, and how it was found" in text
    workspace.entries.take(finding, "take_the_reply", {"reply": "Taken down"})
    later = text_of(workspace.register_prints.record("finding", "sheet", finding))
    assert "Taken down" in later and "Cause, and how it was found" not in later
