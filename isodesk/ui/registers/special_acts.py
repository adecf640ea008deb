"""What records of a few registers can do beside steps, growing and prints: by a dialog."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from isodesk.ui.audits import checklist_acts, earlier_acts, handing
from isodesk.ui.registers.facts import EntryFacts

if TYPE_CHECKING:
    from isodesk.ui.registers.record import EntryRecord


@dataclass(frozen=True)
class Act:
    """An entry of the record's menu. `missing` says why it cannot be done now, "" when it can,
    and None where it means nothing for this record."""

    words: str
    run: "Callable[[EntryRecord, EntryFacts], object]"
    missing: Callable[[EntryFacts], str | None]


def acts(facts: EntryFacts) -> tuple[tuple[Act, str], ...]:
    """What this record can do, with what is missing for each."""
    found = ((act, act.missing(facts)) for act in ACTS.get(facts.entry.kind, ()))
    return tuple((act, missing) for act, missing in found if missing is not None)


ACTS: dict[str, tuple[Act, ...]] = {
    "audit": (
        Act("Choose questions…", checklist_acts.choose, checklist_acts.may_choose),
        Act("Checklist on paper…", checklist_acts.papers, checklist_acts.may_print),
        Act("Export the checklist…", checklist_acts.export, checklist_acts.may_print),
        Act("Save questions back…", checklist_acts.save_back, checklist_acts.may_save_back),
        Act("Verify earlier findings…", earlier_acts.verify, earlier_acts.may_verify),
        Act("Hand over to a colleague…", handing.hand_over, handing.may_hand_over),
        Act("Return the answers…", handing.return_answers, handing.may_return),
        Act("Merge answers…", handing.merge, handing.may_merge),
    ),
}
