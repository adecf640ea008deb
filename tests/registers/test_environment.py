"""Rules and due dates of the registers of the environment, as pure values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from isodesk import registers
from isodesk.core.register import Register
from isodesk.core.steps import Put, Take, missing_of
from isodesk.registers.control_check import CheckAnswer
from tests.registers.around import TODAY, Beside, near

EVERY_YEAR = "FREQ=YEARLY"


def register(key: str) -> Register:
    found = registers.find(key)
    assert found is not None
    return found


def entry(key: str, **values: Any) -> Any:
    return register(key).entry.of({"number": "N-1", "title": "T", **values})


def said(key: str, **values: Any) -> set[str]:
    found = entry(key, **values)
    return {p.field for rule in register(key).rules for p in rule(found)}


def worked_out(key: str, field: str, **values: Any) -> Any:
    rule = register(key).by_key[field].compute
    assert rule is not None
    return rule(entry(key, **values))


def missing(key: str, step: str, around: Beside, **values: Any) -> str:
    labels = {f.key: f.label for f in register(key).fields}
    return missing_of(register(key).step(step), entry(key, **values), labels, around)


@pytest.mark.parametrize(
    ("state", "exposure"),
    [("compliant", 4), ("open", 12), ("partly", 16), ("not_compliant", 20), ("draft", None)],
)
def test_exposure_is_gravity_times_how_it_stands(state: str, exposure: int | None) -> None:
    assert worked_out("obligation", "exposure", gravity=4, state=state) == exposure


def test_an_evaluation_is_due_from_the_last_or_the_first_day() -> None:
    assert worked_out("obligation", "next_on", every=EVERY_YEAR) is None
    first = {"every": EVERY_YEAR, "first_on": date(2026, 12, 1)}
    assert worked_out("obligation", "next_on", **first) == date(2026, 12, 1)
    done = {**first, "evaluated_on": date(2026, 12, 3)}
    assert worked_out("obligation", "next_on", **done) == date(2027, 12, 3)


def test_a_grave_obligation_names_penalty_authority_and_turn() -> None:
    assert said("obligation", state="open", gravity=3, nature="LAW") == {
        "penalty",
        "authority",
        "every",
    }
    assert said("obligation", state="compliant", applies="NO", every=EVERY_YEAR) == {"applies"}


def test_an_evaluation_moves_its_obligation() -> None:
    evaluation = entry("compliance_evaluation", result="PARTLY", evaluated_on=TODAY, found="Log")
    obligation = near("obligation", "obligation_id", outward=True, evaluated_on=date(2026, 1, 1))
    effects = register("compliance_evaluation").step("record").effects
    assert effects is not None
    put, take = effects(evaluation, Beside((obligation,)))
    assert put == Put(obligation.id, {"evaluated_on": TODAY})
    assert isinstance(take, Take)
    assert register("obligation").step(take.step).to == "partly"


def test_an_older_evaluation_moves_nothing() -> None:
    evaluation = entry("compliance_evaluation", result="NOT", evaluated_on=date(2026, 1, 1))
    newer = near("obligation", "obligation_id", outward=True, evaluated_on=TODAY)
    effects = register("compliance_evaluation").step("record").effects
    assert effects is not None
    assert list(effects(evaluation, Beside((newer,)))) == []


def test_a_permit_ends_after_it_begins_and_is_renewed_before() -> None:
    days = {"issued_on": date(2026, 1, 1), "expires_on": date(2026, 1, 1)}
    assert said("permit", **days, renew_by=date(2026, 6, 1)) == {"expires_on", "renew_by"}
    assert said("permit", state="open") == {"expires_on"}
    assert said("permit", state="open", for_ever=True) == set()


@pytest.mark.parametrize("code", ["12 01 01", "120101", "13 02 05*", "13 02 05 *"])
def test_a_waste_code_is_six_digits(code: str) -> None:
    assert said("waste", code=code, hazardous="*" in code) == set()


@pytest.mark.parametrize("code", ["12-01-01", "2001-01-12", "1201", "swarf"])
def test_what_a_spreadsheet_made_of_a_code_is_none(code: str) -> None:
    assert said("waste", code=code) == {"code"}


def test_a_star_is_hazardous_and_goes_with_a_note() -> None:
    assert said("waste", code="13 02 05*") == {"hazardous"}
    assert "goes with a note" in missing("waste", "record_as_gone", Beside(), hazardous=True)
    assert missing("waste", "record_as_gone", Beside(), hazardous=True, note_no="C-1") == ""


def test_a_load_knows_its_month_and_when_its_note_is_due() -> None:
    values = {"moved_on": date(2026, 3, 9), "note_by": date(2026, 4, 9)}
    assert worked_out("waste", "month", **values) == "2026-03"
    assert worked_out("waste", "year", **values) == 2026
    assert worked_out("waste", "note_due_on", **values) == date(2026, 4, 9)
    assert worked_out("waste", "note_due_on", **values, note_on=date(2026, 4, 1)) is None


def test_a_scenario_in_force_has_an_answer_and_is_drilled() -> None:
    assert said("scenario", state="open") == {"plan_id", "every"}
    assert said("scenario", state="open", plan_id=5, every=EVERY_YEAR) == set()


def test_a_drill_needs_people_and_what_failed_an_answer() -> None:
    assert "who took part" in missing("drill", "record_as_held", Beside(), held_on=TODAY)
    held = {"happened": "Valve closed late", "verdict": "MOSTLY"}
    assert "Add an action" in missing("drill", "evaluate", Beside(), **held)
    assert missing("drill", "evaluate", Beside(), **held, plan_changes="Key at the gate") == ""


def at(hour: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_the_clock_runs_from_noticing_until_the_authority_is_told() -> None:
    running = {"duty": "YES", "hours": 24, "found_at": at(8)}
    assert worked_out("incident", "notify_by", **running) == at(8, 24)
    assert worked_out("incident", "notify_by", **running, notified_at=at(9)) is None
    assert worked_out("incident", "notify_by", duty="NO", hours=24, found_at=at(8)) is None
    told = {**running, "notified_at": datetime(2026, 11, 23, 9, 30, tzinfo=UTC)}
    assert worked_out("incident", "hours_taken", **told) == Decimal("1.5")
    assert worked_out("incident", "in_time", **told) is True
    assert worked_out("incident", "in_time", **{**told, "hours": 1}) is False


def test_an_incident_is_not_closed_over_a_duty_to_tell() -> None:
    ended = {"contained_at": at(9), "cause": "A torn drum", "state": "investigated"}
    told = missing("incident", "close", Beside(), **ended, duty="YES")
    assert told == "The authority has not been told yet."
    assert "Decide whether" in missing("incident", "close", Beside(), **ended, duty="OPEN")
    assert "Say why" in missing("incident", "close", Beside(), **ended, duty="NO")
    good = {**ended, "duty": "NO", "duty_because": "Two litres on concrete, all taken up"}
    assert missing("incident", "close", Beside(), **good) == ""


def test_moments_of_an_incident_are_in_order() -> None:
    wrong = {"happened_at": at(10), "found_at": at(9), "contained_at": at(8), "notified_at": at(7)}
    assert said("incident", **wrong) == {"found_at", "contained_at", "notified_at"}


def test_a_check_agrees_with_its_lines_and_limits() -> None:
    answer = CheckAnswer.of({"item": "Valve", "outcome": "NOT"})
    lined = Beside(lined={"check_answer": (answer,)})
    assert "not in order" in missing("control_check", "record", lined, outcome="OK")
    control = near("control", "control_id", outward=True, least=Decimal(6), most=Decimal(9))
    beside = Beside((control,))
    out = {"outcome": "OK", "reading": Decimal(10)}
    assert "outside the limits" in missing("control_check", "record", beside, **out)
    assert missing("control_check", "record", beside, **{**out, "reading": Decimal(7)}) == ""


def test_a_check_tells_its_control() -> None:
    control = near("control", "control_id", outward=True, checked_on=date(2026, 11, 1))
    effects = register("control_check").step("record").effects
    assert effects is not None
    check = entry("control_check", checked_on=TODAY, outcome="REMARK")
    assert list(effects(check, Beside((control,)))) == [
        Put(control.id, {"checked_on": TODAY, "last": "REMARK"})
    ]


def test_a_figure_outside_its_limits_does_not_meet_the_criterion() -> None:
    measured = {"verdict": "MEETS", "most": Decimal(20), "result": Decimal("20.5")}
    assert said("verification", **measured) == {"verdict"}
    assert said("verification", **{**measured, "result": Decimal(20)}) == set()


def test_a_verification_is_about_something() -> None:
    given = {"done_on": TODAY, "verdict": "MEETS", "result": Decimal(5)}
    assert "which aspect" in missing("verification", "enter_the_result", Beside(), **given)
    assert missing("verification", "enter_the_result", Beside(), **given, aspect_id=3) == ""
    beside = Beside((near("aspect", "verifies", outward=True),))
    assert missing("verification", "enter_the_result", beside, **given) == ""


def test_large_and_easy_ideas_come_first() -> None:
    assert worked_out("idea", "worth", benefit=5, effort=1) == 25
    assert worked_out("idea", "worth", benefit=1, effort=5) == 1
    assert "Weigh" in missing("idea", "accept", Beside(), benefit=2)


def test_a_lesson_is_for_somebody() -> None:
    assert "for whom" in missing("lesson", "record_as_shared", Beside())
