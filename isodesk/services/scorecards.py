"""A supplier's scorecard, gathered for tools."""

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.trade_sheets import Scorecard, ScorePeriod
from isodesk.registers.supplier import BEARABLE, CRITERIA, GOOD, REGISTER, Period, Supplier, total
from isodesk.services.entry_values import EntryValue, LineValue
from isodesk.services.print_tools import Tools

_WORDS = {
    "quality": "Quality",
    "delivery": "Delivery",
    "response": "Response",
    "environment": "Environment",
}
_FACTS = ("supplies", "risk", "approved_for", "approved_on", "conditions", "evaluation_on")


def scorecard(tools: Tools, record_id: int) -> bytes:
    """The scorecard as a PDF."""
    from isodesk.printing.scorecard import scorecard_pdf

    value = tools.entry(record_id)
    card = card_of(value, _incidents(tools, record_id))
    return scorecard_pdf(card, *tools.around)


def card_of(value: EntryValue, incidents: tuple[tuple[str, ...], ...]) -> Scorecard:
    """The values of a supplier as a scorecard, periods newest first."""
    supplier = Supplier.of(value.values)
    lines = sorted(
        value.lines["supplier_score"], key=lambda line: str(line.values["ended_on"]), reverse=True
    )
    facts = [(REGISTER.by_key[key].label, value.shown[key]) for key in ("supply", *_FACTS)]
    return Scorecard(
        value.number,
        value.title,
        tr(REGISTER.state(value.state).word),
        tuple((tr(label), shown) for label, shown in facts if shown),
        tuple((tr(_WORDS[c]), getattr(supplier, f"of_{c}") or 0) for c in CRITERIA),
        tuple(_period(supplier, line) for line in lines),
        tuple(_paper(line) for line in value.lines["supplier_certificate"]),
        incidents,
        GOOD,
        BEARABLE,
    )


def _period(supplier: Supplier, line: LineValue) -> ScorePeriod:
    period = Period.of(line.values)
    return ScorePeriod(
        period.period or "",
        period.ended_on,
        tuple(getattr(period, c) for c in CRITERIA),
        total(supplier, period),
        (line.shown["deliveries"], line.shown["rejects"], line.shown["late"]),
        period.note or "",
    )


def _paper(line: LineValue) -> tuple[str, ...]:
    return tuple(
        line.shown[key] for key in ("paper", "certificate", "body", "covers", "expires_on")
    )


def _incidents(tools: Tools, supplier_id: int) -> tuple[tuple[str, ...], ...]:
    """Incidents with the supplier, newest first."""
    from datetime import date

    register = tools.catalogue.get("supplier_incident")
    kinds = register.by_key["trouble"].kind
    rows = tools.desk.file.reader().execute(
        "SELECT r.number, x.happened_on, r.title, x.trouble, r.state"
        " FROM supplier_incident x JOIN record r ON r.id = x.id"
        " WHERE x.supplier_id = ? AND r.state <> 'void'"
        " ORDER BY coalesce(x.happened_on, '') DESC, r.id DESC",
        (supplier_id,),
    )
    return tuple(
        (
            str(number or ""),
            paper_day(date.fromisoformat(str(on))) if on else "",
            str(title or ""),
            kinds.show(trouble),
            tr(register.state(str(state)).word),
        )
        for number, on, title, trouble, state in rows.fetchall()
    )
