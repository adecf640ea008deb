"""Prints and working papers of an audit in the menu of its record, on the real page."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

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
