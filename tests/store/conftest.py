"""A real file on disk with one document in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from isodesk.core.actor import Actor
from isodesk.core.spine import Company
from isodesk.documents.model import Document, Revision
from isodesk.store import files
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
from tests.company import TestClock

ANNA = Actor(None, "Anna Reyes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harrow.isodesk"


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def file(path: Path, clock: TestClock) -> Iterator[CompanyFile]:
    opened = begun(path, clock)
    yield opened
    opened.close()


def begun(path: Path, clock: TestClock) -> CompanyFile:
    """A new file with one document and two files in it, open for writing."""
    opened = CompanyFile.create(path)
    with unit(opened, ANNA, clock, "Founding the file") as work:
        work.session.add(Company(id=1, file_id=path.parent.name, name="Harrow", code_key="00" * 32))
        document = Document(number="QP-07", title="Melting and pouring", process="Casting")
        work.session.add(document)
        work.session.flush()
        text = files.keep(work.session, "Die Gießerei gießt um 1480 °C.".encode(), "text/plain")
        source = files.keep(work.session, bytes(range(256)) * 9000, "application/pdf")
        work.session.add(
            Revision(
                parent_id=document.id,
                label="1",
                ordinal=1,
                number="QP-07",
                title="Melting and pouring",
                text_id=text,
                source_id=source,
            )
        )
    return opened
