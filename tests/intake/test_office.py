"""LibreOffice as a process of its own: what counts is the PDF, and nothing stays behind."""

import time
from pathlib import Path

import psutil
import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.intake import office
from isodesk.intake.kinds import Kind
from isodesk.intake.pages import pdf_facts
from isodesk.intake.reader import Reader
from isodesk.paths import cache_dir
from tests.intake import making

needs_office = pytest.mark.skipif(office.available() is None, reason="LibreOffice is not here")


def _nothing_left() -> bool:
    running = [p for p in psutil.Process().children(recursive=True) if "office" in p.name()]
    return not running and not list((cache_dir() / "libreoffice").glob("*"))


@needs_office
def test_several_files_in_one_run_with_a_ruined_one_among_them(reader: Reader) -> None:
    good = making.docx(making.paragraphs("Pour slowly"))
    files = {
        "good.docx": (Kind.DOCX, good),
        "../../evil name; rm.docx": (Kind.DOCX, good),
        "ruin.docx": (Kind.DOCX, good[:300]),
        "old.rtf": (Kind.RTF, b"{\\rtf1\\ansi Fettle it}"),
    }
    made = office.convert_all(reader, files)
    for name, words in (
        ("good.docx", "Pour"),
        ("../../evil name; rm.docx", "Pour"),
        ("old.rtf", "Fettle"),
    ):
        pdf = made[name]
        assert isinstance(pdf, bytes)
        assert words in pdf_facts(reader, pdf).text
    assert isinstance(made["ruin.docx"], Refused) and "ruin.docx" in str(made["ruin.docx"])
    assert _nothing_left()


@needs_office
def test_it_is_stopped_in_time_and_by_cancel(reader: Reader) -> None:
    data = making.docx(making.paragraphs(*["Pour"] * 200))
    with pytest.raises(Refused, match=r"did not finish within 0\.2 seconds"):
        office.convert(reader, data, "a.docx", Kind.DOCX, seconds=0.2)
    started = time.monotonic()

    def stop(done: int, of: int, what: str) -> None:
        if time.monotonic() - started > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.convert(reader, data, "a.docx", Kind.DOCX, stop)
    assert _nothing_left()


def test_the_absent_office_is_said(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert office.available() is None
    assert not office.converts(Kind.DOCX)
    with pytest.raises(Refused, match="LibreOffice is not installed"):
        office.convert(reader, b"x", "a.docx", Kind.DOCX)


def test_a_program_that_only_pretends(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretender = tmp_path / "soffice"
    pretender.write_text("#!/bin/sh\nexit 0\n")
    pretender.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=r"could not make a PDF of a\.docx"):
        office.convert(reader, b"x", "a.docx", Kind.DOCX)
