"""The responsibility matrix and the accountability list, gathered for tools."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.sheets import A3, Paper
from isodesk.printing.trade_sheets import CrossCell, CrossGroup, CrossRow, CrossSheet, Tone
from isodesk.services.duties import Account, Duty, accounts, duties
from isodesk.services.print_tools import Tools

_LETTERS: tuple[tuple[str, Tone, str], ...] = (
    ("A", "green", "Answers for it"),
    ("D", "blue", "Does it"),
    ("S", "", "Stands in"),
    ("C", "", "Is asked"),
    ("I", "", "Is told"),
)


def matrix(tools: Tools, choice: str = "") -> bytes:
    """Responsibilities by person, on the company's tools."""
    return _matrix(tools, tools.sheets.paper())


def matrix_a3(tools: Tools, choice: str = "") -> bytes:
    """Responsibilities by person, on A3."""
    return _matrix(tools, A3)


def _matrix(tools: Tools, size: Paper) -> bytes:
    from isodesk.printing.cross_table import cross_pdf

    known = duties(tools.desk)
    if not known:
        raise Refused(tr("No responsibility is in force yet. Enter one first."))
    sheets = tools.sheets
    return cross_pdf(duty_sheet(known), sheets.company(), sheets.foot(), size)


def duty_sheet(known: Sequence[Duty]) -> CrossSheet:
    """Responsibilities against everybody who is named in one."""
    names = sorted({name for duty in known for name in _named(duty)}, key=str.casefold)
    groups = tuple(
        CrossGroup(tr(sort.value), tuple(_row(duty, names) for duty in listed))
        for sort, listed in groupby(known, key=lambda duty: duty.sort)
    )
    open_ones = sum(1 for duty in known if not duty.signed)
    return CrossSheet(
        tr("Responsibilities and authorities"),
        tr("Responsibility matrix"),
        tr("Responsible for"),
        tuple(names),
        groups,
        _headline(len(known), open_ones),
        tuple((CrossCell(letter, tone), tr(words)) for letter, tone, words in _LETTERS),
        tr("A name in red has not been signed for yet."),
    )


def _headline(count: int, unsigned: int) -> str:
    if count == 1:
        return tr("1 responsibility, {open} not signed", open=unsigned)
    return tr("{n} responsibilities, {open} not signed", n=count, open=unsigned)


def _parts(duty: Duty) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each letter with the names it stands at."""
    return (
        ("A", (duty.answers,)),
        ("D", (duty.does,)),
        ("S", (duty.deputy,)),
        ("C", _listed(duty.asked)),
        ("I", _listed(duty.told)),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(","))


def _named(duty: Duty) -> set[str]:
    return {name for _, names in _parts(duty) for name in names if name}


def _row(duty: Duty, names: Sequence[str]) -> CrossRow:
    note = " · ".join(filter(None, (duty.clause, duty.subject)))
    cells = tuple(_cell(duty, name) for name in names)
    return CrossRow(duty.title, note, cells, urgent=not duty.signed)


def _cell(duty: Duty, name: str) -> CrossCell:
    letters = [letter for letter, names in _parts(duty) if name in names]
    tones = {letter: tone for letter, tone, _ in _LETTERS}
    return CrossCell("".join(letters), tones[letters[0]] if letters else "")


def accountability(tools: Tools, choice: str = "") -> bytes:
    """The accountable manager of every clause, process, aspect and obligation; what nobody has
    signed for is red."""
    from isodesk.printing.register import list_pdf

    known = accounts(tools.desk)
    if not known:
        raise Refused(tr("There is nothing to answer for yet: no clause, aspect or obligation."))
    return list_pdf(account_sheet(known), *tools.around)


def account_sheet(known: Sequence[Account]) -> ListSheet:
    """The list behind the accountability sheet, grouped by what is answered for."""
    columns = ("Clause or record", "Accountable", "Stands in", "Responsibility", "Signed on")
    groups = []
    for name, listed in groupby(known, key=lambda account: account.group):
        every = list(listed)
        unsigned = frozenset(n for n, each in enumerate(every) if not each.signed)
        note = tr("{n} of {total} signed", n=len(every) - len(unsigned), total=len(every))
        rows = tuple(_line(each) for each in every)
        groups.append(replace(Group(name, rows, note), urgent=unsigned))
    signed = sum(1 for each in known if each.signed)
    return ListSheet(
        title=tr("Accountability"),
        label=tr("Responsibilities and authorities"),
        columns=tuple(Column(tr(word), bold=n == 1) for n, word in enumerate(columns)),
        groups=tuple(groups),
        shown=len(known),
        total=len(known),
        noun=tr("to answer for, {n} signed", n=signed),
        red=True,
        remark=tr("In red: nobody has signed for it yet."),
    )


def _line(account: Account) -> tuple[str, ...]:
    signed = paper_day(account.signed_on) if account.signed else tr("not signed")
    who = account.who or tr("nobody")
    return (account.what, who, account.deputy, account.number, signed)
