"""Prints and working papers of an audit in the menu of its record, on the real page."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.registers.more_menu import fill_steps
from tests import audits
from tests.ui.registers.conftest import Page


def test_the_menu_of_an_audit_prints_and_packs(page: Callable[..., Page], tmp_path: Path) -> None:
    shown = page()
    audit = audits.audit(shown.space)
    shown.open(audit, "audit")
    menu = QMenu()
    fill_steps(menu, shown.record)
    words = [action.text() for action in menu.actions()]
    for each in ("Audit plan", "Opening meeting", "Closing meeting", "Audit report"):
        assert f"Print: {each}" in words
    assert "Print: Report as issued" not in words and "Working papers (ZIP)…" in words
    shown.record.steps.export_own("papers", tmp_path / "papers")
    shown.settle()
    with zipfile.ZipFile(tmp_path / "papers.zip") as pack:
        assert "index.csv" in pack.namelist()
    assert any("papers.zip" in said for said in shown.said)


def test_issuing_keeps_the_report_and_the_menu_shows_it(page: Callable[..., Page]) -> None:
    shown = page()
    asked = audits.held(shown.space, "process:purchasing", conclusions="It works.")
    for each in asked:
        shown.space.auditing.answer(each.id, Answer(Verdict.CONFORM))
    audit = audits.audit_of(shown.space, asked[0].id)
    shown.space.entries.take(audit, "finish_onsite")
    shown.open(audit, "audit")
    shown.record.steps.take("issue_the_report")
    shown.settle()
    assert shown.record.facts().entry.state == "issued"
    assert ("issued", "Report as issued") in shown.record.steps.own_prints()
    (kept,) = shown.space.links.files_of(audit)
    assert kept.name.endswith("report as issued.pdf")
