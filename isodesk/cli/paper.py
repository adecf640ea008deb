"""Commands on paper: stamp any PDF, check a code."""

from datetime import date
from pathlib import Path
from typing import Any

from isodesk.cli.common import command, opened, say, with_json
from isodesk.core.whole import write_whole

STATES = ("draft", "controlled", "uncontrolled", "superseded", "obsolete")


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    stamp = command(commands, "stamp", "stamp every page of any PDF; needs no file")
    stamp.add_argument("pdf", type=Path, metavar="IN.pdf")
    stamp.add_argument("out", type=Path, metavar="OUT.pdf")
    stamp.add_argument("--state", choices=STATES, required=True)
    stamp.add_argument("--copy", type=int, metavar="N")
    stamp.add_argument("--of", type=int, metavar="M")
    for word in ("holder", "place", "number", "revision"):
        stamp.add_argument(f"--{word}", default="")
    with_json(stamp)
    stamp.set_defaults(run=_stamp)
    check = command(commands, "check-copy", "is this paper current? by its code")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("code", metavar="CODE")
    with_json(check)
    check.set_defaults(run=_check)


def _stamp(options: Any) -> int:
    from isodesk.printing.stamp_facts import Kind, Stamp
    from isodesk.services.stamping import stamp_loose
    from isodesk.services.writing import writing_to

    stamp = Stamp(
        Kind(options.state),
        options.number,
        options.revision,
        date.today(),
        options.copy,
        options.of,
        options.holder,
        options.place,
        valid_on=date.today() if options.state == "uncontrolled" else None,
    )
    done = stamp_loose(options.pdf, stamp)
    with writing_to(options.out):
        write_whole(options.out, done.pdf)
    say(
        options,
        {"pages": done.pages, "as_pictures": list(done.raster), "notes": list(done.notes)},
        [f"Stamped {done.pages} pages: {options.out}.", *done.notes],
    )
    return 0


def _check(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        verdict = space.paper_check.check(options.code)
    value = {
        "word": verdict.word.value,
        "current": verdict.current,
        "sentence": verdict.sentence,
        "did_you_mean": verdict.did_you_mean,
    }
    say(options, value, [f"{verdict.heading} {verdict.sentence}"])
    return 0 if verdict.current else 1
