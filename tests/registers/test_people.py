"""Skills, training, awareness, responsibilities, and the people they are about."""

from datetime import date

from isodesk.core.steps import AddLines
from isodesk.registers import awareness, person, responsibility, skill, training
from tests.registers.around import Beside

DAY = date(2026, 11, 20)


def holder(person_id: int, level: int, **values: object) -> skill.SkillHolder:
    return skill.SkillHolder.of({"person_id": person_id, "level": level, **values})


def a_skill(*holders: skill.SkillHolder, **values: object) -> skill.Skill:
    given = {"state": "open", "alone": 2, "teachers": 1, "lines": {"skill_holder": holders}}
    return skill.Skill.of({**given, **values})


def test_too_few_who_are_able_is_said() -> None:
    said = {p.field: p.sentence for p in skill.enough_people_are_able(a_skill(holder(1, 2)))}
    assert said == {
        "alone": "One person can do it alone; 2 must be able.",
        "teachers": "Nobody can teach it; 1 must.",
    }
    enough = a_skill(holder(1, 3), holder(2, 2), holder(3, 0))
    assert list(skill.enough_people_are_able(enough)) == []


def test_the_first_mark_to_end_is_the_day_of_the_skill() -> None:
    days = [holder(1, 3, expires_on=date(2027, 5, 1)), holder(2, 2, expires_on=date(2027, 2, 1))]
    by_key = {f.key: f for f in skill.Skill.fields}
    assert by_key["expires_on"].compute(a_skill(*days)) == date(2027, 2, 1)  # type: ignore[misc]
    assert by_key["able"].compute(a_skill(*days, holder(3, 1))) == 2  # type: ignore[misc]


def test_of_several_marks_the_last_counts() -> None:
    again = a_skill(holder(1, 1, expires_on=date(2020, 1, 1)), holder(2, 3), holder(1, 2))
    assert [(m.person_id, m.level) for m in skill.marks_of(again)] == [(1, 2), (2, 3)]
    assert list(skill.enough_people_are_able(again)) == []


def attendee(**values: object) -> training.Attendee:
    return training.Attendee.of(values)


def test_who_reached_a_level_has_it_in_the_matrix() -> None:
    held = training.Training.of(
        {"id": 2, "number": "TRN-1", "skill_id": 6, "held_on": DAY, "trainer_id": 9}
    )
    lines = (
        attendee(person_id=1, came=True, level=2),
        attendee(person_id=2, came=True),
        attendee(person_id=3, came=False, level=2),
        attendee(name="A guest", came=True, level=2),
    )
    around = Beside(lined={"training_attendee": lines})
    [effect] = training.marks_go_to_the_skill(held, around)
    assert isinstance(effect, AddLines) and effect.key == "skill_holder"
    assert [(r["person_id"], r["level"], r["paper"]) for r in effect.rows] == [(1, 2, "TRN-1")]
    held.skill_id = None
    assert list(training.marks_go_to_the_skill(held, around)) == []


def test_a_session_is_held_when_its_sheet_was_keyed_in() -> None:
    asked = training.Training.of({})
    assert list(training.people_are_named(asked, Beside()))
    named = Beside(lined={"training_attendee": (attendee(person_id=1),)})
    assert list(training.people_are_named(asked, named)) == []
    assert list(training.somebody_came(asked, named))
    assert list(training.it_helped(training.Training.of({"effect": "NO"}), Beside()))


def test_training_is_due_until_it_was_held_then_its_effect() -> None:
    by_key = {f.key: f for f in training.Training.fields}
    planned = training.Training.of({"planned_on": DAY, "check_on": date(2027, 1, 15)})
    assert by_key["train_on"].compute(planned) == DAY  # type: ignore[misc]
    assert by_key["effect_on"].compute(planned) is None  # type: ignore[misc]
    planned.held_on = DAY
    assert by_key["train_on"].compute(planned) is None  # type: ignore[misc]
    assert by_key["effect_on"].compute(planned) == date(2027, 1, 15)  # type: ignore[misc]


def test_a_talk_closes_when_all_have_heard_it() -> None:
    lines = (awareness.Listener.of({"heard": True}), awareness.Listener.of({"heard": False}))
    talk = awareness.Awareness.of({})
    asked = Beside(lined={"awareness_attendee": lines})
    assert list(awareness.all_have_heard(talk, asked)) == ["1 of 2 have not heard it yet."]
    assert list(awareness.says_something(talk, asked))
    assert list(awareness.says_something(awareness.Awareness.of({"aspects": True}), asked)) == []


def test_a_responsibility_says_for_what() -> None:
    clause = responsibility.Responsibility.of({"sort": "CLAUSE"})
    assert [p.field for p in responsibility.what_it_is_for_is_named(clause)] == ["clause"]
    aspect = responsibility.Responsibility.of({"sort": "ASPECT"})
    assert [p.field for p in responsibility.what_it_is_for_is_named(aspect)] == ["subject_id"]
    own = responsibility.Responsibility.of({"answers_id": 3, "deputy_id": 3})
    assert [p.field for p in responsibility.nobody_stands_in_for_themselves(own)] == ["deputy_id"]


def test_who_has_not_left_works_here() -> None:
    active = next(f for f in person.Person.fields if f.key == "active").compute
    assert active is not None
    states = ("draft", "active", "left", "void")
    works = [active(person.Person.of({"state": state})) for state in states]
    assert works == [True, True, False, False]
    own = person.Person.of({"id": 4, "manager_id": 4})
    assert [p.field for p in person.nobody_is_their_own_manager(own)] == ["manager_id"]
