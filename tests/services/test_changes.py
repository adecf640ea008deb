"""Change requests: asked for, decided, and done when each document is issued."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.care_values import AskedBy, ChangeState, NewChange
from isodesk.documents.values import State
from isodesk.services.changes import touch_words
from tests.services.firm import Firm


def issued(firm: Firm, title: str) -> int:
    document = firm.draft(title)
    firm.issued(document, ())
    return document


def asked(firm: Firm, *documents: int, wanted_by: date | None = None) -> int:
    new = NewChange(
        "Hotter iron for thin castings",
        "Cold runs in three heats",
        "NC-2026-014",
        firm.tom,
        wanted_by,
        firm.anna,
        touches=documents,
    )
    return firm.space.changes.new(new)


def test_a_request_has_a_number_of_its_own_and_says_what_it_touches(firm: Firm) -> None:
    melting = issued(firm, "Melting")
    request = asked(firm, melting, wanted_by=date(2027, 1, 31))
    value = firm.space.changes.get(request)
    assert (value.number, value.state) == ("CR-2026-001", ChangeState.ASKED)
    assert (value.asked_by, value.asked_on, value.owner) == (
        "Tom Hale",
        firm.today(),
        "Anna Reyes",
    )
    assert [t.number for t in value.touches] == ["QP-01"]
    firm.clock.later(days=60)
    assert firm.space.changes.get(asked(firm)).number == "CR-2027-001"
    wanted = [i for i in firm.space.glance().due if i.what == "wanted"]
    assert [(i.number, i.kind, i.on) for i in wanted] == [
        ("CR-2026-001", "change_request", date(2027, 1, 31))
    ]


def test_without_a_title_or_a_reason_nothing_is_made(firm: Firm) -> None:
    head = firm.head()
    with pytest.raises(Refused) as refused:
        firm.space.changes.new(NewChange("", " "))
    assert {p.field for p in refused.value.problems} == {"title", "reason"}
    assert firm.head() == head


def test_accepted_it_asks_the_reviews_and_is_done_when_each_is_issued(firm: Firm) -> None:
    melting, pouring = issued(firm, "Melting"), issued(firm, "Pouring")
    request = asked(firm, melting, pouring, wanted_by=date(2027, 1, 31))
    changes = firm.space.changes
    changes.say_what(changes.get(request).touches[0].id, "1500 degrees")
    changes.accept(request, firm.marta, "Both before the winter")
    value = changes.get(request)
    assert value.state == ChangeState.ACCEPTED and value.decided_by == "Marta Lind"
    (ask,) = firm.get(melting).asks
    assert (ask.source, ask.from_number) == (AskedBy.CHANGE, "CR-2026-001")
    assert ask.why == "CR-2026-001 Hotter iron for thin castings: 1500 degrees"

    assert changes.begin_revision(value.touches[0].id) == melting
    draft = firm.newest(melting)
    assert (draft.summary, draft.reason) == (
        "1500 degrees",
        "CR-2026-001: Hotter iron for thin castings",
    )
    firm.write(melting, 1500)
    firm.issued(melting, ())
    value = changes.get(request)
    assert value.state == ChangeState.ACCEPTED and value.done == 1
    assert [touch_words(t) for t in value.touches] == ["Revision 2, 23 Nov 2026", "Open"]
    assert firm.get(melting).asks == ()

    firm.revised(pouring)
    firm.issued(pouring, ())
    value = changes.get(request)
    assert value.state == ChangeState.DONE and value.done == 2
    assert "wanted" not in {item.what for item in firm.space.glance().due}
    with pytest.raises(Refused, match="closed record"):
        changes.change(request, title="Another")
    with pytest.raises(Refused, match="closed; it stays"):
        changes.touch(request, [melting])


def test_a_document_that_is_withdrawn_counts_as_done(firm: Firm) -> None:
    melting = issued(firm, "Melting")
    request = asked(firm, melting)
    firm.space.changes.accept(request, firm.marta)
    firm.space.documents.withdraw(melting, "Replaced by the card", firm.anna)
    value = firm.space.changes.get(request)
    assert value.state == ChangeState.DONE
    assert touch_words(value.touches[0]) == "Withdrawn, 23 Nov 2026"


def test_what_is_issued_before_it_is_accepted_does_not_count(firm: Firm) -> None:
    melting = issued(firm, "Melting")
    request = asked(firm, melting)
    firm.revised(melting)
    firm.issued(melting, ())
    firm.space.changes.accept(request, firm.marta)
    assert firm.space.changes.get(request).state == ChangeState.ACCEPTED


def test_it_is_not_accepted_without_a_document_nor_rejected_without_a_reason(firm: Firm) -> None:
    request = asked(firm)
    with pytest.raises(Refused, match="Name the documents"):
        firm.space.changes.accept(request, firm.marta)
    with pytest.raises(Refused, match="Say why"):
        firm.space.changes.reject(request, firm.marta, " ")
    firm.space.changes.reject(request, firm.marta, "The card says so already")
    value = firm.space.changes.get(request)
    assert value.state == ChangeState.REJECTED
    assert value.decision_note == "The card says so already" and value.decided_on == firm.today()


def test_one_that_is_no_longer_wanted_is_void_with_its_reason(firm: Firm) -> None:
    request = asked(firm, issued(firm, "Melting"), wanted_by=date(2027, 1, 31))
    with pytest.raises(Refused, match="no longer wanted"):
        firm.space.changes.void(request, "")
    firm.space.changes.void(request, "The customer went elsewhere")
    assert firm.space.changes.get(request).state == ChangeState.VOID
    assert "wanted" not in {item.what for item in firm.space.glance().due}


def test_documents_come_and_go_while_it_is_open(firm: Firm) -> None:
    melting, pouring = issued(firm, "Melting"), issued(firm, "Pouring")
    request = asked(firm, melting)
    changes = firm.space.changes
    assert changes.touch(request, [melting, pouring]) == 1
    changes.accept(request, firm.marta)
    fettling = issued(firm, "Fettling")
    changes.touch(request, [fettling])
    assert firm.get(fettling).asks
    first, second, third = changes.get(request).touches
    changes.take_off(third.id)
    firm.revised(melting)
    firm.issued(melting, ())
    with pytest.raises(Refused, match="done already"):
        changes.take_off(first.id)
    changes.take_off(second.id)
    value = changes.get(request)
    assert value.state == ChangeState.DONE and [t.number for t in value.touches] == ["QP-01"]


def test_the_only_document_of_an_accepted_request_stays(firm: Firm) -> None:
    request = asked(firm, issued(firm, "Melting"))
    firm.space.changes.accept(request, firm.marta)
    (touch,) = firm.space.changes.get(request).touches
    with pytest.raises(Refused, match="only document left"):
        firm.space.changes.take_off(touch.id)


def test_a_request_is_found_and_its_history_is_told(firm: Firm) -> None:
    request = asked(firm, issued(firm, "Melting"))
    firm.space.changes.change(request, reason="Cold runs in four heats")
    firm.space.changes.accept(request, firm.marta, "Yes")
    (hit,) = firm.space.searching.find("cold runs four")
    assert (hit.record_id, hit.kind, hit.number) == (request, "change_request", "CR-2026-001")
    told = firm.space.histories.of(request)
    words = [f"{f.label}: {f.new}" for entry in told for f in entry.fields]
    for said in (
        "Touches: QP-01",
        "State: Accepted",
        "Decided by: Marta Lind",
        "Asked by: Tom Hale",
    ):
        assert said in words


def test_a_document_knows_its_requests(firm: Firm) -> None:
    melting = issued(firm, "Melting")
    request = asked(firm, melting)
    assert [r.id for r in firm.space.changes.of_document(melting)] == [request]
    assert firm.get(melting).state == State.EFFECTIVE
