"""A column of a foreign sheet as a whole: what stands in it, and how it writes figures and days.

No cell is judged alone: `1,234` is one thousand where another cell says `1.234,5` is not, and
`3-4` among codes is a code that the spreadsheet took for a day.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from isodesk.core.day_words import find_day
from isodesk.intake.workbook import Cell, Fault

MOST_DISTINCT = 5_000
_FIGURE = re.compile(
    r"(?P<sign>[+\-−]?)\s*(?P<before>[€$£]|[A-Z]{3}\b)?\s*"
    r"(?P<figure>\d[\d.,'’\s\u00a0\u202f]*|[.,]\d+)\s*(?P<unit>[^\d\s]\D{0,14}[23]?)?"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d*)?|[.,]\d+")
_THREE = re.compile(r"(\d+)([./\-])(\d+)\2(\d{2}|\d{4})")
_CODE = re.compile(r"(\d{1,4})([-/.])(\d{1,4})")
_NOUGHTS = re.compile(r"0\d+")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_NAMED_DAY = re.compile(
    r"(\d{1,2})[-. ]+([A-Za-z]{3})[a-z]*\.?|([A-Za-z]{3})[a-z]*\.?[- ]+(\d{1,2})"
)
_GERMAN = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "avr": 4, "aoû": 8}


@dataclass(frozen=True)
class Habit:
    """How figures and days are written: `mark` is the decimal sign "," or ".", `order` "dmy" or
    "mdy", `dots` the same for days with dots, which are "dmy" unless shown; "" where nothing
    tells, "?" where the cells tell both."""

    mark: str = ""
    order: str = ""
    dots: str = ""


@dataclass
class Profile:
    """What stands in a column. `cells` are its distinct cells with how often each stands there,
    up to `MOST_DISTINCT` of them; `full` says that none is missing."""

    heading: str
    cells: Counter[Cell] = field(default_factory=Counter)
    filled: int = 0
    blank: int = 0
    full: bool = True
    _counted: tuple[int, Counter[str]] | None = None
    _texts: tuple[int, list[str]] | None = None

    def see(self, column: Sequence[Cell]) -> None:
        """Take in some more rows."""
        blank = column.count("")
        self.blank += blank
        self.filled += len(column) - blank
        if not self.full:
            return
        self.cells.update(column)
        if len(self.cells) > MOST_DISTINCT:
            self.full = False

    def values(self) -> Iterable[tuple[Cell, int]]:
        """The distinct cells that are not blank."""
        return ((cell, n) for cell, n in self.cells.items() if cell != "" and _said(cell))

    def share(self, *classes: str) -> float:
        """The share of filled cells of these classes: `share("day", "figure")`."""
        counted = self._classes()
        total = counted.total()
        return sum(counted[name] for name in classes) / total if total else 0

    def _classes(self) -> Counter[str]:
        """How many cells are of which class, as far as the first thousand distinct ones tell."""
        if self._counted is None or self._counted[0] != self.filled:
            counted: Counter[str] = Counter()
            for cell, n in islice(self.values(), 1_000):
                counted[class_of(cell)] += n
            del counted["fault"]
            self._counted = (self.filled, counted)
        return self._counted[1]

    def texts(self) -> list[str]:
        """The distinct words, stripped."""
        if self._texts is None or self._texts[0] != len(self.cells):
            stripped = (cell.strip() for cell in self.cells if isinstance(cell, str))
            self._texts = (len(self.cells), list(filter(None, stripped)))
        return self._texts[1]


def _said(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def class_of(cell: Cell) -> str:
    """`figure`, `day`, `fault`, or `word` of a cell that is not blank."""
    if isinstance(cell, float):
        return "figure"
    if isinstance(cell, date):
        return "day"
    if isinstance(cell, Fault):
        return "fault"
    text = cell.strip()
    if figure_of(text) is not None:
        return "figure"
    return "day" if is_day(text) else "word"


def is_day(text: str) -> bool:
    """Whether the whole text writes a day, in whatever order."""
    if len(text) > 40 or not any(map(str.isdigit, text)):
        return False
    if _THREE.fullmatch(text.partition(" ")[0].rstrip(",")):
        return True
    _, words = find_day(text)
    return bool(words) and len(words) > len(text) * 0.5


def figure_of(text: str) -> tuple[str, str, str] | None:
    """(sign, digits with their marks, unit) of a text that is one number; None for others."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    unit = (found["unit"] or found["before"] or "").strip()
    if unit and unit[0] in "-/.,:":
        return None
    if not _GROUPED.fullmatch(found["figure"].strip()):
        return None
    return found["sign"].replace("−", "-"), found["figure"].strip(), unit


def habit_of(profile: Profile) -> Habit:
    """What the column's own cells tell of how it writes."""
    texts = profile.texts()
    if profile.share("figure", "day") < 0.05:
        return Habit()
    days = [m for text in texts if (m := _day_like_text(text))]
    with_dots = [m for m in days if m[2] == "."]
    others = [m for m in days if m[2] != "."]
    return Habit(mark_of(texts), _order_of(others, years=True), _order_of(with_dots))


def habits(profiles: Sequence[Profile], told: Habit, separator: str = "") -> list[Habit]:
    """The habit of each column: what the officer says, else what its own cells show. What other
    columns show is no proof, as they may come from another program. A comma that parts the cells
    is no decimal sign; a semicolon proves nothing."""
    parted = "." if separator == "," else ""
    return [
        Habit(told.mark or own.mark or parted, told.order or own.order, told.order or own.dots)
        for own in map(habit_of, profiles)
    ]


def mark_of(texts: Iterable[str]) -> str:
    """The decimal sign that these texts show; "?" where they show both."""
    return _only(filter(None, (own_mark(found[1]) for text in texts if (found := figure_of(text)))))


def own_mark(digits: str) -> str:
    """The decimal sign that one figure shows: the last of two different signs, or one that is
    not followed by three digits; "" where nothing in it tells, as in `1,234`."""
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", digits).rstrip(".,")
    signs = [sign for sign in bare if sign in ",."]
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return ",."[last == ","]
    before, _, after = bare.partition(last)
    return "" if len(after) == 3 and 0 < len(before) <= 3 and before[0] != "0" else last


def _day_like_text(text: str) -> re.Match[str] | None:
    """A day in three figures of which the first is no year of four digits."""
    found = _THREE.fullmatch(text.partition(" ")[0].rstrip(","))
    return found if found and len(found[1]) <= 2 and len(found[3]) <= 2 else None


def _order_of(days: Sequence[re.Match[str]], years: bool = False) -> str:
    """Whether days stand before months; "?" where they show both, or where the year may as well
    stand first, as in `25/04/28`: then the last figures differ more than the first."""
    if years and _years_may_be_first(days):
        return "?"
    shown = ((int(m[1]), int(m[3])) for m in days)
    return _only(
        "dmy" if one > two else "mdy" for one, two in shown if max(one, two) > 12 >= min(one, two)
    )


def _years_may_be_first(days: Sequence[re.Match[str]]) -> bool:
    short = [m for m in days if len(m[4]) == 2]
    if not short or any(int(m[4]) > 31 or int(m[3]) > 12 for m in short):
        return False
    firsts, lasts = ({m[n] for m in short} for n in (1, 4))
    return any(int(first) > 12 for first in firsts) and len(lasts) >= len(firsts)


def _only(said: Iterable[str]) -> str:
    """What all say; "" where nobody says anything, "?" where they differ."""
    found = set(said)
    return found.pop() if len(found) == 1 else "?" if found else ""


@dataclass(frozen=True)
class Codes:
    """How a column of codes is put right: `separator` and `order` of codes that a spreadsheet
    took for days ("" where none were), and the `width` that noughts fill figures to (0: none)."""

    separator: str = ""
    order: str = ""
    width: int = 0

    def of_day(self, cell: Cell) -> str | None:
        """The code that became this day: 3 April is `3-4`, or `4-3` where months come first.
        None where it cannot have been one."""
        if not self.separator or isinstance(cell, datetime):
            return None
        if isinstance(cell, date):
            day, month = cell.day, cell.month
        else:
            found = _named(cell)
            if found is None:
                return None
            day, month = found
        first, second = (day, month) if self.order == "dmy" else (month, day)
        return f"{first}{self.separator}{second}"


def codes_of(profile: Profile) -> Codes:
    """What the column's codes show, where most of its words are such codes."""
    texts = profile.texts()
    width = _width(texts)
    if not any(_day_like(cell) for cell in profile.cells):
        return Codes(width=width)
    parts = [m for text in texts if (m := _CODE.fullmatch(text))]
    plain = [text for text in texts if _named(text) is None]
    if len(parts) < max(1, len(plain) / 2):
        return Codes(width=width)
    separator = Counter(m[2] for m in parts).most_common(1)[0][0]
    return Codes(separator, _order_of_codes(parts, profile), width)


def _order_of_codes(parts: list[re.Match[str]], profile: Profile) -> str:
    """A spreadsheet leaves what is no day in its order: `3-15` stands beside days where they
    are written day first, `15-3` where months are."""
    votes: Counter[str] = Counter()
    for m in parts:
        one, two = int(m[1]), int(m[3])
        if 1 <= one <= 12 < two <= 31:
            votes["dmy"] += 1
        elif 1 <= two <= 12 < one <= 31:
            votes["mdy"] += 1
    if votes:
        return votes.most_common(1)[0][0]
    named = [cell for cell, _ in profile.values() if isinstance(cell, str) and _named(cell)]
    first_is_month = any(cell.strip()[:1].isalpha() for cell in named)
    return "mdy" if first_is_month else "dmy"


def _day_like(cell: Cell) -> bool:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return True
    return isinstance(cell, str) and _named(cell) is not None


def _named(text: str) -> tuple[int, int] | None:
    """(day, month) of `03-Apr`, `4. Mrz` or `Apr-03`, as spreadsheets write codes into CSV."""
    found = _NAMED_DAY.fullmatch(text.strip())
    if found is None:
        return None
    name = (found[2] or found[3]).lower()
    month = _MONTHS.index(name) // 4 + 1 if name in _MONTHS else _GERMAN.get(name)
    day = int(found[1] or found[4])
    return (day, month) if month and 1 <= day <= 31 else None


def _width(texts: Sequence[str]) -> int:
    """The width of codes of digits that begin with noughts, where all have the same."""
    digits = [text for text in texts if text.isdigit()]
    if not any(_NOUGHTS.fullmatch(text) for text in digits):
        return 0
    widths = {len(text) for text in digits}
    return widths.pop() if len(widths) == 1 else 0
