"""Documents before the first one: what the list is for, one good entry, the ways to begin."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.parts import EmptyState, Example, Way


def empty_documents(
    new: Callable[[], object], bring_in: Callable[[], object], parent: QWidget | None = None
) -> EmptyState:
    """The page shown while the file holds no document."""
    first = Way(
        "plus",
        tr("New document"),
        tr("A title and a type. The number comes by itself."),
        first=True,
    )
    second = Way(
        "upload",
        tr("Bring in files"),
        tr(
            "PDF, Word, OpenDocument, Markdown, whole folders. Nothing is kept until you have"
            " seen every row."
        ),
    )
    first.pressed.connect(new)
    second.pressed.connect(bring_in)
    return EmptyState(
        tr("Documents"),
        tr(
            "What people work by: manuals, procedures, instructions and forms, who answers for"
            " each, which revision is in force, and where its papers hang."
        ),
        (first, second),
        Example(
            "QP-07",
            tr("Sand moulding and core making"),
            tr(
                "Revision 3, in force since 30 November. Reviewed and approved by two people who"
                " did not write it; four numbered copies at the mixers, the laboratory and the"
                " core shop."
            ),
            (tr("Owner: foundry manager"), tr("Reviewed every 24 months"), "9001 8.5.1"),
        ),
        tr("ISO 9001 and ISO 14001 ask for this in 7.5."),
        3,
        parent,
    )
