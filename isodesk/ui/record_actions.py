"""The Record menu: the steps of the document that is shown, enabled as its buttons are."""

from typing import TYPE_CHECKING, Any

from isodesk.i18n import tr
from isodesk.ui.documents.comparable import comparable

if TYPE_CHECKING:
    from isodesk.ui.office import Office

STEPS = {
    "new_revision": ("revise",),
    "submit": ("submit",),
    "approve": ("review", "approve"),
    "send_back": ("send_back",),
    "issue": ("issue",),
    "withdraw": ("withdraw",),
}
"""Menu entry: the steps it takes, whichever the document offers now."""


class RecordActions:
    """Ties the Record and Edit menus to the Documents page of one Office."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._offered: dict[str, str] = {}
        actions = office.window.actions_
        for name in STEPS:
            actions.on(name, lambda name=name: self._take(name))  # type: ignore[misc]
        actions.on("give_out", lambda: self._page().give_out())
        actions.on("history", lambda: self._shown_page().record.show_tab("history"))
        actions.on("compare", lambda: self._page().compare())
        actions.on("undo", lambda: self._shown_page().undo())
        actions.on("filter", lambda: self._filtered().focus_filter())
        office.window.page_shown.connect(lambda _: self.allow())
        self.allow()

    def offer(self, steps: Any) -> None:
        """The steps of the document that is shown now, as (key, what is missing)."""
        self._offered = dict(steps or ())
        self.allow()

    def _take(self, name: str) -> None:
        for key in STEPS[name]:
            if key in self._offered:
                self._page().take_step(key)
                return

    def allow(self) -> None:
        """Enable what can be done on the page that shows now."""
        actions = self._office.window.actions_
        module = self._module() if self._office.window.current_page() == "documents" else None
        here = module is not None and module.current_key() == "documents"
        elsewhere = "" if here else tr("Open a document first.")
        for name, keys in STEPS.items():
            offered = next((key for key in keys if key in self._offered), None)
            missing = elsewhere or (
                tr("This document does not take that step now.")
                if offered is None
                else self._offered[offered]
            )
            actions.allow(name, missing)
        actions.allow("give_out", elsewhere)
        for name in ("history", "undo"):
            actions.allow(name, "" if self._shown_page() is not None else elsewhere)
        actions.allow("compare", elsewhere or self._incomparable())
        actions.allow("filter", "" if self._filtered() is not None else elsewhere)

    def _incomparable(self) -> str:
        document = self._page().document()
        return comparable(document) if document else tr("Open a document first.")

    def _shown_page(self) -> Any:
        """The page whose record shows: of documents, or of a register."""
        key = self._office.window.current_page()
        if (registers := self._office.pages.register_page()) is not None:
            return registers
        module = self._module() if key == "documents" else None
        return self._page() if module is not None and module.current_key() == "documents" else None

    def _filtered(self) -> Any:
        """The page whose list is filtered."""
        key = self._office.window.current_page()
        shown = key in ("documents", "registers", "audits")
        return self._office.window.page(key) if shown else None

    def _module(self) -> Any:
        return self._office.window.page("documents")

    def _page(self) -> Any:
        return self._module().page("documents")
