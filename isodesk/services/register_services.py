"""The services of the registers and their records."""

from functools import cached_property
from typing import TYPE_CHECKING

from isodesk.services.common_services import CommonServices

if TYPE_CHECKING:
    from isodesk.services.blanks import Blanks
    from isodesk.services.competence import Competence
    from isodesk.services.concerns import Concerns
    from isodesk.services.criteria_sets import CriteriaSets
    from isodesk.services.entries import Entries
    from isodesk.services.entry_lines import EntryLines
    from isodesk.services.entry_lists import EntryLists
    from isodesk.services.entry_sheets import EntrySheets
    from isodesk.services.laboratory import Laboratory
    from isodesk.services.many import Many
    from isodesk.services.measuring import Measuring
    from isodesk.services.overdue import Overdue
    from isodesk.services.own_fields import OwnFields
    from isodesk.services.own_registers import OwnRegisters
    from isodesk.services.picking import Picking
    from isodesk.services.register_export import RegisterExport
    from isodesk.services.register_hints import RegisterHints
    from isodesk.services.register_prints import RegisterPrints
    from isodesk.services.saved_views import SavedViews
    from isodesk.services.sheet_import import SheetImport
    from isodesk.services.starters import Starters


class RegisterServices(CommonServices):
    """Made when first asked for."""

    @cached_property
    def entries(self) -> "Entries":
        from isodesk.services.entries import Entries

        return Entries(self.desk, self.catalogue)

    @cached_property
    def entry_lines(self) -> "EntryLines":
        from isodesk.services.entry_lines import EntryLines

        return EntryLines(self.desk, self.catalogue)

    @cached_property
    def entry_lists(self) -> "EntryLists":
        from isodesk.services.entry_lists import EntryLists

        return EntryLists(self.desk, self.catalogue)

    @cached_property
    def entry_sheets(self) -> "EntrySheets":
        from isodesk.services.entry_sheets import EntrySheets

        return EntrySheets(self.desk, self.catalogue, self.sheets)

    @cached_property
    def picking(self) -> "Picking":
        from isodesk.services.picking import Picking

        return Picking(self.desk, self.catalogue)

    @cached_property
    def blanks(self) -> "Blanks":
        from isodesk.services.blanks import Blanks

        return Blanks(self.desk, self.catalogue, self.sheets)

    @cached_property
    def many(self) -> "Many":
        from isodesk.services.many import Many

        return Many(self.desk, self.catalogue)

    @cached_property
    def saved_views(self) -> "SavedViews":
        from isodesk.services.saved_views import SavedViews

        return SavedViews(self.desk)

    @cached_property
    def overdue(self) -> "Overdue":
        from isodesk.services.overdue import Overdue

        return Overdue(self.desk, self.catalogue)

    @cached_property
    def own_fields(self) -> "OwnFields":
        from isodesk.services.own_fields import OwnFields

        return OwnFields(self.desk, self.catalogue)

    @cached_property
    def own_registers(self) -> "OwnRegisters":
        from isodesk.services.own_registers import OwnRegisters

        return OwnRegisters(self.desk, self.catalogue)

    @cached_property
    def starters(self) -> "Starters":
        from isodesk.services.starters import Starters

        return Starters(self.desk, self.catalogue)

    @cached_property
    def register_export(self) -> "RegisterExport":
        from isodesk.services.register_export import RegisterExport

        return RegisterExport(self.desk, self.catalogue)

    @cached_property
    def sheet_import(self) -> "SheetImport":
        from isodesk.services.sheet_import import SheetImport

        return SheetImport(self.desk, self.catalogue)

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
