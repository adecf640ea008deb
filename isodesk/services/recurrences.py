"""Whether a nonconformity has come back: earlier ones of the same cause, clause or process.

What comes back within so many months says that the action on the earlier one was not enough.
"""

from dataclasses import dataclass
from datetime import date

from isodesk.core.dates import add_months
from isodesk.core.folding import folded
from isodesk.i18n import tr
from isodesk.services.print_tools import Row, Tools

MONTHS = 12
"""How far back is looked, counted from the day this one was found."""
_FACTS = "x.cause_kind, x.standard, x.clause, x.process_id, x.found_on"
_ONE = f"SELECT {_FACTS} FROM nonconformity x WHERE x.id = ?"
_EARLIER = f"""
SELECT r.id, r.number, r.title, r.state, {_FACTS}
FROM record r JOIN nonconformity x ON x.id = r.id
WHERE r.kind = 'nonconformity' AND r.state NOT IN ('void', 'rejected', 'draft') AND r.id <> :id
  AND x.found_on BETWEEN :from AND :until AND (x.found_on < :until OR r.id < :id)
  AND (x.cause_kind = :cause OR x.process_id = :process
       OR (x.clause IS NOT NULL AND :clause IS NOT NULL))
ORDER BY x.found_on DESC, r.id DESC
"""


@dataclass(frozen=True)
class Earlier:
    """An earlier nonconformity, and what is the same: "cause", "clause", "process"."""

    id: int
    number: str
    title: str
    found_on: date
    closed: bool
    same: tuple[str, ...]

    @property
    def words(self) -> str:
        """`NC-2026-003 Holes out of place (same cause and process)`."""
        *first, last = (tr(word) for word in self.same)
        same = tr("{first} and {last}", first=", ".join(first), last=last) if first else last
        return f"{self.number} {self.title} ({tr('same {what}', what=same)})"


def earlier_of(tools: Tools, record_id: int, months: int = MONTHS) -> tuple[Earlier, ...]:
    """What this one repeats, most alike first, then the newest."""
    facts = tools.rows(_ONE, (record_id,))
    if not facts or not facts[0]["found_on"]:
        return ()
    this = facts[0]
    until = date.fromisoformat(this["found_on"])
    asked = {
        "id": record_id,
        "from": add_months(until, -months).isoformat(),
        "until": until.isoformat(),
        "cause": this["cause_kind"] if this["cause_kind"] != "OTHER" else None,
        "process": this["process_id"],
        "clause": this["clause"],
    }
    found = [
        _earlier(row, same) for row in tools.rows(_EARLIER, asked) if (same := alike(this, row))
    ]
    return tuple(sorted(found, key=lambda each: -len(each.same)))


def alike(this: Row, other: Row) -> tuple[str, ...]:
    """What two nonconformities share."""
    pairs = (
        ("cause", this["cause_kind"] != "OTHER", this["cause_kind"], other["cause_kind"]),
        ("clause", this["standard"] == other["standard"], _clause(this), _clause(other)),
        ("process", True, this["process_id"], other["process_id"]),
    )
    return tuple(word for word, counts, one, two in pairs if counts and one and one == two)


def _clause(row: Row) -> str:
    return folded("".join((row["clause"] or "").split()))


def _earlier(row: Row, same: tuple[str, ...]) -> Earlier:
    found_on = date.fromisoformat(row["found_on"])
    closed = row["state"] == "closed"
    return Earlier(row["id"], row["number"], row["title"] or "", found_on, closed, same)
