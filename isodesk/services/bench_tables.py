"""The bench of significance as a table of words: for paper, for export, for the dialog."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.registers.evaluation_changes import Change, Changed, Was
from isodesk.registers.significance import Outcome, plain
from isodesk.registers.significance_flips import Flip
from isodesk.registers.significance_methods import shown
from isodesk.services.criteria_sets import SetValue
from isodesk.services.laboratory import AspectValue, Bench
from isodesk.services.lists import Table


def bench_table(bench: Bench) -> Table:
    """A row an aspect, a column a set of criteria, and what was decided against them."""
    heads = [tr("Number"), tr("Aspect"), tr("Activity")]
    heads += [set_name(each) for each in bench.sets]
    heads.append(tr("Decided against the criteria"))
    rows = tuple(_row(aspect, bench.sets) for aspect in bench.aspects)
    return Table(tuple(heads), rows)


def _row(aspect: AspectValue, sets: Sequence[SetValue]) -> tuple[str, ...]:
    seen = aspect.scored
    said = [outcome_words(aspect.outcome(s.criteria)) if s.criteria else "" for s in sets]
    return (seen.number, seen.title, aspect.activity, *said, override_words(aspect))


def set_name(each: SetValue) -> str:
    """`CRI-01 Matrix (in force)`."""
    name = f"{each.number} {each.title}".strip()
    return tr("{name} (in force)", name=name) if each.in_force else name


def outcome_words(outcome: Outcome) -> str:
    """`12, significant`; what stands instead where there is no result."""
    if outcome.score is None:
        return tr("to evaluate")
    score = plain(shown(outcome.score))
    if outcome.significant is None:
        return f"{score}, {tr(outcome.band)}" if outcome.band else score
    return f"{score}, {tr('significant') if outcome.significant else tr('not significant')}"


def override_words(aspect: AspectValue) -> str:
    """`Significant: the brook is a reserve`; "" where nothing was decided against them."""
    seen = aspect.scored
    if seen.override is None:
        return ""
    word = tr("Significant") if seen.override else tr("Not significant")
    return f"{word}: {seen.override_reason}" if seen.override_reason else word


def flip_words(flip: Flip) -> str:
    """`ASP-003 Quench water, 10`, and that it is held where it is decided by hand."""
    score = plain(shown(flip.after.score)) if flip.after.score is not None else ""
    said = ", ".join(part for part in (f"{flip.aspect.number} {flip.aspect.title}", score) if part)
    return tr("{aspect}; stays as decided by hand", aspect=said) if flip.held else said


def changes_table(found: Sequence[Changed]) -> Table:
    """What changed from one evaluation to another, a row an aspect."""
    heads = (tr("Number"), tr("Aspect"), tr("Before"), tr("After"), tr("Change"), tr("Because"))
    return Table(heads, tuple(_change_row(each) for each in found))


def _change_row(each: Changed) -> tuple[str, ...]:
    named = each.named
    because = each.after.reason if each.after and each.change is not Change.SAME else ""
    return (
        named.number,
        named.title,
        _was_words(each.before),
        _was_words(each.after),
        tr(each.change.value),
        because,
    )


def _was_words(was: Was | None) -> str:
    if was is None:
        return "–"
    if was.significant is None:
        return tr("not evaluated")
    score = plain(shown(was.score)) if was.score is not None else ""
    word = tr("significant") if was.significant else tr("not significant")
    return f"{score}, {word}" if score else word
