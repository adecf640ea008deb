"""Lists of a Word file: the mark or number that Word would show at each paragraph."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from isodesk.intake.docx_styles import Styles
from isodesk.intake.docx_xml import attr, child, local, twips, value, whole

LEVELS = 9
_TOKEN = re.compile(r"%([1-9])")
_SIMPLE = re.compile(r"[\s(\[]*%([1-9])[\s.):\]\-–]*$")
_LETTERED = ("upperLetter", "lowerLetter", "upperRoman", "lowerRoman")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: `form` is Word's numFmt, `text` as "%1.%2"; `restart` its lvlRestart."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indent: float | None = None


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph: a bullet or `text`; `ordered` when that is a plain number."""

    bullet: bool = False
    ordered: bool = False
    lettered: bool = False
    number: int = 0
    text: str = ""
    level: int = 0
    list_id: int = 0
    indent: float | None = None


@dataclass
class _List:
    """A named list: the levels it shows, and the counters it shares with its kin."""

    kin: int
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The lists of one file, counted as the paragraphs go by."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        told = root if root is not None else ()
        self._kins = {
            number: one
            for one in told
            if local(one) == "abstractNum"
            and (number := whole(attr(one, "abstractNumId"))) is not None
        }
        self._nums = {
            number: one
            for one in told
            if local(one) == "num" and (number := whole(attr(one, "numId"))) is not None
        }
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[int, list[int | None]] = {}

    def label(self, num_id: int | None, ilvl: int | None, style: str = "") -> Label | None:
        """Count one paragraph of a list; None when it belongs to none that shows anything.

        `style` is the paragraph's: a level may be tied to it instead of being said.
        """
        found = self._list(num_id) if num_id else None
        if found is None:
            return None
        at = _tied(found, style) if ilvl is None else ilvl
        at = max(0, min(at, LEVELS - 1))
        level = found.levels.get(at)
        if level is None:
            return Label(bullet=True, level=at, list_id=found.kin)
        counts = self._counted(found, at, level)
        return _shown(found, at, level, counts)

    def _list(self, num_id: int) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id, 0)
        return self._lists[num_id]

    def _read(self, num_id: int, followed: int) -> _List | None:
        """A list by its id; one that only names a style of lists is looked up there."""
        num = self._nums.get(num_id)
        kin = whole(value(num, "abstractNumId")) if num is not None else None
        if num is None or kin is None or kin not in self._kins:
            return None
        other = value(self._kins[kin], "numStyleLink")
        if other and followed < 5:
            linked = self._styles.style_with_numbering(other)
            found = self._read(linked, followed + 1) if linked not in (None, num_id) else None
            if found is not None:
                return _overridden(found, num)
        levels = dict(_levels(self._kins[kin]))
        return _overridden(_List(kin, levels, {}), num)

    def _counted(self, found: _List, at: int, level: Level) -> list[int | None]:
        counts = self._counts.setdefault(found.kin, [None] * LEVELS)
        if at in found.starts and at not in found.begun:
            found.begun.add(at)
            counts[at] = None
        before = counts[at]
        counts[at] = found.starts.get(at, level.start) if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or (restart and at < restart):
                counts[deeper] = None
        return counts


def _numbered(root: Element | None, name: str, key: str) -> dict[int, Element]:
    """The elements of that name by their number, in whatever order they stand."""
    told = (one for one in (root if root is not None else ()) if local(one) == name)
    numbers = {whole(attr(one, key)): one for one in told}
    return {number: one for number, one in numbers.items() if number is not None}


def _tied(found: _List, style: str) -> int:
    tied = (at for at, level in found.levels.items() if style and level.style == style)
    return next(tied, 0)


def _levels(kin: Element) -> dict[int, Level]:
    found = {}
    for one in kin:
        at = whole(attr(one, "ilvl")) if local(one) == "lvl" else None
        if at is not None and 0 <= at < LEVELS:
            found[at] = _level(one)
    return found


def _level(told: Element) -> Level:
    start = whole(value(told, "start"))
    ind = child(told, "pPr", "ind")
    return Level(
        form=value(told, "numFmt") or "decimal",
        text=value(told, "lvlText"),
        start=1 if start is None else max(0, start),
        restart=whole(value(told, "lvlRestart")),
        legal=child(told, "isLgl") is not None,
        style=value(told, "pStyle"),
        indent=twips(attr(ind, "left") or attr(ind, "start")),
    )


def _overridden(found: _List, num: Element) -> _List:
    """The list with the levels and starts that this one `num` sets for itself."""
    levels, starts = dict(found.levels), dict(found.starts)
    for one in num:
        at = whole(attr(one, "ilvl")) if local(one) == "lvlOverride" else None
        if at is None or not 0 <= at < LEVELS:
            continue
        own = child(one, "lvl")
        if own is not None:
            levels[at] = _level(own)
        start = whole(value(one, "startOverride"))
        if start is not None:
            starts[at] = max(0, start)
            levels[at] = replace(levels.get(at, Level()), start=max(0, start))
    return _List(found.kin, levels, starts)


def _shown(found: _List, at: int, level: Level, counts: list[int | None]) -> Label | None:
    base = Label(level=at, list_id=found.kin, indent=level.indent, number=counts[at] or 0)
    if level.form == "bullet":
        return replace(base, bullet=True)
    simple = _SIMPLE.match(level.text)
    text = _spelt(found, level, counts).strip()
    if level.form != "none" and simple and int(simple[1]) == at + 1:
        return replace(base, ordered=True, lettered=level.form in _LETTERED, text=text)
    return replace(base, text=text) if text else None


def _spelt(found: _List, level: Level, counts: list[int | None]) -> str:
    def number(token: re.Match[str]) -> str:
        at = int(token[1]) - 1
        shown = found.levels.get(at, Level())
        count = counts[at]
        return counted(shown.start if count is None else count, _form(shown, level))

    return _TOKEN.sub(number, level.text)


def _form(shown: Level, level: Level) -> str:
    return "decimal" if level.legal and shown.form != "none" else shown.form


def counted(number: int, form: str) -> str:
    """A number as Word writes it in that form; forms of other scripts as figures."""
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("lowerRoman", "upperRoman"):
        return _cased(roman(number), form)
    if form in ("lowerLetter", "upperLetter"):
        return _cased(_letters(number), form)
    return str(number)


def roman(number: int) -> str:
    """Roman numerals in small letters; figures beyond 3,999 and below 1."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def _letters(number: int) -> str:
    """a to z, then aa, bb ..., as Word counts."""
    if number < 1:
        return str(number)
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * min(1 + (number - 1) // 26, 20)


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text
