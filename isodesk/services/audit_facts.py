"""What every sheet of an audit says: against what it is held, when and where, by whom, and who
was met."""

from collections.abc import Iterable

from isodesk.core.dates import paper_day, span_words
from isodesk.core.kinds import MOMENT
from isodesk.i18n import tr
from isodesk.printing.audit_sheets import Attendee, Member
from isodesk.registers.audit import REGISTER, Sort
from isodesk.registers.audit_words import Method, Role
from isodesk.services.company import Companies
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.print_tools import Tools

CRITERIA = ("document", "obligation", "permit", "control", "requirement")
"""Kinds of record that an audit is held against where they are linked."""
_LINKED = """
SELECT DISTINCT r.kind, r.number, r.title, v.label FROM link l
JOIN record r ON r.id = CASE WHEN l.from_id = :id THEN l.to_id ELSE l.from_id END
LEFT JOIN document d ON d.id = r.id LEFT JOIN revision v ON v.id = d.in_force_id
WHERE (l.from_id = :id OR l.to_id = :id) AND l.ended IS NULL AND r.state <> 'void'
ORDER BY r.kind, r.sort_number
"""


def named(value: EntryValue) -> str:
    """What kind of audit it is."""
    supplier = value.values["sort"] == Sort.SUPPLIER.name
    return tr("Audit at a supplier") if supplier else tr("Internal audit")


def when(value: EntryValue) -> str:
    """The day or days of the audit."""
    first, last = value.values["starts_on"], value.values["ends_on"]
    if first and last and last > first:
        return span_words(first, last)
    return paper_day(first)


def first_day(value: EntryValue) -> str:
    """The day it begins, short enough for the header."""
    return paper_day(value.values["starts_on"])


def state_word(value: EntryValue) -> str:
    """Its state, as its pill says it."""
    return tr(REGISTER.state(value.state).word)


def editions(value: EntryValue) -> tuple[tuple[str, str], ...]:
    """The standards it is held against, each with its edition."""
    shown = (("9001", value.shown["iso9001"]), ("14001", value.shown["iso14001"]))
    return tuple((standard, edition) for standard, edition in shown if edition)


def criteria(tools: Tools, value: EntryValue) -> str:
    """Standards with their editions, what is said beside, and the records that are linked; one
    to a line."""
    standards = [f"ISO {standard}:{edition}" for standard, edition in editions(value)]
    rows = tools.rows(_LINKED, {"id": value.id})
    linked = []
    for row in rows:
        if row["kind"] in CRITERIA:
            revision = tr("revision {label}", label=row["label"]) if row["label"] else ""
            name = f"{row['number'] or ''} {row['title'] or ''}".strip()
            linked.append(", ".join(filter(None, (name, revision))))
    return "\n".join(filter(None, (" · ".join(standards), value.shown["criteria"], *linked)))


def place(value: EntryValue) -> str:
    """Where and how."""
    how = tr(_method(value))
    remote = value.shown["remote"]
    return "\n".join(filter(None, (value.shown["place"], how, remote)))


def _method(value: EntryValue) -> str:
    given = value.shown["method"]
    return given or Method.ONSITE.value


def team(value: EntryValue) -> tuple[Member, ...]:
    """Who audits, the lead first."""
    members = sorted(value.lines["audit_member"], key=lambda line: _rank(line.shown["role"]))
    return tuple(
        Member(who(line), line.shown["role"], line.shown["competence"], line.shown["independence"])
        for line in members
    )


def lead(value: EntryValue) -> str:
    """Who leads; "" while nobody does."""
    return next((m.name for m in team(value) if m.role == tr(Role.LEAD.value)), "")


def _rank(role: str) -> int:
    return [tr(each.value) for each in Role].index(role) if role else len(Role)


def who(line: LineValue) -> str:
    """Somebody of the firm, or from outside."""
    return line.shown["person_id"] or line.shown["name"]


def independence(value: EntryValue) -> str:
    """Own work that auditors would meet, and what is done about it, as it is noted."""
    noted = [f"{m.name}: {m.own_work}" for m in team(value) if m.own_work]
    return "\n".join(noted) or tr("No own work of the auditors is noted.")


def met(tools: Tools, value: EntryValue) -> tuple[tuple[str, str, str], ...]:
    """People met, with their function and where they were met: meetings and interviews."""
    jobs = _jobs(tools)
    found: dict[str, tuple[str, list[str]]] = {}
    for line in value.lines["audit_attendee"]:
        job = line.shown["job"] or jobs.get(line.values["person_id"] or 0, "")
        words = [
            word
            for key, word in (("opening", tr("opening")), ("closing", tr("closing")))
            if line.values[key]
        ]
        _add(found, who(line), job, words)
    for line in value.lines["audit_evidence"]:
        if line.values["proof_kind"] is not None and line.shown["proof_kind"] == tr("Person"):
            job = line.shown["detail"] or jobs.get(line.values["person_id"] or 0, "")
            _add(found, line.shown["what"], job, [tr("interviewed")])
    return tuple((name, job, ", ".join(dict.fromkeys(how))) for name, (job, how) in found.items())


def _add(found: dict[str, tuple[str, list[str]]], name: str, job: str, how: list[str]) -> None:
    if name:
        known, before = found.get(name, ("", []))
        found[name] = (known or job, [*before, *how])


def attendees(tools: Tools, value: EntryValue, meeting: str) -> tuple[Attendee, ...]:
    """Who is expected at a meeting ("opening" or "closing"): team, auditee, people met."""
    jobs = _jobs(tools)
    rows: dict[str, Attendee] = {m.name: Attendee(m.name, m.role) for m in team(value) if m.name}
    auditee = value.shown["auditee_id"]
    if auditee:
        job = jobs.get(value.values["auditee_id"] or 0, "") or tr("Auditee")
        rows.setdefault(auditee, Attendee(auditee, job))
    for line in value.lines["audit_attendee"]:
        name = who(line)
        job = line.shown["job"] or jobs.get(line.values["person_id"] or 0, "")
        mark = tr("noted: was there") if line.values[meeting] else ""
        known = rows.get(name)
        if name:
            rows[name] = Attendee(name, known.job if known else job, mark)
    return tuple(rows.values())


def _jobs(tools: Tools) -> dict[int, str]:
    return {p.id: p.roles or p.department for p in Companies(tools.desk).people()}


def moments(*given: object) -> str:
    """Moments in words, those that are known."""
    return ", ".join(MOMENT.show(each) for each in given if each)


def told(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Labels in the reader's words, those that have something said under them."""
    return tuple((tr(label), words) for label, words in pairs if words)
