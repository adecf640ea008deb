"""Bytes in the file are read back before the commit: a disk that lies is found out at once."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import event

from isodesk.core.problems import Refused
from isodesk.store import files
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA


def lying(*given: Any) -> tuple[str, Any]:
    """Between the program and its disk: one bit of every piece of a file turns over."""
    statement, parameters = given[2], given[3]
    if "INTO file_chunk" in statement:
        *others, content = parameters
        parameters = (*others, bytes([content[0] ^ 1]) + content[1:])
    return statement, parameters


def test_what_the_disk_did_not_keep_is_refused(file: CompanyFile, clock: TestClock) -> None:
    event.listen(file.engine, "before_cursor_execute", lying, retval=True)
    with (
        pytest.raises(Refused, match="did not keep the file"),
        unit(file, ANNA, clock) as work,
    ):
        files.keep(work.session, b"a photo" * 1000, "image/jpeg")
    event.remove(file.engine, "before_cursor_execute", lying)
    assert verify(file.path).whole
    with unit(file, ANNA, clock) as work:
        kept = files.keep(work.session, b"a photo" * 1000, "image/jpeg")
        assert files.read(work.session, kept) == b"a photo" * 1000


def test_the_same_bytes_are_kept_once(file: CompanyFile, clock: TestClock) -> None:
    content = hashlib.sha256(b"").digest() * 100_000
    with unit(file, ANNA, clock) as work:
        first = files.keep(work.session, content, "image/jpeg")
        assert files.keep(work.session, content, "image/png") == first
