"""Trees of every kind, for tests that hold for all of them."""

from hypothesis import strategies as st

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

SIGNS = "ab 1.)-+*_`~#>|\\[]()<>&{}=:!\n\t\"'$%/é\u00a0\u2028"
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=30),
    st.text(st.sampled_from(SIGNS), max_size=9),
    st.sampled_from(
        ("---", "1. a", "# a", "> a", "```", "<b>", "{number}", "<!-- empty -->", "&amp;")
    ),
)
"""Any words, signs that mean something in Markdown, and what would read as markup."""
HREFS = (
    "",
    "https://example.org/a_b*c",
    "mailto:a@example.org",
    "isodesk:7",
    "a b<c>\\)",
    "file:x",
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
            st.sampled_from(HREFS),
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
TREES = st.lists(BLOCKS, max_size=6).map(lambda blocks: Tree(tuple(blocks)))
