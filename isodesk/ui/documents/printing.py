"""Stamped sheets and lists to the printer: made on a worker, then handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools
from isodesk.ui.printer import deliver

if TYPE_CHECKING:
    from isodesk.services.prints import Sheet


def print_sheets(
    tools: Tools,
    parent: QWidget,
    title: str,
    sheets: Sequence[Sheet],
    sent: Callable[[], None] | None = None,
) -> None:
    """Preview and printer for stamped pages; `sent` once the officer has the paper in hand."""
    _say_notes(tools, sheets)
    hand_over(tools, parent, title, [(s.name, s.pdf) for s in sheets], sent)


def hand_over(
    tools: Tools,
    parent: QWidget,
    title: str,
    sheets: Sequence[tuple[str, bytes]],
    sent: Callable[[], None] | None = None,
) -> None:
    """Preview and printer for any (file name, PDF)."""
    deliver(parent, title, sheets, tools.jobs, tools.space.settings, tools.space, sent)


def print_copies(tools: Tools, parent: QWidget, ids: Sequence[int], *, sheet: bool = False) -> None:
    """Stamp these controlled copies and print them; the confirmed ones count as out."""
    prints, copies = tools.space.prints, tools.space.copies
    kept = list(ids)

    def work(progress: Progress) -> tuple[Sheet, ...]:
        return prints.copies(kept, progress, control_sheet=sheet)

    def confirmed() -> None:
        tools.write(parent, lambda _: copies.mark_out(kept), lambda _: tools.said(_given_out(kept)))

    def made(sheets: tuple[Sheet, ...]) -> None:
        title = sheets[0].title if sheets else tr("Controlled copies")
        print_sheets(tools, parent, title, sheets, confirmed)

    tools.read(parent, work, made, title=tr("Stamping {n} copies", n=len(kept)))


def print_made(
    tools: Tools, parent: QWidget, title: str, name: str, make: Callable[[Progress], bytes]
) -> None:
    """Make one sheet on a worker, then preview and print it."""
    tools.read(
        parent,
        make,
        lambda pdf: hand_over(tools, parent, title, [(safe_name(name) + ".pdf", pdf)]),
        title=title,
    )


def _say_notes(tools: Tools, sheets: Sequence[Sheet]) -> None:
    notes = dict.fromkeys(note for sheet in sheets for note in sheet.notes)
    if notes:
        tools.said(" ".join(notes))


def _given_out(ids: Sequence[int]) -> str:
    return tr("1 copy is out.") if len(ids) == 1 else tr("{n} copies are out.", n=len(ids))
