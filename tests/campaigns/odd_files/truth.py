"""Registers whose truth is known: how many cells arrive right, are refused, or are wrong.

    python -m tests.campaigns.odd_files.truth [FILES [SEED]]

Each file is a register in one of five languages, as .xlsx or as a text in some letters and with
some separator, its days, figures and names written in one of the ways that people write them. A
cell is *right* when the field it belongs to has its value, *kept* when it stands rightly in a new
field, *refused* when it is left blank with a reason, *left* when its column is left out, *wrong*
when anything else arrives: another value, another field, or a guess where nothing tells. Exit 1
when one was wrong.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.campaigns.odd_files.sheets import lines_of
from tests.campaigns.odd_files.truth_registers import LANGUAGES, NAMES, REGISTERS, WORDS, Column

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
Cell = tuple[Any, Any, bool]
"""What is written, what it means, whether nothing in the file tells what it means."""


@dataclass
class Made:
    """A file with its truth: by row of the sheet and heading."""

    name: str
    data: bytes
    register: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    ways: tuple[str, ...]
    truth: dict[int, tuple[Cell, ...]]


@dataclass
class Count:
    """What became of cells."""

    cells: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def line(self, name: str) -> str:
        """One line of figures."""
        total = max(1, self.cells.total())
        parts = [
            f"{word} {self.cells[word]} ({100 * self.cells[word] / total:.1f} %)"
            for word in ("right", "kept", "refused", "left", "wrong")
        ]
        return f"{name:22} {self.cells.total():6} cells: {', '.join(parts)}"


def made(chance: random.Random) -> Made:
    """One file."""
    register = chance.choice(sorted(REGISTERS))
    at = chance.randrange(len(LANGUAGES))
    language = LANGUAGES[at]
    columns = tuple(chance.sample(REGISTERS[register], len(REGISTERS[register])))
    headings = tuple(c.headings[at] for c in columns)
    text = chance.random() < 0.5
    mark = chance.choice((";", ";", "\t", ",")) if text else ""
    ways = tuple(_way(c.kind, text, chance) for c in columns)
    count = chance.choice((4, 15, 40))
    cells = [
        _column(c.kind, way, count, language, mark, chance)
        for c, way in zip(columns, ways, strict=True)
    ]
    top = [["Harrow Test Pumps"], []] if chance.random() < 0.3 else []
    rows = [*top, list(headings), *([c[n][0] for c in cells] for n in range(count))]
    first = len(top) + 2
    truth = {first + n: tuple(c[n] for c in cells) for n in range(count)}
    name, data = _written(rows, language, mark, chance) if text else ("list.xlsx", lines_of(rows))
    return Made(f"{language} {name}", data, register, columns, headings, ways, truth)


def _written(
    rows: list[list[Any]], language: str, mark: str, chance: random.Random
) -> tuple[str, bytes]:
    """The rows as a text with separators."""
    own = "cp1250" if language == "pl" else "cp1252"
    way = chance.choice(("utf-8", "utf-8-sig", "utf-16", own, own))
    told = "\r\n".join(mark.join(_quoted(str(c), mark) for c in row) for row in rows)
    try:
        return f"list ({way}, {mark!r}).csv", told.encode(way)
    except UnicodeEncodeError:
        return f"list (utf-8, {mark!r}).csv", told.encode("utf-8")


def _quoted(cell: str, mark: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if mark in cell or '"' in cell else cell


_DAYS = ("cell", "iso", "dots", "dots short", "named", "slashed dmy", "slashed mdy", "serial",
         "mixed told", "mixed both", "unclear", "short ymd", "dmy time")  # fmt: skip
_NUMBERS = ("cell", "plain", "english", "german", "french", "unit", "unclear comma",
            "unclear point", "mixed both", "thousands")  # fmt: skip
_PEOPLE = ("plain", "turned", "initial")


def _way(kind: str, text: bool, chance: random.Random) -> str:
    if kind == "day":
        return chance.choice(_DAYS[1:] if text else _DAYS)
    if kind == "number":
        return chance.choice(_NUMBERS[1:] if text else _NUMBERS)
    if kind == "hours":
        return chance.choice(("german", "english", "plain"))
    return chance.choice(_PEOPLE) if kind == "person" else "plain"


def _column(
    kind: str, way: str, count: int, language: str, mark: str, chance: random.Random
) -> list[Cell]:
    if kind == "day":
        return _days(way, count, chance)
    if kind in ("number", "hours"):
        most = 9 if kind == "hours" else 999_999
        return _numbers(way, count, most, mark, chance)
    if kind == "person":
        return [_person(way, chance) for _ in range(count)]
    return [_PLAIN[kind](n, language, chance) for n in range(count)]


def _said(text: str) -> Cell:
    return text, text, False


_PLAIN: dict[str, Callable[[int, str, random.Random], Cell]] = {
    "words": lambda n, lang, r: _said(f"{r.choice(WORDS[lang])} ({n + 1})"),
    "number_text": lambda n, lang, r: _said(f"X-{n + 1:03}"),
    "code": lambda n, lang, r: _said(f"{r.randrange(10**6):07}" if n % 2 else f"SN{n}/{n + 3}"),
    "person_text": lambda n, lang, r: _said(r.choice(NAMES[:4])),
    "mail": lambda n, lang, r: _said(f"a{n}@example.com"),
    "phone": lambda n, lang, r: _said(f"+49 30 {1000 + n}"),
    "level": lambda n, lang, r: (v := r.randrange(1, 6), v, False),
    "months": lambda n, lang, r: (v := r.choice((6, 12, 24)), v, False),
}


def _days(way: str, count: int, chance: random.Random) -> list[Cell]:
    first = date(2024, 1, 1)
    days = [first + timedelta(chance.randrange(800)) for _ in range(count)]
    if way == "mixed both":  # each order shows once: else nobody could tell from the file
        days[:2] = [first.replace(day=25), first.replace(day=27)]
    if way == "unclear":
        days = [d.replace(day=1 + d.day % 12) for d in days]
        return [(f"{d.day}/{d.month}/{d.year}", d, d.day != d.month) for d in days]
    if way == "short ymd":
        return [(f"{d:%y/%m/%d}", d, True) for d in days]
    cells = [_day(way, n, d) for n, d in enumerate(days)]
    told = {"dmy": False, "mdy": False}
    for (_, d, _), order in zip(cells, _orders(way, count), strict=True):
        if order and d.day > 12:
            told[order] = True
    both = told["dmy"] and told["mdy"]
    return [
        (w, d, bool(o) and d.day <= 12 and d.day != d.month and (both or not told[o]))
        for (w, d, _), o in zip(cells, _orders(way, count), strict=True)
    ]


def _orders(way: str, count: int) -> list[str]:
    """How a slashed day is meant in each row; "" where it is written beyond doubt."""
    order = {"slashed dmy": "dmy", "slashed mdy": "mdy", "dmy time": "dmy"}.get(way, "")
    if way == "mixed both":
        return ["dmy" if n % 2 else "mdy" for n in range(count)]
    if way == "mixed told":
        return ["" if n % 2 else "dmy" for n in range(count)]
    return [order] * count


def _day(way: str, n: int, d: date) -> Cell:
    written: Any = {
        "cell": lambda: d,
        "iso": d.isoformat,
        "dots": lambda: f"{d:%d.%m.%Y}",
        "dots short": lambda: f"{d.day}.{d.month}.{d:%y}",
        "named": lambda: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
        "slashed dmy": lambda: f"{d:%d/%m/%Y}",
        "slashed mdy": lambda: f"{d:%m/%d/%Y}",
        "dmy time": lambda: f"{d:%d/%m/%Y} 00:00",
        "serial": lambda: (d - date(1899, 12, 30)).days,
        "mixed told": lambda: f"{d:%d.%m.%Y}" if n % 2 else f"{d:%d/%m/%Y}",
        "mixed both": lambda: f"{d:%d/%m/%Y}" if n % 2 else f"{d:%m/%d/%Y}",
    }[way]()
    return written, d, False


def _numbers(way: str, count: int, most: int, mark: str, chance: random.Random) -> list[Cell]:
    values = [Decimal(chance.randrange(1, most * 100)) / 100 for _ in range(count)]
    if way in ("unclear comma", "unclear point"):
        sign = "," if way == "unclear comma" else "."
        whole = [chance.randrange(1_000, 999_999) for _ in range(count)]
        part = mark == "," and sign == "."  # where commas part the cells, they are no decimal sign
        means = [Decimal(v) / (1000 if part else 1) for v in whole]
        pairs = zip(whole, means, strict=True)
        return [(f"{v // 1000}{sign}{v % 1000:03}", m, mark != ",") for v, m in pairs]
    if way == "thousands":
        whole = [chance.randrange(1_000_000, 9_999_999) for _ in range(count)]
        return [(f"{v:,}".replace(",", "."), Decimal(v), False) for v in whole]
    return [(_number(way, n, v), v, False) for n, v in enumerate(values)]


def _number(way: str, n: int, v: Decimal) -> Any:
    english = f"{v:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    return {
        "cell": lambda: float(v),
        "plain": lambda: f"{v:.2f}",
        "english": lambda: english,
        "german": lambda: german,
        "french": lambda: german.replace(".", "\u202f"),
        "unit": lambda: f"{v:.2f} €" if n % 2 else f"€ {v:.2f}",
        "mixed both": lambda: english if n % 2 else german,
    }[way]()


def _person(way: str, chance: random.Random) -> Cell:
    name = chance.choice(NAMES[1:5] if way == "initial" else NAMES)
    given, _, last = name.partition(" ")
    written = {"plain": name, "turned": f"{last}, {given}", "initial": f"{given[0]}. {last}"}[way]
    return written, name, way == "initial"


def judged(space: Any, file: Made, folder: Path, count: dict[str, Count]) -> None:
    """Read the file, take what is proposed, and count."""
    from isodesk.core.problems import Refused

    path = folder / ("list.xlsx" if file.data[:2] == b"PK" else "list.csv")
    path.write_bytes(file.data)
    try:
        with space.sheet_import.read(path) as sheets:
            _count(space, file, sheets, count)
    except Refused:
        for c, way in zip(file.columns, file.ways, strict=True):
            count[f"{c.kind} {way}"].cells["refused"] += len(file.truth)


def _count(space: Any, file: Made, sheets: Any, count: dict[str, Count]) -> None:
    from isodesk.services.import_judging import Judging

    service = space.sheet_import
    taken = service.take(sheets, service.main_table(sheets, file.register))
    wish = service.propose(taken, file.register)
    register = space.catalogue.get(file.register)
    judging = Judging(space.desk.file.reader(), register, taken, wish)
    people = {i: n for n, i in ((p.name, p.id) for p in space.companies.people())}
    found = {h: at for at, h in enumerate(taken.table.headings)}
    seen: set[int] = set()
    for batch in judging.batches():
        for n, row in enumerate(batch.chunk.numbers):
            seen.add(row)
            if row not in file.truth:
                continue
            for at, c in enumerate(file.columns):
                where = found.get(file.headings[at])
                word, why = _verdict(judging, wish, batch, n, where, c, file.truth[row][at], people)
                named = count[f"{c.kind} {file.ways[at]}"]
                named.cells[word] += 1
                if word == "wrong":
                    named.wrong[f"{file.name} {file.register} “{file.headings[at]}”: {why}"] += 1
    for row in set(file.truth) - seen:
        for at, c in enumerate(file.columns):
            count[f"{c.kind} {file.ways[at]}"].cells["refused"] += 1
            count["rows lost"].wrong[f"{file.name} row {row}"] += at == 0


def _verdict(
    judging: Any, wish: Any, batch: Any, n: int, at: int | None, c: Column, cell: Cell, people: Any
) -> tuple[str, str]:
    written, meant, unclear = cell
    if at is None:
        return "wrong", "its heading is not there as written"
    target = wish.targets[at]
    if target.field not in ("+", c.field, *c.also):
        return ("wrong", f"became {target.field}") if target.field else ("left", "")
    judge, held = judging.judges[at], batch.stored[at][n]
    told = judge.told.get(batch.chunk.columns[at][n])
    if held is None:
        refused = told is not None and (told.word == "refused" or "blank" not in told.words)
        return ("refused", "") if refused else ("wrong", f"{written!r} is blank in silence")
    verbatim = target.field == "+" and _verbatim(judge, held, written)
    same = _same(judge, held, meant, people, told) and (c.kind == "person" or not unclear)
    if not (verbatim or same):
        shown = judge.field.kind.show(judge.field.kind.unpack(held)) if held != -1 else told
        return "wrong", f"{written!r} became {shown!r}, meant {meant}, {judge.habit}"
    return ("kept" if target.field == "+" else "right"), ""


def _verbatim(judge: Any, held: Any, written: Any) -> bool:
    """Whether a new field has what stands in the sheet, whatever that means."""
    value = judge.field.kind.unpack(held)
    return judge.field.kind.key != "day" and str(value) == str(written)


def _same(judge: Any, held: Any, meant: Any, people: Any, told: Any) -> bool:
    kind = judge.field.kind
    if kind.key == "person":
        name = people.get(held) or (told.words if told else "")
        if not name.startswith(str(meant)[:1]):
            return False
        return str(meant) in name or held == -1
    value = kind.unpack(held)
    if isinstance(meant, date):
        return bool(value == meant) or str(value).startswith(meant.isoformat())
    if kind.key == "every":
        return str(meant) in kind.show(value) or (meant in (12, 24) and "year" in kind.show(value))
    if isinstance(meant, Decimal | int) and kind.numeric:
        return bool(Decimal(value) == Decimal(meant))
    return str(value) == str(meant)


def main(files: int, seed: int) -> int:
    """All files; answers the exit code."""
    from isodesk.intake.reader import Reader
    from tests.campaigns.odd_files.__main__ import own_folders
    from tests.company import make

    with tempfile.TemporaryDirectory(prefix="isodesk-truth-") as place, Reader() as reader:
        root = Path(place)
        own_folders(root)
        space = make(root / "truth.isodesk", reader)
        for name in NAMES[:5]:
            space.entries.new("person", {"title": name})
        count: dict[str, Count] = Counts()
        for n in range(files):
            judged(space, made(random.Random(f"{seed} {n}")), root, count)
        space.close()
    return report(count)


class Counts(dict[str, Count]):
    """Counts by the way in which cells were written."""

    def __missing__(self, key: str) -> Count:
        self[key] = Count()
        return self[key]


def report(count: dict[str, Count]) -> int:
    """The figures; 1 when a cell was wrong."""
    every = Count()
    for name in sorted(count):
        every.cells.update(count[name].cells)
        print(count[name].line(name))
        for said, times in count[name].wrong.most_common(6):
            print(f"      {times} x {said}")
    print(every.line("all"))
    return 1 if every.cells["wrong"] else 0


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*asked, *(300, 1)[len(asked) :]))
