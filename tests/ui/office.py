"""A small company in the midst of its work, for tests of the pages around the documents."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from isodesk.documents.values import NewDocument, Systems
from isodesk.intake.reader import Reader
from isodesk.paths import config_dir
from isodesk.services.workspace import Workspace
from isodesk.ui import theme
from isodesk.ui.jobs import Jobs
from tests.company import TestClock, make

TEXT = """# {title}
How {title} is done here, by whom, and what is kept of it.

## Purpose
To keep pumps apart that belong apart, so that the pump that leaves is the pump that was ordered.

## Procedure
1. The line lead draws the instruction from the holder on the wall.
2. The fitter works by the newest revision only.
3. Anything else goes back to the quality office.
"""


class Office:
    """A workspace with documents in many states and people by name."""

    def __init__(self, space: Workspace, folder: Path, clock: TestClock) -> None:
        self.space, self.folder, self.clock = space, folder, clock
        self.people = {p.name: p.id for p in space.companies.people()}
        self.types = {t.key: t.id for t in space.companies.types()}

    def document(self, title: str, kind: str = "procedure", **more: Any) -> int:
        """A draft with a page of content."""
        anna, tom = self.people["Anna Reyes"], self.people["Tom Hale"]
        new = NewDocument(
            title,
            self.types[kind],
            owner_id=anna,
            author_id=tom,
            reviewer_id=anna,
            approver_id=self.people["Marta Lind"],
            summary="First issue",
            **{"systems": Systems.QUALITY, **more},
        )
        document_id = self.space.documents.new(new)
        self.fill(document_id)
        return document_id

    def fill(self, document_id: int) -> None:
        """Content into the newest draft."""
        value = self.space.documents.get(document_id)
        path = self.folder / f"{value.number}.md"
        path.write_text(TEXT.format(title=value.title), encoding="utf-8")
        assert value.newest is not None
        self.space.contents.set(value.newest.id, self.space.contents.take(path))

    def approve(self, document_id: int) -> int:
        """Through review and approval; answers the revision."""
        newest = self.space.documents.get(document_id).newest
        assert newest is not None
        self.space.approval.submit(newest.id)
        self.space.approval.review(newest.id, self.people["Anna Reyes"])
        self.space.approval.approve(newest.id, self.people["Marta Lind"])
        return newest.id

    def issue(self, document_id: int, *holders: tuple[str, str], out: bool = False) -> list[int]:
        """In force with these (holder, place); answers the copies."""
        revision = self.approve(document_id)
        plan = self.space.issuing.plan(revision, None, holders)
        issued = self.space.issuing.issue(plan, self.people["Anna Reyes"])
        if out:
            self.space.copies.mark_out(issued.copies)
        return list(issued.copies)

    def revise(self, document_id: int, *holders: tuple[str, str]) -> list[int]:
        """The next revision in force."""
        self.space.documents.revise(document_id, "Torque for the new flange", "Complaint 12")
        self.fill(document_id)
        return self.issue(document_id, *holders)


HOLDERS = (("Line lead", "Assembly 1"), ("Line lead", "Assembly 2"), ("Laboratory", "Test bay"))


def work(office: Office) -> SimpleNamespace:
    """Something of everything Today shows; answers ids by name."""
    torque = office.document("Torque and tightening", "work_instruction")
    office.issue(torque, *HOLDERS, out=True)
    office.clock.later(days=3)
    printed = office.revise(torque, *HOLDERS)
    spill = office.document("Spill response", systems=Systems.ENVIRONMENT)
    newest = office.space.documents.get(spill).newest
    assert newest is not None
    office.space.approval.submit(newest.id)
    audit = office.document("Internal audit", systems=Systems.BOTH)
    office.approve(audit)
    manual = office.document("Quality and environmental manual", "manual", systems=Systems.BOTH)
    office.issue(manual, ("Works manager", "Office"), out=True)
    for document_id, days in ((manual, -12), (torque, 0), (spill, 2), (audit, 4)):
        today = office.clock.now.date()
        day = date.fromordinal(today.toordinal() + days)
        office.space.documents.change(document_id, next_review_on=day)
    return SimpleNamespace(torque=torque, spill=spill, audit=audit, manual=manual, to_print=printed)


@pytest.fixture
def dressed(qapp: Any) -> None:
    """The theme as the application wears it."""
    theme.apply(qapp, "light", 1.0)


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture
def office(tmp_path: Path, reader: Reader) -> Iterator[Office]:
    (config_dir() / "settings.json").unlink(missing_ok=True)
    folder = tmp_path / "texts"
    folder.mkdir()
    clock = TestClock()
    space = make(tmp_path / "harrow.isodesk", reader, clock)
    yield Office(space, folder, clock)
    space.close()


@pytest.fixture
def jobs(qapp: Any, dressed: None) -> Iterator[Jobs]:
    """Works beside the window; what nobody takes fails the test."""
    untaken: list[BaseException] = []
    made = Jobs(untaken.append, untaken.append)
    yield made
    made.close()
    if untaken:
        raise untaken[0]
