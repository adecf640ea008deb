"""Every command: what it prints, what it leaves, how it exits."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.cli.shell import isodesk

PROCEDURE = """# Melting

How a heat is melted.

## Purpose

Applies to both furnaces.
"""


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(str(pdf))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def prepared(folder: Path) -> Path:
    """A folder with a company file and three files to bring in, one of them broken."""
    drop = folder / "drop"
    drop.mkdir()
    (drop / "QP-07 Melting rev 3.md").write_text(PROCEDURE)
    canvas = Canvas(str(drop / "WI-12 Core making rev B.pdf"))
    canvas.drawString(72, 700, "Work instruction WI-12, core making")
    canvas.showPage()
    canvas.save()
    (drop / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    made = isodesk("new", folder / "firm.isodesk", "--company", "Harrow", "--officer", "Anna Reyes")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is brought in yet."""
    return prepared(tmp_path_factory.mktemp("cli"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything is brought in."""
    filled = prepared(tmp_path_factory.mktemp("cli"))
    done = isodesk("import", filled / "firm.isodesk", filled / "drop")
    assert "2 new" in done.stdout, done.stderr
    return filled


def test_new_refuses_where_a_file_stands(folder: Path) -> None:
    again = isodesk("new", folder / "firm.isodesk", "--company", "X", "--officer", "Y")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "firm.isodesk exists already. Choose another name.\n"


def test_import_list_and_the_same_again(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    shown = isodesk("import", folder / "firm.isodesk", folder / "drop", "--show", "--json")
    assert shown.returncode == 1  # the broken one is a finding
    rows = {Path(r["file"]).name: r for r in json.loads(shown.stdout)}
    assert rows["broken.pdf"]["verdict"] == "refused" and rows["broken.pdf"]["why"]
    assert rows["QP-07 Melting rev 3.md"]["number"] == "QP-07"
    assert rows["WI-12 Core making rev B.pdf"]["revision"] == "B"
    done = isodesk("import", folder / "firm.isodesk", folder / "drop")
    assert "2 new, 0 changed, 1 left out." in done.stdout
    again = isodesk("import", folder / "firm.isodesk", folder / "drop")
    assert "0 new, 0 changed, 3 left out." in again.stdout
    listed = json.loads(isodesk("list", folder / "firm.isodesk", "documents", "--json").stdout)
    assert [(d["Number"], d["Title"], d["Rev"], d["State"]) for d in listed] == [
        ("QP-07", "Melting", "3", "Draft"),
        ("WI-12", "Core making", "B", "Draft"),
    ]


@pytest.mark.parametrize("kind", ["documents", "copies", "people", "types", "due"])
def test_every_list_answers(filled: Path, kind: str) -> None:
    listed = isodesk("list", filled / "firm.isodesk", kind)
    assert listed.returncode == 0 and listed.stdout.strip()
    assert isinstance(
        json.loads(isodesk("list", filled / "firm.isodesk", kind, "--json").stdout), list
    )


def test_issue_refuses_what_is_not_approved(filled: Path) -> None:
    refused = isodesk(
        "issue",
        filled / "firm.isodesk",
        "QP-07",
        "--to",
        "Melt shop@Board 1",
        "--out",
        filled / "out",
    )
    assert refused.returncode == 1 and "Only an approved revision is issued" in refused.stderr
    unknown = isodesk("issue", filled / "firm.isodesk", "QP-99", "--out", filled / "out")
    assert "There is no document QP-99" in unknown.stderr


def test_verify_backup_restore(filled: Path) -> None:
    whole = isodesk("verify", filled / "firm.isodesk", "--json")
    report = json.loads(whole.stdout)
    assert whole.returncode == 0 and report["whole"] and report["findings"] == []
    typed = report["head"].lower().replace("-", " ")
    papers = isodesk("verify", filled / "firm.isodesk", "--head", typed, "--head", "9-nothing")
    assert papers.returncode == 1 and f"{report['head']}: Stands in this history" in papers.stdout
    assert "9-nothing: A file state is a number" in papers.stdout
    made = json.loads(isodesk("backup", filled / "firm.isodesk", filled / "stick", "--json").stdout)
    assert made["head"] == report["head"] and Path(made["path"]).is_file()
    shown = json.loads(
        isodesk("restore", made["path"], filled / "firm.isodesk", "--show", "--json").stdout
    )
    assert shown["lost"] == [] and "kept" not in shown
    done = json.loads(isodesk("restore", made["path"], filled / "firm.isodesk", "--json").stdout)
    assert Path(done["kept"]).is_file()
    after = json.loads(isodesk("verify", filled / "firm.isodesk", "--json").stdout)
    assert after["whole"] and after["entries"] > report["entries"]  # the restore is an entry


def test_export_leaves_plain_files(filled: Path) -> None:
    done = isodesk("export", filled / "firm.isodesk", filled / "export")
    assert done.returncode == 0
    assert (filled / "export" / "documents.csv").read_text("utf-8-sig").startswith("Number,Title")
    facts = filled / "export" / "documents" / "QP-07 Melting" / "document.json"
    assert json.loads(facts.read_text())["number"] == "QP-07"
    assert (facts.parent / "r3 QP-07 Melting rev 3.md").read_text() == PROCEDURE
    again = isodesk("export", filled / "firm.isodesk", filled / "export")
    assert again.returncode == 1 and "is not empty" in again.stderr


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("controlled", "CONTROLLED COPY"),
        ("uncontrolled", "UNCONTROLLED"),
        ("draft", "DRAFT"),
        ("superseded", "SUPERSEDED"),
        ("obsolete", "OBSOLETE"),
    ],
)
def test_stamp_needs_no_file(folder: Path, state: str, said: str) -> None:
    source = folder / "drop" / "WI-12 Core making rev B.pdf"
    out = folder / f"{state}.pdf"
    done = isodesk(
        "stamp",
        source,
        out,
        "--state",
        state,
        "--copy",
        2,
        "--of",
        4,
        "--holder",
        "Core shop",
        "--place",
        "Bench 3",
        "--number",
        "WI-12",
        "--revision",
        "B",
        "--json",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pages"] == 1
    text = text_of(out)
    assert said in text and "not registered" in text and "WI-12" in text
    assert "Work instruction WI-12, core making" in text


def test_stamp_refuses_in_one_sentence(folder: Path) -> None:
    refused = isodesk(
        "stamp", folder / "drop" / "broken.pdf", folder / "no.pdf", "--state", "draft"
    )
    assert refused.returncode == 1 and refused.stderr.count("\n") == 1
    assert "Traceback" not in refused.stderr and not (folder / "no.pdf").exists()


def test_check_copy_answers(filled: Path) -> None:
    slip = isodesk("check-copy", filled / "firm.isodesk", "0000-0000")
    assert slip.returncode == 1 and "8 of 12 characters" in slip.stdout
    unknown = isodesk("check-copy", filled / "firm.isodesk", "004K-CXWE-VG8M", "--json")
    assert json.loads(unknown.stdout)["word"] in ("unknown", "mistyped")


@pytest.mark.parametrize(
    "wrong", [["list", "x.isodesk", "fishes"], ["stamp", "a.pdf", "b.pdf"], ["new"], ["--nonsense"]]
)
def test_wrong_usage_exits_with_2(wrong: list[str]) -> None:
    said = isodesk(*wrong)
    assert said.returncode == 2 and "usage: isodesk" in said.stderr


def test_help_and_version() -> None:
    command = [sys.executable, "-m", "isodesk", "--version"]
    assert subprocess.check_output(command).startswith(b"isodesk ")
    commands = (
        "new",
        "sample",
        "import",
        "list",
        "issue",
        "stamp",
        "check-copy",
        "verify",
        "backup",
        "restore",
        "export",
        "demo",
    )
    overview = isodesk("--help").stdout
    for command in commands:
        assert command in overview
    assert "HOLDER@PLACE" in isodesk("issue", "--help").stdout


def test_a_file_that_is_not_ours(folder: Path) -> None:
    strange = folder / "strange.isodesk"
    strange.write_text("hello")
    for command in (["verify", strange], ["list", strange, "people"], ["check-copy", strange, "1"]):
        said = isodesk(*command)
        assert said.returncode == 1 and said.stderr == "strange.isodesk is not an isodesk file.\n"


def test_a_disk_that_is_full_or_away_is_one_sentence(filled: Path) -> None:
    """Every place a command writes to, on a device that is always full or a folder that is none."""
    firm, pdf = filled / "firm.isodesk", filled / "drop" / "WI-12 Core making rev B.pdf"
    none = filled / "drop" / "broken.pdf" / "inside"
    for command in (
        ["stamp", pdf, none / "out.pdf", "--state", "draft"],
        ["stamp", filled / "drop", filled / "out.pdf", "--state", "draft"],
        ["backup", firm, none],
        ["export", firm, none],
        ["new", none / "x.isodesk", "--company", "X", "--officer", "Y"],
        ["sample", none / "x.isodesk"],
        ["restore", firm, none / "x.isodesk"],
        ["restore", none, firm],
        ["import", firm, none],
        ["verify", filled],
        ["list", none, "people"],
    ):
        said = isodesk(*command)
        assert said.returncode == 1, (command, said.stdout)
        assert "Traceback" not in said.stderr and said.stderr.count("\n") <= 1, said.stderr


def test_help_of_a_command_says_what_it_does() -> None:
    for command in ("verify", "import", "stamp", "restore"):
        overview = " ".join(isodesk(command, "--help").stdout.split())
        assert overview.count(".") >= 1 and "show this help" in overview
    assert "Bring files or folders in as documents." in isodesk("import", "--help").stdout


def test_new_and_sample_say_json(tmp_path: Path) -> None:
    made = isodesk(
        "new", tmp_path / "a.isodesk", "--company", "Harrow", "--officer", "Anna", "--json"
    )
    assert json.loads(made.stdout) == {"path": str(tmp_path / "a.isodesk"), "company": "Harrow"}


def test_a_word_file_becomes_written_text_and_says_what_is_lost(tmp_path: Path) -> None:
    from tests.intake.word_making import p, word

    folder = prepared(tmp_path)
    file, source = folder / "firm.isodesk", folder / "QP-31 Ladles.docx"
    source.write_bytes(word(p("Scope", "Heading1") + p("x", run="<w:rPr><w:vanish/></w:rPr>")))
    done = isodesk("import", file, source, "--written", "--json")
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)
    assert told["losses"][0] == "Hidden text is left out: “x” (1)."


def test_a_work_copy_is_taken_out_and_handed_back(tmp_path: Path) -> None:
    made = tmp_path / "firm.isodesk"
    isodesk("new", made, "--company", "Harrow", "--officer", "Anna Reyes")
    cloud = tmp_path / "Cloud"
    (cloud / ".stfolder").mkdir(parents=True)
    path = made.rename(cloud / made.name)
    live = isodesk("import", path, tmp_path)
    assert live.returncode == 1 and "It lies in Syncthing" in live.stderr
    refused = isodesk("new", cloud / "new.isodesk", "--company", "X", "--officer", "Y")
    assert refused.returncode == 1 and "A company is not kept at" in refused.stderr
    taken = json.loads(isodesk("take-out", path, tmp_path / "here", "--json").stdout)
    copy = Path(taken["path"])
    assert copy.parent == tmp_path / "here"
    done = json.loads(isodesk("hand-back", copy, "--json").stdout)
    assert Path(done["path"]) == path and Path(done["kept"]).is_file()
    assert isodesk("verify", path, "--head", done["head"]).returncode == 0
    assert isodesk("hand-back", path).returncode == 1


def test_a_copy_is_continued_by_a_word(tmp_path: Path) -> None:
    made, copy = tmp_path / "firm.isodesk", tmp_path / "copy.isodesk"
    isodesk("new", made, "--company", "Harrow", "--officer", "Anna Reyes")
    copy.write_bytes(made.read_bytes())
    (tmp_path / "QP-07 Melting.md").write_text(PROCEDURE)
    refused = isodesk("import", copy, tmp_path / "QP-07 Melting.md")
    assert refused.returncode == 1 and str(made) in refused.stderr
    went_on = isodesk("import", copy, tmp_path / "QP-07 Melting.md", "--continue-here")
    assert went_on.returncode == 0, went_on.stderr


def test_backups_on_the_ladder_and_a_damaged_file_put_right(filled: Path, tmp_path: Path) -> None:
    firm, drive = tmp_path / "firm.isodesk", tmp_path / "drive"
    firm.write_bytes((filled / "firm.isodesk").read_bytes())
    made = json.loads(isodesk("backup", firm, drive, "--ladder", "--json").stdout)
    assert Path(made["path"]).stem.endswith(" auto")
    shown = isodesk("repair", firm, "--show")
    assert shown.returncode == 0 and "is whole" in shown.stdout
    connection = sqlite3.connect(firm)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in (kept := guards.fetchall()):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE record SET title = 'Forged' WHERE kind = 'document'")
    for _, sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()
    plan = json.loads(isodesk("repair", firm, "--show", "--json").stdout)
    assert {source for _, source in plan["items"]} == {"the history"} and not plan["kept"]
    done = isodesk("repair", firm, "--as", "Anna Reyes")
    assert done.returncode == 0 and "Put right." in done.stdout
    assert isodesk("verify", firm).returncode == 0
