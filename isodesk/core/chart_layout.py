"""A chart laid out in a box: where every line, point and word of it stands. Pure geometry.

Coordinates run from the top left, x to the right and y downwards, in whatever the widths of
words are measured in: pixels on the screen, points on paper.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.chart import Chart, Guide, GuideKind, Reading, Shape, number_words
from isodesk.core.chart_scale import (
    Scale,
    TimeTick,
    day_ticks,
    led_by_a_year,
    month_place,
    month_ticks,
    months_between,
    value_scale,
)
from isodesk.i18n import tr

_BAR = 0.62
"""Of a month's width."""
_WIDEST_BAR = 5.0
"""Line heights."""
_SHORT_DAYS = 50
"""A chart of so many days is marked by days."""


@dataclass(frozen=True)
class Measure:
    """How wide a text is in small type, and the height of its line."""

    wide: Callable[[str], float]
    line: float


class Look(Enum):
    """What a sign of the legend looks like."""

    READING = "reading"
    BREACHED = "breached"
    BASELINE = "baseline"
    TARGET = "target"
    ALARM = "alarm"


@dataclass(frozen=True)
class Word:
    """A text whose line is centred at y. `anchor` is the share of its width left of x."""

    x: float
    y: float
    text: str
    anchor: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A reading: a point at (x, y); as a bar it reaches to `base` and is `wide`."""

    reading: Reading
    x: float
    y: float
    breached: bool
    base: float
    wide: float


@dataclass(frozen=True)
class Level:
    """A guide across the plot."""

    guide: Guide
    look: Look
    y: float


@dataclass(frozen=True)
class Sign:
    """An entry of the legend: its sign from x on, `wide`, and its word."""

    look: Look
    x: float
    y: float
    wide: float
    word: Word


@dataclass(frozen=True)
class Layout:
    """Everything to draw. The plot is (left, top, right, bottom); paths are runs of points."""

    shape: Shape
    plot: tuple[float, float, float, float]
    grid: tuple[float, ...]
    words: tuple[Word, ...]
    ticks: tuple[float, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    paths: tuple[tuple[tuple[float, float], ...], ...]
    legend: tuple[Sign, ...]


def lay_out(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """The chart in a box of this size; one without readings shows axes and guides alone."""
    return _Layouter(chart, width, height, measure).layout()


def height_for(chart: Chart, width: float, measure: Measure, plot: float) -> float:
    """The height that leaves the plot itself `plot` high at this width."""
    rows = _legend_rows(chart, width, measure)
    return plot + measure.line * (3.4 + 1.4 * len(rows))


class _Layouter:
    def __init__(self, chart: Chart, width: float, height: float, measure: Measure) -> None:
        self.chart, self.measure = chart, measure
        self.width, self.height = width, height
        line = measure.line
        self.rows = _legend_rows(chart, width, measure)
        self.top = line * 1.4 if chart.unit else line * 0.6
        self.bottom = max(height - line * (2.0 + 1.4 * len(self.rows)), self.top + line)
        self.scale = self._value_scale()
        labels = [number_words(tick) for tick in self.scale.ticks]
        self.left = max(map(measure.wide, labels)) + line * 0.5
        self.right = width - line * 0.5
        self.first, self.last = _span(chart)

    def layout(self) -> Layout:
        ticks = self._time_ticks()
        marks = tuple(self._mark(each) for each in self.chart.readings)
        return Layout(
            self.chart.shape,
            (self.left, self.top, self.right, self.bottom),
            tuple(self._y(tick) for tick in self.scale.ticks),
            (*self._value_words(), *self._time_words(ticks)),
            tuple(self._edge(tick) for tick in ticks),
            tuple(self._level(guide) for guide in self.chart.guides),
            marks,
            self._paths(marks),
            tuple(self._legend()),
        )

    def _value_scale(self) -> Scale:
        values = [each.value for each in self.chart.readings]
        values += [guide.value for guide in self.chart.guides]
        most = int((self.bottom - self.top) / (self.measure.line * 2.4))
        return value_scale(values, min(max(most, 1), 6), self.chart.shape is Shape.BARS)

    def _y(self, value: Decimal) -> float:
        return self.bottom - self.scale.share(value) * (self.bottom - self.top)

    @property
    def _slots(self) -> int:
        return months_between(self.first, self.last) + 1

    def _x(self, day: date) -> float:
        """Bars stand in the middle of their month, points on their day."""
        room = self.right - self.left
        if self.chart.shape is Shape.BARS:
            slot = months_between(self.first, day) + 0.5
            return self.left + room * slot / self._slots
        edge = self.measure.line * 0.6
        if not self._by_months:
            days = (self.last - self.first).days
            share = (day - self.first).days / days if days else 0.5
        else:
            begin, end = month_place(self.first, self.first), month_place(self.last, self.first)
            share = (month_place(day, self.first) - begin) / (end - begin)
        return self.left + edge + (room - 2 * edge) * share

    @property
    def _by_months(self) -> bool:
        short = (self.last - self.first).days < _SHORT_DAYS
        return self.chart.shape is Shape.BARS or not short

    def _time_ticks(self) -> tuple[TimeTick, ...]:
        if not self.chart.readings:
            return ()
        room = self.right - self.left
        if self._by_months:
            most = int(room / (self.measure.wide("Sept") + self.measure.line * 0.7))
            ticks = month_ticks(self.first, self.last, most)
        else:
            most = int(room / (self.measure.wide("30 Sep") + self.measure.line * 0.7))
            ticks = day_ticks(self.first, self.last, most)
        if self.chart.shape is Shape.LINE:
            ticks = tuple(tick for tick in ticks if tick.day >= self.first) or ticks[:1]
        return led_by_a_year(ticks)

    def _edge(self, tick: TimeTick) -> float:
        """Where a tick's mark stands: at the left of a month's bar, else on its day."""
        if self.chart.shape is Shape.BARS:
            return self._x(tick.day)
        return self._x(max(tick.day, self.first))

    def _value_words(self) -> list[Word]:
        gap = self.measure.line * 0.35
        words = [
            Word(self.left - gap, self._y(tick), number_words(tick), 1.0)
            for tick in self.scale.ticks
        ]
        if self.chart.unit:
            words.append(Word(0, self.measure.line * 0.5, self.chart.unit))
        return words

    def _time_words(self, ticks: tuple[TimeTick, ...]) -> list[Word]:
        line, words = self.measure.line, []
        for tick in ticks:
            x = self._edge(tick)
            words.append(self._kept_in(Word(x, self.bottom + line * 0.75, tick.words, 0.5)))
            if tick.year:
                words.append(self._kept_in(Word(x, self.bottom + line * 1.6, tick.year, 0.5)))
        return words

    def _kept_in(self, word: Word) -> Word:
        """The word moved so that it does not leave the box."""
        half = self.measure.wide(word.text) / 2
        x = min(max(word.x, half), max(self.width - half, half))
        return Word(x, word.y, word.text, word.anchor)

    def _level(self, guide: Guide) -> Level:
        return Level(guide, _LOOKS[guide.kind], self._y(guide.value))

    def _mark(self, reading: Reading) -> Mark:
        nought = min(max(Decimal(0), self.scale.low), self.scale.high)
        slot = (self.right - self.left) / self._slots
        wide = min(slot * _BAR, self.measure.line * _WIDEST_BAR)
        breached = self.chart.breach(reading.value) is not None
        x, y = self._x(reading.day), self._y(reading.value)
        return Mark(reading, x, y, breached, self._y(nought), wide)

    def _paths(self, marks: tuple[Mark, ...]) -> tuple[tuple[tuple[float, float], ...], ...]:
        if self.chart.shape is Shape.BARS or len(marks) < 2:
            return ()
        return (tuple((mark.x, mark.y) for mark in marks),)

    def _legend(self) -> list[Sign]:
        line, signs = self.measure.line, []
        for nth, row in enumerate(self.rows):
            y = self.height - line * (1.4 * (len(self.rows) - nth) - 0.7)
            x = 0.0
            for look, text in row:
                word = Word(x + _sign(line) + line * 0.4, y, text)
                signs.append(Sign(look, x, y, _sign(line), word))
                x += _entry(text, self.measure)
        return signs


_LOOKS = {
    GuideKind.BASELINE: Look.BASELINE,
    GuideKind.TARGET: Look.TARGET,
    GuideKind.ALARM_HIGH: Look.ALARM,
    GuideKind.ALARM_LOW: Look.ALARM,
}


def _span(chart: Chart) -> tuple[date, date]:
    """The first and last day; a year that is nobody's where there are no readings."""
    if not chart.readings:
        return date(2001, 1, 1), date(2001, 12, 31)
    return chart.readings[0].day, chart.readings[-1].day


def _entries(chart: Chart) -> list[tuple[Look, str]]:
    entries = [(Look.READING, tr("Reading"))]
    if chart.breached:
        entries.append((Look.BREACHED, tr("Beyond the limit")))
    return entries + [(_LOOKS[guide.kind], guide.words) for guide in chart.guides]


def _sign(line: float) -> float:
    return line * 1.7


def _entry(text: str, measure: Measure) -> float:
    """Width of an entry and the gap after it."""
    return _sign(measure.line) + measure.line * 0.4 + measure.wide(text) + measure.line * 1.4


def _legend_rows(chart: Chart, width: float, measure: Measure) -> list[list[tuple[Look, str]]]:
    """The entries in as many rows as they need."""
    rows: list[list[tuple[Look, str]]] = [[]]
    used = 0.0
    for look, text in _entries(chart):
        wide = _entry(text, measure)
        if rows[-1] and used + wide - measure.line * 1.4 > width:
            rows.append([])
            used = 0.0
        rows[-1].append((look, text))
        used += wide
    return rows
