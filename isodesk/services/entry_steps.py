"""Steps of a record inside a running unit: what stands against one, taking it, and what follows
in other records."""

from collections.abc import Mapping
from typing import Any

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.steps import ME, NOW, TODAY, AddLines, Anew, Effect, Make, Put, Step, Take
from isodesk.services.catalogue import Catalogue
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle, surroundings
from isodesk.services.entry_values import entry_of, offer
from isodesk.services.entry_writing import add, tie, write
from isodesk.store.unit import Unit

_DEEPEST = 6
"""Steps that a step may set off, one after the other."""


def take(
    unit: Unit,
    catalogue: Catalogue,
    record_id: int,
    key: str,
    values: Mapping[str, Any],
    reason: str,
    depth: int = 0,
    progress: Progress = silent,
) -> None:
    """Take a step by its key, with what its dialog asked for, and what follows from it. Raises
    Refused with all that stands against it; Cancelled by `progress`."""
    record = unit.session.get_one(Record, record_id)
    register = catalogue.get(record.kind)
    step = register.step(key)
    may_step(unit, register, record, step, values, reason)
    if record.closed is not None:  # opened again
        unit.entering.may_change.add(record.id)
    given = {**values, **{k: _put(unit, v) for k, v in step.puts.items()}}
    record.state = step.to
    record.closed = unit.now if register.state(step.to).closed else None
    entry = write(unit, register, record, given)
    if step.effects is not None:
        around = surroundings(unit, register, record)
        for effect in step.effects(entry, around):
            _follow(unit, catalogue, record_id, effect, depth + 1, progress)


def _follow(
    unit: Unit,
    catalogue: Catalogue,
    record_id: int,
    effect: Effect,
    depth: int,
    progress: Progress,
) -> None:
    """What follows from a step in other records; a step they cannot take is left out."""
    assert depth < _DEEPEST, "steps set each other off"
    if isinstance(effect, Anew):
        from isodesk.services.bulk_working import work_anew

        work_anew(unit, catalogue.get(effect.kind), progress)
        return
    if isinstance(effect, Make):
        register = catalogue.get(effect.kind)
        made = add(unit, register, effect.values)
        if effect.meaning not in effect.values:
            tie(unit, made, record_id, effect.meaning)
        return
    other = unit.session.get_one(Record, effect.record_id)
    register = catalogue.get(other.kind)
    if other.id == record_id:  # what closes with the step is still filled by it
        unit.entering.may_change.add(other.id)
    if isinstance(effect, Put):
        if other.closed is None or other.id == record_id:
            write(unit, register, other, effect.values)
        return
    if isinstance(effect, AddLines):
        for row in effect.rows:
            write_line(unit, register, other.id, effect.key, row, None)
        settle(unit, register, other)
        return
    assert isinstance(effect, Take)
    if _may_follow(unit, register, other, effect):
        take(unit, catalogue, other.id, effect.step, {}, effect.reason, depth, progress)


def may_step(
    unit: Unit,
    register: Register,
    record: Record,
    step: Step,
    values: Mapping[str, Any],
    reason: str,
) -> None:
    """Raises Refused with all that stands against a step."""
    if record.state not in step.start:
        word = register.state(record.state).word.lower()
        raise Refused(f"“{step.verb}” is not possible: {record.number} is {word}.")
    asked = [k for k in step.asks if k not in step.optional and values.get(k) in (None, "")]
    problems = [Problem(k, f"{register.by_key[k].label} is asked for here.") for k in asked]
    if step.reason and not reason.strip():
        problems.append(Problem("reason", "Say why; it stays in the history."))
    if problems:
        raise Refused(problems)
    entry = entry_of(unit.session, register, record)
    for key, value in values.items():
        setattr(entry, key, register.entry.member(key, value))
    around = surroundings(unit, register, record)
    missing = offer(register, step, entry, around).missing
    if missing:
        raise Refused(missing)


def _may_follow(unit: Unit, register: Register, record: Record, effect: Take) -> bool:
    """Whether nothing stands against a step that another record's step sets off."""
    try:
        may_step(unit, register, record, register.step(effect.step), {}, effect.reason)
    except Refused:
        return False
    return True


def _put(unit: Unit, value: Any) -> Any:
    if value is TODAY:
        return unit.now.date()
    if value is NOW:
        return unit.now
    return unit.actor.person_id if value is ME else value
