"""Markdown: every tree comes back as it was, and no word of any text is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isodesk.writing import notation
from isodesk.writing.markdown import from_markdown, to_markdown
from isodesk.writing.tidy import tidy
from isodesk.writing.tree import (
    Align,
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
    text_of,
)
from tests.printing.naughty import NAUGHTY
from tests.writing.trees import SIGNS, TREES


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(TREES)
def test_every_tree_comes_back(tree: Tree) -> None:
    whole = tidy(tree)
    assert tidy(whole) == whole
    assert from_markdown(to_markdown(tree)) == whole


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.sampled_from(SIGNS + "#- \n\n"), max_size=60), st.booleans())
def test_any_text_is_read_and_then_keeps_its_meaning(text: str, own: bool) -> None:
    tree = from_markdown(f"{notation.FIRST_LINE}\n{text}" if own else text)
    assert from_markdown(to_markdown(tree)) == tree


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text)[:24])
def test_naughty_text_keeps_its_meaning(text: str) -> None:
    tree = from_markdown(text)
    assert from_markdown(to_markdown(tree)) == tree


def words(text: str, **manner: bool) -> tuple[Words, ...]:
    return (Words(text, **manner),)  # type: ignore[arg-type]


def cell(text: str, across: int = 1, down: int = 1, align: Align = Align.LEFT) -> Cell:
    return Cell((Paragraph(words(text), align=align),) if text else (), across, down)


SIMPLE = """# Melting

The **first** reading is *late*; see `log` or [the card](https://example.org/card).

1. one
2. two
   - below
   - and below

   goes on
3. three

> Iron waits for nobody.

| Step | Kept |
| --- | --: |
| 1 | 10 |

```
heat 4711
```

---
"""


def test_what_commonmark_can_say_is_said_in_it() -> None:
    tree = from_markdown(SIMPLE)
    assert to_markdown(tree) == SIMPLE
    assert notation.FIRST_LINE not in SIMPLE
    assert tree.blocks[2] == Paragraph(words("one"), Mark(True))
    assert tree.blocks[4] == Paragraph(words("below"), Mark(False, 1))
    assert tree.blocks[6] == Paragraph(words("goes on"), level=1)


RICH = Tree(
    (
        Running(False, words("Northfield")),
        Heading(2, words("Limits")),
        Paragraph(
            (
                Words("At m"), Words("2", raised=1), Words(" of "), Field(FieldName.NUMBER),
                Words(" see "), DocumentLink(7, "QP-06"), Words(", "),
                Words("always", underline=True),
            ),
            align=Align.CENTRE,
        ),
        Table(
            (
                (cell("What", 2), cell("Kept", align=Align.RIGHT)),
                (cell("Sample"), cell("hot", down=2), cell("10", align=Align.RIGHT)),
                (
                    Cell((Paragraph(words("a"), Mark()), Paragraph(words("b"), Mark()))),
                    cell("3|4", align=Align.RIGHT),
                ),
            ),
            (300, 300, 400),
        ),
        Picture("ab" * 32, 605, "The ladle", "Ladle 3"),
        PageBreak(),
        Paragraph(words("deep"), Mark(False, 4)),
        Paragraph(),
        Rule(),
        Code(""),
    )
)  # fmt: skip
WRITTEN = f"""<!-- isodesk 1 -->

<!-- head line -->
Northfield

## Limits

<!-- centre -->
At m<sup>2</sup> of {{number}} see [QP-06](isodesk:7), <u>always</u>

<!-- table: widths 300 300 400 -->
| What | {{<}} | Kept |
| --- | --- | --: |
| Sample | hot | 10 |
| <p bullet 0> a <p bullet 0> b | {{^}} | 3\\|4 |

![The ladle](pictures/{"ab" * 32} "Ladle 3"){{width=60.5%}}

<!-- page break -->

<!-- level 4 -->
- deep

<!-- empty -->

---

```
```
"""


def test_what_markdown_lacks_is_said_readably() -> None:
    assert to_markdown(RICH) == WRITTEN
    assert from_markdown(WRITTEN) == tidy(RICH)


def test_pictures_are_named_where_they_lie() -> None:
    text = to_markdown(RICH, lambda sha256: notation.picture_path(sha256, "png"))
    assert f"(pictures/{'ab' * 32}.png " in text
    assert from_markdown(text) == tidy(RICH)


def test_foreign_text_is_never_read_as_ours() -> None:
    foreign = WRITTEN.partition("\n")[2]
    tree = from_markdown(foreign)
    assert not [b for b in tree.blocks if isinstance(b, Picture | PageBreak | Running)]
    said = text_of(tree.blocks)
    for word in ("{number}", "<sup>2</sup>", "<!-- page break -->", "{<}", "[Picture: The ladle]"):
        assert word in said


def test_a_note_that_says_nothing_we_know_stays_as_words() -> None:
    tree = from_markdown(f"{notation.FIRST_LINE}\n<!-- wide, please -->\nx")
    assert text_of(tree.blocks) == "<!-- wide, please -->\nx"


def test_words_beyond_the_last_column_are_kept() -> None:
    said = text_of(from_markdown("|a|b|\n|-|-|\n|1|2|**3**|4|").blocks)
    assert said == "a\tb\n1\t2 | 3 | 4"


def test_more_columns_than_a_table_has_are_kept_as_words() -> None:
    names = [f"c{n}" for n in range(70)]
    text = f"|{'|'.join(names)}|\n|{'|'.join(['-'] * 70)}|\n|{'|'.join(names)}|"
    tree = from_markdown(text)
    assert all(text_of(tree.blocks).count(name) >= 2 for name in names)
    assert from_markdown(to_markdown(tree)) == tree


def test_a_table_without_headings_has_no_head() -> None:
    (table,) = from_markdown("| | |\n|-|-|\n|a|b|").blocks
    assert table == Table(((cell("a"), cell("b")),), head=0)


def test_text_too_deep_for_the_parser_is_taken_as_typed() -> None:
    deep = "> " * 90 + "bottom"
    assert from_markdown(deep) == Tree((Code(deep),))


def test_numbers_of_lists_are_the_writers() -> None:
    text = "4. four\n5. five\n\nThen.\n\n1. one\n"
    tree = from_markdown(text)
    assert [b.mark.start for b in tree.blocks if isinstance(b, Paragraph) and b.mark] == [
        4, None, None,
    ]  # fmt: skip
    assert to_markdown(tree) == text
