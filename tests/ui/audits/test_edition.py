"""Another edition for an audit, chosen in its form: what becomes of its questions is shown."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from isodesk.core.rows import Group, Row
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.edition_dialog import EditionDialog
from tests.audits import audit, audit_of, held
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]

Make = Callable[..., Page]


def chosen(shown: Page, key: str) -> EditionDialog:
    """The next edition, chosen by key in the form that stands, with the dialog it brings."""
    form = shown.record.form()
    assert form is not None
    form.finish()
    field = form.fields[key]
    form.go_to(key)
    shown.qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    shown.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, EditionDialog))


def groups(dialog: EditionDialog) -> list[Group]:
    """The headings of its list."""
    every = (dialog.model.entry(at) for at in range(dialog.model.rowCount()))
    return [each for each in every if isinstance(each, Group)]


def test_what_becomes_of_the_questions_is_shown_and_done(page: Make) -> None:
    shown = page(wide=1280, high=800)
    questions = held(shown.space)
    made = audit_of(shown.space, questions[0].id)
    for question in questions[:3]:
        shown.space.auditing.answer(question.id, Answer(Verdict.CONFORM, "Seen."))
    shown.open(made, "audit")
    dialog = chosen(shown, "iso14001")
    assert dialog.head.text() == "ISO 14001:2015 becomes ISO 14001:2026"
    assert [g.heading.partition(",")[0] for g in groups(dialog)] == [
        "With a verdict",
        "Asked by ISO 14001:2015 only",
        "Asked by ISO 14001:2026 only",
        "Without a verdict",
    ]
    _picture(dialog, "edition")
    assert not dialog.answered.isChecked() and dialog.take_out.isChecked()
    assert "kept as answered" in str([g.note for g in groups(dialog)])
    dialog.answered.click()
    assert "carried over" in str([g.note for g in groups(dialog)])
    dialog.answered.click()
    shown.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    shown.settle()
    assert shown.space.entries.get(made).shown["iso14001"] == "2026"
    shown.record.show_tab("audit_question")
    shown.settle()
    tab = shown.record.lines_tab("audit_question")
    assert tab is not None
    entries = (tab.model.entry(at) for at in range(tab.model.rowCount()))
    rows = [each for each in entries if isinstance(each, Row)]
    assert sum("14001:2015" in str(row.values[6]) for row in rows) == 3, "they are marked"
    said = " ".join(tab.summary.sentences())
    assert "ISO 14001:2015: 3 of 3" in said and "ISO 14001:2026" in said
    _picture(shown.record.window(), "edition-marked")
    shown.record.undo()
    shown.settle()
    assert shown.space.entries.get(made).shown["iso14001"] == "2015"
    assert shown.space.auditing.questions(made) == tuple(
        shown.space.auditing.question(q.id) for q in questions
    )


def test_left_as_it_was_the_field_shows_what_stands(page: Make) -> None:
    shown = page()
    made = audit_of(shown.space, held(shown.space)[0].id)
    shown.open(made, "audit")
    dialog = chosen(shown, "iso9001")
    dialog.reject()
    shown.settle()
    form = shown.record.form()
    assert form is not None and form.fields["iso9001"].value() == "E2015"
    assert shown.space.entries.get(made).shown["iso9001"] == "2015"


def test_without_questions_nothing_is_asked(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    shown.open(made, "audit")
    with pytest.raises(StopIteration):
        chosen(shown, "iso9001")
    assert shown.space.entries.get(made).shown["iso9001"] == "2026"
    shown.record.undo()
    shown.settle()
    assert shown.space.entries.get(made).shown["iso9001"] == "2015"


def _picture(widget: QWidget, name: str) -> None:
    if folder := os.environ.get("ISODESK_PICTURES"):
        widget.grab().save(str(Path(folder) / f"{name}.png"))
