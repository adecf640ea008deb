"""Commands on files that lie where no file is worked on: take a work copy out, hand it back."""

from pathlib import Path
from typing import Any

from isodesk.cli.common import command, opened, progress, say, with_json, with_name


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    out = command(
        commands, "take-out", "a work copy of a file in a sync folder, on a share or a stick"
    )
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("dir", type=Path, nargs="?", metavar="DIR", help="default: your documents")
    with_json(out)
    out.set_defaults(run=_take_out)
    back = command(commands, "hand-back", "put a work copy in the place of its original")
    back.add_argument("file", type=Path, metavar="COPY")
    with_json(back)
    with_name(back)
    back.set_defaults(run=_hand_back)


def _take_out(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        copy = space.work_copies.take_out(progress, options.dir)
    say(options, {"path": str(copy)}, [f"Copied and verified: {copy}."])
    return 0


def _hand_back(options: Any) -> int:
    with opened(options.file, writing=True, name=options.name) as space:
        done = space.work_copies.hand_back(progress)
    kept = str(done.kept) if done.kept else None
    lines = [f"Handed back and read back whole: {done.path}. Head {done.head}."]
    lines += [f"The former file is kept as {kept}."] if kept else []
    say(options, {"path": str(done.path), "head": done.head, "kept": kept}, lines)
    return 0
