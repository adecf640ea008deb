"""What an import of a sheet into a register is, as values: what the officer wishes, and what
would become of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isodesk.intake.columns import Habit
from isodesk.intake.verdicts import Told

LEFT_OUT, OWN = "", "+"
"""Targets of a column beside the keys of fields: left out, or a new field of the officer's."""
STATE, SYSTEMS = "state", "systems"


@dataclass(frozen=True)
class Target:
    """What a column becomes: the key of a field, `LEFT_OUT`, or `OWN` with label, kind, unit
    and choices of the new field. `sure` is how sure the proposal is (0 to 1, 2 remembered)."""

    field: str
    sure: float = 1
    label: str = ""
    kind: str = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What the officer wishes of one table.

    `state` is the state of new records, "" for the first open one where nothing required is
    missing. `chosen` gives by field and folded word the choice that is meant. `strangers` says
    whether people who are not known are made; `doubtful` whether rows with a refused cell are
    brought in without it; `changes` whether records that stand here already are changed.
    """

    register: str
    targets: tuple[Target, ...]
    habit: Habit = field(default_factory=Habit)
    state: str = ""
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    strangers: bool = True
    doubtful: bool = True
    changes: bool = True


@dataclass(frozen=True)
class CellNote:
    """Something to say about the cells of a column that read so: how many rows, and where the
    first stands."""

    column: int
    cell: str
    told: Told
    rows: int
    first: int


@dataclass(frozen=True)
class ColumnCount:
    """How many cells of a column are kept, converted, refused, blank."""

    kept: int = 0
    converted: int = 0
    refused: int = 0
    blank: int = 0


@dataclass(frozen=True)
class RowNote:
    """What becomes of one row, where that is not simply a new record: `word` is "changed",
    "same", "twice", "left" or "draft"; `number` names the record that stands here."""

    row: int
    word: str
    number: str
    words: str


@dataclass(frozen=True)
class Shown:
    """A row of the preview: its number, its verdict word, and each column as it would arrive."""

    row: int
    word: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LinesPlan:
    """What would become of a sheet of lines beside the records: counts of its rows, what is to be
    said of some, and people who would be made."""

    title: str
    new: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    notes: tuple[RowNote, ...] = ()
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What applying a wish would do. Counts are of rows; `notes` and `rows` are cut at some
    thousand, the counts never are. `strangers` are people to be made, `highest` the highest
    count among given numbers, by year (0 where numbers have none). `states` are the states that
    new records have from the sheet, with how many, `lines` the sheets of lines."""

    wish: Wish
    new: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    drafts: int = 0
    columns: tuple[ColumnCount, ...] = ()
    notes: tuple[CellNote, ...] = ()
    rows: tuple[RowNote, ...] = ()
    preview: tuple[Shown, ...] = ()
    strangers: tuple[str, ...] = ()
    highest: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[LinesPlan, ...] = ()

    @property
    def to_write(self) -> int:
        """Rows that something would be written for, those of lines too."""
        return self.new + self.changed + sum(each.new + each.changed for each in self.lines)

    @property
    def total(self) -> int:
        """All rows of the table."""
        return self.new + self.changed + self.same + self.left

    @property
    def refused(self) -> int:
        """Cells that are refused."""
        return sum(column.refused for column in self.columns)


@dataclass(frozen=True)
class Brought:
    """What an import did: how many records it made and changed, and how many rows it left."""

    new: int
    changed: int
    same: int
    left: int
    people: int
    fields: int
    lines: int = 0
