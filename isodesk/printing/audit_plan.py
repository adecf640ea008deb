"""The plan of an audit: what for, against what, who looks at what, when, with whom and how."""

from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import AuditPlan, PlanDay
from isodesk.printing.flow import Flow
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Row, Sheet


def plan_pdf(plan: AuditPlan, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The plan as a PDF; the same values give the same bytes."""
    pairs = (("Number", plan.number), ("Audit", plan.when))
    book = Book(
        upright(size, foot=True), company, Head(plan.label, plan.title, pairs), foot, plan.label
    )
    flow = Flow(book)
    parts.title(flow, plan.title)
    for label, words in plan.told:
        parts.told(flow, label, words)
    if plan.parts:
        _scope(flow, plan)
    parts.part(flow, tr("Team"))
    parts.team(flow, plan.team)
    _timetable(flow, plan.days)
    parts.rule(flow)
    parts.ending(flow, plan.after, plan.sign)
    return book.pdf(f"{plan.number} {plan.label}")


def _scope(flow: Flow, plan: AuditPlan) -> None:
    n = len(plan.parts)
    parts.part(flow, tr("What is looked at"), tr("1 part") if n == 1 else tr("{n} parts", n=n))
    columns = (Column(tr("Process or part"), bold=True), Column(tr("Clauses")))
    parts.table(flow, columns, plan.parts, "")


def _timetable(flow: Flow, days: tuple[PlanDay, ...]) -> None:
    """A band for each day, a row for each slot."""
    n = sum(len(day.slots) for day in days)
    parts.part(flow, tr("Timetable"), tr("1 slot") if n == 1 else tr("{n} slots", n=n))
    names = ("Time", "Process or subject", "Clauses", "Auditor", "With whom", "How and where")
    columns = [Column(tr(name), bold=nth == 1) for nth, name in enumerate(names)]
    rows: list[Row] = [
        (s.time, s.what, s.clauses, s.auditor, s.auditee, s.how) for d in days for s in d.slots
    ]
    if not rows:
        parts.table(flow, columns, (), tr("No slot is planned yet."))
        return
    at = flow.book.layout
    table = Sheet(flow, at.left, at.text, columns, rows, parts.LOOK)
    table.head(rows[0])
    at_row = 0
    for day in days:
        count = len(day.slots)
        slots = rows[at_row : at_row + count]
        said = tr("1 slot") if count == 1 else tr("{n} slots", n=count)
        table.band(day.heading, said, slots[0] if slots else ())
        for row in slots:
            table.row(row)
        at_row += count
    flow.skip(12)
