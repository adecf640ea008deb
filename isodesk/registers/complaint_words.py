"""The words of complaints, and the line of what was said to and fro."""

from datetime import date
from enum import Enum

from isodesk.core.entry import Line, field
from isodesk.core.kinds import NOTE, PERSON


class Sort(Enum):
    """What it is about."""

    PRODUCT = "Product"
    DELIVERY = "Delivery"
    SERVICE = "Service"
    PAPERS = "Papers or invoice"
    CONDUCT = "Conduct"
    ENVIRONMENT = "Noise, smell, water, waste"


class Channel(Enum):
    """The way it came."""

    PHONE = "Telephone"
    MAIL = "E-mail"
    LETTER = "Letter"
    VISIT = "By word of mouth"
    WEB = "Web form"
    DEALER = "Through a dealer"
    AUTHORITY = "Through an authority"
    PRESS = "Press or social media"


class Severity(Enum):
    """How bad it is for them."""

    CRITICAL = "Critical"
    MAJOR = "Major"
    MINOR = "Minor"


class Complexity(Enum):
    """How hard it is to get to the bottom of."""

    SIMPLE = "Simple"
    MODERATE = "Moderate"
    DIFFICULT = "Difficult"


class Finding(Enum):
    """Whose fault it was."""

    OURS = "Our fault"
    SUPPLIER = "Supplier's fault"
    TRANSPORT = "Damage on the way"
    USE = "Use outside the order"
    MISUNDERSTANDING = "Misunderstanding"
    NOT_FOUND = "Not to be found"


class Remedy(Enum):
    """What was offered."""

    REPLACE = "Replacement"
    REPAIR = "Repair or rework"
    REFUND = "Refund or credit"
    PRICE = "Lower price"
    DELIVERY = "Delivery made good"
    HELP = "Help on site"
    PROMISE = "Change of our ways"
    EXPLANATION = "Explanation and apology"
    NONE = "Nothing"


class Answer(Enum):
    """What they said to the offer."""

    ACCEPTED = "Accepted"
    REFUSED = "Not accepted"
    SILENT = "No word came back"


class Contact(Line):
    """One time they were told something, or told us: the complainant is kept in the picture."""

    on_day: date = field("Day", weight=6)
    channel: Channel | None = field("How", weight=8)
    who: str | None = field("With whom", search=True, weight=9)
    by_id: int | None = field("By", PERSON, weight=8)
    what: str = field("What was said", NOTE, search=True, weight=20)
