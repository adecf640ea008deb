"""A nonconformity on paper: the 8D report, and the corrective-action request that is sent to a
supplier or a process owner."""

from dataclasses import replace

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column
from isodesk.printing.record_sheets import Fact, Fishbone, LinesTable, Part, ReportSheet
from isodesk.registers.acting import ACTS_ON
from isodesk.registers.action import REGISTER as ACTION
from isodesk.registers.nonconformity import REGISTER
from isodesk.services.entry_values import EntryValue
from isodesk.services.print_tools import Row, Tools
from isodesk.services.recurrences import earlier_of
from isodesk.services.report_parts import facts_of, fields_part, lines_of

_FOUND = (
    "nc_type",
    "origin",
    "severity",
    "found_on",
    "found_by_id",
    "place",
    "requirement",
    "description",
    "evidence",
)
_BELONGS = (
    "standard",
    "clause",
    "process_id",
    "product_id",
    "supplier_id",
    "customer_id",
    "reference",
)
_QUANTITIES = ("lot", "checked", "nonconforming", "accepted", "unit")
_DISPOSED = (
    "disposition",
    "concession_by",
    "concession",
    "reverified",
    "reverified_by_id",
    "reverified_on",
)
_ACTIONS = """
SELECT r.number, r.title, r.state, x.action_type, x.by_on, x.done_on, x.result, x.verified_on,
       x.effect, (SELECT p.title FROM record p WHERE p.id = r.owner_id) AS owner
FROM link l JOIN record r ON r.id = l.from_id JOIN action x ON x.id = r.id
WHERE l.to_id = ? AND l.meaning = ? AND l.ended IS NULL AND r.state <> 'void'
ORDER BY r.sort_number
"""


def eight_d(tools: Tools, record_id: int) -> bytes:
    """The eight disciplines, filled from the record, its lines and its actions."""
    from isodesk.printing.report import report_pdf

    value = tools.entry(record_id)
    actions = tools.rows(_ACTIONS, (record_id, ACTS_ON))
    sheet = ReportSheet(
        label=tr("8D report"),
        title=value.title,
        pairs=_pairs(value),
        parts=(
            _team(value),
            fields_part(REGISTER, value, "D2 Problem", (*_FOUND, *_BELONGS, *_QUANTITIES)),
            _containment(value),
            _cause(value),
            _chosen(actions),
            _carried_out(actions),
            _prevented(tools, value),
            _closing(value),
        ),
        sign=(tr("Team leader"), tr("Closed by"), tr("Date")),
    )
    return report_pdf(sheet, *tools.around)


def request(tools: Tools, record_id: int) -> bytes:
    """What was found, and room for who is asked to write the cause and what will be done; where
    a reply has come it stands in place of the room."""
    from isodesk.printing.report import report_pdf

    value = tools.entry(record_id)
    asked = ("asked_of", "supplier_id", "process_id", "owner_id", "asked_on", "reply_by")
    sheet = ReportSheet(
        label=tr("Corrective-action request"),
        title=value.title,
        pairs=_pairs(value),
        parts=(
            _asking(value, asked),
            fields_part(
                REGISTER,
                value,
                "What was found",
                ("severity", "found_on", "reference", "product_id", *_FOUND[-3:], *_QUANTITIES),
            ),
            fields_part(REGISTER, value, "What we did at once", ("containment", *_DISPOSED[:3])),
            _reply(value),
            Part(
                "Our decision",
                ticks=("Accepted", "To be amended", "To be verified at your site"),
                pen=(("Remarks", 2),),
            ),
        ),
        sign=(tr("Decided by"), tr("Date")),
    )
    return report_pdf(sheet, *tools.around)


def _pairs(value: EntryValue) -> tuple[tuple[str, str], ...]:
    return (("Number", value.number), ("Found", value.shown["found_on"]))


def _team(value: EntryValue) -> Part:
    part = fields_part(REGISTER, value, "D1 Team", ("owner_id", "manager_id"))
    return replace(part, tables=_bare(lines_of(REGISTER, value, "team_member")))


def _bare(tables: tuple[LinesTable, ...]) -> tuple[LinesTable, ...]:
    """Tables without a heading of their own, where the part's says it."""
    return tuple(replace(table, heading="") for table in tables)


def _containment(value: EntryValue) -> Part:
    keys = ("containment", "contained_on", "correction", *_DISPOSED)
    part = fields_part(REGISTER, value, "D3 Containment", keys)
    return replace(part, tables=lines_of(REGISTER, value, "lot_part"))


def _cause(value: EntryValue) -> Part:
    keys = ("method", "cause_kind", "root_cause", "missed", "likelihood", "impact", "risk")
    part = fields_part(REGISTER, value, "D4 Root cause", keys)
    tables = (*lines_of(REGISTER, value, "why"), *lines_of(REGISTER, value, "bone"))
    return replace(part, tables=tables, fishbone=fishbone(value))


def fishbone(value: EntryValue) -> Fishbone | None:
    """The possible causes by branch, in the order they were thought of; None without any."""
    branches: dict[str, list[tuple[str, bool]]] = {}
    for line in value.lines["bone"]:
        words = (line.shown["cause"], bool(line.values["root"]))
        branches.setdefault(line.shown["branch"], []).append(words)
    if not branches:
        return None
    return Fishbone(value.title, tuple((name, tuple(each)) for name, each in branches.items()))


def _chosen(actions: list[Row]) -> Part:
    columns = ("Number", "Kind", "What is to be done", "Who", "By")
    rows = tuple(
        (
            row["number"],
            ACTION.by_key["action_type"].kind.show(row["action_type"]),
            row["title"] or "",
            row["owner"] or "",
            paper_day(DAY.unpack(row["by_on"])),
        )
        for row in actions
    )
    return _actions_part("D5 Actions chosen", columns, rows)


def _carried_out(actions: list[Row]) -> Part:
    columns = ("Number", "Done", "What was done", "Verified", "What was found", "State")
    rows = tuple(
        (
            row["number"],
            paper_day(DAY.unpack(row["done_on"])),
            row["result"] or "",
            paper_day(DAY.unpack(row["verified_on"])),
            row["effect"] or "",
            tr(ACTION.state(row["state"]).word),
        )
        for row in actions
        if row["done_on"]
    )
    return _actions_part("D6 Actions carried out", columns, rows)


def _actions_part(heading: str, names: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Part:
    columns = tuple(Column(name) for name in names)
    tables = (LinesTable("", columns, rows),) if rows else ()
    return Part(heading, tables=tables, empty=tr("None yet."))


def _prevented(tools: Tools, value: EntryValue) -> Part:
    keys = ("prevention", "systemic", "no_action", "likelihood_after", "impact_after", "risk_after")
    part = fields_part(REGISTER, value, "D7 Kept from coming back", keys)
    earlier = earlier_of(tools, value.id)
    if not earlier:
        return part
    named = "; ".join(each.words for each in earlier)
    return replace(part, facts=(*part.facts, Fact(tr("Earlier ones"), named, wide=True)))


def _closing(value: EntryValue) -> Part:
    keys = ("effect", "verified_by_id", "alone", "closed_on", "days", "cost", "thanks")
    state = Fact(tr("State"), tr(REGISTER.state(value.state).word))
    return Part("D8 Closing", facts=(state, *facts_of(REGISTER, value, keys)))


def _asking(value: EntryValue, keys: tuple[str, ...]) -> Part:
    lead = tr(
        "Please find the cause, tell us what you will do and by when, and answer on this sheet by "
        "the day given."
    )
    return Part("Request", lead, facts_of(REGISTER, value, keys))


def _reply(value: EntryValue) -> Part:
    if value.values["reply"]:
        return fields_part(REGISTER, value, "Your reply", ("reply_on", "reply"))
    return Part(
        "Your reply",
        pen=(
            ("What you did at once", 2),
            ("Root cause, and how you found it", 4),
            ("What you will do so that it does not come back, who, by when", 4),
            ("How you will know that it works", 2),
            ("Name, function, date, signature", 1),
        ),
    )
