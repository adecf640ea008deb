"""What is done with forms: print blanks, bring a filled one back. Dialogs over `parent`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.filled import FilledValue
from isodesk.i18n import tr
from isodesk.ui.documents.printing import print_sheets
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.prints import Sheet


class FormSteps:
    """Steps of the Filled forms page, of a form's record, and of what is dropped."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._tools, self._parent = tools, parent

    def print_blanks(self, document_id: int | None = None) -> None:
        """Ask for how many blanks of which form, then print them."""
        from isodesk.ui.keeping.blanks_dialog import BlanksDialog

        forms = self._tools.space.forms

        def show(offered: tuple[tuple[int, str], ...]) -> None:
            if offered:
                BlanksDialog(self._tools, offered, document_id, self._printed, self._parent).open()
            else:
                self._tools.said(tr("No form is in force yet. Issue one first."))

        self._tools.read(self._parent, lambda _: forms.in_force(), show)

    def bring_back(self, path: Path | None = None, blank: FilledValue | None = None) -> None:
        """Ask for the scan, the day and the hand; `path` is a scan that was dropped."""
        from isodesk.ui.keeping.bring_back_dialog import BringBackDialog

        BringBackDialog(self._tools, self._kept, path, blank, self._parent).open()

    def _printed(self, sheet: Sheet, count: int) -> None:
        said = tr("1 blank has its number.") if count == 1 else tr("{n} blanks have numbers.")
        self._tools.said(said.format(n=count))
        print_sheets(self._tools, self._parent, sheet.title, [sheet])

    def _kept(self, number: str) -> None:
        self._tools.said(tr("{number} is kept.", number=number))


def recognised(tools: Tools, parent: QWidget, path: Path, otherwise: Callable[[], None]) -> None:
    """A dropped scan of a blank or sign sheet opens its dialog; anything else goes on to
    `otherwise`, called without arguments."""
    from isodesk.ui.keeping.read_steps import ReadSteps

    space = tools.space

    def read(progress: Progress) -> object:
        known = space.form_codes.of_scan(path, progress)
        if known is None:
            return None
        if known.form_id is not None:
            return space.forms.get(known.form_id)
        assert known.revision_id is not None
        return known.revision_id, space.forms.read_scan(path, progress)

    def show(found: object) -> None:
        if isinstance(found, FilledValue):
            FormSteps(tools, parent).bring_back(path, found)
        elif isinstance(found, tuple):
            ReadSteps(tools, parent).key_in_of(*found)
        else:
            otherwise()

    tools.read(parent, read, show, lambda _: otherwise(), tr("Looking for a code"))
