"""What the head of a register's record says."""

from datetime import date

from isodesk.core.rows import Mark
from isodesk.core.steps import Step
from isodesk.documents.values import StepValue
from isodesk.i18n import tr
from isodesk.ui.days import due_text
from isodesk.ui.record_head import Headed
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.own_ways import own_ways


def leads_on(step: Step) -> bool:
    """Whether a step may stand out: one that asks for nothing but a reason goes back or ends."""
    return bool(step.asks) or not step.reason


def headed(facts: EntryFacts, today: date) -> Headed:
    """The head of a record: its state in its register's words, and what is due next."""
    entry, state = facts.entry, facts.register.state(facts.entry.state)
    due, late = due_text(entry.due_on, today) if entry.due_on else ("", False)
    ways = own_ways(facts.register.key, entry.state)
    steps = tuple(
        StepValue(
            offer.step.key,
            offer.step.verb,
            offer.missing,
            primary=not ways and not at and not entry.closed and leads_on(offer.step),
        )
        for at, offer in enumerate(entry.steps)
    )
    return Headed(
        entry.number,
        entry.title,
        entry.systems,
        Mark(tr(state.word), state.tone),
        due if late or not due else tr("due {day}", day=due),
        (*ways, *steps),
        facts.read_only,
        late,
    )
