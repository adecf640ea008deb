"""The words of auditing: verdicts, grades, roles and kinds of evidence (ISO 19011, 6 and 7)."""

from datetime import date, datetime
from enum import Enum

from isodesk.core.entry import Line, field
from isodesk.core.kinds import NOTE, PERSON, Reference, choice_of


class Edition9001(Enum):
    """Editions of ISO 9001 that are audited against."""

    E2015 = "2015"
    E2026 = "2026"


class Edition14001(Enum):
    """Editions of ISO 14001 that are audited against."""

    E2015 = "2015"
    E2026 = "2026"


class Method(Enum):
    """How it is looked at."""

    ONSITE = "Onsite"
    REMOTE = "Remote"
    MIXED = "Onsite and remote"


class Verdict(Enum):
    """The answer to one question, in the order of the keys 1 to 6."""

    CONFORM = "Conform"
    MINOR = "Minor"
    MAJOR = "Major"
    OBSERVATION = "Observation"
    OPPORTUNITY = "Opportunity"
    NOT_APPLICABLE = "Not applicable"


VERDICT = choice_of(
    Verdict,
    CONFORM="green",
    MINOR="amber",
    MAJOR="red",
    OBSERVATION="blue",
    OPPORTUNITY="blue",
    NOT_APPLICABLE="grey",
)


class Grade(Enum):
    """How heavy a finding is; the firm may call them otherwise."""

    MAJOR = "Major nonconformity"
    MINOR = "Minor nonconformity"
    OBSERVATION = "Observation"
    OPPORTUNITY = "Opportunity for improvement"


GRADE = choice_of(Grade, MAJOR="red", MINOR="amber", OBSERVATION="blue", OPPORTUNITY="grey")
NONCONFORMING = (Grade.MAJOR, Grade.MINOR)
"""Grades of a requirement that is not met."""


class Origin(Enum):
    """Where a question of an audit comes from."""

    TEMPLATE = "As in the checklist"
    REWORDED = "Reworded here"
    ADDED = "Added here"
    FINDING = "Earlier finding"


class Role(Enum):
    """What somebody does in the team."""

    LEAD = "Lead auditor"
    AUDITOR = "Auditor"
    TRAINEE = "Auditor in training"
    EXPERT = "Technical expert"
    OBSERVER = "Observer"


class Proof(Enum):
    """What kind of evidence it is."""

    PHOTO = "Photo"
    FILE = "File"
    RECORD = "Record"
    PERSON = "Person"
    SAMPLE = "Sample"


class Asked(Line):
    """What is asked, of a checklist and of an audit alike. `clauses` as
    "9001:2015 8.5.1; 14001:2015 8.1"; what to look for, evidence and typical nonconformities
    hold one to a line."""

    section: str | None = field(
        "Section", weight=8, also=("Chapter", "Area", "Topic", "Kapitel", "Thema", "Chapitre")
    )
    clauses: str | None = field(
        "Clauses",
        weight=9,
        also=("Clause", "ISO clause", "Standard", "Norm", "Normkapitel", "Kapitel der Norm"),
    )
    ask: str | None = field(
        "Question",
        NOTE,
        search=True,
        weight=24,
        also=(
            *("Audit question", "Question text", "Check", "Checkpoint"),
            *("Frage", "Prüffrage", "Auditfrage", "Pregunta"),
        ),
    )
    purpose: str | None = field("Purpose", NOTE, also=("Why", "Aim", "Zweck"))
    look: str | None = field(
        "What to look for", NOTE, also=("Look for", "Hints", "Guidance", "Hinweise")
    )
    proof: str | None = field(
        "Evidence to ask for", NOTE, also=("Evidence", "Objective evidence", "Nachweis", "Preuves")
    )
    typical: str | None = field(
        "Typical nonconformities", NOTE, also=("Typical findings", "Typische Abweichungen")
    )
    key: str | None = field("Key", help="Tells the same question in another audit.")


class CheckQuestion(Asked):
    """A question of a checklist."""


class AuditQuestion(Asked):
    """A question of one audit, with its answer. `asked_first` holds the wording it came with
    where it was reworded; `seconds` is how long it stood open; what has no verdict was not
    checked. `finding_id` is what was found by it, `earlier_id` the finding it follows up."""

    origin: Origin = field("Origin", default=Origin.TEMPLATE, weight=7)
    asked_first: str | None = field("First wording", NOTE)
    process_id: int | None = field("Process", Reference(("process",)), weight=8)
    verdict: Verdict | None = field("Verdict", VERDICT, weight=7)
    good: bool | None = field("Good practice")
    note: str | None = field("Note", NOTE, search=True, weight=18)
    place: str | None = field("Where")
    answered_at: datetime | None = field("Answered at")
    answered_by_id: int | None = field("Answered by", PERSON)
    seconds: int | None = field("Seconds")
    finding_id: int | None = field("Finding", Reference(("finding",)))
    earlier_id: int | None = field("Follows up", Reference(("finding",)))
    their_line: int | None = field("Line of the other file")


class AuditEvidence(Line):
    """One piece of evidence of one question (`question`, the id of its line).

    A photo or file is `attachment`, a file of the audit's; a record is `seen_id`, with
    `revision` for a document's; a sample keeps its seed and how many it was drawn from, and
    `detail` names what was drawn, one to a line, `drawn` holds the ids of those records as
    "4, 17" and `looked` those of them that were looked at. A photo that was marked is the
    attachment, its unmarked `original` (an attachment too) stays beside it.
    """

    question: int | None = field("Question")
    proof_kind: Proof = field("Kind", weight=6)
    what: str | None = field("What", search=True, weight=16)
    detail: str | None = field("Detail", NOTE, search=True, weight=14)
    taken_at: datetime | None = field("When", weight=7)
    place: str | None = field("Where", weight=8)
    person_id: int | None = field("Person", PERSON)
    seen_id: int | None = field("Record", Reference())
    revision: int | None = field("Revision")
    attachment: int | None = field("File")
    seed: str | None = field("Seed")
    drawn_from: int | None = field("Drawn from")
    came_from: str | None = field("Came from", help="The package it came with.")
    drawn: str | None = field("Drawn", NOTE)
    looked: str | None = field("Looked at", NOTE)
    original: int | None = field("Original")


class AuditHandover(Line):
    """An audit handed to a colleague's laptop, or received here from one. `code` is the key its
    package is sealed with."""

    package: str | None = field("Package", weight=9)
    name: str | None = field("Colleague", weight=10)
    received: bool | None = field("Received here", weight=5)
    code: str | None = field("Code", weight=16, help="Tell it to the colleague; it is not sent.")
    made_at: datetime | None = field("Made", weight=8)
    merged_at: datetime | None = field("Answers merged", weight=8)
    what: str | None = field("What was merged", NOTE, weight=14)


class AuditSlot(Line):
    """One slot of the timetable."""

    day: date | None = field("Day", weight=6)
    start: str | None = field("From", help="As 09:30.", weight=5)
    end: str | None = field("To", help="As 10:15.", weight=5)
    what: str | None = field("Process or subject", weight=14)
    clauses: str | None = field("Clauses", weight=9)
    auditor_id: int | None = field("Auditor", PERSON, weight=8)
    auditee: str | None = field("With whom", weight=9)
    method: Method | None = field("Method", weight=6)
    place: str | None = field("Where", weight=8)


class AuditMember(Line):
    """Somebody of the team, from here or from outside."""

    person_id: int | None = field("Who", PERSON, weight=9)
    name: str | None = field("From outside", weight=9)
    role: Role = field("Role", default=Role.AUDITOR, weight=8.5)
    competence: str | None = field("Competence", weight=12)
    independence: str | None = field(
        "Own work and what is done about it", NOTE, weight=18, help="Carried into the report."
    )


class AuditAttendee(Line):
    """Somebody met: at the opening, at the closing, or in between."""

    person_id: int | None = field("Who", PERSON, weight=9)
    name: str | None = field("From outside", weight=9)
    job: str | None = field("Function", weight=10)
    opening: bool | None = field("Opening meeting")
    closing: bool | None = field("Closing meeting")


class AuditScope(Line):
    """A process or a part of the firm that an audit looks at; `row` is the line of the programme
    it carries out."""

    process_id: int | None = field("Process", Reference(("process",)), weight=10)
    what: str | None = field("Or what else", weight=12)
    clauses: str | None = field("Clauses", weight=12)
    row: int | None = field("Line of the programme")


class Weight(Enum):
    """How much it matters how a process does."""

    HIGH = "High"
    MIDDLE = "Middle"
    LOW = "Low"


class ProgrammeRow(Line):
    """A process, or a set of clauses, over the year. `months` are those it is planned in, as
    "3, 9"; `reason` says why so often: risk, results of earlier audits, changes."""

    process_id: int | None = field("Process", Reference(("process",)), weight=10)
    what: str | None = field("Or what else", weight=10)
    clauses: str | None = field("Clauses", weight=10)
    weight: Weight | None = field(
        "Importance", choice_of(Weight, HIGH="red", MIDDLE="amber", LOW="grey"), weight=6
    )
    every: int | None = field("Every … months", within=(1, 60), weight=5)
    months: str | None = field("Months", help="As 3, 9.", weight=6)
    auditor_id: int | None = field("Auditor", PERSON, weight=8)
    reason: str | None = field("Reason for the frequency", NOTE, weight=18)
