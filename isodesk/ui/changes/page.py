"""The Change requests page: the list and the request, in the pattern of every page."""

from PySide6.QtWidgets import QWidget

from isodesk.documents.care_values import CHANGE_WORDS
from isodesk.i18n import tr
from isodesk.ui.changes.empty import empty_changes
from isodesk.ui.changes.form import ChangeForm
from isodesk.ui.changes.new_dialog import NewChangeDialog
from isodesk.ui.documents.people import Choices, choices
from isodesk.ui.list_pane import ListPane
from isodesk.ui.listing import Listing
from isodesk.ui.register_page import RegisterPage


class ChangesPage(RegisterPage):
    """List and record of change requests."""

    kind = "change_request"
    help_topic = "change-requests"
    concerned = frozenset(
        ("change_request", "document", "revision", "person", "company", "file", "review_ask")
    )

    def made_list(self) -> ListPane:
        """Every change request."""
        lists = self.tools.space.care_lists
        listing = Listing(
            tr("Change requests"),
            tr("change requests"),
            lists.changes,
            lists.change_count,
            chips=(("open", "Open"), ("late", "Late")),
            states={state.value: word for state, word in CHANGE_WORDS.items()},
        )
        return ListPane(self.tools, listing)

    def made_record(self) -> ChangeForm:
        """A request with its documents."""
        return ChangeForm(self.tools)

    def made_empty(self) -> QWidget:
        """Before the first request."""
        return empty_changes(self.new_record)

    def new_record(self, touches: tuple[int, ...] = (), title: str = "") -> None:
        """Ask for a new request, of these documents where some are named, and open it."""
        space = self.tools.space
        if space.read_only:
            self.status.emit(space.read_only)
            return

        def ask(offered: Choices) -> None:
            NewChangeDialog(self.tools, offered, self._made, touches, title, self).open()

        self.tools.read(self, lambda _: choices(space), ask)

    def _made(self, request_id: int) -> None:
        self.made(request_id)
        self.status.emit(tr("The change request is made. Name the documents it touches."))
