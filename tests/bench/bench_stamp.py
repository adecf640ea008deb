"""P2 to P4: stamping and copies (performance 4), each beside its floor of the same run.

P2: 500 pages against writing the bytes and against `qpdf --overlay` of a finished stamp,
which neither scales the page nor looks at what it did. P3: 20 copies of 100 pages against
writing the same bytes. P4: a QR code as one path against segno's own drawing of it.

    python -m tests.bench.bench_stamp
"""

import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import segno

from isodesk.printing import qr, stamp_build
from isodesk.printing.stamp import Kind, Placing, Stamp, check, prepare, stamp
from tests.odd_pages import words_pdf

PAGES, COPIES, COPIED_PAGES = 500, 20, 100

STAMP = Stamp(
    kind=Kind.CONTROLLED,
    number="QP-07",
    revision="4",
    on=date(2026, 11, 23),
    copy=2,
    of=COPIES,
    holder="Melt shop team leader",
    place="Furnace bay, board 2",
    code="004K-F7YK-FV3N",
    qr="ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N",
    colour=True,
)


Took = tuple[float, float]
"""Median milliseconds by the clock and of CPU, the children's included."""


def timed(work: Callable[[], object], times: int = 9) -> Took:
    """The work, warm."""
    work()
    wall, used = [], []
    for _ in range(times):
        began, had = time.perf_counter(), _cpu()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        used.append((_cpu() - had) * 1000)
    return statistics.median(wall), statistics.median(used)


def _cpu() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


def row(what: str, took: Took, floor: Took, of: str) -> None:
    """One line of the table: wall and CPU, each beside its floor."""
    ratios = " ".join(
        f"{mine / max(base, 1e-3):8.2f}" for mine, base in zip(took, floor, strict=True)
    )
    print(f"{what:<46} {took[0]:8.2f} {took[1]:8.2f} {ratios} x {of}")


def p2(folder: Path) -> None:
    """500 pages, against qpdf's overlay as a process and writing the bytes."""
    source = words_pdf(PAGES, lines=45)
    paths = [folder / name for name in ("source.pdf", "stamp.pdf", "out.pdf")]
    paths[0].write_bytes(source)
    paths[1].write_bytes(stamp(words_pdf(1, lines=0), STAMP, Placing.RESERVED).pdf)
    template = stamp_build.template_of(source, Placing.FIT, {})
    result = stamp(source, STAMP).pdf
    overlay = ["qpdf", paths[0], "--overlay", paths[1], "--repeat=1", "--", paths[2]]

    def put_on() -> None:
        made = stamp_build.template_of(source, Placing.FIT, {})
        paths[2].write_bytes(made.copy(STAMP))

    def put_on_and_look() -> None:
        paths[2].write_bytes(stamp(source, STAMP).pdf)

    floor = timed(lambda: paths[2].write_bytes(source))
    peer = timed(lambda: subprocess.run(overlay, check=True))
    print(f"P2: {PAGES} pages, {len(source) / 1024:.0f} KiB")
    row("write the bytes", floor, peer, "qpdf")
    row("qpdf --overlay, no look (process)", peer, peer, "qpdf")
    row("ours: new sheets, scaled, stamped, written", timed(put_on), peer, "qpdf")
    row("ours: and every page looked at", timed(put_on_and_look, 3), peer, "qpdf")
    row("one more copy of the same", timed(lambda: template.copy(STAMP)), peer, "qpdf")
    print(f"output {len(result) / len(source):.3f} x the source\n")


def p3(folder: Path) -> None:
    """20 copies of 100 pages, each with its own number, holder and codes."""
    template = prepare(words_pdf(COPIED_PAGES, lines=45))
    bytes_ = template.copy(STAMP)
    wanted = iter(range(10**6))

    def facts(n: int) -> Stamp:
        text = f"ISODESK1 4T7Q2M QP-07 R4 C{n}/20 20261123 {random.getrandbits(60):012X}"
        return replace(STAMP, copy=n, holder=f"Holder {n}", qr=text)

    def write() -> None:
        for n in range(COPIES):
            (folder / f"{n}.pdf").write_bytes(bytes_)

    def copies() -> None:
        for n in range(COPIES):
            made = template.copy(facts(next(wanted)))
            (folder / f"{n}.pdf").write_bytes(made)

    def copies_looked_at() -> None:
        for n in range(COPIES):
            stamped = facts(next(wanted))
            made = template.copy(stamped)
            check(template, made, stamped)
            (folder / f"{n}.pdf").write_bytes(made)

    floor = timed(write)
    print(f"P3: {COPIES} copies of {COPIED_PAGES} pages, {len(bytes_) / 1024:.0f} KiB each")
    row("write the bytes", floor, floor, "floor")
    row("ours: copies, each with its own QR code", timed(copies), floor, "floor")
    row("ours: and each looked at once more", timed(copies_looked_at, 3), floor, "floor")
    row("prepare the template, every page looked at", timed(_preparing()), floor, "floor")
    print()


def _preparing() -> Callable[[], object]:
    source = words_pdf(COPIED_PAGES, lines=45)
    return lambda: prepare(source)


def p4() -> None:
    """A fresh QR code each time, and the same one again."""
    number = iter(range(10**6))

    def text() -> str:
        return f"ISODESK1 4T7Q2M QP-{next(number):05} R4 C2/4 20261123 004KF7YKFV3N"

    floor = timed(lambda: segno.make_qr(text(), error="m", boost_error=False, mask=0), 50)
    print("P4: a QR code of 53 characters")
    row("segno, mask given (no choice, nothing drawn)", floor, floor, "floor")
    row(
        "segno, mask chosen by segno",
        timed(lambda: segno.make_qr(text(), error="m", boost_error=False), 50),
        floor,
        "floor",
    )
    row(
        "ours: mask chosen, drawn as one path",
        timed(lambda: qr.operators(text()), 50),
        floor,
        "floor",
    )
    row("ours: the same text again", timed(lambda: qr.operators(STAMP.qr), 50), floor, "floor")


def main() -> None:
    """Print the tables and the peak memory."""
    print(f"{'':<46} {'ms':>8} {'ms CPU':>8} {'ratio':>8} {'CPU':>8}")
    with tempfile.TemporaryDirectory() as name:
        p2(Path(name))
        p3(Path(name))
    p4()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
