"""iCalendar files, read back by the RFC's own rules: unfolded, unescaped, line by line."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from isodesk.core.icalendar import CalendarDay, icalendar
from tests.icalendar_reading import events_of, properties_of

STAMP = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300)


def made(*days: CalendarDay) -> bytes:
    return icalendar("Harrow, pumps; valves", days, STAMP)


def test_a_day_is_an_event_of_a_whole_day() -> None:
    day = CalendarDay("f-7-review@isodesk", date(2026, 12, 31), "QP-05 review", "Contract review")
    (event,) = events_of(made(day))
    assert event == {
        "UID": "f-7-review@isodesk",
        "DTSTAMP": "20261123T090500Z",
        "DTSTART;VALUE=DATE": "20261231",
        "DTEND;VALUE=DATE": "20270101",
        "SUMMARY": "QP-05 review",
        "DESCRIPTION": "Contract review",
        "TRANSP": "TRANSPARENT",
    }


def test_the_calendar_says_what_it_is() -> None:
    head = properties_of(made())
    assert head["VERSION"] == "2.0" and head["X-WR-CALNAME"] == "Harrow, pumps; valves"
    assert made().endswith(b"END:VCALENDAR\r\n")


@given(texts, st.lists(texts, max_size=4).map("\n".join))
def test_any_words_come_back_and_no_line_is_too_long(summary: str, description: str) -> None:
    content = made(CalendarDay("u@isodesk", date(2027, 1, 1), summary, description, ("a,b", "c")))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = events_of(content)
    assert event["SUMMARY"] == summary
    assert event.get("DESCRIPTION", "") == description


def test_the_same_days_give_the_same_bytes() -> None:
    day = CalendarDay("u@isodesk", date(2027, 1, 1), "Ä" * 200)
    assert made(day) == made(day)
    assert len(events_of(made(day, day))) == 2


def test_a_control_character_cannot_end_a_line() -> None:
    (event,) = events_of(made(CalendarDay("u", date.max, "a\x0bb\x00c\rEND:VEVENT")))
    assert event["SUMMARY"] == "abc\nEND:VEVENT"
    assert event["DTSTART;VALUE=DATE"] == "99991231"
