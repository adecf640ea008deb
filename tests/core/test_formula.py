"""Formulas: right, forgiving in how they are written, and unable to hang or explode."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodesk.core.formula import DEEPEST, LONGEST, read_formula
from isodesk.core.formula_parts import LARGEST
from isodesk.core.problems import Refused

NAMES = ("severity", "likelihood", "legal", "Freq")
FULL = {"severity": 4, "likelihood": Decimal("2.5"), "legal": True, "Freq": 3}


def value(text: str, **given: Decimal | int | bool | None) -> Decimal | None:
    return read_formula(text, NAMES).value({**FULL, **given})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("severity * likelihood", "10"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 - 3 - 4", "-5"),
        ("12 / 4 / 3", "1"),
        ("-2 ** 2", "-4"),
        ("(-2) ** 2", "4"),
        ("2 ** -1", "0.5"),
        ("9 ^ 0.5", "3"),
        ("0.1 + 0.2", "0.3"),
        ("SEVERITY × freq − 1", "11"),
        ("legal", "1"),
        ("severity >= 4 and likelihood > 2", "1"),
        ("severity ≠ 4 or not legal", "0"),
        ("not not legal", "1"),
        ("not not not legal", "0"),
        ("min(severity, Freq; 9) + max(1, 2)", "5"),
        ("sum(1, 2, 3) + abs(-4)", "10"),
        ("round(10 / 4)", "3"),
        ("round(10 / 3, 2)", "3.33"),
        ("if(legal = 1, 25, severity / 0)", "25"),
        (".5 * 2", "1.0"),
        ("(severity > 3) * 5 + - + - 1", "6"),
    ],
)
def test_a_formula_is_worked_out(text: str, result: str) -> None:
    assert value(text) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write a formula"),
        ("   ", "Write a formula"),
        ("severity *", "ends where a number or a name is missing"),
        ("* severity", "missing before “*”"),
        ("severity likelihood", "A sign is missing before “likelihood”"),
        ("(severity", "lacks “)” at the end"),
        ("severity)", "closes a bracket that was not opened"),
        ("sevrity + 1", "is “severity” meant?"),
        ("xyzzy + 1", "known are Freq, legal, likelihood, severity"),
        ("1,5 * severity", "decimals with a point"),
        ("severity & 1", "does not know the sign “&”"),
        ("severity . likelihood", "does not know the sign “.”"),
        ("'a'", "does not know the sign “'”"),
        ("sin(severity)", "knows the functions"),
        ("if(severity)", "if(legal = 1, 25, severity * likelihood)"),
        ("min()", "min(severity, legal)"),
        ("1 < severity < 3", "two things at a time"),
        ("2 ** 3 ** 4", "brackets around a power"),
        ("__import__('os')", "does not know the sign “'”"),
        ("__import__(severity)", "but not “__import__”"),
        ("severity.__class__", "does not know the sign “.”"),
        ("[1]", "does not know the sign “[”"),
        ("lambda: 1", "does not know the sign “:”"),
        ("and", "missing before “and”"),
        ("1" * (LONGEST + 1), f"at most {LONGEST} characters"),
        ("+".join("1" * 100), "numbers, names and signs"),
        ("(" * 40 + "1" + ")" * 40, f"more than {DEEPEST} brackets"),
    ],
)
def test_what_is_no_formula_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_formula(text, NAMES)
    assert said in str(refused.value)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("severity / (legal - 1)", "divides by nought"),
        ("0 ** -1", "divides by nought"),
        ("9 ** 99", "at most 10"),
        ("(10 ** 10) ** 2", "larger than a million millions"),
        ("999999999999 * 999999999999", "larger than a million millions"),
        ("9999999999999999", "larger than a million millions"),
        ("(0 - 2) ** 0.5", "root of a number below nought"),
        ("round(1, 2.5)", "Round to 0 to 6 places"),
        ("round(1, 99)", "Round to 0 to 6 places"),
    ],
)
def test_what_has_no_value_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said.replace("(", "\\(")):
        value(text)


def test_a_missing_score_gives_no_value_unless_it_does_not_matter() -> None:
    assert value("severity * likelihood", severity=None) is None
    assert value("if(legal, 25, severity)", severity=None) == 25
    assert value("legal or severity > 3", severity=None) == 1
    assert value("severity > 3 or legal", severity=None) == 1
    assert value("severity > 3 and legal", severity=None) is None
    assert value("severity > 3 and not legal", severity=None) == 0


def test_a_formula_tells_which_names_it_uses() -> None:
    assert read_formula("FREQ + severity * 2", NAMES).names == {"Freq", "severity"}


_pieces = st.sampled_from(
    ["severity", "likelihood", "legal", "1", "2.5", "9" * 12, "+", "-", "*", "/", "**", "^", "(",
     ")", ",", "<", ">=", "=", "and", "or", "not", "min(", "max(", "if(", "round(", "abs(", " "]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(_pieces, max_size=60).map(" ".join))
def test_whatever_is_typed_ends_at_once_in_a_bounded_number_or_a_sentence(text: str) -> None:
    began = time.process_time()
    try:
        found = value(text)
    except Refused as refused:
        assert str(refused).endswith((".", "?"))
    else:
        assert found is None or abs(found) <= LARGEST
    assert time.process_time() - began < 10  # what does not end would not come here at all


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_formula_or_a_sentence(text: str) -> None:
    try:
        read_formula(text, NAMES).value(FULL)
    except Refused as refused:
        assert str(refused)
