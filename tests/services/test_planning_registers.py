"""The registers of planning and customers on a real file: what the officer does in a year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from isodesk import registers
from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace

DAY = date(2026, 3, 2)


def made(space: Workspace, kind: str, **values: object) -> int:
    return space.entries.new(kind, {"title": "Trial", **values})


def state(space: Workspace, record: int) -> str:
    return space.entries.get(record).state


def missing(space: Workspace, record: int, step: str) -> str:
    offers = space.entries.get(record).steps
    return next(o.missing for o in offers if o.step.key == step)


def test_a_climate_decision_waits_for_its_reason(workspace: Workspace) -> None:
    me = workspace.desk.actor.person_id
    issue = made(workspace, "issue", sort="CLIMATE", climate="NOT_RELEVANT")
    assert "Write down why climate change" in missing(workspace, issue, "open")
    reason = "No site, supplier or customer of ours lies where it changes our work."
    workspace.entries.change(
        issue,
        {"reason": reason, "decided_by_id": me, "decided_on": DAY, "review_every": "FREQ=YEARLY"},
    )
    workspace.entries.take(issue, "open")
    value = workspace.entries.get(issue)
    assert value.state == "open"
    assert value.due_on == date(2027, 3, 2)
    assert value.shown["climate"] == "Not relevant"


def test_a_need_of_a_party_refers_to_it(workspace: Workspace) -> None:
    party = made(workspace, "party", relevant=True)
    workspace.entries.take(party, "open")
    assert "Add at least one need" in missing(workspace, party, "review")
    need = workspace.entries.grow(party, "add_a_need")
    assert workspace.entries.get(need).values["party_id"] == party
    assert missing(workspace, party, "review") == ""
    workspace.entries.change(need, {"title": "Quiet nights", "basis": "LAW"})
    workspace.entries.take(need, "open")
    with pytest.raises(Refused, match="What law or contract asks is an obligation"):
        workspace.entries.take(need, "decide", {"answer": "REFUSED", "why": "Costs money"})
    workspace.entries.take(need, "decide", {"answer": "OBLIGATION"})
    assert state(workspace, need) == "decided"


def test_a_process_is_used_once_it_is_measured(workspace: Workspace) -> None:
    process = made(workspace, "process", inputs="A requirement", outputs="Accepted goods")
    assert "Add at least one measure" in missing(workspace, process, "take_into_use")
    workspace.entry_lines.put(process, "process_measure", {"what": "Late deliveries"})
    workspace.entries.take(process, "take_into_use")
    risk = workspace.entries.grow(process, "add_a_risk")
    value = workspace.entries.get(risk)
    assert (value.values["process_id"], value.values["origin"]) == (process, "PROCESS")


def test_a_risk_is_weighed_treated_and_looked_at_again(workspace: Workspace) -> None:
    risk = made(workspace, "risk")
    workspace.entries.take(risk, "weigh", {"likelihood": 3, "severity": 5})
    value = workspace.entries.get(risk)
    assert (value.values["score"], value.shown["level"]) == (15, "High")
    assert "choose a treatment" in missing(workspace, risk, "accept")
    plan = {"treatment": "REDUCE", "plan": "A second bench", "treat_by": DAY}
    workspace.entries.take(risk, "treat", plan)
    assert workspace.entries.get(risk).due_on == DAY
    seen = {"residual_likelihood": 1, "residual_severity": 5, "effect_note": "Bench runs"}
    with pytest.raises(Refused, match="It did not work"):
        workspace.entries.take(risk, "check_the_effect", {**seen, "effect": "NOT_EFFECTIVE"})
    workspace.entries.take(risk, "check_the_effect", {**seen, "effect": "EFFECTIVE"})
    value = workspace.entries.get(risk)
    assert (value.state, value.values["residual_score"], value.due_on) == ("held", 5, None)


def test_an_opportunity_goes_its_own_way(workspace: Workspace) -> None:
    one = made(workspace, "opportunity")
    workspace.entries.take(one, "weigh", {"benefit": 4, "ease": 4})
    assert workspace.entries.get(one).shown["promise"] == "Strong"
    workspace.entries.take(one, "let_go", {"why": "No hands"})
    value = workspace.entries.get(one)
    assert (value.state, value.closed, value.values["decision"]) == ("declined", True, "DECLINE")


def test_a_change_is_thought_through_before_and_looked_at_after(workspace: Workspace) -> None:
    change = made(workspace, "planned_change", why="No room")
    workspace.entries.take(change, "propose")
    with pytest.raises(Refused, match="What may come of it is asked for here"):
        workspace.entries.take(change, "assess", {"integrity": "Releases go on"})
    thought = ("consequence", "integrity", "resources", "duties")
    workspace.entries.take(change, "assess", dict.fromkeys(thought, "Thought of"))
    agreed = {"wanted_on": DAY, "check_how": "Rework falls"}
    workspace.entries.take(change, "approve", agreed)
    check_on = DAY + timedelta(days=60)
    workspace.entries.take(change, "implement", {"done_on": DAY, "check_on": check_on})
    assert workspace.entries.get(change).due_on == check_on
    workspace.entries.take(
        change, "review_the_effect", {"effect": "EFFECTIVE", "effect_note": "Halved"}
    )
    value = workspace.entries.get(change)
    assert (value.state, value.closed, value.due_on) == ("closed", True, None)


def test_an_enquiry_is_answered_and_a_plan_comes_round(workspace: Workspace) -> None:
    me = workspace.desk.actor.person_id
    plan = made(
        workspace,
        "communication",
        audience="All staff",
        channel="BOARD",
        teller_id=me,
        every="FREQ=MONTHLY",
    )
    workspace.entries.take(plan, "open")
    workspace.entry_lines.put(plan, "communication_log", {"told_on": DAY, "what": "Figures"})
    assert workspace.entries.get(plan).due_on == date(2026, 4, 2)
    asked = made(
        workspace,
        "communication",
        sort="ENQUIRY",
        asked_by="Parish council",
        question="What smells?",
        received_on=DAY,
        reply_by=DAY + timedelta(days=7),
    )
    assert missing(workspace, asked, "open") == "An enquiry is taken down instead."
    workspace.entries.take(asked, "take_down")
    assert workspace.entries.get(asked).due_on == DAY + timedelta(days=7)
    workspace.entries.take(asked, "answer", {"outcome": "ANSWERED", "reply": "The dryer"})
    assert workspace.entries.get(asked).closed


def test_a_requirement_is_red_until_something_answers_it(workspace: Workspace) -> None:
    customer = made(workspace, "customer")
    asked = workspace.entries.grow(customer, "add_a_requirement")
    workspace.entries.change(asked, {"title": "8 weeks", "most": Decimal(8), "better": Decimal(6)})
    value = workspace.entries.get(asked)
    assert value.shown["cover"] == "Not linked"
    assert [p.field for p in value.problems] == ["product_id"]
    for weeks in (5, 7, 9, 6):
        day = DAY + timedelta(weeks=weeks)
        line = {"on_day": day, "value": Decimal(weeks)}
        workspace.entry_lines.put(asked, "requirement_result", line)
    value = workspace.entries.get(asked)
    assert (value.shown["result"], value.shown["exceeded"]) == ("Missed", "50 %")


def test_marks_become_the_index_of_the_customer(workspace: Workspace) -> None:
    customer = made(workspace, "customer")
    survey = workspace.entries.grow(customer, "ask_for_feedback")
    workspace.entries.change(survey, {"title": "Yearly survey"})
    workspace.entries.take(survey, "ask")
    assert "Key in the marks" in missing(workspace, survey, "note_the_answer")
    for weight, mark in ((3, 5), (1, 3)):
        line = {"question": "Good?", "weight": weight, "score": mark}
        workspace.entry_lines.put(survey, "feedback_score", line)
    workspace.entries.take(survey, "note_the_answer", {"answered_on": DAY})
    value = workspace.entries.get(survey)
    assert (value.shown["marks"], value.shown["verdict"]) == ("90 %", "Met")
    workspace.entries.take(survey, "evaluate", {"conclusion": "Earlier news of delays"})
    after = workspace.entries.get(customer)
    assert (after.shown["satisfaction"], after.values["asked_on"]) == ("90 %", date(2026, 11, 23))


def test_an_order_is_accepted_once_its_points_are_answered(workspace: Workspace) -> None:
    customer = made(workspace, "customer")
    review = workspace.entries.grow(customer, "review_an_order")
    workspace.entries.change(review, {"title": "Two pumps", "differences": "Paint"})
    workspace.entries.take(review, "begin_the_review")
    assert "Answer the points" in missing(workspace, review, "accept")
    point = workspace.entry_lines.put(review, "review_point", {"question": "Can we?"})
    assert "1 of 1 points" in missing(workspace, review, "accept")
    workspace.entry_lines.put(review, "review_point", {"answer": "YES"}, point)
    assert "Settle the differences" in missing(workspace, review, "accept")
    workspace.entries.change(review, {"resolved": "By letter"})
    workspace.entries.take(review, "accept")
    workspace.entry_lines.put(review, "amendment", {"on_day": DAY, "what": "Three pumps"})
    workspace.entries.change(review, {"confirmed_on": DAY})
    assert "not agreed yet" in missing(workspace, review, "close_as_fulfilled")


def test_a_complaint_becomes_a_nonconformity_and_is_closed(workspace: Workspace) -> None:
    customer = made(workspace, "customer")
    it = workspace.entries.grow(customer, "note_a_complaint")
    workspace.entries.change(
        it, {"title": "Seal leaks", "received_on": DAY, "description": "Water on the floor"}
    )
    workspace.entries.take(it, "receive")
    value = workspace.entries.get(it)
    assert value.due_on == DAY + timedelta(days=2)
    workspace.entries.take(it, "acknowledge", {"acknowledged_on": DAY + timedelta(days=3)})
    value = workspace.entries.get(it)
    assert value.shown["times"] == "Acknowledged 1 day late"
    assert value.due_on == DAY + timedelta(days=20)
    weighed = {"severity": "MAJOR", "complexity": "SIMPLE", "safety": True}
    with pytest.raises(Refused, match="what was done at once"):
        workspace.entries.take(it, "assess", weighed)
    workspace.entries.take(it, "assess", {**weighed, "immediate": "Pump shut off"})
    workspace.entries.take(it, "investigate")
    workspace.entries.change(it, {"investigation": "Ran dry", "finding": "OURS"})
    workspace.entries.take(
        it,
        "respond",
        {"remedy": "REPAIR", "response": "New seal", "responded_on": DAY + timedelta(days=9)},
    )
    assert workspace.entries.get(it).due_on is None
    with pytest.raises(Refused, match="raise a nonconformity, or say why"):
        workspace.entries.take(it, "close", {"answer": "ACCEPTED"})
    workspace.entries.take(it, "close", {"answer": "ACCEPTED", "no_nc": "Third party part"})
    workspace.entries.take(it, "reopen", reason="It leaks again")
    assert state(workspace, it) == "reopened"


def test_a_need_becomes_an_obligation_by_one_click(workspace: Workspace) -> None:
    party = made(workspace, "party", relevant=True)
    need = workspace.entries.grow(party, "add_a_need")
    workspace.entries.change(need, {"title": "Quiet nights", "basis": "PROMISE", "met_by": "EP-07"})
    workspace.entries.take(need, "open")
    workspace.entries.take(need, "decide", {"answer": "OBLIGATION"})
    obligation = workspace.entries.get(workspace.entries.grow(need, "make_it_an_obligation"))
    assert obligation.values["requirement"] == "Quiet nights"
    assert obligation.shown["nature"] == "Own commitment"
    assert [link.id for link in workspace.links.of(need) if link.record_id == obligation.id]
    with pytest.raises(Refused, match="stands already"):
        workspace.entries.grow(need, "make_it_an_obligation")


def test_a_fault_is_raised_as_a_nonconformity_and_holds_the_complaint_open(
    workspace: Workspace,
) -> None:
    it = made(
        workspace,
        "complaint",
        complainant="Mill Cottages 4",
        received_on=DAY,
        description="Water on the floor",
    )
    workspace.entries.take(it, "receive")
    workspace.entries.take(it, "acknowledge", {"acknowledged_on": DAY})
    weighed = {"severity": "MAJOR", "complexity": "SIMPLE", "safety": False}
    workspace.entries.take(it, "assess", weighed)
    workspace.entries.take(it, "investigate")
    workspace.entries.change(it, {"investigation": "No grease", "finding": "OURS"})
    answer = {"remedy": "REPAIR", "response": "New seal", "responded_on": DAY}
    workspace.entries.take(it, "respond", answer)
    raised = workspace.entries.get(workspace.entries.grow(it, "raise_a_nonconformity"))
    assert (raised.kind, raised.shown["origin"]) == ("nonconformity", "Customer's complaint")
    assert raised.values["description"] == "Water on the floor"
    assert f"{raised.number} is not closed yet" in missing(workspace, it, "close")


OURS = (
    "issue",
    "party",
    "need",
    "process",
    "risk",
    "opportunity",
    "planned_change",
    "communication",
    "customer",
    "requirement",
    "contract_review",
    "feedback",
    "complaint",
)


@pytest.mark.parametrize("kind", OURS)
def test_every_field_stands_on_the_form_once(kind: str) -> None:
    register = registers.find(kind)
    assert register is not None
    shown = [key for keys in register.form.values() for key in keys]
    assert len(shown) == len(set(shown))
    assert {f.key for f in register.fields} - set(shown) <= {"number"}


@pytest.mark.parametrize("kind", OURS)
def test_every_step_leads_on_and_no_state_is_left_alone(kind: str) -> None:
    register = registers.find(kind)
    assert register is not None
    reached = {"draft", "void", *(step.to for step in register.steps)}
    assert {state.key for state in register.states} == reached
    left = {start for step in register.steps for start in step.start}
    assert {s.key for s in register.states if not s.closed} <= left
