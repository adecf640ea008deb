"""The firm calls the grades of findings by its own words: in the register, in import and filter,
on the paper; stored stays what was meant."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from isodesk.core.filters import Condition, words
from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.registers.audit_words import Grade, Verdict
from isodesk.services.audit_values import Answer
from isodesk.services.handing_over import open_package
from isodesk.services.lists import as_table
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.verify import verify
from tests import audits
from tests.printing.reading import packed, text_of
from tests.services.test_register_export import read_back

WORDS = {"MAJOR": "Critical", "MINOR": "Slip"}


def finding(space: Workspace) -> tuple[int, int]:
    """(audit, finding) of a question that was graded minor."""
    first = audits.held(space)[0].id
    space.auditing.answer(first, Answer(Verdict.MINOR, "Old sheet at mixer 2. It was taken away."))
    made = space.audit_findings.save(first, space.audit_findings.draft(first))
    return audits.audit_of(space, first), made


def test_lists_records_and_typed_words_are_the_firms(workspace: Workspace) -> None:
    _, made = finding(workspace)
    assert workspace.entries.get(made).shown["grade"] == "Minor nonconformity"
    workspace.grade_words.save(WORDS)
    assert workspace.entries.get(made).shown["grade"] == "Slip"
    found = workspace.entry_lists.rows("finding")
    (row,) = found.page(None, 10).rows
    assert "Slip" in str(row.values)
    kind = workspace.catalogue.get("finding").by_key["grade"].kind
    assert [kind.parse(t) for t in ("slip", "Minor nonconformity", "MINOR", "Critical")] == [
        "MINOR",
        "MINOR",
        "MINOR",
        "MAJOR",
    ]
    with pytest.raises(Refused, match="Critical, Slip, Observation"):
        kind.parse("Terrible")
    kept = workspace.desk.file.reader().execute("SELECT grade FROM finding")
    assert kept.fetchall() == [("MINOR",)]
    workspace.grade_words.save({})
    assert workspace.entries.get(made).shown["grade"] == "Minor nonconformity"


def test_report_and_blank_checklist_use_the_firms_words(workspace: Workspace) -> None:
    audit, _ = finding(workspace)
    workspace.grade_words.save(WORDS)
    report = packed(text_of(workspace.register_prints.record("audit", "report", audit)))
    assert packed("Slip: Minor nonconformity") in report
    assert packed("Critical: Major nonconformity") in report
    _, blank = workspace.audit_on_paper.print(audit)
    assert "Slip" in text_of(blank) and "Minor" not in text_of(blank)


def test_everything_that_leaves_says_the_firms_words_and_both_are_understood(
    workspace: Workspace, tmp_path: Path
) -> None:
    audit, made = finding(workspace)
    books = {}
    for named in ({}, WORDS):
        workspace.grade_words.save(named)
        for kind in ("audit", "finding"):
            for ending in (".xlsx", ".csv"):
                path = tmp_path / f"{kind}-{len(named)}{ending}"
                workspace.register_export.write(kind, path)
                books[kind, len(named), ending] = path
    book = CalamineWorkbook.from_path(books["audit", 2, ".xlsx"])
    told = str(book.get_sheet_by_name("Checklist").to_python())
    assert "'Slip'" in told and "Minor" not in told
    assert "Slip" in books["finding", 2, ".csv"].read_text("utf-8-sig")
    for (kind, _, _), path in books.items():  # the firm's words and those isodesk came with
        assert read_back(workspace, path, kind) == (0, 0, 1, 0)
    record = text_of(workspace.entry_sheets.record(audit, workspace.histories.of(audit)))
    rows = workspace.entry_lists.rows("finding")
    listed = text_of(
        workspace.sheets.listing("Findings", "finding", as_table(rows, keys=("number", "grade")), 1)
    )
    answers = text_of(workspace.register_prints.record("audit", "answers", audit))
    for text in (record, listed, answers):
        assert "Slip" in text and "Minor" not in text
    value = workspace.entries.get(audit)
    assert {line.shown["verdict"] for line in value.lines["audit_question"]} == {"", "Slip"}
    assert made


def test_history_and_filters_say_the_firms_words(workspace: Workspace) -> None:
    audit, made = finding(workspace)
    workspace.entries.change(made, {"grade": "MAJOR"})
    workspace.grade_words.save(WORDS)
    told = {
        (f.column, f.old, f.new)
        for record in (audit, made)
        for e in workspace.histories.of(record)
        for f in e.fields
    }
    assert ("verdict", "", "Slip") in told and ("grade", "Slip", "Critical") in told
    assert ("grade", "", "Slip") in told
    fields = workspace.entry_lists.fields("finding")
    grade = fields.by_key["grade"]
    condition = Condition("grade", "one_of", ("MAJOR", "MINOR"))
    assert words(condition, grade, fields.names) == "Grade: Critical or Slip"
    assert ("MAJOR", "Critical") in fields.offered(grade)


def test_a_colleagues_laptop_has_the_firms_words(
    workspace: Workspace, tmp_path: Path, reader: Reader
) -> None:
    audit, _ = finding(workspace)
    workspace.grade_words.save(WORDS)
    sent = workspace.handing_over.hand_over(audit, "Robin Amsel")
    there = open_package(sent.content, sent.code, tmp_path / "b.isodesk", Settings(), reader)
    assert there.grade_words.get() == WORDS
    there.close()


def test_a_grade_that_is_missing_is_asked_for_in_the_firms_words(workspace: Workspace) -> None:
    first = audits.held(workspace)[0].id
    workspace.grade_words.save(WORDS)
    with pytest.raises(Refused, match="Grade it first: Critical, Slip, Observation"):
        workspace.audit_findings.draft(first)


def test_words_that_would_mislead_are_refused_under_their_grade(workspace: Workspace) -> None:
    for word, why in (
        ("Conform", "something else"),
        ("observation", "Another grade"),
        ("x" * 33, "At most 32"),
    ):
        with pytest.raises(Refused, match=why) as refused:
            workspace.grade_words.save({"MAJOR": word})
        assert [p.field for p in refused.value.problems] == ["MAJOR"]
    with pytest.raises(Refused, match="something else"):
        workspace.grade_words.save({"MAJOR": "Deviation", "MINOR": "deviation"})
    assert workspace.grade_words.get() == {}


def test_words_stand_in_the_history_and_the_file_stays_whole(workspace: Workspace) -> None:
    workspace.grade_words.save(WORDS)
    assert workspace.grade_words.get() == WORDS
    whys = workspace.desk.file.reader().execute("SELECT why FROM change")
    assert ("Words of the grades",) in whys.fetchall()
    path: Path = workspace.path
    assert verify(path).whole
    assert {grade.name for grade in Grade} <= {v.name for v in Verdict}
