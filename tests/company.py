"""A small fictional company for tests, made by the program's own services."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from isodesk.documents.values import Systems
from isodesk.intake.reader import Reader
from isodesk.services.company import CompanyValue, Founding, PersonValue
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store import memory

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


_SHELF = tempfile.TemporaryDirectory(prefix="isodesk-founded-")


@cache
def _founded() -> tuple[Path, str, datetime]:
    """The company as this process founded it, its id and the time of its last entry: laying down
    a file takes four times as long as copying it."""
    path, clock = Path(_SHELF.name) / "founded.isodesk", TestClock()
    with Reader() as reader:
        space = Workspace.create(path, FOUNDING, Settings(), reader, clock)
        space.close()
    memory.file_of(space.file_id, ".json").unlink()  # it was never worked on
    return path, space.file_id, clock.now


def make(path: Path, reader: Reader, clock: TestClock | None = None) -> Workspace:
    """A new company file, open for writing: a copy of the one founded before, but a second one in
    a test, or one founded at another time, is a company of its own."""
    clock, settings = clock or TestClock(), Settings()
    founded, file_id, founded_at = _founded()
    if clock.now != START or memory.recall(file_id) is not None:
        return Workspace.create(path, FOUNDING, settings, reader, clock)
    clock.now = founded_at
    shutil.copyfile(founded, path)
    space = Workspace.open(path, settings, reader, clock)
    space.begin_writing()
    space.sign_in(space.desk.actor.person_id or 0, space.desk.actor.name)
    return space
