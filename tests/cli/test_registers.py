"""Registers at the command line: the same services as the window, in a process of their own."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.shell import isodesk
from tests.cli.test_cli import prepared


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("registers")) / "firm.isodesk"


def told(done: "subprocess.CompletedProcess[str]") -> object:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_record_is_added_filled_and_moved_by_a_step(file: Path, tmp_path: Path) -> None:
    added = told(isodesk("add", file, "lesson", "title=Ask before drilling", "--json"))
    assert isinstance(added, dict)
    number = str(added["number"])
    saved = isodesk("set", file, number, "title=Ask twice before drilling")
    assert saved.stdout.startswith(f"Saved: {number} Ask twice before drilling")
    shown = told(isodesk("record", file, number, "--json", "--pdf", tmp_path / "form.pdf"))
    assert isinstance(shown, dict)
    assert shown["fields"]["title"] == "Ask twice before drilling"
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    listed = told(isodesk("list", file, "lesson", "--json"))
    assert isinstance(listed, list)
    assert [row["Number"] for row in listed] == [number]


def test_what_cannot_be_is_refused_in_one_sentence(file: Path) -> None:
    wrong = isodesk("add", file, "risk", "title=Fire", "likelihood=very")
    assert (wrong.returncode, wrong.stderr) == (1, "“very” is not a number.\n")
    nowhere = isodesk("list", file, "unicorns")
    assert nowhere.returncode == 2
    assert "there is no list unicorns; known: documents" in nowhere.stderr
    missing = isodesk("record", file, "NC-1999-001")
    assert missing.stderr == "There is no record NC-1999-001 in a register of this file.\n"


def test_a_sheet_is_shown_then_brought_in_once(file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "risks.csv"
    sheet.write_text("Risk;Likelihood;Severity\nRoof leaks;3;4\nKey machine fails;2;5\n")
    shown = told(isodesk("import-sheet", file, "risk", sheet, "--show", "--json"))
    assert isinstance(shown, dict)
    assert (shown["new"], shown["same"]) == (2, 0)
    brought = isodesk("import-sheet", file, "risk", sheet)
    assert brought.stdout.startswith("Brought in 2 new records")
    again = told(isodesk("import-sheet", file, "risk", sheet, "--json"))
    assert isinstance(again, dict)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
    counted = told(isodesk("registers", file, "--json"))
    assert isinstance(counted, list)
    assert next(r["total"] for r in counted if r["key"] == "risk") == 2
