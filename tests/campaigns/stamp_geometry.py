"""All 384 odd pages in all placings, judged by poppler.

    python -m tests.campaigns.stamp_geometry

Takes a minute or two; the tests take every size in every variant, with the turns going round.
"""

import sys
from datetime import date

from isodesk.printing.stamp import Kind, Placing, Stamp, stamp
from tests.odd_pages import ALL, odd_pdf
from tests.stamp_judge import judge

STAMP = Stamp(
    kind=Kind.OBSOLETE,
    number="QP-07",
    revision="4",
    on=date(2019, 11, 23),
    ended=date(2026, 11, 23),
    keep_until=date(2031, 12, 31),
    holder="Product liability",
    place="Archive, shelf 3",
    code="004K-F7YK-FV3N",
    qr="ISODESK1 4T7Q2M QP-07 R4 OBSOLETE 20261123 004KF7YKFV3N",
)


def main() -> int:
    """1 when poppler misses a stamp on any page."""
    faults = 0
    for placing in Placing:
        done = stamp(odd_pdf(ALL), STAMP, placing)
        judged = judge(done.pdf, STAMP)
        faults += len(judged.faults)
        print(f"{placing}: {judged.pages} pages, {len(judged.faults)} faults, raster {done.raster}")
        print(*judged.faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
