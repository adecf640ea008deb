"""Rules of complaints: the clocks, and what stands in the way of a step (ISO 10002)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Problem
from isodesk.core.steps import VOID, Around
from isodesk.registers.complaint_words import Answer, Finding

if TYPE_CHECKING:
    from isodesk.registers.complaint import Complaint

ACKNOWLEDGE_DAYS, RESPOND_DAYS = 2, 20
"""Days from the receipt, where nothing else is agreed with the complainant."""


def by(received: date | None, days: int | None, done: date | None) -> date | None:
    """The day a clock runs out; None once it was stopped."""
    if received is None or days is None or done is not None:
        return None
    return received + timedelta(days=days)


def late_by(received: date | None, days: int | None, done: date | None) -> int | None:
    """Days beyond the clock, 0 or less for in time; None while it runs."""
    if received is None or days is None or done is None:
        return None
    return (done - received).days - days


def kept(word: str, received: date | None, days: int | None, done: date | None) -> str:
    """`acknowledged in time`, `answered 3 days late`; "" while it has not happened."""
    late = late_by(received, days, done)
    if late is None:
        return ""
    if late <= 0:
        return f"{word} in time"
    return f"{word} {late} {'day' if late == 1 else 'days'} late"


def days_stand_in_order(it: "Complaint") -> Iterator[Problem]:
    """Received, acknowledged, responded: in that order."""
    if it.received_on is None:
        return
    for key, said in (("acknowledged_on", "acknowledgement"), ("responded_on", "response")):
        day = getattr(it, key)
        if day and day < it.received_on:
            yield Problem(key, f"The {said} is older than the complaint.")


def danger_is_stopped(it: "Complaint") -> Iterator[Problem]:
    """Where somebody may be hurt, something is done before anybody investigates."""
    if it.safety and not it.immediate:
        yield Problem("immediate", "Somebody may be in danger: write down what was done at once.")


def refusal_goes_on(it: "Complaint") -> Iterator[Problem]:
    """Who does not accept is told where else to turn."""
    if it.answer is Answer.REFUSED and not it.recourse:
        yield Problem("recourse", "Say where they can turn outside the firm, and tell them.")


def somebody_complained(it: "Complaint", around: Around) -> Iterator[Problem]:
    """A complaint has a complainant."""
    if not (it.customer_id or it.party_id or it.complainant):
        yield Problem("complainant", "Say who complains.")


def refusal_stays_open(it: "Complaint", around: Around) -> Iterator[Problem]:
    """A complaint that was not settled ends only when there is no way left within the firm."""
    if it.answer is None:
        yield Problem("answer", "Ask whether they accept.")
    if it.answer is Answer.REFUSED and it.recourse_on is None:
        yield Problem(
            "recourse_on", "It stays open: offer them recourse outside, and note the day."
        )


def what_grew_is_closed(it: "Complaint", around: Around) -> Iterable[str]:
    """A complaint closes after its nonconformity, whose effect is verified."""
    near = around.near("nonconformity", "raised_from")
    left = [n.number for n in near if not n.outward and not n.closed and n.state != VOID]
    if left:
        yield f"{', '.join(left)} {'is' if len(left) == 1 else 'are'} not closed yet."


def our_fault_is_followed(it: "Complaint", around: Around) -> Iterator[str]:
    """What was our fault or a supplier's, and matters, becomes a nonconformity."""
    faulty = it.finding in (Finding.OURS, Finding.SUPPLIER)
    if faulty and not it.no_nc and not around.near("nonconformity"):
        yield "It was a fault: raise a nonconformity, or say why none is needed."


def as_nonconformity(it: Any) -> dict[str, Any]:
    """What a nonconformity takes over."""
    supplier = it.finding is Finding.SUPPLIER
    return {
        "title": it.title,
        "nc_type": "SUPPLIER" if supplier else "CUSTOMER",
        "origin": "COMPLAINT",
        "severity": "MINOR" if it.severity is None or it.severity.name == "MINOR" else "MAJOR",
        "found_on": it.received_on,
        "description": it.description,
        "evidence": it.evidence,
        "containment": it.immediate,
        "product_id": it.product_id,
        "customer_id": it.customer_id,
        "reference": " · ".join(part for part in (it.order_no, it.batch) if part) or None,
        "root_cause": it.cause,
    }
