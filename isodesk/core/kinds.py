"""Kinds of field: one object serves form, table, filter, search, print, import and export.

A value is what Python works with (`str`, `int`, `Decimal`, `date`, `datetime`, `bool`); its
stored form is TEXT or INTEGER only, as the history hashes it. Every layer above dispatches on
the Kind's class in one table of its own, so a declaration never imports a widget.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, ClassVar

from isodesk.core import rows
from isodesk.core.dates import from_utc_text, paper_day, paper_moment, utc_text
from isodesk.core.day_words import find_day
from isodesk.core.folding import folded
from isodesk.core.problems import Refused
from isodesk.i18n import tr

Value = Any
"""str, int, Decimal, date, datetime or bool; None for a blank."""
Stored = str | int | None
MILLION = 1_000_000
_LONGEST = 20_000
_LARGEST = 9_000_000_000_000  # millionths of it still fit into 64 bits


@dataclass(frozen=True)
class Kind:
    """What a field holds. `parse` reads what people type and raises Refused with one sentence;
    `show` writes it for screen and paper; `pack` and `unpack` are its stored form."""

    key: ClassVar[str] = ""
    numeric: ClassVar[bool] = False
    """Stored as INTEGER, else as TEXT."""
    cell: ClassVar[rows.Kind] = "text"

    def parse(self, typed: str) -> Value:
        """The value that is meant; None for nothing. Raises Refused for what cannot be one."""
        return " ".join(typed.split()) or None

    def show(self, value: Value) -> str:
        """The value as screens and paper write it; "" for None."""
        return "" if value is None else str(value)

    def pack(self, value: Value) -> Stored:
        """The stored form; "" is None."""
        return None if value in (None, "") else value

    def unpack(self, stored: Stored) -> Value:
        """The value of a stored form."""
        return stored

    def check(self, value: Value) -> None:
        """Raises Refused for a value of the right type that is not allowed."""


@dataclass(frozen=True)
class Text(Kind):
    """One line of text."""

    key = "text"

    def check(self, value: Value) -> None:
        if value is not None and len(str(value)) > _LONGEST:
            raise Refused(f"A text has at most {_LONGEST:,} characters; this one has more.")


@dataclass(frozen=True)
class Note(Text):
    """Text of several lines."""

    key = "note"
    cell = "second"

    def parse(self, typed: str) -> Value:
        return typed.replace("\r\n", "\n").replace("\r", "\n").strip() or None


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number, within bounds where they are given; `words` name its levels
    ("4" is "Lasting, local")."""

    within: tuple[int, int] | None = None
    words: tuple[tuple[int, str], ...] = ()
    key = "whole"
    numeric = True
    cell = "figure"

    def parse(self, typed: str) -> Value:
        text = typed.strip()
        if not text:
            return None
        level = next((n for n, word in self.words if folded(word) == folded(text)), None)
        value = level if level is not None else _whole(text)
        self.check(value)
        return value

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def check(self, value: Value) -> None:
        if value is None or self.within is None:
            return
        least, most = self.within
        if not least <= value <= most:
            raise Refused(f"Choose a whole number from {least} to {most}; {value} is not.")


@dataclass(frozen=True)
class Number(Kind):
    """A decimal number with its unit; stored as whole millionths, never as a float."""

    unit: str = ""
    least: Decimal | None = None
    key = "number"
    numeric = True
    cell = "decimal"

    def parse(self, typed: str) -> Value:
        text = typed.strip()
        if not text:
            return None
        if self.unit and folded(text).endswith(folded(self.unit)):
            text = text[: -len(self.unit)]
        value = decimal_of(text)
        self.check(value)
        return value

    def show(self, value: Value) -> str:
        if value is None:
            return ""
        figures = number_text(value)
        return f"{figures} {self.unit}" if self.unit else figures

    def pack(self, value: Value) -> Stored:
        return None if value is None else int((Decimal(value) * MILLION).to_integral_value())

    def unpack(self, stored: Stored) -> Value:
        return None if stored is None else Decimal(int(stored)) / MILLION

    def check(self, value: Value) -> None:
        if value is None:
            return
        if abs(value) > _LARGEST:
            raise Refused(f"{value} is too large a number to be kept.")
        if self.least is not None and value < self.least:
            raise Refused(f"Give a number of at least {number_text(self.least)}.")


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day; stored as ISO text."""

    key = "day"
    cell = "date"

    def parse(self, typed: str) -> Value:
        text = typed.strip()
        return day_of(text) if text else None

    def show(self, value: Value) -> str:
        return paper_day(value)

    def pack(self, value: Value) -> Stored:
        return value.isoformat() if value else None

    def unpack(self, stored: Stored) -> Value:
        return date.fromisoformat(str(stored)) if stored else None


@dataclass(frozen=True)
class Moment(Kind):
    """A day and time, aware; stored as UTC text. What is typed is meant in the local zone."""

    key = "moment"
    cell = "moment"

    def parse(self, typed: str) -> Value:
        text = typed.strip()
        if not text:
            return None
        found = re.fullmatch(r"(.+?)[ ,T]+(\d{1,2})[:.](\d{2})(?::\d{2})?", text)
        if found is None:
            raise Refused(f"“{text}” is not a day and time; write it as 2026-11-23 14:30.")
        hour, minute = int(found[2]), int(found[3])
        if hour > 23 or minute > 59:
            raise Refused(f"“{found[2]}:{found[3]}” is not a time of day.")
        day = day_of(found[1])
        return datetime(day.year, day.month, day.day, hour, minute).astimezone()

    def show(self, value: Value) -> str:
        return paper_moment(value.astimezone()) if value else ""

    def pack(self, value: Value) -> Stored:
        return utc_text(value) if value else None

    def unpack(self, stored: Stored) -> Value:
        return from_utc_text(str(stored)) if stored else None


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes, no, or not said."""

    key = "yes"
    numeric = True
    cell = "yes"

    def parse(self, typed: str) -> Value:
        text = folded(typed.strip())
        if not text:
            return None
        if text in _YES or text in _NO:
            return text in _YES
        raise Refused(f"“{typed.strip()}” is neither yes nor no.")

    def show(self, value: Value) -> str:
        return "" if value is None else tr("Yes") if value else tr("No")

    def pack(self, value: Value) -> Stored:
        return None if value is None else int(bool(value))

    def unpack(self, stored: Stored) -> Value:
        return None if stored is None else bool(stored)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a list: (stored key, label); `tones` colour it as a pill by key. `known` are other
    labels that are understood when they are typed."""

    choices: tuple[tuple[str, str], ...] = ()
    tones: tuple[tuple[str, rows.Tone], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    key = "choice"

    @property
    def tone_of(self) -> dict[str, rows.Tone]:
        """The colour of each key that has one."""
        return dict(self.tones)

    def parse(self, typed: str) -> Value:
        text = folded(" ".join(typed.split()))
        if not text:
            return None
        for key, label in (*self.choices, *self.known):
            if text in (folded(key), folded(label), folded(tr(label))):
                return key
        offered = ", ".join(tr(label) for _, label in self.choices)
        raise Refused(f"“{typed.strip()}” is not offered here. Choose one of: {offered}.")

    def show(self, value: Value) -> str:
        return tr(dict(self.choices).get(value, str(value))) if value else ""

    def check(self, value: Value) -> None:
        if value is not None and value not in dict(self.choices):
            raise Refused(f"“{value}” is not offered here.")


@dataclass(frozen=True)
class Reference(Kind):
    """Another record, by its id; `of` are the kinds of record it may be, () any. What is typed
    is a number or title, which a service looks up."""

    of: tuple[str, ...] = ()
    key = "record"
    numeric = True


@dataclass(frozen=True)
class Person(Reference):
    """A person, role or place, by the id of its record."""

    of: tuple[str, ...] = ("person",)
    key = "person"


@dataclass(frozen=True)
class Recurring(Kind):
    """How often, such as "every 3 months"; kept as a rule of `core.recurrence`."""

    key = "every"

    def parse(self, typed: str) -> Value:
        from isodesk.core import recurrence, recurrence_words

        text = typed.strip()
        return recurrence.to_text(recurrence_words.parse(text)) if text else None

    def show(self, value: Value) -> str:
        from isodesk.core import recurrence, recurrence_words

        return recurrence_words.show(recurrence.from_text(value)) if value else ""


TEXT, NOTE, WHOLE, NUMBER, DAY, MOMENT = Text(), Note(), Whole(), Number(), Day(), Moment()
YES, PERSON, RECORD, EVERY = YesNo(), Person(), Reference(), Recurring()


def choice_of(words: type[Enum], **tones: rows.Tone) -> Choice:
    """The kind of an Enum whose members' values are their labels: the name is stored."""
    return Choice(tuple((m.name, str(m.value)) for m in words), tuple(tones.items()))


_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ja",
        "j",
        "oui",
        "si",
        "sí",
        "ok",
        "done",
        "wahr",
        "vrai",
        "✓",
        "✔",
    ]
)
_NO = frozenset(["no", "n", "false", "0", "nein", "non", "-", "falsch", "faux", "✗"])


def decimal_of(text: str) -> Decimal:
    """A number as people write it: `1234.5`, `1,234.5`, `1.234,5`, `1 234,5`, `12.5`.

    One comma or dot alone is the decimal mark, unless three digits follow a comma
    (`1,234`). Raises Refused for what is no number.
    """
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", text).replace("\u2212", "-")
    if "," in bare and "." in bare:
        mark = max(bare.rfind(","), bare.rfind("."))
        whole = bare[:mark].replace(",", "").replace(".", "")
        bare = f"{whole}.{bare[mark + 1 :]}"
    elif (
        bare.count(",") > 1 or bare.count(".") > 1 or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", bare)
    ):
        bare = bare.replace(",", "").replace(".", "")
    else:
        bare = bare.replace(",", ".")
    try:
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", bare):
            raise InvalidOperation
        return Decimal(bare)
    except InvalidOperation:
        raise Refused(f"“{text.strip()}” is not a number.") from None


def _whole(text: str) -> int:
    value = decimal_of(text)
    if value != value.to_integral_value():
        raise Refused(f"“{text}” is not a whole number.")
    return int(value)


def number_text(value: Decimal | int) -> str:
    """`1 234.5` with thin spaces: no comma, so that nobody takes one for the other."""
    sign, digits = ("-" if value < 0 else ""), f"{abs(Decimal(value)):f}"
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", "\u202f") if len(whole) > 4 else whole
    return f"{sign}{grouped}.{part}" if part else f"{sign}{grouped}"


def day_of(text: str) -> date:
    """A day as people type it: ISO, `23 Nov 2026`, `Nov 23, 2026`, `23.11.2026`, `23.11.26`.

    Raises Refused for what is none, and for `03/05/2026`, which may be March or May.
    """
    typed = text.strip()
    short = re.fullmatch(r"(\d{1,2}\.\d{1,2}\.)(\d\d)", typed)
    day, words = find_day(f"{short[1]}20{short[2]}" if short else typed)
    if words and day is None:
        raise Refused(f"“{typed}” may be two different days; write it as 2026-11-23.")
    if day is None or not (short or _only_clock(typed, words)):
        raise Refused(f"“{typed}” is not a day; write it as 2026-11-23 or 23 Nov 2026.")
    return day


def _only_clock(typed: str, words: str) -> bool:
    """Whether nothing but a time of day stands beside the day, as spreadsheets write it."""
    rest = typed.replace(words, "", 1).strip(" T,")
    return words == "" or not rest or re.fullmatch(r"0?0:00(:00(\.0+)?)?Z?", rest) is not None
