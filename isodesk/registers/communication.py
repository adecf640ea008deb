"""Communications: the plan, what was told, and enquiries from outside (7.4 of both)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM


class Sort(Enum):
    """What is told again and again, once, or asked of us."""

    PLAN = "Planned"
    ONCE = "Told once"
    ENQUIRY = "Enquiry"


class Direction(Enum):
    """Who hears it."""

    INSIDE = "Internal"
    OUT = "To outside"
    IN = "From outside"


class Channel(Enum):
    """The way it takes."""

    MEETING = "Meeting"
    BOARD = "Notice board"
    LETTER = "Letter"
    MAIL = "E-mail"
    PHONE = "Telephone"
    VISIT = "Visit"
    WEB = "Web page"
    PRESS = "Press"
    REPORT = "Report"


class Outcome(Enum):
    """What was decided about an enquiry."""

    ANSWERED = "Answered"
    PASSED_ON = "Passed on"
    NO_ANSWER = "No answer needed"


class Communication(Entry):
    """What is told: about what, when, to whom, how and by whom."""

    title: str = field("About what", search=True, also=("subject", "topic", "what"), weight=16)
    sort: Sort = field("Kind", default=Sort.PLAN, weight=8)
    direction: Direction | None = field("Direction", also=("internal or external",), weight=7)
    audience: str | None = field("With whom", search=True, also=("audience", "who"), weight=10)
    party_id: int | None = field("Interested party", Reference(("party",)))
    channel: Channel | None = field("How", also=("channel", "method", "means"), weight=6)
    teller_id: int | None = field("Who tells it", PERSON, also=("sender", "responsible"))
    message: str | None = field("What is told", NOTE, search=True, also=("message", "content"))
    checked: str | None = field(
        "Where its figures come from", help="What is told must agree with the records."
    )
    every: str | None = field("How often", EVERY, also=("frequency", "when"), weight=8)
    told_on: date | None = field("Last told on", also=("date",))
    asked_by: str | None = field("Asked by", search=True, also=("enquirer", "sender name"))
    received_on: date | None = field("Received on")
    question: str | None = field("What was asked", NOTE, search=True, also=("question", "enquiry"))
    reply_by: date | None = field("Answer by")
    outcome: Outcome | None = field(
        "Outcome", choice_of(Outcome, ANSWERED="green", PASSED_ON="blue", NO_ANSWER="grey")
    )
    reply: str | None = field("Answer, or why none", NOTE, search=True, also=("reply", "answer"))
    replied_on: date | None = field("Answered on")

    @computed("Next time", due="Communication", every="every")
    def next_on(self) -> date | None:
        """Counted from the last time, or from the newest line of the log."""
        told = [line.told_on for line in self.lines.get("communication_log", ()) if line.told_on]
        last = max([*told, *([self.told_on] if self.told_on else [])], default=None)
        return next_after(last, self.every)

    @computed("Answer due", due="Answer")
    def reply_due(self) -> date | None:
        """Until it is answered."""
        return None if self.replied_on else self.reply_by


class Told(Line):
    """One time it was told."""

    told_on: date = field("Told on", weight=7)
    audience: str | None = field("With whom", search=True, weight=12)
    channel: Channel | None = field("How", weight=7)
    by_id: int | None = field("By", PERSON, weight=8)
    what: str | None = field("What, and what came back", NOTE, search=True, weight=20)


def answers_come_after_questions(communication: Communication) -> Iterator[Problem]:
    """Two days in the wrong order are a slip of the pen."""
    asked, answered = communication.received_on, communication.replied_on
    if asked and answered and answered < asked:
        yield Problem("replied_on", "The answer is older than the question.")


def kind_is_complete(communication: Communication, around: Around) -> Iterator[Problem]:
    """A plan says when, to whom, how and by whom; an enquiry who asked what."""
    if communication.sort is Sort.ENQUIRY:
        if not (communication.asked_by or communication.party_id):
            yield Problem("asked_by", "Say who asked.")
        if not (communication.question and communication.received_on):
            yield Problem("question", "Write down what was asked, and when it came.")
        return
    if not (communication.audience or communication.party_id):
        yield Problem("audience", "Say with whom.")
    if communication.channel is None:
        yield Problem("channel", "Say how it is told.")
    if communication.teller_id is None:
        yield Problem("teller_id", "Say who tells it.")
    if communication.sort is Sort.PLAN and not communication.every:
        yield Problem("every", "Say how often, such as “every month”.")


def is_an_enquiry(communication: Communication, around: Around) -> Iterator[str]:
    """Only a question waits for an answer."""
    if communication.sort is not Sort.ENQUIRY:
        yield "Only an enquiry is taken down so."


def is_told(communication: Communication, around: Around) -> Iterator[str]:
    """An enquiry goes its own way."""
    if communication.sort is Sort.ENQUIRY:
        yield "An enquiry is taken down instead."


REGISTER = Register(
    Communication,
    key="communication",
    title="Communications",
    one="communication",
    many="communications",
    group=Group.PLANNING,
    about="Who tells what to whom, when and how; the log of it; and what outsiders asked and"
    " were answered.",
    example=Example(
        "COM-005",
        "Energy and waste figures of the month",
        "Pinned beside the canteen by the officer in the first week; questions at the shift talk.",
        ("Internal", "Notice board", "Every month"),
    ),
    numbering="COM-{seq:03}",
    clauses=("9001 7.4", "9001 8.2.1", "14001 7.4.1", "14001 7.4.2", "14001 7.4.3"),
    columns=(
        "number",
        "title",
        "sort",
        "direction",
        "audience",
        "channel",
        "every",
        "teller_id",
        "due_on",
        "state",
    ),
    form={
        "Communication": ("title", "sort", "direction", "audience", "party_id", "channel"),
        "Plan": ("teller_id", "every", "told_on", "next_on", "message", "checked"),
        "Enquiry": (
            "asked_by",
            "received_on",
            "question",
            "reply_by",
            "reply_due",
            "outcome",
            "replied_on",
            "reply",
        ),
        "Record": ("owner_id", "legacy"),
    },
    lines=(Lines("communication_log", "Log", "entry", Told),),
    states=states(State("open", "Running"), State("asked", "To answer", "amber"), closed="Done"),
    steps=(
        Step("Open", ("draft",), "open", guards=(is_told, kind_is_complete)),
        Step("Take down", ("draft",), "asked", guards=(is_an_enquiry, kind_is_complete)),
        Step("Note as told", ("open",), "open", asks=("told_on",), reason=True),
        Step(
            "Answer",
            ("asked",),
            "closed",
            asks=("outcome", "reply"),
            puts={"replied_on": TODAY},
        ),
        Step("Close", ("open",), "closed", reason=True),
        Step("Reopen", ("closed",), "open", guards=(is_told,), reason=True),
        Step(
            "Answer again",
            ("closed",),
            "asked",
            guards=(is_an_enquiry,),
            reason=True,
            puts={"replied_on": None},
        ),
    ),
    rules=(answers_come_after_questions,),
    grows=(
        Grow(
            "Make it a complaint",
            "complaint",
            RAISED_FROM,
            fill=lambda it: {
                "title": it.title,
                "complainant": it.asked_by,
                "received_on": it.received_on,
                "description": it.question,
            },
            once=True,
        ),
        ADD_ACTION,
    ),
    help="communications",
    place=80,
)
