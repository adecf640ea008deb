"""Audits at the command line."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.shell import isodesk
from tests.cli.test_cli import prepared
from tests.printing.reading import text_of


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("audits")) / "firm.isodesk"


def test_plan_report_and_papers_of_an_audit(file: Path, tmp_path: Path) -> None:
    number = isodesk("add", file, "audit", "title=Moulding").stdout.split()[1]
    for name in ("audit-plan", "audit-report"):
        out = tmp_path / f"{name}.pdf"
        done = isodesk(name, file, number, out)
        assert (done.returncode, done.stdout) == (0, f"Written: {out}.\n")
        assert "Moulding" in text_of(out.read_bytes())
    done = isodesk("audit-papers", file, number, tmp_path / "papers.zip", "--json")
    assert '"files": 5' in done.stdout, done.stderr
    assert "index.pdf" in zipfile.ZipFile(tmp_path / "papers.zip").namelist()


def test_what_is_no_audit_or_not_issued_is_refused(file: Path, tmp_path: Path) -> None:
    lesson = isodesk("add", file, "lesson", "title=Ask").stdout.split()[1]
    wrong = isodesk("audit-plan", file, lesson, tmp_path / "x.pdf")
    assert (wrong.returncode, wrong.stderr) == (1, f"{lesson} is no audit.\n")
    number = isodesk("add", file, "audit", "title=Moulding").stdout.split()[1]
    early = isodesk("audit-report", file, number, tmp_path / "x.pdf", "--issued")
    assert early.returncode == 1 and early.stderr.startswith("No report was kept")


def test_findings_are_added_moved_by_steps_and_listed(file: Path) -> None:
    said = ("title=Old sheet at mixer 2", "grade=minor nonconformity", "found_on=2026-06-18")
    number = isodesk("add", file, "finding", *said).stdout.split()[1]
    early = isodesk("step", file, number, "record")
    assert early.returncode == 1 and "requirement, evidence and gap" in early.stderr
    parts = [f"{key}=Seen." for key in ("requirement", "evidence", "gap", "grade_reason")]
    assert isodesk("set", file, number, *parts).returncode == 0
    done = isodesk("step", file, number, "record")
    assert done.returncode == 0, done.stderr
    listed = isodesk("list", file, "finding").stdout
    assert f"{number}\tOld sheet at mixer 2\tMinor nonconformity" in listed
