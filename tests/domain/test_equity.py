"""Who is named for reporting little and waiting long: only who does both by more than chance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.equity import Equity, EquityPlace, EquityVerdict, equity
from portal.domain.figure import Figure, Why, nothing
from portal.domain.per_resident import report_rate
from portal.domain.time_to_event import DAY

CITY = Figure(3.0 * DAY, 2.9 * DAY, 3.1 * DAY, 2000)


def place(key: str, count: int, days: float, *, residents: int = 100_000, spread: float = 1.1) -> EquityPlace:
    rate = report_rate(count, residents)
    assert rate is not None
    return EquityPlace(key, residents, rate, Figure(days * DAY, days * DAY / spread, days * DAY * spread, count))


def test_an_area_that_reports_less_and_waits_longer_is_named_with_its_residents() -> None:
    found = equity([place("a", 200, 5, residents=150_000), place("b", 900, 2.5), place("c", 800, 3)], CITY)
    assert (found.verdict, found.left_out, found.quiet) == (EquityVerdict.LEFT_OUT, ("a",), ("a",))
    assert (found.rate, found.wait) == (1000 * 1900 / 350_000, CITY.value)
    assert found.share == 150_000 / 350_000


def test_few_reports_with_usual_waits_and_long_waits_with_many_reports_are_not_named() -> None:
    found = equity([place("a", 200, 3), place("b", 900, 6), place("c", 800, 3)], CITY)
    assert (found.verdict, found.left_out, found.quiet) == (EquityVerdict.QUIET, (), ("a",))
    even = equity([place("a", 600, 6), place("b", 600, 3)], CITY)
    assert (even.verdict, even.quiet, even.share) == (EquityVerdict.EVEN, (), 0)


def test_an_interval_that_chance_explains_among_many_areas_names_nobody() -> None:
    """Its interval lies beyond the city's median, as that of one in forty equal areas does."""
    barely = place("a", 200, 3.35, spread=1.1)
    assert barely.wait.low is not None and barely.wait.low > 3 * DAY
    many = [place(f"z{n}", 900, 3) for n in range(64)]
    assert equity([barely, *many], CITY).left_out == ()
    assert equity([place("a", 200, 5), *many], CITY).left_out == ("a",)


def test_a_median_that_was_never_reached_waits_longer_than_its_lower_end() -> None:
    rate = report_rate(200, 100_000)
    assert rate is not None
    endless = EquityPlace("a", 100_000, rate, nothing(Why.NOT_REACHED, 200, 40.0 * DAY))
    assert equity([endless, place("b", 900, 3), place("c", 900, 3)], CITY).left_out == ("a",)


def test_who_reports_too_little_to_be_judged_is_named_apart() -> None:
    found = equity([place("few", 3, 9), place("b", 900, 3), place("c", 900, 3)], CITY)
    assert (found.verdict, found.unheard, found.left_out) == (EquityVerdict.EVEN, ("few",), ())
    rate = report_rate(0, 100_000)
    assert rate is not None
    silent = EquityPlace("none", 100_000, rate, nothing(Why.EMPTY, 0))
    assert equity([silent, place("b", 900, 3), place("c", 900, 3)], CITY).unheard == ("none",)


def test_without_enough_areas_or_a_citys_figure_nothing_is_said() -> None:
    unknown = [
        equity([], CITY),
        equity([place("a", 200, 5)], CITY),
        equity([place("a", 200, 5), place("b", 900, 3)], nothing(Why.TOO_YOUNG, 900)),
        equity([place("a", 20, 5), place("b", 20, 3)], CITY),
    ]
    assert {found.verdict for found in unknown} == {EquityVerdict.UNKNOWN}
    assert unknown[0] == Equity(verdict=EquityVerdict.UNKNOWN, rate=None, wait=CITY.value)


@given(st.lists(st.tuples(st.integers(0, 3000), st.floats(0.2, 40), st.floats(1.01, 3)), min_size=2, max_size=12))
def test_whoever_is_named_lies_wholly_beyond_both_figures_of_the_city(made: list[tuple[int, float, float]]) -> None:
    places = [place(str(n), count, days, spread=spread) for n, (count, days, spread) in enumerate(made)]
    found = equity(places, CITY)
    assert set(found.left_out) <= set(found.quiet) and not set(found.quiet) & set(found.unheard)
    for one in places:
        if one.key in found.left_out:
            assert one.rate.high is not None and one.wait.low is not None and found.rate is not None
            assert one.rate.high < found.rate and one.wait.low > 3 * DAY
