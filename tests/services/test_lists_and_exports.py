"""Every list in every order and filter, and what leaves the file for other programs."""

import csv
import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from isodesk.core.problems import Cancelled, Refused
from isodesk.documents.care_values import HeldReview, NewChange, Outcome
from isodesk.documents.values import CopyState, NewDocument, State
from isodesk.services.content import brought_text
from isodesk.services.document_filter import DocumentFilter
from isodesk.services.exports import as_csv, as_xlsx
from isodesk.services.lists import Table, all_rows, as_table
from isodesk.services.workspace import Workspace
from isodesk.store.rows import SqlRows
from tests.services.firm import HALL, TEXT, Firm

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\u00a0@SUM(A1)",
    "＝1+1",
    '\n=HYPERLINK("http://x.example")',
)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def numbers(rows: SqlRows) -> list[str]:
    at = [c.key for c in rows.columns].index("number")
    return [str(r.values[at]) for r in all_rows(rows)]


@pytest.mark.parametrize("which", ["documents", "copies", "people", "due"])
def test_every_column_sorts_both_ways_and_pages_hold_everything(
    sample: Workspace, which: str
) -> None:
    rows: SqlRows = getattr(sample.lists, which)()
    everything = {r.id for r in all_rows(rows)}
    assert len(everything) == rows.count() > 20
    for column in (c for c in rows.columns if c.sortable):
        for descending in (False, True):
            ordered = rows.ordered(column.key, descending)
            seen, key = [], None
            while True:
                page = ordered.page(key, 7)
                seen += [r.id for r in page.rows]
                if page.next is None:
                    break
                key = page.next
            assert set(seen) == everything and len(seen) == len(everything), column.key


def test_documents_sort_the_way_people_do(firm: Firm) -> None:
    for number in ("QP-10", "QP-9", "QP-1"):
        firm.draft(f"Nr {number}", number=number)
    assert numbers(firm.space.lists.documents()) == ["QP-1", "QP-9", "QP-10"]


def test_every_filter_of_the_master_list(sample: Workspace) -> None:
    lists, everything = sample.lists, sample.lists.documents()

    def count(**wanted: Any) -> int:
        return lists.documents(DocumentFilter(**wanted)).count()

    assert (
        everything.count()
        == 46
        == count(systems=1)
        + count(systems=2)
        - (sum(1 for r in all_rows(everything) if r.values[2] == 3))
    )
    assert count(states=(State.IN_REVIEW,)) == 2
    assert count(states=(State.IN_REVIEW, State.DRAFT)) == 3
    assert count(in_force=True) == 43 and count(late=True) == 5
    outside = lists.documents(DocumentFilter(external=True))
    assert set(numbers(outside)) == {"EXT-01", "EXT-02", "STD-01", "LAW-01", "PER-01", "CD-001"}
    kinds = {t.key: t.id for t in sample.companies.types()}
    assert count(type_id=kinds["form"]) == 4
    tom = next(p.id for p in sample.companies.people() if p.name == "Tom Adeyemi")
    assert 0 < count(owner_id=tom) < 46
    assert numbers(lists.documents(DocumentFilter(text="hydrostatic"))) == ["WI-01"]
    assert numbers(lists.documents(DocumentFilter(text="QA-4"))) == ["QP-01"]
    assert count(text="100 %") == 0 and count(text="_") == 0
    wanted = DocumentFilter(text="x", in_force=True, late=True, states=(State.DRAFT,), systems=2)
    assert wanted.words() == "“x”, In force, Late, Draft, Environment"


def test_copies_by_state_system_and_words(sample: Workspace) -> None:
    copies = sample.lists.copies
    assert copies(states=(CopyState.TO_RECALL,)).count() == 5
    assert set(numbers(copies("gate house"))) == {"EP-05", "PL-01", "F-04"}
    assert copies(systems=1).count() < copies().count()
    assert "EP-05" not in numbers(copies(systems=1))


def test_tables_in_words(sample: Workspace) -> None:
    table = sample.lists.table("documents")
    assert table.headings[:5] == ("Number", "Title", "Systems", "Rev", "State")
    row = next(r for r in table.rows if r[0] == "QP-04")
    assert row[1:5] == ("Purchasing and supplier approval", "QE", "4", "Approved")
    states = {r[4] for r in table.rows}
    assert states == {"Draft", "In review", "Approved", "Effective", "Obsolete"}
    shown = as_table(sample.lists.documents(), keys=("title", "number"))
    assert shown.headings == ("Number", "Title") and len(shown.rows) == 46
    assert sample.lists.table("types").rows[0][:2] == ("Manual", "QM")
    people = sample.lists.table("people")
    assert ("George Pell" in {r[0] for r in people.rows}) and {"Active", "Left"} == {
        r[-1] for r in people.rows
    }


def test_no_cell_runs_as_a_formula(tmp_path: Path) -> None:
    harmless = ("-12.5", "+3", "1e5", "QP-01", "Ünïcode “quoted”, comma", "two\nlines", "")
    table = Table(("Text",), tuple((text,) for text in (*FORMULAS, *harmless)))
    cells = [row[0] if row else "" for row in read_csv(as_csv(table))[1:]]
    assert [c[:1] for c in cells[: len(FORMULAS)]] == ["'"] * len(FORMULAS)
    assert tuple(cells[len(FORMULAS) :]) == harmless
    sheet = read_xlsx(as_xlsx(table))
    assert sheet[0] == ["Text"]
    assert [r[0] for r in sheet[1:]] == [*FORMULAS, *harmless]  # text cells run nothing
    inner = zipfile.ZipFile(io.BytesIO(as_xlsx(table))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in inner and b"hyperlink" not in inner


def test_lists_come_back_the_same_from_csv_and_xlsx(sample: Workspace, tmp_path: Path) -> None:
    table = sample.lists.table("copies")
    for name, reader in (("copies.csv", read_csv), ("copies.xlsx", read_xlsx)):
        path = tmp_path / name
        sample.exports.table(table, path)
        back = reader(path.read_bytes())
        assert tuple(back[0]) == table.headings
        assert [tuple(str(c) for c in row) for row in back[1:]] == list(table.rows)
    with pytest.raises(Refused, match=r"ends in \.csv or \.xlsx"):
        sample.exports.table(table, tmp_path / "copies.pdf")


def test_everything_leaves_as_plain_files(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft('=cmd|"/../.. evil', number="QP-01", legacy="AUX")
    source = replace(brought_text("evil.md", TEXT.encode()), name="../../evil\u202e.md")
    firm.space.contents.set(firm.newest(document).id, source)
    firm.issued(document, (HALL,))
    folder = tmp_path / "out"
    written = firm.space.exports.everything(folder)
    assert all(p.is_file() and p.resolve().is_relative_to(folder.resolve()) for p in written)
    (place,) = (folder / "documents").iterdir()
    facts = json.loads((place / "document.json").read_text())
    assert facts["number"] == "QP-01" and facts["revisions"][0]["state"] == "effective"
    assert facts["revisions"][0]["signatures"][0].startswith("written: Tom Hale")
    pdf = next(place.glob("*.pdf")).read_bytes()
    assert pdf == firm.space.contents.master(firm.newest(document).id)
    with pypdfium2.PdfDocument(pdf) as opened:
        assert "Pour without a break" in opened[0].get_textpage().get_text_bounded()
    assert any(p.suffix == ".md" for p in place.iterdir())
    rows = read_csv((folder / "documents.csv").read_bytes())
    assert rows[1][1] == "'=cmd|\"/../.. evil"
    with pytest.raises(Refused, match="is not empty"):
        firm.space.exports.everything(folder)
    with pytest.raises(Refused, match="cannot be written"):
        firm.space.exports.everything(place / "document.json" / "below")


def test_an_export_that_was_broken_off_says_so(firm: Firm, tmp_path: Path) -> None:
    from isodesk.services.exports import UNFINISHED

    firm.issued(firm.draft("Melting"))
    firm.issued(firm.draft("Pouring"))
    seen: list[bool] = []

    def broken(done: int, of: int, what: str) -> None:
        seen.append((tmp_path / "out" / UNFINISHED).is_file())
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        firm.space.exports.everything(tmp_path / "out", broken)
    assert seen == [True, True] and (tmp_path / "out" / UNFINISHED).is_file()
    firm.space.exports.everything(tmp_path / "again")
    assert not (tmp_path / "again" / UNFINISHED).exists()


def test_what_a_crash_left_is_swept_by_the_next_writing(firm: Firm, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    dead, mine = folder / "a.pdf.4711-99.part", folder / "a report.part"
    for path in (dead, mine, folder / "b.pdf.4712-99.part"):
        path.write_bytes(b"half")
    for path in (dead, mine):
        os.utime(path, (1e9, 1e9))
    issued = firm.issued(firm.draft())
    firm.space.prints.write_copies(issued.copies, folder)
    left = {p.name for p in folder.iterdir() if p.suffix == ".part"}
    assert left == {"a report.part", "b.pdf.4712-99.part"}  # not ours; still at work


def test_search_follows_every_edit(firm: Firm) -> None:
    document = firm.draft()

    def find(words: str) -> set[int]:
        return {h.record_id for h in firm.space.searching.find(words)}

    assert find("melting") == find("QP-01") == find("furnace card") == find("urnac") == {document}
    firm.space.documents.change(document, title="Gießen", number="QP-77")
    assert find("giessen") == find("QP-77") == {document} and find("QP-01") == set()
    firm.issued(document, (("Ladle crew", "Bay 9"),))
    assert find("ladle") == {document}
    assert firm.space.searching.find("  ") == ()
    assert [h.kind for h in firm.space.searching.find("Marta")] == ["person"]
    assert firm.space.searching.find("melting", systems=0) == ()


def test_what_keeps_documents_alive_is_listed_and_exported(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft()
    firm.issued(document)
    held = HeldReview(Outcome.STILL_VALID, firm.anna, "Read against the card")
    firm.space.reviewing.hold(document, held)
    firm.space.changes.new(NewChange("Hotter iron", "Cold runs", touches=(document,)))
    kind = firm.types["permit"]
    firm.space.documents.new(NewDocument("Consent", kind, label="1", owner_id=firm.anna))
    lists = firm.space.lists
    assert [row[0] for row in lists.table("external").rows] == ["PER-01"]
    (request,) = lists.table("change-requests").rows
    assert request[:2] == ("CR-2026-001", "Hotter iron") and "QP-01" in request
    (review,) = lists.table("reviews").rows
    assert review[1] == "QP-01" and "Still valid" in review and "Read against the card" in review
    folder = tmp_path / "all"
    firm.space.exports.everything(folder)
    assert {"change-requests.csv", "reviews.csv"} <= {p.name for p in folder.iterdir()}
    facts = json.loads(next(folder.rglob("QP-01*/document.json")).read_text())
    assert facts["reviews"][0]["outcome"] == "Still valid"
    outside = json.loads(next(folder.rglob("PER-01*/document.json")).read_text())
    assert outside["source"] == "" and "valid until" in outside
