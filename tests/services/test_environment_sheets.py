"""Prints of waste, verifications and incidents, read back from the PDF."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace
from tests.printing.reading import packed, text_of


def load(space: Workspace, title: str, code: str, mass: int, on: date, **values: Any) -> int:
    first = {"title": title, "code": code, "mass": Decimal(mass), "moved_on": on, "carrier": "M"}
    made = space.entries.new("waste", {**first, **values})
    space.entries.take(made, "record_as_gone")
    return made


def test_waste_is_summed_by_code_and_month(workspace: Workspace) -> None:
    load(workspace, "Steel swarf", "12 01 01", 1200, date(2026, 3, 2), fate="RECYCLING")
    load(workspace, "Steel swarf", "12 01 01", 800, date(2026, 3, 20), fate="RECYCLING")
    load(workspace, "Steel swarf", "12 01 01", 500, date(2025, 3, 20))
    load(workspace, "Refuse", "20 03 01", 2000, date(2026, 4, 2), fate="LANDFILL")
    oil = {"hazardous": True, "note_no": "C-77"}
    load(workspace, "Waste oil", "13 02 05*", 180, date(2026, 5, 2), **oil)
    prints = workspace.register_prints
    assert prints.choices("waste", "totals") == ("2026", "2025")
    said = text_of(prints.register("waste", "totals", "2026"))
    for words in (
        "Hazardous waste",
        "13 02 05*",
        "Together",
        "4 000 kg",
        "Recycled 48 %",
        "Waste of 2026",
    ):
        assert packed(words) in packed(said)
    assert "2 000" in said.replace("\u202f", " ") or "2000" in packed(said)
    assert "500" in text_of(prints.register("waste", "totals", "2025"))


def verified(space: Workspace, aspect: int, **values: Any) -> int:
    first = {
        "title": "Oil in water",
        "aspect_id": aspect,
        "verifier": "LABORATORY",
        "who": "Merrow Analytical",
        "criterion": "Oil at most 20 mg/l",
        "most": Decimal(20),
        "result": Decimal("7.2"),
        "unit": "mg/l",
    }
    made = space.entries.new("verification", {**first, **values})
    today = space.desk.today()
    result = {"done_on": today, "verdict": "MEETS", "report": "R-1"}
    space.entries.take(made, "enter_the_result", result)
    return made


def aspect(space: Workspace, title: str, override: str | None = "SIGNIFICANT") -> int:
    first = {"title": title, "activity": "Heat treatment", "impact": "Harm to the brook"}
    reason = {"override": override, "override_reason": "Neighbours complain"} if override else {}
    made = space.entries.new("aspect", {**first, **reason})
    space.entries.take(made, "open")
    return made


def test_a_significant_aspect_without_a_valid_verification_is_listed(workspace: Workspace) -> None:
    today = workspace.desk.today()
    bare, past, good = (aspect(workspace, t) for t in ("Fumes", "Night noise", "Quench water"))
    verified(workspace, past, expires_on=today - timedelta(days=1))
    verified(workspace, good, expires_on=today + timedelta(days=300))
    said = text_of(workspace.register_prints.register("verification", "coverage"))
    lacking, held = said.split("Confirmed from outside")
    assert "Fumes" in lacking
    assert "Night noise" in lacking
    assert "Quench water" in held
    assert "7.2 mg/l" in held
    hints = workspace.register_hints.of
    assert "no external verification" in hints("aspect", bare)[0].sentence
    assert hints("aspect", good) == ()


def test_a_link_says_which_other_aspects_are_verified(workspace: Workspace) -> None:
    first, second = aspect(workspace, "Quench water"), aspect(workspace, "Rinse water")
    made = verified(workspace, first)
    workspace.links.link(made, second, "verifies")
    assert workspace.register_hints.of("aspect", second) == ()


def test_an_incident_prints_as_a_notice(workspace: Workspace) -> None:
    now = workspace.desk.clock()
    made = workspace.entries.new(
        "incident",
        {
            "title": "Coolant drum torn",
            "what": "SPILL",
            "found_at": now - timedelta(hours=3),
            "place": "Yard",
            "description": "A fork tore the drum.",
            "substance": "Coolant",
            "quantity": Decimal(40),
            "unit": "litres",
            "duty": "YES",
            "authority": "Water company",
            "hours": 24,
        },
    )
    said = text_of(workspace.register_prints.record("incident", "notice", made))
    for words in (
        "Notice of an environmental incident",
        "Water company",
        "Coolant",
        "40",
        "litres",
    ):
        assert words in said
    assert "Not filled in yet." in said, "the cause is not known yet"


def test_there_is_no_other_print(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        workspace.register_prints.register("waste", "nothing")
    assert workspace.register_prints.of_record("lesson") == ()
