"""The menus while the Registers page shows: its record's steps, and a new record of its kind."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from isodesk.i18n import tr
from isodesk.ui.registers.list_actions import ListActions

if TYPE_CHECKING:
    from isodesk.ui.office import Office

_OF_A_REGISTER = (
    "new_record",
    "import_sheet",
    "export_register",
    "take_step",
    "void_record",
    "blank_sheets",
)


class RegisterActions:
    """Ties the Record menu to the Registers page of one Office."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        actions = office.window.actions_
        actions.on("new_record", lambda: self._page().new_record())
        actions.on("import_sheet", lambda: self._page().choose_sheet())
        actions.on("export_register", lambda: self._page().export_register())
        actions.on("take_step", self._take_first)
        actions.on("void_record", self._void)
        actions.on("significance", self._significance)
        actions.on("concern", self._concern)
        actions.on("competence", self._competence)
        actions.on("blank_sheets", self._blank_sheets)
        actions.on("starter_sets", self.start_from_sets)
        self.of_list = ListActions(office)
        self._steps = QMenu(tr("This record"), office.window)
        self._steps.setToolTipsVisible(True)
        self._steps.aboutToShow.connect(self._fill_steps)
        actions.menu("Record").insertMenu(actions["take_step"], self._steps)
        office.window.page_shown.connect(lambda _: self.allow())
        self.allow()

    def allow(self) -> None:
        """Enable what the record that shows may do; where two pages share a key, the page that
        shows has it."""
        page, actions = self._page(), self._office.window.actions_
        self._office.onsite.allow()
        closed = "" if self._office.space is not None else tr("Open a file first.")
        for name in ("significance", "concern", "competence"):
            actions.allow(name, closed)
        actions.share_keys(here=page is not None)
        self.of_list.allow()
        self._steps.menuAction().setVisible(page is not None)
        elsewhere = tr("Open a register first.")
        if page is None:
            for name in _OF_A_REGISTER:
                actions.allow(name, elsewhere)
            actions["new_record"].setText(tr("New record"))
            actions["take_step"].setText(tr("Take the next step"))
            return
        actions["new_record"].setText(tr("New {one}", one=tr(page.register.one)))
        actions.allow("new_record", self._read_only())
        actions.allow("import_sheet", self._read_only())
        actions.allow("export_register", "")
        actions.allow("blank_sheets", "")
        self._allow_steps(page)

    def start_from_sets(self) -> None:
        """Offer the starter sets of all registers."""
        from isodesk.ui.registers.sets_dialog import SetsDialog

        office = self._office
        if office.space is not None:
            SetsDialog(office.tools(), self._put_in, office.window).open()

    def _put_in(self, made: int) -> None:
        said = tr("1 draft was put in.") if made == 1 else tr("{n} drafts were put in.", n=made)
        self._office.window.status.set_said(said)
        self._office.window.show_page("registers")

    def _blank_sheets(self) -> None:
        from isodesk.ui.registers.sheets_dialog import SheetsDialog

        page, office = self._page(), self._office
        if page is not None:
            SheetsDialog(office.tools(), page.register, office.window).open()

    def _allow_steps(self, page: Any) -> None:
        from isodesk.ui.registers.more_menu import why_not_void

        actions, facts = self._office.window.actions_, page.record.facts()
        nothing = tr("Choose a record first.")
        offers = facts.entry.steps if facts else ()
        actions["take_step"].setText(
            tr(offers[0].step.verb) if offers else tr("Take the next step")
        )
        if facts is None:
            missing = nothing
        elif not offers:
            missing = tr("This record takes no step now.")
        else:
            missing = facts.read_only or tr(offers[0].missing)
        actions.allow("take_step", missing)
        actions.allow("void_record", why_not_void(facts) if facts else nothing)

    def _fill_steps(self) -> None:
        """Everything the record that shows may do now."""
        from isodesk.ui.registers.more_menu import fill_steps

        page = self._page()
        if page is not None:
            fill_steps(self._steps, page.record)

    def _take_first(self) -> None:
        page = self._page()
        facts = page.record.facts() if page is not None else None
        if facts is not None and facts.entry.steps:
            page.record.take_step(facts.entry.steps[0].step.key)

    def _significance(self) -> None:
        from isodesk.ui.registers.bench_dialog import BenchDialog

        page = self._turned()
        if page is not None:
            BenchDialog(page.tools, page.entries.open_any, self._office.window).open()

    def _competence(self) -> None:
        from isodesk.ui.registers.matrix_dialog import MatrixDialog

        page = self._turned()
        if page is not None:
            MatrixDialog(page.tools, page.entries.open_any, self._office.window).open()

    def _concern(self) -> None:
        from isodesk.ui.registers.concerns_dialog import ConcernsDialog

        page = self._turned()
        if page is not None:
            ConcernsDialog(page.tools, page.entries.open_any, self._office.window).open()

    def _turned(self) -> Any:
        """The Registers page, turned to; None while no file is open."""
        window = self._office.window
        if self._office.space is None:
            return None
        window.show_page("registers")
        return window.page("registers")

    def _void(self) -> None:
        self._page().record.steps.void()

    def _read_only(self) -> str:
        space = self._office.space
        return (space.read_only or "") if space is not None else tr("Open a file first.")

    def _page(self) -> Any:
        return self._office.pages.register_page()
