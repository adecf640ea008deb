"""Submit a draft: the author signs as the writer, and the pages are frozen."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.values import DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.documents.sign_dialog import about
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools


def submit_dialog(
    tools: Tools,
    document: DocumentValue,
    revision: RevisionValue,
    done: Callable[[], None],
    parent: QWidget | None = None,
) -> StepDialog:
    """Says who signs and who is next; Enter submits."""
    title = tr("Submit {what} for review", what=about(document, revision))
    dialog = StepDialog(tools, title, document.title, parent=parent)
    dialog.add_words(tr("{author} signs as the author, now.", author=revision.author))
    dialog.add_words(
        tr(
            "The pages are frozen as they are; {reviewer} reviews them, then {approver} approves.",
            reviewer=document.reviewer,
            approver=document.approver,
        )
    )
    approval = tools.space.approval

    def work(progress: Progress) -> None:
        approval.submit(revision.id)

    dialog.add_close(tr("&Cancel"))
    step = dialog.add_step(
        tr("&Sign and submit"),
        lambda: dialog.apply(work, lambda _: done(), tr("Laying out the pages")),
        primary=True,
    )
    step.setFocus()
    return dialog
