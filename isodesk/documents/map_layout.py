"""The map of the set laid out: processes downwards, from policy to form across. Pure.

A document stands in the column of its kind, under a document of a column further left that it
is linked to; the line goes there. Other links are said on the card by number.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

COLUMNS = (
    "Manual and policies",
    "Procedures",
    "Instructions, plans, specifications",
    "Forms",
    "From outside",
)
_RANKS = {
    "manual": 0,
    "policy": 0,
    "procedure": 1,
    "work_instruction": 2,
    "specification": 2,
    "plan": 2,
    "form": 3,
    "external": 4,
}


_FORMS, _OUTSIDE = 3, 4


def rank_of(key: str, to_fill: bool = False, external: bool = False) -> int:
    """The column of a type; the officer's own types stand with the instructions."""
    if external:
        return _OUTSIDE
    return _FORMS if to_fill else _RANKS.get(key, 2)


@dataclass(frozen=True)
class Node:
    """A document on the map; `links` are the ids of the documents it is linked to."""

    id: int
    number: str
    title: str
    state: str
    rank: int
    process: str
    links: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Card:
    """A document in its cell; `also` are numbers it is linked to without a line."""

    node: Node
    column: int
    row: int
    also: tuple[str, ...] = ()


LEFT, UP, DOWN, CARD, RIGHT, OUT = "left", "up", "down", "card", "right", "out"
"""Parts of lines in a cell. Each cell begins with a gutter that holds the trunk: from the
cell's left edge to the trunk, trunk to top or bottom, trunk to the card, trunk to the right
edge of an empty cell, card to the right edge."""

Cell = tuple[int, int]
"""(row, column)."""


@dataclass(frozen=True)
class Band:
    """One process: its cards, and the parts of lines in each cell."""

    process: str
    rows: int
    cards: tuple[Card, ...]
    lines: dict[Cell, frozenset[str]] = field(default_factory=dict)


def lay_out(nodes: Iterable[Node]) -> tuple[Band, ...]:
    """Bands by the name of their process; documents without one come last."""
    known = {node.id: node for node in nodes}
    by_process: dict[str, list[Node]] = defaultdict(list)
    for node in known.values():
        by_process[node.process.strip()].append(node)
    order = sorted(by_process, key=lambda name: (not name, name.casefold()))
    return tuple(_band(name, by_process[name], known) for name in order)


def unlinked(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Documents that no link ties to another."""
    return tuple(node for node in nodes if not node.links)


class _Tree:
    """The documents of one process, each under at most one other."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self.parent = {node.id: self._parent_of(node) for node in nodes}
        self.children: dict[int, list[Node]] = defaultdict(list)
        for node in sorted(nodes, key=_order):
            above = self.parent[node.id]
            if above is not None:
                self.children[above].append(node)
        self.place: dict[int, Cell] = {}

    def _parent_of(self, node: Node) -> int | None:
        """The nearest column further left counts; of several there, the first number. What
        comes from outside rather stands by a procedure than by a form."""
        above = [self.nodes[i] for i in node.links if i in self.nodes]
        above = [other for other in above if other.rank < node.rank]
        if not above:
            return None
        outside = node.rank == _OUTSIDE
        return min(above, key=lambda n: (outside and n.rank == _FORMS, -n.rank, n.number)).id

    def put(self) -> int:
        """Give every document its cell; answers how many rows that takes."""
        roots = sorted((n for n in self.nodes.values() if self.parent[n.id] is None), key=_order)
        row = 0
        for root in roots:
            if self.children[root.id]:
                row = self._put(root, row)
        alone = [root for root in roots if not self.children[root.id]]
        return max(row, self._put_alone(alone, row))

    def _put(self, node: Node, row: int) -> int:
        self.place[node.id] = (row, node.rank)
        below = row
        for child in self.children[node.id]:
            below = self._put(child, below)
        return max(below, row + 1)

    def _put_alone(self, alone: Sequence[Node], row: int) -> int:
        """Documents without a line share rows, a column each."""
        free: dict[int, int] = defaultdict(lambda: row)
        for node in alone:
            self.place[node.id] = (free[node.rank], node.rank)
            free[node.rank] += 1
        return max(free.values(), default=row)


def _band(process: str, nodes: Sequence[Node], known: dict[int, Node]) -> Band:
    tree = _Tree(nodes)
    rows = tree.put()
    cards = [
        Card(node, tree.place[node.id][1], tree.place[node.id][0], _also(node, tree, known))
        for node in nodes
    ]
    lines: dict[Cell, set[str]] = defaultdict(set)
    for child, above in tree.parent.items():
        if above is not None:
            _draw(lines, tree.place[above], tree.place[child])
    ordered = tuple(sorted(cards, key=lambda card: (card.row, card.column)))
    return Band(process, rows, ordered, {at: frozenset(parts) for at, parts in lines.items()})


def _draw(lines: dict[Cell, set[str]], start: Cell, end: Cell) -> None:
    """A line from a card out to the trunk of the next column, down it, and to the other card."""
    (row, column), (to_row, to_column) = start, end
    trunk = column + 1
    lines[row, column].add(OUT)
    lines[row, trunk].add(LEFT)
    if to_row > row:
        lines[row, trunk].add(DOWN)
        for between in range(row + 1, to_row):
            lines[between, trunk] |= {UP, DOWN}
        lines[to_row, trunk].add(UP)
    for passed in range(trunk, to_column):
        lines[to_row, passed].add(RIGHT)
        lines[to_row, passed + 1].add(LEFT)
    lines[to_row, to_column].add(CARD)


def _also(node: Node, tree: _Tree, known: dict[int, Node]) -> tuple[str, ...]:
    joined = {tree.parent[node.id], *(child.id for child in tree.children[node.id])}
    others = [known[i].number for i in node.links - joined if i in known]
    return tuple(sorted(others))


def _order(node: Node) -> tuple[int, str]:
    return (node.rank, node.number)
