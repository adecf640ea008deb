"""A set of criteria as the text of a controlled document: what is scored, the levels in own
words, from which score an aspect is significant, and how the result is made."""

from collections.abc import Iterator, Sequence

from isodesk.i18n import tr
from isodesk.registers.criteria_words import band_place, input_words, method_words
from isodesk.registers.significance import Band, Criteria, Input, plain
from isodesk.writing.tree import Block, Cell, Code, Heading, Paragraph, Table, Tree, Words


def criteria_tree(criteria: Criteria, about: str, reference: str) -> Tree:
    """The text; `reference` is the set's number and edition, `about` why it was chosen."""
    return Tree(tuple(_blocks(criteria, about, reference)))


def _blocks(criteria: Criteria, about: str, reference: str) -> Iterator[Block]:
    yield _heading(tr("Purpose"))
    yield _words(
        tr(
            "This document says how we decide which environmental aspects are significant. It holds"
            " the criteria {reference} as they are kept in the register of criteria.",
            reference=reference,
        )
    )
    if about:
        yield _words(about)
    yield _heading(tr("Method"))
    yield _words(
        f"{criteria.method.code} {tr(criteria.method.value)}. {method_words(criteria.method)}"
    )
    if criteria.formula:
        yield Code(criteria.formula)
    yield _heading(tr("What is scored"))
    for each in criteria.inputs:
        yield _words(input_words(each), bold=True)
        yield _levels(each)
    yield _heading(tr("From which score"))
    yield _bands(criteria.bands)
    yield _heading(tr("Decisions against the criteria"))
    yield _words(
        tr(
            "Whoever evaluates may decide against the result, in either direction, and writes down"
            " why. The reason stands with the aspect and in the evaluation of the year."
        )
    )
    yield _heading(tr("When it is evaluated"))
    yield _words(
        tr(
            "Every aspect once a year, and when activities, products, obligations or these criteria"
            " change. Each year's evaluation is frozen with its criteria and all scores."
        )
    )


def _heading(text: str) -> Heading:
    return Heading(1, (Words(text),))


def _words(text: str, bold: bool = False) -> Paragraph:
    return Paragraph((Words(text, bold=bold),))


def _levels(each: Input) -> Table:
    rows = [(plain(level.value), tr(level.words)) for level in each.levels]
    return _table((tr("Score"), tr("Means")), rows, (150, 850))


def _bands(bands: Sequence[Band]) -> Table:
    rows = [
        (
            plain(band.at),
            tr(band.word),
            tr("Yes") if band.significant else tr("No"),
            band_place(band) or tr("all aspects"),
        )
        for band in bands
    ]
    heads = (tr("From"), tr("Band"), tr("Significant"), tr("Applies to"))
    return _table(heads, rows, (130, 330, 180, 360))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[int, ...]) -> Table:
    cells = [tuple(Cell((_words(text),)) for text in row) for row in (heads, *rows)]
    return Table(tuple(cells), widths)
