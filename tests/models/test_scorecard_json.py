"""A scorecard survives being stored as JSON."""

from __future__ import annotations

import json

import pytest

from portal.domain.agency_detail import AgencyDetail, PlaceCounts
from portal.domain.figure import Figure, Why, nothing, wilson
from portal.domain.passing_on import PassedOn, PassedWith
from portal.domain.period_scorecard import MonthFlow, PeriodScorecard
from portal.domain.scorecard import CustodyFigures, Flow
from portal.models.scorecard_json import from_json, longest_open, to_json, written
from tests.domain.test_scorecard import DAY, card, done

DETAIL = AgencyDetail(
    given=PassedOn(held=Figure(9.0, 4.0, 20.0, 50), late=7, others=(PassedWith(3, Figure(9.0, None, None, 2)),)),
    taken=PassedOn(held=nothing(Why.EMPTY, 0), late=0, others=()),
    places=(PlaceCounts(5, 40, 30, 10),),
)


def test_what_is_read_back_is_what_was_stored() -> None:
    kept = PeriodScorecard(
        card=card(done(1), done(2), {}, {}, on_day=100),
        flow=Flow(received=4, resolved=2),
        hands=CustodyFigures(spells=3, total=12 * DAY, median=Figure(float(DAY), 10.0, None, 3)),
        same_text=wilson(1, 2),
        trend=(MonthFlow("2023-01", 4, 2),),
        detail=DETAIL,
    )
    stored = json.loads(json.dumps(to_json(kept)))
    again = from_json(stored)
    assert json.loads(json.dumps(to_json(again))) == stored
    assert (again.flow, again.hands, again.trend, again.detail) == (kept.flow, kept.hands, kept.trend, DETAIL)
    assert again.card.resolution.median == kept.card.resolution.median
    assert again.card.on_time.low == pytest.approx(kept.card.on_time.low, abs=1e-5)
    assert (again.card.backlog, again.card.closing) == (kept.card.backlog, kept.card.closing)
    assert longest_open(written(stored)) == list(kept.card.backlog.longest) != []


def test_a_figure_that_is_not_shown_keeps_its_reason() -> None:
    young = PeriodScorecard(card=card(done(0.5), {}, {}, on_day=1), flow=Flow(received=3, resolved=1))
    again = from_json(json.loads(json.dumps(to_json(young))))
    assert again.card.resolution.median == nothing(Why.TOO_YOUNG, 3, young.card.resolution.median.low)
    assert (again.hands, again.same_text) == (None, None)


def test_figures_that_an_earlier_release_stored_are_read_without_what_it_did_not_know() -> None:
    stored = to_json(PeriodScorecard(card=card({}, on_day=1), flow=Flow(received=1, resolved=0)))
    del stored["detail"], stored["backlog"]["longest"]
    stored["shares"] = {name: figure for name, figure in stored["shares"].items() if name not in ("asked", "answered")}
    again = from_json(stored)
    assert again.card.asked == again.card.answered == nothing(Why.EMPTY, 0)
    assert (again.detail, again.card.backlog.longest, again.card.backlog.n) == (None, (), 1)
    assert longest_open(written(stored)) == []
