"""The ladder of backups: what stays, whatever was made when."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from isodesk.core.ladder import Rung, ladder

moments = st.lists(
    st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)), min_size=1, max_size=120, unique=True
)


def kept(made: list[datetime]) -> list[datetime]:
    return [at for at, rung in zip(made, ladder(made), strict=True) if rung is not None]


def test_three_years_of_daily_backups() -> None:
    start = datetime(2026, 11, 23, 17, 0)
    made = [start - timedelta(days=n, hours=h) for n in range(3 * 365) for h in (0, 5)]
    rungs = Counter(ladder(made))
    assert rungs[Rung.DAILY] == 12
    assert rungs[Rung.WEEKLY] == 7, "three of the ten weeks end on one of the twelve days"
    assert rungs[Rung.MONTHLY] == 8, "October ends in the midst of a week"
    assert rungs[Rung.YEARLY] == 3, "2023, 2024 and 2025; 2026 is held by the newest"
    assert ladder(made)[:2] == (Rung.DAILY, None), "of one day the last"


def test_none_is_an_empty_ladder() -> None:
    assert ladder([]) == ()


@given(moments)
def test_the_newest_and_every_year_stay(made: list[datetime]) -> None:
    left = kept(made)
    assert max(made) in left
    assert {at.year for at in left} == {at.year for at in made}


@given(moments)
def test_the_newest_of_the_last_days_weeks_and_months_stay(made: list[datetime]) -> None:
    left = set(kept(made))
    for most, name in ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for at in made:
            key = at.strftime(name)
            newest[key] = max(at, newest.get(key, at))
        assert {newest[key] for key in sorted(newest, reverse=True)[:most]} <= left


@given(moments)
def test_no_more_stay_than_the_ladder_has_rungs(made: list[datetime]) -> None:
    assert len(kept(made)) <= 12 + 10 + 9 + len({at.year for at in made})


@given(moments)
def test_thinned_again_and_again_or_once_is_the_same(made: list[datetime]) -> None:
    standing: list[datetime] = []
    for at in sorted(made):
        standing = kept([*standing, at])
    assert sorted(standing) == sorted(kept(made))


@given(moments, st.randoms())
def test_the_order_they_are_listed_in_does_not_matter(made: list[datetime], chance: object) -> None:
    mixed = list(made)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert sorted(kept(mixed)) == sorted(kept(made))
