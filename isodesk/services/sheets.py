"""Every sheet that is printed but is no copy of a document: slips, walks, lists, records."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from isodesk.core.dates import paper_day
from isodesk.documents.values import (
    COPY_WORDS,
    CopyState,
    CopyValue,
)
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column, DueLine, Group, ListSheet, WeekSheet
from isodesk.printing.sheets import Company, Foot, Paper, paper
from isodesk.printing.slip_sheets import Slip, SlipCopy, WalkPlace, WalkRow, WalkSheet
from isodesk.services import sheet_values
from isodesk.services.company import Companies
from isodesk.services.copies import Copies
from isodesk.services.desk import Desk
from isodesk.services.document_values import document
from isodesk.services.lists import Table
from isodesk.store.due_items import when
from isodesk.store.head import head_of, short_head

if TYPE_CHECKING:
    from isodesk.core.rows import Column as ListColumn
    from isodesk.services.history_values import HistoryEntry
    from isodesk.store.glance import Glance

_FIGURES = ("figure", "decimal")
_DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")


def _groups(table: Table) -> tuple[Group, ...]:
    """The rows of a list under its headings."""
    if not table.groups:
        return (Group("", table.rows),)
    made, at = [], 0
    for heading, count in table.groups:
        made.append(Group(heading, table.rows[at : at + count], str(count)))
        at += count
    return tuple(made)


def _as_on_paper(table: Table) -> Table:
    """A list whose days are written as on every other sheet, "23 Nov 2026"."""
    days = [
        n
        for n, _ in enumerate(table.headings)
        if all(_DAY.fullmatch(row[n]) for row in table.rows if row[n])
    ]
    if not days:
        return table
    rows = tuple(
        tuple(_day(cell) if n in days else cell for n, cell in enumerate(row)) for row in table.rows
    )
    return replace(table, rows=rows)


def _day(text: str) -> str:
    """`23 Nov 2026, 14:30` of "2026-11-23 14:30"; what is no day stays as it is."""
    try:
        return f"{paper_day(date.fromisoformat(text[:10]))}{text[10:].replace(' ', ', ')}"
    except ValueError:
        return text


class Sheets:
    """Sheets as PDF bytes; nothing here needs a stamp."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._copies = Copies(desk)

    def recall_slips(self, ids: Sequence[int]) -> bytes:
        """One slip a copy to give back, with the copy that takes its place where there is one."""
        from isodesk.printing.slips import slips_pdf

        copies = self._copies.by_ids(ids)
        total = len(copies)
        made = tuple(
            self._slip(copy, f"{tr('Recall')} {n} / {total}") for n, copy in enumerate(copies, 1)
        )
        return slips_pdf(made, self.company(), self.paper())

    def receipt_slips(self, ids: Sequence[int]) -> bytes:
        """One slip a new copy, to be signed by its holder, with the old one to give back."""
        from isodesk.printing.slips import slips_pdf

        copies = self._copies.by_ids(ids)
        total = len(copies)
        made = tuple(
            self._receipt(copy, f"{tr('Receipt')} {n} / {total}")
            for n, copy in enumerate(copies, 1)
        )
        return slips_pdf(made, self.company(), self.paper())

    def _slip(self, copy: CopyValue, name: str) -> Slip:
        back = self._slip_copy(copy)
        new = self._successor(copy)
        return self._one(name, copy, back, self._slip_copy(new) if new else None)

    def _receipt(self, copy: CopyValue, name: str) -> Slip:
        old = self._predecessor(copy)
        return self._one(name, copy, self._slip_copy(old) if old else None, self._slip_copy(copy))

    def _one(
        self,
        name: str,
        copy: CopyValue,
        back: SlipCopy | None,
        new: SlipCopy | None,
    ) -> Slip:
        return Slip(
            slip=name,
            document=f"{copy.number} {copy.title}",
            holder=copy.holder,
            place=copy.place,
            give_back=back,
            receive=new,
            back_by=copy.recall_on,
            back_to=self._desk.actor.name,
            head=self.foot().head,
        )

    def _slip_copy(self, copy: CopyValue) -> SlipCopy:
        return SlipCopy(
            copy.label, tr("{n}, one of {of}", n=copy.n, of=copy.of), copy.code, self._qr(copy)
        )

    def _qr(self, copy: CopyValue) -> str:
        return qr_of(Companies(self._desk).get().file_id, copy)

    def _successor(self, copy: CopyValue) -> CopyValue | None:
        """The newer copy at the same holder and place, if one is out or waits to be printed."""
        return next(
            (
                c
                for c in self._twins(copy)
                if c.n > copy.n and c.state in (CopyState.TO_PRINT, CopyState.OUT)
            ),
            None,
        )

    def _predecessor(self, copy: CopyValue) -> CopyValue | None:
        earlier = (c for c in reversed(self._twins(copy)) if c.n < copy.n)
        return next((c for c in earlier if c.state in (CopyState.TO_RECALL, CopyState.OUT)), None)

    def _twins(self, copy: CopyValue) -> tuple[CopyValue, ...]:
        same = self._copies.of_document(copy.document_id)
        return tuple(
            c
            for c in same
            if (c.holder, c.place) == (copy.holder, copy.place)
            and c.revision_id != copy.revision_id
        )

    def walk(self, places: Sequence[str] = (), planned: date | None = None) -> bytes:
        """The reconciliation walk by place, over every copy that should hang somewhere."""
        from isodesk.printing.walk import walk_pdf

        rows = walk_rows(self._copies, places)
        by_place: dict[tuple[str, str], list[WalkRow]] = {}
        for copy in rows:
            line = WalkRow(copy.number, copy.title, f"{copy.n}", copy.code, copy.label)
            by_place.setdefault((copy.place, copy.holder), []).append(line)
        sheet = WalkSheet(
            title=tr("Reconciliation walk"),
            number="",
            planned=planned,
            places=tuple(
                WalkPlace(place, holder, tuple(lines))
                for (place, holder), lines in by_place.items()
            ),
        )
        return walk_pdf(sheet, self.company(), self.foot(), self.paper())

    def control_sheet(self, document_id: int, revision_id: int, *, strip: bool = False) -> bytes:
        """Approvals, revision history and distribution of a document."""
        from isodesk.printing.control_sheet import control_sheet_pdf

        with self._desk.reading() as session:
            value = document(session, document_id)
        revision = next(r for r in value.revisions if r.id == revision_id)
        copies = [c for c in self._copies.of_document(document_id) if c.revision_id == revision_id]
        sheet = sheet_values.control(value, revision, copies, strip)
        return control_sheet_pdf(sheet, self.company(), self.foot(), self.paper())

    def listing(
        self,
        title: str,
        noun: str,
        table: Table,
        total: int,
        filter_words: str = "",
        columns: "Sequence[ListColumn]" = (),
    ) -> bytes:
        """Any list as it is seen: the same columns, filter and order."""
        from isodesk.printing.register import list_pdf

        table = _as_on_paper(table)
        figures = {n for n, each in enumerate(columns) if each.kind in _FIGURES}
        sheet = ListSheet(
            title=title,
            label=tr("Register"),
            columns=tuple(
                Column(
                    heading,
                    Align.RIGHT if n in figures else Align.LEFT,
                    bold=n == 0,
                    mono=heading == tr("Check code"),
                )
                for n, heading in enumerate(table.headings)
            ),
            groups=_groups(table),
            shown=len(table.rows),
            total=total,
            noun=noun,
            filter_words=filter_words,
        )
        return list_pdf(sheet, self.company(), self.foot(), self.paper())

    def copies_of(self, document_id: int) -> bytes:
        """The list of a document's copies, by revision."""
        with self._desk.reading() as session:
            value = document(session, document_id)
        copies = self._copies.of_document(document_id)
        table = Table(
            (
                tr("Copy"),
                tr("Revision"),
                tr("Holder"),
                tr("Place"),
                tr("Given out"),
                tr("State"),
                tr("Check code"),
            ),
            tuple(
                (
                    str(c.n),
                    c.label,
                    c.holder,
                    c.place,
                    c.out_on.isoformat() if c.out_on else "",
                    tr(COPY_WORDS[c.state]) + (f": {c.reason}" if c.reason else ""),
                    c.code,
                )
                for c in copies
            ),
        )
        title = tr("Copies of {number} {title}", number=value.number, title=value.title)
        return self.listing(title, tr("copies"), table, len(copies))

    def record(self, document_id: int, history: "Sequence[HistoryEntry]") -> bytes:
        """A document's record as a form."""
        from isodesk.printing.record import record_pdf

        with self._desk.reading() as session:
            value = document(session, document_id)
        sheet = sheet_values.record(value, history)
        return record_pdf(sheet, self.company(), self.foot(), self.paper())

    def week(self, glance: "Glance", who: str = "") -> bytes:
        """Today's page, to be ticked off."""
        from isodesk.printing.due import week_pdf

        today = self._desk.today()
        groups: dict[str, list[DueLine]] = {
            key: [] for key in ("late", "today", "week", "month", "later")
        }
        for item in glance.due:
            groups[when(item)].append(sheet_values.due_line(item, today))
        sheet = WeekSheet(
            day=today,
            late=tuple(groups["late"]),
            today=tuple(groups["today"]),
            this_week=tuple(groups["week"]),
            this_month=tuple(groups["month"]),
            later=tuple(groups["later"]),
            who=who,
            total=sum(glance.totals.values()) or None,
        )
        return week_pdf(sheet, self.company(), self.foot(), self.paper())

    def company(self) -> Company:
        """Who stands at the head of the sheets."""
        company = Companies(self._desk).get()
        return Company(company.name, company.address, company.logo)

    def paper(self) -> Paper:
        """The company's paper size."""
        return paper(Companies(self._desk).get().paper)

    def foot(self, note: str = "") -> Foot:
        """Where a sheet came from: the head of the history, when, by whom."""
        head = short_head(*head_of(self._desk.file.reader()))
        return Foot(head, self._desk.clock(), self._desk.actor.name, note)


def walk_rows(copies: Copies, places: Sequence[str]) -> tuple[CopyValue, ...]:
    """Copies that should hang somewhere, by place and holder: the rows of the walk, in the
    order in which they are keyed in."""
    hanging = copies.in_state(CopyState.OUT, CopyState.TO_RECALL)
    wanted = [c for c in hanging if not places or c.place in places]
    return tuple(
        sorted(wanted, key=lambda c: (c.place.casefold(), c.holder.casefold(), c.number, c.n))
    )


def qr_of(file_id: str, copy: CopyValue) -> str:
    """The text of the QR that stands on every sheet of a copy."""
    from isodesk.documents.check_code import short_file_id
    from isodesk.documents.qr_text import QrFacts, qr_text

    file = short_file_id(file_id)
    return qr_text(
        QrFacts(file, copy.number, copy.label, copy.n, copy.of, "", copy.issued_on, copy.code)
    )
