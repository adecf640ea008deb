"""The shipped questions cover every clause of both standards and editions, in own words."""

import json
import re
from collections import Counter
from itertools import product

import pytest

from isodesk.paths import resource
from isodesk.standards.clauses import ClauseRef, clauses, counterparts, moved
from isodesk.standards.questions import Question, bank, process_lists, selected, within

EDITIONS = [("9001", "2015"), ("9001", "2026"), ("14001", "2015"), ("14001", "2026")]
BY_PROCESS = [q for each in process_lists() for q in each.questions]
ALL = [*bank(), *BY_PROCESS]
PROCESSES = {
    "design", "document-walk", "inspection", "maintenance", "management", "people",
    "production", "purchasing", "sales", "warehouse", "waste",
}  # fmt: skip
YES_OR_NO = re.compile(
    r"^((For|Of|When|Where)\b[^?]*, )?(is|are|was|were|do|does|did|has|have|can|could|would) ",
    re.IGNORECASE,
)
# turns of phrase that stand in the standards' own sentences and in no auditor's mouth
ISO_PHRASES = (
    "the organization", "organization shall", "top management", "shall", "retain documented",
    "maintain documented", "documented information", "intended outcome", "intended result",
    "conformity of products and services", "externally provided processes, products and services",
    "to the extent necessary", "at planned intervals", "needs and expectations",
    "control or supervision of", "fulfil its compliance obligations",
    "environmental management system", "quality management system", "as applicable",
)  # fmt: skip


def named(question: Question) -> str:
    return question.key


def words(question: Question) -> str:
    parts = (question.ask, question.purpose, *question.look, *question.evidence, *question.typical)
    return "\n".join(parts)


def asking(standard: str, edition: str) -> list[str]:
    """The numbers that ask for something: leaves, and any clause that wants a document."""
    tree = clauses(standard, edition)
    parents = {each.parent for each in tree}
    return [each.number for each in tree if each.number not in parents or each.documented]


def above(ref: ClauseRef) -> ClauseRef | None:
    """The clause over it, unless that is a whole chapter."""
    parent = ref.number.rpartition(".")[0]
    return ClauseRef(ref.standard, ref.edition, parent) if "." in parent else None


def related(a: ClauseRef, b: ClauseRef) -> bool:
    """Whether the map joins the two, or one of them with the clause over the other."""
    return any(
        b_or_above in {link.ref for link in counterparts(a_or_above)}
        for a_or_above, b_or_above in ((a, b), (above(a), b), (a, above(b)))
        if a_or_above and b_or_above
    )


@pytest.mark.parametrize(("standard", "edition"), EDITIONS)
def test_every_clause_that_asks_for_something_has_a_question(standard: str, edition: str) -> None:
    asked = {ref.number for q in selected(frozenset({(standard, edition)})) for ref in q.clauses}
    assert [number for number in asking(standard, edition) if number not in asked] == []


@pytest.mark.parametrize(("standard", "edition"), EDITIONS)
def test_every_clause_named_is_in_its_tree(standard: str, edition: str) -> None:
    numbers = {each.number for each in clauses(standard, edition)}
    wrong = [
        (q.key, ref.number)
        for q in ALL
        for ref in q.clauses
        if (ref.standard, ref.edition) == (standard, edition) and ref.number not in numbers
    ]
    assert wrong == []


def test_the_weighty_clauses_have_several_questions() -> None:
    asked = Counter((ref.standard, ref.edition, ref.number) for q in bank() for ref in q.clauses)
    weighty = {
        "9001": "7.1.5.2 7.2 7.5.3.2 8.2.3.1 8.3.4 8.4.1 8.4.2 8.5.1 8.5.2 8.6 8.7.1 9.2.2 10.2.1",
        "14001": "6.1.2 6.1.3 7.5.3 8.1 8.2 9.1.2 9.2.2 10.2",
    }
    thin = [
        (standard, edition, number)
        for standard, edition in EDITIONS
        for number in weighty[standard].split()
        if asked[standard, edition, number] < 2
    ]
    assert thin == []


@pytest.mark.parametrize("question", ALL, ids=named)
def test_both_standards_are_joined_only_where_the_map_joins_them(question: Question) -> None:
    for edition in ("2015", "2026"):
        here = [ref for ref in question.clauses if ref.edition == edition]
        for ref in here:
            across = [other for other in here if other.standard != ref.standard]
            assert not across or any(related(ref, other) for other in across), ref


@pytest.mark.parametrize("question", ALL, ids=named)
def test_editions_are_joined_only_where_the_clause_moved(question: Question) -> None:
    for ref, edition in product(question.clauses, ("2015", "2026")):
        there = [
            other
            for other in question.clauses
            if (other.standard, other.edition) == (ref.standard, edition)
        ]
        assert not there or {link.ref for link in moved(ref, edition)} & set(there), ref


def test_no_key_and_no_text_is_there_twice() -> None:
    of_the_tree = {each.ask for edition in EDITIONS for each in clauses(*edition)}
    asks = [re.sub(r"\W+", " ", ask).casefold() for ask in [*of_the_tree, *(q.ask for q in ALL)]]
    found = [phrase.casefold() for q in ALL for phrase in (*q.look, *q.typical)]
    for what in ([q.key for q in ALL], asks, [q.purpose for q in ALL], found):
        assert [text for text, times in Counter(what).items() if times > 1] == []
    for q in ALL:
        assert len(set(q.clauses)) == len(q.clauses)


def test_every_question_says_why_what_to_look_for_and_what_to_see() -> None:
    for q in ALL:
        assert q.clauses, q.key
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", q.key), q.key
        assert q.purpose.endswith(".") and q.purpose.count(". ") == 0, q.key
        assert 2 <= len(q.look) <= 4 and 2 <= len(q.evidence) <= 4, q.key
        assert 1 <= len(q.typical) <= 3, q.key
        for phrase in (*q.look, *q.evidence, *q.typical):
            assert 3 < len(phrase) < 130 and not phrase.endswith("."), (q.key, phrase)


def test_a_question_is_one_short_sentence() -> None:
    for q in ALL:
        assert q.ask.endswith("?") and q.ask.count("?") == 1, q.key
        assert 30 < len(q.ask) < 200, q.key
        assert YES_OR_NO.search(q.ask), q.key


def test_a_question_of_the_newer_edition_only_says_so_in_its_key() -> None:
    for q in bank():
        newer = {ref.edition for ref in q.clauses} == {"2026"}
        assert newer == q.key.endswith("-2026"), q.key


def test_no_sentence_of_the_standards_is_echoed() -> None:
    for q in ALL:
        text = words(q).casefold()
        assert [phrase for phrase in ISO_PHRASES if re.search(rf"\b{phrase}\b", text)] == [], q.key
        assert "—" not in text and " – " not in text, q.key


@pytest.mark.parametrize(
    ("criteria", "least", "most"),
    [
        ({("9001", "2015")}, 90, 130),
        ({("9001", "2026")}, 95, 140),
        ({("14001", "2015")}, 70, 100),
        ({("14001", "2026")}, 75, 105),
        ({("9001", "2015"), ("14001", "2015")}, 140, 170),
        ({("9001", "2026"), ("14001", "2026")}, 145, 180),
        ({("9001", "2015"), ("14001", "2026")}, 140, 175),
        ({("45001", "2018")}, 0, 0),
        (set(), 0, 0),
    ],
)
def test_a_set_of_criteria_selects_an_audits_worth(
    criteria: set[tuple[str, str]], least: int, most: int
) -> None:
    found = selected(frozenset(criteria))
    assert least <= len(found) <= most
    assert len({q.key for q in found}) == len(found)
    assert {(ref.standard, ref.edition) for q in found for ref in q.clauses} <= criteria


def test_an_integrated_audit_asks_what_is_shared_once() -> None:
    both = frozenset({("9001", "2015"), ("14001", "2015")})
    found = selected(both)
    shared = [q for q in found if len({ref.standard for ref in q.clauses}) == 2]
    alone = [selected(frozenset({one})) for one in both]
    assert len(found) == sum(map(len, alone)) - len(shared)
    assert len(shared) > 50


@pytest.mark.parametrize("criteria", [EDITIONS[:1], EDITIONS[2:3], EDITIONS[1::2]])
def test_questions_come_in_the_order_of_the_clauses(criteria: list[tuple[str, str]]) -> None:
    numbers = [q.clauses[0].number for q in selected(frozenset(criteria))]
    assert numbers[0] == "4.1" and numbers[-1].startswith("10")
    assert numbers == sorted(numbers, key=lambda n: [int(part) for part in n.split(".")])


def test_one_number_with_two_meanings_keeps_them_apart() -> None:
    found = selected(frozenset({("9001", "2015"), ("14001", "2015")}))
    for number in ("6.1.2", "9.1.2"):
        there = [q.clauses[0].standard for q in found if q.clauses[0].number == number]
        assert there == sorted(there, reverse=True) and len(set(there)) == 2


def test_the_processes_are_all_there_with_a_walks_worth_of_questions() -> None:
    assert {each.key for each in process_lists()} == PROCESSES
    assert [each.title for each in process_lists()] == sorted(p.title for p in process_lists())
    for each in process_lists():
        assert 8 <= len(each.questions) <= 14, each.key
        assert each.title and each.about.endswith("."), each.key


def test_a_walk_is_cut_to_the_criteria_and_keeps_its_order() -> None:
    walk = next(each for each in process_lists() if each.key == "production")
    quality = within(walk.questions, frozenset({("9001", "2026")}))
    assert 5 < len(quality) < len(walk.questions)
    order = [q.key for q in walk.questions]
    assert [q.key for q in quality] == sorted((q.key for q in quality), key=order.index)
    assert {(ref.standard, ref.edition) for q in quality for ref in q.clauses} == {("9001", "2026")}


def test_a_file_of_the_bank_holds_the_chapter_it_is_named_for() -> None:
    for file in sorted(resource("checklists", "bank").glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            chapter = row["clauses"][0].split()[1].split(".")[0]
            assert int(chapter) == int(file.name[:2])
