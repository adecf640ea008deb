"""The list of documents with its filters."""

from PySide6.QtWidgets import QWidget

from isodesk.core.rows import Narrowed, Rows
from isodesk.documents.values import STATE_WORDS, State
from isodesk.i18n import tr
from isodesk.services.document_filter import DocumentFilter
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_pane import ListPane
from isodesk.ui.listing import Listing

_OUTSIDE = ("source", "check")
"""Columns that come and go with the chip External."""


def document_list(tools: Tools, parent: QWidget | None = None) -> ListPane:
    """Every document of the file."""
    lists = tools.space.lists

    def rows(wanted: Narrowed) -> Rows:
        return lists.documents(document_filter(wanted))

    listing = Listing(
        tr("Documents"),
        tr("documents"),
        rows,
        lists.document_count,
        chips=(("in_force", "In force"), ("late", "Late"), ("external", "External")),
        states={state.value: word for state, word in STATE_WORDS.items()},
        printed=tr("Master list of documents"),
    )
    pane = ListPane(tools, listing, parent)
    _follow_chip(pane)
    return pane


def _follow_chip(pane: ListPane) -> None:
    """Columns of documents from outside come and go with their chip, however it is turned."""
    was = [False]

    def narrowed(wanted: Narrowed) -> None:
        on = "external" in wanted.chips
        if on != was[0]:
            was[0] = on
            pane.list.show_columns(_OUTSIDE, on)

    pane.narrowed.connect(narrowed)


def document_filter(wanted: Narrowed) -> DocumentFilter:
    """A narrowed list as the services ask for it."""
    return DocumentFilter(
        wanted.text,
        wanted.systems,
        tuple(State(state) for state in wanted.states),
        "in_force" in wanted.chips,
        "late" in wanted.chips,
        "external" in wanted.chips,
    )
