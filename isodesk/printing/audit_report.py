"""The report of an audit: conclusion and counts first, then every finding with its photos, what
went well, what was not looked at, and who signs."""

from isodesk.i18n import tr
from isodesk.printing import audit_counts
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_findings import findings_in_full, findings_list
from isodesk.printing.audit_sheets import AuditReport, Counts
from isodesk.printing.flow import Flow
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import BODY, LEAD, NOTE, SOFT, break_text

_CONCLUSION = LEAD.but(colour="#16191D")


def report_pdf(report: AuditReport, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The report as a PDF; the same values give the same bytes."""
    pairs = (("Number", report.number), ("Audit", report.when), ("State", report.state))
    book = Book(
        upright(size, foot=True),
        company,
        Head(report.label, report.title, pairs),
        foot,
        report.label,
    )
    flow = Flow(book)
    _beginning(flow, report)
    _answers(flow, report)
    findings_list(flow, report)
    findings_in_full(flow, report.findings)
    _earlier(flow, report)
    _good(flow, report)
    _limits(flow, report)
    _people(flow, report)
    _ending(flow, report)
    if report.draft:
        parts.draft_marks(book)
    return book.pdf(f"{report.number} {report.label}")


def _beginning(flow: Flow, report: AuditReport) -> None:
    """What it was about, and what came of it."""
    parts.title(flow, report.title)
    if report.draft:
        words = tr("Draft. The report is not issued; what it says may still change.")
        flow.paragraph(
            flow.book.layout.left,
            break_text(words, BODY.but(font="Noto-Bold", colour=SOFT), 460),
            BODY,
        )
        flow.skip(6)
    for label, words in report.told:
        parts.told(flow, label, words)
    parts.rule(flow)
    parts.part(flow, tr("Conclusion"))
    said = report.conclusions or tr("No conclusion is written yet.")
    style = _CONCLUSION if report.conclusions else NOTE
    flow.paragraph(flow.book.layout.left, break_text(said, style, flow.book.layout.text), style)
    flow.skip(10)


def _answers(flow: Flow, report: AuditReport) -> None:
    """The counts by standard and chapter, the share of each standard, the counts by process."""
    parts.part(flow, tr("Answers"), report.count, following=90)
    bands: list[tuple[Counts | None, list[Counts]]] = []
    for standard in report.standards:
        cited = standard.key.removeprefix("ISO ")
        keys = (f"{cited} ", f"{cited.partition(':')[0]} ")
        rows = [c for c in report.clauses if c.key.startswith(keys)]
        bands.append((standard, rows))
    audit_counts.counts_table(flow, bands, report.whole, grades=report.grades)
    if report.standards:
        remarks = " · ".join(report.grades[2:]) or tr("observations and opportunities")
        words = tr(
            "Judged leaves out what is not applicable or not checked; {remarks} meet the"
            " requirement. A question that answers both standards counts in both, and once in all.",
            remarks=remarks,
        )
        flow.paragraph(flow.book.layout.left, break_text(words, NOTE, flow.book.layout.text), NOTE)
        flow.skip(6)
    audit_counts.standards(flow, report.standards)
    if report.processes:
        audit_counts.processes(flow, report.processes, report.whole, report.grades)


def _earlier(flow: Flow, report: AuditReport) -> None:
    n = len(report.earlier)
    if not n:
        return
    note = tr("1 followed up") if n == 1 else tr("{n} followed up", n=n)
    parts.part(flow, tr("Earlier findings"), note)
    names = ("Finding", "What it was", "Grade", "Result now", "What was seen", "State")
    columns = [Column(tr(name), bold=nth == 0) for nth, name in enumerate(names)]
    rows = [(e.number, e.title, e.grade, e.result, e.note, e.state) for e in report.earlier]
    parts.table(flow, columns, rows, "")


def _good(flow: Flow, report: AuditReport) -> None:
    at = flow.book.layout
    parts.part(flow, tr("Good practice"), following=20)
    for words in report.good or (tr("None is noted."),):
        style = BODY if report.good else NOTE
        flow.paragraph(at.left, break_text(words, style, at.text), style)
        flow.skip(3)
    flow.skip(8)


def _limits(flow: Flow, report: AuditReport) -> None:
    """What was not looked at, and from which samples the conclusion is drawn."""
    parts.part(flow, tr("Not covered, and limits of sampling"), following=30)
    for label, words in report.not_covered:
        parts.told(flow, label, words)
    n = len(report.samples)
    if not n:
        return
    flow.skip(4)
    parts.part(flow, tr("Samples"), tr("1 sample") if n == 1 else tr("{n} samples", n=n))
    names = ("Question", "Of what", "Drawn", "Seed", "What was drawn")
    columns = [Column(tr(name), bold=nth == 0) for nth, name in enumerate(names)]
    rows = [(s.question, s.what, s.drawn, s.seed, s.names) for s in report.samples]
    parts.table(flow, columns, rows, "")


def _people(flow: Flow, report: AuditReport) -> None:
    parts.part(flow, tr("Team"))
    parts.team(flow, report.team)
    n = len(report.people)
    parts.part(flow, tr("People met"), tr("1 person") if n == 1 else tr("{n} people", n=n))
    columns = (Column(tr("Name"), bold=True), Column(tr("Function")), Column(tr("Met at")))
    parts.table(flow, columns, report.people, tr("Nobody is noted."))


def _ending(flow: Flow, report: AuditReport) -> None:
    parts.rule(flow)
    parts.ending(flow, report.after, report.sign)
