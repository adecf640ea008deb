"""Sheets of the fictional Northfield Castings that the tests print."""

import io
from datetime import date, datetime, timedelta, timezone

from PIL import Image, ImageDraw

from isodesk.printing.document_sheets import (
    Approval,
    ControlSheet,
    CopyLine,
    DocumentHead,
    RevisionLine,
)
from isodesk.printing.list_sheets import Align, Column, DueLine, Group, ListSheet, WeekSheet
from isodesk.printing.record_sheets import Fact, HistoryLine, RecordSheet, Section
from isodesk.printing.sheets import Company, Foot
from isodesk.printing.slip_sheets import Slip, SlipCopy, WalkPlace, WalkRow, WalkSheet

ZONE = timezone(timedelta(hours=1))
FOOT = Foot("b7d3-118e", datetime(2026, 11, 25, 8, 15, tzinfo=ZONE), "M. Hale")


def logo() -> bytes:
    """A small mark as PNG."""
    picture = Image.new("RGBA", (80, 80), "#0B5563")
    ImageDraw.Draw(picture).line([(18, 65), (18, 15), (60, 65), (60, 15)], "white", 10)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


COMPANY = Company("Northfield Castings", "Mill Lane", logo())
HEAD = DocumentHead(
    "Procedure",
    "Melting and pouring",
    "How a heat is charged, melted, tested and poured so that the iron in the mould is the iron "
    "the customer ordered.",
    "QP-07",
    "4",
    date(2026, 11, 23),
)

MARKDOWN = """# Melting and pouring
## Purpose and scope
Applies to both furnaces. Moulding has a procedure of its own (QP-06).

## Who does what

| | |
|---|---|
| Furnace operator | charges, melts, takes the sample, keeps the heat card |
| Laboratory | tests the sample and gives the result in writing |

## The heat, step by step

| | What | Who | Kept |
|---|---|---|--:|
| 1 | Check the charge: alloy, returns. **Nothing** without a label. | Operator | Heat card |
| 2 | Melt and take the sample at 1 480 °C → wait until ≤ 5 °C apart. | Operator | Log |

### When it is late
Treated iron is poured *within 12 minutes*, or it is [pigged](https://example.org/pig).

1. Stop the clock.
2. Tell the team leader
   - by voice, and
   - on the board.

> Iron waits for nobody.

    heat 4711  ok

## Records
![the heat card](card.png) and `EA-014`
"""


def approval(meaning: str, name: str, day: int, reason: str = "", outside: str = "") -> Approval:
    at = datetime(2026, 11, day, 9, 14, tzinfo=ZONE)
    return Approval(meaning, name, "Managing director", at, "+01:00", reason, outside)


CONTROL = ControlSheet(
    "Melting and pouring",
    "QP-07",
    "4",
    date(2026, 11, 23),
    (
        ("Owner", "J. Okafor"),
        ("Kind", "Procedure"),
        ("SHA-256", "7be1 0c92"),
        ("Pages", "2"),
        ("Clauses", "9001: 8.5.1, 8.6"),
    ),
    (
        approval("Written", "D. Marsh", 9),
        approval("Reviewed", "R. Northfield", 13, "Alone in the firm this month", "P. Lind"),
    ),
    (
        RevisionLine(
            "4", date(2026, 11, 23), "Clock cut to 12 minutes.", "R. N.", "In force", True
        ),
        RevisionLine("3", date(2026, 3, 2), "Second reading added.", "R. N.", "Superseded"),
    ),
    (
        CopyLine(
            1,
            "Laboratory",
            "Desk",
            "004J-XZN5-C9J4",
            date(2026, 11, 23),
            date(2026, 11, 24),
            "Rev 3 returned",
        ),
        CopyLine(
            2,
            "Night shift",
            "Canteen",
            "004N-A9N7-1G8P",
            date(2026, 11, 23),
            None,
            "Rev 3 not yet back",
            True,
            True,
        ),
    ),
    "Revision 4",
    "2 of 4 revisions",
    "2 copies out",
    "2 prints for one day.",
)


def slip_copy(revision: str, code: str) -> SlipCopy:
    plain = code.replace("-", "")
    text = f"ISODESK1 4T7Q2M QP-07 R{revision} C2/4 20261123 {plain}"
    return SlipCopy(revision, "2 of 4", code, text)


OLD, NEW = slip_copy("3", "003A-106Y-3XNF"), slip_copy("4", "004K-F7YK-FV3N")


def slip(give_back: SlipCopy | None, receive: SlipCopy | None) -> Slip:
    return Slip(
        "RC-2026-019 · row 1 of 4",
        "QP-07 Melting and pouring",
        "Melt shop team leader",
        "Furnace bay, board 2",
        give_back,
        receive,
        date(2026, 11, 30),
        "M. Hale",
    )


SLIPS = (slip(OLD, NEW), slip(OLD, None), slip(None, NEW), slip(OLD, NEW))

WALK = WalkSheet(
    "All controlled copies, by place",
    "RW-2026-02",
    date(2026, 11, 24),
    (
        WalkPlace(
            "Furnace bay",
            "Team leader",
            (
                WalkRow("QP-07", "Melting and pouring", "2 of 4", "004K-F7YK-FV3N", "4"),
                WalkRow("WI-118", "Ladle preheating", "1 of 2", "002V-JH2P-2F94", "2"),
            ),
        ),
        WalkPlace(
            "Canteen", "Night shift", (WalkRow("EP-01", "Fire", "6 of 9", "002C-EDFK-5NEM", "3"),)
        ),
    ),
    qr="ISODESK1 4T7Q2M RW-2026-02",
)

MASTER = ListSheet(
    "Master list of documents",
    "Register",
    (Column("Number", bold=True), Column("Title"), Column("Rev", Align.RIGHT), Column("State")),
    (
        Group(
            "Procedure",
            (
                ("QP-07", "Melting and pouring", "4", "Effective"),
                ("QP-09", "Fettling", "2", "In review, late"),
            ),
            "2",
            frozenset({1}),
        ),
        Group("Form", (("F-3", "Heat card", "1", "Effective"),)),
    ),
    3,
    41,
    "documents",
    "system Environment",
    "Rev: revision",
    "External documents are apart.",
    (("Evaluated", "12 Nov 2026"),),
)

RECORD = RecordSheet(
    "Environmental aspect",
    "Fume and dust to air",
    "EA-014",
    "7",
    "In force",
    (
        Section(
            "What",
            (
                Fact("Activity", "Melting"),
                Fact("Site", "Works"),
                Fact("Category", "Air", short=True),
                Fact("Score", "16", short=True, bold=True),
                Fact("Reason", "Seen from the road.", wide=True),
            ),
        ),
    ),
    (("Complaints", ("CO-2026-008", "CO-2026-011")), ("Obligation", ("OBL-003",))),
    (approval("Approved", "R. Northfield", 18),),
    (HistoryLine(datetime(2026, 11, 12, 9, 14), "M. Hale", "severity 3 to 4"),),
    19,
    ("Seen by", "Date", "Keyed in by"),
)

WEEK = WeekSheet(
    date(2026, 11, 23),
    (DueLine("QP-09 Fettling", "Review", "P. Adeyemi", date(2026, 11, 11), 12),),
    (DueLine("WI-118 Ladle preheating", "Approve", "R. Northfield", date(2026, 11, 23)),),
    (),
    (DueLine("EP-01 Fire", "Review", "M. Hale", date(2026, 12, 15)),),
    "M. Hale",
)
