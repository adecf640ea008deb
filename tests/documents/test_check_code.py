"""The check code keeps what it promises: counted over every slip, tried against forgery."""

import hmac
import random
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from isodesk.documents.check_code import (
    ALPHABET,
    Facts,
    QrFacts,
    corrections,
    genuine,
    make,
    qr_text,
    read,
    read_qr,
    short_file_id,
)

KEY = bytes(range(32))
FACTS = Facts(
    file_id="6f6c7f0e-8f4e-4a57-9d7b-0f6d1d2c3b4a",
    kind="controlled",
    document_id=7,
    revision_id=31,
    master_sha256="a" * 64,
    copy=2,
    on=date(2026, 11, 23),
)
CODE = make(KEY, 147, FACTS)


def codes(count: int) -> list[str]:
    return [make(KEY, 1 + 991 * i, replace(FACTS, copy=i)) for i in range(count)]


def plain(code: str) -> str:
    return code.replace("-", "")


def test_a_code_is_three_groups_and_the_first_is_the_serial() -> None:
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4]
    assert CODE.startswith("004K-")
    assert read(CODE).serial == 147
    assert read(CODE).holds
    assert set(plain(CODE)) <= set(ALPHABET)


def test_the_code_never_changes_between_versions() -> None:
    """Papers printed years ago must still be known: this value may never be edited."""
    assert CODE == "004K-D7V5-8ZBP"
    file_id = FACTS.file_id.encode()
    told = b"isodesk copy 1\0" + b"".join(
        len(part).to_bytes(2, "big") + part
        for part in (b"147", file_id, b"controlled", b"7", b"31", b"a" * 64, b"2", b"2026-11-23")
    )
    bits = "".join(f"{ALPHABET.index(symbol):05b}" for symbol in plain(CODE))
    tag = f"{int.from_bytes(hmac.new(KEY, told, 'sha256').digest()):0256b}"
    assert bits[:20] == f"{147:020b}"
    assert bits[20:55] == tag[:35]


def test_a_million_prints_on_the_code_grows_to_sixteen() -> None:
    last, first = make(KEY, (1 << 20) - 1, FACTS), make(KEY, 1 << 20, FACTS)
    assert len(plain(last)) == 12
    assert len(plain(first)) == 16
    assert read(first).serial == 1 << 20
    assert genuine(KEY, first, FACTS)
    for serial in (0, -1, 1 << 40):
        with pytest.raises(ValueError, match="serial"):
            make(KEY, serial, FACTS)


def test_every_single_wrong_symbol_is_found() -> None:
    tried = 0
    for code in map(plain, codes(40)):
        for place in range(12):
            for symbol in ALPHABET:
                if symbol != code[place]:
                    tried += 1
                    assert not read(code[:place] + symbol + code[place + 1 :]).holds
    assert tried == 40 * 12 * 31


def test_every_swap_of_two_symbols_and_every_twin_is_found() -> None:
    for code in map(plain, codes(200)):
        for one, other in combinations(range(12), 2):
            if code[one] != code[other]:
                swapped = list(code)
                swapped[one], swapped[other] = code[other], code[one]
                assert not read("".join(swapped)).holds
        for place in range(11):
            if code[place] == code[place + 1]:
                for symbol in set(ALPHABET) - {code[place]}:
                    assert not read(code[:place] + symbol * 2 + code[place + 2 :]).holds


def test_the_right_code_is_among_the_corrections_and_it_alone_is_genuine() -> None:
    chance = random.Random(1)
    for _ in range(300):
        wrong = list(plain(CODE))
        place = chance.randrange(11)
        if chance.random() < 0.5 and wrong[place] != wrong[place + 1]:
            wrong[place], wrong[place + 1] = wrong[place + 1], wrong[place]
        else:
            wrong[place] = chance.choice([s for s in ALPHABET if s != wrong[place]])
        tries = corrections("".join(wrong))
        assert 12 <= len(tries) <= 23
        assert all(read(one).holds for one in tries)
        assert [one for one in tries if genuine(KEY, one, FACTS)] == [CODE]


def test_nothing_to_correct_in_a_code_that_holds_or_is_none() -> None:
    assert corrections(CODE) == ()
    assert corrections("004K") == ()


@pytest.mark.parametrize(
    "typed",
    ["004kd7v58zbp", " 004K D7V5 8ZBP ", "004K.D7V5.8ZBP", "OO4K/D7V5/8ZBP", "oo4k–d7v5–8zbp\n"],
)
def test_typing_is_forgiven_what_means_the_same(typed: str) -> None:
    assert read(typed).code == CODE
    assert genuine(KEY, typed, FACTS)


def test_i_and_l_are_read_as_one() -> None:
    assert read("iL11-llII-0000").symbols == "111111110000"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("004K-D7V5-8ZB", "11 of 12 characters."),
        ("004K-D7V5-8ZBU", "“U” is never used in a code."),
        ("004K-D7V5-8ZB?", "“?” is never used in a code."),
        ("", "Type the code printed in the stamp."),
        ("004K-D7V5-8ZBP-0", "13 characters; a code has 12, or 16 when it is a long one."),
    ],
)
def test_what_is_no_code_is_said_in_a_sentence(typed: str, sentence: str) -> None:
    assert read(typed).problem == sentence
    assert not genuine(KEY, typed, FACTS)


@pytest.mark.parametrize(
    "other",
    [
        replace(FACTS, file_id="another"),
        replace(FACTS, kind="uncontrolled"),
        replace(FACTS, document_id=8),
        replace(FACTS, revision_id=32),
        replace(FACTS, master_sha256="b" * 64),
        replace(FACTS, copy=3),
        replace(FACTS, on=date(2026, 11, 24)),
    ],
)
def test_a_code_of_other_facts_or_another_key_is_not_genuine(other: Facts) -> None:
    assert genuine(KEY, CODE, FACTS)
    assert not genuine(KEY, CODE, other)
    assert not genuine(bytes(32), CODE, FACTS)


def test_facts_cannot_run_into_each_other() -> None:
    one = replace(FACTS, file_id="1", kind="11")
    assert make(KEY, 1, one) != make(KEY, 1, replace(one, file_id="11", kind="1"))


def test_made_up_codes_are_refused() -> None:
    """Half of them with a right check symbol, so that only the tag stands in the way."""
    chance = random.Random(2)
    for _ in range(10_000):
        typed = "004K" + "".join(chance.choices(ALPHABET, k=8))
        for one in (typed, *corrections(typed)[11:12]):
            assert one == CODE or not genuine(KEY, one, FACTS)
    assert not read("0000-0000-0000").holds


CLAIM = QrFacts("4T7Q2M", "QP-07", "4", 2, 4, "CONTROLLED", date(2026, 11, 23), "004K-F7YK-FV3N")


def test_the_qr_says_what_is_on_paper() -> None:
    text = qr_text(CLAIM)
    assert text == "ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N"
    assert read_qr(text) == replace(CLAIM, code="004KF7YKFV3N")
    assert read_qr(f" {text.lower()}\n") == read_qr(text)


def test_odd_numbers_come_through_the_qr_and_it_stays_tight() -> None:
    odd = replace(CLAIM, number="QP 7% Ü_~", revision="B 1", copy=None, of=None, kind="DRAFT")
    text = qr_text(odd)
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    back = read_qr(text)
    assert back is not None
    assert (back.number, back.revision, back.kind, back.copy) == ("QP 7% Ü_~", "B 1", "DRAFT", None)


def test_a_long_number_costs_the_date() -> None:
    long = qr_text(replace(CLAIM, number="QP-" + "7" * 45))
    assert len(long) <= 90
    back = read_qr(long)
    assert back is not None
    assert back.on is None
    assert back.number == "QP-" + "7" * 45


@pytest.mark.parametrize("text", ["", "https://example.org", CODE, "ISODESK2 A B RC D E F"])
def test_other_texts_are_not_ours(text: str) -> None:
    assert read_qr(text) is None


def test_files_have_different_short_ids() -> None:
    ids = {short_file_id(f"file {i}") for i in range(2000)}
    assert len(ids) == 2000
    assert all(len(one) == 6 and set(one) <= set(ALPHABET) for one in ids)
