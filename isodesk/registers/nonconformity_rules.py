"""What a nonconformity must show, and before which step."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from isodesk.core.problems import Problem
from isodesk.core.steps import Around
from isodesk.registers.acting import actions_of
from isodesk.registers.nonconformity_words import Disposition, Kind, Result

CHECKED_AGAIN = (Disposition.REWORK, Disposition.REPAIR, Disposition.SORT)
"""What is done to the product must be checked again (9001, 8.7.1)."""
CONCEDED = (Disposition.CONCESSION, Disposition.REPAIR, Disposition.REGRADE)
"""What lets a product go that is not as agreed needs somebody's authority."""


def quantities_add_up(nc: Any) -> Iterator[Problem]:
    """A part is never more than the whole."""
    if _more(nc.checked, nc.lot):
        yield Problem("checked", "More cannot be checked than there is in the lot.")
    if _more(nc.nonconforming, nc.checked):
        yield Problem("nonconforming", "More cannot be nonconforming than was checked.")
    if _more(nc.accepted, nc.checked if nc.lot is None else nc.lot):
        yield Problem("accepted", "More cannot be accepted than there is.")


def _more(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole


def concession_has_authority(nc: Any) -> Iterator[Problem]:
    """Somebody answers for what is used as it is (9001, 8.7.2)."""
    if nc.disposition in CONCEDED and not nc.concession_by:
        yield Problem(
            "concession_by", f"Say who authorised “{nc.disposition.value}”: customer or manager."
        )


def origin_names_its_party(nc: Any) -> Iterator[Problem]:
    """A supplier's or customer's nonconformity says whose."""
    if nc.nc_type is Kind.SUPPLIER and not nc.supplier_id:
        yield Problem("supplier_id", "Say which supplier.")
    if nc.nc_type is Kind.CUSTOMER and not nc.customer_id:
        yield Problem("customer_id", "Say which customer.")


def days_are_in_order(nc: Any) -> Iterator[Problem]:
    """Nothing is contained or answered before it was found or asked."""
    if nc.found_on and nc.contained_on and nc.contained_on < nc.found_on:
        yield Problem("contained_on", "It cannot be contained before it was found.")
    if nc.asked_on and nc.reply_on and nc.reply_on < nc.asked_on:
        yield Problem("reply_on", "The reply cannot come before the request.")


def has_actions(nc: Any, around: Around) -> Iterator[Problem | str]:
    """There is something to do, or a reason why not."""
    if not actions_of(around) and not nc.no_action:
        yield Problem(
            "no_action",
            "Add an action first, or fill in “No action needed because”.",
        )


def lot_is_disposed_of(nc: Any, around: Around) -> Iterator[Problem | str]:
    """Every nonconforming piece has gone its way, with its check and authority."""
    if nc.nonconforming and nc.disposition is None:
        yield Problem("disposition", "Say what became of what is nonconforming.")
    if nc.disposition in CHECKED_AGAIN and nc.reverified is not Result.CONFORMS:
        yield Problem("reverified", "Check it again after rework and record that it conforms.")
    yield from concession_has_authority(nc)
    if nc.disposition is Disposition.SEVERAL:
        yield from _parts(nc, around.lines("lot_part"))


def _parts(nc: Any, parts: tuple[Any, ...]) -> Iterator[Problem | str]:
    total = sum((p.quantity or Decimal() for p in parts), Decimal())
    if total != (nc.nonconforming or Decimal()):
        yield "The parts of the lot do not add up to the nonconforming quantity."
    if any(p.disposition in CHECKED_AGAIN and p.result is not Result.CONFORMS for p in parts):
        yield "A reworked part of the lot has not been checked again."
    if any(p.disposition in CONCEDED and not p.authority for p in parts):
        yield "A part of the lot goes by concession without saying who authorised it."


def cause_is_looked_for(nc: Any, around: Around) -> Iterator[Problem | str]:
    """A cause comes from looking: whys, a fishbone, or how else it was found."""
    if nc.method is None and not around.lines("why") and not around.lines("bone"):
        yield Problem("method", "Ask the whys, draw the fishbone, or say how the cause was found.")


def somebody_else_closes(nc: Any, around: Around) -> Iterator[Problem | str]:
    """Who owns one of its actions does not verify it, unless a reason is recorded."""
    owners = {near.values.get("owner_id") for near in actions_of(around)} - {None}
    if around.actor_id in owners and not nc.alone:
        yield Problem(
            "alone",
            "You own one of its actions: let somebody else close it, or fill in "
            "“Verified by an owner because”.",
        )
