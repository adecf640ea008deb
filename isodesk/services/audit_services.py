"""The services of audits, from the programme to the follow-up."""

from functools import cached_property
from typing import TYPE_CHECKING

from isodesk.services.document_services import DocumentServices
from isodesk.services.register_services import RegisterServices

if TYPE_CHECKING:
    from isodesk.services.audit_again import AuditAgain
    from isodesk.services.audit_beside import AuditBeside
    from isodesk.services.audit_coverage import AuditCoverage
    from isodesk.services.audit_editions import AuditEditions
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
    from isodesk.services.audit_verifying import AuditVerifying
    from isodesk.services.auditing import Auditing
    from isodesk.services.checklist_back import ChecklistBack
    from isodesk.services.checklist_sheets import ChecklistSheets
    from isodesk.services.checklists import Checklists
    from isodesk.services.grade_words import GradeWords
    from isodesk.services.handing_over import HandingOver


class AuditServices(RegisterServices, DocumentServices):
    """Made when first asked for; audits stand on registers and look into documents."""

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
    def audit_editions(self) -> "AuditEditions":
        from isodesk.services.audit_editions import AuditEditions

        return AuditEditions(self.desk, self.catalogue)

    @cached_property
    def audit_verifying(self) -> "AuditVerifying":
        from isodesk.services.audit_verifying import AuditVerifying

        return AuditVerifying(self.desk, self.catalogue)

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

        return AuditAgain(self.desk, self.catalogue, self.audit_findings)

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
