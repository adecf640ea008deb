"""A foreign sheet of questions: which table and columns hold them, what their cells say, and which
clauses are meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from isodesk.core.entry import Field
from isodesk.core.harmless import unquoted
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.columns import Profile
from isodesk.intake.matching import match
from isodesk.intake.sheets import Sheets, TableFacts
from isodesk.intake.workbook import Cell, Fault
from isodesk.intake.written_figures import plain_figure
from isodesk.registers.audit_words import CheckQuestion
from isodesk.services.auditing import clauses_of
from isodesk.standards.clauses import DEFAULT_EDITION, parse_ref

_STANDARD = re.compile(r"(?:EN\s+)?(?:ISO\s*)?\b(9001|14001)\b(?::(2015|2026))?", re.IGNORECASE)
_LOOSE = tuple(
    replace(f, also=(*f.also, "Requirement", "Checklist item", "What to check"))
    if f.key == "ask"
    else f
    for f in CheckQuestion.fields
)
"""What also heads a column of questions where none is called so."""


def table_of(sheets: Sheets) -> tuple[TableFacts, dict[int, Field]]:
    """The first table with a column of questions, and the field of each of its columns."""
    for table in sheets.tables:
        profiles = [Profile(_bare(heading)) for heading in table.headings]
        for chunk in sheets.chunks(table.at):
            for profile, column in zip(profiles, chunk.columns, strict=True):
                profile.see(column)
        for known in (CheckQuestion.fields, _LOOSE):
            by_key = {f.key: f for f in known}
            matches = match(profiles, known, {}, "checklist question")
            fields = {m.column: by_key[m.field] for m in matches if m.field}
            if any(f.key == "ask" for f in fields.values()):
                return table, fields
    raise Refused(
        tr("{name} has no column of questions. Call one of its columns “Question”.",
           name=sheets.name)
    )  # fmt: skip


def _bare(heading: str) -> str:
    """`Clause` of `ISO 9001:2015 clause`; a standard alone heads its clauses."""
    if _STANDARD.search(heading) is None:
        return heading
    return _STANDARD.sub(" ", heading).strip() or "Clause"


def editions_meant(
    table: TableFacts, fields: Mapping[int, Field], editions: Mapping[str, str]
) -> dict[str, str]:
    """The editions that bare numbers mean: those of the checklist, or of the one standard that
    the heading of the clauses names."""
    at = next((at for at, each in fields.items() if each.key == "clauses"), None)
    named = {m[1]: m[2] for m in _STANDARD.finditer(table.headings[at])} if at is not None else {}
    if len(named) != 1:
        return dict(editions)
    ((standard, edition),) = named.items()
    return {standard: edition or editions.get(standard, DEFAULT_EDITION)}


def texts_of(
    sheets: Sheets, table: TableFacts, fields: Mapping[int, Field]
) -> Sequence[tuple[int, dict[str, str]]]:
    """The rows that ask something, each with its number in the sheet. A section that stands
    alone above its questions is theirs."""
    blank = {f.key: "" for f in CheckQuestion.fields}
    csv = bool(sheets.how.encoding)
    found, section = [], ""
    for chunk in sheets.chunks(table.at):
        for at, n in enumerate(chunk.numbers):
            texts = blank | {f.key: said(chunk.columns[c][at], csv) for c, f in fields.items()}
            section = texts["section"] or section
            if texts["ask"]:
                found.append((n, texts | {"section": section}))
    return found


def said(cell: Cell, quoted: bool) -> str:
    """What a cell says, as text; `quoted` undoes what keeps a cell of a CSV from running. An error
    stands as its sign, where the officer sees it."""
    if isinstance(cell, Fault):
        return cell.sign
    if isinstance(cell, bool):
        return tr("Yes") if cell else tr("No")
    if isinstance(cell, float | int):
        return plain_figure(float(cell))
    text = str(cell)
    return "\n".join(
        line.strip() for line in (unquoted(text) if quoted else text).strip().splitlines()
    )


def written_clauses(text: str, editions: Mapping[str, str]) -> str:
    """Clauses that isodesk knows as it writes them; a bare number where one standard is meant;
    anything else as it stands."""
    only = next(iter(editions)) if len(editions) == 1 else ""
    parts = clauses_of(text.replace(",", ";"))
    return "; ".join(_clause(part, only, editions) for part in parts)


def _clause(part: str, only: str, editions: Mapping[str, str]) -> str:
    for written in (part, f"{only} {part}" if only else part):
        standard = "14001" if "14001" in written.partition(":")[0] else "9001"
        try:
            ref = parse_ref(written, editions.get(standard, DEFAULT_EDITION))
        except Refused:
            continue
        return f"{ref.standard}:{ref.edition} {ref.number}"
    return part
