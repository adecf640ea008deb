"""Change requests before the first one."""

from collections.abc import Callable

from isodesk.i18n import tr
from isodesk.ui.parts import EmptyState, Example, Way


def empty_changes(new: Callable[[], object]) -> EmptyState:
    """The page shown while the file holds no change request."""
    first = Way(
        "plus",
        tr("New change request"),
        tr("What is asked for and why. The documents it touches are named next."),
        first=True,
    )
    first.pressed.connect(new)
    return EmptyState(
        tr("Change requests"),
        tr(
            "What somebody wants changed, why, which documents it touches, what was decided; each"
            " is done by itself when its documents are issued."
        ),
        (first,),
        Example(
            "CR-2026-004",
            tr("Hold thin castings at 1500 degrees"),
            tr(
                "Cold runs in three heats of October. Touches QP-07 and its card WI-12. Accepted"
                " by the foundry manager; QP-07 is issued, the card follows."
            ),
            (tr("Prompted by NC-2026-014"), tr("Wanted by 31 January"), tr("1 of 2 done")),
        ),
        tr("ISO 9001 and ISO 14001 ask for this in 7.5.3, ISO 9001 also in 6.3."),
        3,
    )
