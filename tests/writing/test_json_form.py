"""A tree comes back from its JSON as it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodesk.writing import json_form
from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    Code,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Running,
    Table,
    Tree,
    Words,
)

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=30
)
INLINES = st.lists(
    st.one_of(
        st.builds(
            Words,
            TEXT,
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.integers(-1, 1),
            st.sampled_from(("", "https://example.org", "mailto:a@example.org")),
        ),
        st.builds(Field, st.sampled_from(FieldName), st.booleans(), st.booleans()),
        st.builds(DocumentLink, st.integers(1, 99), TEXT, st.booleans(), st.booleans()),
    ),
    max_size=4,
).map(tuple)
MARKS = st.builds(Mark, st.booleans(), st.integers(0, 8), st.one_of(st.none(), st.integers(1, 99)))
PARAGRAPHS = st.builds(
    Paragraph,
    INLINES,
    st.one_of(st.none(), MARKS),
    st.integers(0, 8),
    st.sampled_from(Align),
    st.integers(0, 3),
)
CELLS = st.builds(
    Cell, st.lists(PARAGRAPHS, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3)
)
TABLES = st.builds(
    Table,
    st.lists(st.lists(CELLS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
    st.lists(st.integers(1, 1000), min_size=1, max_size=3).map(tuple),
    st.integers(0, 2),
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 6), INLINES),
    PARAGRAPHS,
    st.builds(Code, TEXT),
    st.builds(Picture, st.just("ab" * 32), st.integers(1, 1000), TEXT, TEXT),
    TABLES,
    st.just(PageBreak()),
    st.just(Rule()),
    st.builds(Running, st.booleans(), INLINES),
)


@given(BLOCKS)
def test_a_block_comes_back_as_it_was(block: Block) -> None:
    text = json_form.block_text(block)
    assert json_form.block_from(text) == block
    assert json_form.block_text(json_form.block_from(text)) == text


@given(st.lists(BLOCKS, max_size=6))
def test_a_whole_tree_comes_back_as_it_was(blocks: list[Block]) -> None:
    tree = Tree(tuple(blocks))
    assert json_form.tree_from(json_form.tree_bytes(tree)) == tree


@pytest.mark.parametrize(
    "told", ["", "[]", "7", '{"is":"script"}', '{"is":"table"}', '{"is":"heading","size":3}']
)
def test_anything_else_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        json_form.block_from(told)


def test_a_newer_form_is_refused() -> None:
    newer: dict[str, Any] = {"isodesk": 2, "blocks": []}
    with pytest.raises(ValueError, match="newer"):
        json_form.tree_from(json.dumps(newer).encode())
