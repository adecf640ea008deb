"""What happened, in the officer's words, and putting an earlier value back."""

from dataclasses import replace

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.values import CopyState, Systems
from isodesk.services.history_values import HistoryEntry
from tests.services.firm import HALL, Firm
from tests.stamp_judge import text_of


def entry_with(entries: tuple[HistoryEntry, ...], label: str, new: str) -> tuple[int, str]:
    """(seq, old) of the newest change that gave this field this value."""
    found = [f for e in entries for f in e.fields if (f.label, f.new) == (label, new)]
    assert found, [(f.label, f.new) for e in entries for f in e.fields]
    return found[0].seq, found[0].old


def test_fields_are_told_in_words_newest_first(firm: Firm) -> None:
    document = firm.draft()
    firm.space.documents.change(document, owner_id=firm.marta, systems=int(Systems.QUALITY))
    newest, *_, first = firm.space.histories.of(document)
    told = {f.label: (f.old, f.new) for f in newest.fields}
    assert told["Owner"] == ("Anna Reyes", "Marta Lind")
    assert told["Systems"] == ("Both", "Quality")
    assert newest.actor == "Anna Reyes" and newest.zone == "+01:00" and not newest.odd_clock
    assert first.what == "Made"
    made = {f.label: f.new for f in first.fields}
    assert made["Title"] == "Melting and pouring" and made["Type"] == "Procedure"
    assert made["State"] == "Draft"
    label = {f.label: f.new for e in firm.space.histories.of(document) for f in e.fields}
    assert label["Content"] == "Markdown" and label["Source file"].startswith("SHA-256 ")


def test_the_history_of_a_document_holds_its_steps_copies_and_prints(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document, (HALL,))
    firm.space.copies.recall(issued.copies, "Board is taken down")
    firm.space.copies.close(issued.copies, CopyState.LOST, "Never seen again")
    firm.space.prints.uncontrolled(issued.revision_id, "For the auditor")
    entries = firm.space.histories.of(document)
    heads = [(e.what, e.why) for e in entries]
    assert ("Printed: uncontrolled", "For the auditor") in heads
    assert ("Copy 1", "Board is taken down") in heads
    assert ("Made Copy 1", "Issued revision 1") in heads
    assert ("Approved: Marta Lind, Revision 1", "Approved") in heads
    assert [e.change_id for e in entries] == sorted((e.change_id for e in entries), reverse=True)
    assert entry_with(entries, "State", "Lost")[1] == "To recall"


def test_an_earlier_value_comes_back_as_a_new_change(firm: Firm) -> None:
    document = firm.draft()
    firm.space.documents.change(document, title="Pouring and melting")
    seq, old = entry_with(firm.space.histories.of(document), "Title", "Pouring and melting")
    assert old == "Melting and pouring"
    before = firm.head()
    firm.space.histories.put_back(seq)
    assert firm.get(document).title == "Melting and pouring" and firm.head() > before
    assert {h.title for h in firm.space.searching.find("melting")} == {"Melting and pouring"}
    firm.space.documents.change(document, reviewer_id=firm.marta)
    seq, _ = entry_with(firm.space.histories.of(document), "Reviewer", "Marta Lind")
    firm.space.histories.put_back(seq)
    assert firm.get(document).reviewer == "Anna Reyes"


def test_of_two_fields_changed_at_once_each_comes_back_by_itself(firm: Firm) -> None:
    document = firm.draft(process="Casting", department="Melt shop")
    firm.space.documents.change(document, process="Moulding", department="Yard")
    field = next(f for f in firm.space.histories.of(document)[0].fields if f.label == "Department")
    assert field.can_put_back
    firm.space.histories.put_back(field.seq, field.column)
    value = firm.get(document)
    assert (value.process, value.department) == ("Moulding", "Melt shop")


def test_steps_are_not_put_back(firm: Firm) -> None:
    document = firm.draft()
    firm.submitted(document)
    entries = firm.space.histories.of(document)
    seq, _ = entry_with(entries, "State", "In review")
    assert not any(
        f.can_put_back for e in entries for f in e.fields if f.label in ("State", "Number")
    )
    with pytest.raises(Refused, match="a step, not a typed value"):
        firm.space.histories.put_back(seq)


def test_nothing_is_put_back_in_a_closed_document(firm: Firm) -> None:
    document = firm.draft()
    firm.space.documents.change(document, process="Casting")
    seq, _ = entry_with(firm.space.histories.of(document), "Process", "Casting")
    firm.space.documents.discard(firm.newest(document).id, "No need")
    entries = firm.space.histories.of(document)
    assert not any(f.can_put_back for e in entries for f in e.fields)
    with pytest.raises(Refused, match="A closed record stays"):
        firm.space.histories.put_back(seq)


def test_people_have_a_history_of_their_own(firm: Firm) -> None:
    person = next(p for p in firm.space.companies.people() if p.id == firm.tom)
    firm.space.companies.save_person(replace(person, active=False, department="Works"))
    told = {f.label: (f.old, f.new) for f in firm.space.histories.of(firm.tom)[0].fields}
    assert told["Works here"] == ("Yes", "No") and told["Department"] == ("", "Works")


def test_a_time_in_doubt_stands_in_the_history_and_on_the_prints(firm: Firm) -> None:
    document = firm.draft()
    firm.clock.later(days=-400)
    firm.issued(document)
    revision = firm.newest(document).id
    histories = firm.space.histories.of(document)
    assert histories[0].odd_clock and not histories[-1].odd_clock
    for pdf in (
        firm.space.sheets.control_sheet(document, revision),
        firm.space.sheets.record(document, histories),
    ):
        assert "Time in doubt" in text_of(pdf)
    assert "time in doubt" in text_of(firm.space.sheets.record(document, histories))
