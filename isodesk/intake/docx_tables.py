"""Tables of a Word file: the grid made whole, merged cells, header rows, widths."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from isodesk.intake.docx_blocks import Story
from isodesk.intake.docx_lists import settled
from isodesk.intake.docx_losses import Loss
from isodesk.intake.docx_xml import attr, child, content, local, switched, twips, value, whole
from isodesk.writing.tree import (
    Block,
    Cell,
    Code,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Running,
    Table,
    Words,
    plain,
)

MOST_COLUMNS = 63
"""As many as Word allows."""
_LEAST_WIDTH = 12


@dataclass
class _Place:
    """One cell on the grid, from column `at` over `across`; `down` grows with merging."""

    at: int
    across: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    down: int = 1
    merges: bool = False
    width: float = 0.0


def table_blocks(story: Story, table: Element) -> list[Block]:
    """The table, and below it the pictures that stood in its cells."""
    hoisted: list[Block] = []
    lines = [one for one in content(table) if local(one) == "tr" and not _deleted(one)]
    rows = [_row(story, line, hoisted) for line in lines]
    if hoisted:
        story.reading.losses.add(Loss.CELL_PICTURE, count=len(hoisted))
    count = max((place.at + place.across for row in rows for place in row), default=0)
    words = any(place.paragraphs for row in rows for place in row)
    if not count or (hoisted and not words):  # a table that only placed its pictures
        return hoisted
    head = _head(story, table, lines, rows)
    made = _cells(rows, count)
    return [
        Table(
            tuple(tuple(map(_cell, row)) for row in made.values()),
            _widths(story, table, rows, count),
            _whole_head(list(made.values()), sum(1 for n in made if n < head)),
        ),
        *hoisted,
    ]


def _cell(place: _Place) -> Cell:
    return Cell(tuple(place.paragraphs), place.across, place.down)


def _row(story: Story, line: Element, hoisted: list[Block]) -> list[_Place]:
    properties = child(line, "trPr")
    at = min(_count(value(properties, "gridBefore"), 0), MOST_COLUMNS - 1)
    row = [_Place(0, at)] if at else []
    for one in content(line):
        if local(one) != "tc" or child(one, "tcPr", "cellDel") is not None:
            continue
        place = _place(story, one, at, hoisted)
        if value(one, "tcPr", "hMerge") == "continue" and row:
            row[-1].across = min(row[-1].across + place.across, MOST_COLUMNS - row[-1].at)
            row[-1].paragraphs += place.paragraphs
        elif at >= MOST_COLUMNS:
            story.reading.losses.add(Loss.WIDE)
            row[-1].paragraphs += place.paragraphs
        else:
            row.append(place)
        at = row[-1].at + row[-1].across
    return row


def _place(story: Story, cell: Element, at: int, hoisted: list[Block]) -> _Place:
    properties = child(cell, "tcPr")
    across = max(1, min(_count(value(properties, "gridSpan"), 1), MOST_COLUMNS - at))
    merge = child(properties, "vMerge")
    blocks = settled(story.blocks(cell, in_cell=True))
    hoisted += [one for one in blocks if isinstance(one, Picture)]
    merges = merge is not None and attr(merge, "val") != "restart"
    width = child(properties, "tcW")
    told = twips(attr(width, "w")) if attr(width, "type") in ("dxa", "") else None
    paragraphs = list(_paragraphs(story, blocks))
    return _Place(at, across, paragraphs, merges=merges, width=(told or 0.0) / across)


def _paragraphs(story: Story, blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """What a cell can hold: paragraphs; a table within becomes lines."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Heading():
                yield Paragraph(block.inlines)
            case Code():
                yield from (Paragraph((Words(line, code=True),)) for line in block.text.split("\n"))
            case Picture():
                if block.caption:
                    yield Paragraph((Words(block.caption),))
            case Table():
                story.reading.losses.add(Loss.NESTED)
                yield from _lines(block)
            case PageBreak() | Rule() | Running():
                pass


def _lines(table: Table) -> Iterator[Paragraph]:
    """The rows of a table within a cell, a line each where every cell is one, tabs between."""
    for row in table.rows:
        if all(len(cell.paragraphs) <= 1 and not _marked(cell) for cell in row):
            words = [cell.paragraphs[0].inlines if cell.paragraphs else () for cell in row]
            line = [one for inlines in words for one in (*inlines, Words("\t"))][:-1]
            if plain(line).strip():
                yield Paragraph(tuple(line))
        else:
            yield from (one for cell in row for one in cell.paragraphs)


def _marked(cell: Cell) -> bool:
    return any(one.mark is not None for one in cell.paragraphs)


def _cells(rows: list[list[_Place]], count: int) -> dict[int, list[_Place]]:
    """Rows, by their number, without the cells that are covered from above; each covers the
    whole grid. A row that is covered altogether is dropped; what covers it is a row shorter.
    """
    made: dict[int, list[_Place]] = {}
    open_places: dict[int, _Place] = {}
    for n, row in enumerate(rows):
        kept, covering = _own_cells(_filled(row, count), open_places)
        if kept:
            made[n] = kept
            for place in covering:
                place.down += 1
        open_places = {place.at: place for place in (*kept, *covering)}
    return made


def _own_cells(row: list[_Place], above: dict[int, _Place]) -> tuple[list[_Place], list[_Place]]:
    """The row's own cells, and those from above that reach into it."""
    kept, covering = [], []
    for place in row:
        upper = above.get(place.at)
        if place.merges and upper is not None and upper.across == place.across:
            upper.paragraphs += place.paragraphs
            covering.append(upper)
        else:
            kept.append(place)
    return kept, covering


def _filled(row: list[_Place], count: int) -> list[_Place]:
    end = row[-1].at + row[-1].across if row else 0
    return [*row, _Place(end, count - end)] if end < count else row


def _head(story: Story, table: Element, lines: list[Element], rows: list[list[_Place]]) -> int:
    """Header rows: those that repeat, else a first row that the style or bold type shows as one."""
    repeated = 0
    for line in lines:
        if not switched(child(line, "trPr"), "tblHeader"):
            break
        repeated += 1
    if repeated or len(rows) < 2:
        return repeated if repeated < len(rows) else 0
    look = child(table, "tblPr", "tblLook")
    styled = story.reading.styles.table_names_head(value(table, "tblPr", "tblStyle"))
    return int((styled and _first_row(look)) or _all_bold(rows[0]))


def _whole_head(rows: list[list[_Place]], head: int) -> int:
    """Header rows, with those that their merged cells reach into; some row is left below."""
    reach = max((n + place.down for n, row in enumerate(rows[:head]) for place in row), default=0)
    return reach if reach < len(rows) else 0


def _first_row(look: Element | None) -> bool:
    said = attr(look, "firstRow")
    if said:
        return said in ("1", "true", "on")
    try:
        return bool(int(attr(look, "val") or "0", 16) & 0x20)
    except ValueError:
        return False


def _all_bold(row: list[_Place]) -> bool:
    words = [
        one
        for place in row
        for paragraph in place.paragraphs
        for one in paragraph.inlines
        if isinstance(one, Words) and one.text.strip()
    ]
    return bool(words) and all(one.bold for one in words)


def _widths(story: Story, table: Element, rows: list[list[_Place]], count: int) -> tuple[int, ...]:
    """Thousandths of the text for each column; a table wider than the text fills it. None
    where none are told, or so little that no word would fit: then the words ask for theirs."""
    grid = child(table, "tblGrid")
    told = [twips(attr(one, "w")) or 0.0 for one in (grid if grid is not None else ())][:count]
    told += [0.0] * (count - len(told))
    for row in rows:
        for place in row:
            for at in range(place.at, min(place.at + place.across, count)):
                told[at] = told[at] or place.width
    known = [one for one in told if one > 0]
    if sum(known) < min(0.06 * count, 0.5) * story.reading.text_width:
        return ()
    usual = sum(known) / len(known)
    wide = [one if one > 0 else usual for one in told]
    return _thousandths(wide, max(sum(wide), story.reading.text_width))


def _thousandths(wide: list[float], of: float) -> tuple[int, ...]:
    """Whole thousandths that never sum to more than 1000, none below a least width."""
    shares = [max(_LEAST_WIDTH, int(1000 * one / of)) for one in wide]
    if 985 <= sum(shares) < 1000:  # as wide as the text, but for the rounding
        shares[-1] += 1000 - sum(shares)
    while sum(shares) > 1000:
        shares[shares.index(max(shares))] -= sum(shares) - 1000 if max(shares) > 500 else 1
    return tuple(shares)


def _deleted(line: Element) -> bool:
    return child(line, "trPr", "del") is not None


def _count(text: str, usual: int) -> int:
    number = whole(text)
    return usual if number is None or number < 0 else number
