"""Golden texts: what each sheet says, kept in tests/golden and compared word for word.

`pytest tests/printing --refresh-golden` writes them anew, to be read in the difference.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.printing.reading import text_of

GOLDEN = Path(__file__).parents[1] / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden texts anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """golden("slips", pdf): the PDF's text is what tests/golden/slips.txt says."""
    refresh = bool(request.config.getoption("--refresh-golden", default=False))

    def compare(name: str, pdf: bytes) -> None:
        path, said = GOLDEN / f"{name}.txt", text_of(pdf)
        if refresh:
            path.write_text(said, encoding="utf-8")
        assert said == path.read_text(encoding="utf-8")

    return compare
