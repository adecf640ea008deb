"""The pages of the window, turned to from anywhere: menus, Today, search, other pages."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isodesk.ui.office import Office


class Pages:
    """For one Office with an open file; a page is built when it is first turned to."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def answer_actions(self) -> None:
        """Tie the menu entries that turn to a page to it."""
        window = self._office.window
        on = window.actions_.on
        for name in ("print_blanks", "bring_form_back"):
            on(name, lambda name=name: self.forms(name))  # type: ignore[misc]
        on("retention_rules", lambda: self.document_page("retention").change_rules())
        for name in ("today", "calendar"):
            on(f"page_{name}", lambda name=name: self.today(name))  # type: ignore[misc]
        for name in ("documents", "registers", "audits"):
            on(f"page_{name}", lambda name=name: self._office.space and window.show_page(name))  # type: ignore[misc]

    def documents(self) -> Any:
        """The Documents page, turned to."""
        return self.document_page("documents")

    def today(self, key: str = "today") -> Any:
        """Today or the calendar, turned to."""
        module: Any = self._office.window.show_page("today")
        return module.show_page(key)

    def document_page(self, key: str) -> Any:
        """A page of the Documents module, turned to."""
        module: Any = self._office.window.show_page("documents")
        return module.show_page(key)

    def open_document(self, document_id: int, tab: str = "details") -> None:
        """Turn to a document's record."""
        self.documents().open_document(document_id, tab)

    def registers(self, kind: str = "") -> Any:
        """The page with the register of this kind, turned to; without one the Registers page."""
        from isodesk.ui.registers.page import page_of

        assert self._office.space is not None
        group = self._office.space.catalogue.get(kind).group if kind else None
        return self._office.window.show_page(page_of(group) if group else "registers")

    def register_page(self) -> Any:
        """The page of registers that shows: all of them, or those of audits; None elsewhere."""
        key = self._office.window.current_page()
        return self._office.window.page(key) if key in ("registers", "audits") else None

    def take_way(self, key: str) -> None:
        """What the record that shows leads to beyond its steps (`registers/own_ways`)."""
        self._office.window.actions_[key].trigger()

    def new_document(self) -> None:
        """Begin a document on its page."""
        self.documents().new_document()

    def new_change(self, touches: object = (), title: str = "") -> None:
        """Begin a change request on its page, of these documents where some are named."""
        ids = touches if isinstance(touches, tuple) else ()
        self.document_page("changes").new_record(ids, title)

    def forms(self, step: str) -> None:
        """Print blanks, or bring a filled form back, from wherever the officer is."""
        from isodesk.ui.keeping.form_steps import FormSteps

        steps = FormSteps(self._office.tools(), self._office.window)
        steps.print_blanks() if step == "print_blanks" else steps.bring_back()

    def print_copies(self, ids: object) -> None:
        """Stamp these copies and hand them to the printer."""
        from isodesk.ui.documents.printing import print_copies

        if self._office.space is not None and isinstance(ids, list | tuple) and ids:
            print_copies(self._office.tools(), self._office.window, ids)

    def open_record(self, record_id: int, kind: str) -> None:
        """Turn to whatever was found."""
        if kind == "person":
            self._office.company_steps.people()
        elif kind == "documents":
            self.documents()
        elif kind == "filled_form":
            self.document_page("forms").show_form(record_id)
        elif kind in ("retention", "disposal"):
            page = self.document_page("retention")
            if kind == "disposal":
                page.print_certificate(record_id)
        elif kind in ("reading", "copies"):
            self.open_document(record_id, kind)
        elif kind == "change_request":
            self.document_page("changes").open_record(record_id)
        elif self._office.space is not None and self._office.space.catalogue.knows(kind):
            self.registers(kind).open_record(record_id, kind)
        else:
            self.open_document(record_id)
