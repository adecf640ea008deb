"""Obligations on paper: what is at stake first, and who answers for it."""

from datetime import date, timedelta

from isodesk.services.workspace import Workspace
from tests.printing.reading import text_of


def obligation(space: Workspace, title: str, **values: object) -> int:
    me = space.desk.actor.person_id
    first = {
        "title": title,
        "source": "Water Act",
        "provision": "s. 12",
        "requirement": "Keep oil out of the brook.",
        "manager_id": me,
        "authority": "River board",
        **values,
    }
    made = space.entries.new("obligation", first)
    space.entries.take(made, "enter_as_applicable")
    return made


def evaluated(space: Workspace, obligation_id: int, result: str, on: date) -> int:
    made = space.entries.grow(obligation_id, "evaluate_compliance")
    said = {"evaluated_on": on, "evidence": "Seen on the spot.", "result": result}
    space.entries.change(made, {**said, "found": "The log has gaps."})
    space.entries.take(made, "record")
    return made


def test_obligations_print_by_exposure(workspace: Workspace) -> None:
    today = workspace.desk.today()
    grave = obligation(workspace, "Bund under the tanks", gravity=5, penalty="Two years' prison")
    obligation(workspace, "Note kept for three years", gravity=2, fine=5000)
    evaluated(workspace, grave, "NOT", today - timedelta(days=3))
    value = workspace.entries.get(grave)
    assert (value.state, value.values["exposure"]) == ("not_compliant", 25)
    said = text_of(workspace.register_prints.register("obligation", "exposure"))
    assert said.index("Bund under the tanks") < said.index("Note kept for three years")
    for word in ("High exposure", "Two years' prison", "River board", "Not compliant", "25"):
        assert word in said


def test_obligations_print_by_manager(workspace: Workspace) -> None:
    obligation(workspace, "Bund under the tanks", gravity=1)
    said = text_of(workspace.register_prints.register("obligation", "managers"))
    assert workspace.desk.actor.name in said
    assert "1 obligation" in said


def test_an_older_evaluation_does_not_overrule_a_newer(workspace: Workspace) -> None:
    today = workspace.desk.today()
    one = obligation(workspace, "Bund under the tanks")
    evaluated(workspace, one, "COMPLIANT", today)
    evaluated(workspace, one, "NOT", today - timedelta(days=30))
    value = workspace.entries.get(one)
    assert (value.state, value.values["evaluated_on"]) == ("compliant", today)
