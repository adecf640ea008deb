"""A reader with isodesk's own child, kept for the session, and one whose child misbehaves."""

import sys
from collections.abc import Iterator

import pytest

from isodesk.intake.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def unruly() -> Iterator[Reader]:
    with Reader([sys.executable, "-m", "tests.intake.unruly_child"]) as reader:
        yield reader
