"""Plan and meeting sheets of an audit, gathered for paper."""

from datetime import date

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY
from isodesk.i18n import tr
from isodesk.printing.audit_sheets import AuditPlan, MeetingSheet, PlanDay, Slot
from isodesk.registers.audit_words import Method
from isodesk.services import audit_facts as facts
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.print_tools import Tools

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BLANK = 4
"""Rows for who comes unexpected."""
_OPENING = (
    "Everybody says who they are and what they do; the attendance goes round.",
    "Why this audit, what it looks at and what it measures against, as the plan says.",
    "The timetable: what has changed, who goes along, where the team can sit down.",
    "How we look: we talk, watch and read, and take samples; nobody can look at everything.",
    "How findings are graded, and that each is said at once to whoever it concerns.",
    "Notes and photos: what may be photographed, who sees them, where they are kept.",
    "What is confidential, and to whom the report goes.",
    "Safety of the team on site: protection, places not to enter, alarm, meeting point.",
)
_REMOTE = "What is done remotely: connection tried, who shares which screen, no recording unasked."
_OPENING_END = ("Questions of those present.", "Day, hour and place of the closing meeting.")
_CLOSING = (
    "Thanks, and the attendance goes round.",
    "What was looked at and what was not, measured against the plan.",
    "What was seen is a sample: what was not sampled may still not be met.",
    "Good practice that was seen.",
    "Findings, one after the other: requirement, evidence, gap, grade; open ones of earlier"
    " audits with what became of them.",
    "What the auditee sees otherwise; what cannot be settled goes into the report.",
    "The conclusion of the team.",
    "By when replies are due, from whom, and how they are followed up.",
    "When the report comes and to whom; how to object to it.",
)


def plan(tools: Tools, record_id: int) -> bytes:
    """The audit plan."""
    from isodesk.printing.audit_plan import plan_pdf

    return plan_pdf(plan_of(tools, tools.entry(record_id)), *tools.around)


def plan_of(tools: Tools, value: EntryValue) -> AuditPlan:
    """The plan of an audit as it stands."""
    said = value.shown
    return AuditPlan(
        label=tr("Audit plan"),
        number=value.number,
        title=value.title or value.number,
        when=facts.first_day(value),
        told=facts.told(
            (
                ("Kind", facts.named(value)),
                ("Audit client", tools.around[0].name),
                ("Supplier", said["supplier_id"]),
                ("Programme", said["programme_id"]),
                ("Objective", said["objective"]),
                ("Scope", said["scope"]),
                ("Criteria", facts.criteria(tools, value)),
                ("Dates", facts.when(value)),
                ("Place and method", facts.place(value)),
                ("Auditee", said["auditee_id"]),
                ("Feasibility", said["feasible"]),
            )
        ),
        parts=tuple(
            (line.shown["process_id"] or line.shown["what"], line.shown["clauses"])
            for line in value.lines["audit_scope"]
        ),
        team=facts.team(value),
        days=_days(value),
        after=facts.told(
            (
                ("Independence", facts.independence(value)),
                ("Opening meeting", said["opening_at"]),
                ("Closing meeting", said["closing_at"]),
                (
                    "Report goes to",
                    said["distribution"] or tr("Nobody is named beside the auditee."),
                ),
                (
                    "Confidential",
                    tr(
                        "What is seen and heard is used for this audit only, and goes to nobody but"
                        " those named here."
                    ),
                ),
            )
        ),
        sign=(
            _sign(tr("Lead auditor, date"), facts.lead(value)),
            _sign(tr("Agreed by the auditee, date"), said["auditee_id"]),
        ),
    )


def opening(tools: Tools, record_id: int) -> bytes:
    """The sheet of the opening meeting."""
    value = tools.entry(record_id)
    remote = value.shown["method"] != tr(Method.ONSITE.value) and value.shown["method"]
    agenda = (*_OPENING, *([_REMOTE] if remote else []), *_OPENING_END)
    return _meeting(tools, value, tr("Opening meeting"), "opening", agenda, None)


def closing(tools: Tools, record_id: int) -> bytes:
    """The sheet of the closing meeting, with the findings to be presented."""
    value = tools.entry(record_id)
    rows = tools.rows(_FINDINGS, (record_id,))
    grade = tools.catalogue.get("finding").by_key["grade"].kind
    found = tuple(
        (r["number"] or "", grade.show(r["grade"]), r["title"] or "", _day(r["reply_by"]))
        for r in rows
    )
    return _meeting(tools, value, tr("Closing meeting"), "closing", _CLOSING, found)


_FINDINGS = """
SELECT r.number, r.title, f.grade, f.reply_by FROM record r JOIN finding f ON f.id = r.id
WHERE f.audit_id = ? AND r.state <> 'void' ORDER BY r.sort_number
"""


def _meeting(
    tools: Tools,
    value: EntryValue,
    label: str,
    key: str,
    agenda: tuple[str, ...],
    found: tuple[tuple[str, str, str, str], ...] | None,
) -> bytes:
    from isodesk.printing.audit_meeting import meeting_pdf

    sheet = MeetingSheet(
        label=label,
        number=value.number,
        title=value.title or value.number,
        when=facts.first_day(value),
        facts=facts.told(
            (
                ("When", value.shown[f"{key}_at"] or facts.when(value)),
                ("Where", value.shown["place"]),
                ("Lead auditor", facts.lead(value)),
                ("Auditee", value.shown["auditee_id"]),
                ("Criteria", facts.criteria(tools, value).partition("\n")[0]),
                ("Method", value.shown["method"]),
            )
        ),
        agenda=tuple(tr(point) for point in agenda),
        people=facts.attendees(tools, value, key),
        blank=_BLANK,
        notes=value.shown[key],
        sign=(
            _sign(tr("Lead auditor, date"), facts.lead(value)),
            _sign(tr("Auditee, date"), value.shown["auditee_id"]),
        ),
        findings=found,
    )
    return meeting_pdf(sheet, *tools.around)


def _days(value: EntryValue) -> tuple[PlanDay, ...]:
    """Slots by day and hour; those without a day come last."""
    lines = sorted(value.lines["audit_slot"], key=_at)
    by_day: dict[date | None, list[Slot]] = {}
    for line in lines:
        by_day.setdefault(line.values["day"], []).append(_slot(line))
    return tuple(
        PlanDay(
            f"{tr(_DAYS[day.weekday()])}, {paper_day(day)}" if day else tr("No day yet"),
            tuple(slots),
        )
        for day, slots in by_day.items()
    )


def _at(line: LineValue) -> tuple[bool, date, str]:
    day = line.values["day"]
    return day is None, day or date.min, (line.shown["start"] or "").rjust(5, "0")


def _slot(line: LineValue) -> Slot:
    said = line.shown
    return Slot(
        " – ".join(filter(None, (said["start"], said["end"]))),
        said["what"],
        said["clauses"],
        said["auditor_id"],
        said["auditee"],
        ", ".join(filter(None, (said["method"], said["place"]))),
    )


def _sign(label: str, name: str) -> str:
    return f"{label} · {name}" if name else label


def _day(stored: str | None) -> str:
    return paper_day(DAY.unpack(stored))
