"""The programme of a year and the cycle of certificates on paper, made on a real file."""

from datetime import date

from isodesk.services.audit_programme import months_of
from isodesk.services.audit_programme_sheets import coverage, programme_of
from isodesk.services.print_tools import Tools
from isodesk.services.workspace import Workspace
from tests import audits
from tests.printing.reading import packed, page_count, text_of
from tests.services.firm import Firm

YEAR = {"title": "Audits of 2026", "year": 2026, "objectives": "Find what hinders."}


def line(space: Workspace, programme: int, what: str, months: str, clauses: str) -> int:
    values = {"what": what, "months": months, "clauses": clauses, "every": 6, "weight": "HIGH"}
    space.entry_lines.put(
        programme, "programme_row", {**values, "reason": "Two complaints about porosity"}
    )
    return space.entries.get(programme).lines["programme_row"][-1].id


def held(space: Workspace, programme: int, row: int, day: date, clauses: str) -> None:
    """An audit of a line that was held."""
    asked = audits.held(
        space, "process:purchasing", programme_id=programme, starts_on=day, not_covered="All"
    )
    audit = audits.audit_of(space, asked[0].id)
    space.entry_lines.put(audit, "audit_scope", {"what": "x", "row": row, "clauses": clauses})
    space.entries.take(audit, "finish_onsite")


def tools(space: Workspace) -> Tools:
    return Tools(space.desk, space.catalogue, space.sheets)


def test_the_year_shows_planned_held_and_late(firm: Firm) -> None:
    space = firm.space
    made = space.entries.new("audit_programme", YEAR)
    melting = line(space, made, "Melting", "2, 9", "9001:2015 8.5; 14001:2015 8.1")
    line(space, made, "Management", "12", "9001:2015 9")
    held(space, made, melting, date(2026, 2, 10), "9001:2015 8.5.1")
    sheet = programme_of(tools(space), space.entries.get(made))
    months = sheet.lines[0].months
    assert [n for n, m in enumerate(months, 1) if m.planned] == [2, 9]
    assert [n for n, m in enumerate(months, 1) if m.held] == [2]
    assert months[8].late and not sheet.lines[1].months[11].late  # it is November
    text = text_of(space.register_prints.record("audit_programme", "year", made))
    for words in (
        "3 planned, 1 held",
        "Find what hinders.",
        "Two complaints about porosity",
        "6 months",
        "High",
        "planned and late",
        sheet.lines[0].audits,
    ):
        assert packed(words) in packed(text), words


def test_coverage_counts_clauses_of_the_second_level() -> None:
    found = coverage(["9001:2015 8.5.1; 9001:2015 9", "9001:2015 8.5"], ["9001:2015 8.5"])
    (quality,) = found
    cells = {cell.clause: cell for cell in quality.cells}
    assert (cells["8.5"].planned, cells["8.5"].held) == (2, 1)
    assert (cells["9.2"].planned, cells["9.2"].held) == (1, 0)
    assert cells["4.1"].planned == 0 and len(cells) == 28
    assert months_of("3, 9; 13 x") == {3, 9}


def test_a_bare_programme_prints_and_the_same_gives_the_same_bytes(firm: Firm) -> None:
    made = firm.space.entries.new("audit_programme", {"title": "Bare"})
    at, prints = firm.clock.now, firm.space.register_prints
    first = prints.record("audit_programme", "year", made)
    firm.clock.now = at
    assert prints.record("audit_programme", "year", made) == first
    assert "No line is planned yet." in text_of(first)


def test_a_long_programme_names_its_months_on_every_page(firm: Firm) -> None:
    made = firm.space.entries.new("audit_programme", YEAR)
    for n in range(40):
        line(firm.space, made, f"Process {n}", "3", "9001:2015 8.5")
    pdf = firm.space.register_prints.record("audit_programme", "year", made)
    text = text_of(pdf)
    assert page_count(pdf) >= 2 and "Process 39" in text
    assert text.count("Aug") == text.count("Process or part") >= 2


def test_the_cycle_has_stages_what_comes_next_and_replies(workspace: Workspace) -> None:
    entries = workspace.entries
    bare = text_of(workspace.register_prints.register("certificate", "cycle"))
    assert "No certificate is entered yet." in bare and "Nothing was found." in bare
    certificate = entries.new(
        "certificate",
        {
            "title": "Pumps",
            "theirs": "Q-4711",
            "body": "Northmark",
            "scope": "Pumps",
            "issued_on": date(2024, 5, 2),
            "valid_until": date(2027, 5, 1),
            "surveillance_on": date(2027, 3, 15),
        },
    )
    entries.take(certificate, "enter")
    seen = entries.new(
        "external_audit",
        {
            "title": "Second surveillance",
            "sort": "SURVEILLANCE",
            "body": "Northmark",
            "certificate_id": certificate,
            "starts_on": date(2026, 3, 18),
        },
    )
    entries.take(seen, "announce")
    entries.take(seen, "note_the_result", {"result": "CONDITIONAL"})
    finding = entries.grow(seen, "enter_a_finding")
    entries.change(finding, {"title": "Gauge 12", "grade": "MINOR", "reply_by": date(2026, 12, 3)})
    entries.new("external_audit", {"title": "By Alder", "sort": "CUSTOMER", "body": "Alder"})
    text = text_of(workspace.register_prints.register("external_audit", "cycle"))
    for words in (
        "Q-4711",
        "Surveillance",
        "Once findings are closed",
        "1 of 1 open",
        "15 Mar 2027",
        "Next surveillance",
        "1 May 2027",
        "Certificate expires",
        "By a customer",
        "Gauge 12",
        "3 Dec 2026",
    ):
        assert packed(words) in packed(text), words
