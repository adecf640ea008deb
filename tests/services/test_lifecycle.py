"""A document from its first draft to its end, and every sentence that stands in the way."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.care_values import HeldReview, Outcome
from isodesk.documents.model import Revision
from isodesk.documents.values import Content, CopyState, Meaning, NewDocument, Override, State
from isodesk.services.content import Brought, Contents
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.services.firm import HALL, OFFICE, Firm


def steps(firm: Firm, document: int) -> list[str]:
    return [s.key for s in firm.get(document).steps]


def test_the_whole_way(firm: Firm) -> None:
    document = firm.draft()
    assert firm.get(document).number == "QP-01" and steps(firm, document) == ["discard", "submit"]
    revision = firm.submitted(document)
    pages = firm.space.contents.master(revision)
    assert pages.startswith(b"%PDF") and firm.newest(document).pages == 1
    assert steps(firm, document) == ["send_back", "review"]
    firm.space.approval.review(revision, firm.anna)
    assert steps(firm, document) == ["send_back", "approve"]
    firm.space.approval.approve(revision, firm.marta)
    assert firm.get(document).state == State.APPROVED
    first = firm.space.issuing.issue(firm.space.issuing.plan(revision, None, (HALL,)), firm.anna)
    value = firm.get(document)
    assert value.state == State.EFFECTIVE and value.in_force_id == revision
    assert value.next_review_on == date(2028, 11, 23)
    firm.clock.later(days=30)
    second = firm.revised(document)
    assert firm.newest(document).label == "2" and firm.get(document).in_force_id == revision
    issued = firm.issued(document, (HALL, OFFICE))
    assert issued.revision_id == second and issued.recalled == first.copies
    value = firm.get(document)
    assert [(r.label, r.state) for r in value.revisions] == [
        ("2", State.EFFECTIVE),
        ("1", State.SUPERSEDED),
    ]
    assert value.revisions[1].superseded_on == firm.today()
    back = firm.space.documents.withdraw(document, "The furnace is gone", firm.anna)
    assert back == issued.copies
    value = firm.get(document)
    assert value.state == State.WITHDRAWN and value.steps == () and value.in_force_id is None
    assert value.revisions[0].state == State.WITHDRAWN
    assert verify(firm.space.path, remembered=False).whole


def test_signatures_name_who_when_and_what(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    newest = firm.newest(document)
    assert [(s.meaning, s.name, s.role) for s in newest.signatures] == [
        (Meaning.WRITTEN, "Tom Hale", "Works manager"),
        (Meaning.REVIEWED, "Anna Reyes", "Quality officer"),
        (Meaning.APPROVED, "Marta Lind", "Managing director"),
        (Meaning.ISSUED, "Anna Reyes", "Quality officer"),
    ]
    assert {s.sha256 for s in newest.signatures} == {newest.master_sha256}
    assert newest.master_sha256 == Contents.digest(firm.space.contents.master(newest.id))
    assert {s.zone for s in newest.signatures} == {"+01:00"}


def test_nobody_signs_their_own_work(firm: Firm) -> None:
    revision = firm.submitted(firm.draft())
    review, approve = firm.space.approval.review, firm.space.approval.approve
    with pytest.raises(Refused, match="Tom Hale wrote this revision; somebody else signs it"):
        review(revision, firm.tom)
    with pytest.raises(Refused, match="give the reason and the name of whoever looked"):
        review(revision, firm.tom, Override("We are two", " "))
    with pytest.raises(Refused, match="The reviewer signs first"):
        approve(revision, firm.marta)
    review(revision, firm.anna)
    with pytest.raises(Refused, match="does not wait for a review"):
        review(revision, firm.marta)
    with pytest.raises(Refused, match="somebody else signs it"):
        approve(revision, firm.tom)


def test_a_one_person_firm_overrides_with_reason_and_witness(firm: Firm) -> None:
    document = firm.draft()
    revision = firm.submitted(document)
    alone = Override("Nobody else knows the furnace", "E. Calder, adviser")
    firm.space.approval.review(revision, firm.tom, alone)
    firm.space.approval.approve(revision, firm.marta, alone)
    signed = firm.newest(document).signatures
    assert (signed[1].reason, signed[1].outside) == (alone.reason, alone.outside)
    assert (signed[2].reason, signed[2].outside) == ("", "")  # Marta needs no override


def test_roles_and_leavers_do_not_sign(firm: Firm) -> None:
    revision = firm.submitted(firm.draft())
    with pytest.raises(Refused, match="Choose a person who works here"):
        firm.space.approval.review(revision, firm.laboratory)
    people = {p.id: p for p in firm.space.companies.people()}
    firm.space.companies.save_person(replace(people[firm.anna], active=False))
    with pytest.raises(Refused, match="Choose a person who works here"):
        firm.space.approval.review(revision, firm.anna)


def test_sending_back_needs_a_reason_and_opens_the_draft(firm: Firm) -> None:
    document = firm.draft()
    revision = firm.approved(document)
    with pytest.raises(Refused, match="Say why it goes back"):
        firm.space.approval.send_back(revision, firm.marta, "  ")
    firm.space.approval.send_back(revision, firm.marta, "The temperature is wrong")
    newest = firm.newest(document)
    assert newest.state == State.DRAFT and newest.approved_at is None
    assert newest.signatures[-1].reason == "The temperature is wrong"
    first = newest.master_sha256
    firm.write(document, 1450)
    assert firm.approved(document) == revision
    assert firm.newest(document).master_sha256 != first
    firm.space.issuing.issue(firm.space.issuing.plan(revision), firm.anna)
    with pytest.raises(Refused, match="in review or approved is sent back"):
        firm.space.approval.send_back(revision, firm.marta, "Too late")


def test_what_is_submitted_cannot_be_edited(firm: Firm) -> None:
    document = firm.draft()
    revision = firm.submitted(document)
    with pytest.raises(Refused, match="not a draft any more"):
        firm.space.documents.change_draft(revision, summary="Sly")
    with pytest.raises(Refused, match="Only a draft gets new content"):
        firm.write(document, 1)
    with pytest.raises(Refused, match="Only a draft is submitted"):
        firm.space.approval.submit(revision)
    with pytest.raises(Refused, match="Only a draft is discarded"):
        firm.space.documents.discard(revision, "no")


def test_a_bare_draft_says_everything_it_lacks(firm: Firm) -> None:
    kind = firm.types["form"]
    document = firm.space.documents.new(NewDocument("", kind))
    said = firm.get(document).steps[-1].missing
    for sentence in ("a title", "Bring in the content", "the owner", "the author", "the reviewer"):
        assert sentence in said
    with pytest.raises(Refused) as refused:
        firm.space.approval.submit(firm.newest(document).id)
    assert {p.field for p in refused.value.problems} == {
        "title",
        "content",
        "owner_id",
        "author_id",
        "reviewer_id",
        "approver_id",
    }


def test_a_source_without_pages_needs_the_officers_pdf(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft()
    revision = firm.newest(document).id
    pdf = tmp_path / "pages.pdf"
    pdf.write_bytes(firm.space.contents.pages_of(revision))
    facts = firm.space.contents.look(pdf)[1].facts
    source = Brought("old.doc", b"x", "application/msword", Content.OFFICE, None, "", 0, (), facts)
    firm.space.contents.set(revision, source)
    with pytest.raises(Refused, match="Add a PDF of the content"):
        firm.space.approval.submit(revision)
    firm.space.contents.add_pdf(revision, pdf)
    firm.space.approval.submit(revision)
    assert firm.space.contents.master(revision) == pdf.read_bytes()
    assert firm.newest(document).pages == 1
    assert {h.number for h in firm.space.searching.find("furnace")} == {"QP-01"}


def test_a_further_revision_says_what_changed(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    revision = firm.space.documents.revise(document)
    firm.write(document, 1500)
    with pytest.raises(Refused, match="Say what changed"):
        firm.space.approval.submit(revision)


def test_issuing_happens_once_and_from_an_approved_revision(firm: Firm) -> None:
    document = firm.draft()
    revision = firm.submitted(document)
    with pytest.raises(Refused, match="Only an approved revision is issued"):
        firm.space.issuing.plan(revision)
    firm.space.approval.review(revision, firm.anna)
    firm.space.approval.approve(revision, firm.marta)
    plan = firm.space.issuing.plan(revision, None, (HALL,))
    firm.space.issuing.issue(plan, firm.anna)
    with pytest.raises(Refused, match="changed meanwhile"):
        firm.space.issuing.issue(plan, firm.anna)
    with pytest.raises(Refused, match="and only once"):
        firm.space.issuing.plan(revision)
    assert len(firm.space.copies.of_document(document)) == 1


def test_a_plan_that_was_overtaken_is_refused(firm: Firm) -> None:
    document = firm.draft()
    first = firm.issued(document, (HALL,))
    firm.revised(document)
    plan = firm.space.issuing.plan(firm.approved(document), None, (HALL,))
    assert [c.id for c in plan.recall] == list(first.copies) and plan.supersedes == "1"
    firm.space.documents.change(document, process="Casting")
    with pytest.raises(Refused, match="The document changed meanwhile"):
        firm.space.issuing.issue(plan, firm.anna)
    plan = firm.space.issuing.plan(plan.revision_id, None, (HALL,))
    firm.space.copies.give_out(document, *OFFICE)
    with pytest.raises(Refused, match="The copies changed meanwhile"):
        firm.space.issuing.issue(plan, firm.anna)
    assert firm.get(document).in_force_id == first.revision_id


def test_the_day_of_coming_into_force(firm: Firm) -> None:
    document = firm.draft()
    yesterday, soon = firm.today() - timedelta(days=1), firm.today() + timedelta(days=7)
    revision = firm.newest(document).id
    firm.space.documents.change_draft(revision, effective_on=soon)
    firm.approved(document)
    with pytest.raises(Refused, match="today or later"):
        firm.space.issuing.plan(revision, yesterday)
    with pytest.raises(Refused, match="The approved pages say 30 Nov 2026"):
        firm.space.issuing.plan(revision, firm.today())
    plan = firm.space.issuing.plan(revision, None, (HALL,))
    assert plan.effective_on == soon and "by itself on 30 Nov 2026" in plan.follows[-1]
    issued = firm.space.issuing.issue(plan, firm.anna)
    assert firm.get(document).state == State.APPROVED and firm.get(document).steps == ()
    firm.clock.later(days=6)
    assert firm.space.issuing.put_in_force() == ()
    firm.clock.later(days=1)
    assert firm.space.issuing.put_in_force() == (document,)
    assert firm.get(document).in_force_id == issued.revision_id


def test_old_copies_are_recalled_on_the_day_not_before(firm: Firm) -> None:
    document = firm.draft()
    first = firm.issued(document, (HALL,))
    firm.space.copies.mark_out(first.copies)
    second = firm.revised(document)
    later = firm.today() + timedelta(days=10)
    firm.space.documents.change_draft(second, effective_on=later)
    issued = firm.issued(document, (HALL,), later)
    assert issued.recalled == () and firm.space.glance().to_recall == ()
    assert firm.space.copies.by_ids(first.copies)[0].state == CopyState.OUT
    firm.clock.later(days=10)
    firm.space.close()
    space = Workspace.open(firm.space.path, firm.space.settings, firm.space.desk.reader, firm.clock)
    space.begin_writing()
    assert [p.copy_id for p in space.glance().to_recall] == list(first.copies)
    (recalled,) = space.copies.by_ids(first.copies)
    assert (recalled.state, recalled.recall_on) == (CopyState.TO_RECALL, later)
    entry = space.histories.of(document)[0]
    assert (entry.actor, entry.why) == ("isodesk", "Came into force")
    space.close()


def test_numbers_and_labels_are_not_used_twice(firm: Firm) -> None:
    document = firm.draft(number="QP-07", legacy="QA-7")
    for number in ("QP-07", "QA-7"):
        with pytest.raises(Refused, match=f"{number} is taken by “Melting and pouring”"):
            firm.draft("Another", number=number)
    other = firm.draft("Another")
    assert firm.get(other).number == "QP-08"
    with pytest.raises(Refused, match="QP-07 is taken"):
        firm.space.documents.change(other, number="QP-07")
    with pytest.raises(Refused, match="needs a number"):
        firm.space.documents.change(other, number=" ")
    firm.issued(document)
    revision = firm.revised(document)
    with pytest.raises(Refused, match="has a revision 1 already"):
        firm.space.documents.change_draft(revision, label="1")
    with pytest.raises(Refused, match="needs a number or letter"):
        firm.space.documents.change_draft(revision, label="")


def test_a_discarded_draft_leaves_the_revision_in_force(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document)
    draft = firm.revised(document)
    firm.space.documents.discard(draft, "Not needed")
    value = firm.get(document)
    assert value.state == State.EFFECTIVE and firm.newest(document).id == issued.revision_id
    assert [s.key for s in value.steps] == ["withdraw", "periodic", "revise"]
    again = firm.revised(document)
    assert firm.newest(document).id == again and firm.newest(document).label == "2"
    assert firm.issued(document).revision_id == again
    with (
        pytest.raises(Refused, match="closed record stays"),
        firm.space.desk.unit() as unit,
    ):
        unit.session.get_one(Revision, draft).summary = "Sly"


def test_a_discarded_first_draft_closes_its_document(firm: Firm) -> None:
    document = firm.draft()
    firm.space.documents.discard(firm.newest(document).id, "Thought better of it")
    assert firm.get(document).state == State.WITHDRAWN and firm.get(document).steps == ()
    with pytest.raises(Refused, match="A closed record stays as it is"):
        firm.space.documents.change(document, title="Sly")
    assert firm.get(firm.draft("Next")).number == "QP-02"


def test_withdrawing_needs_a_reason_and_something_in_force(firm: Firm) -> None:
    document = firm.draft()
    with pytest.raises(Refused, match="Only a document in force is withdrawn"):
        firm.space.documents.withdraw(document, "Gone", firm.anna)
    firm.issued(document)
    with pytest.raises(Refused, match="Give the reason"):
        firm.space.documents.withdraw(document, "", firm.anna)
    with pytest.raises(Refused, match="begins from the one in force"):
        firm.space.documents.revise(firm.draft("Fresh"))
    firm.revised(document)
    firm.space.documents.withdraw(document, "Gone", firm.anna)
    assert {r.state for r in firm.get(document).revisions} == {State.WITHDRAWN}
    assert firm.space.glance().due == () and firm.space.lists.due().count() == 2


def test_a_review_without_change_moves_the_next_one(firm: Firm) -> None:
    document = firm.draft(review_months=12)
    with pytest.raises(Refused, match="Only a document in force is reviewed"):
        firm.space.reviewing.hold(document, HeldReview(Outcome.STILL_VALID, firm.anna))
    firm.issued(document)
    firm.clock.later(days=360)
    held = HeldReview(Outcome.STILL_VALID, firm.anna, "Read against the card")
    firm.space.reviewing.hold(document, held)
    assert firm.get(document).next_review_on == date(2028, 11, 18)
    signed = firm.newest(document).signatures[-1]
    assert signed.reason == "Periodic review: still valid. Read against the card"
    firm.space.documents.change(document, review_months=24)
    assert firm.get(document).next_review_on == date(2029, 11, 18)
    assert [d.on for d in firm.space.glance().due] == [date(2029, 11, 18)]
    firm.space.documents.change(document, review_months=0)
    assert firm.get(document).next_review_on is None and firm.space.glance().due == ()


def test_clauses_and_distribution_end_but_stay_in_the_history(firm: Firm) -> None:
    document = firm.draft()
    firm.space.documents.set_clauses(document, ["9001 8.5.1", "14001 8.1"])
    firm.space.documents.set_clauses(document, ["14001 8.1"])
    assert len(firm.get(document).clauses) == 1
    with pytest.raises(Refused):
        firm.space.documents.set_clauses(document, ["9001 99.9"])
    firm.space.documents.set_distribution(document, [HALL, OFFICE])
    firm.space.documents.set_distribution(document, [OFFICE, ("Yard", "")])
    lines = [(h.holder, h.place) for h in firm.get(document).distribution]
    assert lines == [OFFICE, ("Yard", "")]
    said = {f.new for e in firm.space.histories.of(document) for f in e.fields}
    assert {"Melt shop", "8.5.1"} <= said


def test_the_window_is_told_what_changed(firm: Firm) -> None:
    told: list[frozenset[str]] = []
    stop = firm.space.desk.listen(told.append)
    document = firm.draft()
    firm.issued(document)
    stop()
    firm.revised(document)
    kinds = frozenset().union(*told)
    assert {"document", "revision", "copy"} <= kinds and len(told) == 6


def test_nothing_is_written_while_the_file_is_read_only(workspace: Workspace) -> None:
    second = Workspace.open(workspace.path, workspace.settings, workspace.desk.reader)
    second.begin_writing()
    assert second.read_only is not None and "open" in second.read_only
    with pytest.raises(Refused, match="has had this file open"):
        second.documents.new(NewDocument("No", 1))
    second.close()


def test_number_and_title_change_with_a_new_revision_only(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    for field in ("title", "number"):
        with pytest.raises(Refused, match="stands on the pages"):
            firm.space.documents.change(document, **{field: "Another"})
    firm.space.documents.revise(document)
    firm.space.documents.change(document, title="Another")
    assert firm.get(document).title == "Another"
