"""One thing that is wrong with a file, and what it is about."""

from dataclasses import dataclass
from enum import Enum


class About(Enum):
    """What a finding concerns: what is lost with it, and how it may be put right."""

    FILE = "file"
    """Bytes of a kept file."""
    ROW = "row"
    """A row of a table that the history tells."""
    ENTRY = "entry"
    """An entry of the history itself."""
    INDEX = "index"
    SEARCH = "search"
    SPACE = "space"
    OTHER = "other"


@dataclass(frozen=True)
class Finding:
    """One sentence. `record_id` names the record, where it is about one; `table` and `row`
    the row, `row` the entry's number or the kept file's id."""

    sentence: str
    record_id: int | None = None
    about: About = About.OTHER
    table: str = ""
    row: int = 0
