"""A clock that does not follow is said, never obeyed: entries are marked until it is right."""

from isodesk.services import clock_care
from tests.services.firm import Firm


def odd(firm: Firm) -> list[int]:
    rows = firm.space.desk.file.reader().execute("SELECT odd_clock FROM change ORDER BY id")
    return [mark for (mark,) in rows]


def test_a_clock_set_back_is_said_until_it_is_right(firm: Firm) -> None:
    desk = firm.space.desk
    assert clock_care.doubt(desk) == ""
    firm.clock.later(days=-400)
    assert "the last entry whose time is sure is of 23 Nov 2026" in clock_care.doubt(desk)
    firm.draft()
    assert "It says 19 Oct 2025" in clock_care.doubt(desk)
    firm.clock.later(days=400)
    assert clock_care.doubt(desk) == ""
    marks = odd(firm)
    assert 1 in marks and marks[0] == 0
    firm.draft("Later")
    assert odd(firm)[-1] == 0


def test_two_years_on_the_officer_says_that_the_clock_is_right(firm: Firm) -> None:
    firm.clock.later(days=730)
    assert clock_care.doubt(firm.space.desk)
    clock_care.confirm(firm.space.desk)
    assert clock_care.doubt(firm.space.desk) == ""
    firm.draft()
    assert odd(firm)[-2:] == [0, 0] and 2 in odd(firm)
    newest = firm.space.histories.of(1)
    assert not any(entry.odd_clock for entry in newest)
