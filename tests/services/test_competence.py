"""The competence matrix, the training its gaps ask for, and the training a new revision asks
for, on a real file."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.values import Issued
from isodesk.registers.competence_matrix import Standing
from isodesk.services.company import PersonValue
from isodesk.services.workspace import Workspace
from tests.services.firm import Firm


def skill(space: Workspace, title: str, needs: dict[str, int], **values: object) -> int:
    made = space.entries.new("skill", {"title": title, **values})
    for role, level in needs.items():
        space.entry_lines.put(made, "skill_role", {"role": role, "level": level})
    space.entries.take(made, "put_in_force")
    return made


def mark(space: Workspace, skill_id: int, person: int, level: int, **values: object) -> None:
    line = {"person_id": person, "level": level, **values}
    space.entry_lines.put(skill_id, "skill_holder", line)


def standings(space: Workspace) -> dict[str, list[str]]:
    return {
        line.name: [cell.standing.name for cell in line.cells]
        for line in space.competence.people().lines
    }


def test_a_mark_is_held_against_what_the_role_needs(firm: Firm) -> None:
    space = firm.space
    pouring = skill(space, "Pour iron", {"works manager": 2, "Quality officer": 1})
    audit = skill(space, "Audit", {"Quality officer": 2})
    mark(space, pouring, firm.tom, 1)
    mark(space, pouring, firm.marta, 2)
    mark(space, audit, firm.anna, 3, expires_on=date(2026, 12, 24))
    assert standings(space) == {
        "Anna Reyes": ["SOON", "GAP"],
        "Marta Lind": ["NONE", "EXTRA"],
        "Tom Hale": ["NONE", "LEARNING"],
    }
    mark(space, audit, firm.anna, 2, expires_on=date(2026, 11, 22))  # the later line counts
    mark(space, pouring, firm.tom, 2)
    assert standings(space)["Anna Reyes"][0] == Standing.EXPIRED.name
    assert standings(space)["Tom Hale"][1] == Standing.MET.name
    matrix = space.competence.people()
    assert (matrix.gaps, matrix.needed) == (2, 3)


def test_a_role_that_nobody_bears_is_a_gap(firm: Firm) -> None:
    skill(firm.space, "Weld", {"Welder": 2, "Works manager": 1})
    lines = {line.name: line for line in firm.space.competence.roles().lines}
    assert lines["Welder"].cells[0].text == "0/2"
    assert (lines["Welder"].note, lines["Works manager"].note) == ("", "Tom Hale")
    assert lines["Welder"].gaps == 1


def test_gaps_become_training_once(firm: Firm) -> None:
    space = firm.space
    pouring = skill(space, "Pour iron", {"Works manager": 2, "Quality officer": 2})
    mark(space, pouring, firm.anna, 2)
    [plan] = space.competence.plan()
    assert [name for _, name in plan.people] == ["Tom Hale"]
    [made] = space.competence.note_needs([plan])
    value = space.entries.get(made)
    assert (value.state, value.title) == ("needed", "Training: Pour iron")
    [line] = value.lines["training_attendee"]
    assert line.shown["person_id"] == "Tom Hale"
    assert space.competence.plan() == ()
    with pytest.raises(Refused, match="changed meanwhile"):
        space.competence.note_needs([plan])
    assert space.entry_lists.total("training") == 1


def issued(firm: Firm, document: int) -> Issued:
    revision = firm.approved(document)
    return firm.space.issuing.issue(firm.space.issuing.plan(revision), firm.anna)


def trainings(space: Workspace) -> list[int]:
    return [row.id for row in space.entry_lists.rows("training").page_at(0, 20).rows]


def test_a_new_revision_asks_those_whose_skill_rests_on_it(firm: Firm) -> None:
    space = firm.space
    document = firm.draft()
    pouring = skill(space, "Pour iron", {"Quality officer": 2}, document_id=document)
    mark(space, pouring, firm.tom, 2)
    issued(firm, document)
    [made] = trainings(space)
    value = space.entries.get(made)
    assert value.state == "needed"
    assert value.title == f"{firm.get(document).number}, revision 1: Melting and pouring"
    assert value.values["skill_id"] == pouring and value.values["document_id"] == document
    people = [line.shown["person_id"] for line in value.lines["training_attendee"]]
    assert people == ["Anna Reyes", "Tom Hale"]
    assert value.due_on == firm.today()

    space.documents.revise(document, "Hotter", "Cold shuts")
    firm.write(document, 1500)
    issued(firm, document)
    assert len(trainings(space)) == 2  # one for each revision


def test_roles_that_read_a_document_are_trained_and_names_only_read(firm: Firm) -> None:
    space = firm.space
    document = firm.draft()
    space.reading.set_readers(document, [firm.tom])
    issued(firm, document)
    assert trainings(space) == []
    role = space.companies.save_person(PersonValue(0, "Works manager", is_role=True))
    space.reading.set_readers(document, [firm.marta, role])
    space.documents.revise(document, "Hotter", "Cold shuts")
    firm.write(document, 1500)
    issued(firm, document)
    [made] = trainings(space)
    lines = space.entries.get(made).lines["training_attendee"]
    assert [line.shown["person_id"] for line in lines] == ["Tom Hale"]


def test_asking_twice_makes_one(firm: Firm) -> None:
    from isodesk.documents.model import Document, Revision
    from isodesk.services.training_asks import ask_training

    space = firm.space
    document = firm.draft()
    skill(space, "Pour iron", {"Works manager": 2}, document_id=document)
    issued(firm, document)
    with space.desk.unit() as unit:
        row = unit.session.get_one(Document, document)
        revision = unit.session.get_one(Revision, row.in_force_id or 0)
        assert ask_training(unit, row, revision) is None
    assert len(trainings(space)) == 1
