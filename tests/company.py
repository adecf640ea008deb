"""A small fictional company for tests, made by the program's own services."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.documents.values import Systems
from isodesk.services.company import CompanyValue, Founding, PersonValue
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)

FOUNDING = Founding(
    CompanyValue("Harrow Test Pumps", "1 Mill Lane\nHarrowfield", "Pumps", Systems.BOTH),
    (
        PersonValue(0, "Anna Reyes", "Quality officer"),
        PersonValue(0, "Tom Hale", "Works manager"),
        PersonValue(0, "Marta Lind", "Managing director"),
        PersonValue(0, "Laboratory", is_role=True),
    ),
)


@dataclass
class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False
    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


def make(path: Path, reader: "Reader", clock: TestClock | None = None) -> Workspace:
    """A new company file, open for writing."""
    return Workspace.create(path, FOUNDING, Settings(), reader, clock or TestClock())
