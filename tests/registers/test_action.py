"""Actions: their days, who verifies, and what an action that does not work sets off."""

from datetime import date
from typing import Any

from isodesk.core.steps import Take, missing_of
from isodesk.registers.acting import ADD_ACTION, progress
from isodesk.registers.action import REGISTER, Action, reopen_sources
from isodesk.registers.obligation import Obligation
from tests.registers.around import Beside, near

LABELS = {f.key: f.label for f in REGISTER.fields}


def action(**values: Any) -> Action:
    return Action.of({"number": "ACT-1", "title": "Fit a stop", **values})


def worked_out(key: str, entry: Action) -> Any:
    rule = REGISTER.by_key[key].compute
    assert rule is not None
    return rule(entry)


def test_it_is_due_until_it_is_done_and_its_effect_after_that() -> None:
    days = {"by_on": date(2026, 12, 1), "verify_on": date(2027, 3, 1)}
    running, done = action(state="in_progress", **days), action(state="done", **days)
    assert worked_out("act_on", running) == date(2026, 12, 1)
    assert worked_out("effect_on", running) is None
    assert worked_out("act_on", done) is None
    assert worked_out("effect_on", done) == date(2027, 3, 1)


def test_days_are_in_order() -> None:
    entry = action(
        started_on=date(2026, 11, 5), done_on=date(2026, 11, 4), verified_on=date(2026, 11, 3)
    )
    assert {p.field for rule in REGISTER.rules for p in rule(entry)} == {"done_on", "verified_on"}


def test_its_owner_does_not_verify_it_without_a_reason() -> None:
    step = REGISTER.step("verify_as_effective")
    mine = action(owner_id=1, state="done")
    assert "Its owner does not verify it" in missing_of(step, mine, LABELS, Beside(actor_id=1))
    assert missing_of(step, mine, LABELS, Beside(actor_id=2)) == ""
    alone = action(owner_id=1, state="done", alone="One-person firm; a neighbour looked")
    assert missing_of(step, alone, LABELS, Beside(actor_id=1)) == ""


def test_not_effective_reopens_what_it_acts_on() -> None:
    source = near("nonconformity", "acts_on", outward=True)
    follows = list(reopen_sources(action(), Beside((source,))))
    assert follows == [Take(source.id, "reopen", "ACT-1 was not effective.")]


def test_an_action_knows_where_it_comes_from() -> None:
    source = Obligation.of({"number": "OBL-003", "title": "Bunds are tight"})
    assert ADD_ACTION.fill(source) == {
        "source": "OBLIGATION",
        "because": "OBL-003 Bunds are tight",
    }


def test_progress_is_said_in_words() -> None:
    actions = [near("action", state=state) for state in ("closed", "done", "planned")]
    assert progress(actions).words == "2 of 3 actions done, 1 verified effective"
    assert progress([]).words == ""
