"""The context and the risks on paper."""

from collections.abc import Iterable

from isodesk.i18n import tr
from isodesk.printing.planning_sheets import (
    ClimateDecision,
    ContextIssue,
    ContextNeed,
    ContextSheet,
    MatrixRisk,
    RiskMatrix,
)
from isodesk.registers import matrix
from isodesk.registers.issue import REGISTER as ISSUES
from isodesk.registers.issue import Issue, Sort, Swot, Weight
from isodesk.registers.matrix import Level
from isodesk.registers.need import REGISTER as NEEDS
from isodesk.registers.need import Need
from isodesk.registers.party import REGISTER as PARTIES
from isodesk.registers.party import Party
from isodesk.registers.risk import REGISTER as RISKS
from isodesk.registers.risk import Risk
from isodesk.services.plain_entries import entries_of, names_of
from isodesk.services.print_tools import Tools


def context(tools: Tools, choice: str = "") -> bytes:
    """The context of the firm: SWOT, climate decision, parties and what they want."""
    from isodesk.printing.context_sheet import context_pdf

    return context_pdf(context_of(tools), *tools.around)


def context_of(tools: Tools) -> ContextSheet:
    """What is no closed issue, party or need, as the sheet shows it."""
    issues = [i for i in entries_of(tools.desk, ISSUES, Issue) if i.state != "closed"]
    plain = [i for i in issues if i.sort is not Sort.CLIMATE]
    corners = {swot: _corner(plain, swot) for swot in (*Swot, None)}
    needs, without = _needs(tools)
    return ContextSheet(
        corners[Swot.STRENGTH],
        corners[Swot.WEAKNESS],
        corners[Swot.OPPORTUNITY],
        corners[Swot.THREAT],
        corners[None],
        tuple(_climate(tools, [i for i in issues if i.sort is Sort.CLIMATE and i.climate])),
        needs,
        without,
    )


def _corner(issues: Iterable[Issue], swot: Swot | None) -> tuple[ContextIssue, ...]:
    """The issues of one corner, the weighty first."""
    order: dict[Weight | None, int] = {Weight.HIGH: 0, Weight.MEDIUM: 1, Weight.LOW: 2}
    found = sorted((i for i in issues if i.swot is swot), key=lambda i: order.get(i.weight, 3))
    return tuple(
        ContextIssue(
            i.number or "",
            i.title or "",
            tr(i.area.value) if i.area else "",
            heavy=i.weight is Weight.HIGH,
        )
        for i in found
    )


def _climate(tools: Tools, issues: list[Issue]) -> Iterable[ClimateDecision]:
    names = names_of(tools.desk, (i.decided_by_id for i in issues))
    for each in issues:
        assert each.climate is not None
        yield ClimateDecision(
            each.number or "",
            tr(each.climate.value),
            each.reason or "",
            names.get(each.decided_by_id or 0, ""),
            each.decided_on,
            each.meaning or "",
        )


def _needs(tools: Tools) -> tuple[tuple[ContextNeed, ...], tuple[str, ...]]:
    """The needs by party, and the relevant parties without one."""
    parties = [p for p in entries_of(tools.desk, PARTIES, Party) if p.state != "closed"]
    needs = [n for n in entries_of(tools.desk, NEEDS, Need) if n.state != "closed"]
    place = {party.id: at for at, party in enumerate(parties)}
    titles = {party.id: party.title or "" for party in parties}
    needs.sort(key=lambda n: place.get(n.party_id, len(place)))
    named = {need.party_id for need in needs}
    without = tuple(p.title or "" for p in parties if p.relevant and p.id not in named)
    return tuple(_need(n, titles.get(n.party_id, "")) for n in needs), without


def _need(need: Need, party: str) -> ContextNeed:
    return ContextNeed(
        party,
        need.title or "",
        tr(need.basis.value) if need.basis else "",
        bool(need.climate),
        tr(need.answer.value) if need.answer else "",
        need.met_by or need.why or "",
        undecided=need.answer is None,
    )


def risk_matrix(tools: Tools, choice: str = "") -> bytes:
    """All open risks in the matrix before and after treatment, and as a list."""
    from isodesk.printing.risk_matrix import risk_matrix_pdf

    return risk_matrix_pdf(matrix_of(tools), *tools.around)


def matrix_of(tools: Tools) -> RiskMatrix:
    """What the sheet of risks says."""
    every = entries_of(tools.desk, RISKS, Risk)
    found = [risk for risk in every if risk.state != "closed"]
    ids = [i for risk in found for i in (risk.owner_id, risk.process_id)]
    names = names_of(tools.desk, ids)
    return RiskMatrix(
        tuple(_risk(risk, names) for risk in found),
        tuple(tr(word) for _, word in matrix.LIKELIHOOD.words),
        tuple(tr(word) for _, word in matrix.SEVERITY.words),
        matrix.MEDIUM_AT,
        matrix.HIGH_AT,
        len(every) - len(found),
    )


def _risk(risk: Risk, names: dict[int, str]) -> MatrixRisk:
    return MatrixRisk(
        risk.number or "",
        risk.title or "",
        names.get(risk.process_id or 0, ""),
        risk.likelihood,
        risk.severity,
        risk.residual_likelihood,
        risk.residual_severity,
        _level(risk.level),
        _level(risk.residual),
        tr(risk.treatment.value) if risk.treatment else "",
        names.get(risk.owner_id or 0, ""),
        tr(RISKS.state(risk.state).word),
        urgent=risk.level is Level.HIGH and risk.treatment is None,
    )


def _level(level: Level | None) -> str:
    return tr(level.value) if level else ""
