"""Labels of measuring equipment, gathered for tools."""

from collections.abc import Iterable

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.trade_sheets import InstrumentLabel, Tone
from isodesk.services.entries import Entries
from isodesk.services.entry_values import EntryValue
from isodesk.services.print_tools import Tools


def label(tools: Tools, record_id: int) -> bytes:
    """The label of one instrument."""
    return _printed(tools, [record_id])


def labels(tools: Tools, choice: str = "") -> bytes:
    """Labels of all that are in use, due or in quarantine, by number. Raises Refused for none."""
    rows = tools.desk.file.reader().execute(
        "SELECT id FROM record WHERE kind = 'equipment' AND closed IS NULL AND state <> 'draft'"
        " ORDER BY sort_number"
    )
    found = [int(str(row[0])) for row in rows.fetchall()]
    if not found:
        raise Refused(tr("No instrument is in use yet. Put one into use first."))
    return _printed(tools, found)


def _printed(tools: Tools, ids: Iterable[int]) -> bytes:
    from isodesk.documents.check_code import short_file_id
    from isodesk.printing.labels import labels_pdf
    from isodesk.services.company import Companies

    file = short_file_id(Companies(tools.desk).get().file_id)
    entries = Entries(tools.desk, tools.catalogue)
    made = tuple(label_of(entries.get(each), file) for each in ids)
    return labels_pdf(made, tools.sheets.company(), tools.sheets.paper())


def label_of(value: EntryValue, file: str) -> InstrumentLabel:
    """What the label of an instrument says."""
    from isodesk.documents.qr_text import record_text

    words, day, tone = _said(value)
    serial = value.shown["serial"]
    return InstrumentLabel(
        value.number,
        value.title,
        tr("Serial {number}", number=serial) if serial else "",
        words,
        day,
        value.shown["certificate"] if day else "",
        tone,
        f"{record_text(file, value.number)} S1",
    )


def _said(value: EntryValue) -> tuple[str, str, Tone]:
    if value.state == "quarantined":
        return tr("Do not use"), "", "red"
    if value.values["purpose"] == "INDICATION":
        return tr("For indication only"), "", "blue"
    until = value.values["calibration_on"]
    if until is None:
        return tr("Not calibrated"), "", "amber"
    return tr("Calibrated until"), paper_day(until), "green"
