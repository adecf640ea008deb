"""What a nonconformity must show before which step, as pure values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from isodesk.core.steps import missing_of
from isodesk.registers import nonconformity_words as words
from isodesk.registers.nonconformity import REGISTER, Nonconformity
from tests.registers.around import Beside, near

LABELS = {f.key: f.label for f in REGISTER.fields}


def nc(**values: Any) -> Nonconformity:
    return Nonconformity.of({"number": "NC-1", "title": "Holes out of place", **values})


def said(entry: Nonconformity) -> set[str]:
    return {p.field for rule in REGISTER.rules for p in rule(entry)}


def missing(step: str, entry: Nonconformity, around: Beside) -> str:
    return missing_of(REGISTER.step(step), entry, LABELS, around)


def action(state: str, **values: Any) -> Any:
    return near("action", "acts_on", state=state, number=f"ACT-{state}", **values)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"lot": 50, "checked": 60}, "checked"),
        ({"checked": 10, "nonconforming": 11}, "nonconforming"),
        ({"checked": 10, "accepted": 11}, "accepted"),
        ({"lot": 100, "checked": 10, "accepted": 101}, "accepted"),
    ],
)
def test_a_part_is_never_more_than_the_whole(values: dict[str, int], field: str) -> None:
    assert said(nc(**{key: Decimal(n) for key, n in values.items()})) == {field}


def test_quantities_that_add_up_are_no_problem() -> None:
    assert said(nc(lot=Decimal(100), checked=Decimal(10), nonconforming=Decimal(2))) == set()


def test_a_concession_names_who_authorised_it() -> None:
    assert said(nc(disposition="CONCESSION")) == {"concession_by"}
    assert said(nc(disposition="CONCESSION", concession_by="Customer, by letter")) == set()
    assert said(nc(disposition="SCRAP")) == set()


def test_a_supplier_and_a_customer_are_named() -> None:
    assert said(nc(nc_type="SUPPLIER")) == {"supplier_id"}
    assert said(nc(nc_type="CUSTOMER")) == {"customer_id"}


def test_severity_says_by_when_it_is_closed() -> None:
    found = {"found_on": date(2026, 11, 1)}
    assert nc(**found, severity="MAJOR")
    closing = REGISTER.by_key["closing_on"].compute
    assert closing is not None
    assert closing(nc(**found, severity="MAJOR")) == date(2026, 12, 1)
    assert closing(nc(**found, severity="MINOR")) == date(2027, 1, 30)
    assert closing(nc(**found, severity="MINOR", close_by=date(2026, 11, 9))) == date(2026, 11, 9)
    assert closing(nc()) is None


def test_risk_before_and_after() -> None:
    compute = {key: REGISTER.by_key[key].compute for key in ("risk", "risk_after")}
    entry = nc(likelihood=4, impact=5, likelihood_after=1)
    assert [rule(entry) for rule in compute.values() if rule] == [20, None]


def test_a_cause_is_looked_for_before_it_is_recorded() -> None:
    assert "Ask the whys" in missing("record_the_cause", nc(), Beside())
    why = words.Why.of({"answer": "The fixture takes it two ways"})
    assert missing("record_the_cause", nc(), Beside(lined={"why": (why,)})) == ""
    assert missing("record_the_cause", nc(method="OBSERVED"), Beside()) == ""


def test_actions_are_planned_or_there_is_a_reason() -> None:
    assert "Add an action first" in missing("plan_actions", nc(), Beside())
    assert missing("plan_actions", nc(no_action="A slip, seen at once"), Beside()) == ""
    assert missing("plan_actions", nc(), Beside((action("planned"),))) == ""
    not_counted = Beside((action("void"), action("not_effective")))
    assert "Add an action first" in missing("plan_actions", nc(), not_counted)


def test_verification_waits_for_every_action() -> None:
    around = Beside((action("done"), action("in_progress")))
    assert missing("ask_for_verification", nc(), around) == "ACT-in_progress is not done yet."
    assert missing("ask_for_verification", nc(), Beside((action("done"),))) == ""


def test_closing_wants_cause_and_actions_that_work() -> None:
    assert missing("close", nc(), Beside()) == "Fill in first: Root cause."
    entry = nc(root_cause="No stop")
    assert missing("close", entry, Beside((action("done"),))) == "ACT-done is not verified yet."
    assert missing("close", entry, Beside((action("closed", owner_id=2),))) == ""


def test_an_owner_of_an_action_does_not_close_it_without_a_reason() -> None:
    around = Beside((action("closed", owner_id=1),), actor_id=1)
    assert "You own one of its actions" in missing("close", nc(root_cause="No stop"), around)
    alone = nc(root_cause="No stop", alone="One person; the customer looked at ten parts")
    assert missing("close", alone, around) == ""


def test_rework_is_checked_again() -> None:
    entry = nc(nonconforming=Decimal(4), disposition="REWORK")
    assert "Check it again" in missing("ask_for_verification", entry, Beside())
    entry = nc(nonconforming=Decimal(4), disposition="REWORK", reverified="CONFORMS")
    assert missing("ask_for_verification", entry, Beside()) == ""


def test_parts_of_a_lot_add_up_and_say_who_conceded() -> None:
    entry = nc(nonconforming=Decimal(14), disposition="SEVERAL")
    parts = [
        words.Part.of({"quantity": Decimal(10), "disposition": "REWORK"}),
        words.Part.of({"quantity": Decimal(3), "disposition": "CONCESSION"}),
    ]
    around = Beside(lined={"lot_part": tuple(parts)})
    sentence = missing("ask_for_verification", entry, around)
    for word in ("do not add up", "has not been checked again", "who authorised it"):
        assert word in sentence
    good = [
        words.Part.of({"quantity": Decimal(10), "disposition": "REWORK", "result": "CONFORMS"}),
        words.Part.of({"quantity": Decimal(4), "disposition": "SCRAP"}),
    ]
    assert missing("ask_for_verification", entry, Beside(lined={"lot_part": tuple(good)})) == ""
