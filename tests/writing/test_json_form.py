"""A tree comes back from its JSON as it was."""

import json
from typing import Any

import pytest
from hypothesis import given

from isodesk.writing import json_form
from isodesk.writing.tree import Block, Tree
from tests.writing.trees import BLOCKS, TREES


@given(BLOCKS)
def test_a_block_comes_back_as_it_was(block: Block) -> None:
    text = json_form.block_text(block)
    assert json_form.block_from(text) == block
    assert json_form.block_text(json_form.block_from(text)) == text


@given(TREES)
def test_a_whole_tree_comes_back_as_it_was(tree: Tree) -> None:
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
