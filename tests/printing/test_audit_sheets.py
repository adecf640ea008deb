"""The sheets of audits, read back as they print."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from isodesk.printing import pictures
from isodesk.printing.audit_checklist import answers_pdf
from isodesk.printing.audit_meeting import meeting_pdf
from isodesk.printing.audit_plan import plan_pdf
from isodesk.printing.audit_programme import (
    Coverage,
    CoverageCell,
    ProgrammeLine,
    ProgrammeMonth,
    ProgrammeSheet,
    programme_pdf,
)
from isodesk.printing.audit_report import report_pdf
from isodesk.printing.audit_sheets import (
    Answered,
    AnsweredPart,
    AnswerSheet,
    Attendee,
    AuditPlan,
    AuditReport,
    Counts,
    Earlier,
    FindingLine,
    FindingPage,
    MeetingSheet,
    Member,
    Photo,
    PlanDay,
    Proofs,
    Sampled,
    Slot,
)
from isodesk.printing.sheets import A4, LETTER, Paper
from tests.printing.naughty import NAUGHTY
from tests.printing.reading import font_names, page_count, pages_of, text_of
from tests.printing.samples import COMPANY, FOOT

TEAM = (
    Member("M. Hale", "Lead auditor", "ISO 19011, 2024", "Wrote EP-02: looked at by S. Lindqvist."),
    Member("S. Lindqvist", "Auditor"),
)
PLAN = AuditPlan(
    "Audit plan",
    "AUD-2026-04",
    "Melting, pouring and release",
    "1 Dec 2026",
    (
        ("Objective", "Is the iron in the mould the iron ordered?"),
        ("Criteria", "ISO 9001:2015 · ISO 14001:2015\nQP-07 Melting and pouring, revision 4"),
        ("Place and method", "Mill Lane\nOnsite and remote\nVideo for the laboratory"),
    ),
    (("Melt shop", "9001:2015 8.5; 14001:2015 8.1"),),
    TEAM,
    (
        PlanDay(
            "Tuesday, 1 Dec 2026",
            (
                Slot("07:30 – 08:00", "Opening meeting", "", "M. Hale", "All", "Onsite, Canteen"),
                Slot("08:00 – 10:00", "Melting", "9001:2015 8.5.1", "M. Hale", "J. Okafor", ""),
            ),
        ),
    ),
    (("Independence", "M. Hale: wrote EP-02."), ("Report goes to", "R. Northfield")),
    ("Lead auditor, date · M. Hale", "Agreed by the auditee, date · J. Okafor"),
)
MEETING = MeetingSheet(
    "Closing meeting",
    "AUD-2026-04",
    "Melting, pouring and release",
    "1 Dec 2026",
    (("When", "1 Dec 2026, 15:00"), ("Where", "Canteen"), ("Lead auditor", "M. Hale")),
    ("Thanks, and the attendance goes round.", "The conclusion of the team."),
    (Attendee("M. Hale", "Lead auditor"), Attendee("J. Okafor", "Shift leader", "was there")),
    3,
    "The shift leader sees the second finding otherwise.",
    ("Lead auditor, date", "Auditee, date"),
    (("FND-2026-014", "Minor nonconformity", "Revision 3 on the board", "15 Jan 2027"),),
)
COUNTS = Counts("All", "", 28, 0, 2, 2, 2, 2, 2, 38, 94)
FINDING = FindingPage(
    FindingLine(
        "FND-2026-014",
        "Minor nonconformity",
        "amber",
        "9001:2015 8.5.1",
        "Superseded procedure on the canteen board",
        "NC-2026-038",
        "15 Jan 2027",
        "Open",
    ),
    (("Clauses", "9001:2015 8.5.1"), ("Question", "9"), ("Place and day", "Canteen, 1 Dec 2026")),
    (
        ("Required", "The current revision is where the work is done."),
        ("Seen", "Copy 4 of QP-07 revision 3."),
        ("Gap", "The old copy stayed in use for eight days."),
    ),
    (),
)
REPORT = AuditReport(
    "Audit report",
    "AUD-2026-04",
    "Melting, pouring and release",
    "1 Dec 2026",
    "Issued",
    False,
    (("Objective", "Is the iron in the mould the iron ordered?"), ("Scope", "Melt shop")),
    "Heats are tested and released as the procedure asks.",
    "36 of 38 questions checked, 2 of them not applicable.",
    (
        replace(COUNTS, key="9001 8", words="Operation"),
        replace(COUNTS, key="14001 8", words="Operation", percent=None),
    ),
    COUNTS,
    (replace(COUNTS, key="ISO 9001:2015"), replace(COUNTS, key="ISO 14001:2015")),
    (replace(COUNTS, key="", words="Melting"),),
    (FINDING,),
    "1 nonconformity · 0 observations and opportunities",
    ("The night shift keeps a board of open questions.",),
    (
        Earlier(
            "FND-2025-003", "Old price list", "Minor nonconformity", "Conform", "Gone", "Closed"
        ),
    ),
    (("Not covered", "Weekend shift"), ("Not checked", "2 of 38 questions")),
    (Sampled("9", "Heat cards", "3 of 212 drawn, 2 looked at", "81F3", "HC-1; HC-9; HC-44"),),
    (("J. Okafor", "Shift leader", "opening, interviewed"),),
    TEAM,
    (("Disagreements", "None is noted."), ("File state", "Made from file state b7d3-118e.")),
    "b7d3-118e",
    ("Lead auditor, date · M. Hale", "Auditee, date · J. Okafor"),
)
ANSWERS = AnswerSheet(
    "Checklist with answers",
    "AUD-2026-04",
    "Melting, pouring and release",
    "1 Dec 2026",
    (("Lead auditor", "M. Hale"),),
    "1 of 2 questions checked. 1 of 1 judged conform, 100 %; 1 not checked.",
    (
        AnsweredPart(
            "8.5 Production",
            "1 of 2 checked",
            (
                Answered(
                    9,
                    ("9001:2015 8.5.1", "14001:2015 8.1"),
                    "Which revision of QP-07 applies today?",
                    "Conform",
                    "green",
                    "Both shifts gave the same answer.",
                    "Reworded here; it was: Which revision applies?",
                    (Proofs("Person", "J. Okafor, Shift leader"),),
                    by="M. Hale, 1 Dec 2026, 08:20, Furnace 1",
                ),
                Answered(10, ("9001:2015 8.6",), "Who released these heats?", "", "", ""),
            ),
        ),
    ),
)
NONE = (ProgrammeMonth(),) * 12
PROGRAMME = ProgrammeSheet(
    "AP-01",
    "Audits of 2026",
    "2026",
    "In force",
    (("Objectives", "Find what hinders."), ("Extent", "All processes once")),
    (
        ProgrammeLine(
            "Melting",
            "9001:2015 8.5",
            "High",
            "6 months",
            (ProgrammeMonth(True, True), ProgrammeMonth(True, late=True), *NONE[2:]),
            "Two complaints",
            "M. Hale",
            "AUD-2026-04",
            (2, 1),
        ),
    ),
    (Coverage("ISO 9001:2015", (CoverageCell("8.4", 0, 0), CoverageCell("8.5", 2, 1))),),
    ("Approved by, date",),
)
Make = Callable[[Paper], bytes]
SHEETS: dict[str, Make] = {
    "audit_plan": lambda paper: plan_pdf(PLAN, COMPANY, FOOT, paper),
    "audit_meeting": lambda paper: meeting_pdf(MEETING, COMPANY, FOOT, paper),
    "audit_answers": lambda paper: answers_pdf(ANSWERS, COMPANY, FOOT, paper),
    "audit_report": lambda paper: report_pdf(REPORT, COMPANY, FOOT, paper),
    "audit_programme": lambda paper: programme_pdf(PROGRAMME, COMPANY, FOOT, paper),
}


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_says_what_it_should(name: str, golden: Callable[[str, bytes], None]) -> None:
    made = SHEETS[name](A4)
    assert made == SHEETS[name](A4)
    assert all(font_names(made).values())
    golden(name, made)


@pytest.mark.parametrize("paper", (A4, LETTER), ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", SHEETS)
def test_every_word_stands_inside_the_margins(name: str, paper: Paper) -> None:
    document = pypdfium2.PdfDocument(SHEETS[name](paper))
    try:
        for page in document:
            width, height = page.get_size()
            assert {round(width), round(height)} == {round(paper.width), round(paper.height)}
            words = page.get_textpage()
            for n in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(n)
                assert left > 40 and right < width - 40, words.get_text_bounded(*words.get_rect(n))
                assert bottom > 25 and top < height - 30
    finally:
        document.close()


def ready(shade: int, size: tuple[int, int]) -> pictures.Ready:
    made = io.BytesIO()
    Image.new("RGB", size, (shade, 90, 40)).save(made, "JPEG")
    picture = pictures.ready(f"shade-{shade}-{size}", made.getvalue(), 234)
    assert picture is not None
    return picture


def test_sixty_findings_with_photos_stay_whole_and_in_order() -> None:
    shapes = ((800, 600), (600, 800), (1600, 300))
    pages = tuple(
        replace(
            FINDING,
            line=replace(FINDING.line, number=f"FND-2026-{n:03}"),
            photos=(Photo(f"{n}", ready(n, shapes[n % 3]), f"Photo of {n}"),),
        )
        for n in range(1, 61)
    )
    pdf = report_pdf(replace(REPORT, findings=pages), COMPANY, FOOT, A4)
    text = text_of(pdf)
    full = text.index("Required")
    places = [text.index(f"Photo of {n}\n", full) for n in range(1, 61)]
    assert places == sorted(places)
    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = [o.get_bounds() for page in document for o in page.get_objects() if o.type == 3]
    finally:
        document.close()
    photos = [box for box in shown if box[0] > 60]  # the rest is the logo
    assert len(photos) == 60 and all(box[1] > 50 for box in photos)


def test_a_draft_says_so_on_every_page() -> None:
    draft = pages_of(report_pdf(replace(REPORT, draft=True, state="Draft"), COMPANY, FOOT, A4))
    assert len(draft) > 1 and all("DRAFT" in page for page in draft)
    assert "DRAFT" not in text_of(SHEETS["audit_report"](A4))


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_text_prints(text: str) -> None:
    told = (("Objective", text), ("Scope", text))
    line = replace(FINDING.line, title=text, clauses=text)
    finding = FindingPage(line, told, told, (Photo("x", None, text),))
    asked = Answered(1, (text,), text, "Minor", "amber", text, text, (Proofs(text, text),))
    row = replace(PROGRAMME.lines[0], what=text, clauses=text, reason=text, auditor=text)
    made = (
        plan_pdf(replace(PLAN, title=text, told=told, parts=told, after=told), COMPANY, FOOT),
        meeting_pdf(replace(MEETING, facts=told, agenda=(text,), notes=text), COMPANY, FOOT),
        answers_pdf(replace(ANSWERS, parts=(AnsweredPart(text, text, (asked,)),)), COMPANY, FOOT),
        report_pdf(replace(REPORT, told=told, findings=(finding,), good=(text,)), COMPANY, FOOT),
        programme_pdf(replace(PROGRAMME, told=told, lines=(row,)), COMPANY, FOOT),
    )
    assert all(page_count(pdf) >= 1 for pdf in made)
