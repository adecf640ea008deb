"""Where the headings of a table stand below titles and logos, and what they say in two levels."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from isodesk.intake.workbook import Cell, Merged

Rows = Sequence[Sequence[Cell]]
_LOOKED_AT = 30
_BELOW = 20
_MOST_LEVELS = 3
_LONGEST = 200  # characters of a heading; longer ones are explanations
_FIGURES = re.compile(
    r"[\s\d.,:/%+\-–€$£]*\d[\s\d.,:/%+\-–€$£]*|[+-]?\d[\d.,]*\s?[A-Za-zµ°%/²³]{1,6}"
)
_DATED = re.compile(r"(?=.*\b(19|20)\d\d\b)(?=.*\b[0-3]?\d\b).{6,30}")


@dataclass(frozen=True)
class Head:
    """The headings of a table: rows `first` to `first + depth`, columns `left` to `right`
    (excluded), all counted in the rows it was found in. `sure` is the share of columns whose
    cells below are of another kind than the heading."""

    first: int
    depth: int
    left: int
    right: int
    headings: tuple[str, ...]
    sure: float = 0


def filled(row: Sequence[Cell]) -> list[int]:
    """The columns in which something stands."""
    return [at for at, cell in enumerate(row) if cell != "" and (str(cell).strip() or cell)]


def head_of(rows: Rows, merged: Sequence[Merged] = ()) -> Head | None:
    """The headings of the table that fills these rows; None when no row looks like them."""
    scored = {
        at: score
        for at in range(min(len(rows), _LOOKED_AT))
        if (score := _score(rows, at)) is not None
    }
    if not scored:
        return None
    plain = next((at for at in scored if _is_plain(rows, at)), None)
    best = max(scored, key=scored.__getitem__) if plain is None else plain
    above = _levels_above(rows, best, merged)
    below = 0 if above else _levels_below(rows, best, merged)
    return head_at(rows, best - above, above + below + 1, merged)


def head_at(rows: Rows, first: int, depth: int, merged: Sequence[Merged] = ()) -> Head:
    """The headings in these rows, as found or as the officer says."""
    used = sorted({at for row in rows[first:] for at in filled(row)}) or [0]
    left, right = used[0], used[-1] + 1
    levels = [_spread(rows, at, first + depth - 1, merged) for at in range(first, first + depth)]
    headings = tuple(_joined([level.get(at, "") for level in levels]) for at in range(left, right))
    return Head(first, depth, left, right, headings, _contrast(rows, first + depth - 1))


def _score(rows: Rows, at: int) -> float | None:
    """How much a row looks like headings; None when it cannot be."""
    columns = filled(rows[at])
    cells = [rows[at][column] for column in columns]
    below = [filled(row) for row in rows[at + 1 : at + 1 + _BELOW]]
    widest = max(map(len, below), default=len(cells))
    if not cells or len(cells) < 0.5 * widest or max(len(str(cell)) for cell in cells) > _LONGEST:
        return None
    said = [_class(cell) for cell in cells]
    kinds = _kinds_below(rows, at)
    differs = [kinds.get(c, kind) != kind for c, kind in zip(columns, said, strict=True)]
    wordy = sum(k == "word" or d for k, d in zip(said, differs, strict=True)) / len(cells)
    distinct = len(set(map(str, cells))) / len(cells)
    if wordy < 0.7 or distinct < 0.5 or (not below and "word" not in said):
        return None
    if any(_is_data(row, len(cells)) for row in rows[:at]):
        return None
    asks = sum(str(cell).strip().endswith(":") for cell in cells) / len(cells)
    full = min(1.0, len(cells) / widest / 0.8) if widest else 1.0
    long = median(len(str(cell)) for cell in cells) > 60
    contrast = sum(differs) / len(cells)
    return 2 * full + contrast + 0.5 * distinct + 0.3 * wordy - 0.5 * asks - 0.1 * at - long


def _is_plain(rows: Rows, at: int) -> bool:
    """Whether a row is headings beyond doubt: different short words over nearly all columns."""
    cells = [str(rows[at][column]).strip() for column in filled(rows[at])]
    below = [len(filled(row)) for row in rows[at + 1 : at + 1 + _BELOW]]
    words = sum(_class(cell) == "word" for cell in cells)
    short = median(map(len, cells)) <= 40 and not any(cell.endswith(":") for cell in cells)
    return (
        short
        and len(cells) >= 0.8 * max(below, default=1)
        and words >= 0.9 * len(cells)
        and len(set(cells)) >= 0.8 * len(cells)
    )


def _is_data(row: Sequence[Cell], width: int) -> bool:
    """Whether a row above is no title: it is as full, and holds figures."""
    columns = filled(row)
    figures = sum(_class(row[at]) == "figure" for at in columns)
    return len(columns) >= width and figures > len(columns) / 3


def _kinds_below(rows: Rows, at: int) -> dict[int, str]:
    """The most common kind of cell in each column below a row."""
    seen: dict[int, Counter[str]] = {}
    for row in rows[at + 1 : at + 1 + _BELOW]:
        for column in filled(row):
            seen.setdefault(column, Counter())[_class(row[column])] += 1
    return {column: counter.most_common(1)[0][0] for column, counter in seen.items()}


def _class(cell: Cell) -> str:
    if isinstance(cell, str):
        text = cell.strip()
        if text in ("TRUE", "FALSE", "WAHR", "FALSCH"):
            return "flag"
        return "figure" if _FIGURES.fullmatch(text) or _DATED.fullmatch(text) else "word"
    return "flag" if isinstance(cell, bool) else "figure"


def _contrast(rows: Rows, at: int) -> float:
    """The share of a row's cells that are of another kind than those below them."""
    if not 0 <= at < len(rows):
        return 0
    columns, kinds = filled(rows[at]), _kinds_below(rows, at)
    differs = sum(kinds.get(c, "word") != _class(rows[at][c]) for c in columns)
    return differs / max(1, len(columns))


def _levels_above(rows: Rows, at: int, merged: Sequence[Merged]) -> int:
    levels = 0
    while levels < _MOST_LEVELS - 1 and at - levels > 0:
        if not _groups(rows, at - levels - 1, at - levels, merged):
            break
        levels += 1
    return levels


def _groups(rows: Rows, upper: int, lower: int, merged: Sequence[Merged]) -> bool:
    """Whether the upper row heads groups of the lower one's columns, and is no title."""
    over, under = filled(rows[upper]), filled(rows[lower])
    if not over or not under or not _all_words(rows[upper], over):
        return False
    left, right = min(over[0], under[0]), max(under)
    spans = [m for m in merged if m[0] == upper and m[3] > m[1] and m[1] >= left and m[3] <= right]
    if any(m[3] - m[1] + 1 >= right - left + 1 for m in spans):
        return False  # a title across the whole table
    if spans:
        return True
    if any(at not in under for at in over):
        return len(over) > 1 and max(over) <= right
    return over[0] > left and len(over) < len(under)


def _levels_below(rows: Rows, at: int, merged: Sequence[Merged]) -> int:
    levels = 0
    while levels < _MOST_LEVELS - 1 and at + levels + 2 < len(rows):
        if not _divides(rows, at + levels, at + levels + 1, merged):
            break
        levels += 1
    return levels


def _divides(rows: Rows, upper: int, lower: int, merged: Sequence[Merged]) -> bool:
    """Whether the lower row divides headings of the upper one: Dates into planned and actual."""
    over, under = set(filled(rows[upper])), set(filled(rows[lower]))
    if not under or not _all_words(rows[lower], under):
        return False
    wide = [m for m in merged if m[0] == m[2] == upper and m[3] > m[1]]
    if any(len(under & set(range(m[1], m[3] + 1))) > 1 for m in wide):
        return True
    if any(m[0] <= upper and m[2] >= lower and m[1] in over for m in merged):
        return True
    same = [at for at in over & under if rows[upper][at] == rows[lower][at]]
    if same and len(same) < len(under):
        return True
    filled_below = _kinds_below(rows, lower)
    return bool(under - over) and bool((over - under) & set(filled_below))


def _all_words(row: Sequence[Cell], columns: Sequence[int] | set[int]) -> bool:
    return all(_class(row[at]) == "word" and len(str(row[at])) <= _LONGEST for at in columns)


def _spread(rows: Rows, at: int, last: int, merged: Sequence[Merged]) -> dict[int, str]:
    """One level of headings by column, a joined one over all of its columns."""
    row = rows[at]
    said = {column: " ".join(str(_whole(row[column])).split()) for column in filled(row)}
    wide = [m for m in merged if m[0] <= at <= m[2] and m[3] > m[1] and m[1] in said]
    for m in wide:
        said |= dict.fromkeys(range(m[1], m[3] + 1), said[m[1]])
    if at < last and not wide:
        _carry(said, set(filled(rows[last])))
    return said


def _carry(said: dict[int, str], divided: set[int]) -> None:
    """A heading without neighbours stands for the divided columns that follow it."""
    for before, column in pairwise(sorted(divided)):
        if column not in said and before in said and column == before + 1:
            said[column] = said[before]


def words_of(cells: Sequence[Cell], most: int = 200) -> str:
    """What stands in a row, as one line."""
    return " · ".join(" ".join(str(_whole(cells[at])).split()) for at in filled(cells))[:most]


def _whole(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _joined(parts: Sequence[str]) -> str:
    kept = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    return " / ".join(kept)
