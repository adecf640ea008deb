"""The 8D report and the corrective-action request, read back from the PDF."""

from datetime import date
from decimal import Decimal

import pytest

from isodesk.services.workspace import Workspace
from tests.printing.reading import packed, page_count, text_of
from tests.services.test_nonconformities import DAY, opened, planned_action, somebody_else

BONES = (
    ("MACHINE", "The fixture takes the casing two ways round", "Seen: nothing stops it", True),
    ("METHOD", "The work instruction shows no picture", "True, of revision 2", None),
    ("PEOPLE", "New on the machine since Monday", "Trained, but not on this part", None),
    ("MEASUREMENT", "First piece was not measured", "No step for it in the plan", None),
    ("MATERIAL", "Casting marks hard to see", "Not so", None),
)


@pytest.fixture
def told(workspace: Workspace) -> int:
    """A nonconformity with team, whys, fishbone, parts of a lot and an action."""
    entries, me = workspace.entries, workspace.desk.actor.person_id
    nc = opened(
        workspace,
        requirement="Pitch circle 160 mm, drawing 4471-02.",
        evidence="Measuring sheet of 1 June.",
        lot=Decimal(60),
        checked=Decimal(60),
        nonconforming=Decimal(14),
        unit="pieces",
        disposition="SEVERAL",
        prevention="All fixtures of the machine shop.",
    )
    workspace.entry_lines.put(nc, "team_member", {"person_id": me, "part": "Leader"})
    workspace.entry_lines.put(nc, "lot_part", {"quantity": Decimal(14), "disposition": "SCRAP"})
    for question, answer in (("Why wrong?", "Casing turned."), ("Why turned?", "No stop.")):
        workspace.entry_lines.put(nc, "why", {"question": question, "answer": answer})
    for branch, cause, found, root in BONES:
        line = {"branch": branch, "cause": cause, "found": found, "root": root}
        workspace.entry_lines.put(nc, "bone", line)
    entries.take(nc, "contain", {"containment": "All 60 casings set aside and measured."})
    cause = {"cause_kind": "NOT_DEFINED", "root_cause": "Fixtures are released without a check."}
    entries.take(nc, "record_the_cause", cause)
    action = planned_action(workspace, nc, somebody_else(workspace))
    entries.take(nc, "plan_actions")
    entries.take(action, "mark_as_done", {"result": "Stop fitted to both fixtures"})
    return nc


def test_the_8d_report_tells_all_eight(workspace: Workspace, told: int) -> None:
    pdf = workspace.register_prints.record("nonconformity", "8d", told)
    said = packed(text_of(pdf))
    for n, word in enumerate(
        ("Team", "Problem", "Containment", "Rootcause", "Actionschosen", "Actionscarriedout"), 1
    ):
        assert f"D{n}{word}" in said
    for words in (
        "Kept from coming back",
        "Pitch circle 160 mm",
        "All 60 casings set aside",
        "Why turned?",
        "Fixtures are released without a check.",
        "Fit a stop",
        "Stop fitted to both fixtures",
        "All fixtures of the machine shop.",
        workspace.entries.get(told).number,
    ):
        assert packed(words) in said


def test_the_fishbone_is_drawn_with_its_words(workspace: Workspace, told: int) -> None:
    from isodesk.services.nonconformity_sheets import fishbone

    fish = fishbone(workspace.entries.get(told))
    assert fish is not None
    assert [name for name, _ in fish.branches][:2] == ["Machine", "Method"]
    assert fish.branches[0][1][0] == (BONES[0][1], True)
    said = packed(text_of(workspace.register_prints.record("nonconformity", "8d", told)))
    assert packed("The fixture takes the casing two ways round (root cause)") in said
    assert said.count(packed("Casting marks hard to see")) == 2, "in the table and in the drawing"


def test_a_draft_prints_as_an_8d_too(workspace: Workspace) -> None:
    draft = workspace.entries.new("nonconformity", {"title": "Only a title"})
    pdf = workspace.register_prints.record("nonconformity", "8d", draft)
    assert "Not filled in yet." in text_of(pdf)
    assert page_count(pdf) <= 2


def test_a_fishbone_with_very_many_causes_prints(workspace: Workspace) -> None:
    nc = opened(workspace)
    for n in range(60):
        line = {"branch": "METHOD" if n % 3 else "PEOPLE", "cause": f"Possible cause number {n}"}
        workspace.entry_lines.put(nc, "bone", line)
    said = text_of(workspace.register_prints.record("nonconformity", "8d", nc))
    assert "Possible cause number 59" in said


def test_a_request_leaves_room_for_the_answer(workspace: Workspace) -> None:
    nc = opened(workspace, asked_of="Ms Ito, Ito Castings", reply_by=date(2026, 7, 1))
    said = text_of(workspace.register_prints.record("nonconformity", "request", nc))
    for words in (
        "Corrective-action request",
        "Ms Ito, Ito Castings",
        "1 Jul 2026",
        "Root cause, and how you found it",
        "To be amended",
    ):
        assert packed(words) in packed(said)


def test_a_request_that_was_answered_shows_the_answer(workspace: Workspace) -> None:
    nc = opened(workspace, asked_of="Ito Castings", reply="Core shifted; pins renewed.")
    workspace.entries.change(nc, {"asked_on": DAY, "reply_on": DAY})
    said = text_of(workspace.register_prints.record("nonconformity", "request", nc))
    assert "Core shifted; pins renewed." in said
    assert "Root cause, and how you found it" not in said
