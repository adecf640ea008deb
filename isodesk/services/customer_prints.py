"""Customers on paper: satisfaction of all by month, the sheet of one, the form of a survey."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from isodesk.core.chart import Chart, Guide, GuideKind, Reading, Shape, number_words
from isodesk.core.dates import add_months, paper_day
from isodesk.i18n import tr
from isodesk.printing.customer_sheets import (
    CustomerSheet,
    MonthCount,
    SatisfactionRow,
    SatisfactionSheet,
    SurveyForm,
)
from isodesk.registers.characteristics import Verdict
from isodesk.registers.complaint import REGISTER as COMPLAINTS
from isodesk.registers.complaint import Complaint
from isodesk.registers.customer import REGISTER as CUSTOMERS
from isodesk.registers.customer import Customer
from isodesk.registers.feedback import QUESTIONS, Feedback
from isodesk.registers.feedback import REGISTER as FEEDBACK
from isodesk.registers.requirement import REGISTER as REQUIREMENTS
from isodesk.registers.requirement import Requirement, results_of
from isodesk.services.plain_entries import entries_of
from isodesk.services.print_tools import Tools
from isodesk.services.requirement_sheets import asked_row, names_of_all

MONTHS_SHOWN = 12
_FACTS = (
    "code",
    "sort",
    "branch",
    "contact",
    "phone",
    "mail",
    "since",
    "owner_id",
    "survey_on",
    "buys",
    "wishes",
    "told_how",
)


def satisfaction(tools: Tools, choice: str = "") -> bytes:
    """Exceeded, met and missed of the last twelve months, and the index of the surveys."""
    from isodesk.printing.satisfaction_sheet import satisfaction_pdf

    return satisfaction_pdf(satisfaction_of(tools), *tools.around)


def satisfaction_of(tools: Tools) -> SatisfactionSheet:
    """All customers who buy, by name."""
    this_month = tools.desk.today().replace(day=1)
    months = tuple(add_months(this_month, n - MONTHS_SHOWN + 1) for n in range(MONTHS_SHOWN))
    customers = [c for c in entries_of(tools.desk, CUSTOMERS, Customer) if c.state == "open"]
    asked = _by_customer(entries_of(tools.desk, REQUIREMENTS, Requirement))
    surveys = _by_customer(entries_of(tools.desk, FEEDBACK, Feedback))
    complaints = _by_customer(entries_of(tools.desk, COMPLAINTS, Complaint))
    rows = tuple(
        _row(c, months, asked.get(c.id, ()), surveys.get(c.id, ()), complaints.get(c.id, ()))
        for c in sorted(customers, key=lambda c: (c.title or "").casefold())
    )
    return SatisfactionSheet(months, rows)


T = TypeVar("T", Requirement, Feedback, Complaint)


def _by_customer(found: Iterable[T]) -> dict[int, list[T]]:
    by: dict[int, list[T]] = {}
    for each in found:
        by.setdefault(each.customer_id or 0, []).append(each)
    return by


def _row(
    customer: Customer,
    months: Sequence[date],
    asked: Sequence[Requirement],
    surveys: Sequence[Feedback],
    complaints: Sequence[Complaint],
) -> SatisfactionRow:
    marks = indices(surveys)
    now = marks[-1] if marks else None
    before = marks[-2] if len(marks) > 1 else None
    return SatisfactionRow(
        customer.title or "",
        months_of(asked, months),
        now[1] if now else None,
        before[1] if before else None,
        customer.wanted,
        now[0] if now else None,
        sum(c.received_on is not None and c.received_on >= months[0] for c in complaints),
    )


def indices(surveys: Sequence[Feedback]) -> list[tuple[date, Decimal, Feedback]]:
    """Surveys with an index, by day; what came unasked is no survey."""
    found = [
        (s.answered_on, s.marks, s)
        for s in surveys
        if s.answered_on and s.marks is not None and s.sort is not None and s.sort.name == "SURVEY"
    ]
    return sorted(found, key=lambda each: each[0])


def months_of(asked: Sequence[Requirement], months: Sequence[date]) -> tuple[MonthCount, ...]:
    """What was judged in each month, over all requirements of a customer."""
    found: dict[date, list[Verdict]] = {month: [] for month in months}
    for each in asked:
        for day, verdict in results_of(each):
            if day.replace(day=1) in found:
                found[day.replace(day=1)].append(verdict)
    return tuple(
        MonthCount(len(v), v.count(Verdict.EXCEEDED), v.count(Verdict.MISSED))
        for v in found.values()
    )


def customer(tools: Tools, record_id: int) -> bytes:
    """The sheet of one customer, with the trend of its satisfaction."""
    from isodesk.printing.customer_sheet import customer_pdf

    return customer_pdf(customer_of(tools, record_id), *tools.around)


def customer_of(tools: Tools, record_id: int) -> CustomerSheet:
    """What the sheet of one customer says."""
    value = tools.entry(record_id)
    asked = [
        r
        for r in entries_of(tools.desk, REQUIREMENTS, Requirement)
        if r.customer_id == record_id and r.state != "closed"
    ]
    surveys = [f for f in entries_of(tools.desk, FEEDBACK, Feedback) if f.customer_id == record_id]
    complaints = [
        c for c in entries_of(tools.desk, COMPLAINTS, Complaint) if c.customer_id == record_id
    ]
    names = names_of_all(tools, asked)
    facts = [(CUSTOMERS.by_key[key].label, value.shown[key]) for key in _FACTS]
    marks = indices(surveys)
    return CustomerSheet(
        value.number,
        value.title,
        tr(CUSTOMERS.state(value.state).word),
        tuple((tr(label), shown) for label, shown in facts if shown),
        _chart(marks, value.values["wanted"]),
        tuple(_survey(each) for each in reversed(marks)),
        tuple(asked_row(each, names) for each in asked),
        tuple(_complaint(c) for c in reversed(complaints)),
    )


def _chart(marks: Sequence[tuple[date, Decimal, Feedback]], wanted: Decimal | None) -> Chart:
    readings = tuple(Reading(day, index) for day, index, _ in marks)
    guides: tuple[Guide, ...] = ()
    if wanted is not None:
        words = tr("Wanted: at least {index} %", index=number_words(wanted))
        guides = (Guide(GuideKind.TARGET, wanted, words),)
    return Chart(tr("Satisfaction"), "%", readings, guides, Shape.LINE)


def _survey(each: tuple[date, Decimal, Feedback]) -> tuple[str, str, str, str]:
    day, index, survey = each
    return paper_day(day), survey.number or "", f"{number_words(index)} %", survey.conclusion or ""


def _complaint(each: Complaint) -> tuple[str, str, str, str, str]:
    word = tr(COMPLAINTS.state(each.state).word)
    return (
        each.number or "",
        each.title or "",
        paper_day(each.received_on),
        each.times or "",
        word,
    )


def survey_form(tools: Tools, record_id: int) -> bytes:
    """The survey as a form for the pen; with our own questions where it has none yet."""
    from isodesk.printing.survey_form import survey_pdf

    value = tools.entry(record_id)
    own = [line.shown["question"] for line in value.lines["feedback_score"]]
    customer_id = value.values["customer_id"]
    sheet = SurveyForm(
        value.number,
        value.title,
        tools.entry(customer_id).title if customer_id else "",
        value.shown["person"],
        tuple(filter(None, own)) or tuple(map(tr, QUESTIONS)),
        value.values["best"] or 5,
        value.values["answer_by"],
    )
    return survey_pdf(sheet, *tools.around)
