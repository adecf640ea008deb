"""The map laid out: bands, columns, and lines that never run through a card."""

from hypothesis import given
from hypothesis import strategies as st

from isodesk.documents.map_layout import (
    CARD,
    DOWN,
    LEFT,
    OUT,
    RIGHT,
    UP,
    Band,
    Node,
    lay_out,
    rank_of,
    unlinked,
)


def node(n: int, number: str, rank: int, *links: int, process: str = "Production") -> Node:
    return Node(n, number, number, "effective", rank, process, frozenset(links))


def places(band: Band) -> dict[str, tuple[int, int]]:
    return {card.node.number: (card.row, card.column) for card in band.cards}


def test_a_procedure_leads_to_its_instructions_and_forms() -> None:
    nodes = (
        node(1, "QP-06", 1, 2, 3, 4),
        node(2, "WI-01", 2, 1, 4),
        node(3, "WI-02", 2, 1),
        node(4, "F-02", 3, 1, 2),
    )
    (band,) = lay_out(nodes)
    assert places(band) == {"QP-06": (0, 1), "WI-01": (0, 2), "F-02": (0, 3), "WI-02": (1, 2)}
    assert band.lines == {
        (0, 1): {OUT},
        (0, 2): {LEFT, CARD, DOWN, OUT},
        (0, 3): {LEFT, CARD},
        (1, 2): {UP, CARD},
    }
    also = {card.node.number: card.also for card in band.cards}
    assert also["F-02"] == ("QP-06",) and also["WI-02"] == ()


def test_a_line_may_pass_an_empty_column() -> None:
    (band,) = lay_out((node(1, "QP-05", 1, 2), node(2, "F-01", 3, 1)))
    assert places(band) == {"QP-05": (0, 1), "F-01": (0, 3)}
    assert band.lines == {(0, 1): {OUT}, (0, 2): {LEFT, RIGHT}, (0, 3): {LEFT, CARD}}


def test_processes_come_in_order_and_documents_without_one_last() -> None:
    nodes = (
        node(1, "A", 1, process="purchasing"),
        node(2, "B", 1, process=""),
        node(3, "C", 2, 1, process="Orders "),
        node(4, "D", 3, process="Orders"),
    )
    bands = lay_out(nodes)
    assert [(b.process, len(b.cards)) for b in bands] == [("Orders", 2), ("purchasing", 1), ("", 1)]
    assert bands[0].rows == 1  # documents without a line share a row
    assert bands[0].cards[0].also == ("A",)  # linked across processes: said, not drawn
    assert [n.number for n in unlinked(nodes)] == ["A", "B", "D"]


def test_types_have_their_columns() -> None:
    assert [rank_of(k) for k in ("manual", "procedure", "plan", "form", "external")] == [
        0,
        1,
        2,
        3,
        4,
    ]
    assert rank_of("own-12ab") == 2
    assert rank_of("own-12ab", to_fill=True) == 3 and rank_of("own-12ab", external=True) == 4


@given(st.lists(st.tuples(st.integers(0, 4), st.sets(st.integers(0, 30))), max_size=31))
def test_every_document_has_its_own_cell_and_lines_keep_off_cards(
    drawn: list[tuple[int, set[int]]],
) -> None:
    both: dict[int, set[int]] = {n: set() for n in range(len(drawn))}
    for n, (_, others) in enumerate(drawn):
        for other in others:
            if other < len(drawn) and other != n:
                both[n].add(other)
                both[other].add(n)
    nodes = [node(n, f"N{n:02}", rank, *both[n]) for n, (rank, _) in enumerate(drawn)]
    for band in lay_out(nodes):
        cells = {(card.row, card.column) for card in band.cards}
        assert len(cells) == len(nodes) and all(row < band.rows for row, _ in cells)
        for cell, parts in band.lines.items():
            assert not (RIGHT in parts and cell in cells)
            assert not ({CARD, OUT} & parts and cell not in cells)
