"""A draft's Word file is turned into written text through the record, by way of its losses."""

from pathlib import Path

import pytest

from isodesk.documents.values import Content
from isodesk.intake import office
from isodesk.services.content import Brought
from isodesk.ui.documents.turn_dialog import TurnDialog
from tests.intake.word_making import p, word
from tests.ui.documents.conftest import Desk

HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
WORD = word(p("Scope", "Heading1") + p("Hold it level.") + p("between us", run=HIDDEN))


def put_word(desk: Desk, name: str = "Spill.docx", data: bytes = WORD) -> int:
    newest = desk.space.documents.get(desk.id_of("Spill response")).newest
    assert newest is not None
    look = desk.space.contents.look_at(name, data)
    media = f"application/x-{look.kind}"
    brought = Brought(name, data, media, Content.OFFICE, None, "", 0, (), look.facts)
    desk.space.contents.set(newest.id, brought)
    return newest.id


def test_the_losses_are_shown_before_it_is_taken(desk: Desk) -> None:
    revision = put_word(desk)
    desk.open("Spill response")
    box = desk.page.record.details.content
    assert box.turn.isVisible() and box.turn.isEnabled()
    box.turn.click()
    dialog = desk.dialog(TurnDialog)
    desk.settle()
    assert dialog.counts.text() == "Carried: 1 heading, 1 paragraph."
    shown = [row[1] for row in dialog.as_table().rows]
    assert "Hidden text is left out: “between us” (1)." in shown
    assert dialog.hint.text() == "Nothing is written until you turn it."
    value = desk.space.documents.get(desk.id_of("Spill response")).newest
    assert value is not None and value.content is Content.OFFICE
    dialog.go.click()
    desk.settle()
    assert desk.said[-1] == "Spill.docx is written text now."
    assert box.name.text() == "Written in isodesk, from Spill.docx."
    assert "between us" in box.notes.text() and not box.turn.isVisible()
    assert len(desk.space.written.tree(revision).blocks) == 2


def test_cancelling_leaves_the_word_file(desk: Desk) -> None:
    put_word(desk)
    desk.open("Spill response")
    desk.page.record.details.content.turn.click()
    dialog = desk.dialog(TurnDialog)
    desk.settle()
    dialog.reject()
    value = desk.space.documents.get(desk.id_of("Spill response")).newest
    assert value is not None and value.content is Content.OFFICE


def test_the_losses_go_to_a_spreadsheet(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_word(desk)
    desk.open("Spill response")
    desk.page.record.details.content.turn.click()
    dialog = desk.dialog(TurnDialog)
    desk.settle()
    target = tmp_path / "losses.csv"
    monkeypatch.setattr("isodesk.ui.list_tools.asked_path", lambda *_: target)
    dialog.export_losses()
    desk.settle()
    assert "Hidden text is left out" in target.read_text("utf-8-sig")
    dialog.reject()


def test_it_is_offered_for_word_files_of_drafts_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("Melting and pouring")
    assert not desk.page.record.details.content.turn.isVisible()
    put_word(desk, "old.rtf", b"{\\rtf1\\ansi Sand}")
    monkeypatch.setattr(office, "available", lambda: None)
    desk.open("Spill response")
    turn = desk.page.record.details.content.turn
    assert turn.isVisible() and not turn.isEnabled()
    assert "LibreOffice is not installed" in turn.toolTip()
