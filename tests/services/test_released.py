"""A file of every released version opens here for ever, and keeps all it held.

The files in tests/released are never changed; each release adds its own sample company.
"""

import lzma
from pathlib import Path

import pytest

from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.verify import verify
from tests.company import TestClock

RELEASED = sorted((Path(__file__).parents[1] / "released").glob("*.isodesk.xz"))


def test_there_is_one() -> None:
    assert RELEASED


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name.partition(".isodesk")[0])
def test_a_released_file_is_brought_up_to_date_whole(
    released: Path, tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "old.isodesk"
    path.write_bytes(lzma.decompress(released.read_bytes()))
    space = Workspace.open(path, Settings(), reader, TestClock())
    assert space.glance().documents >= 42  # Today is painted before it is brought up to date
    space.begin_writing()
    assert space.read_only is None
    documents = space.lists.document_count()
    assert documents >= 42
    first = space.lists.documents().page(None, 1).rows[0]
    assert space.documents.get(first.id).revisions
    space.close()
    report = verify(path)
    assert report.findings == ()
    assert space.desk.file.version == SCHEMA_VERSION
    assert list(tmp_path.glob("*before update*"))
