"""The competence matrix, gathered for paper: people or roles by skill."""

from collections.abc import Iterator
from itertools import groupby

from isodesk.i18n import tr
from isodesk.printing.sheets import A3
from isodesk.printing.sheets import Paper as Size
from isodesk.printing.trade_sheets import CrossCell, CrossGroup, CrossRow, CrossSheet, Tone
from isodesk.registers.competence_matrix import Cell, Matrix, MatrixLine, Standing
from isodesk.registers.skill import LEVELS
from isodesk.services.competence import Competence
from isodesk.services.lists import Table
from isodesk.services.print_tools import Tools

TONES: dict[Standing, Tone] = {
    Standing.NONE: "",
    Standing.EXTRA: "blue",
    Standing.MET: "green",
    Standing.SOON: "amber",
    Standing.LEARNING: "amber",
    Standing.EXPIRED: "red",
    Standing.GAP: "red",
}


def people(tools: Tools, choice: str = "") -> bytes:
    """People by skill, on the company's tools."""
    return print_matrix(tools, by_role=False)


def people_a3(tools: Tools, choice: str = "") -> bytes:
    """People by skill, on A3."""
    return print_matrix(tools, by_role=False, large=True)


def roles(tools: Tools, choice: str = "") -> bytes:
    """Roles by skill, on the company's tools."""
    return print_matrix(tools, by_role=True)


def roles_a3(tools: Tools, choice: str = "") -> bytes:
    """Roles by skill, on A3."""
    return print_matrix(tools, by_role=True, large=True)


def print_matrix(tools: Tools, *, by_role: bool, large: bool = False, area: str = "") -> bytes:
    """The matrix as a PDF; `area` narrows the skills."""
    from isodesk.printing.cross_table import cross_pdf

    competence = Competence(tools.desk, tools.catalogue)
    matrix = competence.roles(area) if by_role else competence.people(area)
    sheets = tools.sheets
    size: Size = A3 if large else sheets.paper()
    return cross_pdf(matrix_sheet(matrix, by_role, area), sheets.company(), sheets.foot(), size)


def matrix_sheet(matrix: Matrix, by_role: bool, area: str = "") -> CrossSheet:
    """The values of a matrix as a sheet."""
    return CrossSheet(
        tr("Competence"),
        tr("Roles and skills") if by_role else tr("Competence matrix"),
        tr("Role") if by_role else tr("Person"),
        tuple(f"{s.title}" for s in matrix.skills),
        tuple(_groups(matrix)),
        headline(matrix),
        tuple((cell, tr(words)) for cell, words in LEGEND),
        _remark(),
        tr("Area {area}", area=area) if area else "",
    )


def headline(matrix: Matrix) -> str:
    """`3 gaps of 41 that are needed`."""
    if not matrix.gaps:
        return tr("No gap in {n} that are needed", n=matrix.needed)
    if matrix.gaps == 1:
        return tr("1 gap of {n} that are needed", n=matrix.needed)
    return tr("{gaps} gaps of {n} that are needed", gaps=matrix.gaps, n=matrix.needed)


def _groups(matrix: Matrix) -> Iterator[CrossGroup]:
    for group, lines in groupby(matrix.lines, key=lambda line: line.group):
        listed = list(lines)
        gaps = sum(line.gaps for line in listed)
        note = tr("{n} gaps", n=gaps) if gaps > 1 else tr("1 gap") if gaps else ""
        yield CrossGroup(group, tuple(_row(line) for line in listed), note)


def _row(line: MatrixLine) -> CrossRow:
    return CrossRow(line.name, line.note, tuple(cell_of(each) for each in line.cells))


def cell_of(each: Cell) -> CrossCell:
    """`1/2` in red; an expired mark with a cross, one that ends soon with an exclamation."""
    sign = {Standing.EXPIRED: "\u00d7", Standing.SOON: "!"}.get(each.standing, "")
    return CrossCell(f"{each.text}{sign}", TONES[each.standing])


def matrix_table(matrix: Matrix, by_role: bool) -> Table:
    """The matrix as rows of words, to be exported."""
    first = (tr("Role"), tr("Who bears it")) if by_role else (tr("Person"), tr("Post or role"))
    heads = (*first, *(skill.title for skill in matrix.skills))
    rows = tuple(
        (line.name, line.note, *(cell_of(each).text for each in line.cells))
        for line in matrix.lines
    )
    return Table(heads, rows)


LEGEND = (
    (CrossCell("2", "green"), Standing.MET.value),
    (CrossCell("2!", "amber"), Standing.SOON.value),
    (CrossCell("1/2", "amber"), Standing.LEARNING.value),
    (CrossCell("0/2", "red"), Standing.GAP.value),
    (CrossCell("2\u00d7", "red"), Standing.EXPIRED.value),
    (CrossCell("2", "blue"), Standing.EXTRA.value),
)


def _remark() -> str:
    levels = " · ".join(f"{n} {tr(words).lower()}" for n, words in LEVELS)
    return tr("{levels}. “1/2” is level 1 where 2 is needed.", levels=levels)
