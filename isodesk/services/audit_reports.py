"""The report of an audit, gathered for paper; and the report as it was when it was issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from isodesk.core.dates import paper_day
from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.audit_sheets import AuditReport, Counts, Earlier, Sampled
from isodesk.registers.audit import REGISTER
from isodesk.registers.audit_words import Grade, Proof, Verdict
from isodesk.registers.finding import REGISTER as FINDINGS
from isodesk.registers.grade_words import word_of
from isodesk.services import audit_facts as facts
from isodesk.services.audit_answers import Held, checked, evidence_of, sample_count, sample_names
from isodesk.services.audit_crossing import other_editions
from isodesk.services.audit_photos import Photos, is_picture
from isodesk.services.audit_report_findings import FindingPages, finding_ids
from isodesk.services.audit_summary import StandardSummary, per_process, per_standard
from isodesk.services.audit_values import QuestionValue, Tally, tally
from isodesk.services.auditing import Auditing
from isodesk.services.grade_words import GradeWords
from isodesk.services.plain_entries import names_of
from isodesk.services.print_tools import Tools
from isodesk.store.files import pieces

if TYPE_CHECKING:
    from isodesk.services.entry_values import EntryValue

_DRAFT = ("draft", "prepared", "running", "reporting")
"""States in which a report is not issued."""
_FROZEN = "report as issued"


def report(tools: Tools, record_id: int) -> bytes:
    """The report as the audit stands now."""
    from isodesk.printing.audit_report import report_pdf

    return report_pdf(report_of(tools, tools.entry(record_id)), *tools.around)


def issued(tools: Tools, record_id: int) -> bytes:
    """The report as it was when it was issued: the file kept then. Raises Refused where there is
    none."""
    file_id = _issued_file(tools, record_id)
    content = b"".join(pieces(tools.desk.file.reader(), file_id)) if file_id else b""
    if not content:
        raise Refused(tr("No report was kept when this audit was issued. Print the report."))
    return content


def has_issued(tools: Tools, record_id: int) -> bool:
    """Whether a report was kept when the audit was issued."""
    return _issued_file(tools, record_id) is not None


def _issued_file(tools: Tools, record_id: int) -> int | None:
    """Also where it was taken off the record since: the bytes stay."""
    rows = tools.rows(
        "SELECT a.file_id, a.name, r.number FROM attachment a JOIN record r ON r.id = a.record_id"
        " WHERE a.record_id = ? ORDER BY a.id",
        (record_id,),
    )
    kept = (row["file_id"] for row in rows if row["name"] == frozen_name(row["number"]))
    return next(kept, None)


def frozen_name(number: str) -> str:
    """How the file of an issued report is called."""
    return safe_name(f"{number} {_FROZEN}.pdf")


def is_issued(state: str) -> bool:
    """Whether an audit in this state has an issued report."""
    return state in ("issued", "follow_up", "closed")


def frozen(tools: Tools, record_id: int) -> tuple[str, bytes]:
    """(name, PDF) of the report as it is issued now: without the word Draft, with today."""
    from isodesk.printing.audit_report import report_pdf

    value = tools.entry(record_id)
    sheet = report_of(tools, value, issued_on=tools.desk.today())
    return frozen_name(value.number), report_pdf(sheet, *tools.around)


@dataclass(frozen=True)
class _Held:
    """What the report is gathered from."""

    value: "EntryValue"
    questions: tuple[QuestionValue, ...]
    evidence: Held


def report_of(tools: Tools, value: "EntryValue", issued_on: date | None = None) -> AuditReport:
    """The report of an audit; with `issued_on` as it is issued on that day."""
    from isodesk.printing.audit_findings import photo_width

    questions = Auditing(tools.desk).questions(value.id)
    held = _Held(value, questions, evidence_of(tools, value.id))
    state = REGISTER.state("issued").word if issued_on else REGISTER.state(value.state).word
    draft = issued_on is None and value.state in _DRAFT
    ids = finding_ids(tools, value.id)
    photos = Photos(tools, photo_width(), _photos_of(held, ids))
    pages = FindingPages(tools, questions, held.evidence, photos)
    whole = tally(questions)
    findings = tuple(pages.page(each) for each in ids)
    company, foot, _ = tools.around
    return AuditReport(
        label=tr("Audit report"),
        number=value.number,
        title=value.title or value.number,
        when=facts.first_day(value),
        state=tr("Draft") if draft else tr(state),
        draft=draft,
        told=_told(tools, value, questions, issued_on),
        conclusions=value.shown["conclusions"],
        count=checked(whole.total, whole.answered, whole.not_applicable),
        clauses=tuple(
            _counts(f"{_clause_of(each)} {chapter.number}", tr(chapter.title), chapter.tally)
            for each in per_standard(questions)
            for chapter in each.chapters
        ),
        whole=_counts(tr("All"), "", whole),
        standards=tuple(_counts(each.title, "", each.tally) for each in per_standard(questions)),
        processes=_processes(tools, questions),
        findings=findings,
        findings_note=pages.note(),
        good=_good(held),
        earlier=_earlier(tools, questions),
        not_covered=_limits(held),
        samples=_samples(held),
        people=facts.met(tools, value),
        team=facts.team(value),
        after=_after(value, company.name, foot.head),
        head=foot.head,
        sign=(
            _sign(tr("Lead auditor, date"), facts.lead(value)),
            _sign(tr("Auditee, date"), value.shown["auditee_id"]),
        ),
        grades=_grade_heads(tools),
    )


def _photos_of(held: _Held, ids: tuple[int, ...]) -> int:
    found = {q.id for q in held.questions if q.finding_id in ids}
    return sum(is_picture(e) for q in found for e in held.evidence.get(q, ()))


def _told(
    tools: Tools,
    value: "EntryValue",
    questions: tuple[QuestionValue, ...],
    issued_on: date | None,
) -> tuple[tuple[str, str], ...]:
    said = value.shown
    return facts.told(
        (
            ("Kind", facts.named(value)),
            ("Audit client", tools.around[0].name),
            ("Supplier", said["supplier_id"]),
            ("Objective", said["objective"]),
            ("Scope", said["scope"]),
            ("Parts looked at", _parts(value)),
            ("Criteria", facts.criteria(tools, value)),
            ("Answered against another edition", _other_editions(value, questions)),
            ("Dates", facts.when(value)),
            ("Place and method", facts.place(value)),
            ("Team", "; ".join(f"{m.name}, {m.role}" for m in facts.team(value))),
            ("Auditee", said["auditee_id"]),
            ("Words of the grades", _grades(tools)),
            ("Opening meeting", _meeting(value, "opening")),
            ("Closing meeting", _meeting(value, "closing")),
            ("Report issued", paper_day(issued_on) or said["issued_on"]),
        )
    )


def _other_editions(value: "EntryValue", questions: tuple[QuestionValue, ...]) -> str:
    """What was answered before the edition of a standard changed, by edition."""
    editions = facts.editions(value)
    named = [e for q in questions for e in other_editions(q.clauses, editions)]
    total = len(questions)
    return "\n".join(
        tr("ISO {edition}: {n} of {m} questions", edition=each, n=named.count(each), m=total)
        for each in dict.fromkeys(named)
    )


def _grade_heads(tools: Tools) -> tuple[str, ...]:
    """What the grades are called in the tables, where the firm has words of its own."""
    words = GradeWords(tools.desk).get()
    return tuple(tr(word_of(Verdict[g.name], words)) for g in Grade) if words else ()


def _grades(tools: Tools) -> str:
    """What the firm's words mean, where the grades have some."""
    words = GradeWords(tools.desk).get()
    return "; ".join(f"{words[g.name]}: {tr(g.value)}" for g in Grade if g.name in words)


def _parts(value: "EntryValue") -> str:
    lines = value.lines["audit_scope"]
    named = (
        (line.shown["process_id"] or line.shown["what"], line.shown["clauses"]) for line in lines
    )
    return "\n".join(f"{name} ({clauses})" if clauses else name for name, clauses in named if name)


def _meeting(value: "EntryValue", key: str) -> str:
    return "\n".join(filter(None, (value.shown[f"{key}_at"], value.shown[key])))


def _clause_of(summary: StandardSummary) -> str:
    """`9001`, with its edition where another edition is summed up beside."""
    return summary.standard if summary.alone else f"{summary.standard}:{summary.edition}"


def _counts(key: str, words: str, of: Tally) -> Counts:
    return Counts(
        key,
        words,
        of.conform,
        of.major,
        of.minor,
        of.observation,
        of.opportunity,
        of.not_applicable,
        of.unchecked,
        of.total,
        of.percent,
    )


def _processes(tools: Tools, questions: tuple[QuestionValue, ...]) -> tuple[Counts, ...]:
    """By process, where any question names one."""
    names = names_of(tools.desk, (q.process_id for q in questions))
    if not names:
        return ()
    return tuple(_counts("", each.title, each.tally) for each in per_process(questions, names))


def _good(held: _Held) -> tuple[str, ...]:
    """What the officer wrote, then the questions marked as good practice."""
    written = tuple(line for line in held.value.shown["good_practice"].splitlines() if line.strip())
    marked = (
        f"{', '.join(q.clauses)}: {q.note or q.ask}".lstrip(": ") for q in held.questions if q.good
    )
    return (*written, *marked)


def _earlier(tools: Tools, questions: tuple[QuestionValue, ...]) -> tuple[Earlier, ...]:
    asked = {q.earlier_id: q for q in questions if q.earlier_id is not None}
    if not asked:
        return ()
    marks = ", ".join("?" * len(asked))
    grade = tools.catalogue.get("finding").by_key["grade"].kind
    words = GradeWords(tools.desk).get()
    rows = tools.rows(
        "SELECT r.id, r.number, r.title, r.state, f.grade FROM record r"
        f" JOIN finding f ON f.id = r.id WHERE r.id IN ({marks}) ORDER BY r.sort_number",
        tuple(asked),
    )
    return tuple(
        Earlier(
            row["number"] or "",
            row["title"] or "",
            grade.show(row["grade"]),
            _result(asked[row["id"]].verdict, words),
            asked[row["id"]].note,
            tr(FINDINGS.state(row["state"]).word),
        )
        for row in rows
    )


def _result(verdict: Verdict | None, words: Mapping[str, str]) -> str:
    return tr(word_of(verdict, words)) if verdict else tr("Not checked")


def _limits(held: _Held) -> tuple[tuple[str, str], ...]:
    """What was not looked at, the questions without a verdict by section, and the samples."""
    said, left = held.value.shown, [q for q in held.questions if q.verdict is None]
    by_section: dict[str, int] = {}
    for each in left:
        name = each.section or tr("Questions")
        by_section[name] = by_section.get(name, 0) + 1
    unchecked = "\n".join(f"{name}: {n}" for name, n in by_section.items())
    all_asked = tr("Every question was asked.") if held.questions else ""
    total = tr("{n} of {m} questions", n=len(left), m=len(held.questions))
    return facts.told(
        (
            ("Not covered", said["not_covered"] or tr("Nothing is noted.")),
            ("Not checked", f"{total}\n{unchecked}" if left else all_asked),
            (
                "Limits of sampling",
                said["sampling"]
                or tr("What was seen is a sample: what was not sampled may still not be met."),
            ),
        )
    )


def _samples(held: _Held) -> tuple[Sampled, ...]:
    place = {q.id: n for n, q in enumerate(held.questions, 1)}
    found = []
    for question, given in held.evidence.items():
        for piece in given:
            if piece.kind is Proof.SAMPLE:
                n, count = str(place.get(question, "")), sample_count(piece)
                found.append(Sampled(n, piece.what, count, piece.seed, sample_names(piece)))
    return tuple(found)


def _after(value: "EntryValue", company: str, head: str) -> tuple[tuple[str, str], ...]:
    said = value.shown
    return facts.told(
        (
            ("Disagreements", said["disagreements"] or tr("None is noted.")),
            ("Independence", facts.independence(value)),
            ("Report goes to", said["distribution"] or tr("Nobody is named beside the auditee.")),
            (
                "Confidential",
                tr(
                    "This report belongs to {company} and goes to those named here only.",
                    company=company,
                ),
            ),
            ("Follow-up by", said["follow_up_on"]),
            ("File state", tr("Made from file state {head}.", head=head) if head else ""),
        )
    )


def _sign(label: str, name: str) -> str:
    return f"{label} · {name}" if name else label
