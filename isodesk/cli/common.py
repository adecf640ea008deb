"""What every command shares: opening a file, saying a result."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings


def progress(done: int, of: int, what: str) -> None:
    """Progress on stderr where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{of}\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def opened(
    path: Path, *, writing: bool, name: str = "", continue_here: bool = False
) -> Iterator[Workspace]:
    """The file of a command. Raises Refused when it is to be written and cannot be; with
    `continue_here` an older state or a copy is the one to go on with."""
    reader = Reader()
    try:
        space = Workspace.open(path, Settings(), reader)
        try:
            if writing:
                space.begin_writing(progress)
                if continue_here and space.held is not None and space.held.way == "continue here":
                    space.continue_here(progress)
                if space.read_only:
                    raise Refused(space.read_only)
                _sign_in(space, name)
            else:
                space.copy_to_read(progress)
            yield space
        finally:
            space.close()
    finally:
        reader.close()


def _sign_in(space: Workspace, name: str) -> None:
    if not name:
        return
    people = [p for p in space.companies.people(active_only=True) if not p.is_role]
    found = next((p for p in people if p.name.casefold() == name.casefold()), None)
    if found is None:
        raise Refused(f"Nobody here is called {name}. Known: {', '.join(p.name for p in people)}.")
    space.sign_in(found.id, found.name)


def say(options: Any, value: dict[str, Any] | list[Any], lines: list[str]) -> None:
    """The result as JSON for programs or as lines for people."""
    if options.json:
        print(json.dumps(value, indent=1, default=str, ensure_ascii=False))
    else:
        print("\n".join(lines))


def command(commands: Any, name: str, says: str) -> Any:
    """A command's parser; what the overview says of it heads its own help too."""
    return commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")


def with_json(parser: Any) -> None:
    """Add `--json` to a command that has output."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def with_continue(parser: Any) -> None:
    """Add `--continue-here` to a command that writes."""
    parser.add_argument(
        "--continue-here",
        action="store_true",
        help="an older state of a file, or a copy of it, is the one to go on with",
    )


def with_name(parser: Any) -> None:
    """Add `--as`, the person in whose name it is done."""
    parser.add_argument(
        "--as",
        dest="name",
        default="",
        metavar="NAME",
        help="in whose name; default: who was signed in last",
    )
