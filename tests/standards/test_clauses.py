"""Both standards in both editions: all there, in own words, and never joined on a number."""

from itertools import combinations, product

import pytest

from isodesk.core.problems import Refused
from isodesk.standards.clauses import (
    ClauseRef,
    clause,
    clauses,
    collisions,
    counterparts,
    moved,
    parse_ref,
    show,
    standards,
)

EDITIONS = [("9001", "2015"), ("9001", "2026"), ("14001", "2015"), ("14001", "2026")]
# the trees, one numeral after the other, as the trade's literature lists them
COMMON = "4 4.1 4.2 4.3 4.4 5 5.1 5.2 5.3 6 6.1 6.1.1 6.1.2 6.2 6.2.1 6.2.2 7 7.1 7.2 7.3 7.4 7.5 \
 7.5.1 7.5.2 7.5.3 8 8.1 8.2 9 9.1 9.1.1 9.1.2 9.2 9.2.1 9.2.2 9.3 10 10.1 10.2"
NUMBERS = {
    "9001": "4.4.1 4.4.2 5.1.1 5.1.2 5.2.1 5.2.2 6.3 7.1.1 7.1.2 7.1.3 7.1.4 7.1.5 7.1.5.1 7.1.5.2 \
 7.1.6 7.5.3.1 7.5.3.2 8.2.1 8.2.2 8.2.3 8.2.3.1 8.2.3.2 8.2.4 8.3 8.3.1 8.3.2 8.3.3 8.3.4 8.3.5 \
 8.3.6 8.4 8.4.1 8.4.2 8.4.3 8.5 8.5.1 8.5.2 8.5.3 8.5.4 8.5.5 8.5.6 8.6 8.7 8.7.1 8.7.2 9.1.3 \
 9.3.1 9.3.2 9.3.3 10.2.1 10.2.2",
    "14001": "6.1.3 6.1.4 7.4.1 7.4.2 7.4.3",
}
ONLY = {
    ("9001", "2015"): "10.3",
    ("9001", "2026"): "6.1.3",
    ("14001", "2015"): "10.3",
    ("14001", "2026"): "6.1.5 6.3 9.3.1 9.3.2 9.3.3",
}
MAINTAINED = {
    "9001": "4.3 4.4.2 5.2.2 6.2.1 8.1 8.5.1",
    "14001": "4.3 5.2 6.1.1 6.1.2 6.1.3 6.2.1 8.1 8.2",
}
RETAINED = {
    "9001": "4.4.2 7.1.5.1 7.1.5.2 7.2 8.1 8.2.3.2 8.2.4 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6 8.4.1 8.5.2 \
 8.5.3 8.5.6 8.6 8.7.2 9.1.1 9.2.2 9.3.3 10.2.2",
    "14001": "7.2 7.4.1 9.1.1 9.1.2 9.2.2 9.3 10.2",
}


def all_refs() -> list[ClauseRef]:
    return [ClauseRef(s, e, c.number) for s, e in EDITIONS for c in clauses(s, e)]


def in_order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def linked(a: ClauseRef, b: ClauseRef) -> str | None:
    links = counterparts(a) if a.standard != b.standard else moved(a, b.edition)
    return next((link.relation for link in links if link.ref == b), None)


@pytest.mark.parametrize(("standard", "edition"), EDITIONS)
def test_every_clause_is_there_once_and_in_order(standard: str, edition: str) -> None:
    wanted = f"{COMMON} {NUMBERS[standard]} {ONLY[standard, edition]}".split()
    assert [c.number for c in clauses(standard, edition)] == sorted(wanted, key=in_order)


def test_every_clause_speaks_in_short_words_of_its_own() -> None:
    for ref in all_refs():
        found = clause(ref)
        assert 3 < len(found.title) <= 40 and not found.title.endswith(".")
        assert found.purpose.endswith(".") and found.purpose.count(". ") == 0
        assert found.ask[-1] in ".?" and len(found.ask) < 160
        words = f"{found.title} {found.purpose} {found.ask} {found.note}".lower()
        assert "shall" not in words.split()  # the mark of the standard's own sentences


def test_every_parent_exists() -> None:
    for ref in all_refs():
        parent = clause(ref).parent
        assert parent == "" or clause(ClauseRef(ref.standard, ref.edition, parent)).number == parent


@pytest.mark.parametrize("standard", ["9001", "14001"])
def test_documented_information_is_named_where_it_is_expected(standard: str) -> None:
    for kind, wanted in (("maintain", MAINTAINED), ("retain", RETAINED)):
        found = [
            c.number for c in clauses(standard, "2015") if any(d.kind == kind for d in c.documented)
        ]
        assert found == wanted[standard].split()


def test_the_later_editions_expect_the_same_documents() -> None:
    for standard in ("9001", "14001"):
        kept = [
            sorted((d.kind, d.what) for c in clauses(standard, edition) for d in c.documented)
            for edition in ("2015", "2026")
        ]
        assert kept[0] == kept[1]


def test_amendments_and_differences_are_noted() -> None:
    for standard in ("9001", "14001"):
        for number in ("4.1", "4.2"):
            assert "Amd 1:2024" in clause(ClauseRef(standard, "2015", number)).note
    assert "ethical" in clause(parse_ref("9001:2026 5.1.1")).purpose
    assert "biodiversity" in clause(parse_ref("14001:2026 4.1")).note
    assert clause(parse_ref("9001:2026 10.1")).title == clause(parse_ref("9001 10.3")).title


def test_dates_carry_their_confidence() -> None:
    assert [s.title for s in standards()] == [
        "ISO 9001:2015", "ISO 9001:2026", "ISO 14001:2015", "ISO 14001:2026",
    ]  # fmt: skip
    assert all(s.notes and s.dates and all(d.confidence for d in s.dates) for s in standards())


def test_the_map_is_the_same_from_both_sides() -> None:
    refs = all_refs()
    for a, b in product(refs, refs):
        if (a.standard == b.standard) != (a.edition == b.edition):
            assert linked(a, b) == linked(b, a), (a, b)


def test_the_map_names_every_clause() -> None:
    from isodesk.standards.trees import crossing

    for left, right in [
        (EDITIONS[0], EDITIONS[2]), (EDITIONS[1], EDITIONS[3]),
        (EDITIONS[0], EDITIONS[1]), (EDITIONS[2], EDITIONS[3]),
    ]:  # fmt: skip
        known = crossing(left, right)
        assert known is not None
        for side, end, alone in ((left, 0, known.left_alone), (right, 1, known.right_alone)):
            paired = {pair[end] for pair in known.pairs}
            assert not paired & alone
            assert paired | alone == {c.number for c in clauses(*side)}


def test_numbers_that_collide_are_not_joined() -> None:
    assert {c.number for c in collisions()} == {"6.1.2", "6.1.3", "6.1.4", "8.2", "9.1.2", "10.1"}
    for collision in collisions():
        for one, other in combinations(collision.apart, 2):
            for a, b in product(one, other):
                left, right = (ClauseRef(*x, collision.number) for x in (a, b))
                assert linked(left, right) != "shared"
                assert a[0] == b[0] or linked(left, right) is None


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("9001 6.1.2", "14001 6.1.4", "partial"),
        ("9001 6.1", "14001 6.1.1", "partial"),
        ("9001:2026 6.1.3", "14001:2026 6.1.5", "partial"),
        ("9001 8.4", "14001 8.1", "partial"),
        ("9001 7.1.5", "14001 9.1.1", "partial"),
        ("9001 8.7", "14001 10.2", "partial"),
        ("9001 9.1.3", "14001 9.1.1", "partial"),
        ("9001 7.5.3", "14001 7.5.3", "shared"),
        ("9001:2026 6.3", "14001:2026 6.3", "shared"),
        ("9001 6.1.2", "14001 6.1.2", None),
        ("9001 8.2", "14001 8.2", None),
        ("14001 6.1.4", "14001:2026 6.1.4", None),
        ("14001 6.1.4", "14001:2026 6.1.5", "shared"),
        ("9001 10.3", "9001:2026 10.1", "shared"),
    ],
)
def test_the_pairs_an_auditor_would_ask_for(left: str, right: str, relation: str | None) -> None:
    assert linked(parse_ref(left), parse_ref(right)) == relation


@pytest.mark.parametrize("number", ["6.3", "7.1.3", "8.3", "8.5.1", "9.1.2"])
def test_what_only_one_standard_asks_has_no_counterpart(number: str) -> None:
    assert counterparts(ClauseRef("9001", "2015", number)) == ()


def test_what_is_shown_is_read_back() -> None:
    for ref in all_refs():
        assert parse_ref(show(ref)) == ref


@pytest.mark.parametrize(
    "text",
    ["9001 8.5.1", "ISO 9001 8.5.1", "iso9001:2015 8.5.1", "9001:8.5.1", "9001, clause 8.5.1",
     "  9001   8.5.1. ", "ISO 9001:2015 § 8.5.1", "9001:2015:8.5.1", "EN ISO 9001 cl. 8.5.1"],
)  # fmt: skip
def test_people_write_clauses_in_many_ways(text: str) -> None:
    assert show(parse_ref(text)) == "9001 8.5.1"


def test_the_companys_edition_is_meant_where_none_is_written() -> None:
    assert parse_ref("9001 6.1.3", edition="2026") == ClauseRef("9001", "2026", "6.1.3")
    assert parse_ref("9001:2015 6.1.2", edition="2026").edition == "2015"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9001 8.9", "ISO 9001:2015 has no clause 8.9; the nearest is 8."),
        (
            "9001:2026 10.3",
            "ISO 9001:2026 has no clause 10.3: it stands in 2015 only and is 10.1 here.",
        ),
        ("14001 6.3", "ISO 14001:2015 has no clause 6.3: it stands in 2026 only."),
        ("9001:2008 7.5", "isodesk knows ISO 9001 in the editions 2015 and 2026, not 2008."),
        ("45001 6.1", "isodesk knows the clauses of ISO 9001 and ISO 14001, not of 45001."),
        ("8.5.1", "“8.5.1” is not a clause; write it as “9001 8.5.1” or “14001:2026 6.1.2”."),
        ("", "“” is not a clause; write it as “9001 8.5.1” or “14001:2026 6.1.2”."),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_ref(text)
    assert str(refused.value) == sentence
