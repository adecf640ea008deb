"""Infrastructure: buildings, machines, vehicles and what else the work needs (ISO 9001:2015,
7.1.3; ISO 14001:2015, 7.1, 8.1)."""

from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import Grow, State, Step


class Sort(Enum):
    """What it is."""

    BUILDING = "Building or yard"
    MACHINE = "Machine"
    VEHICLE = "Vehicle or lift truck"
    TOOL = "Tool or fixture"
    UTILITY = "Utility: power, air, water, heat"
    SOFTWARE = "Computer or software"
    SAFETY = "Fire, first aid, spill kit"
    OTHER = "Other"


class Asset(Entry):
    """Something that has to work so that the work can be done."""

    title: str = field("Asset", search=True, weight=15, also=("Machine", "Equipment"))
    sort: Sort = field("Kind", default=Sort.MACHINE, weight=8)
    maker: str | None = field("Maker and model", search=True)
    serial: str | None = field("Serial number", search=True)
    location: str | None = field("Location", search=True, weight=9)
    bought_on: date | None = field("In the house since")
    critical: bool | None = field("Work stops without it")
    use: str | None = field("Used for", NOTE, search=True)
    instruction_id: int | None = field("Instruction", Reference(("document",)))
    environment: str | None = field(
        "Environment", NOTE, help="Oil, refrigerant, noise, waste, energy: what it may do."
    )
    supplier_id: int | None = field("Serviced by", Reference(("supplier",)))
    service: str | None = field("Maintenance", EVERY, also=("Maintenance interval",))
    service_work: str | None = field("What is done", NOTE)
    serviced_on: date | None = field("Last maintenance")
    inspect: str | None = field("Inspection asked for by law", EVERY)
    inspect_by: str | None = field("Inspected by")
    inspected_on: date | None = field("Last inspection by law")

    @computed("Next maintenance", due="Maintenance", every="service")
    def service_on(self) -> date | None:
        """Counted from the last one, or from the day it came."""
        return next_after(self.serviced_on or self.bought_on, self.service)

    @computed("Next inspection by law", due="Inspection by law", every="inspect")
    def inspect_on(self) -> date | None:
        """Counted from the last one, or from the day it came."""
        return next_after(self.inspected_on or self.bought_on, self.inspect)


def _maintenance(asset: Entry) -> dict[str, object]:
    title = f"Maintenance of {asset.title}"
    return {"title": title, "asset_id": asset.id, "planned_on": getattr(asset, "service_on", None)}


REGISTER = Register(
    Asset,
    key="asset",
    title="Infrastructure",
    one="asset",
    many="assets",
    group=Group.SUPPLY,
    about="Buildings, machines, vehicles and systems that have to work, and when they are looked"
    " after.",
    example=Example(
        "AST-008",
        "Screw compressor in the annex",
        "Serviced every 6 months, pressure vessel inspected every 2 years; condensate is oily"
        " waste.",
        ("Utility", "Work stops without it", "Next maintenance 4 June"),
    ),
    numbering="AST-{seq:03}",
    clauses=("9001 7.1.3", "9001 7.1.4", "14001 8.1"),
    columns=("number", "title", "sort", "location", "serviced_on", "owner_id", "due_on", "state"),
    form={
        "Asset": ("title", "sort", "maker", "serial", "location", "bought_on", "critical", "use"),
        "Care": (
            "service",
            "service_work",
            "supplier_id",
            "serviced_on",
            "service_on",
            "instruction_id",
        ),
        "Law and environment": (
            "inspect",
            "inspect_by",
            "inspected_on",
            "inspect_on",
            "environment",
        ),
        "Keeping": ("owner_id", "legacy"),
    },
    states=states(
        State("in_use", "In use", "green"),
        State("down", "Out of order", "red"),
        closed="Retired",
    ),
    steps=(
        Step("Put into use", ("draft",), "in_use"),
        Step("Take out of order", ("in_use",), "down", reason=True),
        Step("Back into use", ("down",), "in_use"),
        Step("Retire", ("in_use", "down"), "closed", reason=True),
    ),
    grows=(Grow("Plan maintenance", "maintenance", "asset_id", _maintenance),),
    help="infrastructure",
    order="title",
    place=40,
)
