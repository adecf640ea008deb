"""The company, its people and its document types, through their own dialogs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.documents.values import Systems
from isodesk.paths import resource
from isodesk.services.workspace import Workspace
from isodesk.ui.company_dialog import CompanyDialog, NewCompanyDialog
from isodesk.ui.jobs import Jobs
from isodesk.ui.people_dialog import PeopleDialog
from isodesk.ui.types_dialog import TypesDialog
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)


@pytest.fixture
def people(qtbot: QtBot, office: Office, jobs: Jobs) -> Iterator[PeopleDialog]:
    dialog = PeopleDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    yield dialog


@pytest.fixture
def types(qtbot: QtBot, office: Office, jobs: Jobs) -> Iterator[TypesDialog]:
    dialog = TypesDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    yield dialog


def test_a_person_is_added_as_soon_as_the_name_stands(
    qtbot: QtBot, office: Office, jobs: Jobs, people: PeopleDialog
) -> None:
    qtbot.mouseClick(people.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(people.fields["name"].editor, "Ida Brandt")
    qtbot.keyClick(people.fields["name"].editor, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    qtbot.keyClicks(people.fields["roles"].editor, "Metallurgist")
    qtbot.keyClick(people.fields["roles"].editor, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    found = [p for p in office.space.companies.people() if p.name == "Ida Brandt"]
    assert [p.roles for p in found] == ["Metallurgist"]
    assert people.count.text() == "5 of 5"
    assert people.list.chosen_id() == found[0].id


def test_fields_typed_faster_than_they_are_kept_are_all_kept(
    qtbot: QtBot, office: Office, jobs: Jobs, people: PeopleDialog
) -> None:
    people.begin_new()
    for field, words in (("name", "Ida Brandt"), ("roles", "Metallurgist"), ("phone", "12")):
        people.fields[field].put(words)
        people.fields[field].commit()
    people.list.choose(office.people["Tom Hale"])
    people.fields["department"].put("Works")
    people.fields["department"].commit()
    idle(qtbot, jobs)
    idle(qtbot, jobs)
    kept = {p.name: p for p in office.space.companies.people()}
    assert (kept["Ida Brandt"].roles, kept["Ida Brandt"].phone) == ("Metallurgist", "12")
    assert (kept["Tom Hale"].department, kept["Tom Hale"].roles) == ("Works", "Works manager")
    assert people.fields["name"].value() == "Tom Hale" and len(kept) == 5


def test_what_is_being_typed_survives_the_saving_of_another_field(
    qtbot: QtBot, office: Office, jobs: Jobs, people: PeopleDialog
) -> None:
    people.begin_new()
    people.fields["name"].put("Ida Brandt")
    people.fields["name"].commit()
    people.fields["roles"].put("Metal")
    idle(qtbot, jobs)
    assert people.fields["roles"].value() == "Metal"


def test_a_twin_is_refused_under_the_field(qtbot: QtBot, jobs: Jobs, people: PeopleDialog) -> None:
    people.begin_new()
    qtbot.keyClicks(people.fields["name"].editor, "Tom Hale")
    qtbot.keyClick(people.fields["name"].editor, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    assert people.fields["name"].problem().startswith("Somebody has this name already")


def test_who_has_left_stays_in_the_list(
    qtbot: QtBot, office: Office, jobs: Jobs, people: PeopleDialog
) -> None:
    people.list.choose(office.people["Tom Hale"])
    qtbot.mouseClick(people.ticks["active"], Qt.MouseButton.LeftButton, pos=_box(people))
    idle(qtbot, jobs)
    tom = next(p for p in office.space.companies.people() if p.name == "Tom Hale")
    assert not tom.active and people.count.text() == "4 of 4"


def _box(people: PeopleDialog):  # type: ignore[no-untyped-def]
    return people.ticks["active"].rect().center() - people.ticks["active"].rect().center() * 0.9


def test_the_list_filters_and_exports_what_is_seen(
    qtbot: QtBot, office: Office, people: PeopleDialog, tmp_path: Path
) -> None:
    people.list.setFocus()
    qtbot.keyClicks(people.list, "m")
    qtbot.keyClicks(people.filter.line, "arta")
    assert people.count.text() == "1 of 4"
    table = people.as_table()
    assert table.rows == (("Marta Lind", "Managing director", "", "", "", "Person", "Active"),)


def test_a_type_shows_what_its_numbers_look_like_while_typing(
    qtbot: QtBot, office: Office, jobs: Jobs, types: TypesDialog
) -> None:
    types.list.choose(office.types["procedure"])
    mask = types.fields["mask"]
    mask.editor.setFocus()
    mask.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(mask.editor, "{prefix}/{year}/{seq:03}")
    assert "The seventh looks like QP/2026/007." in mask._hint.text()
    qtbot.keyClick(mask.editor, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    assert office.space.documents.next_number(office.types["procedure"]) == "QP/2026/001"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("mask", "{prefix}", "has no counter"),
        ("review_months", "many", "Between 0"),
        ("name", "Policy", "Another type has this name"),
    ],
)
def test_a_type_that_cannot_work_is_refused_under_its_field(
    qtbot: QtBot, jobs: Jobs, office: Office, types: TypesDialog, field: str, typed: str, says: str
) -> None:
    types.list.choose(office.types["procedure"])
    types.fields[field].put(typed)
    types.fields[field].commit()
    idle(qtbot, jobs)
    assert says in types.fields[field].problem()


def test_a_type_of_ones_own_is_added_and_taken_out_of_use(
    qtbot: QtBot, office: Office, jobs: Jobs, types: TypesDialog
) -> None:
    types.begin_new()
    for field, words in (("prefix", "DWG"), ("name", "Drawing")):
        types.fields[field].put(words)
        types.fields[field].commit()
        idle(qtbot, jobs)
    drawing = next(t for t in office.space.companies.types() if t.name == "Drawing")
    assert (drawing.prefix, drawing.mask) == ("DWG", "{prefix}-{seq:02}")
    types.ticks["active"].click()
    idle(qtbot, jobs)
    assert "Drawing" not in [t.name for t in office.space.companies.types(active_only=True)]


def test_the_company_is_changed_with_its_logo(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    dialog = CompanyDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    dialog.name.put("")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    assert dialog.name.problem() == "A company needs a name."
    dialog.name.put("Harrow Pumps")
    dialog.environment.setChecked(False)
    (tmp_path / "no.png").write_text("words")
    dialog.use_logo(tmp_path / "no.png")
    assert "no PNG or JPEG" in dialog.logo_words.text()
    dialog.use_logo(resource("samples", "logo.png"))
    with qtbot.waitSignal(dialog.saved):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    kept = office.space.companies.get()
    assert (kept.name, kept.systems) == ("Harrow Pumps", Systems.QUALITY)
    assert kept.logo == resource("samples", "logo.png").read_bytes()


def test_what_is_read_only_can_be_read_and_says_why(
    qtbot: QtBot, office: Office, jobs: Jobs
) -> None:
    office.space.desk.file.read_only = "Open elsewhere."
    for made in (PeopleDialog(office.space, jobs), TypesDialog(office.space, jobs)):
        qtbot.addWidget(made)
        idle(qtbot, jobs)
        assert not made.add.isEnabled() and made.add.toolTip() == "Open elsewhere."
        assert made.hint.text() == "Open elsewhere."
        assert made.fields["name"].value()
    company = CompanyDialog(office.space, jobs)
    qtbot.addWidget(company)
    idle(qtbot, jobs)
    assert not company.go.isEnabled() and company.name.value() == "Harrow Test Pumps"


def test_a_company_is_founded_from_the_menu(
    qtbot: QtBot, office: Office, tmp_path: Path, dressed: None
) -> None:
    from isodesk.ui.founding import founding_of

    dialog = NewCompanyDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.submit()
    assert dialog.form.company.problem() and dialog.form.who.problem()
    qtbot.keyClicks(dialog.form.company.line, "Brackwater Pumps")
    qtbot.keyClicks(dialog.form.who.line, "Ruth Okafor")
    with qtbot.waitSignal(dialog.founded) as told:
        dialog.form.submit()
    answers = told.args[0]
    assert answers.path == tmp_path / "Brackwater Pumps.isodesk"
    desk = office.space.desk
    space = Workspace.create(answers.path, founding_of(answers), office.space.settings, desk.reader)
    assert space.company_name == "Brackwater Pumps" and space.desk.actor.name == "Ruth Okafor"
    space.close()


def test_a_type_may_come_from_outside(
    qtbot: QtBot, office: Office, jobs: Jobs, types: TypesDialog
) -> None:
    types.list.choose(office.types["permit"])
    assert types.ticks["external"].isChecked()
    types.list.choose(office.types["plan"])
    assert not types.ticks["external"].isChecked()
    types.ticks["external"].click()
    idle(qtbot, jobs)
    kept = {t.key: t.external for t in office.space.companies.types()}
    assert kept["plan"] and kept["permit"] and not kept["procedure"]


def test_the_company_says_how_often_still_valid_is_enough(
    qtbot: QtBot, office: Office, jobs: Jobs
) -> None:
    dialog = CompanyDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    assert dialog.times.value() == "3"
    dialog.times.put("many")
    dialog.go.click()
    idle(qtbot, jobs)
    assert dialog.times.problem() == "Between 0 (never) and 20 times."
    dialog.times.put("2")
    dialog.go.click()
    idle(qtbot, jobs)
    assert office.space.companies.get().still_valid_most == 2
