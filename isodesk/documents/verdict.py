"""What the check of a paper answers."""

from dataclasses import dataclass
from enum import Enum


class Word(Enum):
    """What the answer says, in one word for tests, colours and the command line."""

    CURRENT = "current"
    NOT_YET = "not yet in force"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    VALID_THAT_DAY = "valid on that day only"
    DRAFT = "draft"
    REFERENCE = "for reference only"
    SHOULD_NOT_EXIST = "should not exist"
    MISTYPED = "mistyped"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"
    NOT_GENUINE = "not genuine"
    ANOTHER_FILE = "another file"


@dataclass(frozen=True)
class Verdict:
    """The answer: heading and sentence for the screen; `did_you_mean` for a slip."""

    word: Word
    heading: str
    sentence: str
    document_id: int | None = None
    copy_id: int | None = None
    did_you_mean: str = ""
    paper: str = ""

    @property
    def current(self) -> bool:
        return self.word is Word.CURRENT
