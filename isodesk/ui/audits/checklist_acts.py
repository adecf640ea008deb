"""What the menu of an audit offers for its checklist."""

from typing import TYPE_CHECKING, Any

from isodesk.i18n import tr
from isodesk.services.audit_values import FILLABLE
from isodesk.ui.registers.facts import EntryFacts

if TYPE_CHECKING:
    from isodesk.ui.registers.record import EntryRecord

KEY = "audit_question"


def may_choose(facts: EntryFacts) -> str | None:
    """Whether questions may be chosen now."""
    return facts.fixed or why_not_filled(facts.entry.state)


def may_print(facts: EntryFacts) -> str | None:
    """Whether there is anything to put on paper."""
    return "" if facts.entry.lines[KEY] else tr("There is no question yet. Choose questions first.")


def may_save_back(facts: EntryFacts) -> str | None:
    """Whether anything was reworded or added."""
    changed = any(line.values["origin"] in ("REWORDED", "ADDED") for line in facts.entry.lines[KEY])
    none = tr("Nothing was reworded or added in this audit.")
    return facts.read_only or ("" if changed else none)


def choose(record: "EntryRecord", facts: EntryFacts) -> None:
    """Take questions from what isodesk brings, own checklists, findings and criteria."""
    _tab(record).choose_questions()


def why_not_filled(state: str) -> str:
    """Why no checklist may be taken in this state of the audit; "" when it may."""
    if state in FILLABLE:
        return ""
    return (
        tr("It was held already. Go back onsite, then choose.")
        if state == "reporting"
        else tr("The report is issued; the checklist stays as it is.")
    )


def papers(record: "EntryRecord", facts: EntryFacts) -> None:
    """Print the checklist blank, key it in, attach its scan."""
    _tab(record).open_papers()


def export(record: "EntryRecord", facts: EntryFacts) -> None:
    """All questions with their answers as a spreadsheet."""
    _tab(record).export_list()


def save_back(record: "EntryRecord", facts: EntryFacts) -> None:
    """What was reworded or added goes into a checklist."""
    from isodesk.ui.audits.save_back_dialog import SaveBackDialog

    name = " ".join(filter(None, (facts.entry.number, facts.entry.title)))
    SaveBackDialog(
        record.tools, facts.entry.id, name, record.entry_opened.emit, record.window()
    ).open()


def _tab(record: "EntryRecord") -> Any:
    """The checklist, turned to."""
    record.show_tab(KEY)
    return record.lines_tab(KEY)
