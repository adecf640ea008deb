"""Numbering masks count up, read numbers back, and sort keys put them in people's order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodesk.core.numbering import check_mask, next_number, seq_in, sort_key
from isodesk.core.problems import Refused

MASKS = ("{prefix}-{seq:02}", "NC-{year}-{seq:03}", "{prefix}{seq}", "{prefix}/{year}/{seq:04}",
         "{seq:03}-{prefix}", "{prefix} {year}{seq:02}")  # fmt: skip
PREFIXES = st.text(alphabet="ABCDEFGHQWXYZ", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("mask", "seq", "number"),
    [
        ("{prefix}-{seq:02}", 7, "QP-07"),
        ("{prefix}-{seq:02}", 123, "QP-123"),
        ("NC-{year}-{seq:03}", 14, "NC-2026-014"),
        ("{prefix}{seq}", 5, "QP5"),
    ],
)
def test_a_number_is_the_mask_filled_in(mask: str, seq: int, number: str) -> None:
    assert next_number(mask, "QP", seq, 2026) == number


@given(st.sampled_from(MASKS), PREFIXES, st.integers(1, 9_999_999), st.integers(1990, 2100))
def test_what_was_numbered_is_read_back(mask: str, prefix: str, seq: int, year: int) -> None:
    number = next_number(mask, prefix, seq, year)
    assert seq_in(mask, prefix, number) == seq
    assert seq_in(mask, prefix, number.lower(), year) == seq


@given(st.sampled_from(MASKS), PREFIXES, st.integers(1, 99_999), st.integers(1, 99_999))
def test_two_counters_never_give_one_number(mask: str, prefix: str, a: int, b: int) -> None:
    same = next_number(mask, prefix, a, 2026) == next_number(mask, prefix, b, 2026)
    assert same == (a == b)


@pytest.mark.parametrize("legacy", ["QP-7", "qp 7", "QP07", "QP_007", " QP.7 ", "QP--07"])
def test_numbers_of_other_hands_push_the_counter(legacy: str) -> None:
    assert seq_in("{prefix}-{seq:02}", "QP", legacy) == 7


@pytest.mark.parametrize("other", ["WI-07", "QP-07A", "QP-", "", "QP-20260101", "QP-٧", "XQP-07"])
def test_numbers_of_another_kind_push_nothing(other: str) -> None:
    assert seq_in("{prefix}-{seq:02}", "QP", other) is None


def test_the_year_keeps_counters_apart() -> None:
    mask = "NC-{year}-{seq:03}"
    assert seq_in(mask, "", "NC-2025-041", year=2026) is None
    assert seq_in(mask, "", "NC-2026-041", year=2026) == 41


def test_a_prefix_may_hold_signs_that_patterns_know() -> None:
    assert next_number("{prefix}-{seq:02}", "Q+(1)", 3, 2026) == "Q+(1)-03"
    assert seq_in("{prefix}-{seq:02}", "Q+(1)", "Q+(1)-03") == 3


@pytest.mark.parametrize(
    ("mask", "word"),
    [
        ("", "Give a numbering"),
        ("{prefix}", "no counter"),
        ("{seq}{seq:02}", "more than one counter"),
        ("{prefix}-{seq", "bracket"),
        ("{prefix}-{number:02}", "not known"),
        ("{prefix}-{seq:2}", "not known"),
        ("{year}-{year}-{seq}", "twice"),
        ("{prefix.__class__}-{seq}", "not known"),
        ("x" * 40 + "{seq}", "at most 40"),
    ],
)
def test_a_mask_that_cannot_number_is_refused_with_its_reason(mask: str, word: str) -> None:
    sentence = check_mask(mask)
    assert sentence is not None and word in sentence
    assert seq_in(mask, "QP", "QP-07") is None
    with pytest.raises(Refused, match=word):
        next_number(mask, "QP", 1, 2026)


def test_a_good_mask_has_nothing_to_say() -> None:
    assert [check_mask(mask) for mask in MASKS] == [None] * len(MASKS)


def test_a_missing_prefix_is_said() -> None:
    with pytest.raises(Refused, match="give the type one"):
        next_number("{prefix}-{seq:02}", " ", 1, 2026)


def test_lists_sort_the_way_people_do() -> None:
    wanted = ["Élan 1", "Emile", "QP-2", "qp-9", "QP-10", "QP-100", "Straße", "Strasse b", "Øre"]
    assert sorted(wanted, key=sort_key) == [
        "Élan 1", "Emile", "Øre", "QP-2", "qp-9", "QP-10", "QP-100", "Straße", "Strasse b",
    ]  # fmt: skip
    assert sort_key("WI-007") == sort_key("wi-7")
    assert sort_key("8.5.1") < sort_key("8.5.10") < sort_key("10.1")


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_their_size_whatever_their_length(a: int, b: int) -> None:
    assert (sort_key(f"QP-{a:04}") < sort_key(f"QP-{b}")) == (a < b)


@given(st.text())
def test_a_sort_key_settles_at_once_for_any_text(text: str) -> None:
    assert sort_key(text) == sort_key(text.strip())
    assert sort_key(text.upper().lower()) == sort_key(text.upper())
