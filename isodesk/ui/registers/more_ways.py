"""Ways to begin a register that a few have beside New."""

from typing import TYPE_CHECKING

from isodesk.i18n import tr
from isodesk.ui.parts import Way

if TYPE_CHECKING:
    from isodesk.ui.registers.entries_page import EntriesPage

_LAID_DOWN = frozenset({"aspect", "meter", "obligation", "control", "objective"})
"""What a concern lays down."""
_WEIGHED = frozenset({"criteria", "aspect_evaluation"})


def more_ways(page: "EntriesPage") -> tuple[Way, ...]:
    """The ways of the register that the page shows."""
    if page.kind in _LAID_DOWN:
        way = Way(
            "list-check",
            tr("Set up a concern"),
            tr("Water, waste, energy, noise: aspect, meter, obligation, control, objective."),
        )
        way.pressed.connect(lambda: _concern(page))
        return (way,)
    if page.kind in _WEIGHED:
        way = Way(
            "table",
            tr("Significance of the aspects"),
            tr("Ready sets for nine methods, side by side over the same aspects."),
        )
        way.pressed.connect(lambda: _bench(page))
        return (way,)
    return ()


def _concern(page: "EntriesPage") -> None:
    from isodesk.ui.registers.concerns_dialog import ConcernsDialog

    ConcernsDialog(page.tools, page.open_any, page.window()).open()


def _bench(page: "EntriesPage") -> None:
    from isodesk.ui.registers.bench_dialog import BenchDialog

    BenchDialog(page.tools, page.open_any, page.window()).open()
