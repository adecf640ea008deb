"""Calibrations, and the results an instrument puts in doubt (ISO 9001:2015, 7.1.5.2).

An instrument that was wrong when it came in makes doubtful whatever was measured with it since
it was last known to be right. Those results are listed with the calibration and judged one by
one before it is closed.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, PERSON, RECORD, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import (
    ME,
    TODAY,
    AddLines,
    Around,
    Effect,
    Grow,
    Near,
    Put,
    State,
    Step,
    Take,
)
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM


class Found(Enum):
    """How it read."""

    IN = "In tolerance"
    OUT = "Out of tolerance"


class Result(Enum):
    """What came of it."""

    PASS = "Pass"
    ADJUSTED = "Adjusted"
    FAIL = "Fail"


class Judgement(Enum):
    """What becomes of a doubtful result."""

    STANDS = "Stands"
    AGAIN = "Measured again, good"
    BAD = "Measured again, not good"
    RECALLED = "Called back"


FOUND = choice_of(Found, IN="green", OUT="red")


class Calibration(Entry):
    """One look at one instrument."""

    title: str = field("Calibration", search=True, weight=14)
    equipment_id: int = field("Instrument", Reference(("equipment",)), weight=11)
    on_day: date = field("Calibrated on")
    by_id: int | None = field("Calibrated by", PERSON)
    supplier_id: int | None = field("Laboratory", Reference(("supplier",)))
    certificate: str | None = field("Certificate", search=True, weight=9)
    standard: str | None = field("Reference standard", search=True)
    traceable: bool | None = field("Traceable", help="To a national standard.")
    uncertainty: str | None = field("Uncertainty")
    conditions: str | None = field("Conditions", help="As 20 ± 2 °C, lain there for four hours.")
    found: Found = field("As found", FOUND, weight=8)
    as_found: str | None = field("Remarks as found", NOTE)
    adjusted: str | None = field("What was adjusted", NOTE)
    left_as: Found = field("As left", FOUND)
    as_left: str | None = field("Remarks as left", NOTE)
    good_on: date | None = field("Last good calibration before")
    judgement: str | None = field(
        "Judgement",
        NOTE,
        help="Could the error let a bad part pass? Written even when it could not.",
    )
    judged_by_id: int | None = field("Judged by", PERSON)
    judged_on: date | None = field("Judged on")

    @computed("Result", choice_of(Result, PASS="green", ADJUSTED="amber", FAIL="red"), weight=6)
    def result(self) -> str | None:
        """Pass, adjusted or fail, from how it read before and after."""
        found = result_of(self)
        return found.name if found else None

    @computed("Results in doubt", weight=5)
    def doubts(self) -> int | None:
        """How many results are listed."""
        return len(self.lines.get("calibration_doubt", ())) or None


class Point(Line):
    """One point of the scale: what it should read, and what it read before and after."""

    nominal: Decimal = field("Should read")
    found: Decimal | None = field("As found")
    reads: Decimal | None = field("As left")
    allowed: Decimal | None = field("May be wrong by")
    unit: str | None = field("Unit", weight=4)

    @computed("Error found")
    def error(self) -> Decimal | None:
        """As found less what it should read."""
        return None if self.found is None or self.nominal is None else self.found - self.nominal

    @computed("Found", FOUND)
    def verdict(self) -> str | None:
        """Whether it was in tolerance as found."""
        return _verdict(self.nominal, self.found, self.allowed)

    @computed("Left", FOUND)
    def after(self) -> str | None:
        """Whether it is in tolerance as left."""
        return _verdict(self.nominal, self.reads, self.allowed)


class Doubt(Line):
    """A result that was made with the instrument while it may have been wrong."""

    result_id: int | None = field("Result", RECORD, weight=14)
    judgement: Judgement | None = field("Judgement", weight=11)
    made_on: date | None = field("Made on", weight=7.5)
    note: str | None = field("Note", weight=14)


def _verdict(nominal: Decimal | None, read: Decimal | None, limit: Decimal | None) -> str | None:
    if nominal is None or read is None or limit is None:
        return None
    return (Found.IN if abs(read - nominal) <= abs(limit) else Found.OUT).name


def result_of(calibration: Calibration) -> Result | None:
    """Pass, adjusted or fail; None while as found or as left is missing."""
    if calibration.found is None or calibration.left_as is None:
        return None
    if calibration.left_as is Found.OUT:
        return Result.FAIL
    return Result.PASS if calibration.found is Found.IN else Result.ADJUSTED


def points_agree(calibration: Calibration) -> Iterator[Problem]:
    """What the points say and what is said above them is the same."""
    points = calibration.lines.get("calibration_point", ())
    for key, said, verdicts in (
        ("found", calibration.found, [_verdict(p.nominal, p.found, p.allowed) for p in points]),
        ("left_as", calibration.left_as, [_verdict(p.nominal, p.reads, p.allowed) for p in points]),
    ):
        if said is Found.IN and Found.OUT.name in verdicts:
            yield Problem(key, "A point is out of tolerance. Choose “Out of tolerance”.")
        if said is Found.OUT and verdicts and set(verdicts) == {Found.IN.name}:
            yield Problem(key, "All points are in tolerance. Choose “In tolerance”.")


def was_right(calibration: Calibration, around: Around) -> Iterator[str]:
    """What came in wrong takes the other step."""
    if calibration.found is Found.OUT:
        yield "It came in out of tolerance: take that step, so that results in doubt are listed."
    if calibration.left_as is Found.OUT:
        yield "It is out of tolerance as left: it cannot pass."


def was_wrong(calibration: Calibration, around: Around) -> Iterator[str]:
    """What came in right puts nothing in doubt."""
    if Found.OUT not in (calibration.found, calibration.left_as):
        yield "It came in and is left in tolerance: record it as good."


def all_are_judged(calibration: Calibration, around: Around) -> Iterator[str]:
    """Each result in doubt has a judgement."""
    lines = around.lines("calibration_doubt")
    left = sum(1 for line in lines if line.judgement is None)
    if left:
        yield f"{left} of {len(lines)} results in doubt have no judgement yet."


def found_good(calibration: Calibration, around: Around) -> Iterator[Effect]:
    """The instrument knows until when it is right, and goes back to work."""
    yield _good(calibration)
    yield Take(calibration.equipment_id, "back_into_use")


def found_wrong(calibration: Calibration, around: Around) -> Iterator[Effect]:
    """The instrument goes into quarantine, and its results since it was last right are listed."""
    equipment = around.at(calibration.equipment_id)
    since = equipment.values.get("calibrated_on") if equipment else None
    yield Put(calibration.id, {"good_on": since})
    yield AddLines(calibration.id, "calibration_doubt", doubtful(calibration, around, since))
    yield Take(calibration.equipment_id, "quarantine", f"{calibration.number}: out of tolerance")
    if equipment is not None and equipment.state != "quarantined":
        yield Put(calibration.equipment_id, {"quarantined_on": calibration.on_day})
    if result_of(calibration) is Result.ADJUSTED:
        yield _good(calibration)


def _good(calibration: Calibration) -> Put:
    values = {"calibrated_on": calibration.on_day, "certificate": calibration.certificate}
    return Put(calibration.equipment_id, values)


def doubtful(
    calibration: Calibration, around: Around, since: date | None
) -> tuple[dict[str, Any], ...]:
    """The lines of all records that name the instrument and were made after `since` (all, when
    it was never known to be right), up to this calibration; oldest first."""
    named = around.about(calibration.equipment_id)
    results = [n for n in named if n.kind not in _NO_RESULTS and n.state != "void"]
    dated = sorted({(_made(n), n.id) for n in results})
    return tuple(
        {"result_id": id_, "made_on": day}
        for day, id_ in dated
        if (since is None or day >= since) and day <= calibration.on_day
    )


_NO_RESULTS = ("calibration", "equipment", "nonconformity", "action", "maintenance", "training")


def _made(near: Near) -> date:
    """The day a result says it was made on, or the day it was entered."""
    day: date = near.values.get("on_day") or near.made_on or date.max
    return day


def _nonconformity(calibration: Any) -> dict[str, object]:
    said = [calibration.as_found, f"{calibration.doubts or 0} results in doubt."]
    return {
        "title": f"{calibration.title}: out of tolerance",
        "nc_type": "PROCESS",
        "origin": "CALIBRATION",
        "description": " ".join(filter(None, said)),
        "found_on": calibration.on_day,
        "standard": "ISO_9001",
        "clause": "7.1.5.2",
    }


REGISTER = Register(
    Calibration,
    key="calibration",
    title="Calibrations",
    one="calibration",
    many="calibrations",
    group=Group.SUPPLY,
    about="How an instrument read when it came in and when it left, and which results it puts in"
    " doubt when it was wrong.",
    example=Example(
        "CAL-2026-031",
        "Torque wrench TW 3",
        "As found 6 % high at 85 Nm, adjusted, as left within 1 %; four releases judged again.",
        ("Out of tolerance", "Adjusted", "4 results in doubt"),
    ),
    numbering="CAL-{year}-{seq:03}",
    clauses=("9001 7.1.5.2", "14001 9.1.1"),
    columns=(
        "number",
        "equipment_id",
        "on_day",
        "found",
        "result",
        "doubts",
        "certificate",
        "title",
        "state",
    ),
    form={
        "Calibration": ("title", "equipment_id", "on_day", "by_id", "supplier_id", "certificate"),
        "How": ("standard", "traceable", "uncertainty", "conditions"),
        "Result": ("found", "as_found", "adjusted", "left_as", "as_left", "result"),
        "Results in doubt": ("good_on", "doubts", "judgement", "judged_by_id", "judged_on"),
        "Keeping": ("owner_id", "legacy"),
    },
    states=states(State("doubt", "In doubt", "red"), closed="Recorded"),
    steps=(
        Step(
            "Record as good",
            ("draft",),
            "closed",
            guards=(was_right,),
            effects=found_good,
        ),
        Step(
            "Out of tolerance",
            ("draft",),
            "doubt",
            guards=(was_wrong,),
            effects=found_wrong,
        ),
        Step(
            "Close the judgement",
            ("doubt",),
            "closed",
            asks=("judgement",),
            guards=(all_are_judged,),
            puts={"judged_on": TODAY, "judged_by_id": ME},
        ),
    ),
    rules=(points_agree,),
    lines=(
        Lines("calibration_point", "Points", "point", Point),
        Lines("calibration_doubt", "Results in doubt", "result", Doubt),
    ),
    grows=(
        Grow(
            "Raise a nonconformity",
            "nonconformity",
            RAISED_FROM,
            _nonconformity,
            ("doubt",),
            once=True,
        ),
        ADD_ACTION,
    ),
    help="equipment",
    place=31,
)
