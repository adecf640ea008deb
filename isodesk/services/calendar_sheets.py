"""The calendar outside the program: planner, list and task sheets on paper, tables, .ics."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from isodesk.core.dates import paper_day, span_words
from isodesk.core.icalendar import CalendarDay, icalendar
from isodesk.i18n import tr
from isodesk.printing import calendar_values as values
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.sheets import A3
from isodesk.services.calendar import Calendar, CalendarFilter
from isodesk.services.desk import Desk
from isodesk.services.due_said import day_words, short_words, to_do
from isodesk.services.lists import Table
from isodesk.services.sheets import Sheets
from isodesk.store.due_items import DueItem


class CalendarSheets:
    """Sheets as PDF bytes, and the same as values for other programs."""

    def __init__(self, desk: Desk, calendar: Calendar, sheets: Sheets) -> None:
        self._desk, self._calendar, self._sheets = desk, calendar, sheets

    def planner(
        self, year: int, wanted: CalendarFilter | None = None, *, large: bool = False
    ) -> bytes:
        """A year on one page of the company's paper, or on A3."""
        from isodesk.printing.planner import planner_pdf

        wanted = wanted or CalendarFilter()
        items = self._calendar.between(date(year, 1, 1), date(year, 12, 31), wanted)
        days: dict[date, list[values.PlannerItem]] = {}
        for item in items:
            days.setdefault(item.on, []).append(_planned(item))
        sheet = values.YearPlanner(
            year, {day: tuple(of) for day, of in days.items()}, _counted(items), wanted.words()
        )
        size = A3 if large else self._sheets.paper()
        return planner_pdf(sheet, self._sheets.company(), self._sheets.foot(), size)

    def listing(self, first: date, last: date, wanted: CalendarFilter | None = None) -> bytes:
        """What is late and what is due between two days, by weeks, to be ticked off."""
        from isodesk.printing.register import list_pdf

        wanted = wanted or CalendarFilter()
        groups = _by_week(self._items(first, last, wanted))
        shown = sum(len(items) for items in groups.values())
        sheet = ListSheet(
            title=span_words(first, last),
            label=tr("Due list"),
            columns=(
                Column("Done", tick=True),
                Column("Number", bold=True),
                Column("Title"),
                Column("To do"),
                Column("Who"),
                Column("Due"),
                Column("Note", width=70),
            ),
            groups=tuple(_group(heading, items) for heading, items in groups.items()),
            shown=shown,
            total=shown if not wanted.words() else len(self._items(first, last, CalendarFilter())),
            noun=tr("due"),
            filter_words=wanted.words(),
        )
        return list_pdf(sheet, self._sheets.company(), self._sheets.foot(), self._sheets.paper())

    def tasks(
        self, first: date, last: date, wanted: CalendarFilter | None = None
    ) -> tuple[tuple[str, bytes], ...]:
        """(person, PDF) of everybody who has something to do, nobody's last."""
        from isodesk.printing.task_sheet import task_pdf

        company, foot, paper = self._sheets.company(), self._sheets.foot(), self._sheets.paper()
        by_person: dict[str, list[DueItem]] = {}
        for item in self._items(first, last, wanted or CalendarFilter()):
            by_person.setdefault(item.owner, []).append(item)
        named = sorted(by_person, key=lambda name: (not name, name.casefold()))
        made = []
        for name in named:
            tasks = tuple(_task(item) for item in by_person[name])
            sheet = values.TaskSheet(name, first, last, tasks, self._desk.actor.name)
            made.append((name or tr("Nobody named yet"), task_pdf(sheet, company, foot, paper)))
        return tuple(made)

    def table(self, first: date, last: date, wanted: CalendarFilter | None = None) -> Table:
        """What is due between two days, a row each."""
        heads = (tr("Due"), tr("Number"), tr("Title"), tr("To do"), tr("Who"), tr("Systems"))
        items, kinds = self._calendar.between(first, last, wanted), dict(self._calendar.kinds())
        return Table((*heads, tr("Kind"), tr("Expected")), tuple(_cells(i, kinds) for i in items))

    def ics(
        self, name: str, file_id: str, first: date, last: date, wanted: CalendarFilter | None = None
    ) -> bytes:
        """What is due between two days as an iCalendar file."""
        items = self._calendar.between(first, last, wanted)
        return icalendar(name, (_event(item, file_id) for item in items), self._desk.clock())

    def _items(self, first: date, last: date, wanted: CalendarFilter) -> tuple[DueItem, ...]:
        """What is due in the time; what is late is still to be done, so it goes with today."""
        found = self._calendar.between(first, last, wanted)
        if first <= self._desk.today() <= last:
            before = first - timedelta(days=1)
            found = (*(i for i in self._calendar.late(wanted) if i.on <= before), *found)
        return found


def _planned(item: DueItem) -> values.PlannerItem:
    number = item.number or item.title
    return values.PlannerItem(number, short_words(item), item.late > 0, item.expected)


def _counted(items: Iterable[DueItem]) -> str:
    found = list(items)
    expected = sum(1 for item in found if item.expected)
    said = tr("{n} due", n=len(found) - expected)
    return f"{said}, {tr('{n} expected', n=expected)}" if expected else said


def _by_week(items: Iterable[DueItem]) -> dict[str, list[DueItem]]:
    """Items under "Late" and their weeks, in order."""
    groups: dict[str, list[DueItem]] = {}
    for item in items:
        groups.setdefault(tr("Late") if item.late > 0 else _week(item.on), []).append(item)
    return groups


def _week(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    number, sunday = day.isocalendar().week, monday + timedelta(days=6)
    return tr(
        "Week {n}, {first} – {last}",
        n=number,
        first=paper_day(monday),
        last=paper_day(sunday),
    )


def _group(heading: str, items: list[DueItem]) -> Group:
    rows = tuple(("", i.number, i.title, to_do(i), i.owner, paper_day(i.on), "") for i in items)
    late = frozenset(at for at, item in enumerate(items) if item.late > 0)
    return Group(heading, rows, str(len(rows)), late)


def _task(item: DueItem) -> values.Task:
    what = f"{item.number} {item.title}".strip()
    return values.Task(what, to_do(item), item.on, max(0, item.late))


def _cells(item: DueItem, kinds: Mapping[str, str]) -> tuple[str, ...]:
    systems = {1: "Q", 2: "E", 3: "QE"}.get(item.systems, "")
    expected = tr("Yes") if item.expected else ""
    said = to_do(replace(item, expected=False))
    kind = kinds.get(item.kind, "")
    return (
        item.on.isoformat(), item.number, item.title, said, item.owner, systems, kind, expected,
    )  # fmt: skip


def _event(item: DueItem, file_id: str) -> CalendarDay:
    """The same date has the same UID for ever; expected ones are told apart by their day."""
    day = f"-{item.on:%Y%m%d}" if item.expected or item.what == "recall" else ""
    uid = f"{file_id}-{item.record_id}-{item.what}{day}@isodesk"
    about = "\n".join(
        filter(None, (f"{item.number} {item.title}".strip(), to_do(item), item.owner))
    )
    return CalendarDay(uid, item.on, f"{day_words(item)}: {item.title}", about, ("isodesk",))
