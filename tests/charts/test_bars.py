"""Horizontal bars: parts that fill their whole, and bands of age on one scale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.bars import LABELLED_FROM, OPEN, UNTOLD, age_bars, closing_bar, stacked_bar
from portal.domain.cohort import UNTOLD as UNTOLD_CLOSING
from portal.domain.period_scorecard import Outcomes, PeriodScorecard
from portal.domain.scorecard import BANDS, Flow, Scorecard
from portal.domain.time_in_hand import Cause
from portal.domain.transitions import Closing
from tests.domain.test_scorecard import card, done, ended

COUNTS = st.lists(
    st.tuples(st.sampled_from([*(reason.value for reason in Closing), OPEN, UNTOLD]), st.integers(0, 10**6)), max_size=9
)


def sheet(of: Scorecard, outcomes: Outcomes | None = None) -> PeriodScorecard:
    return PeriodScorecard(card=of, flow=Flow(received=0, resolved=0), outcomes=outcomes)


def test_parts_of_a_bar_touch_and_fill_it() -> None:
    found = stacked_bar(
        [(Closing.RESOLVED.value, 6), (Closing.REJECTED.value, 0), (Closing.TIMED_OUT.value, 1), (OPEN, 3)]
    )
    assert [(s.key, s.left, s.width) for s in found] == [
        (Closing.RESOLVED.value, 0.0, 60.0),
        (Closing.TIMED_OUT.value, 60.0, 10.0),
        (OPEN, 70.0, 30.0),
    ]


@given(COUNTS)
def test_no_count_is_lost_and_no_part_lies_outside(counts: list[tuple[str, int]]) -> None:
    found = stacked_bar(counts)
    assert sum(segment.n for segment in found) == sum(n for _, n in counts)
    assert [(s.key, s.n) for s in found] == [(key, n) for key, n in counts if n]
    end = 0.0
    for segment in found:
        assert segment.left == pytest.approx(end, abs=0.1)
        end = segment.left + segment.width
    assert end == pytest.approx(100 if found else 0, abs=0.1)


def test_a_bar_of_nothing_is_empty() -> None:
    assert stacked_bar([(OPEN, 0)]) == stacked_bar([]) == ()


def test_a_part_is_labelled_when_its_figure_fits() -> None:
    small, large = stacked_bar([(OPEN, 13), (Closing.RESOLVED.value, 87)])
    assert small.share < LABELLED_FROM <= large.share
    assert (small.labelled, large.labelled) == (False, True)


def test_the_resolved_come_first_and_the_open_last_but_for_the_unknown() -> None:
    of = card({"closing": UNTOLD_CLOSING}, done(1), ended(2, Closing.REJECTED), {}, ended(2, Closing.CLOSED), done(3))
    found = closing_bar(sheet(of))
    assert [(segment.key, segment.n) for segment in found] == [
        (Closing.RESOLVED.value, 2),
        (Closing.CLOSED.value, 1),
        (Closing.REJECTED.value, 1),
        (OPEN, 1),
        (UNTOLD, 1),
    ]


def test_every_way_to_close_a_ticket_has_its_part() -> None:
    found = closing_bar(sheet(card(*[ended(2, reason) for reason in Closing])))
    assert {segment.key for segment in found} == {reason.value for reason in Closing}


def test_what_an_agency_passed_on_is_a_part_of_its_own() -> None:
    of = card(done(1), {})
    own = Outcomes(ended={**dict.fromkeys(Cause, 0), Cause.PASSED_ON: 3}, others=(), citizens=of.resolution)
    found = closing_bar(sheet(of, own))
    assert [(segment.key, segment.n) for segment in found] == [("resolved", 1), ("passed_on", 3), ("open", 1)]


def test_bands_of_age_share_one_scale() -> None:
    found = age_bars((10, 20, 5, 0), (7, 30, 90))
    assert [(b.over, b.under, b.width) for b in found] == [
        (0, 7, 50.0),
        (7, 30, 100.0),
        (30, 90, 25.0),
        (90, None, 0.0),
    ]


@given(st.lists(st.integers(0, 10**6), min_size=len(BANDS) + 1, max_size=len(BANDS) + 1))
def test_bars_of_age_lie_inside_of_the_chart_in_the_order_of_their_counts(counts: list[int]) -> None:
    found = age_bars(counts)
    assert [band.n for band in found] == counts
    assert all(0 <= band.width <= 100 for band in found)
    widths = [band.width for band in sorted(found, key=lambda band: band.n)]
    assert widths == sorted(widths)
    assert max(widths) == (100 if any(counts) else 0)
