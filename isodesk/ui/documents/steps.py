"""Taking a step of a document: the right dialog, or the work at once where nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.documents.values import DocumentValue, Issued, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.documents.check_dialog import CheckDialog
from isodesk.ui.documents.edition_dialog import EditionDialog
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.issue_dialog import IssueDialog
from isodesk.ui.documents.printing import print_copies
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.review_dialog import ReviewDialog
from isodesk.ui.documents.send_back import SendBackDialog
from isodesk.ui.documents.sign_dialog import Asked, SignDialog, about
from isodesk.ui.documents.submit_dialog import submit_dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.documents.withdraw_dialog import WithdrawDialog

if TYPE_CHECKING:
    from isodesk.services.documents import Documents


class Steps:
    """Every step by its key; dialogs open over `parent`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._tools, self._parent = tools, parent
        self._takes: dict[str, Callable[[RecordFacts], None]] = {
            "submit": self._submit,
            "discard": self._discard,
            "review": self._review,
            "approve": self._approve,
            "send_back": self._send_back,
            "issue": self._issue,
            "revise": self._revise,
            "periodic": self._periodic,
            "check": self._check,
            "edition": self._edition,
            "withdraw": self._withdraw,
        }

    def take(self, key: str, facts: RecordFacts) -> None:
        """Take this step, unless something is missing."""
        missing = next((s.missing for s in facts.document.steps if s.key == key), "")
        if facts.read_only or missing:
            self._tools.said(facts.read_only or tr(missing))
        else:
            self._takes[key](facts)

    def _submit(self, facts: RecordFacts) -> None:
        newest = _newest(facts.document)
        said = tr("{what} waits for its review.", what=about(facts.document, newest))
        submit_dialog(self._tools, facts.document, newest, self._says(said), self._parent).open()

    def _discard(self, facts: RecordFacts) -> None:
        newest, documents = _newest(facts.document), self._tools.space.documents
        what = about(facts.document, newest)
        ReasonDialog(
            self._tools,
            tr("Discard the draft of {what}", what=what),
            tr("Why"),
            tr("&Discard"),
            lambda reason, _: documents.discard(newest.id, reason),
            lambda _: self._tools.said(tr("The draft of {what} is discarded.", what=what)),
            sub=facts.document.title,
            sentence=tr("It stays findable, and its label may be used again."),
            parent=self._parent,
        ).open()

    def _review(self, facts: RecordFacts) -> None:
        approval, newest = self._tools.space.approval, _newest(facts.document)
        document = facts.document
        asked = Asked(
            tr("Sign {what} as reviewed", what=about(document, newest)),
            tr("&Sign as reviewed"),
            tr("{approver} approves it next.", approver=document.approver or tr("The approver")),
            document.reviewer_id,
        )
        said = tr("{what} is reviewed.", what=about(document, newest))
        self._sign(facts, asked, lambda p, o: approval.review(newest.id, p, o), said)

    def _approve(self, facts: RecordFacts) -> None:
        approval, newest = self._tools.space.approval, _newest(facts.document)
        document = facts.document
        asked = Asked(
            tr("Approve {what}", what=about(document, newest)),
            tr("&Approve"),
            tr("From here the content cannot change. It comes into force when it is issued."),
            document.approver_id,
        )
        said = tr("{what} is approved.", what=about(document, newest))
        self._sign(facts, asked, lambda p, o: approval.approve(newest.id, p, o), said)

    def _periodic(self, facts: RecordFacts) -> None:
        ReviewDialog(
            self._tools, facts.document, facts.copies, facts.choices, self._tools.said, self._parent
        ).open()

    def _check(self, facts: RecordFacts) -> None:
        CheckDialog(
            self._tools, facts.document, facts.choices, self._tools.said, self._parent
        ).open()

    def _edition(self, facts: RecordFacts) -> None:
        EditionDialog(self._tools, facts.document, self._tools.said, self._parent).open()

    def _sign(
        self,
        facts: RecordFacts,
        asked: Asked,
        sign: Callable[..., object],
        said: str,
    ) -> None:
        SignDialog(
            self._tools, facts.document, facts.choices, asked, sign, self._says(said), self._parent
        ).open()

    def _send_back(self, facts: RecordFacts) -> None:
        document, newest = facts.document, _newest(facts.document)
        said = self._says(tr("{what} is a draft again.", what=about(document, newest)))
        SendBackDialog(self._tools, document, newest, facts.choices, said, self._parent).open()

    def _issue(self, facts: RecordFacts) -> None:
        newest = _newest(facts.document)

        def done(issued: Issued, print_now: bool) -> None:
            self._issued(facts.document, newest, issued)
            if print_now:
                print_copies(self._tools, self._parent, issued.copies)

        IssueDialog(self._tools, facts.document, newest, facts.choices, done, self._parent).open()

    def _issued(self, document: DocumentValue, newest: RevisionValue, issued: Issued) -> None:
        done = tr("{what} is issued.") if document.outside is None else tr("{what} is in use.")
        said = done.format(what=about(document, newest))
        if issued.recalled:
            said += " " + tr("{n} copies are to come back.", n=len(issued.recalled))
        self._tools.said(said)

    def _revise(self, facts: RecordFacts) -> None:
        documents, document = self._tools.space.documents, facts.document
        self._tools.write(
            self._parent,
            lambda _: _revised(documents, document.id),
            lambda label: self._tools.said(
                tr(
                    "Revision {label} of {number} is begun as a draft.",
                    label=label,
                    number=document.number,
                )
            ),
        )

    def _withdraw(self, facts: RecordFacts) -> None:
        document, today = facts.document, self._tools.space.desk.today()
        WithdrawDialog(
            self._tools,
            document,
            facts.copies,
            facts.choices,
            lambda recalled: self._tools.said(_withdrawn(document, len(recalled), today)),
            self._parent,
        ).open()

    def _says(self, sentence: str) -> Callable[[], None]:
        return lambda: self._tools.said(sentence)


def _newest(document: DocumentValue) -> RevisionValue:
    newest = document.newest
    assert newest is not None, "a document has a revision from its first moment"
    return newest


def _revised(documents: Documents, document_id: int) -> str:
    documents.revise(document_id)
    newest = documents.get(document_id).newest
    return newest.label if newest else ""


def _withdrawn(document: DocumentValue, papers: int, today: date) -> str:
    said = tr("{number} is withdrawn, {day}.", number=document.number, day=day_text(today))
    return said + (" " + tr("{n} copies are to come back.", n=papers) if papers else "")
