"""Documents from outside: into use by name, checked, a new edition, what it touches, expiry."""

from datetime import date, timedelta

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.care_values import AskedBy, HeldReview, NewEdition, Outcome
from isodesk.documents.values import NewDocument, State
from isodesk.services.content import brought_text
from tests.services.firm import HALL, Firm


def standard(firm: Firm, title: str = "Grey cast iron", kind: str = "standard") -> int:
    """A draft of a document from outside, without a file: the book stands on the shelf."""
    new = NewDocument(title, firm.types[kind], label="2017", owner_id=firm.anna)
    return firm.space.documents.new(new)


def in_use(firm: Firm, document: int, on: date | None = None) -> None:
    plan = firm.space.issuing.plan(firm.newest(document).id, on)
    firm.space.issuing.issue(plan, firm.anna)


def due(firm: Firm) -> list[tuple[str, str, date]]:
    return [(item.number, item.what, item.on) for item in firm.space.glance().due]


def test_the_shipped_types_say_which_come_from_outside(firm: Firm) -> None:
    outside = {t.name for t in firm.space.companies.types() if t.external}
    assert outside == {
        "External document",
        "Standard",
        "Law or regulation",
        "Permit",
        "Customer drawing",
    }


def test_it_is_taken_into_use_by_name_with_or_without_a_file(firm: Firm) -> None:
    document = standard(firm)
    value = firm.get(document)
    assert value.number == "STD-01" and value.outside is not None
    assert [(s.key, s.verb, s.missing) for s in value.steps] == [
        ("discard", "Discard draft", ""),
        ("issue", "Take into use", ""),
    ]
    since = firm.today() - timedelta(days=900)
    in_use(firm, document, since)
    value = firm.get(document)
    assert value.state == State.EFFECTIVE and value.in_force is not None
    assert value.in_force.effective_on == since
    assert [s.meaning for s in value.in_force.signatures] == ["issued"]
    assert value.outside is not None and value.outside.checked_on == firm.today()
    assert value.outside.next_check_on == date(2027, 11, 23)
    assert [s.key for s in value.steps] == ["periodic", "check", "edition"]


def test_what_is_missing_is_named(firm: Firm) -> None:
    document = standard(firm)
    firm.space.documents.change(document, owner_id=None)
    assert firm.get(document).steps[-1].missing == "Name the owner."
    plan = firm.space.issuing.plan(firm.newest(document).id)
    with pytest.raises(Refused, match="Name the owner"):
        firm.space.issuing.issue(plan, firm.anna)
    assert firm.get(document).state == State.DRAFT


def test_our_own_documents_still_need_their_signatures(firm: Firm) -> None:
    document = firm.draft()
    with pytest.raises(Refused, match="Only an approved revision is issued"):
        firm.space.issuing.plan(firm.newest(document).id)


def test_copies_of_a_text_from_outside_are_stamped_and_called_back(firm: Firm) -> None:
    document = standard(firm)
    source = brought_text("iron.md", b"# Iron\n\nGrey iron, seven grades.\n")
    firm.space.contents.set(firm.newest(document).id, source)
    firm.space.documents.set_distribution(document, [HALL])
    plan = firm.space.issuing.plan(firm.newest(document).id)
    issued = firm.space.issuing.issue(plan, firm.anna)
    (sheet,) = firm.space.prints.copies(issued.copies)
    assert sheet.pdf.startswith(b"%PDF") and len(issued.copies) == 1
    firm.space.copies.mark_out(issued.copies)
    begun = firm.space.outside.begin_edition(
        firm.space.outside.plan_edition(document), NewEdition("2026", "Two grades more")
    )
    assert firm.newest(document).id == begun.revision_id
    plan = firm.space.issuing.plan(begun.revision_id)
    assert [c.n for c in plan.recall] == [1] and plan.issue == ()  # it has no file yet
    assert firm.space.issuing.issue(plan, firm.anna).recalled == issued.copies


def test_checked_and_still_current_gives_the_next_check(firm: Firm) -> None:
    document = standard(firm)
    held = HeldReview(Outcome.CURRENT, firm.anna, "On the publisher's page")
    with pytest.raises(Refused, match="in use is checked"):
        firm.space.outside.check(document, held)
    in_use(firm, document)
    assert due(firm) == [("STD-01", "check", date(2027, 11, 23))]
    firm.clock.later(days=400)
    assert firm.space.glance().due[0].late > 0
    firm.space.outside.check(document, held)
    assert due(firm) == [("STD-01", "check", date(2028, 12, 28))]
    (review,) = firm.get(document).reviews
    assert (review.outcome, review.name) == (Outcome.CURRENT, "Anna Reyes")
    assert review.note == "On the publisher's page"
    firm.space.documents.change(document, check_months=6)
    assert due(firm) == [("STD-01", "check", date(2028, 6, 28))]


def test_a_check_says_nothing_about_how_often_it_was_found_still_valid(firm: Firm) -> None:
    document = standard(firm)
    in_use(firm, document)
    valid = HeldReview(Outcome.STILL_VALID, firm.anna)
    for _ in range(3):
        firm.space.reviewing.hold(document, valid)
        firm.space.outside.check(document, HeldReview(Outcome.CURRENT, firm.anna))
    with pytest.raises(Refused, match="3 times in a row"):
        firm.space.reviewing.hold(document, valid)


def test_check_and_expiry_are_dates_of_their_own_beside_the_review(firm: Firm) -> None:
    document = standard(firm, "Discharge consent", "permit")
    in_use(firm, document)
    firm.space.documents.change(
        document,
        review_months=24,
        expires_on=date(2027, 3, 31),
        next_check_on=date(2027, 1, 10),
        source="Water board",
        found_at="Office, shelf 3",
    )
    assert due(firm) == [
        ("PER-01", "check", date(2027, 1, 10)),
        ("PER-01", "expiry", date(2027, 3, 31)),
        ("PER-01", "review", date(2028, 11, 23)),
    ]
    firm.space.documents.withdraw(document, "The plant is closed", firm.anna)
    assert due(firm) == []


def test_a_new_edition_lists_what_it_touches_both_ways(firm: Firm) -> None:
    iron = standard(firm)
    in_use(firm, iron)
    naming = firm.draft("Melting")
    text = b"# Melting\n\nThe grades are those of STD-01 and of no other.\n"
    firm.space.contents.set(firm.newest(naming).id, brought_text("melting.md", text))
    firm.issued(naming)
    linked = firm.draft("Casting specification")
    firm.issued(linked)
    firm.space.links.link(linked, iron, "implements")
    draft = firm.draft("Fettling")
    firm.space.links.link(iron, draft, "refers_to")
    gone = firm.draft("Old sheet")
    firm.space.links.link(gone, iron, "refers_to")
    firm.space.documents.discard(firm.newest(gone).id, "Not needed")
    firm.draft("Nothing to do with it")
    plan = firm.space.outside.plan_edition(iron)
    told = [(t.number, t.how, t.in_force) for t in plan.touched]
    assert told == [
        ("QP-01", "names it in its text", True),
        ("QP-02", "Implements", True),
        ("QP-03", "Referred to by", False),
    ]
    assert plan.touched[0].owner == "Anna Reyes" and plan.label == "2017"


def test_a_new_edition_asks_reviews_and_gathers_a_change_request(firm: Firm) -> None:
    iron = standard(firm)
    in_use(firm, iron)
    ids = [firm.draft(title) for title in ("Melting", "Pouring", "Fettling")]
    for document in ids:
        firm.issued(document)
        firm.space.links.link(document, iron, "refers_to")
    plan = firm.space.outside.plan_edition(iron)
    new = NewEdition("2026", "Two grades more", tuple(ids[:2]), True, date(2027, 2, 1))
    begun = firm.space.outside.begin_edition(plan, new)
    assert begun.asked == 2 and begun.request_id is not None
    value = firm.get(iron)
    assert value.newest is not None and value.newest.label == "2026"
    assert value.in_force is not None and value.in_force.label == "2017"
    (asked,) = firm.get(ids[0]).asks
    assert (asked.source, asked.from_number) == (AskedBy.EDITION, "STD-01")
    assert asked.why == "STD-01 Grey cast iron, edition 2026: Two grades more"
    assert firm.get(ids[2]).asks == ()
    request = firm.space.changes.get(begun.request_id)
    assert request.title == "Follow STD-01, edition 2026"
    assert [t.document_id for t in request.touches] == ids[:2]
    assert request.wanted_by == date(2027, 2, 1)


def test_a_plan_that_is_out_of_date_and_an_edition_known_already_are_refused(firm: Firm) -> None:
    iron = standard(firm)
    with pytest.raises(Refused, match="follows one that is in use"):
        firm.space.outside.plan_edition(iron)
    in_use(firm, iron)
    plan = firm.space.outside.plan_edition(iron)
    for label, said in (("2017", "Edition 2017 is known already"), (" ", "Say which edition")):
        with pytest.raises(Refused, match=said):
            firm.space.outside.begin_edition(plan, NewEdition(label, ""))
    firm.space.documents.change(iron, note="Shelf 4")
    with pytest.raises(Refused, match="changed meanwhile"):
        firm.space.outside.begin_edition(plan, NewEdition("2026", ""))
    assert len(firm.get(iron).revisions) == 1
