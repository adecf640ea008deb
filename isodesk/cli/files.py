"""Commands on whole files: new, sample, verify, backup, restore, export."""

import getpass
from pathlib import Path
from typing import Any

from isodesk.cli.common import command, opened, progress, say, with_json, with_name
from isodesk.core.clock import OfficeClock
from isodesk.intake.reader import Reader
from isodesk.settings import Settings


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    new = command(commands, "new", "make a file for a company")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--company", required=True, metavar="NAME")
    new.add_argument("--officer", required=True, metavar="NAME", help="the quality officer")
    new.add_argument("--address", default="")
    new.add_argument("--scope", default="")
    new.add_argument("--systems", choices=("qms", "ems", "both"), default="both")
    with_json(new)
    new.set_defaults(run=_new)
    sample = command(commands, "sample", "make the file of the sample company")
    sample.add_argument("file", type=Path, metavar="FILE")
    with_json(sample)
    sample.set_defaults(run=_sample)
    verify = command(commands, "verify", "check history, tables, files and schema")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="HEAD",
        help="a file state printed on paper, to compare; may be given several times",
    )
    with_json(verify)
    verify.set_defaults(run=_verify)
    backup = command(commands, "backup", "write a verified backup into a folder")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("dir", type=Path, metavar="DIR")
    backup.add_argument(
        "--ladder", action="store_true", help="as an automatic one, thinning those in DIR"
    )
    with_json(backup)
    backup.set_defaults(run=_backup)
    restore = command(commands, "restore", "put a backup in the place of a file")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--show", action="store_true", help="only say what would change")
    with_json(restore)
    with_name(restore)
    restore.set_defaults(run=_restore)
    repair = command(commands, "repair", "put a damaged file right from its history and backups")
    repair.add_argument("file", type=Path, metavar="FILE")
    repair.add_argument("--show", action="store_true", help="only say what would be put right")
    with_json(repair)
    with_name(repair)
    repair.set_defaults(run=_repair)
    export = command(commands, "export", "everything into a folder of plain files")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("dir", type=Path, metavar="DIR")
    with_json(export)
    export.set_defaults(run=_export)


def _new(options: Any) -> int:
    from isodesk.documents.values import Systems
    from isodesk.services.company import CompanyValue, Founding, PersonValue
    from isodesk.services.workspace import Workspace

    systems = {"qms": Systems.QUALITY, "ems": Systems.ENVIRONMENT, "both": Systems.BOTH}
    company = CompanyValue(
        options.company, options.address, options.scope, systems[options.systems]
    )
    founding = Founding(company, (PersonValue(0, options.officer, "Quality officer"),))
    with Reader() as reader:
        Workspace.create(options.file, founding, Settings(), reader).close()
    made = {"path": str(options.file), "company": options.company}
    say(options, made, [f"Made {options.file} for {options.company}."])
    return 0


def _sample(options: Any) -> int:
    from isodesk.services.sample import build

    with Reader() as reader:
        space = build(options.file, Settings(), reader, progress)
        made = {"path": str(options.file), "company": space.company_name}
        space.close()
    say(options, made, [f"Made {options.file}, a fictional company with a year of history."])
    return 0


def _verify(options: Any) -> int:
    from isodesk.store.verify import verify

    report = verify(options.file, progress, typed=options.head)
    findings = [f.sentence for f in report.findings]
    value = {
        "whole": report.whole,
        "findings": findings,
        "entries": report.entries,
        "records": report.records,
        "files": report.files,
        "head": report.head,
        "heads": [{"head": h.head, "stands": h.stands, "said": h.sentence} for h in report.heads],
    }
    counts = f"{report.entries} entries, {report.records} records, {report.files} files"
    well = [f"{options.file.name} is whole: {counts}. Head {report.head}."]
    said = [f"{h.head}: {h.sentence}" for h in report.heads]
    lines = well if report.whole else [*findings, f"Looked at {counts}."]
    say(options, value, [*said, *lines])
    return 0 if report.whole and all(h.stands for h in report.heads) else 1


def _backup(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        made = space.backups.write(options.dir, progress, ladder=options.ladder)
    say(
        options,
        {"path": str(made.path), "head": made.report.head},
        [f"Wrote and verified {made.path}. Head {made.report.head}."],
    )
    return 0


def _restore(options: Any) -> int:
    from isodesk.services import restoring

    plan = restoring.plan(options.backup, options.file)
    lost = restoring.lost(plan)
    value: dict[str, Any] = {
        "backup_head": plan.backup.head,
        "backup_at": plan.backup.at,
        "backup": plan.backup.counts,
        "file_head": plan.file.head if plan.file else None,
        "file_at": plan.file.at if plan.file else "",
        "file": plan.file.counts if plan.file else {},
        "relation": plan.relation.value,
        "lost": list(lost),
        "unreadable": plan.unreadable,
    }
    lines = [f"The backup is of {plan.backup.at}, head {plan.backup.head}."]
    lines += [plan.unreadable] if plan.unreadable else []
    lines += restoring.relation_words(plan)
    lines += [f"Lost: {change}" for change in lost]
    if not options.show:
        name = options.name or getpass.getuser()
        done = restoring.restore(options.backup, options.file, name, OfficeClock(), progress)
        value["kept"] = str(done.kept) if done.kept else None
        lines.append(f"Restored {options.file}.")
        lines += [f"The former file is kept as {done.kept}."] if done.kept else []
    say(options, value, lines)
    return 0


def _repair(options: Any) -> int:
    from isodesk.services import repairing

    plan = repairing.plan(options.file, Settings(), progress)
    items = [(item.finding.sentence, item.source or "no backup has it") for item in plan.items]
    value: dict[str, Any] = {"items": items, "hopeless": plan.hopeless, "kept": None}
    lines = [f"{said} Taken from: {source}." for said, source in items]
    if plan.hopeless:
        say(options, value, [*lines, plan.hopeless, "Restore the newest backup instead."])
        return 1
    if not items:
        lines.append(f"{options.file.name} is whole: there is nothing to put right.")
    elif not options.show:
        done = repairing.apply(plan, options.name or getpass.getuser(), OfficeClock(), progress)
        value["kept"] = str(done.kept)
        lines.append(f"Put right. The damaged file is kept as {done.kept}.")
    say(options, value, lines)
    return 0


def _export(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        made = space.exports.everything(options.dir, progress)
    say(options, {"files": [str(p) for p in made]}, [f"Wrote {len(made)} files to {options.dir}."])
    return 0
