"""A register before its first record: what it is for, a good entry, the ways to begin."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.ui.parts import EmptyState, Example, Way
from isodesk.ui.registers.words import clause_words

if TYPE_CHECKING:
    from isodesk.services.starters import StarterSet

Begin = Callable[[], object]


def empty_register(register: Register, new: Begin, ways: Sequence[Way] = ()) -> EmptyState:
    """The page shown while a register holds nothing; `ways` are those beside New."""
    first = Way("plus", tr("New {one}", one=tr(register.one)), new_hint(register), first=True)
    first.pressed.connect(new)
    example = register.example
    return EmptyState(
        tr(register.title),
        tr(register.about),
        (first, *ways),
        Example(
            example.number,
            tr(example.title),
            tr(example.text),
            tuple(tr(fact) for fact in example.facts),
        )
        if example
        else None,
        clause_words(register),
        register.systems,
    )


def set_way(sets: "Sequence[StarterSet]", begin: Begin) -> Way:
    """`Start from a set: Foundry, machining.`"""
    names = ", ".join(tr(each.name) for each in sets)
    hint = tr("{names}. Strike rows out rather than write them.", names=names)
    way = Way("stack-2", tr("Start from a set"), hint)
    way.pressed.connect(begin)
    return way


def new_hint(register: Register) -> str:
    """`Its number comes by itself. Six fields are asked before it counts.`"""
    required = sum(1 for f in register.fields if f.required and f.typed)
    said = tr("The number comes by itself; each field is saved as you leave it.")
    if required > 1:
        said += " " + tr("{n} fields are asked for before its first step.", n=required)
    return said
