"""Read and understood: who is asked, who has signed, and what happens when things change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import zxingcpp

from isodesk.core.problems import Refused
from isodesk.documents.qr_text import read_qr
from isodesk.documents.reading import AckValue, How, Keyed
from isodesk.printing.keeping_sheets import SignRow, SignSheet
from isodesk.printing.sign_sheet import sign_sheet_pdf
from isodesk.services.company import PersonValue
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.printing import samples
from tests.printing.reading import pages_of, picture
from tests.services.firm import Firm


def open_ones(firm: Firm, document: int) -> list[AckValue]:
    return [a for a in firm.space.reading.of_document(document) if a.open]


def names(acks: list[AckValue]) -> list[str]:
    return [a.name for a in acks]


def due_words(space: Workspace) -> list[tuple[str, str, date, int]]:
    return [(d.number, d.what, d.on, d.count) for d in space.glance().due if d.what == "read"]


def worker(firm: Firm, name: str, roles: str) -> int:
    return firm.space.companies.save_person(PersonValue(0, name, roles))


def test_readers_are_asked_at_issue_and_the_old_ones_end(firm: Firm) -> None:
    document = firm.draft()
    firm.space.reading.set_readers(document, [firm.anna, firm.tom])
    assert firm.space.reading.of_document(document) == ()
    firm.issued(document)
    asked = open_ones(firm, document)
    assert [(a.name, a.row, a.due_on) for a in asked] == [
        ("Anna Reyes", 1, firm.today() + timedelta(days=14)),
        ("Tom Hale", 2, firm.today() + timedelta(days=14)),
    ]
    assert due_words(firm.space) == [("QP-01", "read", firm.today() + timedelta(days=14), 2)]
    firm.space.reading.sign(asked[0].id)
    assert due_words(firm.space)[0][3] == 1
    second = firm.revised(document)
    assert names(open_ones(firm, document)) == ["Tom Hale"]
    firm.issued(document)
    acks = firm.space.reading.of_document(document)
    assert [(a.label, a.name, a.open) for a in acks] == [
        ("2", "Anna Reyes", True),
        ("2", "Tom Hale", True),
        ("1", "Anna Reyes", False),
        ("1", "Tom Hale", False),
    ]
    assert acks[2].done_on is not None and acks[3].ended
    assert {a.revision_id for a in open_ones(firm, document)} == {second}
    firm.space.documents.withdraw(document, "No longer melted", firm.anna)
    assert open_ones(firm, document) == [] and due_words(firm.space) == []
    assert verify(firm.space.path, remembered=False).whole


def test_a_role_stands_for_those_who_bear_it_now(firm: Firm) -> None:
    document = firm.draft()
    melter = firm.space.companies.save_person(PersonValue(0, "Melter", is_role=True))
    worker(firm, "Ida Berg", "Melter, First aider")
    jon = worker(firm, "Jon Dahl", "Pattern maker")
    firm.space.reading.set_readers(document, [melter], days=7)
    firm.issued(document)
    assert names(open_ones(firm, document)) == ["Ida Berg"]
    assert open_ones(firm, document)[0].due_on == firm.today() + timedelta(days=7)
    firm.clock.later(days=3)
    firm.space.companies.save_person(PersonValue(jon, "Jon Dahl", "pattern maker,  melter"))
    asked = open_ones(firm, document)
    assert [(a.name, a.row, a.asked_on) for a in asked] == [
        ("Ida Berg", 1, firm.today() - timedelta(days=3)),
        ("Jon Dahl", 2, firm.today()),
    ]
    firm.space.companies.save_person(PersonValue(jon, "Jon Dahl", "Melter", active=False))
    assert names(open_ones(firm, document)) == ["Ida Berg"]
    firm.space.companies.save_person(PersonValue(jon, "Jon Dahl", "Melter"))
    assert [(a.name, a.row) for a in open_ones(firm, document)] == [
        ("Ida Berg", 1),
        ("Jon Dahl", 2),
    ]
    readers = firm.space.reading.readers(document)
    assert [(r.name, r.is_role, r.people) for r in readers] == [("Melter", True, 2)]


def test_signing_on_screen_names_who_took_it(firm: Firm) -> None:
    document = firm.draft()
    firm.space.reading.set_readers(document, [firm.anna, firm.tom])
    revision = firm.issued(document).revision_id
    anna, tom = open_ones(firm, document)
    firm.space.reading.sign(anna.id)
    firm.space.reading.sign(tom.id, "Explained at the furnace")
    done = firm.space.reading.of_revision(revision)
    assert [(a.how, a.done_on, a.note) for a in done] == [
        (How.SCREEN, firm.today(), ""),
        (How.SCREEN, firm.today(), "Explained at the furnace"),
    ]
    rows = firm.space.desk.file.reader().execute(
        "SELECT name, meaning, coalesce(reason, ''), sha256 FROM signature"
        " WHERE meaning = 'read' ORDER BY id"
    )
    digest = firm.newest(document).master_sha256
    assert rows.fetchall() == [
        ("Anna Reyes", "read", "", digest),
        ("Tom Hale", "read", "Explained at the furnace. taken by Anna Reyes", digest),
    ]
    assert "read" not in {s.meaning.value for s in firm.newest(document).signatures}
    with pytest.raises(Refused, match="Anna Reyes has signed already"):
        firm.space.reading.sign(anna.id)
    happened = [e.what for e in firm.space.histories.of(document)]
    assert any("Read and understood: Tom Hale" in what for what in happened)


def test_a_sign_sheet_is_keyed_back_in(firm: Firm) -> None:
    document = firm.draft()
    firm.space.reading.set_readers(document, [firm.anna, firm.tom, firm.marta])
    revision = firm.issued(document).revision_id
    firm.clock.later(days=5)
    anna, marta, tom = open_ones(firm, document)
    day = firm.today() - timedelta(days=2)
    scan = ("sheet.png", b"a scan", "image/png")
    rows = [Keyed(anna.id, day), Keyed(tom.id, day, "signed for by phone")]
    assert firm.space.reading.key_in(revision, rows, scan) == 2
    assert [(a.row, a.done_on, a.how) for a in firm.space.reading.of_revision(revision)] == [
        (1, day, How.PAPER),
        (2, None, ""),
        (3, day, How.PAPER),
    ]
    assert firm.space.links.files_of(revision)[0].name == "sheet.png"
    told = [f"{f.label}: {f.new}" for e in firm.space.histories.of(document)[:2] for f in e.fields]
    assert told[-2:] == [
        f"{n}: read and understood, 26 Nov 2026" for n in ("Anna Reyes", "Tom Hale")
    ]
    before = firm.head()
    with pytest.raises(Refused, match="Row 2: the day is in the future"):
        firm.space.reading.key_in(revision, [Keyed(marta.id, firm.today() + timedelta(days=1))])
    with pytest.raises(Refused, match="Row 2: revision 1 was issued on 2026-11-23; it was not"):
        firm.space.reading.key_in(revision, [Keyed(marta.id, date(2026, 11, 22))])
    with pytest.raises(Refused, match="Anna Reyes has signed already"):
        firm.space.reading.key_in(revision, [Keyed(marta.id, day), Keyed(anna.id, day)])
    with pytest.raises(Refused, match="No row is keyed in yet"):
        firm.space.reading.key_in(revision, [])
    assert firm.head() == before
    with pytest.raises(Refused, match="Between 0 and 365 days"):
        firm.space.reading.set_readers(document, [firm.anna], days=900)


def test_what_i_have_to_read_waits_for_me(firm: Firm) -> None:
    document = firm.draft()
    firm.space.reading.set_readers(document, [firm.anna, firm.tom])
    firm.issued(document)
    waiting = [w for w in firm.space.glance().waiting if w.step == "read"]
    assert [(w.number, w.person, w.mine) for w in waiting] == [("QP-01", "Anna Reyes", True)]
    firm.space.reading.sign(open_ones(firm, document)[0].id)
    assert [w for w in firm.space.glance().waiting if w.step == "read"] == []


def test_five_hundred_readers_are_one_line_on_today(firm: Firm) -> None:
    document = firm.draft()
    everybody = firm.space.companies.save_person(PersonValue(0, "Everybody", is_role=True))
    from isodesk.core.spine import Person

    with firm.space.desk.unit() as unit:
        unit.session.add_all(
            Person(kind="person", title=f"Worker {n:03}", roles="Everybody", state="open",
                   is_role=False, active=True)
            for n in range(500)
        )  # fmt: skip
    firm.space.reading.set_readers(document, [everybody])
    firm.issued(document)
    assert len(open_ones(firm, document)) == 500
    assert [count for *_, count in due_words(firm.space)] == [500]
    assert replace(open_ones(firm, document)[0]).row == 1


def test_the_sign_sheet_has_a_numbered_line_for_everybody(firm: Firm) -> None:
    document = firm.draft()
    firm.space.reading.set_readers(document, [firm.anna, firm.tom])
    revision = firm.issued(document).revision_id
    with pytest.raises(Refused, match="Nobody is asked to read this revision"):
        firm.space.reading_sheets.sign_sheet(firm.issued(firm.draft("Other")).revision_id)
    firm.space.reading.sign(open_ones(firm, document)[0].id)
    pdf = firm.space.reading_sheets.sign_sheet(revision)
    said = " ".join(pages_of(pdf)[0].split())
    assert "that I have read QP-01, revision 1, that I understand what it asks" in said
    assert "1 Anna Reyes Quality officer 23 Nov 2026 On screen" in said
    assert "2 Tom Hale Works manager" in said and "file state" in said
    codes = [c.text for c in zxingcpp.read_barcodes(picture(pdf, dpi=150))]
    read = [read_qr(text) for text in codes]
    assert [(q.number, q.revision, q.kind, q.code) for q in read if q] == [
        ("QP-01", "1", "READ", "S1")
    ]


def test_a_person_gets_a_print_of_what_they_read(firm: Firm) -> None:
    for title in ("Melting", "Casting"):
        document = firm.draft(title)
        firm.space.reading.set_readers(document, [firm.tom])
        firm.issued(document)
    firm.space.reading.sign(open_ones(firm, document)[0].id)
    said = " ".join(pages_of(firm.space.reading_sheets.person(firm.tom))[0].split())
    assert "Read and understood: Tom Hale" in said and "2 revisions" in said
    assert "QP-01 Melting" in said and "open" in said and "On screen" in said


def test_eighty_rows_on_three_pages_each_with_its_own_code() -> None:
    rows = tuple(SignRow(n, f"Reader {n}", "Melter") for n in range(1, 81))
    text = "ISODESK1 4T7Q2M QP-07 R4 READ -"
    sheet = SignSheet("QP-07", "Release", "4", None, "", None, rows, text)
    pdf = sign_sheet_pdf(sheet, samples.COMPANY, samples.FOOT)
    assert pdf == sign_sheet_pdf(sheet, samples.COMPANY, samples.FOOT)
    pages = pages_of(pdf)
    assert len(pages) == 3 and all("that I have read QP-07" in p for p in pages)
    said = [
        n for n in range(1, 81) if any(f"{n} Reader {n} " in p.replace("\n", " ") for p in pages)
    ]
    assert said == list(range(1, 81))
    codes = [zxingcpp.read_barcodes(picture(pdf, at, 150))[0].text for at in range(3)]
    assert codes == [f"{text} S{n}" for n in (1, 2, 3)]
