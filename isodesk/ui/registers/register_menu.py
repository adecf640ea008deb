"""What is done with a whole register: begin it from a set, its sheets, its own prints."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.documents.printing import print_made

if TYPE_CHECKING:
    from isodesk.ui.registers.entries_page import EntriesPage


class RegisterSteps:
    """Steps on the register that a page shows."""

    def __init__(self, page: "EntriesPage") -> None:
        self._page = page

    def why_no_set(self) -> str:
        """Why the register cannot be started from a set; "" when it can."""
        page = self._page
        if not page.tools.space.starters.of(page.register.key):
            return tr("There is no set for this register.")
        return page.tools.space.read_only or ""

    def start_from_set(self) -> None:
        """Choose rows of a set; they become drafts."""
        from isodesk.ui.registers.set_dialog import SetDialog

        page = self._page
        if why := self.why_no_set():
            page.status.emit(why)
            return
        sets = page.tools.space.starters.of(page.register.key)
        SetDialog(page.tools, page.register, sets, self._made, page).open()

    def sheets(self) -> None:
        """Sheets for pen and paper: print, key in by row."""
        from isodesk.ui.registers.sheets_dialog import SheetsDialog

        SheetsDialog(self._page.tools, self._page.register, self._page).open()

    def print_whole(self, key: str, words: str, choice: str = "") -> None:
        """A print that this register has beside its list."""
        page = self._page
        prints, kind = page.tools.space.register_prints, page.register.key
        title = f"{tr(page.register.title)}: {words}"

        def make(progress: Progress) -> bytes:
            return prints.register(kind, key, choice)

        print_made(page.tools, page, title, title, make)

    def fill(self, menu: QMenu) -> None:
        """The menu beside New."""
        menu.clear()
        page = self._page
        bring = menu.addAction(tr("Import a spreadsheet…"))
        bring.triggered.connect(lambda _=False: page.choose_sheet())
        bring.setEnabled(not page.tools.space.read_only)
        bring.setToolTip(page.tools.space.read_only or "")
        set_ = menu.addAction(tr("Start from a set…"))
        set_.triggered.connect(lambda _=False: self.start_from_set())
        why = self.why_no_set()
        set_.setEnabled(not why)
        set_.setToolTip(why)
        menu.addAction(tr("Sheets to fill in by pen…")).triggered.connect(
            lambda _=False: self.sheets()
        )
        menu.addSeparator()
        menu.addAction(tr("Print the list")).triggered.connect(lambda _=False: page.print_list())
        menu.addAction(tr("Export the list…")).triggered.connect(lambda _=False: page.export_list())
        self._add_prints(menu)

    def _add_prints(self, menu: QMenu) -> None:
        """What only this register prints; a choice, such as the year, is a menu below."""
        prints, kind = self._page.tools.space.register_prints, self._page.register.key
        for each in prints.of_register(kind):
            words = tr(each.words)
            choices = prints.choices(kind, each.key)
            if each.choices is None:
                menu.addAction(tr("Print: {words}", words=words)).triggered.connect(
                    lambda _=False, k=each.key, w=words: self.print_whole(k, w)
                )
                continue
            below = menu.addMenu(tr("Print: {words}", words=words))
            below.setEnabled(bool(choices))
            for choice in choices:
                below.addAction(choice).triggered.connect(
                    lambda _=False, k=each.key, w=words, c=choice: self.print_whole(k, w, c)
                )

    def _made(self, n: int) -> None:
        page = self._page
        page.refresh()
        said = tr("1 draft was made.") if n == 1 else tr("{n} drafts were made.", n=n)
        page.status.emit(said if n else tr("All of these stand in the register already."))
