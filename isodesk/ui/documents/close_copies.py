"""Close copies, or ask them back: one question for any number of papers."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.documents.values import CopyState, CopyValue
from isodesk.i18n import tr
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.tools import Tools

_WORDS = {
    CopyState.LOST: ("Lost", "How it was lost", "Mark &lost"),
    CopyState.DESTROYED: ("Destroyed", "Note", "Mark &destroyed"),
    CopyState.RETURNED: ("Returned", "Note", "Mark &returned"),
}


def close_dialog(
    tools: Tools,
    copies: Sequence[CopyValue],
    outcome: CopyState,
    done: Callable[[], None],
    parent: QWidget | None = None,
) -> ReasonDialog:
    """Ask how the copies went; lost needs a reason, the others may have one."""
    word, label, verb = _WORDS[outcome]
    ids = [c.id for c in copies]
    service = tools.space.copies
    return ReasonDialog(
        tools,
        f"{tr(word)}: {copies_words(copies)}",
        tr(label),
        tr(verb),
        lambda reason, _: service.close(ids, outcome, reason),
        lambda _: done(),
        sub=tr("{number} {title}", number=copies[0].number, title=copies[0].title),
        sentence=tr("The number is closed for good. A new paper gets a new number."),
        parent=parent,
    )


def recall_dialog(
    tools: Tools,
    copies: Sequence[CopyValue],
    done: Callable[[], None],
    parent: QWidget | None = None,
) -> ReasonDialog:
    """Ask copies back though their revision stays in force."""
    ids, service = [c.id for c in copies], tools.space.copies
    return ReasonDialog(
        tools,
        tr("Recall {copies}", copies=copies_words(copies)),
        tr("Why it comes back"),
        tr("&Recall"),
        lambda reason, _: service.recall(ids, reason),
        lambda _: done(),
        sub=tr("{number} {title}", number=copies[0].number, title=copies[0].title),
        sentence=tr("The recall stays on Today until the paper is back, destroyed or lost."),
        parent=parent,
    )


def copies_words(copies: Sequence[CopyValue]) -> str:
    """`copy 14`, `copies 14, 15 and 16`, `9 copies`."""
    numbers = [str(c.n) for c in copies]
    if len(numbers) == 1:
        return tr("copy {n}", n=numbers[0])
    if len(numbers) <= 4:
        return tr("copies {some} and {last}", some=", ".join(numbers[:-1]), last=numbers[-1])
    return tr("{n} copies", n=len(numbers))
