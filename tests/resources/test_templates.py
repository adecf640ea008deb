"""Every starter type has a template in our own words, which loads, and holds what a text can."""

import json

import pytest

from isodesk.paths import resource
from isodesk.printing.document import DocumentHead, tree_pdf
from isodesk.printing.sheets import Company
from isodesk.services.templates import SHIPPED, shipped
from isodesk.writing.markdown import from_markdown, to_markdown
from isodesk.writing.normal import normal
from isodesk.writing.tree import Heading, Table, plain, text_of
from tests.printing.reading import text_of as words_of

TYPES = json.loads(resource("starters", "types.json").read_text(encoding="utf-8"))["types"]


def test_every_type_has_one_and_none_is_left_over() -> None:
    folder = resource("starters", "templates")
    assert {path.stem for path in folder.glob("*.md")} == set(SHIPPED)
    written = {each["key"] for each in TYPES if not each.get("external")}
    assert written | {"external"} == set(SHIPPED)  # nobody writes a standard or a law


@pytest.mark.parametrize("key", SHIPPED)
def test_it_loads_whole(key: str) -> None:
    tree = shipped(key)
    headings = [b for b in tree.blocks if isinstance(b, Heading)]
    assert len(headings) >= 3 and all(h.level == 1 for h in headings)
    tables = [b for b in tree.blocks if isinstance(b, Table)]
    assert all(t.widths and sum(t.widths) == 1000 for t in tables)
    words = text_of(tree.blocks)
    assert not any(sign in words for sign in ("<!--", "|", "shall", "ISO"))
    assert normal(from_markdown(to_markdown(tree))) == tree


@pytest.mark.parametrize("key", SHIPPED)
def test_it_lays_out_with_every_heading_on_its_pages(key: str) -> None:
    head = DocumentHead("Type", "Hot work permits", "", "QP-15", "1", None)
    pdf = tree_pdf(shipped(key), head, Company("Harrow Test Pumps"))
    words = " ".join(words_of(pdf).split())
    for block in shipped(key).blocks:
        if isinstance(block, Heading):
            assert plain(block.inlines) in words
