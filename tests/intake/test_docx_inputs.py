"""Every real Word file comes in as written text: nothing breaks and no word is lost."""

from collections import Counter
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.intake.written import WordText, word_text
from isodesk.writing.markdown_read import from_markdown
from isodesk.writing.markdown_write import to_markdown
from isodesk.writing.tree import Running, pictures_of, text_of
from tests.intake.plain_word import PlainWord

LOCKED = "apache+poi__bug53475-password-is-solrcell.docx"
BROKEN = "apache+poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-4959857092198400.docx"


def files(inputs: Path) -> list[Path]:
    found = sorted((inputs / "docx").iterdir())
    assert len(found) > 20
    return found


def missing_words(plain: PlainWord, text: WordText) -> Counter[str]:
    told = [*plain.body, *plain.boxes, *plain.heads, *plain.notes]
    wanted = Counter(word for line in told for word in line.split())
    kept = Counter(f"{text_of(text.tree.blocks)} {' '.join(text.losses)}".split())
    return wanted - kept


def out_of_order(plain: PlainWord, text: WordText) -> str:
    """The first line of the body that does not follow the one before it; "" when all do."""
    body = [block for block in text.tree.blocks if not isinstance(block, Running)]
    squeezed, at = "".join(text_of(body).split()), 0
    for line in plain.body:
        found = squeezed.find("".join(line.split()), at)
        if found < 0:
            return line
        at = found
    return ""


@pytest.mark.inputs
def test_every_word_file_comes_in_whole(inputs: Path, reader: Reader) -> None:
    for path in files(inputs):
        data = path.read_bytes()
        if path.name in (LOCKED, BROKEN):
            with pytest.raises(Refused, match=r"[.]$"):
                word_text(reader, data, what=path.name)
            continue
        text, plain = word_text(reader, data, what=path.name), PlainWord(data)
        assert not missing_words(plain, text), path.name
        assert not out_of_order(plain, text), path.name
        assert all(loss.endswith(".") for loss in text.losses), path.name


@pytest.mark.inputs
def test_what_could_not_be_carried_is_said_item_by_item(inputs: Path, reader: Reader) -> None:
    macros = word_text(reader, (inputs / "docx" / "apache+poi__45690.docm").read_bytes())
    assert "Macros are not carried; the original keeps them." in macros.losses
    assert len(macros.pictures) == 2
    numbers = word_text(reader, (inputs / "docx" / "apache+poi__Numbering.docx").read_bytes())
    assert any("“1.1.1.”" in loss and loss.endswith("(3).") for loss in numbers.losses)


@pytest.mark.inputs
def test_a_locked_word_file_says_so(inputs: Path, reader: Reader) -> None:
    with pytest.raises(Refused, match="password"):
        word_text(reader, (inputs / "docx" / LOCKED).read_bytes())


@pytest.mark.inputs
def test_what_came_in_goes_out_as_markdown_and_comes_back(inputs: Path, reader: Reader) -> None:
    for path in files(inputs):
        if path.name in (LOCKED, BROKEN):
            continue
        tree = word_text(reader, path.read_bytes(), what=path.name).tree
        back = from_markdown(to_markdown(tree))
        assert text_of(back.blocks).split() == text_of(tree.blocks).split(), path.name
        assert pictures_of(back.blocks) == pictures_of(tree.blocks), path.name
