"""Two texts side by side: which lines are the same, changed, added, removed or moved.

Lines are aligned first, by those that stand once in either text; between them by likeness.
Then the words of two lines that belong together are compared. Every step is bounded, so
that a text of hundreds of pages, or a hostile one, takes seconds.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from isodesk.writing.compare_lines import Line

LIKE = 0.5
"""Share of common words from which two lines are the same line, changed."""
_MOST_PAIRS = 40_000
_MOST_WORDS = 300_000
_MOST_DIFF = 3_000_000
"""Steps that difflib may take for two lines, and for two stretches of lines."""
_MOVED = 20
"""Letters from which a removed line that was added elsewhere is called moved."""
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")
"""A word or sign with the blanks before it."""
_WORD = re.compile(r"\w+")


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    FORM = "form"
    """The words are the same; their manner, mark, cells or picture are not."""
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Span:
    """Part of a line; `differs` when it stands on this side only."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the comparison: the old line at the left, the new one at the right.

    `notes` name what changed beside the words, as (what, old, new).
    """

    change: Change
    old: Line | None
    new: Line | None
    old_spans: tuple[Span, ...] = ()
    new_spans: tuple[Span, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()

    @property
    def place(self) -> str:
        """The headings it stands under now, or stood under."""
        line = self.new or self.old
        return line.place if line else ""


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Row]:
    """Both texts as rows in reading order."""
    keys = [_key(line) for line in old], [_key(line) for line in new]
    rows: list[Row] = []
    at = (0, 0)
    for i, j in (*_anchors(*keys), (len(old), len(new))):
        rows += _between(old[at[0] : i], new[at[1] : j])
        if i < len(old):
            rows.append(_paired(old[i], new[j]))
        at = (i + 1, j + 1)
    return _with_moves(rows)


def changes(rows: Sequence[Row]) -> int:
    """How many rows differ."""
    return sum(row.change is not Change.SAME for row in rows)


def _key(line: Line) -> str:
    return " ".join(line.text.split()) or f"\0{line.kind} {line.key}"


# Aligning lines


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines, each once in both texts, in an order that both have (patience),
    and the equal lines that adjoin them."""
    once = _once(old).keys() & _once(new).keys()
    where = {key: n for n, key in enumerate(new) if key in once}
    pairs = [(n, where[key]) for n, key in enumerate(old) if key in once]
    return _grown(_rising(pairs), old, new)


def _once(keys: Sequence[str]) -> dict[str, int]:
    counts = Counter(keys)
    return {key: n for key, n in counts.items() if n == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else -1)
        tails[place:] = [j, *tails[place + 1 :]] if place < len(tails) else [j]
        at[place:] = [n, *at[place + 1 :]] if place < len(at) else [n]
    found, n = [], at[-1] if at else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _grown(
    pairs: list[tuple[int, int]], old: Sequence[str], new: Sequence[str]
) -> list[tuple[int, int]]:
    """The pairs with equal neighbours between them, forwards and backwards, from both ends."""
    found: list[tuple[int, int]] = []
    fences = [(-1, -1), *pairs, (len(old), len(new))]
    for (i1, j1), (i2, j2) in pairwise(fences):
        front = 1
        while i1 + front < i2 and j1 + front < j2 and old[i1 + front] == new[j1 + front]:
            found.append((i1 + front, j1 + front))
            front += 1
        back = 1
        behind = []
        while i2 - back >= i1 + front and j2 - back >= j1 + front:
            if old[i2 - back] != new[j2 - back]:
                break
            behind.append((i2 - back, j2 - back))
            back += 1
        found += behind[::-1]
        if i2 < len(old) or j2 < len(new):
            found.append((i2, j2))
    return [pair for pair in found if pair[0] < len(old) and pair[1] < len(new)]


def _between(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    """The rows of a stretch without anchors: equal lines, like ones, the rest one-sided."""
    if not old or not new:
        yield from _one_sided(old, new)
        return
    i = j = 0
    for a, b in _alike(old, new):
        yield from _one_sided(old[i:a], new[j:b])
        yield _paired(old[a], new[b])
        i, j = a + 1, b + 1
    yield from _one_sided(old[i:], new[j:])


def _one_sided(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    for line in old:
        yield Row(Change.REMOVED, line, None, (Span(line.text, True),))
    for line in new:
        yield Row(Change.ADDED, None, line, (), (Span(line.text, True),))


def _alike(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of lines that belong together, rising on both sides, by the greatest sum of
    likeness; for a very long stretch by the lines that are equal."""
    if len(old) * len(new) > _MOST_PAIRS:
        return _equal_or_windowed(old, new)
    bags = [_bag(line) for line in old], [_bag(line) for line in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likes: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            like = _likeness(old[i], new[j], bags[0][i], bags[1][j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if like >= LIKE and like + best[i + 1][j + 1] > best[i][j]:
                best[i][j] = likes[i, j] = like + best[i + 1][j + 1]
    return list(_walked(best, likes))


def _walked(
    best: list[list[float]], likes: dict[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if likes.get((i, j)) == best[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _equal_or_windowed(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """Equal lines by difflib where that is bounded; the stretches between in windows."""
    keys = [_key(line) for line in old], [_key(line) for line in new]
    fences = [(-1, -1), (len(old), len(new))]
    if _work(*keys) <= _MOST_DIFF:
        blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
        same = [(a + n, b + n) for a, b, size in blocks for n in range(size)]
        fences[1:1] = same
    found: list[tuple[int, int]] = []
    for (i1, j1), (i2, j2) in pairwise(fences):
        found += _windowed(old, new, (i1 + 1, j1 + 1), (i2, j2))
        if i2 < len(old):
            found.append((i2, j2))
    return found


def _windowed(
    old: Sequence[Line], new: Sequence[Line], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """A stretch in steps of a hundred lines a side."""
    step = 100
    (i, j), (i2, j2) = start, end
    while i < i2 and j < j2:
        for a, b in _alike(old[i : min(i + step, i2)], new[j : min(j + step, j2)]):
            yield i + a, j + b
        i, j = i + step, j + step


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """How many steps difflib takes at most: pairs of equal lines."""
    counts = Counter(new)
    return sum(counts[key] for key in old)


Bag = frozenset[tuple[str, int]]
"""The words of a line, each with how often it came before, so that sets count them all."""


def _bag(line: Line) -> Bag:
    seen: Counter[str] = Counter()
    found = []
    for word in _WORD.findall(line.text.casefold())[:400]:
        found.append((word, seen[word]))
        seen[word] += 1
    return frozenset(found)


def _likeness(old: Line, new: Line, one: Bag, other: Bag) -> float:
    """From 0 to 1; lines of different sorts are a little less alike."""
    if "scan" in (old.kind, new.kind) or "picture" in (old.kind, new.kind):
        return 0.9 if old.kind == new.kind else 0.0
    size = len(one) + len(other)
    if not size:
        return 1.0 if old.text == new.text and old.kind == new.kind else 0.0
    return 2 * len(one & other) / size - (0.0 if old.kind == new.kind else 0.1)


# Comparing two lines


def _paired(old: Line, new: Line) -> Row:
    notes = _notes(old, new)
    if " ".join(old.text.split()) == " ".join(new.text.split()):
        change = Change.FORM if notes else Change.SAME
        return Row(change, old, new, (Span(old.text),), (Span(new.text),), notes)
    old_spans, new_spans = spans(old.text, new.text)
    return Row(Change.CHANGED, old, new, old_spans, new_spans, notes)


def _notes(old: Line, new: Line) -> tuple[tuple[str, str, str], ...]:
    """What differs beside the words."""
    found = [("kind", old.kind, new.kind)] if old.kind != new.kind else []
    if old.key != new.key and old.kind == new.kind:
        found.append(("picture" if old.kind == "picture" else "page", "", ""))
    if old.text == new.text:
        before, after = dict(old.manner), dict(new.manner)
        for what in sorted(before.keys() | after.keys()):
            if before.get(what) != after.get(what):
                found.append((what, before.get(what, ""), after.get(what, "")))
    return tuple(found)


def spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts in parts that are common and parts that differ, by whole words."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    keys = [token.strip() for token in one], [token.strip() for token in other]
    if _work(*keys) > _MOST_WORDS:
        return _ends(one, other)
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    left: list[Span] = []
    right: list[Span] = []
    for tag, i1, i2, j1, j2 in _without_islands(matcher.get_opcodes(), one):
        differs = tag != "equal"
        _add(left, "".join(one[i1:i2]), differs)
        _add(right, "".join(other[j1:j2]), differs)
    return tuple(left), tuple(right)


Code = tuple[str, int, int, int, int]


def _without_islands(codes: Sequence[Code], one: Sequence[str]) -> Iterator[Code]:
    """A comma or stroke between two changes belongs to them: the reader sees one change."""
    for n, (tag, i1, i2, j1, j2) in enumerate(codes):
        island = tag == "equal" and 0 < n < len(codes) - 1
        signs = "".join(one[i1:i2]) if island and i2 - i1 <= 2 else ""
        belongs = bool(signs) and "|" not in signs and not _WORD.search(signs)
        yield ("replace" if belongs else tag), i1, i2, j1, j2


def _ends(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Two very long lines: what they have in common at both ends, and the middle."""
    most = min(len(one), len(other))
    front = next((n for n in range(most) if one[n] != other[n]), most)
    back = next((n for n in range(most - front) if one[-1 - n] != other[-1 - n]), most - front)
    return _three(one, front, back), _three(other, front, back)


def _three(tokens: Sequence[str], front: int, back: int) -> tuple[Span, ...]:
    found: list[Span] = []
    end = len(tokens) - back
    for part, differs in (
        (tokens[:front], False),
        (tokens[front:end], True),
        (tokens[end:], False),
    ):
        _add(found, "".join(part), differs)
    return tuple(found)


def _add(found: list[Span], text: str, differs: bool) -> None:
    """Put a part behind the others; blanks before a difference are no part of it."""
    bare = text.lstrip()
    first = not found or not found[-1].differs
    if differs and first and bare != text:
        _add(found, text[: len(text) - len(bare)], False)
        text = bare
    if text and found and found[-1].differs == differs:
        found[-1] = replace(found[-1], text=found[-1].text + text)
    elif text:
        found.append(Span(text, differs))


def _with_moves(rows: list[Row]) -> list[Row]:
    """A line that was removed here and added there is moved; either row says so."""
    gone = Counter(_text(row.old) for row in rows if row.change is Change.REMOVED)
    come = Counter(_text(row.new) for row in rows if row.change is Change.ADDED)
    moved = {t for t in gone if len(t) >= _MOVED and gone[t] == come.get(t) == 1}
    return [replace(row, change=Change.MOVED) if _is_moved(row, moved) else row for row in rows]


def _is_moved(row: Row, moved: set[str]) -> bool:
    one_sided = row.change in (Change.REMOVED, Change.ADDED)
    return one_sided and _text(row.old or row.new) in moved


def _text(line: Line | None) -> str:
    return " ".join(line.text.split()) if line else ""
