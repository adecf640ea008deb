"""Commands on documents: import, list, issue."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk import registers
from isodesk.cli.common import command, opened, progress, say, with_continue, with_json, with_name
from isodesk.core.problems import Refused
from isodesk.services.lists import KINDS, Table, as_table
from isodesk.services.workspace import Workspace

if TYPE_CHECKING:
    from isodesk.services.bringing_in import Row


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    bring = command(commands, "import", "bring files or folders in as documents")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    bring.add_argument("--in-force", action="store_true", help="they are in force already")
    bring.add_argument(
        "--written", action="store_true", help="Word files become text written in isodesk"
    )
    bring.add_argument("--show", action="store_true", help="only say what would happen")
    with_json(bring)
    with_name(bring)
    with_continue(bring)
    bring.set_defaults(run=_import)
    listed = command(commands, "list", "a list as text or JSON")
    listed.add_argument("file", type=Path, metavar="FILE")
    listed.add_argument(
        "kind",
        type=_list_name,
        metavar="KIND",
        help=f"{', '.join(KINDS)}, or a register by its key",
    )
    with_json(listed)
    listed.set_defaults(run=_list)
    issue = command(commands, "issue", "issue an approved revision and write its copies")
    issue.add_argument("file", type=Path, metavar="FILE")
    issue.add_argument("number", metavar="NUMBER")
    issue.add_argument("--revision", default="", metavar="LABEL", help="default: the newest")
    issue.add_argument(
        "--to",
        nargs="+",
        type=_holder,
        default=None,
        metavar="HOLDER@PLACE",
        help="default: the standing distribution list",
    )
    issue.add_argument("--out", type=Path, required=True, metavar="DIR")
    with_json(issue)
    with_name(issue)
    with_continue(issue)
    issue.set_defaults(run=_issue)


def _list_name(text: str) -> str:
    """A list, or a register: the officer's own are known by their file alone ("own:3")."""
    if text not in KINDS and not text.startswith("own:") and registers.find(text) is None:
        known = ", ".join((*KINDS, *(register.key for register in registers.every())))
        raise argparse.ArgumentTypeError(f"there is no list {text}; known: {known}")
    return text


def _holder(text: str) -> tuple[str, str]:
    holder, _, place = text.partition("@")
    if not holder.strip():
        raise argparse.ArgumentTypeError("HOLDER@PLACE wants a holder")
    return holder.strip(), place.strip()


def _import(options: Any) -> int:
    going_on = options.continue_here
    with opened(
        options.file, writing=not options.show, name=options.name, continue_here=going_on
    ) as space:
        rows = space.bringing_in.survey(options.paths, progress)
        rows = tuple(replace(r, in_force=options.in_force) for r in rows)
        lines: list[str] = []
        losses: dict[str, list[str]] = {}
        if not options.show:
            done = space.bringing_in.apply(rows, progress, options.written)
            lines = [f"{done.new} new, {done.changed} changed, {done.left} left out."]
            lines += [f"{name}: {loss}" for name, loss in done.losses]
            losses = _by_file(done.losses)
            rows = tuple(_as_applied(r, dict(done.refused)) for r in rows)
        refused = any(r.refused for r in rows)
        lines = [
            *(
                f"{r.verdict.value}: {r.path.name} {r.number} {r.title} {r.why}".rstrip()
                for r in rows
            ),
            *lines,
        ]
    say(
        options,
        [
            {
                "file": str(r.path),
                "verdict": r.verdict.value,
                "number": r.number,
                "title": r.title,
                "revision": r.label,
                "why": r.why,
                "losses": losses.get(r.path.name, []),
            }
            for r in rows
        ],
        lines,
    )
    return 1 if refused else 0


def _by_file(losses: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    """What could not be carried of each file that became written text."""
    found: dict[str, list[str]] = {}
    for name, loss in losses:
        found.setdefault(name, []).append(loss)
    return found


def _as_applied(row: "Row", refused: dict[str, str]) -> "Row":
    """A row that was to be brought in and could not be, with the reason met then."""
    from isodesk.services.bringing_in import Verdict

    if row.take and row.path.name in refused:
        return replace(row, verdict=Verdict.REFUSED, why=refused[row.path.name])
    return row


def _list(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        table = _table(space, options.kind)
    say(
        options,
        [dict(zip(table.headings, row, strict=True)) for row in table.rows],
        ["\t".join(table.headings), *("\t".join(row) for row in table.rows)],
    )
    return 0


def _table(space: Workspace, kind: str) -> Table:
    if kind in KINDS:
        return space.lists.table(kind)
    return as_table(space.entry_lists.rows(kind), hidden=True)


def _issue(options: Any) -> int:
    going_on = options.continue_here
    with opened(options.file, writing=True, name=options.name, continue_here=going_on) as space:
        document = space.documents.get(_find(space, options.number))
        newest = document.newest
        if newest is None or (options.revision and newest.label != options.revision):
            known = newest.label if newest else "none"
            raise Refused(f"{options.number} has revision {known}, not {options.revision}.")
        plan = space.issuing.plan(newest.id, holders=tuple(options.to) if options.to else None)
        signer = space.desk.actor.person_id
        if signer is None:
            raise Refused("Say in whose name with --as NAME.")
        issued = space.issuing.issue(plan, signer)
        written = space.prints.write_copies(issued.copies, options.out, progress)
        if issued.recalled:
            written = (*written, space.prints.write_slips(issued.recalled, options.out))
        codes = [c.code for c in space.copies.by_ids(issued.copies)]
    say(
        options,
        {
            "revision": plan.label,
            "files": [str(p) for p in written],
            "codes": codes,
            "recalled": len(issued.recalled),
        },
        [
            f"Issued {plan.number} revision {plan.label}: {len(codes)} copies,"
            f" {len(issued.recalled)} to recall.",
            *map(str, written),
        ],
    )
    return 0


def _find(space: Workspace, number: str) -> int:
    found = space.lists.document_of(number)
    if found is None:
        raise Refused(f"There is no document {number} in {space.path.name}.")
    return found
