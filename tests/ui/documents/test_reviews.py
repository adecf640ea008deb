"""Reviews on the screen: held, asked for, at most so often; documents from outside."""

from dataclasses import replace

from isodesk.documents.care_values import HeldReview, Outcome
from isodesk.documents.values import NewDocument, State
from isodesk.ui.documents.ask_dialog import AskDialog
from isodesk.ui.documents.check_dialog import CheckDialog
from isodesk.ui.documents.edition_dialog import EditionDialog
from isodesk.ui.documents.issue_dialog import IssueDialog
from isodesk.ui.documents.review_dialog import ReviewDialog
from tests.ui.documents.conftest import Desk


def valid(desk: Desk, title: str, times: int = 1) -> None:
    held = HeldReview(Outcome.STILL_VALID, desk.person("Tom Hale"))
    for _ in range(times):
        desk.space.reviewing.hold(desk.id_of(title), held)


def outside(desk: Desk, title: str = "Grey cast iron", kind: str = "standard") -> int:
    types = {t.key: t.id for t in desk.space.companies.types()}
    new = NewDocument(title, types[kind], label="2017", owner_id=desk.person("Tom Hale"))
    made = desk.space.documents.new(new)
    desk.settle()
    return made


def in_use(desk: Desk, document: int) -> None:
    newest = desk.space.documents.get(document).newest
    assert newest is not None
    plan = desk.space.issuing.plan(newest.id)
    desk.space.issuing.issue(plan, desk.person("Tom Hale"))
    desk.settle()


def test_a_review_is_held_from_its_step_and_stands_in_the_record(desk: Desk) -> None:
    desk.open("Sand test sheet")
    desk.page.take_step("periodic")
    dialog = desk.dialog(ReviewDialog)
    assert dialog.outcome.value() == Outcome.STILL_VALID
    dialog.note.text.setPlainText("Compared with the card")
    dialog.step.click()
    desk.settle()
    block = desk.page.record.details.reviews
    assert block.isVisible()
    (review,) = desk.get("Sand test sheet").reviews
    assert (review.name, review.note) == ("Tom Hale", "Compared with the card")
    assert desk.said[-1].endswith("was reviewed and stays as it is.")


def test_still_valid_once_too_often_cannot_be_chosen_and_says_why(desk: Desk) -> None:
    valid(desk, "Sand test sheet", 3)
    desk.open("Sand test sheet")
    desk.page.take_step("periodic")
    dialog = desk.dialog(ReviewDialog)
    assert dialog.outcome.value() == Outcome.REVISE
    item = dialog.outcome.combo.model().item(0)
    assert not item.isEnabled() and "3 times in a row" in item.toolTip()
    dialog.step.click()
    desk.settle()
    assert dialog.note.problem() == "Say what was found; it stands in the history."
    dialog.note.text.setPlainText("The sheet lacks a column")
    dialog.step.click()
    desk.settle()
    document = desk.page.document()
    assert document is not None and document.state == State.DRAFT


def test_the_firm_says_how_often(desk: Desk) -> None:
    company = desk.space.companies.get()
    desk.space.companies.change(replace(company, still_valid_most=1))
    valid(desk, "Sand test sheet")
    desk.open("Sand test sheet")
    desk.page.take_step("periodic")
    dialog = desk.dialog(ReviewDialog)
    assert not dialog.outcome.combo.model().item(0).isEnabled()
    dialog.reject()


def test_a_review_may_withdraw_and_shows_the_papers_first(desk: Desk) -> None:
    desk.open("Sand moulding")  # its revision 2 is approved: the steps are those of that
    assert "periodic" not in {s.key for s in desk.get("Sand moulding").steps}
    desk.open("Melting and pouring")
    desk.page.take_step("periodic")
    dialog = desk.dialog(ReviewDialog)
    assert not dialog._papers[0].isVisible()
    dialog.outcome.combo.setCurrentIndex(2)
    assert dialog._papers[0].isVisible() and not dialog.next.isVisible()
    dialog.note.text.setPlainText("The furnace is gone")
    dialog.step.click()
    desk.settle()
    assert desk.get("Melting and pouring").state == State.WITHDRAWN
    assert "copies are to come back" in desk.said[-1]


def test_a_review_is_asked_for_from_the_record_and_shown_there(desk: Desk) -> None:
    desk.open("Sand test sheet")
    assert not desk.page.record.details.asked.isVisible()
    more = desk.page.record.more
    more.fill()
    ask = next(a for a in more.actions() if a.text() == "&Ask for a review…")
    ask.trigger()
    dialog = desk.dialog(AskDialog)
    assert not dialog.record.isVisible()  # it has no links
    dialog.step.click()
    assert dialog.why.problem()
    dialog.why.text.setPlainText("NC-2026-014: sand too wet")
    dialog.step.click()
    desk.settle()
    banner = desk.page.record.details.asked
    assert banner.isVisible() and "Nonconformity: NC-2026-014: sand too wet." in banner.words()
    desk.page.take_step("periodic")
    held = desk.dialog(ReviewDialog)
    held.step.click()
    desk.settle()
    assert not banner.isVisible()


def test_a_document_from_outside_shows_its_own_fields_and_no_ritual(desk: Desk) -> None:
    outside(desk)
    desk.open("Grey cast iron")
    fields = desk.page.record.details.fields
    assert fields["source"].isVisible() and fields["expires_on"].isVisible()
    assert not fields["author_id"].isVisible() and not fields["reviewer_id"].isVisible()
    assert fields["label"].label.text() == "Edition"
    source = fields["source"]
    source.put("EN-GJL, the standards shop")
    source.commit()
    desk.settle()
    kept = desk.get("Grey cast iron").outside
    assert kept is not None and kept.source == "EN-GJL, the standards shop"
    desk.page.undo()
    desk.settle()
    kept = desk.get("Grey cast iron").outside
    assert kept is not None and kept.source == ""
    desk.open("Sand moulding")
    assert not fields["source"].isVisible() and fields["author_id"].isVisible()


def test_it_is_taken_into_use_without_a_file_and_checked(desk: Desk) -> None:
    outside(desk)
    desk.open("Grey cast iron")
    desk.page.take_step("issue")
    dialog = desk.dialog(IssueDialog)
    assert dialog.now.text() == "&Take into use" and not dialog.add.isVisible()
    dialog.now.click()
    desk.settle()
    assert desk.get("Grey cast iron").state == State.EFFECTIVE
    assert desk.said[-1] == "STD-01 edition 2017 is in use."
    desk.page.take_step("check")
    check = desk.dialog(CheckDialog)
    check.note.text.setPlainText("On the publisher's page")
    check.step.click()
    desk.settle()
    (review,) = desk.get("Grey cast iron").reviews
    assert review.outcome == Outcome.CURRENT
    assert desk.page.record.head.revision.text().startswith("edition 2017, since")


def test_a_new_edition_shows_what_it_touches_and_asks_only_the_ticked(desk: Desk) -> None:
    iron = outside(desk)
    in_use(desk, iron)
    sheet, melting = desk.id_of("Sand test sheet"), desk.id_of("Melting and pouring")
    for document in (sheet, melting):
        desk.space.links.link(document, iron, "refers_to")
    desk.open("Grey cast iron")
    desk.page.take_step("edition")
    dialog = desk.dialog(EditionDialog)
    assert dialog.touched.note.text() == "2 of 2 are asked a review"
    assert not dialog.wanted.line.isEnabled() or dialog.wanted.line.isReadOnly()
    dialog.ticks.box(melting).setChecked(False)
    dialog.step.click()
    desk.settle()
    assert dialog.label.problem() == "Say which edition it is, as its cover does."
    dialog.label.line.setText("2026")
    dialog.request.setChecked(True)
    dialog.step.click()
    desk.settle()
    assert desk.get("Sand test sheet").asks and not desk.get("Melting and pouring").asks
    newest = desk.get("Grey cast iron").newest
    assert newest is not None and newest.label == "2026"
    assert "1 review is asked for. The change request is made." in desk.said[-1]
