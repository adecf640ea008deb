"""Texts that hypothesis draws: everything a tree can hold, in the one form."""

from hypothesis import strategies as st

from isodesk.writing.normal import normal, normal_block
from isodesk.writing.table_grid import squared
from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    Code,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Tree,
    Words,
)

SIGNS = st.text(
    st.one_of(
        st.sampled_from("ab é\n\t ­ \u2028\u00a0😀أ漢\x00\x0b<&"),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)
FLAG = st.booleans()
WORDS = st.builds(
    Words,
    SIGNS,
    FLAG,
    FLAG,
    FLAG,
    FLAG,
    st.sampled_from((-1, 0, 1)),
    st.sampled_from(("", "", "", "https://isodesk.example/a?b=1&c", "mailto:a@b.example")),
)
INLINES = st.lists(
    st.one_of(
        WORDS,
        st.builds(Words, SIGNS),
        st.builds(Field, st.sampled_from(FieldName), FLAG, FLAG),
        st.builds(DocumentLink, st.integers(1, 99), st.just("QP-07"), FLAG, FLAG),
    ),
    max_size=4,
).map(tuple[Inline, ...])
MARKS = st.one_of(
    st.none(),
    st.builds(Mark, st.just(False), st.integers(0, 7)),
    st.builds(Mark, st.just(True), st.integers(0, 7), st.one_of(st.none(), st.integers(0, 99))),
)
PARAGRAPHS = st.builds(
    Paragraph, INLINES, MARKS, st.integers(0, 3), st.sampled_from(Align), st.integers(0, 3)
)
CELLS = st.builds(
    Cell,
    st.lists(PARAGRAPHS, max_size=2).map(tuple[Paragraph, ...]),
    st.integers(1, 3),
    st.integers(1, 3),
)
TABLES = st.builds(
    Table,
    st.lists(
        st.lists(CELLS, min_size=1, max_size=4).map(tuple[Cell, ...]), min_size=1, max_size=4
    ).map(tuple[tuple[Cell, ...], ...]),
    st.lists(st.integers(1, 600), max_size=4).map(tuple[int, ...]),
    st.integers(0, 2),
).map(squared)
PICTURES = st.builds(
    Picture, st.just("ab" * 32), st.integers(1, 1000), st.sampled_from(("", "A pump")), SIGNS
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 6), INLINES),
    PARAGRAPHS,
    PARAGRAPHS,
    st.builds(Code, SIGNS),
    TABLES,
    PICTURES,
    st.just(PageBreak()),
    st.just(Rule()),
).map(normal_block)
TREES = st.lists(BLOCKS, max_size=7).map(lambda blocks: normal(Tree(tuple(blocks))))
