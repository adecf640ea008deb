"""Every Word file that is at hand, laid out and written as Markdown from the text it became."""

from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.docx_tree import read_word
from isodesk.printing import bidi, fonts
from isodesk.printing.document import tree_pdf
from isodesk.printing.document_sheets import DocumentHead
from isodesk.printing.sheets import Company
from isodesk.writing.markdown import from_markdown, to_markdown
from isodesk.writing.tidy import tidy
from isodesk.writing.tree import Block, Running, Tree, Words, inlines_of
from tests.printing.reading import packed
from tests.printing.tags import tags_of
from tests.printing.test_document import strip_is_white


def texts(folder: Path) -> list[tuple[str, Tree, dict[str, bytes]]]:
    found = []
    for path in sorted(folder.iterdir()):
        try:
            tree, images, _ = read_word(path.read_bytes())
        except Refused:
            continue
        found.append((path.name, tree, images))
    return found


def words(blocks: tuple[Block, ...]) -> list[str]:
    """Words that read from left to right, as they print; running lines are furniture."""
    said = list(inlines_of(b for b in blocks if not isinstance(b, Running)))
    texts = [i.text for i in said if isinstance(i, Words)]
    return [packed(fonts.clean(text)) for text in texts if not bidi.has_right_to_left(text)]


@pytest.mark.inputs
def test_every_word_file_prints_whole_and_comes_back_from_markdown(inputs: Path) -> None:
    read = texts(inputs / "docx")
    assert len(read) >= 20
    for name, tree, images in read:
        assert from_markdown(to_markdown(tree)) == tidy(tree), name
        head = DocumentHead("Procedure", "A file from Word", "", "QP-01", "1", None)
        pdf = tree_pdf(tree, head, Company("Northfield Castings"), images=images)
        assert strip_is_white(pdf), name
        printed = packed("".join(tag.text for tag in tags_of(pdf)))
        assert [said for said in words(tree.blocks) if said not in printed] == [], name
