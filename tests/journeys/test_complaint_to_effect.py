"""A complaint becomes a nonconformity, gets causes and actions, changes a procedure whose issue
asks for training, and is closed when the effect is verified."""

from typing import Any

from isodesk.services.content import brought_text
from isodesk.services.workspace import Workspace
from isodesk.ui.registers.page import RegistersPage
from tests.journeys.officer import Officer

COMPLAINT = "Smell of thinner on the footpath"


def page_of(officer: Officer) -> RegistersPage:
    page = officer.window.page("registers")
    assert isinstance(page, RegistersPage)
    return page


def changes_of(officer: Officer) -> Any:
    """The page of change requests, on the tab of documents."""
    documents: Any = officer.window.page("documents")
    return documents.page("changes")


def id_of(space: Workspace, kind: str, title: str) -> int:
    found = space.desk.file.reader().execute(
        "SELECT id FROM record WHERE kind = ? AND title = ? ORDER BY id DESC", (kind, title)
    )
    return int(found.fetchone()[0])


def opened(officer: Officer, kind: str, record: int) -> Any:
    """The record as a click on its line shows it."""
    page = page_of(officer)
    page.open_record(record, kind)
    officer.wait(lambda: page.record.shown_id() == record)
    officer.settle()
    return page.record


def shown(officer: Officer) -> int:
    found = page_of(officer).record.shown_id()
    assert found is not None
    return int(found)


def step(officer: Officer, verb: str, **values: str) -> None:
    """Press a step; fill in what its dialog asks for, and take it."""
    record = page_of(officer).record
    officer.take_from(record.more, verb)
    if not values:
        return
    dialog = officer.dialog()
    for label, text in values.items():
        officer.fill(label.replace("_", " "), text, dialog)
    officer.press(verb, dialog)


def person(space: Workspace, name: str) -> int:
    return next(p.id for p in space.companies.people() if p.name == name)


def issue_next(space: Workspace, document: int, why: str) -> None:
    """The next revision, signed by the people of its document."""
    revision = space.documents.revise(document, why, "Nonconformity")
    text = "# Painting\n\nFilters are changed when the gauge reads 250 Pa."
    space.contents.set(revision, brought_text("painting.md", text.encode()))
    value = space.documents.get(document)
    newest = value.newest
    assert newest is not None
    assert value.reviewer_id is not None
    assert value.approver_id is not None
    space.approval.submit(newest.id)
    space.approval.review(newest.id, value.reviewer_id)
    space.approval.approve(newest.id, value.approver_id)
    plan = space.issuing.plan(newest.id, None, ())
    space.issuing.issue(plan, value.approver_id)


def test_a_complaint_changes_a_procedure_and_is_closed(sample: Officer) -> None:
    space = sample.space
    owner = person(space, "Louis Marchetti")
    sample.turn_to("Registers")
    complaint = id_of(space, "complaint", COMPLAINT)
    record = opened(sample, "complaint", complaint)
    sample.take_from(record.more, "Raise a nonconformity")
    sample.wait(lambda: shown(sample) != complaint)
    nc = shown(sample)
    assert COMPLAINT in sample.reads()

    # found, contained, its cause
    sample.pick("Severity", "Minor")
    step(sample, "Open")
    step(sample, "Contain", Containment="Booth stopped, filters changed.")
    why = {"question": "Why the smell?", "answer": "Filters were past their change."}
    space.entry_lines.put(nc, "why", why)
    sample.settle()
    sample.take_from(page_of(sample).record.more, "Record the cause")
    dialog = sample.dialog()
    sample.pick("Kind of cause", "Nothing laid down how", dialog)
    sample.fill("Root cause", "EP-04 changes filters by date, not by pressure.", dialog)
    sample.press("Record the cause", dialog)
    assert space.entries.get(nc).state == "analysed"

    # an action, owned by the painter
    sample.take_from(page_of(sample).record.more, "Add an action")
    sample.wait(lambda: shown(sample) != nc)
    action = shown(sample)
    sample.fill("What is to be done", "Change EP-04: filters by pressure")
    sample.pick("Kind", "Corrective action")
    sample.fill("To be done by", space.desk.today().isoformat())
    space.entries.change(action, {"owner_id": owner})
    sample.settle()
    step(sample, "Plan")
    assert space.entries.get(action).state == "planned"
    opened(sample, "nonconformity", nc)
    assert "0 of 1 action done" in sample.reads()
    step(sample, "Plan actions")
    step(sample, "Start the actions")

    # the procedure changes, asked for by the action, and its issue asks for training
    document = id_of(space, "document", "Solvents and paints")
    space.links.link(action, document, "refers_to")
    opened(sample, "action", action)
    sample.take_from(page_of(sample).record.more, "Ask for a document change")
    sample.wait(lambda: changes_of(sample).isVisible())
    sample.settle()
    sample.look("asked for a change")
    request = changes_of(sample).record.shown_id()
    assert request is not None
    sample.press("Accept", changes_of(sample))
    sample.press("Accept", sample.dialog("Accept CR-"))
    assert action in {link.record_id for link in space.links.of(request)}
    before = trainings(space, document)
    issue_next(space, document, "Filters are changed by pressure")
    (training,) = trainings(space, document) - before
    assert space.entries.get(training).state == "needed"
    assert space.changes.get(request).touches[0].done_on == space.desk.today()

    # done, verified by somebody else than its owner, closed
    sample.turn_to("Registers")
    opened(sample, "action", action)
    step(sample, "Mark as done", What_was_done="EP-04 issued, gauge fitted.")
    step(sample, "Verify as effective", What_was_found="No call in three months.")
    assert space.entries.get(action).state == "closed"
    opened(sample, "nonconformity", nc)
    assert "1 verified effective" in sample.reads()
    step(sample, "Ask for verification")
    step(sample, "Close", Effect="No call in three months.")
    value = space.entries.get(nc)
    assert (value.state, value.closed) == ("closed", True)
    tied = {link.kind for link in space.links.of(nc)}
    assert {"complaint", "action"} <= tied


def trainings(space: Workspace, document: int) -> set[int]:
    found = space.desk.file.reader().execute(
        "SELECT id FROM training WHERE document_id = ?", (document,)
    )
    return {int(row[0]) for row in found.fetchall()}
