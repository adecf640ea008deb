"""What the import of a sheet would do, and what it did, in words."""

from collections.abc import Iterable, Iterator

from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.import_values import OWN, Brought, Plan


def would_happen(plan: Plan, register: Register) -> str:
    """`40 rows: 30 new, 10 here already`, and a line for each sheet of lines; each count against
    all."""
    rows = tr("1 row") if plan.total == 1 else tr("{n} rows", n=plan.total)
    counts = (
        (plan.new, tr("{n} new", n=plan.new)),
        (plan.changed, tr("{n} changed", n=plan.changed)),
        (plan.same, tr("{n} here already", n=plan.same)),
        (plan.left, tr("{n} left out", n=plan.left)),
        (plan.drafts, tr("{n} as drafts", n=plan.drafts)),
    )
    first = f"{rows}: {_counted(counts)}"
    return "\n".join((first, *_lines_said(plan), *_states_said(plan, register)))


def comes_with_it(plan: Plan) -> str:
    """`2 new people, 1 new field`; "" for nothing beside the records."""
    people = len(plan.strangers)
    fields = sum(target.field == OWN for target in plan.wish.targets)
    return _counted(
        (
            (people, tr("1 new person") if people == 1 else tr("{n} new people", n=people)),
            (fields, tr("1 new field") if fields == 1 else tr("{n} new fields", n=fields)),
        )
    )


def happened(done: Brought) -> str:
    """What was done beside new records, as a sentence; "" for nothing."""
    said = _counted(
        (
            (done.changed, tr("{n} changed", n=done.changed)),
            (done.lines, tr("{n} lines", n=done.lines)),
            (done.same, tr("{n} were here already", n=done.same)),
            (done.left, tr("{n} left out", n=done.left)),
            (done.people, tr("{n} people added", n=done.people)),
            (done.fields, tr("{n} fields added", n=done.fields)),
        )
    )
    return f"{said}." if said else ""


def strangers_words(count: int) -> str:
    """The tick that adds people nobody knows; `count` of them, 0 while that is not known."""
    if count == 1:
        return tr("Add the one person who is not known")
    if count:
        return tr("Add the {n} people who are not known", n=count)
    return tr("Add people who are not known")


def _counted(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(words for n, words in counts if n)


def _lines_said(plan: Plan) -> Iterator[str]:
    """`Readings: 14 new, 2 here already`, for each sheet of lines."""
    for each in plan.lines:
        said = (
            (each.new, tr("{n} new", n=each.new)),
            (each.changed, tr("{n} changed", n=each.changed)),
            (each.same, tr("{n} here already", n=each.same)),
            (each.left, tr("{n} left out", n=each.left)),
        )
        words = _counted(said)
        yield tr("{lines}: {counts}", lines=each.title, counts=words or tr("none"))


def _states_said(plan: Plan, register: Register) -> Iterator[str]:
    """What the states of a sheet skip."""
    if plan.states:
        words = (f"{n} {tr(register.state(key).word)}" for key, n in plan.states.items())
        yield tr(
            "The state is taken from the sheet ({states}): what the steps there ask for is not"
            " asked again.",
            states=", ".join(words),
        )
