"""Every real PDF of the inputs: stamped and seen by poppler on every page, or refused with
its reason. Nothing in between."""

from datetime import date
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.printing.stamp import Kind, Stamp, stamp
from tests.stamp_judge import checked, judge, letters, text_of

STAMP = Stamp(
    kind=Kind.CONTROLLED,
    number="QP-07",
    revision="4",
    on=date(2026, 11, 23),
    copy=2,
    of=4,
    holder="Melt shop team leader",
    place="Furnace bay, board 2",
    code="004K-F7YK-FV3N",
    qr="ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N",
    colour=True,
)

FOLDER = Path(__file__).parents[2].parent / "shared" / "inputs" / "pdf"
PDFS = sorted(FOLDER.glob("*.pdf"))

REFUSALS = ("password", "damaged", "no pages", "cannot be")

pytestmark = [
    pytest.mark.inputs,
    pytest.mark.skipif(not PDFS, reason="the folder of real files does not stand here"),
]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_real_pdf_is_stamped_on_every_page_or_refused(path: Path) -> None:
    source = path.read_bytes()
    try:
        done = stamp(source, STAMP)
    except Refused as refused:
        assert any(word in str(refused) for word in REFUSALS)
        return
    judged = judge(done.pdf, STAMP)
    assert judged.faults == ()
    assert judged.pages == done.pages == len(done.scales)
    assert checked(done.pdf) in (0, 3)
    if not done.raster:
        lost = letters(text_of(source)) - letters(text_of(done.pdf))
        assert set(lost) <= {"●"}  # poppler's own drawing of a radio button
    assert stamp(source, STAMP) == done


def test_most_are_stamped() -> None:
    """Of 100, four ask for a password and two have no pages that any reader finds."""
    refused = []
    for path in PDFS:
        try:
            stamp(path.read_bytes(), STAMP)
        except Refused:
            refused.append(path.name)
    assert len(refused) <= len(PDFS) * 6 / 100
