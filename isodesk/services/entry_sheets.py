"""A record of any register as a printed form, from the sections its register declares."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from isodesk.core.entry import Field
from isodesk.core.kinds import Note, Number, Whole
from isodesk.core.register import Lines, Register
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.record_sheets import Fact, LinesTable, RecordSheet, Section
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_values import EntryValue
from isodesk.services.links import Links, LinkValue
from isodesk.services.measuring import KINDS as MEASURED
from isodesk.services.measuring import Measuring
from isodesk.services.sheet_values import history_lines
from isodesk.services.sheets import Sheets

if TYPE_CHECKING:
    from isodesk.core.chart import Chart
    from isodesk.services.history_values import HistoryEntry

_SHORT = frozenset({"day", "whole", "number", "yes"})
"""Kinds of field that need a quarter of the width."""
_SHORT_LABEL = 20
"""Letters of a label that a quarter of the width has room for."""


class EntrySheets:
    """Records of registers as PDF bytes."""

    def __init__(self, desk: Desk, catalogue: Catalogue, sheets: Sheets) -> None:
        self._desk, self._catalogue, self._sheets = desk, catalogue, sheets

    def record(self, record_id: int, history: "Sequence[HistoryEntry]") -> bytes:
        """The record with its lines, links and the newest of its history; with lines to be
        signed while it is open."""
        from isodesk.printing.record import record_pdf

        value = Entries(self._desk, self._catalogue).get(record_id)
        register = self._catalogue.get(value.kind)
        links = Links(self._desk).of(record_id)
        sheet = replace(
            record_sheet(register, value, links, history),
            charts=self._charts(record_id, value.kind),
        )
        return record_pdf(sheet, self._sheets.company(), self._sheets.foot(), self._sheets.paper())

    def _charts(self, record_id: int, kind: str) -> "tuple[tuple[str, Chart], ...]":
        """The chart of a meter or an objective; those of what measures an aspect."""
        measuring = Measuring(self._desk, self._catalogue)
        if kind == "aspect":
            found = measuring.charts_of_aspect(record_id).charts
            return tuple((name, chart) for _, name, chart in found)
        if kind not in MEASURED:
            return ()
        measures = measuring.get(record_id)
        heading = measures.of_meter or tr("Chart")
        return ((heading, measures.chart),) if measures.chart.readings else ()


def record_sheet(
    register: Register,
    value: EntryValue,
    links: Sequence[LinkValue],
    history: "Sequence[HistoryEntry]",
) -> RecordSheet:
    """A record as the sheet it is printed from; blank sections and lines are left out."""
    sections = [_section(register, value, name, keys) for name, keys in register.form.items()]
    return RecordSheet(
        label=tr(register.one).capitalize(),
        title=value.title,
        number=value.number,
        version=str(value.version),
        state=tr(register.state(value.state).word),
        sections=tuple(section for section in sections if section.facts),
        tables=tuple(table_of(lines, value) for lines in register.lines if value.lines[lines.key]),
        links=_links(links),
        history=history_lines(history),
        history_total=len(history),
        sign=() if value.closed else (tr("Seen by"), tr("Date")),
    )


def _section(register: Register, value: EntryValue, name: str, keys: Sequence[str]) -> Section:
    facts = [
        fact_of(register.by_key[key], value.shown.get(key, ""))
        for key in keys
        if key in register.by_key
    ]
    return Section(tr(name), tuple(fact for fact in facts if fact.value))


def fact_of(each: Field, shown: str) -> Fact:
    """A field as it stands on paper: wide, short or half as its kind and words need."""
    wide = isinstance(each.kind, Note) or each.key == "title" or len(shown) > 60
    short = each.kind.key in _SHORT and len(shown) <= 18 and len(tr(each.label)) <= _SHORT_LABEL
    return Fact(
        tr(each.label), shown, wide=wide, short=short and not wide, bold=each.key == "title"
    )


def table_of(lines: Lines, value: EntryValue) -> LinesTable:
    """The lines of one key as a table; columns that are blank in all of them are left out."""
    stand = value.lines[lines.key]
    shown = [f for f in columns_of(lines) if not stand or any(line.shown[f.key] for line in stand)]
    right = Align.RIGHT
    columns = tuple(
        Column(tr(f.label), right if isinstance(f.kind, Whole | Number) else Align.LEFT)
        for f in shown
    )
    rows = tuple(tuple(line.shown[f.key] for f in shown) for line in value.lines[lines.key])
    return LinesTable(tr(lines.title), columns, rows)


def columns_of(lines: Lines) -> tuple[Field, ...]:
    """The fields of a line that its grid shows."""
    by_key = {f.key: f for f in lines.line.fields}
    return tuple(by_key[key] for key in lines.columns) if lines.columns else lines.line.fields


def _links(links: Sequence[LinkValue]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The records that are tied to it, by what ties them."""
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(link.words, []).append(f"{link.number} {link.title}".strip())
    return tuple((words, tuple(names)) for words, names in found.items())
