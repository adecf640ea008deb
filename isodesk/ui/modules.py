"""The tabs of the window over one open file: their pages, tied to the shell when they are built.

How each page looks is kept with the file, on this computer.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.kept_layout import part
from isodesk.ui.main_window import Module
from isodesk.ui.today_module import TodayModule

if TYPE_CHECKING:
    from isodesk.ui.office import Office

KEPT = {
    "today": "today_pages",
    "documents": "sub_pages",
    "registers": "registers",
    "audits": "audits",
}
"""A tab: the name its layout is kept under."""


class Modules:
    """For one Office; every connection between its pages stands here."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def of(self, space: Workspace) -> tuple[Module, ...]:
        """The tabs over this file, in their order."""
        return (
            Module("today", tr("Today"), lambda: self._make_today(space)),
            Module("documents", tr("Documents"), lambda: self._make_documents_module(space)),
            Module("registers", tr("Registers"), lambda: self._make_registers("registers", space)),
            Module("audits", tr("Audits"), lambda: self._make_registers("audits", space)),
        )

    def _make_today(self, space: Workspace) -> QWidget:
        module = TodayModule(self._office, space)
        module.set_systems(self._office.systems())
        module.restore_layout(part(self._kept(space), "today_pages"))
        return module

    def _make_documents_module(self, space: Workspace) -> QWidget:
        from isodesk.ui.sub_pages import SubPages

        module = SubPages(tr("Documents"), self._document_pages(space))
        module.page_shown.connect(lambda _: self._office.record_actions.allow())
        module.set_systems(self._office.systems())
        kept = self._kept(space)
        module.restore_layout(
            part(kept, "sub_pages") or {"pages": {"documents": kept.get("documents")}}
        )
        return module

    def _document_pages(self, space: Workspace) -> tuple[Module, ...]:
        """The sub-tabs of the Documents module, in their order."""
        return (
            Module("documents", tr("Documents"), lambda: self._make_documents(space)),
            Module("changes", tr("Change requests"), lambda: self._make_changes(space)),
            Module("reading", tr("Reading"), lambda: self._make_keeping("reading", space)),
            Module("forms", tr("Filled forms"), lambda: self._make_keeping("forms", space)),
            Module("retention", tr("Retention"), lambda: self._make_keeping("retention", space)),
            Module("map", tr("Map"), lambda: self._make_keeping("map", space)),
        )

    def _make_keeping(self, key: str, space: Workspace) -> QWidget:
        from isodesk.ui.keeping.pages import keeping_page

        page = keeping_page(key, space, self._office.jobs)
        page.status.connect(self._office.window.status.set_said)
        page.record_requested.connect(self._office.pages.open_record)
        return page

    def _make_documents(self, space: Workspace) -> QWidget:
        from isodesk.ui.documents.page import DocumentsPage

        page = DocumentsPage(space, self._office.jobs)
        page.bring_in_requested.connect(self._office.steps.choose_and_bring_in)
        page.status.connect(self._office.window.status.set_said)
        page.help_requested.connect(self._office.company_steps.help)
        page.record_requested.connect(self._office.pages.open_record)
        page.record_shown.connect(self._office.record_actions.offer)
        self._office.text.follow(page)
        page.change_requested.connect(self._office.pages.new_change)
        return page

    def _make_registers(self, key: str, space: Workspace) -> QWidget:
        from isodesk.ui.registers.page import PAGES, RegistersPage

        kept = self._kept(space).get(key)
        page = RegistersPage(space, self._office.jobs, kept, groups=PAGES[key])
        page.set_systems(self._office.systems())
        page.register_shown.connect(self._office.register_actions.allow)
        page.way_asked.connect(self._office.pages.take_way)
        return self._tied(page)

    def _make_changes(self, space: Workspace) -> QWidget:
        from isodesk.ui.changes.page import ChangesPage

        return self._tied(ChangesPage(space, self._office.jobs))

    def _tied(self, page: Any) -> QWidget:
        """A register page with its ties to the shell."""
        page.status.connect(self._office.window.status.set_said)
        page.record_requested.connect(self._office.pages.open_record)
        widget: QWidget = page
        return widget

    def show_systems(self, systems: int) -> None:
        """Every page that is built shows 3 both, 1 quality, 2 environment."""
        for page in self._built().values():
            page.set_systems(systems)

    def keep_layout(self, layout: dict[str, Any], space: Workspace) -> None:
        """The window's layout and that of its pages, to be written to the disk later."""
        known = self._kept(space)
        pages = {KEPT[key]: page.layout_now() for key, page in self._built().items()}
        kept = {**known, **layout, **pages}
        self._office.settings.set_of_file("layout", space.file_id, kept, later=True)

    def _built(self) -> dict[str, Any]:
        window = self._office.window
        return {key: page for key in KEPT if (page := window.page(key)) is not None}

    def _kept(self, space: Workspace) -> dict[str, Any]:
        return self._office.settings.of_file("layout", space.file_id) or {}
