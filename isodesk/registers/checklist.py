"""Checklists: what is asked at an audit, by clause, by process or by the firm's own criteria."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, field
from isodesk.core.kinds import NOTE, Reference
from isodesk.core.register import Example, Group, Lines, Register
from isodesk.core.steps import DRAFT, VOID, Grow, State, Step
from isodesk.registers.acting import said
from isodesk.registers.audit_words import CheckQuestion, Edition9001, Edition14001


class Sort(Enum):
    """What orders it."""

    CLAUSE = "By clause"
    PROCESS = "By process"
    OWN = "Own criteria"


class Checklist(Entry):
    """A checklist that audits take a copy of."""

    title: str = field("Checklist", search=True, weight=16)
    sort: Sort = field("Ordered", default=Sort.OWN, also=("Type",), weight=8)
    iso9001: Edition9001 | None = field("ISO 9001, edition", weight=6)
    iso14001: Edition14001 | None = field("ISO 14001, edition", weight=6)
    process_id: int | None = field("Process", Reference(("process",)), weight=10)
    about: str | None = field("What it is for", NOTE, search=True)
    source: str | None = field("Where it came from", search=True)


_COPIED = ("section", "clauses", "ask", "purpose", "look", "proof", "typical", "key")


def _copy(checklist: Checklist) -> Mapping[str, Any]:
    """What a copy begins with."""
    chosen = (("sort", checklist.sort), ("iso9001", checklist.iso9001),
              ("iso14001", checklist.iso14001))  # fmt: skip
    return {
        **{key: each.name for key, each in chosen if each is not None},
        "title": f"{checklist.title} (copy)" if checklist.title else None,
        "process_id": checklist.process_id,
        "about": checklist.about,
        "source": said(checklist),
    }


def _questions(checklist: Checklist) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Its questions, each as it stands."""
    for line in checklist.lines["check_question"]:
        yield "check_question", {key: getattr(line, key) for key in _COPIED}


REGISTER = Register(
    Checklist,
    key="checklist",
    title="Checklists",
    one="checklist",
    many="checklists",
    group=Group.AUDITS,
    about="What is asked at audits. An audit takes a copy; what is reworded there may come back.",
    example=Example(
        "CL-004",
        "Purchasing, as we do it",
        "Eleven questions to ask at the desk: from the approved list to the certificate that came "
        "with the last delivery.",
        ("By process", "9001:2015, 14001:2015"),
    ),
    numbering="CL-{seq:03}",
    clauses=("9001 9.2", "14001 9.2"),
    columns=("number", "title", "sort", "iso9001", "iso14001", "process_id", "owner_id", "state"),
    form={
        "Checklist": ("title", "sort", "iso9001", "iso14001", "process_id", "about"),
        "Source": ("source", "owner_id", "legacy"),
    },
    states=(
        State(DRAFT, "Draft", "grey"),
        State("in_use", "In use", "green"),
        State("withdrawn", "Withdrawn", "grey", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Put to use", (DRAFT,), "in_use"),
        Step("Withdraw", ("in_use",), "withdrawn", reason=True),
        Step("Use again", ("withdrawn",), "in_use"),
    ),
    lines=(
        Lines(
            "check_question",
            "Questions",
            "question",
            CheckQuestion,
            ("ask", "clauses", "section"),
        ),
    ),
    grows=(
        Grow(
            "Copy it",
            "checklist",
            "comes_from",
            fill=_copy,
            lines=_questions,
            states=(DRAFT, "in_use", "withdrawn"),
        ),
    ),
    help="audit-checklists",
    place=40,
)
