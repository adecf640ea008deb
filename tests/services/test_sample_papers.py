"""The sheets of documents, copies, dates and disposals of the sample company, opened and looked
at page by page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from isodesk.services.workspace import Workspace
from tests.printing.page_judge import faults
from tests.printing.reading import text_of

FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


def papers(space: Workspace) -> Iterator[tuple[str, bytes, str]]:
    """(name, PDF, words that stand in it) of each sheet."""
    calendar, document = space.calendar_sheets, space.lists.document_of("QP-05")
    assert document is not None
    revision = space.documents.get(document).in_force
    assert revision is not None
    yield "record", space.sheets.record(document, space.histories.of(document)), "Receiving"
    yield "control sheet", space.sheets.control_sheet(document, revision.id), "Distribution"
    yield "copies", space.sheets.copies_of(document), "12 Nov 2026"
    yield "walk", space.sheets.walk(), "First floor, sales office"
    yield "where used", space.where_used.sheet(document), "Inspected by it"
    yield "map", space.document_map.print(), "Environment, continued"
    yield "map on A3", space.document_map.print(large=True), "QP-05"
    yield "week", space.sheets.week(space.glance()), "POL-01"
    yield "due list", space.care_sheets.due_list(space.glance().due), "Outcome"
    yield "planner", calendar.planner(2026), "2026"
    yield "planner on A3", calendar.planner(2026, large=True), "2026"
    yield "calendar", calendar.listing(FIRST, LAST), "Late, continued"
    for name, pdf in calendar.tasks(FIRST, LAST):
        yield f"tasks of {name}", pdf, "Hand this sheet back"
    matrix = space.register_prints.matrix(by_role=False, large=False, area="Environment")
    yield "matrix", matrix, "Spill response"
    kept = space.desk.file.reader().execute("SELECT id FROM change_request").fetchall()
    for (request,) in kept:
        asked = space.care_sheets.change_request(request, space.histories.of(request))
        yield f"change request {request}", asked, "Request"


def test_every_sheet_of_documents_and_dates_is_whole(sample: Workspace) -> None:
    made = list(papers(sample))
    assert len(made) > 25
    for name, pdf, words in made:
        assert faults(pdf) == [] and words in text_of(pdf), name


def test_what_is_disposed_of_is_listed_and_certified(sample: Workspace) -> None:
    old = sample.desk.file.reader().execute(
        "SELECT id FROM record WHERE kind = 'revision' AND state IN ('superseded', 'obsolete')"
    )
    plan = sample.disposals.plan([int(row[0]) for row in old.fetchall()])
    listed = sample.disposal_sheets.list(plan)
    assert faults(listed) == [] and f"{len(plan.goes)} record" in text_of(listed)
    assert "Witness, date" in text_of(listed)


def test_slips_are_kept_as_a_file_that_opens(sample: Workspace, tmp_path: Path) -> None:
    copies = sample.desk.file.reader().execute("SELECT id FROM copy LIMIT 4").fetchall()
    written = sample.prints.write_slips([int(row[0]) for row in copies], tmp_path)
    pdf = written.read_bytes()
    assert faults(pdf, numbered=False) == [] and "Recall 4 / 4" in text_of(pdf)
