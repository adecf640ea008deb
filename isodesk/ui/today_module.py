"""The first tab: Today, and the calendar beside it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.main_window import Module
from isodesk.ui.sub_pages import SubPages
from isodesk.ui.today_page import TodayPage

if TYPE_CHECKING:
    from isodesk.ui.office import Office

TODAY, CALENDAR = "today", "calendar"


class TodayModule(SubPages):
    """Its pages listen to nothing by themselves: the one that shows is read again by `refresh`,
    the other when it is turned to."""

    def __init__(self, office: "Office", space: Workspace) -> None:
        self._office, self._space = office, space
        self._old: set[str] = set()
        super().__init__(
            tr("Today"),
            (
                Module(TODAY, tr("Today"), self._made_today),
                Module(CALENDAR, tr("Calendar"), self._made_calendar),
            ),
        )

    def show_page(self, key: str) -> QWidget:
        page: Any = super().show_page(key)
        if key in self._old:
            self._old.discard(key)
            page.refresh()
        return page  # type: ignore[no-any-return]

    def refresh(self) -> None:
        """Read what shows again."""
        shown = self.current_key()
        self._old |= {key for key in (TODAY, CALENDAR) if key != shown and self.page(key)}
        super().refresh()

    def _made_today(self) -> TodayPage:
        office = self._office
        page = TodayPage(self._space, office.jobs, office.systems())
        page.open_document.connect(office.pages.open_document)
        page.open_record.connect(office.pages.open_record)
        page.print_copies.connect(office.pages.print_copies)
        page.walk_requested.connect(office.company_steps.walk)
        page.backup_requested.connect(office.steps.backup)
        page.backup_asked.connect(office.care.open)
        page.new_requested.connect(office.pages.new_document)
        page.bring_in_requested.connect(office.steps.choose_and_bring_in)
        page.people_requested.connect(office.company_steps.people)
        return page

    def _made_calendar(self) -> QWidget:
        from isodesk.ui.calendar.page import CalendarPage

        page = CalendarPage(self._space, self._office.jobs)
        page.status.connect(self._office.window.status.set_said)
        page.record_requested.connect(self._office.pages.open_record)
        return page
