"""The sheets of planning and customers, read back as they print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from isodesk.core.chart import Chart, Reading, Shape
from isodesk.printing.context_sheet import context_pdf
from isodesk.printing.customer_sheet import customer_pdf
from isodesk.printing.customer_sheets import (
    AskedRow,
    CustomerAsked,
    CustomerSheet,
    MonthCount,
    RequirementMatrix,
    SatisfactionRow,
    SatisfactionSheet,
    SurveyForm,
)
from isodesk.printing.planning_sheets import (
    ClimateDecision,
    ContextIssue,
    ContextNeed,
    ContextSheet,
    MapProcess,
    MatrixRisk,
    ProcessMap,
    RiskMatrix,
    Turtle,
)
from isodesk.printing.process_map import process_map_pdf
from isodesk.printing.requirement_sheet import requirements_pdf
from isodesk.printing.risk_matrix import risk_matrix_pdf
from isodesk.printing.satisfaction_sheet import satisfaction_pdf
from isodesk.printing.survey_form import survey_pdf
from isodesk.printing.turtle import fair, turtle_pdf
from tests.printing.naughty import NAUGHTY
from tests.printing.reading import packed, page_count, pages_of, text_of
from tests.printing.samples import COMPANY, FOOT

TURTLE = Turtle(
    "PRO-05",
    "Melting",
    "Core",
    "In use",
    "J. Okafor",
    "Iron of the composition that was ordered, at the heat that was ordered.",
    "a charge sheet",
    "iron in the ladle",
    ("Scrap, alloys, charge sheet", "From: purchasing, planning"),
    ("Iron", "To: moulding"),
    ("Two furnaces, spectrometer",),
    ("Furnace operator with licence",),
    ("QP-07 Melting and pouring, revision 4",),
    ("Heats outside limits: at most 2 %, every month",),
    (("Purchasing", "scrap with certificate"),),
    (("Moulding", "iron"), ("Environment", "slag and dust")),
    ("RSK-002 Furnace lining breaks: high, 15; after treatment 5",),
    "",
)
MAP = ProcessMap(
    (
        MapProcess("PRO-01", "Leadership", "R. Northfield", "Management"),
        MapProcess("PRO-05", "Melting", "J. Okafor", "Core"),
        MapProcess("PRO-09", "Archive", "M. Hale", "Support"),
    ),
    ((0, 1, "aims"), (1, 0, "figures"), (0, 1, "means")),
)
CONTEXT = ContextSheet(
    (ContextIssue("ISS-001", "Own laboratory", "Site and equipment", True),),
    (),
    (),
    (
        ContextIssue("ISS-003", "Power grows dearer", "Economic", True),
        ContextIssue("ISS-004", "New houses nearby", "Social"),
    ),
    (ContextIssue("ISS-009", "A rumour", ""),),
    (
        ClimateDecision(
            "ISS-002", "Not relevant", "Nothing of it reaches us.", "M. Hale", date(2026, 3, 2)
        ),
    ),
    (
        ContextNeed(
            "Neighbours", "Quiet nights", "Promise of ours", False, "Is considered", "EP-7"
        ),
        ContextNeed("Neighbours", "Less dust", "Law or permit", True, "", "", undecided=True),
    ),
    ("The insurer",),
)


def risk(n: int, likelihood: int | None, severity: int | None, **more: object) -> MatrixRisk:
    base = MatrixRisk(
        f"RSK-{n:03}", f"Risk {n}", "Melting", likelihood, severity, None, None, "", "", "", "", ""
    )
    return replace(base, **more)  # type: ignore[arg-type]


RISKS = RiskMatrix(
    (
        risk(1, 3, 5, after_likelihood=1, after_severity=5, level="High", level_after="Medium"),
        risk(2, 4, 3, level="High", state="Weighed", urgent=True),
        risk(3, None, None, state="Draft"),
    ),
    ("Hardly ever", "Once in years", "Yearly", "Monthly", "All the time"),
    ("Hardly felt", "Slight", "Noticeable", "Serious", "Grave"),
    5,
    12,
    closed=2,
)
ASKED = (
    AskedRow("REQ-01", "Hardness", "", "SP-01", "", "180 to 220 HB", "", "Met", 3, 0, 0),
    AskedRow("REQ-02", "Delivery", "", "", "QP-02", "at most 8 d", "6 d", "Missed", 1, 2, 1),
    AskedRow("REQ-03", "Data by tag", "", "", "", "", "", "", 0, 0, 0, open=True),
)
REQUIREMENTS = RequirementMatrix((CustomerAsked("Aldous Pumps", ASKED),), closed=1)
SATISFACTION = SatisfactionSheet(
    (date(2026, 10, 1), date(2026, 11, 1)),
    (
        SatisfactionRow(
            "Aldous Pumps",
            (MonthCount(3, 2, 0), MonthCount(2, 0, 1)),
            Decimal("66.7"),
            Decimal("80"),
            Decimal(75),
            date(2026, 11, 5),
            2,
        ),
        SatisfactionRow("Brook & Sons", (MonthCount(), MonthCount()), None, None, None, None, 0),
    ),
)
CHART = Chart(
    "Satisfaction",
    "%",
    (Reading(date(2025, 11, 5), Decimal(80)), Reading(date(2026, 11, 5), Decimal("66.7"))),
    shape=Shape.LINE,
)
CUSTOMER = CustomerSheet(
    "CUS-001",
    "Aldous Pumps",
    "Customer",
    (("Contact", "V. Shaw"), ("Kind", "Buys from us")),
    CHART,
    (("5 Nov 2026", "FB-2026-001", "66.7 %", "Call earlier"),),
    ASKED,
    (("COMP-2026-001", "Porosity", "3 Oct 2026", "Answered 2 days late", "Closed"),),
)
SURVEY = SurveyForm(
    "FB-2026-009", "Yearly survey", "Aldous Pumps", "", ("On the day", "Put right"), 5, None
)
SHEETS: dict[str, Callable[[], bytes]] = {
    "turtle": lambda: turtle_pdf(TURTLE, COMPANY, FOOT),
    "process_map": lambda: process_map_pdf(MAP, COMPANY, FOOT),
    "context": lambda: context_pdf(CONTEXT, COMPANY, FOOT),
    "risk_matrix": lambda: risk_matrix_pdf(RISKS, COMPANY, FOOT),
    "requirements": lambda: requirements_pdf(REQUIREMENTS, COMPANY, FOOT),
    "satisfaction": lambda: satisfaction_pdf(SATISFACTION, COMPANY, FOOT),
    "customer": lambda: customer_pdf(CUSTOMER, COMPANY, FOOT),
    "survey": lambda: survey_pdf(SURVEY, COMPANY, FOOT),
}


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_the_sheet_says_what_it_should(name: str, golden: Callable[[str, bytes], None]) -> None:
    made = SHEETS[name]()
    golden(name, made)
    assert SHEETS[name]() == made
    assert page_count(made) == 1


def test_what_is_too_long_for_its_part_of_the_turtle_follows_whole() -> None:
    methods = tuple(f"QP-{n:03} A procedure whose title is rather long" for n in range(60))
    takes = tuple((f"Process {n}", f"thing {n}") for n in range(60))
    pdf = turtle_pdf(replace(TURTLE, methods=methods, takes=takes), COMPANY, FOOT)
    pages = pages_of(pdf)
    assert len(pages) > 1
    assert "on the next page" in pages[0]
    rest = packed("".join(pages[1:]))
    assert all(packed(text) in rest for text in methods)
    assert all(f"thing{n}" in rest for n in range(60))


def test_only_the_tallest_part_gives_way() -> None:
    assert fair([50, 60, 400], 300) == [50, 60, 190]
    assert fair([50, 50, 50], 180) == [60, 60, 60]
    assert fair([50, 50, 50], 900) == [84, 84, 84]


def test_many_processes_make_several_tables_and_lose_none() -> None:
    every = tuple(MapProcess(f"PRO-{n}", f"Process{n}", "", "Core") for n in range(30))
    passages = tuple((n, (n + 7) % 30, f"thing{n}") for n in range(30))
    said = text_of(process_map_pdf(ProcessMap(every, passages), COMPANY, FOOT))
    assert all(f"Process{n}" in packed(said) for n in range(30))
    assert all(f"thing{n}" in packed(said) for n in range(30))


def test_a_context_without_a_climate_decision_says_so() -> None:
    said = text_of(context_pdf(replace(CONTEXT, climate=()), COMPANY, FOOT))
    assert "No decision is recorded whether climate change is relevant" in said


def test_a_full_cell_of_the_matrix_counts_the_rest() -> None:
    crowd = replace(RISKS, risks=tuple(risk(n, 3, 3) for n in range(40)))
    said = text_of(risk_matrix_pdf(crowd, COMPANY, FOOT))
    assert "38 more" in said
    assert all(f"RSK-{n:03}" in said for n in range(40))


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_text_prints(text: str) -> None:
    turtle_pdf(replace(TURTLE, title=text, inputs=(text,), gives=((text, text),)), COMPANY, FOOT)
    process_map_pdf(ProcessMap((MapProcess(text, text, text, ""),), ((0, 0, text),)), COMPANY, FOOT)
    survey_pdf(replace(SURVEY, title=text, questions=(text,)), COMPANY, FOOT)
    issue = (ContextIssue(text, text, text),)
    context_pdf(replace(CONTEXT, strengths=issue, without_need=(text,)), COMPANY, FOOT)


def test_nothing_prints_as_nothing() -> None:
    empty = ContextSheet((), (), (), (), (), (), ())
    assert "None noted." in text_of(context_pdf(empty, COMPANY, FOOT))
    assert "0 risks" in text_of(risk_matrix_pdf(replace(RISKS, risks=()), COMPANY, FOOT))
    assert "Nothing to list." in text_of(requirements_pdf(RequirementMatrix(()), COMPANY, FOOT))
    satisfaction_pdf(replace(SATISFACTION, rows=()), COMPANY, FOOT)
    process_map_pdf(ProcessMap((), ()), COMPANY, FOOT)
    bare = replace(CUSTOMER, chart=replace(CHART, readings=()), surveys=(), rows=(), complaints=())
    assert "They were not asked yet." in text_of(customer_pdf(bare, COMPANY, FOOT))
