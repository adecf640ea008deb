"""Inspection and test records: what was measured, with what, and who released it (ISO 9001:2015,
8.4.2, 8.5.1, 8.6, 8.7)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.dates import paper_day
from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of, number_text
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import ME, TODAY, Around, Grow, State, Step
from isodesk.registers.acting import RAISED_FROM
from isodesk.registers.characteristics import VERDICT, Nature, Verdict, judged


class Stage(Enum):
    """Where in the life of the product."""

    RECEIVING = "Receiving"
    IN_PROCESS = "In process"
    FINAL = "Final"
    FIRST_ARTICLE = "First article"
    APPEARANCE = "Final appearance"
    PACKING = "Packing and delivery"
    ENVIRONMENT = "Environmental measurement"


class Result(Enum):
    """What the readings say."""

    ACCEPTED = "Accepted"
    PARTLY = "Partly accepted"
    REJECTED = "Rejected"


_COUNT = Number(least=Decimal(0))


class Inspection(Entry):
    """One lot, batch or piece that was looked at."""

    title: str = field("Inspection", search=True, weight=14)
    stage: Stage = field("Kind", default=Stage.FINAL, weight=8)
    product_id: int | None = field("Product", Reference(("product",)), weight=10)
    batch: str | None = field("Batch, lot or serial", search=True, weight=8, also=("Heat", "Lot"))
    order_no: str | None = field("Order", search=True)
    supplier_id: int | None = field("Supplier", Reference(("supplier",)))
    on_day: date = field("Inspected on", weight=7)
    inspector_id: int | None = field("Inspector", PERSON)
    equipment_id: int | None = field("Instrument", Reference(("equipment",)))
    plan_id: int | None = field("By plan or instruction", Reference(("document",)))
    plan_revision: str | None = field("Its revision that day")
    quantity: Decimal | None = field("Quantity in the lot", _COUNT)
    sample: Decimal | None = field("Sample", _COUNT)
    accepted: Decimal | None = field("Accepted", _COUNT)
    conceded: Decimal | None = field("Accepted by concession", _COUNT)
    rejected: Decimal | None = field("Rejected", _COUNT)
    concession: str | None = field("Who conceded it, and why", NOTE)
    exception: str | None = field(
        "Why it is accepted all the same",
        NOTE,
        help="For a supplier that is not approved, or an instrument past its date.",
    )
    remarks: str | None = field("Remarks", NOTE, search=True)
    released_by_id: int | None = field("Released by", PERSON)
    released_on: date | None = field("Released on")

    @computed("Result", choice_of(Result, ACCEPTED="green", PARTLY="amber", REJECTED="red"))
    def result(self) -> str | None:
        """From the quantities, else from the readings."""
        found = result_of(self)
        return found.name if found else None


class Measured(Line):
    """One reading against what is asked; the instrument of its own, where there were several."""

    name: str = field("Characteristic", weight=14)
    nature: Nature | None = field("Judged by")
    least: Decimal | None = field("Lower limit")
    most: Decimal | None = field("Upper limit")
    unit: str | None = field("Unit", weight=4)
    expected: str | None = field("Expected", weight=8)
    better: Decimal | None = field("Exceeds at")
    found: str | None = field("Reading", weight=8, also=("Actual", "Measured"))
    equipment_id: int | None = field("Instrument", Reference(("equipment",)), weight=9)

    @computed("Verdict", VERDICT)
    def verdict(self) -> str | None:
        """Met, exceeded or missed."""
        found = verdict_of(self)
        return found.name if found else None


def verdict_of(line: Measured) -> Verdict | None:
    """What a reading says; None while it cannot be judged."""
    return judged(line.nature, line.found, line.least, line.most, line.better, line.expected)


def result_of(inspection: Inspection) -> Result | None:
    """From the quantities where there are any, else from the readings; None while nothing was
    read."""
    good, bad = (inspection.accepted or 0) + (inspection.conceded or 0), inspection.rejected or 0
    if good or bad:
        return Result.ACCEPTED if not bad else Result.PARTLY if good else Result.REJECTED
    verdicts = [verdict_of(line) for line in inspection.lines.get("inspection_reading", ())]
    if not any(verdicts):
        return None
    return Result.REJECTED if Verdict.MISSED in verdicts else Result.ACCEPTED


def quantities_add_up(inspection: Inspection) -> Iterator[Problem]:
    """What is accepted, conceded and rejected is no more than what came."""
    parts = [inspection.accepted, inspection.conceded, inspection.rejected]
    if inspection.quantity is not None and sum(p or 0 for p in parts) > inspection.quantity:
        yield Problem("accepted", "More was judged than is in the lot. Look at the quantities.")
    if inspection.sample and inspection.quantity and inspection.sample > inspection.quantity:
        yield Problem("sample", "The sample is larger than the lot.")
    if inspection.conceded and not inspection.concession:
        yield Problem("concession", "Say who conceded it, and why.")


def is_read(inspection: Inspection, around: Around) -> Iterator[str]:
    """Nothing is released unmeasured, and nothing that missed a limit without a concession."""
    lines = around.lines("inspection_reading")
    blank = sum(1 for line in lines if verdict_of(line) is None)
    if not lines and not inspection.accepted:
        yield "Enter a reading, or how many were accepted."
    if blank:
        yield f"{blank} of {len(lines)} readings are missing or cannot be judged."
    missed = any(verdict_of(line) is Verdict.MISSED for line in lines)
    if missed and not (inspection.conceded or inspection.rejected):
        yield "A reading missed its limit: enter what is rejected or conceded, or hold it."


def is_all_rejected(inspection: Inspection, around: Around) -> Iterator[str]:
    """Of a lot that is rejected there is nothing to release."""
    if result_of(inspection) is Result.REJECTED and not around.lines("inspection_reading"):
        yield "All of it was rejected: take that step."


def comes_from_the_approved(inspection: Inspection, around: Around) -> Iterator[str]:
    """Goods of a supplier that is not approved pass only with a reason."""
    supplier = around.at(inspection.supplier_id) if inspection.supplier_id else None
    if supplier is None or inspection.exception:
        return
    if supplier.state not in ("approved", "conditional"):
        yield f"{supplier.title} is not approved. Say why it is accepted all the same."


def instruments_were_right(inspection: Inspection, around: Around) -> Iterator[str]:
    """A reading with an instrument that was past its date, or in quarantine, proves nothing."""
    lines = around.lines("inspection_reading")
    used = {inspection.equipment_id, *(line.equipment_id for line in lines)}
    for one in sorted(filter(None, used)):
        instrument = around.at(one)
        if instrument is None or inspection.exception:
            continue
        until = instrument.values.get("calibration_on")
        if instrument.state == "quarantined":
            yield f"{instrument.number} is in quarantine. Measure again with another one."
        elif until is not None and inspection.on_day and until < inspection.on_day:
            yield f"{instrument.number} was calibrated until {paper_day(until)} only."


def _nonconformity(inspection: Any) -> dict[str, object]:
    """What missed its limit, as it was read against what is asked."""
    lines = inspection.lines.get("inspection_reading", ())
    missed = [line for line in lines if verdict_of(line) is Verdict.MISSED]
    names = ", ".join(dict.fromkeys(line.name or "" for line in missed))
    receiving = inspection.stage is Stage.RECEIVING
    return {
        "title": f"{inspection.title}: {names or 'rejected'}",
        "nc_type": "SUPPLIER" if receiving else "OWN",
        "origin": "RECEIPT" if receiving else "INSPECTION",
        "description": "\n".join(map(_read, missed)) or inspection.remarks or inspection.title,
        "found_on": inspection.on_day,
        "product_id": inspection.product_id,
        "supplier_id": inspection.supplier_id,
        "reference": inspection.batch or inspection.order_no,
        "lot": inspection.quantity,
        "checked": inspection.sample,
        "nonconforming": inspection.rejected,
    }


def _read(line: Measured) -> str:
    """`Wall: 8.7 mm, asked 9 to 11 mm`."""
    ends = [number_text(n) for n in (line.least, line.most) if n is not None]
    asked = " to ".join(ends) or line.expected or ""
    if len(ends) == 1:
        asked = f"{'at least' if line.most is None else 'at most'} {asked}"
    unit = f" {line.unit}" if line.unit else ""
    return f"{line.name}: {line.found}{unit}, asked {asked}{unit if ends else ''}"


REGISTER = Register(
    Inspection,
    key="inspection",
    title="Inspections",
    one="inspection",
    many="inspections",
    group=Group.SUPPLY,
    about="What was measured on which lot, with which instrument, and who let it go on.",
    example=Example(
        "INS-2026-118",
        "Pump housings, heat 4417",
        "13 of 40 measured, wall 9.2 to 10.6 mm of 9 to 11, all free of cracks.",
        ("Receiving", "Calliper ME-017", "Accepted"),
    ),
    numbering="INS-{year}-{seq:03}",
    clauses=("9001 8.6", "9001 8.4.2", "9001 8.5.1", "9001 8.7", "14001 9.1.1"),
    columns=(
        "number",
        "title",
        "stage",
        "product_id",
        "batch",
        "on_day",
        "result",
        "owner_id",
        "state",
    ),
    form={
        "Inspection": ("title", "stage", "product_id", "batch", "order_no", "supplier_id"),
        "How": ("on_day", "inspector_id", "equipment_id", "plan_id", "plan_revision"),
        "Quantities": (
            "quantity",
            "sample",
            "accepted",
            "conceded",
            "rejected",
            "concession",
            "result",
        ),
        "Release": ("remarks", "exception", "released_by_id", "released_on", "owner_id", "legacy"),
    },
    states=(
        *states(State("held", "Held", "amber"), closed="Released")[:-1],
        State("rejected", "Rejected", "red", closed=True),
        states()[-1],
    ),
    steps=(
        Step(
            "Release",
            ("draft", "held"),
            "closed",
            guards=(is_read, is_all_rejected, comes_from_the_approved, instruments_were_right),
            puts={"released_by_id": ME, "released_on": TODAY},
        ),
        Step("Hold", ("draft",), "held", reason=True),
        Step("Reject", ("draft", "held"), "rejected", reason=True),
        Step("Hold again", ("closed",), "held", reason=True),
    ),
    rules=(quantities_add_up,),
    lines=(
        Lines(
            "inspection_reading",
            "Readings",
            "reading",
            Measured,
        ),
    ),
    grows=(
        Grow(
            "Raise a nonconformity",
            "nonconformity",
            RAISED_FROM,
            _nonconformity,
            ("draft", "held", "rejected"),
            once=True,
        ),
    ),
    help="products",
    place=15,
)
