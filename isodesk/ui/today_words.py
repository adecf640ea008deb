"""What Today says, from a glance at the file; pure, and without SQLAlchemy."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.services.due_said import due_word, to_do, within
from isodesk.store.due_items import WEEK, DueItem, when
from isodesk.store.glance import Glance, PaperItem
from isodesk.ui.days import due_text

HEADINGS = {
    "late": "Late",
    "today": "Today",
    "week": "This week",
    "month": "This month",
    "later": "Later",
}
MANY: Mapping[str, int] = {}
_NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass(frozen=True)
class PaperRun:
    """Copies of one revision that wait for the same: `words` as "QP-07 r3, copies 14 to 17"."""

    document_id: int
    words: str
    note: str
    late: bool
    copies: tuple[int, ...]


def due_columns() -> tuple[Column, ...]:
    """The columns of Today's list."""
    return (
        Column("number", tr("Number"), 10.4, "number"),
        Column("title", tr("Title"), 20),
        Column("systems", "", 3.1, "systems"),
        Column("owner", tr("Owner"), 9),
        Column("on", tr("Due"), 8.8, "late"),
    )


def due_groups(items: Sequence[DueItem], totals: Mapping[str, int] = MANY) -> tuple[Group, ...]:
    """Late, Today, This week, This month, Later; row ids are places in `items`, from 0. `totals`
    count those of each where only the nearest are shown."""
    named: dict[str, list[Row]] = {key: [] for key in HEADINGS}
    for at, item in enumerate(items):
        values = (item.number, due_title(item), item.systems, item.owner, item.on.isoformat())
        named[when(item)].append(Row(at, values))
    return tuple(
        Group(tr(HEADINGS[key]), _of(len(rows), totals.get(key, 0)), tuple(rows), key == "late")
        for key, rows in named.items()
    )


def due_table(items: Sequence[DueItem]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of the same list for a file, days as ISO."""
    heads = (tr("Due"), tr("Number"), tr("Title"), tr("To do"), tr("Owner"), tr("Systems"))
    letters = {1: "Q", 2: "E", 3: "QE"}
    return heads, tuple(
        (i.on.isoformat(), i.number, i.title, to_do(i), i.owner, letters.get(i.systems, ""))
        for i in items
    )


def _of(shown: int, total: int) -> str:
    return str(shown) if total <= shown else tr("{n} of {total}", n=shown, total=total)


def due_title(item: DueItem) -> str:
    """`Contract review: periodic review`, with the reason where there is one."""
    if item.what == "read":
        return tr("{title}: {n} to read it", title=item.title, n=item.count)
    said = f"{item.title}: {within(due_word(item))}"
    return f"{said}, {item.why}" if item.why else said


def summary(glance: Glance) -> str:
    """One sentence: three things are late, two are due today and six more this week."""
    if glance.damaged:
        return tr("Part of the file cannot be read; what can be read of it stands here.")
    count = glance.totals or Counter(when(item) for item in glance.due)
    parts = [
        _counted(count["late"], tr("thing is late"), tr("things are late")),
        _counted(count["today"], tr("is due today"), tr("are due today")),
        _counted(count["week"], tr("more this week"), tr("more this week")),
    ]
    said = [part for part in parts if part]
    if not said:
        return tr("Nothing is due this week.") + _still_open(glance)
    text = ", ".join(said[:-1]) + (tr(" and ") if said[1:] else "") + said[-1]
    return text[0].upper() + text[1:] + "." + _still_open(glance)


def day_lines(glance: Glance, day: date, most: int = 3) -> tuple[str, ...]:
    """What the strip says under a day: at most `most` lines, the last one counting the rest."""
    lines = [f"{item.number} {_short(item)}" for item in glance.due if item.on == day]
    back = sum(1 for paper in glance.to_recall if paper.on == day)
    if back:
        lines.append(tr("1 copy back") if back == 1 else tr("{n} copies back", n=back))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], tr("{n} more", n=len(lines) - most + 1))


def days_from(today: date) -> tuple[date, ...]:
    """The seven days that begin today."""
    return tuple(today + timedelta(days=n) for n in range(WEEK))


def paper_runs(items: Iterable[PaperItem], today: date, by: bool) -> tuple[PaperRun, ...]:
    """Copies of one revision together; with `by` the note says by when they are wanted."""
    runs: dict[tuple[int, str, date | None], list[PaperItem]] = {}
    for item in items:
        runs.setdefault((item.document_id, item.label, item.on), []).append(item)
    return tuple(_run(papers, today, by) for papers in runs.values())


def copies_word(count: int) -> str:
    """`1 copy`, `4 copies`."""
    return tr("1 copy") if count == 1 else tr("{n} copies", n=count)


def age_words(at: datetime, now: datetime) -> str:
    """How long ago: `just now`, `6 hours ago`, `9 days ago`."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 2:
        return tr("just now")
    if minutes < 120:
        return tr("{n} minutes ago", n=minutes)
    if minutes < 48 * 60:
        return tr("{n} hours ago", n=minutes // 60)
    return tr("{n} days ago", n=minutes // (24 * 60))


def _run(papers: list[PaperItem], today: date, by: bool) -> PaperRun:
    first = papers[0]
    words = f"{first.number} r{first.label}, {_numbers([paper.n for paper in papers])}"
    if len(papers) == 1:
        words += f", {first.place or first.holder}"
    note, late = due_text(first.on, today) if first.on else ("", False)
    if by:
        note, late = _by(first.on, today), False
    ids = tuple(paper.copy_id for paper in papers)
    return PaperRun(first.document_id, words, note, late, ids)


def _by(day: date | None, today: date) -> str:
    if day is None or day <= today:
        return tr("now")
    return tr("by {day}", day=due_text(day, today)[0])


def _numbers(numbers: list[int]) -> str:
    numbers = sorted(numbers)
    if len(numbers) == 1:
        return tr("copy {n}", n=numbers[0])
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return tr("copies {first} to {last}", first=numbers[0], last=numbers[-1])
    shown = ", ".join(str(n) for n in numbers[:6])
    return tr("copies {numbers}", numbers=shown + (" …" if numbers[6:] else ""))


def _counted(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    number = tr(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)
    return f"{number} {one if count == 1 else many}"


def _still_open(glance: Glance) -> str:
    """What else is open, so that a quiet week does not read as nothing to do."""
    mine = sum(1 for item in glance.waiting if item.mine)
    if not mine:
        return ""
    words = _counted(mine, tr("signature waits for you"), tr("signatures wait for you"))
    return f" {words[0].upper()}{words[1:]}."


def _short(item: DueItem) -> str:
    """What stands behind a number under a day of the strip."""
    short = {
        "review": tr("review"),
        "asked": tr("review"),
        "check": tr("check"),
        "expiry": tr("expires"),
        "wanted": tr("wanted"),
        "read": tr("to read"),
    }
    return short.get(item.what) or within(due_word(item))
