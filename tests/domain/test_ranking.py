"""Which places the figures allow, who shares one, and where a place says nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.comparison import Measure, compare
from portal.domain.figure import Figure, Why, nothing
from portal.domain.ranking import Rank, groups, ranked

DAY = 86_400.0


def days(value: float, low: float, high: float | None, n: int = 100) -> Figure:
    return Figure(value * DAY, low * DAY, None if high is None else high * DAY, n)


def places(figures: dict[str, Figure]) -> dict[str, Rank]:
    found = compare(figures, {key: figure.n for key, figure in figures.items()}, Measure.MEDIAN, 7 * DAY)
    return {place.key: place for place in ranked(found)}


def test_those_that_cannot_be_told_apart_share_their_places() -> None:
    found = places(
        {"a": days(1, 0.9, 1.1), "b": days(2, 1.8, 2.3), "c": days(2.2, 2.0, 2.4), "d": days(9, 8, 10)},
    )
    assert [(p.key, p.best, p.worst, p.alike) for p in found.values()] == [
        ("a", 1, 1, ()), ("b", 2, 3, ("c",)), ("c", 2, 3, ("b",)), ("d", 4, 4, ()),
    ]  # fmt: skip
    assert groups(found.values()) == (("b", "c"),)
    assert all(p.told for p in found.values())


def test_a_place_that_leaves_most_others_possible_says_nothing() -> None:
    same = {f"k{n}": days(5 + n / 100, 3, 8) for n in range(10)}
    found = places({**same, "quick": days(0.5, 0.4, 0.6), "slow": days(60, 50, 70)})
    assert [(p.key, p.best, p.worst) for p in found.values() if p.told] == [("quick", 1, 1), ("slow", 12, 12)]
    assert (found["k3"].best, found["k3"].worst) == (2, 11)
    assert groups(found.values()) == (), "who has no place is in no group"


def test_twenty_nine_tickets_are_never_ranked_and_make_nobody_alike() -> None:
    found = places({"small": days(1, 0.1, 5, n=29), "big": days(1, 0.9, 1.1), "slow": days(4, 3, 5)})
    assert (found["small"].best, found["small"].alike, found["small"].told) == (None, (), False)
    assert (found["big"].best, found["big"].alike) == (1, ())


def test_one_agency_alone_has_no_rank() -> None:
    assert [p.best for p in places({"big": days(1, 0.9, 1.1), "small": days(1, 0.1, 5, n=29)}).values()] == [None, None]


def test_who_has_nearly_all_reports_leaves_nobody_a_place() -> None:
    found = places({"most": days(1, 0.9, 1.1, n=900), "rest": days(9, 8, 10, n=50)})
    assert [(p.key, p.best) for p in found.values()] == [("most", None), ("rest", None)]


def test_a_median_that_is_not_reached_ranks_by_what_is_known_of_it() -> None:
    slow, young = nothing(Why.NOT_REACHED, 50, low=30 * DAY), nothing(Why.TOO_YOUNG, 90)
    found = places({"slow": slow, "fast": days(3, 2, 4), "young": young})
    assert [(p.key, p.best) for p in found.values()] == [("fast", 1), ("slow", 2), ("young", None)]


figures = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.tuples(st.floats(0.1, 100), st.floats(0, 20), st.floats(0, 20)).map(
        lambda t: days(t[0], max(0.0, t[0] - t[1]), t[0] + t[2])
    ),
    max_size=12,
)


@given(figures)
def test_alike_goes_both_ways_and_ranks_agree_with_it(made: dict[str, Figure]) -> None:
    found = places(made)
    for one in found.values() if len(found) > 1 else ():
        assert one.best is not None and one.worst is not None
        assert one.worst - one.best == len(one.alike)
        assert all(one.key in found[other].alike for other in one.alike)
    for group in groups(found.values()):
        assert all(other == key or other in found[key].alike for key in group for other in group)
