"""Blank sheets of a register: printed with numbered rows, filled in by pen, keyed back in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.blank_model import BlankRow, BlankSheet
from isodesk.core.entry import Field
from isodesk.core.kinds import Choice, Kind, Number, Reference, Whole
from isodesk.core.problems import Problem, Refused
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.printing.record_sheets import BlankColumn
from isodesk.printing.record_sheets import BlankSheet as BlankPaper
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_writing import add
from isodesk.services.looking_up import Lookup
from isodesk.services.sheets import Sheets

MOST_ROWS = 200
_WEIGHTS = {"note": 16.0, "day": 7.0, "whole": 5.0, "number": 6.5, "yes": 4.5, "moment": 8.5}
_MOST_COLUMNS = 8


@dataclass(frozen=True)
class BlankValue:
    """A printed sheet: its columns, and which of its rows became which record."""

    id: int
    kind: str
    number: str
    fields: tuple[Field, ...]
    rows: int
    printed_on: date
    given_to: str
    keyed: Mapping[int, int]
    done: bool


class Blanks:
    """Blank sheets of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue, sheets: Sheets) -> None:
        self._desk, self._catalogue, self._sheets = desk, catalogue, sheets

    def usual_fields(self, kind: str) -> tuple[str, ...]:
        """What a sheet asks for unless the officer says otherwise: what is needed, then what
        stands on the list, as far as there is room."""
        register = self._catalogue.get(kind)
        offered = offered_fields(register)
        needed = [f.key for f in offered if f.required]
        listed = [f.key for f in offered if f.key in register.columns and f.key not in needed]
        return tuple([*needed, *listed][: max(_MOST_COLUMNS, len(needed))])

    def print(
        self, kind: str, rows: int, fields: Sequence[str] = (), given_to: str = ""
    ) -> tuple[int, bytes]:
        """A new sheet with so many rows; answers its id and the PDF. Raises Refused for no
        columns and for too many rows."""
        register = self._catalogue.get(kind)
        keys = tuple(fields) or self.usual_fields(kind)
        if not 1 <= rows <= MOST_ROWS:
            raise Refused([Problem("rows", f"Between 1 and {MOST_ROWS} rows.")])
        with self._desk.unit(tr("Printed a sheet to be filled in")) as unit:
            row = BlankSheet(
                register=kind,
                n=unit.next(f"blank_sheet:{kind}"),
                fields=json.dumps(keys),
                rows=rows,
                printed_on=unit.now.date(),
                given_to=given_to.strip() or None,
            )
            unit.session.add(row)
            unit.session.flush()
            unit.also |= {"blank_sheet"}
            made = row.id
        return made, self.again(made, register)

    def again(self, sheet_id: int, register: Register | None = None) -> bytes:
        """The same sheet once more, as after a jam."""
        from isodesk.printing.blank_sheet import blank_sheet_pdf

        with self._desk.reading() as session:
            row = session.get_one(BlankSheet, sheet_id)
            register = register or self._catalogue.get(row.register)
            sheet = self._sheet(register, row)
        return blank_sheet_pdf(
            sheet, self._sheets.company(), self._sheets.foot(), self._sheets.paper()
        )

    def of(self, kind: str) -> tuple[BlankValue, ...]:
        """The sheets of a register, newest first."""
        register = self._catalogue.get(kind)
        with self._desk.reading() as session:
            rows = session.scalars(
                select(BlankSheet).where(BlankSheet.register == kind).order_by(BlankSheet.n.desc())
            )
            return tuple(_value(session, register, row) for row in rows)

    def get(self, sheet_id: int) -> BlankValue:
        """One sheet."""
        with self._desk.reading() as session:
            row = session.get_one(BlankSheet, sheet_id)
            return _value(session, self._catalogue.get(row.register), row)

    def read(self, each: Field, text: str) -> object:
        """What a cell means, as it is keyed in. Raises Refused for what it cannot be."""
        with self._desk.reading() as session:
            return Lookup(session).value(each, text)

    def key_in(self, sheet_id: int, rows: Mapping[int, Mapping[str, str]]) -> tuple[int, ...]:
        """The rows of a sheet as they were typed, by their numbers; a row makes a draft and is
        keyed in once. Raises Refused, with "row:field", for all that cannot be read, and then
        keeps none."""
        sheet = self.get(sheet_id)
        register = self._catalogue.get(sheet.kind)
        with self._desk.unit(tr("Keyed in {sheet}", sheet=sheet.number)) as unit:
            lookup = Lookup(unit.session)
            read, problems = {}, list[Problem]()
            for n, texts in rows.items():
                if n in sheet.keyed or not 1 <= n <= sheet.rows:
                    raise Refused(f"Row {n} of {sheet.number} is keyed in already.")
                read[n], wrong = lookup.values(sheet.fields, texts)
                problems += [Problem(f"{n}:{p.field}", p.sentence) for p in wrong]
            if problems:
                raise Refused(problems)
            made = []
            for n, given in read.items():
                made.append(add(unit, register, given))
                unit.session.add(BlankRow(sheet_id=sheet_id, row=n, record_id=made[-1]))
            unit.session.flush()
            if len(sheet.keyed) + len(made) == sheet.rows:
                unit.session.get_one(BlankSheet, sheet_id).ended = unit.now
            unit.also |= {"blank_sheet"}
            return tuple(made)

    def done(self, sheet_id: int) -> None:
        """The rest of its rows stays empty."""
        with self._desk.unit(tr("Nothing more on this sheet")) as unit:
            unit.session.get_one(BlankSheet, sheet_id).ended = unit.now
            unit.also |= {"blank_sheet"}

    def _sheet(self, register: Register, row: BlankSheet) -> BlankPaper:
        fields = [register.by_key[key] for key in json.loads(row.fields) if key in register.by_key]
        return BlankPaper(
            title=tr(register.title),
            one=tr(register.one),
            about=tr(register.about),
            number=_number(register, row),
            columns=tuple(_column(each) for each in fields),
            rows=row.rows,
            qr=self._qr(_number(register, row)),
        )

    def _qr(self, number: str) -> str:
        from isodesk.documents.check_code import short_file_id
        from isodesk.documents.qr_text import sign_sheet_text
        from isodesk.services.company import Companies

        return sign_sheet_text(short_file_id(Companies(self._desk).get().file_id), number, "")


def offered_fields(register: Register) -> tuple[Field, ...]:
    """Fields that can be asked for on paper."""
    return tuple(f for f in register.fields if f.typed and f.key not in ("number", "legacy"))


def _number(register: Register, row: BlankSheet) -> str:
    """`ASP-B3`: the third blank sheet of the aspects."""
    prefix = register.numbering.split("{")[0].strip("-_/. ") or register.key.upper()
    return f"{prefix}-B{row.n}"


def _value(session: Session, register: Register, row: BlankSheet) -> BlankValue:
    keyed = session.execute(
        select(BlankRow.row, BlankRow.record_id).where(BlankRow.sheet_id == row.id)
    )
    fields = tuple(register.by_key[key] for key in json.loads(row.fields) if key in register.by_key)
    return BlankValue(
        row.id,
        row.register,
        _number(register, row),
        fields,
        row.rows,
        row.printed_on,
        row.given_to or "",
        {int(n): int(record) for n, record in keyed},
        row.ended is not None,
    )


def _column(each: Field) -> BlankColumn:
    weight = 14.0 if each.key == "title" else each.weight or _WEIGHTS.get(each.kind.key, 9.0)
    return BlankColumn(tr(each.label), _hint(each.kind), weight, each.required)


def _hint(kind: Kind) -> str:
    """What a pen is to write: the unit, the choices, the bounds."""
    if isinstance(kind, Choice):
        return " / ".join(tr(label) for _, label in kind.choices)
    if isinstance(kind, Whole):
        return f"{kind.within[0]}–{kind.within[1]}" if kind.within else ""
    if isinstance(kind, Number):
        return kind.unit
    if isinstance(kind, Reference) and kind.key != "person":
        return tr("number")
    return tr(_HINTS.get(kind.key, ""))


_HINTS = {"day": "day month year", "moment": "day, time", "yes": "yes / no"}
