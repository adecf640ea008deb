"""Requirements on paper: the matrix of all customers, and the rows of one."""

from collections.abc import Iterable

from isodesk.core.kinds import number_text
from isodesk.i18n import tr
from isodesk.printing.customer_sheets import AskedRow, CustomerAsked, RequirementMatrix
from isodesk.registers.characteristics import Verdict
from isodesk.registers.requirement import REGISTER as REQUIREMENTS
from isodesk.registers.requirement import Requirement, is_answered, results_of
from isodesk.services.plain_entries import called, entries_of
from isodesk.services.print_tools import Tools

Names = dict[int, tuple[str, str]]


def requirement_matrix(tools: Tools, choice: str = "") -> bytes:
    """Customer by requirement by what answers it."""
    from isodesk.printing.requirement_sheet import requirements_pdf

    return requirements_pdf(matrix_of(tools), *tools.around)


def matrix_of(tools: Tools) -> RequirementMatrix:
    """All requirements that are still asked, by customer."""
    every = entries_of(tools.desk, REQUIREMENTS, Requirement)
    found = [each for each in every if each.state != "closed"]
    names = names_of_all(tools, found)
    customers: dict[str, list[AskedRow]] = {}
    for each in found:
        customer = names.get(each.customer_id or 0, ("", tr("No customer named")))[1]
        customers.setdefault(customer, []).append(asked_row(each, names))
    rows = (
        CustomerAsked(name, tuple(customers[name])) for name in sorted(customers, key=str.casefold)
    )
    return RequirementMatrix(tuple(rows), len(every) - len(found))


def names_of_all(tools: Tools, found: Iterable[Requirement]) -> Names:
    """What they refer to, by id."""
    ids = (
        i for r in found for i in (r.customer_id, r.product_id, r.specification_id, r.document_id)
    )
    return called(tools.desk, ids)


def asked_row(each: Requirement, names: Names) -> AskedRow:
    """A requirement as the sheets show it."""
    results = results_of(each)
    verdicts = [verdict for _, verdict in results]
    last = verdicts[-1] if verdicts else None
    return AskedRow(
        each.number or "",
        each.title or "",
        " ".join(filter(None, names.get(each.product_id or 0, ("", "")))),
        _document(each.specification_id, names),
        _document(each.document_id, names),
        limit_words(each),
        _figure(each, each.better),
        tr(last.value) if last else "",
        verdicts.count(Verdict.MET),
        verdicts.count(Verdict.EXCEEDED),
        verdicts.count(Verdict.MISSED),
        open=not is_answered(each),
        missed_last=last is Verdict.MISSED,
    )


def _document(record_id: int | None, names: Names) -> str:
    """A document by its number alone; one without by its title."""
    number, title = names.get(record_id or 0, ("", ""))
    return number or title


def limit_words(each: Requirement) -> str:
    """`at most 2.3 mm/s`, `6 to 8 weeks`, `at least 98 %`."""
    least, most = each.least, each.most
    if least is not None and most is not None:
        return f"{number_text(least)} {tr('to')} {_figure(each, most)}"
    if most is not None:
        return tr("at most {figure}", figure=_figure(each, most))
    return tr("at least {figure}", figure=_figure(each, least)) if least is not None else ""


def _figure(each: Requirement, value: object) -> str:
    if value is None:
        return ""
    return f"{number_text(value)} {each.unit or ''}".strip()  # type: ignore[arg-type]
