"""One open file: it opens, says who writes, and closes. No logic.

The services it holds stand by noun in `document_services`, `keeping_services`,
`register_services`, `audit_services`, and in `common_services` what they share.
"""

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock, OfficeClock
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.services.audit_services import AuditServices
from isodesk.services.desk import Desk
from isodesk.services.keeping_services import KeepingServices
from isodesk.settings import Settings
from isodesk.store.file import CompanyFile, new_file
from isodesk.store.sqlite import DatabaseError, OperationalError, telling

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader
    from isodesk.services.backups import Backups
    from isodesk.services.company import Founding
    from isodesk.services.drill import Drills
    from isodesk.services.held import Held
    from isodesk.services.work_copies import WorkCopies
    from isodesk.store.glance import Glance

_log = logging.getLogger(__name__)


class Workspace(AuditServices, KeepingServices):
    """The door to everything about one company."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.held: Held | None = None
        """Why the file is only read until the officer decides, once `begin_writing` has looked."""

    @classmethod
    def open(
        cls, path: Path, settings: Settings, reader: "Reader", clock: Clock | None = None
    ) -> "Workspace":
        """Open for reading, without SQLAlchemy; `begin_writing` unlocks editing. Raises Refused
        for what is not ours, damaged or tampered with."""
        file = CompanyFile.open(path)
        try:
            with telling(path):
                actor = _last_actor(file, settings, _company_id(file))
        except BaseException:
            file.close()
            raise
        settings.opened(str(path.resolve()))
        return cls(Desk(file, actor, clock or OfficeClock(), reader), settings)

    @classmethod
    def create(
        cls,
        path: Path,
        founding: "Founding",
        settings: Settings,
        reader: "Reader",
        clock: Clock | None = None,
    ) -> "Workspace":
        """A new file with its company. Raises Refused where a file stands, a field is wrong or
        nothing can be written; nothing is left behind then.

        Made under another name first: a file that stands under its own holds its company.
        """
        from isodesk.services.company import founding_problems
        from isodesk.services.held import check_place

        problems = founding_problems(founding)
        if problems:
            raise Refused(problems)
        check_place(path)
        officer = founding.people[0].name.strip()
        clock = clock or OfficeClock()
        with new_file(path) as part:
            desk = Desk(part, Actor(None, officer), clock, reader)
            founder = cls(desk, settings).companies.found(founding)
        space = cls.open(path, settings, reader, clock)
        space.begin_writing()
        space.sign_in(founder, officer)
        return space

    @property
    def outdated(self) -> bool:
        """Whether an older isodesk wrote the file, so that no list can be read of it yet."""
        return self.desk.file.outdated

    def copy_to_read(self, progress: Progress = silent) -> None:
        """Make an older file readable without touching it; for commands that only read."""
        self.desk.file.copy_to_read(progress, self.desk.clock)

    def begin_writing(self, progress: Progress = silent) -> None:
        """Check, lock, migrate and bring into force what is due; for the worker. An older state,
        a copy of a file that is worked on, or one that lies in a sync folder, on a share or a
        stick stays open for reading: `held` says why."""
        from isodesk.services.held import held_back

        self.held = held_back(self.desk.file) if self.desk.file.is_closed_to_us else None
        if self.held is not None:
            self.desk.file.hold_back(self.held.sentence, progress, self.desk.clock)
        else:
            self.desk.file.begin_writing(progress, self.desk.clock)
        if self.read_only is None:
            self._remember()
            self.bring_up_to_date()
        self.desk.tell(frozenset({"file"}))

    def bring_up_to_date(self) -> None:
        """What the day itself brings: revisions in force, what is overdue. At opening and at
        midnight."""
        self.issuing.put_in_force()
        self.overdue.raise_all()

    def continue_here(self, progress: Progress = silent) -> None:
        """Work on from this state of the file: numbers jump past those this computer has seen
        given, and it stands in the history. Where it cannot be written, `read_only` says why."""
        from isodesk.services.counters import raise_counters
        from isodesk.store import head

        why = head.continuing_words(self.desk.file)
        self.desk.file.begin_writing(progress, self.desk.clock)
        if self.read_only is None:
            with self.desk.unit(why) as unit:
                raise_counters(unit)
            head.continue_here(self.desk.file)
            self.bring_up_to_date()
        self.held = None
        self.desk.tell(frozenset({"file"}))

    def rest(self) -> None:
        """While nobody waits: the journal into the file, the head into the settings folder. On a
        full disk both stay as they are until there is room."""
        try:
            self.desk.file.checkpoint()
        except OperationalError as error:
            _log.warning("the journal stays beside the file: %s", error)
        self._remember()

    @property
    def path(self) -> Path:
        return self.desk.path

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed; None when it can."""
        return self.desk.file.read_only

    @cached_property
    def file_id(self) -> str:
        """The identity of the file, the same in every copy and backup."""
        row = self.desk.file.reader().execute("SELECT file_id FROM company").fetchone()
        return str(row[0])

    @property
    def company_name(self) -> str:
        row = self.desk.file.reader().execute("SELECT name FROM company").fetchone()
        return str(row[0])

    def sign_in(self, person_id: int, name: str) -> None:
        """Who stands behind every change from now on."""
        self.desk.actor = Actor(person_id, name)
        self.settings.set_of_file("actors", self.file_id, [person_id, name])
        self.desk.tell(frozenset({"actor"}))

    def glance(self, systems: int = 3, most: int = 500) -> "Glance":
        """What Today shows, by plain SQL; at most so many dates."""
        from isodesk.store.glance import glance

        desk = self.desk
        return glance(desk.file.reader(), desk.today(), desk.actor.person_id, systems, most)

    def close(self) -> None:
        """Remember the head outside, then a clean close."""
        try:
            if self.read_only is None:
                self._remember()
        finally:
            self.desk.file.close()

    def _remember(self) -> None:
        from isodesk.store.head import remember

        try:
            remember(self.desk.file)
        except (OSError, DatabaseError) as error:
            # a witness, not the record: the file must close, and the next close tells it again
            _log.warning("the head of the history could not be remembered: %s", error)

    @cached_property
    def work_copies(self) -> "WorkCopies":
        from isodesk.services.work_copies import WorkCopies

        return WorkCopies(self.desk, self.file_id)

    @cached_property
    def backups(self) -> "Backups":
        from isodesk.services.backups import Backups

        return Backups(self.desk, self.settings, self.file_id, self.company_name)

    @cached_property
    def drills(self) -> "Drills":
        from isodesk.services.drill import Drills

        return Drills(self.desk, self.backups)


def _company_id(file: CompanyFile) -> str:
    row = file.reader().execute("SELECT file_id FROM company").fetchone()
    if row is None:
        raise Refused(f"{file.path.name} holds no company. Restore the newest backup.")
    return str(row[0])


def _last_actor(file: CompanyFile, settings: Settings, file_id: str) -> Actor:
    known = settings.of_file("actors", file_id)
    if known and list(map(type, known)) in ([int, str], [type(None), str]):
        return Actor(known[0], known[1])
    row = (
        file.reader()
        .execute(
            "SELECT r.id, r.title FROM record r JOIN person p ON p.id = r.id"
            " WHERE p.active AND NOT p.is_role ORDER BY r.id LIMIT 1"
        )
        .fetchone()
    )
    return Actor(row[0], row[1]) if row else Actor(None, "Somebody")
