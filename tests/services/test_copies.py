"""Numbered papers: given out, back, destroyed, lost, and what a walk found."""

from datetime import timedelta

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.values import CopyState
from isodesk.services.copies import WalkEntry
from tests.services.firm import HALL, OFFICE, Firm

LAB = ("Laboratory", "Room 4")


def test_numbers_and_serials_are_never_used_again(firm: Firm) -> None:
    document = firm.draft()
    first = firm.issued(document, (HALL, OFFICE))
    firm.space.copies.close(first.copies, CopyState.DESTROYED, "Soaked")
    more = firm.space.copies.give_out(document, *LAB)
    firm.revised(document)
    second = firm.issued(document, (HALL,))
    copies = firm.space.copies.of_document(document)
    assert [c.n for c in copies] == [1, 2, 3, 4]
    assert firm.space.copies.by_ids([more])[0].of == 1
    assert firm.space.copies.by_ids(second.copies)[0].of == 1
    serials = firm.space.desk.file.reader().execute("SELECT serial FROM print ORDER BY id")
    assert [s for (s,) in serials] == [1, 2, 3, 4]
    assert len({c.code for c in copies}) == 4


def test_of_counts_the_copies_of_this_revision_that_are_about(firm: Firm) -> None:
    document = firm.draft()
    firm.issued(firm.draft("Another"), (HALL, OFFICE, LAB))
    firm.issued(document, (HALL, OFFICE))
    more = firm.space.copies.give_out(document, *LAB)
    assert [(c.n, c.of) for c in firm.space.copies.by_ids([more])] == [(3, 3)]


def test_copies_go_out_when_the_paper_is_confirmed(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL, OFFICE))
    states = {c.state for c in firm.space.copies.by_ids(issued.copies)}
    assert states == {CopyState.TO_PRINT}
    assert len(firm.space.glance().to_print) == 2
    firm.space.copies.mark_out(issued.copies[:1])
    firm.clock.later(days=3)
    firm.space.copies.slip_back(issued.copies[:1])
    (copy,) = firm.space.copies.by_ids(issued.copies[:1])
    assert (copy.out_on, copy.slip_on) == (firm.today() - timedelta(days=3), firm.today())
    assert len(firm.space.glance().to_print) == 1


def test_giving_out_needs_a_holder_and_a_revision_in_force(firm: Firm) -> None:
    document = firm.draft()
    with pytest.raises(Refused, match="Name who gets the copy"):
        firm.space.copies.give_out(document, " ", "Hall")
    with pytest.raises(Refused, match="Only a revision in force is given out"):
        firm.space.copies.give_out(document, *LAB)


def test_a_recall_stays_open_until_closed(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL, OFFICE))
    firm.space.copies.mark_out(issued.copies)
    with pytest.raises(Refused, match="Say why the copy comes back"):
        firm.space.copies.recall(issued.copies[:1], "")
    firm.space.copies.recall(issued.copies[:1], "The board is taken down")
    assert [p.copy_id for p in firm.space.glance().to_recall] == [issued.copies[0]]
    said = [r.values[1] for r in firm.space.lists.due().page(None, 9).rows]
    assert said == ["Copy to come back", "Periodic review"]
    firm.clock.later(days=2)
    firm.space.copies.close(issued.copies[:1], CopyState.RETURNED)
    assert firm.space.glance().to_recall == ()
    (copy,) = firm.space.copies.by_ids(issued.copies[:1])
    assert (copy.state, copy.closed_on) == (CopyState.RETURNED, firm.today())
    with pytest.raises(Refused, match="Copy 1 of QP-01 is closed already"):
        firm.space.copies.close(issued.copies, CopyState.DESTROYED)
    (other,) = firm.space.copies.by_ids(issued.copies[1:])
    assert other.state == CopyState.OUT  # all or nothing


def test_a_lost_copy_has_a_reason(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL,))
    with pytest.raises(Refused, match="Say how the copy was lost"):
        firm.space.copies.close(issued.copies, CopyState.LOST, " ")
    firm.space.copies.close(issued.copies, CopyState.LOST, "Blown away")
    (copy,) = firm.space.copies.by_ids(issued.copies)
    assert (copy.state, copy.reason) == (CopyState.LOST, "Blown away")
    with pytest.raises(Refused, match="A closed record stays as it is"):
        firm.space.copies.slip_back(issued.copies)


def test_a_walk_is_keyed_in_found_missing_and_extra(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document, (HALL, OFFICE))
    firm.space.copies.mark_out(issued.copies)
    day = firm.today()
    entries = (
        WalkEntry(issued.copies[0], document, HALL[1], "found", "1"),
        WalkEntry(issued.copies[1], document, OFFICE[1], "missing"),
        WalkEntry(None, document, "Yard", "extra", "0", "A photocopy"),
    )
    assert firm.space.copies.key_in_walk(day, entries) == 3
    found = [c.found for c in firm.space.copies.by_ids(issued.copies)]
    assert found == [f"revision 1 on {day}", f"missing on {day}"]
    assert {c.state for c in firm.space.copies.by_ids(issued.copies)} == {CopyState.OUT}
    with pytest.raises(Refused, match="cannot be in the future"):
        firm.space.copies.key_in_walk(day + timedelta(days=1), entries)
    assert firm.space.copies.places() == ("Entrance", "Hall 1, board")


def test_copies_of_what_is_not_in_force_are_not_printed_again(firm: Firm) -> None:
    document = firm.draft()
    old = firm.issued(document, (HALL,))
    lost = firm.space.copies.give_out(document, *LAB)
    firm.space.copies.close([lost], CopyState.LOST, "Fell into the sand")
    with pytest.raises(Refused, match="recalled or closed, so it is not printed again"):
        firm.space.prints.copies([lost])
    firm.revised(document)
    firm.issued(document, (HALL,))
    with pytest.raises(Refused, match="no longer in force"):
        firm.space.prints.copies(old.copies)
