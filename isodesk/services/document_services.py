"""The services of documents: writing, approval, issue, copies and their care."""

from functools import cached_property
from typing import TYPE_CHECKING

from isodesk.services.common_services import CommonServices

if TYPE_CHECKING:
    from isodesk.services.approval import Approval
    from isodesk.services.bringing_in import BringingIn
    from isodesk.services.care_lists import CareLists
    from isodesk.services.care_sheets import CareSheets
    from isodesk.services.changes import Changes
    from isodesk.services.comparing import Comparing
    from isodesk.services.content import Contents
    from isodesk.services.copies import Copies
    from isodesk.services.documents import Documents
    from isodesk.services.issuing import Issuing
    from isodesk.services.outside import Outside
    from isodesk.services.paper_check import PaperCheck
    from isodesk.services.prints import Prints
    from isodesk.services.reviewing import Reviewing
    from isodesk.services.templates import Templates
    from isodesk.services.word_texts import WordTexts
    from isodesk.services.written import Written


class DocumentServices(CommonServices):
    """Made when first asked for."""

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
    def care_lists(self) -> "CareLists":
        from isodesk.services.care_lists import CareLists

        return CareLists(self.desk)

    @cached_property
    def care_sheets(self) -> "CareSheets":
        from isodesk.services.care_sheets import CareSheets

        return CareSheets(self.desk, self.sheets)

    @cached_property
    def copies(self) -> "Copies":
        from isodesk.services.copies import Copies

        return Copies(self.desk)

    @cached_property
    def prints(self) -> "Prints":
        from isodesk.services.prints import Prints

        return Prints(self.desk, self.contents)

    @cached_property
    def paper_check(self) -> "PaperCheck":
        from isodesk.services.paper_check import PaperCheck

        return PaperCheck(self.desk)

    @cached_property
    def bringing_in(self) -> "BringingIn":
        from isodesk.services.bringing_in import BringingIn

        return BringingIn(self.desk)
