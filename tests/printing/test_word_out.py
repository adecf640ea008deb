"""Every real Word file that came in as written text goes out as pages with all its words."""

import unicodedata
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.docx_tree import read_word
from isodesk.printing.document import tree_pdf
from isodesk.printing.document_sheets import DocumentHead
from isodesk.printing.sheets import Company
from isodesk.writing.tree import inlines_of, plain
from tests.printing.reading import page_count, text_of

HEAD = DocumentHead("Procedure", "Brought in", "", "QP-01", "1", None)
COMPANY = Company("Harrow Test Pumps", "", None)


def flat(text: str) -> str:
    """Without blanks, breaks and the forms that a typeface joins letters to."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\xad", "").split())


@pytest.mark.inputs
def test_every_word_file_goes_out_as_pages_with_every_word(inputs: Path) -> None:
    read = 0
    for path in sorted((inputs / "docx").iterdir()):
        try:
            tree, pictures, _ = read_word(path.read_bytes())
        except Refused:
            continue
        pdf = tree_pdf(tree, HEAD, COMPANY, images=pictures)
        assert page_count(pdf) >= 1
        printed = flat(text_of(pdf))
        texts = [
            plain((inline,)) for inline in inlines_of(tree.blocks)
        ]  # a link prints its address
        words = [word for text in texts for word in text.split()]
        missing = [word for word in words if flat(word) not in printed]
        assert not missing, (path.name, missing[:10])
        read += 1
    assert read >= 20
