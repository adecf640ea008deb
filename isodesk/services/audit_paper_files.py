"""What lies among the working papers of an audit: its sheets, findings and samples, and every photo
and file, each under a name that says what it is."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from isodesk.core.harmless import quoted
from isodesk.core.kinds import MOMENT
from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.finding import REGISTER as FINDINGS
from isodesk.services import audit_answers, audit_reports, audit_sheets
from isodesk.services.audit_report_findings import finding_ids
from isodesk.services.audit_values import EvidenceValue, QuestionValue
from isodesk.services.auditing import Auditing
from isodesk.services.entry_sheets import EntrySheets
from isodesk.services.entry_values import EntryValue
from isodesk.services.histories import Histories
from isodesk.services.links import FileValue, Links
from isodesk.services.print_tools import Tools
from isodesk.store.files import pieces

_STEM = 90
"""Characters of a name before its ending: a folder may have a long path of its own."""


@dataclass(frozen=True)
class PaperFile:
    """A file among the working papers: what it is, the question it belongs to, where and when."""

    name: str
    what: str
    question: str = ""
    clauses: str = ""
    place: str = ""
    when: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Paper:
    """A file before its bytes are made."""

    file: PaperFile
    content: bytes


class Names:
    """Names that every system takes, none twice whatever its case."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, folder: str, stem: str, ending: str) -> str:
        """A name in a folder ("" for none)."""
        plain = safe_name(stem)[:_STEM].rstrip(" .")
        end = "".join(ch for ch in ending.lower() if ch.isascii() and (ch.isalnum() or ch == "."))
        for n in range(1, 10_000):
            again = f" ({n})" if n > 1 else ""
            name = f"{folder}/{plain}{again}{end[:9]}".lstrip("/")
            if name.casefold() not in self._given:
                self._given.add(name.casefold())
                return name
        raise AssertionError(stem)


def papers(tools: Tools, value: EntryValue, names: Names) -> Iterator[Paper]:
    """All of them, one after the other; `progress` is told of each. Raises Refused for a file
    that is damaged."""
    questions = Auditing(tools.desk).questions(value.id)
    evidence = audit_answers.evidence_of(tools, value.id)
    ids = finding_ids(tools, value.id)
    files = Links(tools.desk).files_of(value.id)
    total = _SHEETS + len(ids) + len(files) + 2
    made = _all(tools, value, names, questions, evidence, ids, files)
    for done, paper in enumerate(made, 1):
        yield paper
        tools.progress(min(done, total), total, tr("Packing the working papers"))


def _all(
    tools: Tools,
    value: EntryValue,
    names: Names,
    questions: Sequence[QuestionValue],
    evidence: audit_answers.Held,
    ids: Sequence[int],
    files: Sequence[FileValue],
) -> Iterator[Paper]:
    yield from _sheets(tools, value, names)
    yield from _findings(tools, value, names, ids)
    yield _samples(value, names, questions, evidence)
    shown: set[int] = set()
    for n, question in enumerate(questions, 1):
        held = [e for e in evidence.get(question.id, ()) if e.file_id is not None]
        for nth, piece in enumerate(held, 1):
            shown |= {piece.file_id or 0, piece.original_id or 0}
            yield from _piece(tools, names, n, question, nth, piece)
    for file in files:
        if file.file_id not in shown and file.name != audit_reports.frozen_name(value.number):
            name = names.of(tr("files"), PurePath(file.name).stem, PurePath(file.name).suffix)
            content = _content(tools, file.file_id, file.name)
            yield _paper(PaperFile(name, tr("File of the audit: {name}", name=file.name)), content)


def _paper(file: PaperFile, content: bytes) -> Paper:
    what = file.what if content else tr("{what} (content disposed of)", what=file.what)
    digest = hashlib.sha256(content).hexdigest()
    sized = replace(file, what=what, size=len(content), sha256=digest)
    return Paper(sized, content)


_SHEETS = 3
"""Plan, checklist, report."""


def _sheets(tools: Tools, value: EntryValue, names: Names) -> Iterator[Paper]:
    """Plan, checklist and report; the report that was issued where one was."""
    issued = audit_reports.is_issued(value.state)
    makers = (
        ("Audit plan", audit_sheets.plan),
        ("Checklist with answers", audit_answers.answers),
        ("Report as issued", audit_reports.issued)
        if issued and audit_reports.has_issued(tools, value.id)
        else ("Audit report", audit_reports.report),
    )
    for words, make in makers:
        name = names.of("", f"{value.number} {tr(words)}", ".pdf")
        yield _paper(PaperFile(name, tr(words)), make(tools, value.id))


def _findings(tools: Tools, value: EntryValue, names: Names, ids: Sequence[int]) -> Iterator[Paper]:
    """Each finding as its form, and all of them as a sheet."""
    forms = EntrySheets(tools.desk, tools.catalogue, tools.sheets)
    histories, rows = Histories(tools.desk), []
    for each in ids:
        found = tools.entry(each)
        rows.append([found.number, *(found.shown[key] for key in _COLUMNS)])
        name = names.of(tr("findings"), f"{found.number} {found.title}", ".pdf")
        words = tr("Finding {number}", number=f"{found.number} {found.title}")
        file = PaperFile(name, words, clauses=found.shown["clauses"])
        yield _paper(file, forms.record(each, histories.of(each)))
    heads = [tr("Number"), *(tr(FINDINGS.by_key[key].label) for key in _COLUMNS)]
    name = names.of("", f"{value.number} {tr('Findings')}", ".csv")
    yield _paper(PaperFile(name, tr("Findings")), as_csv(heads, rows))


_COLUMNS = (
    "title",
    "grade",
    "clauses",
    "requirement",
    "evidence",
    "gap",
    "grade_reason",
    "systemic",
    "place",
    "found_on",
    "reply_by",
)


def _samples(
    value: EntryValue,
    names: Names,
    questions: Sequence[QuestionValue],
    evidence: audit_answers.Held,
) -> Paper:
    """Every sample with its seed, so that it can be drawn again."""
    place = {q.id: n for n, q in enumerate(questions, 1)}
    rows = [
        [
            str(place.get(question, "")),
            piece.what,
            str(piece.drawn_from if piece.drawn_from is not None else ""),
            piece.seed,
            audit_answers.sample_names(piece),
            str(len(piece.looked)) if piece.drawn else "",
        ]
        for question, held in evidence.items()
        for piece in held
        if piece.seed
    ]
    heads = [
        tr(word)
        for word in ("Question", "Of what", "Drawn from", "Seed", "What was drawn", "Looked at")
    ]
    name = names.of("", f"{value.number} {tr('Samples')}", ".csv")
    return _paper(PaperFile(name, tr("Samples")), as_csv(heads, rows))


def _piece(
    tools: Tools, names: Names, n: int, question: QuestionValue, nth: int, piece: EvidenceValue
) -> Iterator[Paper]:
    """`017 9001-2015 8.5.1 photo 1 Canteen board.jpg`, and where it was marked the photo as it was
    taken."""
    clause = question.clauses[0].replace(":", "-") if question.clauses else ""
    kind = tr(piece.kind.value).lower()
    said = " ".join((piece.what or piece.name).split())
    stem = PurePath(said).stem if said == piece.name else said
    words = " ".join(filter(None, (f"{n:03}", clause, f"{kind} {nth}", stem)))
    file = PaperFile(
        names.of(tr("evidence"), words, PurePath(piece.name).suffix),
        f"{tr(piece.kind.value)}: {said}",
        f"{n}. {question.ask}",
        "; ".join(question.clauses),
        piece.place,
        MOMENT.show(piece.taken_at),
    )
    yield _paper(file, _content(tools, piece.file_id or 0, piece.name))
    if piece.original_id is not None:
        taken = tr("as taken")
        name = names.of(tr("evidence"), f"{words} {taken}", PurePath(piece.name).suffix)
        unmarked = replace(file, name=name, what=f"{file.what} ({taken})")
        yield _paper(unmarked, _content(tools, piece.original_id, piece.name))


def _content(tools: Tools, file_id: int, name: str) -> bytes:
    """The bytes of a file, as they were kept; none where they were disposed of."""
    reader = tools.desk.file.reader()
    (digest,) = reader.execute("SELECT hash FROM file WHERE id = ?", (file_id,)).fetchone()
    content = b"".join(pieces(reader, file_id))
    if content and hashlib.sha256(content).hexdigest() != digest:
        raise Refused(
            tr("{name} is damaged. Run Verify, then take it from the newest backup.", name=name)
        )
    return content


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV; no cell can run as a formula (reliability T8)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([quoted(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
