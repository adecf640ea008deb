"""Attendance sheets of trainings and talks, gathered for tools. Rows are numbered as the lines
of the record stand, so that they are keyed in by number."""

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.trade_sheets import AttendanceRow, AttendanceSheet
from isodesk.registers.skill import LEVELS
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.print_tools import Tools

_LEAST = 12
"""Rows on a sheet at least, so that there is room for who comes unexpected."""
_BLANK = 3


def training(tools: Tools, record_id: int) -> bytes:
    """The sheet of a training session, with a column for the level reached."""
    value = tools.entry(record_id)
    day = value.values["held_on"] or value.values["planned_on"]
    facts = (
        ("Date", paper_day(day)),
        ("Trainer", value.shown["trainer_id"] or value.shown["supplier_id"]),
        ("Place", value.shown["place"]),
        ("Length", value.shown["hours"]),
        ("Document", _document(value)),
        ("Skill", value.shown["skill_id"]),
        ("How", value.shown["how"]),
        ("Need comes from", value.shown["why"]),
    )
    statement = tr("By signing I confirm that I was there, that I was taught this, and that I"
                   " could ask what I did not understand.")  # fmt: skip
    levels = " · ".join(f"{n} {tr(words).lower()}" for n, words in LEVELS)
    return _printed(tools, value, "training_attendee", "came", facts, statement, levels)


def awareness(tools: Tools, record_id: int) -> bytes:
    """The sheet of a talk."""
    value = tools.entry(record_id)
    facts = (
        ("Date", value.shown["on_day"]),
        ("Given by", value.shown["given_by_id"]),
        ("For", value.shown["audience"]),
        ("How", value.shown["how"]),
    )
    statement = tr("By signing I confirm that I have heard this, and that I know what it means at"
                   " my place of work.")  # fmt: skip
    return _printed(tools, value, "awareness_attendee", "heard", facts, statement, "")


def _document(value: EntryValue) -> str:
    named, revision = value.shown["document_id"], value.shown["revision"]
    return tr("{document}, revision {label}", document=named, label=revision) if revision else named


def _printed(
    tools: Tools,
    value: EntryValue,
    key: str,
    there: str,
    facts: tuple[tuple[str, str], ...],
    statement: str,
    levels: str,
) -> bytes:
    from isodesk.documents.check_code import short_file_id
    from isodesk.documents.qr_text import record_text
    from isodesk.printing.attendance import attendance_pdf
    from isodesk.services.company import Companies

    people = {p.id: p for p in Companies(tools.desk).people()}
    roles = {i: p.roles or p.department for i, p in people.items()}
    rows = tuple(_row(n, line, there, roles) for n, line in enumerate(value.lines[key], 1))
    file = short_file_id(Companies(tools.desk).get().file_id)
    sheet = AttendanceSheet(
        tr("Attendance sheet"),
        value.number,
        value.title,
        tuple((tr(label), shown) for label, shown in facts if shown),
        statement,
        rows,
        max(_LEAST - len(rows), _BLANK),
        record_text(file, value.number),
        levels,
    )
    return attendance_pdf(sheet, *tools.around)


def _row(n: int, line: LineValue, there: str, roles: dict[int, str]) -> AttendanceRow:
    person = line.values["person_id"]
    name = line.shown["person_id"] or line.shown["name"]
    mark = tr("keyed in: was there") if line.values[there] else ""
    return AttendanceRow(n, name, roles.get(person, "") if person else "", mark)
