"""Everything out of the file as plain files, and lists as CSV, XLSX and PDF."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.harmless import quoted
from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.whole import write_whole
from isodesk.documents.care_values import OUTCOME_WORDS
from isodesk.documents.values import STATE_WORDS, Content, DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.services.content import Contents
from isodesk.services.desk import Desk
from isodesk.services.document_values import document
from isodesk.services.forms import Forms
from isodesk.services.lists import KINDS, Lists, Table
from isodesk.services.prints import write_into
from isodesk.services.writing import writing_to
from isodesk.services.written_files import markdown_files, written
from isodesk.store import files

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

UNFINISHED = "NOT FINISHED.txt"
"""Lies in the folder of an export until it is whole."""


class Exports:
    """What leaves the file for other programs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self, table: Table, path: Path) -> None:
        """A list as .csv or .xlsx, by the name's ending. Cells cannot run as formulas
        (reliability T8)."""
        if path.suffix.lower() == ".xlsx":
            _write(path, as_xlsx(table))
        elif path.suffix.lower() == ".csv":
            _write(path, as_csv(table))
        else:
            raise Refused(f"{path.name}: choose a name that ends in .csv or .xlsx.")

    def content(self, content: bytes, path: Path) -> None:
        """Bytes that are a file already, as a calendar or a PDF. Raises Refused where nothing can
        be written."""
        _write(path, content)

    def everything(self, folder: Path, progress: Progress = silent) -> list[Path]:
        """Lists as CSV, every document's facts as JSON, its masters and sources as files; texts
        written here as Markdown, with their pictures beside them.

        Raises Refused for a folder that holds something already.
        """
        mark = folder / UNFINISHED
        with writing_to(folder):
            if folder.exists() and any(folder.iterdir()):
                raise Refused(f"{folder} is not empty. Choose a new folder.")
            folder.mkdir(parents=True, exist_ok=True)
            said = tr("Something is missing here: export again, into another folder.")
            write_whole(mark, f"{said}\n".encode())
            written = self._everything(folder, progress)
            mark.unlink()
            return written

    def _everything(self, folder: Path, progress: Progress) -> list[Path]:
        written = []
        for kind in KINDS:
            path = folder / f"{kind}.csv"
            self.table(Lists(self._desk).table(kind), path)
            written.append(path)
        ids = [
            r[0]
            for r in self._desk.file.reader().execute(
                "SELECT id FROM record WHERE kind = 'document' ORDER BY sort_number"
            )
        ]
        for n, document_id in enumerate(ids):
            progress(n, len(ids), tr("Exporting documents"))
            written += self._document(folder, document_id)
        return written

    def _document(self, folder: Path, document_id: int) -> list[Path]:
        with self._desk.reading() as session:
            value = document(session, document_id)
            place = folder / "documents" / safe_name(f"{value.number} {value.title}")
            place.mkdir(parents=True, exist_ok=True)
            made: list[Path] = []
            gone: dict[int, str] = {}
            for revision in value.revisions:
                gone[revision.id] = _certificate(session, revision)
                if revision.content == Content.WRITTEN and not gone[revision.id]:
                    name = safe_name(f"r{revision.label} {value.number}.md")
                    made += _text(session, revision.id, place / name)
                for name, file_id in _kept(value.number, revision):
                    made += _file(session, file_id, place, name)
            for form in Forms(self._desk, Contents(self._desk)).of_document(document_id):
                for file_id, name in form.files:
                    made += _file(session, file_id, place, f"{form.number} {name}")
        facts = {
            "number": value.number,
            "title": value.title,
            "type": value.type_name,
            "state": tr(STATE_WORDS[value.state]),
            "owner": value.owner,
            "clauses": list(value.clauses),
            **_outside(value),
            "reviews": [
                {
                    "revision": r.label,
                    "on": str(r.on_day),
                    "by": r.name,
                    "outcome": tr(OUTCOME_WORDS[r.outcome]),
                    "note": r.note,
                    "next": str(r.next_on or ""),
                }
                for r in value.reviews
            ],
            "revisions": [
                {
                    "revision": r.label,
                    "state": r.state.value,
                    "effective": str(r.effective_on or ""),
                    "summary": r.summary,
                    "sha256": r.master_sha256,
                    "disposed of by": gone[r.id],
                    "signatures": [
                        f"{s.meaning.value}: {s.name}, {s.at.isoformat()} {s.zone}"
                        for s in r.signatures
                    ],
                }
                for r in value.revisions
            ],
        }
        text = json.dumps(facts, indent=1, ensure_ascii=False)
        return [*made, write_into(place, "document.json", text.encode())]

    def file(self, file_id: int, path: Path) -> None:
        """One kept file as it came."""
        with self._desk.reading() as session:
            _write(path, files.read(session, file_id))

    def markdown(self, revision_id: int, path: Path) -> list[Path]:
        """A text written in isodesk as a Markdown file, its pictures in a folder beside it;
        answers all that was written. Raises Refused for content that came as a file."""
        with self._desk.reading() as session, writing_to(path):
            return _text(session, revision_id, path)

    def master(self, revision_id: int, path: Path) -> None:
        """The PDF of a revision, without a stamp: for another system, not for the wall."""
        _write(path, Contents(self._desk).master(revision_id))


def _outside(value: DocumentValue) -> dict[str, str]:
    """What is known of a document from outside; nothing for the company's own."""
    known = value.outside
    if known is None:
        return {}
    return {
        "source": known.source,
        "found at": known.found_at,
        "last checked": str(known.checked_on or ""),
        "next check": str(known.next_check_on or ""),
        "valid until": str(known.expires_on or ""),
    }


def _kept(number: str, revision: RevisionValue) -> Iterator[tuple[str, int]]:
    """(name, file) of what a revision keeps as it came, and of its pages."""
    begins = f"r{revision.label}"
    if revision.source_id and revision.content != Content.WRITTEN:
        yield f"{begins} {revision.source_name}", revision.source_id
    if revision.master_id and revision.master_id != revision.source_id:
        yield f"{begins} {number}.pdf", revision.master_id
    if revision.original_id:
        yield f"{begins} {revision.original_name}", revision.original_id


def _certificate(session: "Session", revision: RevisionValue) -> str:
    """The certificate a revision's pages went by; "" while they are kept."""
    return files.disposed_by(session, revision.master_id) if revision.master_id else ""


def _file(session: "Session", file_id: int, place: Path, name: str) -> list[Path]:
    """A kept file into the folder; nothing of what was disposed of."""
    if files.disposed_by(session, file_id):
        return []
    return [write_into(place, safe_name(name), files.read(session, file_id))]


def _text(session: "Session", revision_id: int, path: Path) -> list[Path]:
    """Markdown and pictures into the folder; a picture that lies there already stays."""
    places = []
    for name, content in markdown_files(session, written(session, revision_id), path.name):
        place = path.parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place == path or not place.exists():
            write_whole(place, content)
        places.append(place)
    return places


def _write(path: Path, content: bytes) -> None:
    with writing_to(path):
        write_whole(path, content)


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark, as spreadsheets expect; text that would run as a formula gets a '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.headings)
    writer.writerows([quoted(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """One sheet with a fixed, filtered header; every cell is text, never a formula or link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, table.headings, book.add_format({"bold": True, "bottom": 1}))
        for n, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(n, column, cell[:32_000])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table.rows)), max(0, len(table.headings) - 1))
        for column, heading in enumerate(table.headings):
            widths = [len(heading), *(len(row[column]) for row in table.rows[:200])]
            sheet.set_column(column, column, min(60, max(widths) + 2))
    return out.getvalue()
