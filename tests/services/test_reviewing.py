"""Periodic review: still valid so many times, revise, withdraw; asked for before its time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.care_values import AskedBy, HeldReview, Outcome
from isodesk.documents.values import State
from tests.services.firm import Firm


def valid(firm: Firm, note: str = "", next_on: date | None = None) -> HeldReview:
    return HeldReview(Outcome.STILL_VALID, firm.anna, note, next_on)


def due(firm: Firm) -> list[tuple[str, date, str]]:
    return [(item.what, item.on, item.why) for item in firm.space.glance().due]


def test_still_valid_gives_a_new_date_and_no_new_revision(firm: Firm) -> None:
    document = firm.draft(review_months=12)
    firm.issued(document)
    firm.clock.later(days=370)
    firm.space.reviewing.hold(document, valid(firm, "Read against the card"))
    value = firm.get(document)
    assert len(value.revisions) == 1 and value.state == State.EFFECTIVE
    (review,) = value.reviews
    assert (review.label, review.on_day, review.name) == ("1", firm.today(), "Anna Reyes")
    assert review.note == "Read against the card"
    assert review.next_on == value.next_review_on == date(2028, 11, 28)
    assert firm.newest(document).signatures[-1].reason.startswith("Periodic review: still valid")


def test_a_revision_is_found_still_valid_at_most_so_often_in_a_row(firm: Firm) -> None:
    document = firm.draft(review_months=12)
    firm.issued(document)
    for _ in range(3):
        assert firm.get(document).still_valid_missing == ""
        firm.space.reviewing.hold(document, valid(firm))
    missing = "This revision was found still valid 3 times in a row: revise or withdraw it."
    assert firm.get(document).still_valid_missing == missing
    with pytest.raises(Refused, match="3 times in a row"):
        firm.space.reviewing.hold(document, valid(firm))
    assert len(firm.get(document).reviews) == 3
    company = firm.space.companies.get()
    assert company.still_valid_most == 3
    firm.space.companies.change(replace(company, still_valid_most=4))
    firm.space.reviewing.hold(document, valid(firm))
    with pytest.raises(Refused, match="4 times"):
        firm.space.reviewing.hold(document, valid(firm))
    firm.revised(document)
    firm.issued(document)
    firm.space.reviewing.hold(document, valid(firm))
    assert [r.label for r in firm.get(document).reviews] == ["2", "1", "1", "1", "1"]


def test_a_firm_may_want_every_review_to_end_with_a_change(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    company = firm.space.companies.get()
    firm.space.companies.change(replace(company, still_valid_most=0))
    with pytest.raises(Refused, match="does not let a revision be found still valid"):
        firm.space.reviewing.hold(document, valid(firm))
    with pytest.raises(Refused, match="Between 0"):
        firm.space.companies.change(replace(company, still_valid_most=-1))


def test_to_be_revised_begins_the_next_revision_with_its_reason(firm: Firm) -> None:
    document = firm.draft(review_months=12)
    firm.issued(document)
    with pytest.raises(Refused, match="Say what was found"):
        firm.space.reviewing.hold(document, HeldReview(Outcome.REVISE, firm.anna))
    held = HeldReview(Outcome.REVISE, firm.anna, "The ladle is another", date(2027, 1, 15))
    firm.space.reviewing.hold(document, held)
    value = firm.get(document)
    assert value.state == State.DRAFT and value.newest is not None
    assert value.newest.reason == "Periodic review: The ladle is another"
    assert value.next_review_on == date(2027, 1, 15)
    assert [r.outcome for r in value.reviews] == [Outcome.REVISE]


def test_a_review_may_end_the_document_and_calls_its_papers_back(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document)
    held = HeldReview(Outcome.WITHDRAW, firm.anna, "Nobody pours here any more")
    assert firm.space.reviewing.hold(document, held) == issued.copies
    value = firm.get(document)
    assert value.state == State.WITHDRAWN
    assert [(r.outcome, r.next_on) for r in value.reviews] == [(Outcome.WITHDRAW, None)]
    assert due(firm) == []


def test_only_what_is_in_force_is_reviewed_and_the_next_lies_ahead(firm: Firm) -> None:
    document = firm.draft()
    with pytest.raises(Refused, match="Only a document in force is reviewed"):
        firm.space.reviewing.hold(document, valid(firm))
    firm.issued(document)
    head = firm.head()
    with pytest.raises(Refused, match="lies after today"):
        firm.space.reviewing.hold(document, valid(firm, next_on=firm.today()))
    assert firm.head() == head


def test_a_review_asked_for_is_due_now_with_its_reason_until_it_is_held(firm: Firm) -> None:
    document = firm.draft(review_months=24)
    firm.issued(document)
    assert due(firm) == [("review", date(2028, 11, 23), "")]
    why = "NC-2026-014: iron poured cold"
    with pytest.raises(Refused, match="Say why"):
        firm.space.reviewing.ask([document], AskedBy.NONCONFORMITY, " ")
    firm.space.reviewing.ask([document], AskedBy.NONCONFORMITY, why)
    assert due(firm) == [("asked", firm.today(), why)]
    (asked,) = firm.get(document).asks
    assert (asked.source, asked.why, asked.from_number) == (AskedBy.NONCONFORMITY, why, "")
    firm.clock.later(days=3)
    assert firm.space.glance().due[0].late == 3
    firm.space.reviewing.hold(document, valid(firm))
    assert firm.get(document).asks == ()
    assert due(firm) == [("review", date(2028, 11, 26), "")]


def test_a_review_asked_for_is_answered_by_the_next_issue_too(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    firm.space.reviewing.ask([document], AskedBy.FINDING, "Audit 3, finding 2")
    firm.revised(document)
    assert firm.get(document).asks
    firm.issued(document)
    assert firm.get(document).asks == ()


def test_a_draft_is_asked_no_review(firm: Firm) -> None:
    document = firm.draft()
    with pytest.raises(Refused, match="QP-01 is not in force"):
        firm.space.reviewing.ask([document], AskedBy.OTHER, "Look at it")


def test_the_history_tells_reviews_and_asks_in_words(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    firm.space.reviewing.ask([document], AskedBy.FINDING, "Audit 3, finding 2")
    firm.clock.later(days=1)
    firm.space.reviewing.hold(document, valid(firm, "All as written"))
    told = firm.space.histories.of(document)
    words = [f"{f.label}: {f.new}" for entry in told for f in entry.fields]
    assert "Outcome: Still valid" in words and "Asked by: Audit finding" in words
    assert "Note: All as written" in words
    assert any(e.why.startswith("Reviewed: still valid") for e in told)


def test_a_review_of_version_0_1_0_counts(firm: Firm) -> None:
    """It stood in a signature alone."""
    from isodesk.documents.model import Revision
    from isodesk.documents.values import Meaning
    from isodesk.services.signing import sign

    document = firm.draft()
    firm.issued(document)
    with firm.space.desk.unit() as unit:
        revision = unit.session.get_one(Revision, firm.newest(document).id)
        said = "Periodic review: still valid. As it was"
        sign(unit, revision, firm.anna, Meaning.REVIEWED, "", said)
    (review,) = firm.get(document).reviews
    assert (review.name, review.note, review.next_on) == ("Anna Reyes", "As it was", None)
    firm.clock.later(days=1)
    for _ in range(2):
        firm.space.reviewing.hold(document, valid(firm))
    with pytest.raises(Refused, match="3 times"):
        firm.space.reviewing.hold(document, valid(firm))
    assert firm.today() - firm.get(document).reviews[-1].on_day == timedelta(days=1)
