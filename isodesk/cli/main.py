"""The command line: the same services as the window. Exit 0 done, 1 a finding or a refusal,
2 wrong usage."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from isodesk import __version__
from isodesk.core.problems import Refused
from isodesk.store.sqlite import is_trouble

INTERRUPTED = 130
Window = Callable[[Path | None], int]
Demo = Callable[[Path], int]


def main(window: Window, demo: Demo, arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window when none is named; answers the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, commands = _parser()
    if not given or (not given[0].startswith("-") and given[0] not in (*commands, "demo")):
        return window(Path(given[0]) if given else None)
    options = parser.parse_args(given)
    try:
        if options.command == "demo":
            return demo(options.dir)
        return int(options.run(options))
    except Refused as refused:
        return _refuse(str(refused))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if not is_trouble(error):  # a bug is a bug
            raise
        return _refuse(f"The disk or the file does not allow it: {getattr(error, 'orig', error)}.")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> tuple[argparse.ArgumentParser, tuple[str, ...]]:
    from isodesk.cli import audits, documents, files, paper, places, registers

    parser = argparse.ArgumentParser(
        prog="isodesk",
        description="Offline desktop for ISO 9001 and ISO 14001 management systems."
        " Without a command: the window, on FILE if one is given.",
    )
    parser.add_argument("--version", action="version", version=f"isodesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (files, documents, registers, audits, paper, places):
        module.add_commands(commands)
    demo = commands.add_parser(
        "demo", help="do the main job without a screen and leave papers and pictures in a folder"
    )
    demo.add_argument("dir", type=Path, metavar="DIR")
    return parser, tuple(commands.choices)
