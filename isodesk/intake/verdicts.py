"""What becomes of each cell of a column: kept as it is, converted into something that is said,
or refused with the reason. A cell is judged once, however often it stands there."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Protocol

from isodesk.core.dates import paper_day, paper_moment
from isodesk.core.entry import Field
from isodesk.core.folding import folded
from isodesk.core.harmless import unquoted
from isodesk.core.kinds import MILLION, Choice, Kind, Number, Stored, Whole, day_of, number_text
from isodesk.core.problems import Refused
from isodesk.core.units import factor, known, times
from isodesk.i18n import tr
from isodesk.intake.columns import Codes, Habit, Profile, codes_of, figure_of, own_mark
from isodesk.intake.nearest_choice import likeness, nearest
from isodesk.intake.workbook import Cell, Fault
from isodesk.intake.written_days import (
    SLASHED,
    day_in_order,
    day_of_serial,
    iso_moment,
    padded,
    with_zone,
)
from isodesk.intake.written_figures import (
    EXACT,
    are_shares,
    plain_digits,
    plain_figure,
    ungrouped,
    unit_in,
)

Word = Literal["converted", "refused", "new"]
_MOST_KEPT = 50_000
_BLANKS = frozenset(
    ["-", "--", "—", "–", "n/a", "na", "n.a.", "k.a.", "none", "null", "nil", "tbd", "?", "#"]
)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_ANYWHERE = ("\r", "\x0b", "\x0c", "\xa0", "E+", "e+", "\x1f ", " \x1f")
_ODD = {
    "text": (*_ANYWHERE, "\t", "\n", "  "),
    "note": (*_ANYWHERE, "\x1f\t", "\t\x1f", "\x1f\n", "\n\x1f"),
}
"""What makes a text one that something must be done to; the texts of a column are joined by the
sign of 31, so that one search does for thousands."""
_SIMPLE = re.compile(r"(-?)(\d{1,12})(?:\.(\d{1,6}))?")


@dataclass(frozen=True)
class Told:
    """What is said of a cell that is not simply kept: what it became, or why it is refused."""

    word: Word
    words: str


class Finder(Protocol):
    """Finds the record that a text names, for a field that refers to one."""

    def __call__(self, kind: Kind, text: str) -> tuple[int | None, Told | None]: ...


@dataclass
class Judge:
    """Judges the cells of one column as values of a field.

    `chosen` maps folded words to the choices the officer gave them; `find` finds people and
    records; `unquote` takes off the sign that keeps a cell of a CSV from running.
    """

    field: Field
    profile: Profile
    habit: Habit = part(default_factory=Habit)
    chosen: Mapping[str, str] = part(default_factory=dict)
    find: Finder | None = None
    unquote: bool = False

    def __post_init__(self) -> None:
        self.told: dict[Cell, Told] = {}
        self.codes: Codes = codes_of(self.profile) if self._is_text else Codes()
        self._memo: dict[Cell, Stored] = {"": None}
        self._read = _READERS[self.field.kind.key]
        self._unit = unit_in(self.profile.heading)
        self.shares = are_shares(self.profile, self.field.kind)
        kind = self.field.kind
        self._bounds = _bounds(kind)
        self._simple = (
            isinstance(kind, Number)
            and not self.shares
            and self.habit.mark != ","
            and (not self._unit or factor(self._unit, kind.unit) == 1)
        )

    @property
    def _is_text(self) -> bool:
        return self.field.kind.key in ("text", "note")

    def column(self, cells: Sequence[Cell]) -> list[Stored]:
        """The stored form of each cell; None for one that is blank or refused."""
        if self._is_text and self._plain_words(cells):
            return [cell or None for cell in cells]
        memo, judged = self._memo, self._judged
        if len(memo) > _MOST_KEPT:
            memo.clear()
        return [memo[cell] if cell in memo else judged(cell) for cell in cells]

    def _plain_words(self, cells: Sequence[Cell]) -> bool:
        """Whether all are words that need nothing done to them; most texts of most lists."""
        if self.codes.separator or set(map(type, cells)) != {str} or max(map(len, cells)) > 10_000:
            return False
        joined = "\x1f".join(["", *cells, ""])
        if self.unquote and "\x1f'" in joined:
            return False
        return not any(sign in joined for sign in _ODD[self.field.kind.key])

    def _judged(self, cell: Cell) -> Stored:
        value = self._simple_number(cell) if self._simple else None
        if value is None:
            value = self._value(cell)
        self._memo[cell] = value
        return value

    def _simple_number(self, cell: Cell) -> Stored:
        """Most figures of most lists at once: digits with a point, in the field's own unit."""
        text = repr(cell) if isinstance(cell, float) else cell
        found = _SIMPLE.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            return None
        if self.habit.mark != "." and isinstance(cell, str) and not own_mark(text) and found[3]:
            return None
        value = int(found[2]) * MILLION + int((found[3] or "0").ljust(6, "0"))
        value = -value if found[1] else value
        return value if self._bounds[0] <= value <= self._bounds[1] else None

    def _value(self, cell: Cell) -> Stored:
        if isinstance(cell, Fault):
            self.told[cell] = Told("refused", tr("The cell holds an error: {sign}", sign=cell.sign))
            return None
        if isinstance(cell, str):
            cell_text = unquoted(cell) if self.unquote and cell[:1] == "'" else cell
            if not cell_text.strip(" \xa0\t\r\n\u200b\ufeff"):
                return None
        else:
            cell_text = cell
        try:
            value, said = self._read(self, cell_text)
            self.field.kind.check(value)
        except Refused as refused:
            self.told[cell] = Told("refused", str(refused))
            return None
        if said is not None:
            self.told[cell] = said
        return self.field.kind.pack(value)

    def text(self, cell: Cell) -> "Read":
        """Words as they are; a figure without the nought that spreadsheets add; a day that was
        a code as the code."""
        if isinstance(cell, float):
            return self._figure_as_text(cell)
        if isinstance(cell, date):
            return self._day_as_text(cell)
        code = self.codes.of_day(cell)
        if code:
            return code, _became(code)
        if _SHORTENED.fullmatch(cell.strip()):
            raise Refused(
                tr("A spreadsheet shortened this number; its digits are lost: {text}", text=cell)
            )
        return self.field.kind.parse(cell), None

    def _figure_as_text(self, cell: float) -> "Read":
        if math.isfinite(cell) and abs(cell) >= EXACT and cell.is_integer():
            raise Refused(
                tr(
                    "A spreadsheet keeps 15 digits of a number; the others of this one are lost:"
                    " {text}",
                    text=f"{cell:.0f}",
                )
            )
        text = plain_figure(cell)
        if text.isdigit() and len(text) < self.codes.width:
            filled = text.zfill(self.codes.width)
            return filled, _became(filled)
        return text, None

    def _day_as_text(self, cell: date) -> "Read":
        code = self.codes.of_day(cell)
        said = code or (
            cell.isoformat() if not isinstance(cell, datetime) else f"{cell:%Y-%m-%d %H:%M}"
        )
        return said, _became(said)

    def number(self, cell: Cell) -> "Read":
        """A figure in the field's unit."""
        kind = self.field.kind
        assert isinstance(kind, Number)
        if isinstance(cell, date):
            raise Refused(tr("A day stands where a number is asked for."))
        if isinstance(cell, float):
            _finite(cell)
            value, unit = Decimal(repr(cell)), self._unit
            if self.shares:
                return value * 100, _became(kind.show(value * 100))
            return self._in_unit(value, unit, "")
        return self._written(cell, kind)

    def _written(self, text: str, kind: Number) -> "Read":
        if folded(text.strip()) in _BLANKS:
            return None, _left_blank()
        if _SHORTENED.fullmatch(text.strip()):
            value = Decimal(text.strip().replace(",", "."))
            return value, _became(kind.show(value))
        found = figure_of(text.strip().replace("\xa0", " "))
        if found is None:
            raise Refused(f"“{text.strip()}” is not a number.")
        sign, digits, unit = found
        plain = plain_digits(digits, self.habit.mark)
        try:
            value = Decimal(sign + plain)
        except InvalidOperation:
            raise Refused(f"“{text.strip()}” is not a number.") from None
        changed = bool(unit) or plain != digits
        return self._in_unit(value, unit or self._unit, text.strip(), changed)

    def _in_unit(self, value: Decimal, unit: str, text: str, changed: bool = False) -> "Read":
        """The figure in the unit of the field; a unit that cannot be that one is refused."""
        kind = self.field.kind
        wanted = kind.unit if isinstance(kind, Number) else ""
        by = factor(unit, wanted) if unit and wanted else Decimal(times(unit))
        if by is None and known(unit) and known(wanted):
            said = text or f"{plain_figure(float(value))} {unit}"
            raise Refused(tr("“{text}” is no measure in {unit}.", text=said, unit=wanted))
        if by is None:
            raise Refused(f"The unit {unit} is not known here; the field is in {wanted}.")
        value = value * by
        converted = by != 1 or changed
        return value, _became(_shown(kind, value)) if converted else None

    def whole(self, cell: Cell) -> "Read":
        """A whole number; a level by its word, or by the figure its word begins with."""
        kind = self.field.kind
        assert isinstance(kind, Whole)
        if isinstance(cell, float):
            _finite(cell)
            if not cell.is_integer():
                raise Refused(f"“{plain_figure(cell)}” is not a whole number.")
            return int(cell), None
        if isinstance(cell, date):
            raise Refused(tr("A day stands where a number is asked for."))
        if folded(cell.strip()) in _BLANKS:
            return None, _left_blank()
        try:
            value = kind.parse(ungrouped(cell))
            return value, None if str(value) == cell.strip() else _became(str(value))
        except Refused:
            return self._led_by_figure(cell, kind)

    def _led_by_figure(self, cell: str, kind: Whole) -> "Read":
        led = re.match(r"\s*(\d{1,9})\b(?![.,]\d)", cell)
        unit = figure_of(cell.strip())
        if led is None or (unit is None and not re.match(r"\s*\d+\s*[-–:(=]", cell)):
            return kind.parse(cell), None
        value = int(led[1])
        kind.check(value)
        return value, _became(str(value))

    def day(self, cell: Cell) -> "Read":
        """A day, however it is written; the number that a spreadsheet keeps for one."""
        if isinstance(cell, datetime):
            said = _became(paper_day(cell.date())) if (cell.hour or cell.minute) else None
            return cell.date(), said
        if isinstance(cell, date):
            return cell, None
        if isinstance(cell, float):
            value = day_of_serial(cell)
            return value, _became(paper_day(value))
        text = cell.strip()
        if folded(text) in _BLANKS:
            return None, _left_blank()
        return self._day_written(text)

    def _day_written(self, text: str) -> "Read":
        if re.fullmatch(r"\d{5}", text):
            value = day_of_serial(float(text))
            return value, _became(paper_day(value))
        found = SLASHED.fullmatch(text)
        if found:
            value = day_in_order(found, self.habit)
            return value, _became(paper_day(value))
        value = day_of(iso_moment(padded(text)))
        return value, None if text.startswith(value.isoformat()) else _became(paper_day(value))

    def moment(self, cell: Cell) -> "Read":
        """A day and time, meant where the officer sits unless its zone is said."""
        if isinstance(cell, datetime):
            return cell.astimezone(), None
        if isinstance(cell, str):
            zoned = with_zone(cell.strip())
            if zoned is not None:
                return zoned, None
            try:
                return self.field.kind.parse(cell), None
            except Refused:
                pass
        value, _ = self.day(cell)
        if value is None:
            return None, _left_blank()
        moment = datetime(value.year, value.month, value.day).astimezone()
        return moment, _became(paper_moment(moment))

    def yes(self, cell: Cell) -> "Read":
        """Yes or no."""
        text = plain_figure(cell) if isinstance(cell, float) else str(cell).strip()
        if text in ("☑", "☒", "●", "■"):
            return True, _became(self.field.kind.show(True))
        if text in ("☐", "○", "□"):
            return False, _became(self.field.kind.show(False))
        value = self.field.kind.parse(text)
        shown = self.field.kind.show(value)
        said = folded(text) in (folded(shown), "yes", "no", "true", "false")
        return value, None if said else _became(shown)

    def choice(self, cell: Cell) -> "Read":
        """One of the choices, by its word, by what the officer said, or by the nearest word."""
        kind = self.field.kind
        assert isinstance(kind, Choice)
        text = plain_figure(cell) if isinstance(cell, float) else str(cell).strip()
        given = self.chosen.get(folded(text))
        if given is not None:
            return given or None, _became(kind.show(given)) if given else _left_blank()
        try:
            return kind.parse(text), None
        except Refused:
            pass
        key = nearest(text, kind)
        if key is not None and likeness(text, kind, key) > 0.87:
            return key, _became(kind.show(key))
        if folded(text) in _BLANKS:
            return None, _left_blank()
        if key is not None:
            said = tr(
                "“{text}” is not offered; the nearest is “{near}”.", text=text, near=kind.show(key)
            )
            raise Refused(said)
        return kind.parse(text), None

    def reference(self, cell: Cell) -> "Read":
        """A person or another record, by what it is called."""
        text = plain_figure(cell) if isinstance(cell, float) else str(cell).strip()
        if folded(text) in _BLANKS:
            return None, _left_blank()
        assert self.find is not None
        return self.find(self.field.kind, " ".join(text.split()))

    def every(self, cell: Cell) -> "Read":
        """How often, with the unit of the heading where the cell has a figure only."""
        text = plain_figure(cell) if isinstance(cell, float) else str(cell).strip()
        if folded(text) in _BLANKS:
            return None, _left_blank()
        bare = re.fullmatch(r"\d{1,3}", text) is not None
        said = in_english(f"{text} {self._unit or 'months'}" if bare else text)
        try:
            value = self.field.kind.parse(said)
        except Refused:
            value = self.field.kind.parse(f"every {said}")
        shown = self.field.kind.show(value)
        return value, None if folded(shown) == folded(text) else _became(shown)


Read = tuple[Any, Told | None]
_READERS: dict[str, Callable[[Judge, Any], Read]] = {
    "text": Judge.text,
    "note": Judge.text,
    "number": Judge.number,
    "whole": Judge.whole,
    "day": Judge.day,
    "moment": Judge.moment,
    "yes": Judge.yes,
    "choice": Judge.choice,
    "person": Judge.reference,
    "record": Judge.reference,
    "every": Judge.every,
}


def in_english(text: str) -> str:
    """`12 months` of `12 Monate`, `12 mois`: spans as other languages count them."""
    return re.sub(r"[^\W\d_]+", lambda m: _SPANS.get(folded(m[0]), m[0]), text)


_SPANS = {
    word: span
    for span, words in {
        "days": "tag tage tagen jour jours dia dias dzien dni giorno giorni dag dagen",
        "weeks": "woche wochen semaine semaines semana semanas tydzien tygodnie tygodni settimane",
        "months": "monat monate monaten mois mes meses miesiac miesiace miesiecy mesi maanden",
        "years": "jahr jahre jahren an ans annee annees ano anos rok lata lat anno anni jaar",
    }.items()
    for word in words.split()
}


def _became(words: str) -> Told:
    return Told("converted", words)


def _left_blank() -> Told:
    return Told("converted", tr("left blank"))


def _shown(kind: Kind, value: Decimal) -> str:
    return kind.show(value) if isinstance(kind, Number) else number_text(value)


def _bounds(kind: Kind) -> tuple[int, int]:
    """The least and the largest stored form that needs no second look."""
    least = kind.least if isinstance(kind, Number) else None
    most = 10**18
    return (-most if least is None else int(least * MILLION), most)


def _finite(value: float) -> None:
    if not math.isfinite(value):
        raise Refused(tr("This is not a number."))
