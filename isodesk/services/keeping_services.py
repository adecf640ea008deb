"""The services of what is read, filled in and kept."""

from functools import cached_property
from typing import TYPE_CHECKING

from isodesk.services.document_services import DocumentServices

if TYPE_CHECKING:
    from isodesk.services.disposal_sheets import DisposalSheets
    from isodesk.services.disposals import Disposals
    from isodesk.services.document_map import DocumentMap
    from isodesk.services.form_codes import FormCodes
    from isodesk.services.forms import Forms
    from isodesk.services.keeping_lists import KeepingLists
    from isodesk.services.reading import Reading
    from isodesk.services.reading_sheets import ReadingSheets
    from isodesk.services.retention import Retention
    from isodesk.services.where_used import WhereUsed


class KeepingServices(DocumentServices):
    """Made when first asked for."""

    @cached_property
    def reading(self) -> "Reading":
        from isodesk.services.reading import Reading

        return Reading(self.desk)

    @cached_property
    def reading_sheets(self) -> "ReadingSheets":
        from isodesk.services.reading_sheets import ReadingSheets

        return ReadingSheets(self.desk)

    @cached_property
    def forms(self) -> "Forms":
        from isodesk.services.forms import Forms

        return Forms(self.desk, self.contents)

    @cached_property
    def form_codes(self) -> "FormCodes":
        from isodesk.services.form_codes import FormCodes

        return FormCodes(self.desk, self.contents)

    @cached_property
    def keeping_lists(self) -> "KeepingLists":
        from isodesk.services.keeping_lists import KeepingLists

        return KeepingLists(self.desk)

    @cached_property
    def document_map(self) -> "DocumentMap":
        from isodesk.services.document_map import DocumentMap

        return DocumentMap(self.desk)

    @cached_property
    def where_used(self) -> "WhereUsed":
        from isodesk.services.where_used import WhereUsed

        return WhereUsed(self.desk)

    @cached_property
    def retention(self) -> "Retention":
        from isodesk.services.retention import Retention

        return Retention(self.desk)

    @cached_property
    def disposals(self) -> "Disposals":
        from isodesk.services.disposals import Disposals

        return Disposals(self.desk)

    @cached_property
    def disposal_sheets(self) -> "DisposalSheets":
        from isodesk.services.disposal_sheets import DisposalSheets

        return DisposalSheets(self.desk)
