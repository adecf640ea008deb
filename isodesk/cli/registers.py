"""Commands on registers: what there are, a record, a new one, its fields, its steps, a sheet."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk.cli.common import command, opened, progress, say, with_continue, with_json, with_name
from isodesk.core.problems import Refused
from isodesk.services.entry_values import EntryValue

if TYPE_CHECKING:
    from isodesk.services.import_values import Plan


def add_commands(commands: Any) -> None:
    """Put this module's commands into the parser."""
    every = command(commands, "registers", "the registers with how many records, and how many late")
    every.add_argument("file", type=Path, metavar="FILE")
    with_json(every)
    every.set_defaults(run=_registers)
    shown = command(commands, "record", "one record: its fields, problems and steps, or its form")
    shown.add_argument("file", type=Path, metavar="FILE")
    shown.add_argument("number", metavar="NUMBER")
    shown.add_argument("--pdf", type=Path, metavar="PDF", help="write its form there")
    with_json(shown)
    shown.set_defaults(run=_record)
    new = command(commands, "add", "a new record of a register")
    _takes_fields(new, "kind", "KIND")
    new.set_defaults(run=_new)
    change = command(commands, "set", "fields of a record")
    _takes_fields(change, "number", "NUMBER")
    change.set_defaults(run=_set)
    step = command(commands, "step", "take a step with a record")
    step.add_argument("file", type=Path, metavar="FILE")
    step.add_argument("number", metavar="NUMBER")
    step.add_argument("step", metavar="STEP", help="as `record` lists it")
    _takes_more(step)
    step.add_argument("--reason", default="", metavar="WORDS")
    step.set_defaults(run=_step)
    bring = command(commands, "import-sheet", "bring a spreadsheet into a register")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("kind", metavar="KIND")
    bring.add_argument("sheet", type=Path, metavar="SHEET")
    bring.add_argument("--show", action="store_true", help="only say what would happen")
    with_json(bring)
    with_name(bring)
    with_continue(bring)
    bring.set_defaults(run=_import)


def _takes_fields(parser: Any, name: str, shown: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(name, metavar=shown)
    _takes_more(parser)


def _takes_more(parser: Any) -> None:
    parser.add_argument("fields", nargs="*", metavar="FIELD=TEXT", help="as it would be typed")
    with_json(parser)
    with_name(parser)
    with_continue(parser)


def _registers(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        counts = space.catalogue.counts()
        found = [
            {
                "key": register.key,
                "title": register.title,
                "total": counts[register.key].total if register.key in counts else 0,
                "late": counts[register.key].late if register.key in counts else 0,
            }
            for register in space.catalogue.every()
        ]
    lines = [f"{r['key']}\t{r['title']}\t{r['total']}\t{r['late']} late" for r in found]
    say(options, found, lines)
    return 0


def _record(options: Any) -> int:
    with opened(options.file, writing=False) as space:
        value = space.entries.get(space.picking.of_number(options.number))
        register = space.catalogue.get(value.kind)
        if options.pdf is not None:
            pdf = space.entry_sheets.record(value.id, space.histories.of(value.id))
            space.exports.content(pdf, options.pdf)
        labels = {f.key: f.label for f in register.fields}
        state = register.state(value.state).word
    fields = {key: text for key, text in value.shown.items() if text}
    steps = {offer.step.key: offer.missing for offer in value.steps}
    told = {
        "kind": value.kind,
        "state": value.state,
        "fields": fields,
        "problems": [p.sentence for p in value.problems],
        "steps": steps,
    }
    lines = [f"{value.number} {value.title}: {state}"]
    lines += [f"{labels[key]} ({key})\t{text}" for key, text in fields.items()]
    lines += [f"Problem: {p.sentence}" for p in value.problems]
    lines += [f"Step: {key}" + (f" ({why})" if why else "") for key, why in steps.items()]
    say(options, told, lines)
    return 0


def _new(options: Any) -> int:
    with _writing(options) as space:
        register = space.catalogue.get(options.kind)
        given = space.entries.typed(register.key, _pairs(options.fields))
        made = space.entries.get(space.entries.new(options.kind, given))
    return _said(options, made, "Made")


def _set(options: Any) -> int:
    with _writing(options) as space:
        found = space.picking.of_number(options.number)
        register = space.catalogue.get(space.picking.kind_of(found))
        space.entries.change(found, space.entries.typed(register.key, _pairs(options.fields)))
        value = space.entries.get(found)
    return _said(options, value, "Saved")


def _step(options: Any) -> int:
    with _writing(options) as space:
        found = space.picking.of_number(options.number)
        register = space.catalogue.get(space.picking.kind_of(found))
        if options.step not in [step.key for step in register.steps]:
            known = ", ".join(step.key for step in register.steps)
            raise Refused(f"There is no step {options.step}. Known: {known}.")
        given = space.entries.typed(register.key, _pairs(options.fields))
        space.entries.take(found, options.step, given, options.reason)
        value = space.entries.get(found)
    return _said(options, value, "Now")


def _import(options: Any) -> int:
    with (
        opened(
            options.file,
            writing=not options.show,
            name=options.name,
            continue_here=options.continue_here,
        ) as space,
        closing(space.sheet_import.read(options.sheet, progress=progress)) as sheets,
    ):
        if not sheets.tables:
            raise Refused(f"There is no table in {options.sheet.name}.")
        largest = max(sheets.tables, key=lambda table: table.rows)
        taken = space.sheet_import.take(sheets, largest, progress)
        plan = space.sheet_import.plan(
            taken, space.sheet_import.propose(taken, options.kind), progress
        )
        if not options.show:
            space.sheet_import.apply(taken, plan, progress)
    say(options, _counts(plan), _plan_lines(plan, options.show))
    return 0


def _counts(plan: "Plan") -> dict[str, Any]:
    return {
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        "left": plan.left,
        "refused_cells": plan.refused,
        "people": list(plan.strangers),
    }


def _plan_lines(plan: "Plan", shown: bool) -> list[str]:
    head = "It would bring in" if shown else "Brought in"
    lines = [
        f"{head} {plan.new} new records and change {plan.changed}; {plan.same} stand so already,"
        f" {plan.left} rows are left out, {plan.refused} cells refused."
    ]
    if plan.strangers:
        lines.append(f"New people: {', '.join(plan.strangers)}.")
    return lines


def _writing(options: Any) -> Any:
    return opened(
        options.file, writing=True, name=options.name, continue_here=options.continue_here
    )


def _pairs(fields: list[str]) -> dict[str, str]:
    """Raises Refused for what is no FIELD=TEXT."""
    found = {}
    for each in fields:
        key, mark, text = each.partition("=")
        if not mark:
            raise Refused(f"“{each}” is no FIELD=TEXT.")
        found[key.strip()] = text
    return found


def _said(options: Any, value: EntryValue, word: str) -> int:
    told = {"id": value.id, "number": value.number, "state": value.state}
    problems = [f"Problem: {p.sentence}" for p in value.problems]
    say(options, told, [f"{word}: {value.number} {value.title} ({value.state})", *problems])
    return 0
