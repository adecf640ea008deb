"""The menus for the list of a register: how it is seen, and the officer's own fields and
registers."""

from typing import TYPE_CHECKING, Any

from isodesk.i18n import tr

if TYPE_CHECKING:
    from isodesk.ui.list_pane import ListPane
    from isodesk.ui.office import Office

_OF_LIST = ("filter_fields", "list_view", "columns")
_WRITING = ("change_many", "own_fields")


class ListActions:
    """Ties what concerns a list and its register to the Registers page of one Office."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        actions = office.window.actions_
        actions.on("filter_fields", lambda: self._look().build())
        actions.on("list_view", lambda: self._look().open_menu())
        actions.on("columns", lambda: self._list().choose_columns())
        actions.on("change_many", self._change_many)
        actions.on("own_fields", self.own_fields)
        actions.on("new_register", lambda: self._register_dialog(""))
        actions.on("own_register", lambda: self._register_dialog(self._page().register.key))

    def allow(self) -> None:
        """Enable what can be done on the page that shows now."""
        page, actions = self._page(), self._office.window.actions_
        space = self._office.space
        closed = tr("Open a file first.") if space is None else space.read_only or ""
        elsewhere = "" if page is not None else tr("Open a register first.")
        for name in _OF_LIST:
            actions.allow(name, elsewhere)
        for name in _WRITING:
            actions.allow(name, elsewhere or closed)
        actions.allow("new_register", closed)
        own = page is not None and page.register.key.startswith("own:")
        built_in = "" if own else tr("This register came with isodesk; fields can be added to it.")
        actions.allow("own_register", elsewhere or closed or built_in)

    def own_fields(self) -> None:
        """The own fields of the register that shows."""
        from isodesk.ui.registers.fields_dialog import open_fields

        page = self._page()
        if page is not None:
            page.record.save_typed()
            open_fields(self._office.tools(), page.register, self._office.window)

    def _change_many(self) -> None:
        pane = self._list()
        if pane.list.chosen_count() > 1:
            pane.change_many()
        else:
            said = tr("Choose several records first: Shift with the arrows, or Ctrl with a click.")
            self._office.window.status.set_said(said)

    def _register_dialog(self, key: str) -> None:
        from isodesk.ui.registers.register_dialog import RegisterDialog

        office = self._office
        if office.space is not None:
            RegisterDialog(office.tools(), key, self._made, office.window).open()

    def _made(self, key: str) -> None:
        """Turn to a register that was made or changed; away from one that was put away."""
        office = self._office
        office.window.show_page("registers")
        page = self._page()
        if page is None or office.space is None:
            return
        page.refresh()
        page.open_register(key or office.space.catalogue.every()[0].key)
        self.allow()

    def _list(self) -> "ListPane":
        pane: ListPane = self._page().entries.list
        return pane

    def _look(self) -> Any:
        return self._list().look

    def _page(self) -> Any:
        return self._office.pages.register_page()
