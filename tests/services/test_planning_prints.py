"""The prints of planning and customers from the sample company's own records."""

from datetime import date
from decimal import Decimal

import pytest

from isodesk.services.complaint_sheets import figures_of, years
from isodesk.services.context_sheets import context_of, matrix_of
from isodesk.services.customer_prints import customer_of, satisfaction_of
from isodesk.services.print_tools import Tools
from isodesk.services.process_sheets import map_of, turtle_of
from isodesk.services.requirement_sheets import matrix_of as requirements_of
from isodesk.services.workspace import Workspace
from tests.printing.reading import page_count, text_of


@pytest.fixture
def tools(sample: Workspace) -> Tools:
    return Tools(sample.desk, sample.catalogue, sample.sheets)


def the(sample: Workspace, kind: str, title: str) -> int:
    sql = "SELECT id FROM record WHERE kind = ? AND title = ?"
    row = sample.desk.file.reader().execute(sql, (kind, title)).fetchone()
    assert row is not None, title
    return int(str(row[0]))


def test_every_print_of_ours_is_offered_and_prints(sample: Workspace) -> None:
    prints = sample.register_prints
    offered = {
        kind: [each.key for each in prints.of_register(kind)]
        for kind in ("issue", "party", "process", "risk", "requirement", "customer", "feedback")
    }
    assert offered["issue"] == offered["party"] == ["context"]
    assert offered["process"] == ["map"]
    assert offered["risk"] == offered["requirement"] == ["matrix"]
    assert offered["customer"] == offered["feedback"] == ["satisfaction"]
    for kind, keys in offered.items():
        for key in keys:
            assert page_count(prints.register(kind, key)) in (1, 2)
    survey = the(sample, "feedback", "First survey")
    assert "First survey" in text_of(prints.record("feedback", "form", survey))


def test_the_turtle_gathers_what_names_the_process(sample: Workspace, tools: Tools) -> None:
    process = the(sample, "process", "Purchasing")
    turtle = turtle_of(tools, process)
    assert any(text.startswith("QP-04 Purchasing and supplier") for text in turtle.methods)
    assert ("Design", "specifications") in turtle.takes
    assert ("Production", "accepted parts") in turtle.gives
    assert any("foundry stops" in text and "after treatment 4" in text for text in turtle.risks)
    assert turtle.measures[0].startswith("Supplier score: at least 80, every 3 months")
    said = text_of(sample.register_prints.record("process", "turtle", process))
    assert "The foundry stops or goes under: medium, 10; after treatment 4" in said


def test_a_linked_document_joins_the_methods(sample: Workspace, tools: Tools) -> None:
    process, document = the(sample, "process", "Test"), sample.lists.document_of("WI-02")
    assert not any("WI-02" in text for text in turtle_of(tools, process).methods)
    sample.links.link(process, document, "refers_to")
    assert any("WI-02" in text for text in turtle_of(tools, process).methods)


def test_the_map_says_each_passage_once(sample: Workspace, tools: Tools) -> None:
    told = map_of(tools)
    assert [p.title for p in told.processes[:2]] == ["Leadership", "System"]
    orders, production = (
        next(n for n, p in enumerate(told.processes) if p.title == title)
        for title in ("Orders", "Production")
    )
    passage = (orders, production, "works order")
    assert told.passages.count(passage) == 1
    line = {"direction": "TAKES", "other_id": the(sample, "process", "Orders")}
    record = the(sample, "process", "Production")
    sample.entry_lines.put(record, "process_passage", {**line, "what": "works order"})
    assert map_of(tools).passages.count(passage) == 1


def test_the_context_holds_the_climate_decision_and_its_reason(tools: Tools) -> None:
    sheet = context_of(tools)
    assert [c.decided for c in sheet.climate] == ["Relevant"]
    assert sheet.climate[0].by == "Helen Marsh"
    assert "dry summers" in sheet.climate[0].reason
    assert [issue.heavy for issue in sheet.threats[:3]] == [True, True, True]
    assert any(need.undecided and need.climate for need in sheet.needs)
    assert sheet.without_need == ("Certification body",)


def test_the_matrix_of_risks_leaves_the_closed_out(tools: Tools) -> None:
    sheet = matrix_of(tools)
    assert sheet.closed == 1
    assert (len(sheet.risks), sum(risk.urgent for risk in sheet.risks)) == (14, 1)


def test_the_matrix_of_requirements_shows_what_nothing_answers(
    sample: Workspace, tools: Tools
) -> None:
    sheet = requirements_of(tools)
    open_ones = [row.title for each in sheet.customers for row in each.rows if row.open]
    assert open_ones == [
        "Spares for Lowmoor within a day",
        "A statement what the pump is made of, in per cent",
    ]
    asked = the(sample, "requirement", open_ones[0])
    sample.entries.change(asked, {"document_id": sample.lists.document_of("WI-05")})
    assert "1 of 16 not answered" in text_of(
        sample.register_prints.register("requirement", "matrix")
    )


def test_complaints_are_counted_with_their_times(sample: Workspace, tools: Tools) -> None:
    assert years(tools) == ("2026", "2025")
    sheet = figures_of(tools, "2026")
    assert (sheet.shown, sheet.total) == (9, 10)
    about = next(group for group in sheet.groups if group.heading == "By what it is about")
    assert about.rows[0][:5] == ("Product", "3", "1", "3 of 3", "2 of 3")
    printed = sample.register_prints.register("complaint", "figures", "2026")
    assert "9 of 10 complaints" in text_of(printed)


def test_satisfaction_counts_by_month(tools: Tools) -> None:
    sheet = satisfaction_of(tools)
    assert (sheet.months[0], sheet.months[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
    water = next(row for row in sheet.rows if row.name == "Merrow Valley Water")
    assert (water.index, water.before, water.wanted) == (
        Decimal("88.3"),
        Decimal("76.7"),
        Decimal(85),
    )
    assert (water.total.judged, water.total.exceeded, water.total.missed) == (41, 20, 3)
    assert water.complaints == 3


def test_the_sheet_of_a_customer_holds_trend_requirements_and_complaints(
    sample: Workspace, tools: Tools
) -> None:
    customer = the(sample, "customer", "Merrow Valley Water")
    sheet = customer_of(tools, customer)
    assert [reading.value for reading in sheet.chart.readings] == [Decimal("76.7"), Decimal("88.3")]
    assert len(sheet.rows) == 8
    assert [c[1] for c in sheet.complaints][-1] == "Papers came three days after the pump"
    said = text_of(sample.register_prints.record("customer", "sheet", customer))
    assert "1 of 8 not answered" in said
    assert "Wanted: at least 85 %" in said
