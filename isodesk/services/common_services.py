"""What documents, registers and audits share of one open file."""

from functools import cached_property
from typing import TYPE_CHECKING

from isodesk.services.desk import Desk
from isodesk.settings import Settings

if TYPE_CHECKING:
    from isodesk.services.calendar import Calendar
    from isodesk.services.calendar_sheets import CalendarSheets
    from isodesk.services.catalogue import Catalogue
    from isodesk.services.company import Companies
    from isodesk.services.exports import Exports
    from isodesk.services.histories import Histories
    from isodesk.services.links import Links
    from isodesk.services.lists import Lists
    from isodesk.services.searching import Searching
    from isodesk.services.sheets import Sheets


class CommonServices:
    """Each service is made, and its module imported, when it is first asked for."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk = desk
        self.settings = settings

    @cached_property
    def companies(self) -> "Companies":
        from isodesk.services.company import Companies

        return Companies(self.desk)

    @cached_property
    def catalogue(self) -> "Catalogue":
        from isodesk.services.catalogue import Catalogue

        return Catalogue(self.desk)

    @cached_property
    def sheets(self) -> "Sheets":
        from isodesk.services.sheets import Sheets

        return Sheets(self.desk)

    @cached_property
    def lists(self) -> "Lists":
        from isodesk.services.lists import Lists

        return Lists(self.desk)

    @cached_property
    def links(self) -> "Links":
        from isodesk.services.links import Links

        return Links(self.desk)

    @cached_property
    def histories(self) -> "Histories":
        from isodesk.services.histories import Histories

        return Histories(self.desk)

    @cached_property
    def searching(self) -> "Searching":
        from isodesk.services.searching import Searching

        return Searching(self.desk)

    @cached_property
    def exports(self) -> "Exports":
        from isodesk.services.exports import Exports

        return Exports(self.desk)

    @cached_property
    def calendar(self) -> "Calendar":
        from isodesk.services.calendar import Calendar

        return Calendar(self.desk, self.catalogue)

    @cached_property
    def calendar_sheets(self) -> "CalendarSheets":
        from isodesk.services.calendar_sheets import CalendarSheets

        return CalendarSheets(self.desk, self.calendar, self.sheets)
