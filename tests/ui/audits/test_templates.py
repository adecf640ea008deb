"""Own checklists through the window: all texts edited, ordered, brought in from a sheet and saved
to one, and an audit's new wording saved back."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from isodesk.ui.audits.import_questions_dialog import ImportQuestionsDialog
from isodesk.ui.audits.save_back_dialog import SaveBackDialog
from isodesk.ui.registers.special_acts import acts
from tests.audits import audit, audit_of, held
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]
Make = Callable[..., Page]


def test_all_texts_of_a_question_are_edited_below_the_grid(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = _checklist(shown, "Who may order?", "Is lot 7 kept apart?")
    tab = _tab(shown, made)
    tab.table.setCurrentIndex(tab.model.index(1, 0))
    assert tab.which.text() == "Is lot 7 kept apart?"
    field = tab.texts["look"]
    field.put("Yellow tags\nOn every pallet")
    field.commit()
    shown.settle()
    _picture(shown.page, "template")
    line = shown.space.entries.get(made).lines["check_question"][1]
    assert line.values["look"] == "Yellow tags\nOn every pallet"
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    assert tab.texts["look"].value() == ""
    tab.down.click()
    shown.settle()
    lines = shown.space.entries.get(made).lines["check_question"]
    assert [line.values["ask"] for line in lines] == ["Is lot 7 kept apart?", "Who may order?"]
    assert tab.table.currentIndex().row() == 1
    shown.record.undo()
    shown.settle()
    lines = shown.space.entries.get(made).lines["check_question"]
    assert lines[0].values["ask"] == "Who may order?"


def test_a_sheet_is_shown_before_it_comes(page: Make, tmp_path: Path) -> None:
    shown = page()
    made = _checklist(shown, "Who may order?")
    tab = _tab(shown, made)
    path = tmp_path / "questions.csv"
    path.write_text(
        "Frage;Norm;Status\nWho may order?;;ok\nIst der Lieferant bewertet?;9001 8.4.1;ok\n",
        encoding="utf-8",
    )
    tab.import_from(path)
    dialog = _dialog(shown, ImportQuestionsDialog)
    _picture(dialog, "import-questions")
    assert "“Frage” is Question" in dialog.sub.text() and "“Status”" in dialog.sub.text()
    assert [row.note for row in dialog.model.rows] == ["stands there", "new"]
    dialog.go.click()
    shown.settle()
    assert len(shown.space.entries.get(made).lines["check_question"]) == 2
    out = tmp_path / "out.xlsx"
    tab.export_to(out)
    shown.settle()
    assert out.stat().st_size > 1000
    assert "2 questions saved to out.xlsx." in shown.said
    (tmp_path / "none.csv").write_text("Supplier;Town\nAnders;Leeds\n", encoding="utf-8")
    tab.import_from(tmp_path / "none.csv")
    shown.settle()
    assert "no column of questions" in tab.words.text()


def test_new_wording_is_saved_back_with_what_it_replaces(page: Make) -> None:
    shown = page()
    made = _checklist(shown, "Who may order?", "Is lot 7 kept apart?")
    first = held(shown.space, f"checklist:{made}")[0]
    audit_id = audit_of(shown.space, first.id)
    shown.open(audit_id, "audit")
    assert "Nothing was reworded" in _missing(shown)["Save questions back…"]
    shown.space.auditing.reword(first.id, "Who may order, and who says so?")
    shown.record.read()
    shown.settle()
    assert _missing(shown)["Save questions back…"] == ""
    _run(shown, "Save questions back…")
    dialog = _dialog(shown, SaveBackDialog)
    _picture(dialog, "save-back")
    (row,) = dialog.model.rows
    assert row.note == "instead of “Who may order?”"
    dialog.go.click()
    shown.settle()
    lines = shown.space.entries.get(made).lines["check_question"]
    assert lines[0].values["ask"] == "Who may order, and who says so?"


def test_the_menu_offers_what_concerns_the_checklist(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    shown.open(made, "audit")
    missing = _missing(shown)
    assert missing["Choose questions…"] == ""
    assert "no question yet" in missing["Checklist on paper…"]
    _run(shown, "Choose questions…")
    shown.settle()
    assert shown.record.tab() == "audit_question"


def test_an_audit_is_planned_again_from_its_menu(page: Make) -> None:
    shown = page()
    made = audit_of(shown.space, held(shown.space, "process:purchasing")[0].id)
    shown.space.entries.change(made, {"not_covered": "Asked on the telephone."})
    shown.space.entries.take(made, "finish_onsite")
    shown.open(made, "audit")
    shown.record.steps.grow("plan_again")
    shown.settle()
    audits = shown.space.entry_lists.total("audit")
    assert audits == 2


def _checklist(shown: Page, *asks: str) -> int:
    made = shown.space.entries.new("checklist", {"title": "Purchasing"})
    for ask in asks:
        shown.space.entry_lines.put(made, "check_question", {"ask": ask, "section": "Desk"})
    return int(made)


def _tab(shown: Page, made: int) -> Any:
    shown.open(made, "checklist")
    shown.record.show_tab("check_question")
    shown.settle()
    return shown.record.lines_tab("check_question")


def _missing(shown: Page) -> dict[str, str]:
    return {act.words: missing for act, missing in acts(shown.record.facts())}


def _run(shown: Page, words: str) -> None:
    act = next(act for act, _ in acts(shown.record.facts()) if act.words == words)
    act.run(shown.record, shown.record.facts())


def _dialog(shown: Page, kind: type) -> Any:
    shown.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _picture(widget: Any, name: str) -> None:
    """For who wants to look: ISODESK_PICTURES names a folder."""
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))
