"""The firm calls the grades of findings by its own words: in the register, in import and filter,
on the paper; stored stays what was meant."""

from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Grade, Verdict
from isodesk.services.audit_values import Answer
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests import audits
from tests.printing.reading import packed, text_of

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
