"""Samples of the firm's own records: drawn again by their seed, kept with what they were drawn
from."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_sampling import drawn, proposed_size
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_sampling import Population
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.audits import held


def test_the_proposed_size_is_the_root_rounded_up_but_five_or_all() -> None:
    sizes = {0: 0, 3: 3, 5: 5, 16: 5, 25: 5, 26: 6, 36: 6, 37: 7, 400: 20, 401: 21}
    assert {n: proposed_size(n) for n in sizes} == sizes


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    ids = range(100, 160)
    first = drawn(ids, 8, "4711")
    assert first == drawn(reversed(ids), 8, "4711") == (104, 106, 110, 132, 143, 144, 157, 159)
    assert first != drawn(ids, 8, "4712")
    assert set(first) < set(drawn(ids, 12, "4711"))
    assert drawn(ids, 500, "x") == tuple(ids)


def _complaints(space: Workspace, n: int) -> list[int]:
    made = []
    for at in range(n):
        values = {"title": f"Complaint {at}", "received_on": date(2026, 1 + at % 6, 10)}
        made.append(space.entries.new("complaint", values))
    return made


def test_a_sample_is_kept_with_seed_population_and_list(workspace: Workspace) -> None:
    question = held(workspace)[0]
    made = _complaints(workspace, 30)
    sampling = workspace.audit_sampling
    asked = Population("complaint", "draft", "received_on", date(2026, 1, 1), date(2026, 3, 31))
    counted = sampling.count(asked)
    assert (counted.total, counted.proposed) == (15, 5)
    assert counted.words == "Complaints, Draft, Received on 1 Jan 2026 to 31 Mar 2026"
    evidence = sampling.draw(question.id, asked, 5, " 4711 ", "Office")
    (piece,) = workspace.audit_evidence.of_question(question.id)
    assert (piece.id, piece.kind, piece.seed, piece.drawn_from) == (
        evidence,
        Proof.SAMPLE,
        "4711",
        15,
    )
    assert piece.what == counted.words and piece.place == "Office"
    population = [each for at, each in enumerate(made) if at % 6 < 3]
    assert piece.drawn == drawn(population, 5, "4711")
    assert piece.detail.splitlines() == [each.words for each in sampling.of(piece.drawn)]
    again = sampling.draw(question.id, asked, 5, "4711")
    assert workspace.audit_evidence.of_question(question.id)[1].drawn == piece.drawn
    assert again != evidence and verify(workspace.path).whole


def test_what_was_looked_at_is_ticked_one_by_one(workspace: Workspace) -> None:
    question = held(workspace)[0]
    _complaints(workspace, 9)
    sampling, service = workspace.audit_sampling, workspace.audit_evidence
    sampling.draw(question.id, Population("complaint", "draft"), 5, "7")
    (piece,) = service.of_question(question.id)
    first, second = piece.drawn[:2]
    service.look(piece.id, second, True)
    service.look(piece.id, first, True)
    (piece,) = service.of_question(question.id)
    assert piece.looked == {first, second}
    assert [d.id for d in sampling.of(piece.drawn, piece.looked) if d.looked] == [first, second]
    service.look(piece.id, second, False)
    assert service.of_question(question.id)[0].looked == {first}


def test_drafts_and_void_records_are_not_drawn_unless_asked_for(workspace: Workspace) -> None:
    made = _complaints(workspace, 6)
    workspace.entries.void(made[0], "Entered twice")
    sampling = workspace.audit_sampling
    assert sampling.count(Population("complaint")).total == 0
    assert sampling.count(Population("complaint", "draft")).total == 5
    today = workspace.desk.today()
    later = Population("complaint", "draft", since=date(today.year + 1, 1, 1))
    assert sampling.count(later).total == 0


def test_what_cannot_be_drawn_is_refused_field_by_field(workspace: Workspace) -> None:
    question = held(workspace)[0]
    with pytest.raises(Refused) as refused:
        workspace.audit_sampling.draw(question.id, Population("complaint"), 0, " ")
    assert [p.field for p in refused.value.problems] == ["kind", "size", "seed"]
    assert workspace.audit_evidence.of_question(question.id) == ()


def test_every_kind_of_record_can_be_counted(workspace: Workspace) -> None:
    sampling = workspace.audit_sampling
    for kind, title in sampling.kinds():
        assert title and sampling.states(kind)
        for by, label in sampling.days(kind):
            asked = Population(kind, "", by, date(2020, 1, 1), date(2030, 1, 1))
            assert label and sampling.count(asked).total >= 0
