"""Who may be ranked, and who cannot be told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.figure import Figure, Why, nothing
from portal.domain.ranking import ranked


def fig(value: float, low: float, high: float | None, n: int = 100) -> Figure:
    return Figure(value, low, high, n)


def test_overlapping_intervals_share_their_ranks() -> None:
    found = {
        s.key: s
        for s in ranked({"a": fig(1, 0.9, 1.1), "b": fig(2, 1.8, 2.3), "c": fig(2.2, 2.0, 2.4), "d": fig(9, 8, 10)})
    }
    assert (found["a"].best, found["a"].worst, found["a"].alike) == (1, 1, ())
    assert (found["b"].best, found["b"].worst, found["b"].alike) == (2, 3, ("c",))
    assert (found["c"].best, found["c"].worst, found["c"].alike) == (2, 3, ("b",))
    assert found["d"].best == 4


def test_twenty_nine_tickets_are_never_ranked_and_make_nobody_alike() -> None:
    made = {"small": fig(1, 0.1, 5, n=29), "big": fig(1, 0.9, 1.1), "slow": fig(4, 3, 5)}
    found = {s.key: s for s in ranked(made)}
    assert (found["small"].best, found["small"].alike) == (None, ())
    assert (found["big"].best, found["big"].alike) == (1, ())


def test_one_agency_alone_has_no_rank() -> None:
    assert [s.best for s in ranked({"big": fig(1, 0.9, 1.1), "small": fig(1, 0.1, 5, n=29)})] == [None, None]


def test_a_median_that_is_not_reached_ranks_by_what_is_known_of_it() -> None:
    found = ranked(
        {"slow": nothing(Why.NOT_REACHED, 50, low=30.0), "fast": fig(3, 2, 4), "young": nothing(Why.TOO_YOUNG, 90)}
    )
    assert [(s.key, s.best) for s in found] == [("fast", 1), ("slow", 2), ("young", None)]


figures = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20)).map(
        lambda t: fig(t[0], max(0.0, t[0] - t[1]), t[0] + t[2])
    ),
    max_size=12,
)


@given(figures)
def test_alike_goes_both_ways_and_ranks_agree_with_it(made: dict[str, Figure]) -> None:
    found = {s.key: s for s in ranked(made)}
    for one in found.values() if len(found) > 1 else ():
        assert one.best is not None and one.worst is not None
        assert one.worst - one.best == len(one.alike)
        assert all(one.key in found[other].alike for other in one.alike)
