"""Commands on audits: the plan, the report, all working papers."""

from pathlib import Path
from typing import Any

from isodesk.cli.common import command, opened, progress, say, with_json
from isodesk.core.problems import Refused


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    plan = command(commands, "audit-plan", "the plan of an audit as PDF")
    _takes(plan, "PDF")
    plan.set_defaults(run=lambda options: _print(options, "plan"))
    report = command(commands, "audit-report", "the report of an audit as PDF")
    _takes(report, "PDF")
    report.add_argument(
        "--issued", action="store_true", help="as it was when it was issued, not as it stands"
    )
    report.set_defaults(
        run=lambda options: _print(options, "issued" if options.issued else "report")
    )
    papers = command(commands, "audit-papers", "all working papers of an audit as ZIP")
    _takes(papers, "ZIP")
    papers.set_defaults(run=_papers)


def _takes(parser: Any, shown: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("out", type=Path, metavar=shown)
    with_json(parser)


def _print(options: Any, key: str) -> int:
    with opened(options.file, writing=False) as space:
        audit = _audit(space, options.number)
        pdf = space.register_prints.record("audit", key, audit, progress)
        space.exports.content(pdf, options.out)
    say(options, {"file": str(options.out), "size": len(pdf)}, [f"Written: {options.out}."])
    return 0


def _papers(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        audit = _audit(space, options.number)
        count = space.register_prints.export("audit", "papers", audit, options.out, progress)
    told = f"Written: {options.out}, {count} files and their index."
    say(options, {"file": str(options.out), "files": count}, [told])
    return 0


def _audit(space: Any, number: str) -> int:
    """The audit of a number. Raises Refused for what is no audit."""
    found: int = space.picking.of_number(number)
    if space.picking.kind_of(found) != "audit":
        raise Refused(f"{number} is no audit.")
    return found
