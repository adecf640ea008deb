"""What an officer would read off a file's name and first page, and nothing that is doubtful."""

from datetime import date

import pytest

from isodesk.core.day_words import find_day
from isodesk.intake.propose import propose

PREFIXES = {
    "QM": "manual",
    "POL": "policy",
    "QP": "procedure",
    "WI": "work_instruction",
    "F": "form",
    "SP": "specification",
    "PL": "plan",
}
NAMES = [
    ("QP-07 Melting and pouring rev 4.docx", "QP-07", "Melting and pouring", "procedure", "4",
     None),
    ("Gauges RevB.pdf", "", "Gauges", None, "B", None),
    ("How to issue a certificate.docx", "", "How to issue a certificate", None, "", None),
    ("WI_012-v2 - Title of the work (2024-05-03).pdf", "WI-012", "Title of the work",
     "work_instruction", "2", "2024-05-03"),
    ("Document control Rev. C.pdf", "", "Document control", None, "C", None),
    ("QP07 Revision 3.odt", "QP07", "", "procedure", "3", None),
    ("Quality manual Issue 2.pdf", "", "Quality manual", "manual", "2", None),
    ("melting_and_pouring_final (2).docx", "", "Melting and pouring", None, "", None),
    ("ISO 9001 Quality Manual 2015.pdf", "", "ISO 9001 Quality Manual 2015", "manual", "", None),
    ("IMG_2034.jpg", "", "", None, "", None),
    ("scan0001.pdf", "", "", None, "", None),
    ("Untitled 1.odt", "", "", None, "", None),
    ("SOP-QC-014_Calibration_of_gauges_v1.2_20231105.docx", "SOP-QC-014",
     "Calibration of gauges", "procedure", "1.2", "2023-11-05"),
    ("qp 12 internal audit.doc", "QP-12", "Internal audit", "procedure", "", None),
    ("F-7.5-01 Visitor log.xlsx", "F-7.5-01", "Visitor log", "form", "", None),
    ("QMS-PRO-004 Control of nonconforming product - Rev 02.docx", "QMS-PRO-004",
     "Control of nonconforming product", None, "2", None),
    ("VA 4.2 Lenkung von Dokumenten Ausgabe 3 03.05.2024.doc", "VA-4.2",
     "Lenkung von Dokumenten", None, "3", "2024-05-03"),
    ("PR-05 Procédure d'audit interne indice B.pdf", "PR-05", "Procédure d'audit interne",
     "procedure", "B", None),
    ("PO-08 Procedimiento de compras versión 2.pdf", "PO-08", "Procedimiento de compras",
     "procedure", "2", None),
    ("A4 poster.png", "", "A4 poster", None, "", None),
    ("PLAN 2026 training.docx", "", "PLAN 2026 training", "plan", "", None),
    ("Environmental policy 05-04-2024.pdf", "", "Environmental policy", "policy", "", None),
    ("Environmental policy 25-04-2024.pdf", "", "Environmental policy", "policy", "", "2024-04-25"),
    ("Copy of QP-01 Document Control.docx", "QP-01", "Document Control", "procedure", "", None),
    ("draft_WI-07_Cleaning.docx.pdf", "WI-07", "Cleaning", "work_instruction", "", None),
    ("Final inspection.docx", "", "Final inspection", None, "", None),
    ("Approved suppliers.xlsx", "", "Approved suppliers", None, "", None),
    ("MeltingAndPouring.docx", "", "Melting And Pouring", None, "", None),
    ("WI 4 - Fettling R2.pdf", "WI-4", "Fettling", "work_instruction", "2", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "number", "title", "kind", "revision", "day"), NAMES)
def test_file_names(
    name: str, number: str, title: str, kind: str | None, revision: str, day: str | None
) -> None:
    found = propose(name, "", "", PREFIXES)
    assert (found.number, found.title, found.type_key) == (number, title, kind)
    assert found.revision == revision
    assert found.date == (date.fromisoformat(day) if day else None)
    assert set(found.sure.values()) <= {"file name"}


PAGES = [
    ("Acme Ltd\nDocument no.: QP-07\tRevision: 4\tEffective date: 3 May 2024\n"
     "Title: Melting and pouring", "QP-07", "Melting and pouring", "4", "2024-05-03"),
    ("ACME\nDoc. No.\nWI-012\nRev.\nC\nDate\n2024-05-03\nPage 1 of 3", "WI-012", "", "C",
     "2024-05-03"),
    ("Nord\nDokumenten-Nr.: VA-03\nAusgabe: 2\nStand: 03.05.2024\nTitel: Lenkung von Dokumenten",
     "VA-03", "Lenkung von Dokumenten", "2", "2024-05-03"),
    ("Référence : PR-05   Indice : B   Date d'application : 3 mai 2024\nTitre : Audit interne",
     "PR-05", "Audit interne", "B", "2024-05-03"),
    ("Código: PO-08\nRevisión: 02\nFecha: 15/06/2024\nTítulo: Compras",
     "PO-08", "Compras", "2", "2024-06-15"),
    ("Procedure for control of documents\nQP-01 Rev 3 Date: 04/05/2024",
     "QP-01", "Procedure for control of documents", "3", None),
    ("Name: J. Smith\tName: K. Jones\nTitle: Quality manager\tTitle: Director\nDate:\tDate:",
     "", "", "", None),
    ("Doc Number: QP-09 Rev: 5 Issue Date: 12 Jan 2023 Page: 1 of 4\nPurchasing",
     "QP-09", "", "5", "2023-01-12"),
    ("Issued on 3 May 2024, effective from 1 June 2024. Effective date: 1 June 2024",
     "", "", "", "2024-06-01"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "number", "title", "revision", "day"), PAGES)
def test_first_pages(head: str, number: str, title: str, revision: str, day: str | None) -> None:
    found = propose("scan0001.pdf", head, "Microsoft Word - x.doc", PREFIXES)
    assert (found.number, found.title, found.revision) == (number, title, revision)
    assert found.date == (date.fromisoformat(day) if day else None)
    assert set(found.sure.values()) <= {"first page"}


def test_the_name_goes_before_the_page_and_both_are_told() -> None:
    head = "Doc. No.: QP-08\nRevision: 5\nTitle: Melting and pouring of grey iron"
    found = propose("QP-07 melting.docx", head, "", PREFIXES)
    assert (found.number, found.revision) == ("QP-07", "5")
    assert found.title == "Melting and pouring of grey iron"
    assert found.sure == {
        "number": "file name",
        "revision": "first page",
        "title": "first page",
        "type_key": "file name",
    }


def test_properties_help_where_name_and_page_are_silent() -> None:
    found = propose("QP-07.docx", "", "Melting and pouring", PREFIXES, ["Revision: 7"])
    assert (found.title, found.revision) == ("Melting and pouring", "7")
    assert found.sure["title"] == "properties"
    assert propose("x.pdf", "", "Microsoft Word - plan.doc", PREFIXES).title == ""
    assert propose("x.pdf", "", "plan_v2.docx", PREFIXES).title == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-03", (2024, 5, 3)),
        ("May 3rd, 2024", (2024, 5, 3)),
        ("3. März 2024", (2024, 3, 3)),
        ("le 14 juillet 2023", (2023, 7, 14)),
        ("5 de enero de 2025", (2025, 1, 5)),
        ("13/02/2024", (2024, 2, 13)),
        ("02/13/2024", (2024, 2, 13)),
        ("04/04/2024", (2024, 4, 4)),
        ("03/05/2024", None),
        ("31.02.2024", None),
        ("12345678", None),
        ("version 2024", None),
    ],
)
def test_days(text: str, day: tuple[int, int, int] | None) -> None:
    assert find_day(text)[0] == (date(*day) if day else None)


def test_hostile_names_and_pages_take_no_time() -> None:
    propose("a-" * 120 + "1" * 120, ("Title " * 50 + "\n") * 20 + "1-" * 3000, "x" * 400, PREFIXES)
