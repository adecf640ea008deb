"""Sheets of reviews, documents from outside and change requests, opened and read."""

from datetime import date

from isodesk.documents.care_values import AskedBy, HeldReview, NewChange, Outcome
from isodesk.documents.values import NewDocument
from tests.printing.reading import packed, text_of
from tests.services.firm import Firm


def standard(firm: Firm) -> int:
    new = NewDocument("Grey cast iron", firm.types["standard"], label="2017", owner_id=firm.anna)
    document = firm.space.documents.new(new)
    plan = firm.space.issuing.plan(firm.newest(document).id)
    firm.space.issuing.issue(plan, firm.anna)
    return document


def record(firm: Firm, document: int) -> str:
    history = firm.space.histories.of(document)
    return text_of(firm.space.sheets.record(document, history))


def test_record_and_control_sheet_tell_the_reviews(firm: Firm) -> None:
    document = firm.draft(review_months=12)
    firm.issued(document)
    held = HeldReview(Outcome.STILL_VALID, firm.anna, "Read against the card")
    firm.space.reviewing.hold(document, held)
    firm.space.reviewing.ask([document], AskedBy.FINDING, "Audit 3, finding 2")
    said = record(firm, document)
    assert "23 Nov 2026, revision 1, Anna Reyes" in said
    assert "Still valid. Read against the card. Next 23 Nov 2027." in said
    assert "Audit finding, 23 Nov 2026" in said and "Audit 3, finding 2" in said
    revision = firm.newest(document).id
    control = text_of(firm.space.sheets.control_sheet(document, revision))
    assert "Reviews" in control and "Read against the card" in control
    assert "23 Nov 2027" in control


def test_a_control_sheet_without_a_review_has_no_table_for_them(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(document)
    sheet = text_of(firm.space.sheets.control_sheet(document, firm.newest(document).id))
    assert "Reviews" not in sheet and "Distribution" in sheet


def test_the_record_of_a_document_from_outside_tells_where_it_is_from(firm: Firm) -> None:
    document = standard(firm)
    firm.space.documents.change(
        document, source="EN 1561, the standards shop", found_at="Office, shelf 3"
    )
    said = record(firm, document)
    for words in ("From outside", "EN 1561, the standards shop", "Office, shelf 3", "23 Nov 2027"):
        assert words in said


def test_the_list_of_what_is_to_be_looked_at(firm: Firm) -> None:
    document = firm.draft(review_months=24)
    firm.issued(document)
    far = firm.draft("Far away", review_months=36)
    firm.issued(far)
    firm.space.reviewing.ask([document], AskedBy.NONCONFORMITY, "NC-2026-014, cold runs")
    iron = standard(firm)
    firm.space.documents.change(iron, next_check_on=date(2027, 1, 15))
    firm.clock.later(days=2)
    said = text_of(firm.space.care_sheets.due_list(firm.space.glance().due))
    assert "2 of 3 dates" in said and "Far away" not in said
    assert packed("Review asked for: NC-2026-014, cold runs") in packed(said)
    assert "Check of the edition" in said and "Jan 2027" in said and "Late" in said


def test_a_request_prints_as_a_form_before_and_after_it_is_decided(firm: Firm) -> None:
    melting = firm.draft()
    firm.issued(melting)
    changes = firm.space.changes
    new = NewChange("Hotter iron", "Cold runs", "NC-2026-014", firm.tom, touches=(melting,))
    request = changes.new(new)
    changes.say_what(changes.get(request).touches[0].id, "1500 degrees")

    def sheet() -> str:
        return text_of(
            firm.space.care_sheets.change_request(request, firm.space.histories.of(request))
        )

    said = sheet()
    for words in ("CR-2026-001", "Asked for", "Tom Hale", "NC-2026-014", "Accepted or rejected"):
        assert words in said
    assert "QP-01 Melting and pouring" in said and "1500 degrees · Open" in said
    changes.accept(request, firm.marta, "Before the winter")
    firm.revised(melting)
    firm.issued(melting)
    said = sheet()
    assert "Done" in said and "1500 degrees · Revision 2, 23 Nov 2026" in said
    assert "Before the winter" in said and "Accepted or rejected" not in said
