"""Columns judged as a whole: figures, days and codes as people and spreadsheets write them."""

from datetime import date, datetime

import pytest

from isodesk.core.entry import Field
from isodesk.core.harmless import quoted, unquoted
from isodesk.core.kinds import DAY, EVERY, MOMENT, NOTE, TEXT, YES, Choice, Kind, Number, Whole
from isodesk.core.problems import Refused
from isodesk.intake.columns import Habit, Profile, habits
from isodesk.intake.matching import match
from isodesk.intake.verdicts import Judge
from isodesk.intake.workbook import Fault
from isodesk.registers import find
from isodesk.services.import_targets import proposed

CONDITION = Choice((("NORMAL", "Normal"), ("ABNORMAL", "Abnormal"), ("EMERGENCY", "Emergency")))


def judged(
    kind: Kind, cells: list[object], heading: str = "Column", told: Habit | None = None
) -> dict[object, tuple[str, str]]:
    """By cell: what it is shown as, and "kept", "converted" or why it is refused."""
    profile = Profile(heading)
    profile.see(cells)
    habit = habits([profile], told or Habit())[0]
    judge = Judge(Field("f", "F", kind), profile, habit, unquote=True)
    found = {}
    for cell, stored in zip(cells, judge.column(cells), strict=True):
        said = judge.told.get(cell)
        verdict = "kept" if said is None else said.word if said.word != "refused" else said.words
        found[cell] = (kind.show(kind.unpack(stored)), verdict)
    return found


def test_decimal_commas_and_points_are_told_by_the_column() -> None:
    comma = judged(Number(), ["1.234,5", "12,5", "1.234", "7"])
    assert [shown for shown, _ in comma.values()] == ["1234.5", "12.5", "1234", "7"]
    point = judged(Number(), ["1,234.5", "12.5", "1,234"])
    assert [shown for shown, _ in point.values()] == ["1234.5", "12.5", "1234"]
    swiss = judged(Number(), ["1'234.5", "1 234", "−3"])
    assert [shown for shown, _ in swiss.values()] == ["1234.5", "1234", "-3"]
    assert judged(Number(), ["1,234"], told=Habit(mark=","))["1,234"][0] == "1.234"


def test_units_are_recognised_and_converted_or_refused() -> None:
    found = judged(Number("kg"), ["12,5 kg", "500 g", "2 t", "3 l", "7", "1.234,5 kg"])
    assert found["12,5 kg"] == ("12.5 kg", "converted")
    assert found["500 g"] == ("0.5 kg", "converted")
    assert found["2 t"] == ("2000 kg", "converted")
    assert found["3 l"] == ("", "“3 l” is no measure in kg.")
    assert found["7"] == ("7 kg", "kept")
    assert found["1.234,5 kg"] == ("1234.5 kg", "converted")
    assert judged(Number("kg"), [1.5], "Mass (t)")[1.5] == ("1500 kg", "converted")
    assert judged(Number("%"), [0.25, 1.0])[0.25] == ("25 %", "converted")
    assert judged(Number("m3"), ["1.234,5 m3", "20 m³"])["20 m³"][0] == "20 m3"


def test_codes_that_a_spreadsheet_took_for_days_are_codes_again() -> None:
    european = judged(TEXT, ["3-15", date(2026, 4, 3), "12-44", "7-31"])
    assert european[date(2026, 4, 3)] == ("3-4", "converted")
    american = judged(TEXT, ["15-3", date(2026, 4, 3), "44-1", "31-7"])
    assert american[date(2026, 4, 3)] == ("4-3", "converted")
    assert judged(TEXT, ["3/15", "03-Apr", "1/44"])["03-Apr"] == ("3/4", "converted")
    days = judged(TEXT, ["some words", date(2026, 4, 3)])
    assert days[date(2026, 4, 3)] == ("2026-04-03", "converted"), "no codes here: a day is a day"


def test_codes_lose_no_noughts_and_gain_no_points() -> None:
    assert judged(TEXT, ["0071", 72.0, "0100"])[72.0] == ("0072", "converted")
    assert judged(TEXT, [12.0, "A7"])[12.0] == ("12", "kept")
    assert "shortened" in judged(TEXT, ["1.23E+11"])["1.23E+11"][1]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["03/04/2026", "13/04/2026"], "3 Apr 2026"),
        (["03/04/2026", "04/25/2026"], "4 Mar 2026"),
        (["03.04.2026"], "3 Apr 2026"),
        (["3. April 2026"], "3 Apr 2026"),
        (["2026-04-03"], "3 Apr 2026"),
        (["2026-04-03T00:00:00Z"], "3 Apr 2026"),
        (["03.04.26"], "3 Apr 2026"),
        ([46115.0], "3 Apr 2026"),
        (["46115"], "3 Apr 2026"),
        ([date(2026, 4, 3)], "3 Apr 2026"),
        ([datetime(2026, 4, 3, 8, 0)], "3 Apr 2026"),
    ],
)
def test_days_however_they_are_written(cells: list[object], wanted: str) -> None:
    assert judged(DAY, cells)[cells[0]][0] == wanted


def test_a_day_that_may_be_two_is_refused_until_the_officer_says() -> None:
    assert "may be two different days" in judged(DAY, ["03/04/2026"])["03/04/2026"][1]
    said = judged(DAY, ["03/04/2026"], told=Habit(order="mdy"))
    assert said["03/04/2026"] == ("4 Mar 2026", "converted")
    assert "is not a day" in judged(DAY, ["30/02/2026"])["30/02/2026"][1]
    assert "is not a day" in judged(DAY, ["soon"])["soon"][1]
    assert judged(DAY, ["n/a"])["n/a"] == ("", "converted")


def test_words_of_choices_yes_and_levels() -> None:
    found = judged(CONDITION, ["normal", "Abnormall", "3 - Emergency", "Notfall", "-"])
    assert [verdict for _, verdict in found.values()][:3] == ["kept", "converted", "converted"]
    assert found["3 - Emergency"][0] == "Emergency"
    assert "Choose one of" in found["Notfall"][1]
    assert found["-"] == ("", "converted")
    assert judged(YES, ["x", "nein", 1.0, "TRUE"]) == {
        "x": ("Yes", "converted"),
        "nein": ("No", "converted"),
        1.0: ("Yes", "converted"),
        "TRUE": ("Yes", "kept"),
    }
    levels = judged(Whole((1, 5)), ["4 - Major", 3.0, "9", 2.5])
    assert levels["4 - Major"] == ("4", "converted")
    assert levels[3.0] == ("3", "kept")
    assert "from 1 to 5" in levels["9"][1]
    assert "not a whole number" in levels[2.5][1]


def test_intervals_times_and_errors() -> None:
    assert judged(EVERY, [12.0], "Interval (months)")[12.0][0] == "every 12 months"
    assert judged(EVERY, ["2 years"])["2 years"][0] == "every 2 years"
    moment = datetime(2026, 4, 3, 10, 30)
    assert judged(MOMENT, [moment])[moment] == ("3 Apr 2026, 10:30", "kept")
    assert judged(NOTE, [Fault("#N/A")])[Fault("#N/A")][1] == "The cell holds an error: #N/A"
    assert judged(Number(), [float("nan")] and [float("inf")])[float("inf")][1]


NAUGHTY = [
    "=1+1",
    "+49 30 1",
    "-x",
    "@a",
    "\t=1",
    "＝1",
    " =1",
    "\u200b@x",
    "'",
    "''",
    "'=1",
    "'tis",
]


@pytest.mark.parametrize("text", [*NAUGHTY, "plain", "-5", "+3.2", "", "  ", "a=b", "%x", "|cmd"])
def test_what_could_run_is_quoted_and_comes_back(text: str) -> None:
    harmless = quoted(text)
    assert unquoted(harmless) == text
    if text in ("=1+1", "-x", "@a", "\t=1", " =1", "\u200b@x", "'=1"):
        assert harmless == f"'{text}"
    if text in ("plain", "-5", "+3.2", "'tis", "a=b"):
        assert harmless == text


def test_headings_are_matched_by_meaning_in_several_languages() -> None:
    aspect = find("aspect")
    assert aspect is not None
    columns = {
        "Nr.": (["ASP-001"], "number"),
        "Umweltaspekt": (["Quench water"], "title"),
        "Tätigkeit": (["Härten"], "activity"),
        "Schwere": ([4.0], "severity"),
        "Wahrscheinlichkeit": ([3.0], "likelihood"),
        "Verantwortlich": (["Ana Ruiz"], "owner_id"),
        "Nächste Bewertung am": ([date(2026, 1, 1)], "next_on"),
        "Farbe": (["rot"], ""),
    }
    profiles = []
    for heading, (cells, _) in columns.items():
        profiles.append(Profile(heading))
        profiles[-1].see(list(cells))
    found = match(profiles, aspect.fields, {})
    assert [m.field for m in found] == [field for _, field in columns.values()]
    again = match(profiles, aspect.fields, {"farbe": "impact", "schwere": ""})
    assert [again[7].field, again[3].field] == ["impact", ""]


def test_what_stands_in_a_column_counts() -> None:
    aspect = find("aspect")
    assert aspect is not None
    day, words = Profile("Evaluation"), Profile("Next evaluation")
    day.see([date(2026, 1, 1), date(2026, 2, 1)])
    words.see(["by the panel", "by the chair"])
    assert match([words], aspect.fields, {})[0].field != "next_on"
    assert match([day], aspect.fields, {})[0].field in ("evaluated_on", "next_on")


def test_a_figure_that_may_be_two_is_refused_until_something_tells() -> None:
    for cell in ("1,234", "1.234"):
        assert "may be two different numbers" in judged(Number(), [cell])[cell][1]
    assert judged(Number(), ["1.234"], told=Habit(mark="."))["1.234"][0] == "1.234"
    assert judged(Number(), ["1.234"], told=Habit(mark=","))["1.234"][0] == "1234"
    assert judged(Number(), [1.234, "0,125", "1234.567", "1.234.567"]) == {
        1.234: ("1.234", "kept"),
        "0,125": ("0.125", "converted"),
        "1234.567": ("1234.567", "kept"),
        "1.234.567": ("1\u202f234\u202f567", "converted"),
    }
    both = judged(Number(), ["1.234,50", "1,234.25", "1,234", "2.5"])
    assert [both[c][0] for c in ("1.234,50", "1,234.25", "2.5")] == ["1234.5", "1234.25", "2.5"]
    assert "may be two different numbers" in both["1,234"][1]
    assert judged(Whole(), ["1.234"])["1.234"][0] == "1234"


def test_days_of_two_habits_in_one_column_are_not_guessed() -> None:
    both = judged(DAY, ["25/03/2026", "03/26/2026", "03/04/2026", "3.4.2026"])
    assert both["25/03/2026"][0] == "25 Mar 2026" and both["03/26/2026"][0] == "26 Mar 2026"
    assert "may be two different days" in both["03/04/2026"][1]
    assert both["3.4.2026"][0] == "3 Apr 2026"
    years = judged(DAY, ["25/04/28", "25/05/13", "25/05/18"])
    assert all("may be two different days" in said for _, said in years.values())
    assert judged(DAY, ["25/04/24", "13/05/24", "18/05/24"])["25/04/24"][0] == "25 Apr 2024"
    assert judged(DAY, ["4.25.2026", "3.4.2026"])["3.4.2026"][0] == "4 Mar 2026"
    assert judged(DAY, ["2026/4/3"])["2026/4/3"][0] == "3 Apr 2026"
    assert judged(DAY, [20260403.0])[20260403.0][0] == "3 Apr 2026"
    assert "is not a day" in judged(DAY, [2026.0])[2026.0][1]
    assert "is not a day" in judged(DAY, ["03.04.0206"])["03.04.0206"][1]


def test_the_opposite_of_a_choice_is_not_taken_for_it() -> None:
    kind = Choice((("YES", "Effective"), ("PART", "Partly")))
    assert judged(kind, ["Effectiv"])["Effectiv"] == ("Effective", "converted")
    assert "nearest is “Effective”" in judged(kind, ["Ineffective"])["Ineffective"][1]


def test_digits_that_a_spreadsheet_has_lost_are_not_made_up() -> None:
    assert "keeps 15 digits" in judged(TEXT, [1234567890123460.0])[1234567890123460.0][1]
    assert judged(TEXT, [123456789012345.0])[123456789012345.0][0] == "123456789012345"


def test_a_supplier_s_number_is_no_supplier_and_a_due_date_is_no_sum_of_dates() -> None:
    def fields(register: str, *headings: str) -> list[str]:
        profiles = [Profile(heading) for heading in headings]
        found = find(register)
        assert found is not None
        return [t.field for t in proposed(found, profiles, {})]

    assert fields("supplier", "Lieferantennummer", "Lieferant") == ["legacy", "title"]
    assert fields("action", "Maßnahme", "Verantwortlich", "Termin") == [
        "title",
        "owner_id",
        "by_on",
    ]
    assert fields("action", "Due") == [""]
    assert fields("nonconformity", "No conformidad", "Fecha") == ["title", "found_on"]
    assert fields("risk", "Ryzyko", "Prawdopodobieństwo", "Właściciel ryzyka") == [
        "title",
        "likelihood",
        "owner_id",
    ]


def test_intervals_in_other_languages() -> None:
    found = judged(EVERY, ["12", "6 mois", "2 Jahre"], "Intervall (Monate)")
    assert [said for said, _ in found.values()] == [
        "every 12 months",
        "every 6 months",
        "every 2 years",
    ]


def test_thousands_and_millions_of_money_are_counted() -> None:
    found = judged(Number(), ["12 k€", "1,5 Mio. €", "3 €", "7 TEUR", "4 pieces"])
    assert [value for value, _ in found.values()] == [
        "12\u202f000",
        "1\u202f500\u202f000",
        "3",
        "7000",
        "4",
    ]
    assert judged(Number(), [12.0], "Cost (k€)")[12.0] == ("12\u202f000", "converted")


def test_a_column_of_spreadsheet_days_is_a_day_and_too_many_columns_are_refused() -> None:
    supplier = find("supplier")
    assert supplier is not None
    days = Profile("Zatwierdzono")
    days.see([45_000.0, 45_100.0, 44_950.0])
    assert proposed(supplier, [days], {})[0].field == "approved_on"
    with pytest.raises(Refused, match="has 16384 columns"):
        proposed(supplier, [Profile(f"C{n}") for n in range(16_384)], {})
