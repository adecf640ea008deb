"""The working papers of an audit, packed on a real file and unpacked again."""

import csv
import hashlib
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.registers.audit_words import Proof, Verdict
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_values import Answer
from isodesk.services.workspace import Workspace
from tests import audits
from tests.printing.reading import text_of
from tests.services.test_audit_prints import found, photo

ON_WINDOWS = re.compile(r'[^<>:"\\|?*\x00-\x1f]+')


@cache
def photo_of(shade: int) -> bytes:
    """A photo that stays the same, noise and all."""
    return photo(shade, (640, 480))


def full(space: Workspace) -> int:
    """An audit with a finding, two photos, a file that has their name, a sample and a scan."""
    asked = audits.held(space, "process:purchasing", conclusions="It works.", not_covered="Nights")
    audit = audits.audit_of(space, asked[0].id)
    found(space, asked[0].id, 'Old "price list": CON?')
    evidence = space.audit_evidence
    for shade in (10, 200):
        shot = Shot("IMG_1.JPG", photo_of(shade), "image/jpeg")
        last = evidence.shot(asked[0].id, Proof.PHOTO, shot, "Board: left/right?", "Canteen")
    evidence.mark(last, Shot("IMG_1.JPG", photo(90, (640, 480)), "image/jpeg"))
    evidence.shot(asked[1].id, Proof.FILE, Shot("nul.txt", b"=1+1", "text/plain"))
    evidence.sample(asked[1].id, "Orders", "81F3", 212, ["=PO-1", "PO-9"])
    space.auditing.answer(asked[1].id, Answer(Verdict.CONFORM))
    space.links.attach(audit, "Scan of the paper.pdf", b"%PDF-scan", "application/pdf")
    space.links.attach(audit, "SCAN of the paper.pdf", b"%PDF-other", "application/pdf")
    return audit


def packed(space: Workspace, audit: int, path: Path) -> zipfile.ZipFile:
    space.register_prints.export("audit", "papers", audit, path)
    pack = zipfile.ZipFile(path)
    assert pack.testzip() is None
    return pack


def rows_of(pack: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(pack.read(name).decode("utf-8-sig"))))


def test_everything_is_there_under_names_that_say_what_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    audit = full(workspace)
    with packed(workspace, audit, tmp_path / "papers.zip") as pack:
        names = pack.namelist()
        number = workspace.entries.get(audit).number
        assert names[0] == f"{number} Audit plan.pdf"
        for name in ("Checklist with answers.pdf", "Audit report.pdf", "Findings.csv"):
            assert f"{number} {name}" in names
        photos = [name for name in names if "photo" in name]
        assert photos[0].startswith("evidence/001 ") and photos[0].endswith("left_right_.jpg")
        assert "photo 2" in photos[1] and photos[2].endswith("as taken.jpg")
        assert pack.read(photos[2]) == photo_of(200) and len(photos) == 3
        assert [n for n in names if n.startswith("findings/FND-")]
        assert "files/Scan of the paper.pdf" in names
        assert "files/SCAN of the paper (2).pdf" in names
        for name in names:
            assert all(ON_WINDOWS.fullmatch(part) and len(part) < 110 for part in name.split("/"))
        assert len({name.casefold() for name in names}) == len(names)


def test_the_index_lists_every_file_with_its_question_and_fingerprint(
    workspace: Workspace, tmp_path: Path
) -> None:
    audit = full(workspace)
    with packed(workspace, audit, tmp_path / "papers.zip") as pack:
        heads, *rows = rows_of(pack, "index.csv")
        assert heads[0] == "File" and heads[-1] == "SHA-256"
        assert {row[0] for row in rows} == set(pack.namelist()) - {"index.csv", "index.pdf"}
        for row in rows:
            assert hashlib.sha256(pack.read(row[0])).hexdigest() == row[-1]
        board = next(row for row in rows if "photo 1" in row[0])
        first = workspace.auditing.questions(audit)[0]
        assert board[2] == f"1. {first.ask}" and board[4] == "Canteen"
        text = text_of(pack.read("index.pdf"))
        flat = "".join(text.split())
        assert all(row[-1] in flat for row in rows) and f"{len(rows)} files" in text
        samples = rows_of(pack, f"{workspace.entries.get(audit).number} Samples.csv")
        assert samples[1] == ["2", "Orders", "212", "81F3", "'=PO-1; PO-9", ""]


def test_the_issued_report_goes_along_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    audit = full(workspace)
    workspace.entries.take(audit, "finish_onsite")
    workspace.entries.take(audit, "issue_the_report")
    with packed(workspace, audit, tmp_path / "papers.zip") as pack:
        reports = [name for name in pack.namelist() if "eport" in name]
        assert reports == [f"{workspace.entries.get(audit).number} Report as issued.pdf"]
        issued = workspace.register_prints.record("audit", "issued", audit)
        assert pack.read(reports[0]) == issued


def test_it_tells_how_far_it_is_and_stops_without_a_trace(
    workspace: Workspace, tmp_path: Path
) -> None:
    audit, path, said = full(workspace), tmp_path / "papers.zip", []
    path.write_bytes(b"before")

    def stop(done: int, of: int, what: str) -> None:
        said.append(done)
        if len(said) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.register_prints.export("audit", "papers", audit, path, stop)
    assert path.read_bytes() == b"before" and list(tmp_path.glob("*.part")) == []
    with pytest.raises(Refused, match="cannot be written"):
        workspace.register_prints.export("audit", "papers", audit, tmp_path / "no" / "x.zip")
