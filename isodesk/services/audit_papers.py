"""The working papers of an audit as one ZIP, with an index that says of each file what it is, which
question it belongs to, and its SHA-256."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath

from isodesk.i18n import tr
from isodesk.printing.list_sheets import Align, Column, Group, ListSheet
from isodesk.services.audit_paper_files import Names, PaperFile, as_csv, papers
from isodesk.services.entry_values import EntryValue
from isodesk.services.print_tools import Tools
from isodesk.services.register_export import whole_file
from isodesk.services.writing import writing_to

_AS_THEY_ARE = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".zip", ".mp4", ".docx", ".xlsx")
"""What is small already."""


def write(tools: Tools, record_id: int, path: Path) -> int:
    """Write the ZIP; answers how many files it holds beside the index. Cancelled by `progress`;
    the file that stood there is then as it was. Raises Refused where it cannot be written, and
    for a damaged file."""
    value = tools.entry(record_id)
    names = Names()
    done: list[PaperFile] = []
    with writing_to(path), whole_file(path) as stream, zipfile.ZipFile(stream, "w") as pack:
        now = tools.desk.clock()
        for paper in papers(tools, value, names):
            _put(pack, paper.file.name, paper.content, now)
            done.append(paper.file)
        _put(pack, "index.csv", _csv(done), now)
        _put(pack, "index.pdf", _pdf(tools, value, done), now)
    return len(done)


def _put(pack: zipfile.ZipFile, name: str, content: bytes, now: datetime) -> None:
    info = zipfile.ZipInfo(name, now.timetuple()[:6])
    info.external_attr = 0o644 << 16
    small = PurePath(name).suffix.lower() in _AS_THEY_ARE
    info.compress_type = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
    pack.writestr(info, content)


def _csv(files: Sequence[PaperFile]) -> bytes:
    heads = [
        tr("File"),
        tr("What it is"),
        tr("Question"),
        tr("Clauses"),
        tr("Where"),
        tr("When"),
        tr("Bytes"),
        "SHA-256",
    ]
    rows = [
        [f.name, f.what, f.question, f.clauses, f.place, f.when, str(f.size), f.sha256]
        for f in files
    ]
    return as_csv(heads, rows)


def _pdf(tools: Tools, value: EntryValue, files: Sequence[PaperFile]) -> bytes:
    from isodesk.printing.register import list_pdf

    rows = tuple(
        (
            f.name,
            f.what,
            f.question.partition(".")[0],
            ", ".join(filter(None, (f.place, f.when))),
            f"{f.size:,}".replace(",", " "),
            f"{f.sha256[:32]}\n{f.sha256[32:]}",
        )
        for f in files
    )
    right = Align.RIGHT
    sheet = ListSheet(
        title=value.title,
        label=tr("Working papers"),
        columns=(
            Column("File", bold=True),
            Column("What it is"),
            Column("Question", right),
            Column("Where and when"),
            Column("Bytes", right),
            Column("SHA-256", mono=True),
        ),
        groups=(Group("", rows),),
        shown=len(rows),
        total=len(rows),
        noun=tr("files"),
        remark=tr("index.csv says the same, with the questions in full."),
        pairs=(("Number", value.number),),
    )
    company, foot, paper = tools.around
    foot = replace(foot, note=tr("{n} files", n=len(rows)))
    return list_pdf(sheet, company, foot, paper)
