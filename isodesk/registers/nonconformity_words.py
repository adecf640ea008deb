"""The words of nonconformities, and the lines they have: causes by whys and by branches, parts
of a lot, the team."""

from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Line, field
from isodesk.core.kinds import NOTE, PERSON, Number
from isodesk.core.register import Lines


class Kind(Enum):
    """Whose nonconformity it is."""

    OWN = "Own product or work"
    SUPPLIER = "Supplier"
    CUSTOMER = "Customer"
    PROCESS = "Process"
    AUDIT = "Audit"


class Origin(Enum):
    """How it came to light."""

    INSPECTION = "Inspection or test"
    PROCESS = "Doing the work"
    RECEIPT = "Goods received"
    COMPLAINT = "Customer's complaint"
    INTERNAL_COMPLAINT = "Complaint from inside"
    INTERNAL_AUDIT = "Internal audit"
    EXTERNAL_AUDIT = "External audit"
    COMPLIANCE = "Evaluation of compliance"
    LIMIT = "A limit was passed"
    CHECK = "A check failed"
    CALIBRATION = "Calibration"
    INCIDENT = "Incident"
    OBJECTIVE = "Objective missed"
    REVIEW = "Management review"
    MEETING = "Quality meeting"
    STAFF = "Told by staff"


class Severity(Enum):
    """Major: a requirement is not met at all, or what left the works may be wrong."""

    MAJOR = "Major"
    MINOR = "Minor"


class Standard(Enum):
    """What is not met."""

    ISO_9001 = "ISO 9001"
    ISO_14001 = "ISO 14001"
    CUSTOMER = "Customer's requirement"
    LAW = "Law or permit"
    PRODUCT = "Product standard"
    OWN = "Own procedure or specification"


class Disposition(Enum):
    """What becomes of what is nonconforming."""

    REWORK = "Rework"
    REPAIR = "Repair"
    SORT = "Sort"
    CONCESSION = "Use as is (concession)"
    REGRADE = "Re-grade"
    RETURN = "Return to supplier"
    SCRAP = "Scrap"
    SEVERAL = "Several: see the parts of the lot"
    NONE = "Nothing to dispose of"


class Result(Enum):
    """What the check after rework said."""

    CONFORMS = "Conforms"
    NOT = "Does not conform"


class Method(Enum):
    """How the cause was looked for."""

    FIVE_WHYS = "Five whys"
    FISHBONE = "Fishbone"
    BOTH = "Five whys and fishbone"
    FAULT_TREE = "Fault tree"
    OBSERVED = "Seen directly"


class Cause(Enum):
    """Kinds of cause, few enough that the same one comes back under the same word."""

    NEED = "The need was not clear"
    NOT_DEFINED = "Nothing laid down how"
    WRONG = "What is laid down is wrong or out of date"
    NOT_FOLLOWED = "What is laid down was not followed"
    NOT_KNOWN = "Those who do it did not know"
    SLIP = "A slip"
    CONDITIONS = "Conditions of work"
    TECHNICAL = "Technical failure"
    WEAR = "Wear or missed maintenance"
    MATERIAL = "Material or what was bought"
    DESIGN = "Design"
    MEASURING = "Measuring"
    PLANNING = "Planning, time or people"
    CHANGE = "A change that was not controlled"
    OUTSIDE = "From outside"
    OTHER = "Another"


class Branch(Enum):
    """The bones of the fishbone."""

    PEOPLE = "People"
    METHOD = "Method"
    MACHINE = "Machine"
    MATERIAL = "Material"
    MEASUREMENT = "Measurement"
    SURROUNDINGS = "Surroundings"
    MANAGEMENT = "Management"


class Why(Line):
    """One step down: what was asked, what the answer is, and how that is known."""

    question: str | None = field("Why", NOTE, weight=12)
    answer: str = field("Because", NOTE, weight=14)
    evidence: str | None = field("How we know", NOTE, weight=10)


class Bone(Line):
    """A possible cause on its branch of the fishbone."""

    branch: Branch = field("Branch", weight=6)
    cause: str = field("Possible cause", NOTE, weight=16)
    found: str | None = field("What was found", NOTE, weight=12)
    root: bool | None = field("Root cause", weight=4)


class Part(Line):
    """A part of the lot that goes its own way."""

    quantity: Decimal = field("Quantity", Number(), weight=4)
    disposition: Disposition = field("Disposition", weight=8)
    authority: str | None = field("Authorised by", weight=8)
    reference: str | None = field("Concession or note", weight=8)
    result: Result | None = field("Checked again", weight=6)
    checked_on: date | None = field("On", weight=5)


class Member(Line):
    """Somebody who works on it."""

    person_id: int = field("Who", PERSON, weight=10)
    part: str | None = field("Part in the team", weight=14)


WHYS = Lines("why", "Five whys", "why", Why)
BONES = Lines("bone", "Fishbone", "possible cause", Bone)
PARTS = Lines("lot_part", "Parts of the lot", "part", Part)
TEAM = Lines("team_member", "Team", "member", Member)
