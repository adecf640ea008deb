"""The sheets that registers print beside lists and forms, made on a real file."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace
from tests.printing.reading import text_of
from tests.services.firm import Firm


def test_a_scorecard_weighs_the_periods(workspace: Workspace) -> None:
    supplier = workspace.entries.new("supplier", {"title": "Greyfield Foundry", "risk": "A"})
    for period, quality, ended in (("Q2", 95, date(2026, 6, 30)), ("Q3", 80, date(2026, 9, 30))):
        line = {"period": period, "ended_on": ended, "quality": quality, "delivery": 90}
        workspace.entry_lines.put(supplier, "supplier_score", line)
    incident = workspace.entries.grow(supplier_approved(workspace, supplier), "note_an_incident")
    workspace.entries.change(incident, {"title": "Cold shuts", "happened_on": date(2026, 9, 2)})
    text = text_of(workspace.register_prints.record("supplier", "scorecard", supplier))
    assert "Latest evaluation: Q3" in text and "84\n" in text  # (80 x 40 + 90 x 30) / 70
    assert text.index("Q3") < text.index("Q2") and "Cold shuts" in text
    assert workspace.entries.get(supplier).values["score"] == 84


def supplier_approved(space: Workspace, supplier: int) -> int:
    seen = {"quality": "Certificates", "environment": "None", "visited_on": date(2026, 1, 9)}
    space.entries.change(supplier, seen)
    space.entries.take(supplier, "approve", {"approved_for": "Castings"})
    return supplier


def test_an_attendance_sheet_has_the_people_in_the_order_of_their_rows(firm: Firm) -> None:
    space = firm.space
    made = space.entries.new("training", {"title": "Pouring", "planned_on": date(2026, 12, 1)})
    for person in (firm.tom, firm.anna):
        space.entry_lines.put(made, "training_attendee", {"person_id": person})
    text = text_of(space.register_prints.record("training", "attendance", made))
    assert text.index("Tom Hale") < text.index("Anna Reyes")
    assert "Works manager" in text and "1 Dec 2026" in text and "2 rows." in text
    assert "3 can teach it" in text


def test_labels_say_until_when(firm: Firm) -> None:
    space = firm.space
    with pytest.raises(Refused, match="No instrument is in use yet"):
        space.register_prints.register("equipment", "labels")
    good = {"title": "Calliper", "every": "FREQ=YEARLY", "calibrated_on": date(2026, 3, 3)}
    made = space.entries.new("equipment", good)
    space.entries.take(made, "put_into_use")
    space.entries.take(
        space.entries.new("equipment", {"title": "Dropped"}), "quarantine", {}, "Fell"
    )
    text = text_of(space.register_prints.register("equipment", "labels"))
    assert "Calibrated until\n3 Mar 2027" in text and "Do not use" in text


def duty(firm: Firm, title: str, **values: object) -> int:
    made = firm.space.entries.new("responsibility", {"title": title, **values})
    firm.space.entries.take(made, "assign")
    return made


def test_the_responsibility_matrix_has_a_column_for_everybody_named(firm: Firm) -> None:
    duty(firm, "Release pumps", answers_id=firm.marta, does_id=firm.tom, told="Sales, Stores")
    text = text_of(firm.space.register_prints.register("responsibility", "matrix"))
    assert "1 responsibility, 1 not signed" in text and "Release pumps" in text
    # heads are written upwards, so they come after the rows in the text of the page
    for name in ("Marta Lind", "Tom Hale", "Sales", "Stores"):
        assert name in text


def test_accountability_names_who_answers_and_what_nobody_signed_for(firm: Firm) -> None:
    space = firm.space
    signed = duty(firm, "Policy", sort="CLAUSE", clause="9001 5.2", answers_id=firm.marta)
    space.entries.take(signed, "sign", {"signed_on": date(2026, 2, 4)})
    aspect = space.entries.new("aspect", {"title": "Quench water"})
    space.entries.change(aspect, {"activity": "Heat treatment", "impact": "Oil to the brook"})
    space.entries.take(aspect, "open")
    text = text_of(space.register_prints.register("responsibility", "accountability"))
    assert "9001 5.2 Policy" in text and "4 Feb 2026" in text
    assert "Quench water" in text and "not signed" in text and "1 of 1 signed" in text


def test_what_nobody_signed_for_is_red(firm: Firm) -> None:
    from isodesk.printing.text import RED

    duty(firm, "Policy", sort="CLAUSE", clause="9001 5.2", answers_id=firm.marta)
    pdf = firm.space.register_prints.register("responsibility", "accountability")
    assert RED_INK in colours(pdf) and RED == "#C4122F"


RED_INK = (0xC4, 0x12, 0x2F)


def colours(pdf: bytes) -> set[tuple[int, ...]]:
    """Every colour on the first page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[0].render(scale=3).to_pil().convert("RGB").getcolors(1 << 24)
    finally:
        document.close()
    return {colour for _, colour in found or ()}
