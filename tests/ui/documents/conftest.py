"""A small company with documents in several states, made once and copied for each test."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from isodesk.core.problems import Refused
from isodesk.documents.values import CopyState, DocumentValue, NewDocument
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.documents.page import DocumentsPage
from isodesk.ui.jobs import Jobs
from tests.company import TestClock, make

TEXT = "# {title}\n\nHow it is done.\n\n## Purpose\n\nWords on the page.\n"
HOLDERS = [("Moulding team", "Mixer 1"), ("Moulding team", "Mixer 2"), ("Laboratory", "Bench")]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


@pytest.fixture(scope="session")
def company_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """Melting (revision 2 in force, copies of 1 to recall), Sand (revision 2 approved), Spill
    (a draft without content), and a form in force."""
    folder = tmp_path_factory.mktemp("company")
    path, clock = folder / "company.isodesk", TestClock()
    clock.later(days=-20)
    space = make(path, reader, clock)
    builder = _Builder(space, folder)
    melting, sand = builder.issued("Melting and pouring"), builder.issued("Sand moulding")
    builder.issued("Sand test sheet", holders=[])
    builder.draft("Spill response")
    clock.later(days=13)
    builder.revised(melting, issue=True)
    builder.revised(sand, issue=False)
    space.close()
    return path


@dataclass
class _Builder:
    space: Workspace
    folder: Path

    def person(self, name: str) -> int:
        return next(p.id for p in self.space.companies.people() if p.name == name)

    def draft(self, title: str) -> int:
        kind = next(t for t in self.space.companies.types() if t.key == "procedure")
        return self.space.documents.new(
            NewDocument(
                title,
                kind.id,
                owner_id=self.person("Tom Hale"),
                author_id=self.person("Tom Hale"),
                reviewer_id=self.person("Anna Reyes"),
                approver_id=self.person("Marta Lind"),
            )
        )

    def fill(self, revision_id: int, title: str) -> None:
        source = self.folder / f"{title}.md"
        source.write_text(TEXT.format(title=title), encoding="utf-8")
        self.space.contents.set(revision_id, self.space.contents.take(source))

    def approve(self, revision_id: int) -> None:
        self.space.approval.submit(revision_id)
        self.space.approval.review(revision_id, self.person("Anna Reyes"))
        self.space.approval.approve(revision_id, self.person("Marta Lind"))

    def issued(self, title: str, holders: list[tuple[str, str]] | None = None) -> int:
        document_id = self.draft(title)
        self.space.documents.set_distribution(document_id, HOLDERS if holders is None else holders)
        revision = self.space.documents.get(document_id).newest
        assert revision is not None
        self.fill(revision.id, title)
        self.approve(revision.id)
        self.issue(revision.id)
        return document_id

    def issue(self, revision_id: int) -> None:
        plan = self.space.issuing.plan(revision_id)
        issued = self.space.issuing.issue(plan, self.person("Anna Reyes"))
        if issued.copies:
            self.space.copies.mark_out(issued.copies)

    def revised(self, document_id: int, *, issue: bool) -> None:
        revision_id = self.space.documents.revise(document_id, "Ratios", "An audit finding")
        self.fill(revision_id, "Again")
        self.approve(revision_id)
        if issue:
            self.issue(revision_id)


@dataclass
class Desk:
    """The page over an open file, with what it said and what went wrong."""

    space: Workspace
    jobs: Jobs
    page: DocumentsPage
    bot: QtBot
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Until no work is in hand and the page has rested."""
        quiet = began = time.monotonic()
        while time.monotonic() - quiet < 0.09:
            QApplication.processEvents()
            time.sleep(0.002)
            if self.jobs.busy():
                quiet = time.monotonic()
            assert time.monotonic() - began < 30, "the page never came to rest"

    def settle_once(self) -> None:
        """Until what is in hand now has been answered; what is tried again later may wait."""
        hand = self.jobs.busy()
        while any(job in self.jobs.busy() for job in hand):
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()

    def open(self, title: str, tab: str = "details") -> DocumentValue:
        """Open a document's record on a tab."""
        self.page.open_document(self.id_of(title), tab)
        self.settle()
        shown = self.page.document()
        assert shown is not None
        return shown

    def id_of(self, title: str) -> int:
        rows = self.space.lists.documents().page(None, 100).rows
        return next(row.id for row in rows if row.values[1] == title)

    def get(self, title: str) -> DocumentValue:
        """The document as it lies in the file now."""
        return self.space.documents.get(self.id_of(title))

    def person(self, name: str) -> int:
        return next(p.id for p in self.space.companies.people() if p.name == name)

    def dialog(self, kind: type[QWidget] = QDialog) -> Any:
        """The dialog that is open."""
        self.settle()
        return next(d for d in self.page.findChildren(kind) if d.isVisible())

    def to_recall(self, title: str) -> Any:
        copies = self.space.copies.of_document(self.id_of(title))
        return [c for c in copies if c.state == CopyState.TO_RECALL]


MakeDesk = Callable[[Path], Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, reader: Reader) -> Iterator[MakeDesk]:
    """A page over a file, closed after the test; what broke in a work fails the test."""
    open_desks: list[Desk] = []
    broken: list[BaseException] = []

    def build(path: Path, writing: bool = True) -> Desk:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if (theme.current().scheme, theme.current().scale) != ("light", 1.0):
            theme.apply(app, "light", 1.0)
        space = Workspace.open(path, Settings(), reader, TestClock())
        if writing:
            space.begin_writing()
        refused: list[Refused] = []
        jobs = Jobs(refused.append, broken.append)
        page = DocumentsPage(space, jobs)
        desk = Desk(space, jobs, page, qtbot)
        jobs._refused = lambda r: desk.refused.append(str(r))
        page.status.connect(desk.said.append)
        page.resize(1280, 700)
        page.show()
        open_desks.append(desk)
        desk.settle()
        return desk

    yield build
    for desk in open_desks:
        desk.page.close()
        desk.jobs.close()
        desk.page.deleteLater()
        QApplication.sendPostedEvents(desk.page, QEvent.Type.DeferredDelete.value)
        desk.space.close()
    assert not broken, broken


@pytest.fixture
def desk(make_desk: MakeDesk, company_file: Path, tmp_path: Path) -> Desk:
    """The page over a copy of the company."""
    path = tmp_path / "company.isodesk"
    shutil.copy(company_file, path)
    return make_desk(path)


@pytest.fixture
def empty_desk(make_desk: MakeDesk, reader: Reader, tmp_path: Path) -> Desk:
    """The page over a company without a document."""
    path = tmp_path / "empty.isodesk"
    make(path, reader).close()
    return make_desk(path)
