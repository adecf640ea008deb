"""What people type for a recurrence, and the words that come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodesk.core.problems import Refused
from isodesk.core.recurrence import to_text
from isodesk.core.recurrence_words import EXAMPLES, parse, show

MEANT = {
    "every 3 months": "3 months|3-monthly|3 monthly|quarterly|Every  three Months|4 times a year"
    "|every third month|4 x per year|QUARTERLY|every quarter|every 3 mths",
    "every 6 months": "half-yearly|Half yearly|six-monthly|semi-annual|twice a year|2x a year"
    "|every half year|6 m|2 times per year",
    "every month": "monthly|once a month|each month|1 month",
    "every year": "yearly|annually|annual|once a year|p.a.|per annum|1 yr",
    "every 2 years": "biennial|2y|every other year|every two years|every 2nd year",
    "every 12 months": "12 months|12 m|every twelve months|1 x year",
    "every 2 weeks": "fortnightly|every other week|every two weeks|2 wks",
    "every week": "weekly|once per week",
    "every day": "daily|each day",
    "every 90 days": "90 days|90d",
    "every working day": "weekdays|Monday to Friday|Mon-Fri|every work day|each business day",
    "every Monday": "Mondays|weekly on Monday|each Mon|every week on Monday",
    "every Monday and Thursday": "Mon and Thu|every week on Thursday, Monday|Mon/Thurs",
    "every 2 weeks on Monday": "every second Monday|every other Monday|fortnightly on Mondays",
    "every month on the 15th": "monthly on the 15th|15th of every month|monthly, day 15",
    "every month on the last day": "end of month|month end|month-end|last day of the month",
    "every month on the first Monday": "first Monday of the month|1st Monday of each month",
    "every month on the 2nd Tuesday": "second Tuesday of the month|monthly on the 2nd Tue",
    "every month on the last Friday": "last Friday|last Friday of every month",
    "every month on the 5th working day": "5th working day of the month|fifth weekday monthly",
    "every quarter on the last working day": "last working day of the quarter"
    "|last business day of each quarter|quarterly on the last working day",
    "every quarter on the last day": "end of quarter|end of the quarter|quarter end",
    "every half-year on the first Monday": "first Monday of the half-year",
    "every year by the end of March": "every year in March|every March|Mar|annually, March"
    "|by the end of March|yearly in March",
    "every 2 years by the end of March": "every 2 years in March|biennially, in March",
    "every year on 15 March": "15 March|yearly on 15 March|every March 15|March 15th|15th of March",
    "every year on the first Monday of March": "first Monday of March|yearly on the 1st Mon in Mar",
    "every year on the last working day of December": "last working day of the year",
    "on the last day of January and July": "January and July|Jan/Jul|every Jan & Jul",
    "on the 15th of January, April, July and October": "Jan, Apr, Jul and Oct on the 15th",
    "every month on the 14th, or the Friday before a weekend": "monthly on the 14th,"
    " weekends to Friday",
    "every month on the 14th, or the Monday after a weekend": "monthly on the 14th, not on weekends"
    "|14th of every month, weekend moved to Monday",
}


@pytest.mark.parametrize("shown", MEANT)
def test_what_people_write_is_understood(shown: str) -> None:
    for typed in (shown, *MEANT[shown].split("|")):
        assert show(parse(typed)) == shown, typed
        assert parse(typed) == parse(shown), typed


@pytest.mark.parametrize(
    "typed",
    [
        *("", "12", "every", "once", "never", "n/a", "as needed", "3 times a week", "bi-weekly"),
        *("every 3 months from 1 March", "annually in Q1", "every month on the 10th and 20th"),
        *("first or last Friday", "1/3 months", "every 3 weeks in March", "0 months", "31 April"),
        *("every month on Monday", "fifth Friday of the month", "every 500 years", "30 February"),
        *("last working day of the week", "every Monday on the 15th", "15th of the year"),
        *("every 2 years in March and June", "9" * 400 + " months", "every -3 months"),
    ],
)
def test_what_is_no_rule_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(typed)
    assert str(refused.value).endswith(".")
    assert len(refused.value.problems) == 1


def test_the_examples_of_the_refusal_are_rules() -> None:
    assert [to_text(parse(example)) for example in EXAMPLES] == [
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ]


WORDS = "every 2 3rd last month week Monday March on the of working day quarter 15 31st or FREQ= ;"


@given(st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=4), max_size=7).map(" ".join))
def test_any_text_is_a_rule_or_is_refused(typed: str) -> None:
    try:
        every = parse(typed)
    except Refused:
        return
    assert every.problem() is None
    assert parse(show(every)) == every
