"""One open file with its services. No logic: it opens, holds, and says what changed."""

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock, OfficeClock
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.services.desk import Desk
from isodesk.settings import Settings
from isodesk.store.file import CompanyFile, new_file
from isodesk.store.sqlite import DatabaseError, OperationalError, telling

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader
    from isodesk.services.approval import Approval
    from isodesk.services.audit_again import AuditAgain
    from isodesk.services.audit_beside import AuditBeside
    from isodesk.services.audit_coverage import AuditCoverage
    from isodesk.services.audit_evidence import AuditEvidence
    from isodesk.services.audit_filling import AuditFilling
    from isodesk.services.audit_findings import AuditFindings
    from isodesk.services.audit_merging import AuditMerging
    from isodesk.services.audit_on_paper import AuditOnPaper
    from isodesk.services.audit_programme import AuditProgrammes
    from isodesk.services.audit_proposing import AuditProposing
    from isodesk.services.audit_questions import AuditQuestions
    from isodesk.services.audit_raising import AuditRaising
    from isodesk.services.audit_sampling import AuditSampling
    from isodesk.services.audit_seen import AuditSeen
    from isodesk.services.audit_shots import AuditShots
    from isodesk.services.auditing import Auditing
    from isodesk.services.backups import Backups
    from isodesk.services.blanks import Blanks
    from isodesk.services.bringing_in import BringingIn
    from isodesk.services.calendar import Calendar
    from isodesk.services.calendar_sheets import CalendarSheets
    from isodesk.services.care_lists import CareLists
    from isodesk.services.care_sheets import CareSheets
    from isodesk.services.catalogue import Catalogue
    from isodesk.services.changes import Changes
    from isodesk.services.checklist_back import ChecklistBack
    from isodesk.services.checklist_sheets import ChecklistSheets
    from isodesk.services.checklists import Checklists
    from isodesk.services.company import Companies, Founding
    from isodesk.services.comparing import Comparing
    from isodesk.services.competence import Competence
    from isodesk.services.concerns import Concerns
    from isodesk.services.content import Contents
    from isodesk.services.copies import Copies
    from isodesk.services.criteria_sets import CriteriaSets
    from isodesk.services.disposal_sheets import DisposalSheets
    from isodesk.services.disposals import Disposals
    from isodesk.services.document_map import DocumentMap
    from isodesk.services.documents import Documents
    from isodesk.services.drill import Drills
    from isodesk.services.entries import Entries
    from isodesk.services.entry_lines import EntryLines
    from isodesk.services.entry_lists import EntryLists
    from isodesk.services.entry_sheets import EntrySheets
    from isodesk.services.exports import Exports
    from isodesk.services.form_codes import FormCodes
    from isodesk.services.forms import Forms
    from isodesk.services.grade_words import GradeWords
    from isodesk.services.handing_over import HandingOver
    from isodesk.services.held import Held
    from isodesk.services.histories import Histories
    from isodesk.services.issuing import Issuing
    from isodesk.services.keeping_lists import KeepingLists
    from isodesk.services.laboratory import Laboratory
    from isodesk.services.links import Links
    from isodesk.services.lists import Lists
    from isodesk.services.many import Many
    from isodesk.services.measuring import Measuring
    from isodesk.services.outside import Outside
    from isodesk.services.overdue import Overdue
    from isodesk.services.own_fields import OwnFields
    from isodesk.services.own_registers import OwnRegisters
    from isodesk.services.paper_check import PaperCheck
    from isodesk.services.picking import Picking
    from isodesk.services.prints import Prints
    from isodesk.services.reading import Reading
    from isodesk.services.reading_sheets import ReadingSheets
    from isodesk.services.register_export import RegisterExport
    from isodesk.services.register_hints import RegisterHints
    from isodesk.services.register_prints import RegisterPrints
    from isodesk.services.retention import Retention
    from isodesk.services.reviewing import Reviewing
    from isodesk.services.saved_views import SavedViews
    from isodesk.services.searching import Searching
    from isodesk.services.sheet_import import SheetImport
    from isodesk.services.sheets import Sheets
    from isodesk.services.starters import Starters
    from isodesk.services.templates import Templates
    from isodesk.services.where_used import WhereUsed
    from isodesk.services.word_texts import WordTexts
    from isodesk.services.work_copies import WorkCopies
    from isodesk.services.written import Written
    from isodesk.store.glance import Glance


_log = logging.getLogger(__name__)


class Workspace:
    """The door to everything about one company; services are made when first asked for."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk = desk
        self.settings = settings
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
    def companies(self) -> "Companies":
        from isodesk.services.company import Companies

        return Companies(self.desk)

    @cached_property
    def documents(self) -> "Documents":
        from isodesk.services.documents import Documents

        return Documents(self.desk)

    @cached_property
    def contents(self) -> "Contents":
        from isodesk.services.content import Contents

        return Contents(self.desk)

    @cached_property
    def written(self) -> "Written":
        from isodesk.services.written import Written

        return Written(self.desk)

    @cached_property
    def comparing(self) -> "Comparing":
        from isodesk.services.comparing import Comparing

        return Comparing(self.desk)

    @cached_property
    def word_texts(self) -> "WordTexts":
        from isodesk.services.word_texts import WordTexts

        return WordTexts(self.desk)

    @cached_property
    def templates(self) -> "Templates":
        from isodesk.services.templates import Templates

        return Templates(self.desk)

    @cached_property
    def approval(self) -> "Approval":
        from isodesk.services.approval import Approval

        return Approval(self.desk, self.contents)

    @cached_property
    def issuing(self) -> "Issuing":
        from isodesk.services.issuing import Issuing

        return Issuing(self.desk)

    @cached_property
    def reviewing(self) -> "Reviewing":
        from isodesk.services.reviewing import Reviewing

        return Reviewing(self.desk)

    @cached_property
    def outside(self) -> "Outside":
        from isodesk.services.outside import Outside

        return Outside(self.desk)

    @cached_property
    def changes(self) -> "Changes":
        from isodesk.services.changes import Changes

        return Changes(self.desk)

    @cached_property
    def catalogue(self) -> "Catalogue":
        from isodesk.services.catalogue import Catalogue

        return Catalogue(self.desk)

    @cached_property
    def entries(self) -> "Entries":
        from isodesk.services.entries import Entries

        return Entries(self.desk, self.catalogue)

    @cached_property
    def entry_lines(self) -> "EntryLines":
        from isodesk.services.entry_lines import EntryLines

        return EntryLines(self.desk, self.catalogue)

    @cached_property
    def auditing(self) -> "Auditing":
        from isodesk.services.auditing import Auditing

        return Auditing(self.desk)

    @cached_property
    def audit_evidence(self) -> "AuditEvidence":
        from isodesk.services.audit_evidence import AuditEvidence

        return AuditEvidence(self.desk)

    @cached_property
    def audit_beside(self) -> "AuditBeside":
        from isodesk.services.audit_beside import AuditBeside

        return AuditBeside(self.desk)

    @cached_property
    def audit_shots(self) -> "AuditShots":
        from isodesk.services.audit_shots import AuditShots

        return AuditShots(self.desk, self.settings)

    @cached_property
    def audit_raising(self) -> "AuditRaising":
        from isodesk.services.audit_raising import AuditRaising

        return AuditRaising(self.desk, self.entries, self.audit_findings)

    @cached_property
    def audit_sampling(self) -> "AuditSampling":
        from isodesk.services.audit_sampling import AuditSampling

        return AuditSampling(self.desk, self.catalogue, self.audit_evidence)

    @cached_property
    def audit_seen(self) -> "AuditSeen":
        from isodesk.services.audit_seen import AuditSeen

        return AuditSeen(self.desk, self.picking, self.documents, self.copies)

    @cached_property
    def audit_findings(self) -> "AuditFindings":
        from isodesk.services.audit_findings import AuditFindings

        return AuditFindings(self.desk, self.catalogue, self.auditing, self.audit_evidence)

    @cached_property
    def handing_over(self) -> "HandingOver":
        from isodesk.services.handing_over import HandingOver

        return HandingOver(self.desk, self.catalogue)

    @cached_property
    def audit_merging(self) -> "AuditMerging":
        from isodesk.services.audit_merging import AuditMerging

        return AuditMerging(self.desk, self.catalogue)

    @cached_property
    def grade_words(self) -> "GradeWords":
        from isodesk.services.grade_words import GradeWords

        return GradeWords(self.desk)

    @cached_property
    def audit_filling(self) -> "AuditFilling":
        from isodesk.services.audit_filling import AuditFilling

        return AuditFilling(self.desk)

    @cached_property
    def audit_on_paper(self) -> "AuditOnPaper":
        from isodesk.services.audit_on_paper import AuditOnPaper

        return AuditOnPaper(self.desk, self.sheets)

    @cached_property
    def audit_again(self) -> "AuditAgain":
        from isodesk.services.audit_again import AuditAgain

        return AuditAgain(self.desk, self.catalogue)

    @cached_property
    def checklists(self) -> "Checklists":
        from isodesk.services.checklists import Checklists

        return Checklists(self.desk)

    @cached_property
    def checklist_sheets(self) -> "ChecklistSheets":
        from isodesk.services.checklist_sheets import ChecklistSheets

        return ChecklistSheets(self.desk, self.catalogue)

    @cached_property
    def checklist_back(self) -> "ChecklistBack":
        from isodesk.services.checklist_back import ChecklistBack

        return ChecklistBack(self.desk, self.catalogue)

    @cached_property
    def audit_questions(self) -> "AuditQuestions":
        from isodesk.services.audit_questions import AuditQuestions

        return AuditQuestions(self.desk)

    @cached_property
    def entry_lists(self) -> "EntryLists":
        from isodesk.services.entry_lists import EntryLists

        return EntryLists(self.desk, self.catalogue)

    @cached_property
    def entry_sheets(self) -> "EntrySheets":
        from isodesk.services.entry_sheets import EntrySheets

        return EntrySheets(self.desk, self.catalogue, self.sheets)

    @cached_property
    def blanks(self) -> "Blanks":
        from isodesk.services.blanks import Blanks

        return Blanks(self.desk, self.catalogue, self.sheets)

    @cached_property
    def overdue(self) -> "Overdue":
        from isodesk.services.overdue import Overdue

        return Overdue(self.desk, self.catalogue)

    @cached_property
    def audit_programmes(self) -> "AuditProgrammes":
        from isodesk.services.audit_programme import AuditProgrammes

        return AuditProgrammes(self.desk, self.catalogue)

    @cached_property
    def audit_proposing(self) -> "AuditProposing":
        from isodesk.services.audit_proposing import AuditProposing

        return AuditProposing(self.desk, self.catalogue)

    @cached_property
    def audit_coverage(self) -> "AuditCoverage":
        from isodesk.services.audit_coverage import AuditCoverage

        return AuditCoverage(self.desk, self.catalogue)

    @cached_property
    def register_hints(self) -> "RegisterHints":
        from isodesk.services.register_hints import RegisterHints

        return RegisterHints(self.desk, self.catalogue, self.sheets)

    @cached_property
    def register_prints(self) -> "RegisterPrints":
        from isodesk.services.register_prints import RegisterPrints

        return RegisterPrints(self.desk, self.catalogue, self.sheets)

    @cached_property
    def laboratory(self) -> "Laboratory":
        from isodesk.services.laboratory import Laboratory

        return Laboratory(self.desk, self.catalogue)

    @cached_property
    def concerns(self) -> "Concerns":
        from isodesk.services.concerns import Concerns

        return Concerns(self.desk, self.catalogue)

    @cached_property
    def criteria_sets(self) -> "CriteriaSets":
        from isodesk.services.criteria_sets import CriteriaSets

        return CriteriaSets(self.desk, self.catalogue)

    @cached_property
    def measuring(self) -> "Measuring":
        from isodesk.services.measuring import Measuring

        return Measuring(self.desk, self.catalogue)

    @cached_property
    def competence(self) -> "Competence":
        from isodesk.services.competence import Competence

        return Competence(self.desk, self.catalogue)

    @cached_property
    def starters(self) -> "Starters":
        from isodesk.services.starters import Starters

        return Starters(self.desk, self.catalogue)

    @cached_property
    def picking(self) -> "Picking":
        from isodesk.services.picking import Picking

        return Picking(self.desk, self.catalogue)

    @cached_property
    def register_export(self) -> "RegisterExport":
        from isodesk.services.register_export import RegisterExport

        return RegisterExport(self.desk, self.catalogue)

    @cached_property
    def sheet_import(self) -> "SheetImport":
        from isodesk.services.sheet_import import SheetImport

        return SheetImport(self.desk, self.catalogue)

    @cached_property
    def care_lists(self) -> "CareLists":
        from isodesk.services.care_lists import CareLists

        return CareLists(self.desk)

    @cached_property
    def care_sheets(self) -> "CareSheets":
        from isodesk.services.care_sheets import CareSheets

        return CareSheets(self.desk, self.sheets)

    @cached_property
    def calendar(self) -> "Calendar":
        from isodesk.services.calendar import Calendar

        return Calendar(self.desk, self.catalogue)

    @cached_property
    def calendar_sheets(self) -> "CalendarSheets":
        from isodesk.services.calendar_sheets import CalendarSheets

        return CalendarSheets(self.desk, self.calendar, self.sheets)

    @cached_property
    def copies(self) -> "Copies":
        from isodesk.services.copies import Copies

        return Copies(self.desk)

    @cached_property
    def prints(self) -> "Prints":
        from isodesk.services.prints import Prints

        return Prints(self.desk, self.contents)

    @cached_property
    def reading(self) -> "Reading":
        from isodesk.services.reading import Reading

        return Reading(self.desk)

    @cached_property
    def reading_sheets(self) -> "ReadingSheets":
        from isodesk.services.reading_sheets import ReadingSheets

        return ReadingSheets(self.desk)

    @cached_property
    def retention(self) -> "Retention":
        from isodesk.services.retention import Retention

        return Retention(self.desk)

    @cached_property
    def disposals(self) -> "Disposals":
        from isodesk.services.disposals import Disposals

        return Disposals(self.desk)

    @cached_property
    def forms(self) -> "Forms":
        from isodesk.services.forms import Forms

        return Forms(self.desk, self.contents)

    @cached_property
    def form_codes(self) -> "FormCodes":
        from isodesk.services.form_codes import FormCodes

        return FormCodes(self.desk, self.contents)

    @cached_property
    def document_map(self) -> "DocumentMap":
        from isodesk.services.document_map import DocumentMap

        return DocumentMap(self.desk)

    @cached_property
    def where_used(self) -> "WhereUsed":
        from isodesk.services.where_used import WhereUsed

        return WhereUsed(self.desk)

    @cached_property
    def keeping_lists(self) -> "KeepingLists":
        from isodesk.services.keeping_lists import KeepingLists

        return KeepingLists(self.desk)

    @cached_property
    def disposal_sheets(self) -> "DisposalSheets":
        from isodesk.services.disposal_sheets import DisposalSheets

        return DisposalSheets(self.desk)

    @cached_property
    def sheets(self) -> "Sheets":
        from isodesk.services.sheets import Sheets

        return Sheets(self.desk)

    @cached_property
    def paper_check(self) -> "PaperCheck":
        from isodesk.services.paper_check import PaperCheck

        return PaperCheck(self.desk)

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
    def bringing_in(self) -> "BringingIn":
        from isodesk.services.bringing_in import BringingIn

        return BringingIn(self.desk)

    @cached_property
    def exports(self) -> "Exports":
        from isodesk.services.exports import Exports

        return Exports(self.desk)

    @cached_property
    def own_fields(self) -> "OwnFields":
        from isodesk.services.own_fields import OwnFields

        return OwnFields(self.desk, self.catalogue)

    @cached_property
    def own_registers(self) -> "OwnRegisters":
        from isodesk.services.own_registers import OwnRegisters

        return OwnRegisters(self.desk, self.catalogue)

    @cached_property
    def many(self) -> "Many":
        from isodesk.services.many import Many

        return Many(self.desk, self.catalogue)

    @cached_property
    def saved_views(self) -> "SavedViews":
        from isodesk.services.saved_views import SavedViews

        return SavedViews(self.desk)

    @cached_property
    def searching(self) -> "Searching":
        from isodesk.services.searching import Searching

        return Searching(self.desk)

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
    if known:
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
