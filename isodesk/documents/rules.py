"""Rules of documents on plain values: steps, labels, dates. No clock, no file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from isodesk.core.dates import add_months, paper_day
from isodesk.core.problems import Problem
from isodesk.documents.values import Override, State, StepValue


@dataclass(frozen=True)
class Facts:
    """What the steps of a document depend on; `state` is that of its newest revision."""

    state: State
    has_content: bool = False
    has_master: bool = False
    first: bool = True
    summary: str = ""
    title: str = ""
    number: str = ""
    owner_id: int | None = None
    author_id: int | None = None
    reviewer_id: int | None = None
    approver_id: int | None = None
    reviewed: bool = False
    issued: bool = False
    in_force: bool = False
    external: bool = False


def steps(facts: Facts) -> tuple[StepValue, ...]:
    """The steps to show, in the order of the screen, the primary one last (domain 7)."""
    if facts.external and facts.state in (State.DRAFT, State.EFFECTIVE):
        return _steps_outside(facts)
    if facts.state == State.DRAFT:
        return (
            StepValue("discard", "Discard draft", ""),
            StepValue("submit", "Submit for review", said(unready(facts)), primary=True),
        )
    if facts.state == State.IN_REVIEW:
        waiting = "" if facts.reviewed else "The reviewer signs first."
        return (
            StepValue("send_back", "Send back", ""),
            StepValue("approve", "Approve", waiting, primary=True)
            if facts.reviewed
            else StepValue("review", "Sign as reviewed", "", primary=True),
        )
    if facts.state == State.APPROVED and not facts.issued:
        return (
            StepValue("send_back", "Send back", ""),
            StepValue("issue", "Issue", "", primary=True),
        )
    if facts.state == State.EFFECTIVE:
        return (
            StepValue("withdraw", "Withdraw", ""),
            StepValue("periodic", "Review", ""),
            StepValue("revise", "New revision", "", primary=True),
        )
    return ()


_NO_CONTENT = "Bring in the content (a PDF, Word or Markdown file) or write it here."


def _steps_outside(facts: Facts) -> tuple[StepValue, ...]:
    """A document from outside has no author or reviewer here: it is taken into use by name."""
    if facts.state == State.DRAFT:
        return (
            StepValue("discard", "Discard draft", ""),
            StepValue("issue", "Take into use", said(unready_outside(facts)), primary=True),
        )
    return (
        StepValue("periodic", "Review", ""),
        StepValue("check", "Still current", ""),
        StepValue("edition", "New edition", "", primary=True),
    )


def unready_outside(facts: Facts) -> list[Problem]:
    """What a document from outside lacks before it is taken into use; a file it need not have."""
    checks = (
        ("number", not facts.number, "Give the document a number."),
        ("title", not facts.title, "Give the document a title."),
        ("content", facts.has_content and not facts.has_master, "Add a PDF of the content."),
        ("owner_id", facts.owner_id is None, "Name the owner."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def is_external(flag: bool | None, key: str) -> bool:
    """Whether a type's documents come from outside. Files of version 0.1.0 say nothing: there
    the shipped type for them counts."""
    return key == "external" if flag is None else flag


def still_valid_missing(outcomes: Sequence[str], most: int) -> str:
    """Why a revision cannot be found still valid again; `outcomes` newest first, `most` 0 for
    never."""
    row = list(takewhile(lambda outcome: outcome == "still_valid", _periodic(outcomes)))
    if len(row) < most:
        return ""
    if not most:
        return "The company does not let a revision be found still valid: revise or withdraw it."
    times = "once" if most == 1 else f"{most} times in a row"
    return f"This revision was found still valid {times}: revise or withdraw it."


def _periodic(outcomes: Sequence[str]) -> list[str]:
    """A check of the edition says nothing about the content."""
    return [outcome for outcome in outcomes if outcome != "current"]


def unready(facts: Facts) -> list[Problem]:
    """What a draft lacks before it can be submitted."""
    checks = (
        ("number", not facts.number, "Give the document a number."),
        ("title", not facts.title, "Give the document a title."),
        ("content", not facts.has_content, _NO_CONTENT),
        ("content", facts.has_content and not facts.has_master, "Add a PDF of the content."),
        ("summary", not facts.first and not facts.summary, "Say what changed."),
        ("owner_id", facts.owner_id is None, "Name the owner."),
        ("author_id", facts.author_id is None, "Name the author."),
        ("reviewer_id", facts.reviewer_id is None, "Name the reviewer."),
        ("approver_id", facts.approver_id is None, "Name the approver."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def said(problems: list[Problem]) -> str:
    """Problems as one text for a tooltip."""
    return " ".join(p.sentence for p in problems)


def own_work(signer: int, author: int | None, name: str, override: Override | None) -> str:
    """Why this person may not sign, "" if they may: reviewer and approver are not the author.

    A one-person firm overrides with a reason and the name of whoever looked from
    outside (domain 2.1, 3.9); the record shows it rather than decides.
    """
    if signer != author:
        return ""
    if override is None:
        return (
            f"{name} wrote this revision; somebody else signs it, or give a reason to sign alone."
        )
    if not override.reason.strip() or not override.outside.strip():
        return "To sign alone, give the reason and the name of whoever looked at it from outside."
    return ""


def next_label(label: str, letters: bool) -> str:
    """The label after this one: 3 → 4, 09 → 10, C → D, Z → AA, 1.2 → 1.3; "" → 1 or A."""
    if not label:
        return "A" if letters else "1"
    if number := re.search(r"\d+$", label):
        counted = f"{int(number.group()) + 1:0{len(number.group())}}"
        return label[: number.start()] + counted
    if label.isalpha() and label.isascii() and len(label) <= 2:
        return _next_letters(label)
    return f"{label}-2"


def _next_letters(label: str) -> str:
    upper = label.upper()
    if upper.strip("Z") == "":
        return "A" * (len(label) + 1)
    if upper.endswith("Z"):
        return _next_letters(upper[:-1]) + "A"
    return upper[:-1] + chr(ord(upper[-1]) + 1)


def in_force(state: State, issued: bool, effective_on: date | None, today: date) -> bool:
    """Whether a revision is in force today, whatever the stored state says yet (design 8.8)."""
    if state == State.EFFECTIVE:
        return True
    return state == State.APPROVED and issued and effective_on is not None and effective_on <= today


def next_review(start: date, months: int | None) -> date | None:
    """When a document is to be looked at again; None when it is never reviewed."""
    return add_months(start, months) if months else None


def effective_problem(
    asked: date, printed: date | None, reserved: bool, today: date
) -> Problem | None:
    """Whether a revision may come into force on the day asked for.

    Pages laid out in isodesk carry the date that was approved, so it stands.
    """
    if asked < today:
        return Problem("effective_on", "A revision comes into force today or later.")
    if reserved and printed and printed != asked:
        return Problem(
            "effective_on",
            f"The approved pages say {paper_day(printed)}. Send the revision back to change it.",
        )
    return None
