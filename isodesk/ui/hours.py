"""What happens by the clock while a file is open: rest, the minute, midnight."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from isodesk.services.workspace import Workspace
    from isodesk.ui.office import Office

IDLE_MS = 2_000
MINUTE_MS = 60_000


class Hours(QObject):
    """For one Office."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._office = office
        self._day = date.min
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()

    def begin(self, day: date) -> None:
        """A file is open, read as it stands on this day."""
        self._day = day

    def edited(self) -> None:
        """Something was saved: the file rests when nothing follows for a while."""
        self._idle.start()

    def end(self) -> None:
        """The file is about to close."""
        self._idle.stop()

    def _rest(self) -> None:
        space, office = self._office.space, self._office
        if space is not None and space.read_only is None:
            office.jobs.run(lambda _: space.rest(), lambda _: office.banner.look())

    def _minute_passed(self) -> None:
        """The backup ages, and the file may have been taken away meanwhile."""
        office = self._office
        if office.space is not None:
            office.care.say()
            office.care.idle()
            office.banner.look()
            self._turn_day(office.space)

    def _turn_day(self, space: "Workspace") -> None:
        """At midnight what was issued for the new day comes into force."""
        if space.desk.today() == self._day:
            return
        self._day = space.desk.today()
        self._office.refresh(frozenset({"day"}))
        if space.read_only is None:
            self._office.jobs.run(lambda _: space.bring_up_to_date())
