"""Checks of operational controls: each look, what was found, and what was done about it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from isodesk.core.entry import Entry, Line, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import VOID, Around, Effect, Grow, Make, Put, Step
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM, said
from isodesk.registers.control import Outcome

OUTCOME = choice_of(Outcome, OK="green", REMARK="amber", NOT="red")


class CheckAnswer(Line):
    """One thing that was looked at."""

    item: str = field("What was looked at", NOTE, weight=16)
    criterion: str | None = field("In order when", NOTE, weight=12)
    outcome: Outcome | None = field("Result", OUTCOME, weight=7)
    remark: str | None = field("Remark", NOTE, weight=12)


class ControlCheck(Entry):
    """One look at one control."""

    title: str = field("Check", search=True, weight=14)
    control_id: int = field("Control", Reference(("control",)), weight=14)
    checked_on: date = field("Checked on", also=("Date",), weight=6)
    checker_id: int | None = field("Checked by", PERSON, weight=8)
    outcome: Outcome = field("Result", OUTCOME, also=("Status",), weight=7)
    reading: Decimal | None = field("Reading", Number(), weight=5)
    unit: str | None = field("Unit")
    found: str | None = field("What was found", NOTE, search=True)
    at_once: str | None = field("What was done at once", NOTE, search=True)


def what_is_wrong_is_said(check: ControlCheck) -> Iterator[Problem]:
    """A check that failed says what was found."""
    if check.outcome in (Outcome.NOT, Outcome.REMARK) and not check.found:
        yield Problem("found", "Say what was found.")


def can_stand(check: ControlCheck, around: Around) -> Iterator[Problem | str]:
    """What is recorded agrees with its lines and its control's limits."""
    yield from what_is_wrong_is_said(check)
    if check.checked_on and check.checked_on > around.today:
        yield Problem("checked_on", "That day is still to come.")
    answers = [line.outcome for line in around.lines("check_answer")]
    if Outcome.NOT in answers and check.outcome is not Outcome.NOT:
        yield Problem("outcome", "One of the things looked at is not in order.")
    if check.outcome is Outcome.OK and out_of_limits(check, around):
        yield Problem("outcome", "The reading is outside the limits of the control.")


def out_of_limits(check: ControlCheck, around: Around) -> bool:
    """Whether its reading lies outside what its control allows."""
    for near in around.near("control", "control_id"):
        least, most = near.values.get("least"), near.values.get("most")
        if near.outward and check.reading is not None:
            low = least is not None and check.reading < least
            return low or (most is not None and check.reading > most)
    return False


def tell_control(check: ControlCheck, around: Around) -> Iterable[Effect]:
    """The control counts from its newest check."""
    for near in around.near("control", "control_id"):
        last = near.values.get("checked_on")
        if near.outward and (last is None or last <= check.checked_on):
            yield Put(near.id, {"checked_on": check.checked_on, "last": check.outcome.name})
    yield from _by_itself(check, around)


def _by_itself(check: ControlCheck, around: Around) -> Iterable[Effect]:
    """A nonconformity, where the control asks for it and none stands."""
    asked = any(n.outward and n.values.get("raises") for n in around.near("control", "control_id"))
    raised = [n for n in around.near("nonconformity", RAISED_FROM) if n.state != VOID]
    if asked and check.outcome is Outcome.NOT and not raised:
        values = {**_nonconformity(check), "auto_key": f"check:{check.id}"}
        yield Make("nonconformity", values, RAISED_FROM)


def _nonconformity(check: Any) -> dict[str, Any]:
    return {
        "title": f"{check.title}: not in order",
        "nc_type": "PROCESS",
        "origin": "CHECK",
        "standard": "ISO_14001",
        "clause": "8.1",
        "found_on": check.checked_on,
        "description": f"{said(check)}.\n{check.found or ''}".strip(),
        "containment": check.at_once,
    }


BOTH = ("draft", "closed")

REGISTER = Register(
    ControlCheck,
    key="control_check",
    title="Checks of controls",
    one="check",
    many="checks",
    group=Group.ENVIRONMENT,
    about="Each look at a control: whether it was as it must be, and what was done where it was "
    "not.",
    example=Example(
        "CHK-2026-118",
        "Drain valve closed while diesel is filled",
        "Closed, sign legible, key at the gate. Absorbent bag half empty: filled up.",
        ("CTL-04", "In order, with a remark", "9 Nov 2026"),
    ),
    systems=EMS,
    numbering="CHK-{year}-{seq:03}",
    clauses=("14001 8.1", "14001 9.1.1"),
    columns=("number", "control_id", "title", "checked_on", "outcome", "checker_id", "state"),
    form={
        "Check": ("title", "control_id", "checked_on", "checker_id", "owner_id"),
        "Result": ("outcome", "reading", "unit", "found", "at_once", "legacy"),
    },
    states=states(closed="Recorded"),
    steps=(
        Step("Record", ("draft",), "closed", guards=(can_stand,), effects=tell_control),
        Step("Correct", ("closed",), "draft", reason=True),
    ),
    rules=(what_is_wrong_is_said,),
    lines=(Lines("check_answer", "What was looked at", "item", CheckAnswer),),
    grows=(
        replace(ADD_ACTION, states=BOTH),
        Grow(
            "Raise a nonconformity",
            "nonconformity",
            RAISED_FROM,
            fill=_nonconformity,
            states=BOTH,
            once=True,
        ),
    ),
    order="checked_on",
    help="operational-controls",
    place=91,
)
