"""What is said of the open file above every page, and what its one button does."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.dates import from_utc_text
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.days import day_text
from isodesk.ui.parts import BannerTone

if TYPE_CHECKING:
    from isodesk.services.held import Held
    from isodesk.store.work_copy import WorkCopy
    from isodesk.ui.office import Office

_NOTHING: Callable[[], object] = lambda: None  # noqa: E731 - a value, not a function of its own


class FileBanner:
    """For one Office: the gravest thing first, each with its way on."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._does: Callable[[], object] = _NOTHING
        self._said = self._shown = ""
        self._room_said = False
        office.window.banner.pressed.connect(self._pressed)

    def begin(self) -> None:
        """Another file is open: what cannot be changed is said once it has been checked."""
        self._does, self._said, self._room_said = _NOTHING, "", False
        self._office.window.banner.hide()

    def refused(self, heading: str, sentence: str) -> None:
        """Something did not work; read and put away, what was said of the file returns."""
        space = self._office.space
        if space is not None and space.desk.file.absence():
            self._said = ""
            self.say()  # the reason, with a way on
            return
        self._does, self._said = _NOTHING, "refused"
        self._office.window.banner.say("red", heading, sentence, tr("Close"))

    def say(self) -> None:
        """Say how the file stands; a refusal that is being read stays."""
        space = self._office.space
        if space is None or self._said == "refused":
            return
        if space.held is not None:
            self._say_held(space.held)
        elif space.read_only and space.desk.file.damaged:
            self._said = "damaged"
            self._office.care.offer_repair(space.path, space.read_only)
        elif space.read_only:
            self._show("amber", tr("Open for reading."), space.read_only)
        else:
            self._say_of_work(space)

    def look(self) -> None:
        """Whether the file was taken away, the clock set, or the disk filled meanwhile."""
        space = self._office.space
        if space is not None and space.read_only is None:
            self.say()

    def _say_held(self, held: "Held") -> None:
        from isodesk.services.held import Way

        words, does = {
            Way.CONTINUE: (tr("Continue here"), self._continue),
            Way.WORK_COPY: (tr("Work on a copy here"), self._take_out),
            Way.OPEN_COPY: (tr("Open the work copy"), lambda: self._open(held.other)),
        }[held.way]
        self._show("amber", held.heading, held.sentence, words, does)

    def _say_of_work(self, space: Workspace) -> None:
        from isodesk.services.clock_care import confirm, doubt
        from isodesk.store.presence import little_room

        if absence := space.desk.file.absence():
            save = self._office.steps.save_copy
            self._show("red", tr("The file is gone."), absence, tr("Save a copy as…"), save)
        elif said := doubt(space.desk):
            heading = tr("The computer's clock does not follow.")
            self._show("amber", heading, said, tr("The clock is right"), lambda: self._run(confirm))
        elif not self._room_said and (said := little_room(space.path)):
            heading = tr("The disk is nearly full.")
            self._show("amber", heading, said, tr("Close"), self._room_read)
        elif work := space.work_copies.current():
            self._say_work_copy(work)
        else:
            self._hide()

    def _say_work_copy(self, work: "WorkCopy") -> None:
        since = day_text(from_utc_text(work.at).astimezone().date())
        body = tr("Of {origin}, as it stood on {day}.", origin=work.origin, day=since)
        back = self._office.steps.hand_back
        self._show("blue", tr("You work on a copy."), body, tr("Hand it back"), back)

    def _show(
        self,
        tone: BannerTone,
        heading: str,
        body: str,
        button: str = "",
        does: Callable[[], object] = _NOTHING,
    ) -> None:
        said = f"{heading}\n{body}"
        if said != self._said:  # the same words again would only flicker
            self._office.window.banner.say(tone, heading, body, button)
            self._shown = self._office.window.banner.words()
        self._said, self._does = said, does

    def _hide(self) -> None:
        self._said, self._does = "", _NOTHING
        banner = self._office.window.banner
        if banner.words() == self._shown:  # what others said there stays until it is read
            banner.hide()

    def _pressed(self) -> None:
        if self._office.care.banner_pressed():
            self._said, self._does = "", _NOTHING
            self._office.window.banner.hide()
            return
        does, self._does, self._said = self._does, _NOTHING, ""
        self._office.window.banner.hide()
        if does is _NOTHING:
            self.say()
        else:
            does()

    def _room_read(self) -> None:
        self._room_said = True
        self.say()

    def _continue(self) -> None:
        space = self._office.space
        if space is not None:
            office = self._office
            office.jobs.run(space.continue_here, lambda _: office.unlocked(), title=tr("Opening"))

    def _take_out(self) -> None:
        space = self._office.space
        if space is not None:
            self._office.jobs.run(
                space.work_copies.take_out, self._open, title=tr("Copying to work on it here")
            )

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self._office.steps.open_and_write(path)

    def _run(self, work: Callable[..., object]) -> None:
        space = self._office.space
        if space is not None:
            self._office.jobs.run(lambda _: work(space.desk), lambda _: self.say())
