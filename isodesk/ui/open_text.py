"""The text that is being written, as the shell sees it: its menu, and that it is on disk before
the file closes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from isodesk.i18n import tr
from isodesk.ui.dialog import Dialog

if TYPE_CHECKING:
    from isodesk.ui.office import Office

MENU = "Text"


class OpenText(QObject):
    """Follows the Documents page of one Office."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._office = office
        self._page: Any = None

    def follow(self, page: Any) -> None:
        """Show the Text menu while a text is open over this page."""
        self._page = page
        page.writing_changed.connect(self._changed)
        page.destroyed.connect(lambda _=None: self._gone(page))

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether the file may close now: what was typed is saved first. When that fails the
        writer is asked, and `then` is done once they say so."""
        why = self.save()
        if why:
            self._ask(why, then)
        return not why

    def save(self) -> str:
        """Save what is typed, in this thread; the sentence why it could not be."""
        return self._page.save_text() if self._page is not None else ""

    def save_or_keep(self) -> None:
        """Before the file closes whatever comes: what cannot be saved is kept beside it."""
        if self.save():
            self._keep()

    def _ask(self, why: str, then: Callable[[], object]) -> None:
        dialog = Dialog(tr("The text is not saved"), why, wide=480, parent=self._office.window)
        dialog.add_button(tr("&Close without it"), lambda: self._give_up(dialog, then))
        dialog.add_button(tr("&Keep writing"), dialog.reject, "primary")
        dialog.hint.setText(tr("It is tried again every few seconds."))
        dialog.open()

    def _give_up(self, dialog: Dialog, then: Callable[[], object]) -> None:
        dialog.accept()
        self._keep()
        self._page.writing.page.saving.close()
        then()

    def _keep(self) -> None:
        """What could not be saved is offered when the text is opened again."""
        from isodesk.ui.writing.kept import keep

        page, space = self._page.writing.page, self._office.space
        if space is not None:
            keep(space.file_id, page.revision(), page.editor.blocks())

    def _changed(self, opened: bool) -> None:
        actions = self._office.window.actions_
        actions.show_menu(MENU, self._page.writing.page.fill_menu if opened else None)

    def _gone(self, page: Any) -> None:
        if self._page is page:
            self._page = None
            self._office.window.actions_.show_menu(MENU, None)
