"""Assets, maintenance, others' property, and incidents with suppliers."""

from datetime import date
from decimal import Decimal

from isodesk.core.steps import Put, Take
from isodesk.registers import maintenance, supplier_incident
from isodesk.registers.asset import Asset
from isodesk.registers.property import Property, its_owner_knows, somebody_owns_it
from tests.registers.around import Beside, near

DONE = date(2026, 11, 20)


def due(**values: object) -> dict[str, object]:
    asset = Asset.of(values)
    return {f.key: f.compute(asset) for f in Asset.fields if f.compute is not None}


def test_both_days_of_an_asset_are_counted_from_the_last_time() -> None:
    half, two_years = "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY;INTERVAL=2"
    days = due(service=half, serviced_on=DONE, inspect=two_years, bought_on=date(2025, 1, 31))
    assert days == {"service_on": date(2027, 5, 20), "inspect_on": date(2027, 1, 31)}


def work(kind: str, outcome: str) -> maintenance.Maintenance:
    values = {"number": "MNT-1", "asset_id": 4, "done_on": DONE, "work": kind, "outcome": outcome}
    return maintenance.Maintenance.of(values)


def test_done_work_dates_the_asset_and_says_whether_it_runs() -> None:
    assert list(maintenance.asset_follows(work("PLANNED", "ORDER"), Beside())) == [
        Put(4, {"serviced_on": DONE}),
        Take(4, "back_into_use"),
    ]
    assert list(maintenance.asset_follows(work("LAW", "DOWN"), Beside())) == [
        Put(4, {"inspected_on": DONE}),
        Take(4, "take_out_of_order", "MNT-1: out of order"),
    ]
    assert len(list(maintenance.asset_follows(work("REPAIR", "ORDER"), Beside()))) == 1


def test_the_owner_of_property_is_named_and_told() -> None:
    thing = Property.of({"state": "held", "belongs": "SUPPLIER", "customer_id": 3})
    assert [p.field for p in somebody_owns_it(thing)] == ["supplier_id"]
    lost = Property.of({"damage": "Dropped", "reported_on": None})
    assert list(its_owner_knows(lost, Beside()))
    told = Property.of({"damage": "Dropped", "reported_on": DONE})
    assert list(its_owner_knows(told, Beside())) == []


def test_an_incident_closes_after_its_nonconformity() -> None:
    incident = supplier_incident.SupplierIncident.of(
        {"delivered": Decimal(40), "affected": Decimal(41)}
    )
    assert [p.field for p in supplier_incident.no_more_than_came(incident)] == ["affected"]
    open_one = Beside((near("nonconformity", number="NC-1"),))
    said = list(supplier_incident.nonconformities_are_closed(incident, open_one))
    assert said == ["NC-1 is still open."]
