"""Evidence stands in columns of one width, whatever its words; nothing comes and goes by itself."""

from collections.abc import Callable

import pytest

from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.evidence_bar import EvidenceBar
from tests.ui.audits.evidence.conftest import Room


@pytest.mark.parametrize("count", [1, 5, 24, 25, 60])
def test_pieces_stand_in_columns(
    room: Room, questions: Callable[[], tuple[QuestionValue, ...]], count: int
) -> None:
    question = questions()[0]
    for n in range(count):
        words = "Label of a gauge with a long description" if n % 3 else "Gauge"
        room.space.audit_evidence.person(question.id, words, f"Shift {n}")
    bar = EvidenceBar(room.tools)
    room.show(bar, 760, 900)
    bar.show_question(question)
    room.settle()
    view, wide = bar.list, bar.list.cell_width()
    boxes = [view.visualRect(bar.model.index(n)) for n in range(count)]
    assert {box.width() for box in boxes} == {wide}
    assert {box.left() for box in boxes} <= {at * wide for at in range(view.width() // wide)}
    assert all(box.right() <= view.viewport().width() for box in boxes)
    high = view.height()
    for _ in range(3):
        room.settle(60)
        assert view.height() == high
