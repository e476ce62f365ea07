"""The figures of a group in a period as JSON, to be stored and read again.

What is NotRequired is missing in figures that an earlier release stored, until the next computation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from ..domain.agency_detail import AgencyDetail, PlaceCounts
from ..domain.figure import Figure, Why
from ..domain.passing_on import PassedOn, PassedWith
from ..domain.period_scorecard import MonthFlow, Outcomes, PeriodScorecard
from ..domain.scorecard import Backlog, CustodyFigures, Flow, Scorecard
from ..domain.time_in_hand import Cause
from ..domain.time_to_event import TimeToEvent
from ..domain.transitions import Closing

#: A figure as stored: value, low, high, n, why.
FigureJson = tuple[float | None, float | None, float | None, int, str]
SHARES = (
    *("action_on_time", "on_time", "rejected", "duplicate", "reopened", "disputed", "confirmed", "asked", "answered"),
    "silent",
)
_UNKNOWN: FigureJson = (None, None, None, 0, Why.EMPTY)  # a share that the earlier release did not have


class TimeToEventJson(TypedDict):
    """A TimeToEvent as stored."""

    n: int
    ended: int
    median: FigureJson
    p90: FigureJson
    within: Sequence[FigureJson]
    steps: Sequence[Sequence[float]]


class BacklogJson(TypedDict):
    """A Backlog as stored."""

    n: int
    overdue: int
    median: float | None
    bands: Sequence[int]
    longest: NotRequired[Sequence[int]]


class OutcomesJson(TypedDict):
    """An Outcomes as stored; ``ended`` in the order of Cause."""

    ended: Sequence[int]
    others: Sequence[Sequence[float]]
    citizens: TimeToEventJson
    stopped: NotRequired[FigureJson | None]
    waited: NotRequired[int]


class PassedOnJson(TypedDict):
    """A PassedOn as stored; ``others``: (agency, held) of each."""

    held: FigureJson
    late: int
    others: Sequence[tuple[int, FigureJson]]


class AgencyDetailJson(TypedDict):
    """An AgencyDetail as stored; ``places``: (area, n, due, kept) of each."""

    given: PassedOnJson
    taken: PassedOnJson
    places: Sequence[tuple[int, int, int, int]]


class PeriodScorecardJson(TypedDict):
    """A PeriodScorecard as stored."""

    received: int
    counted: int
    closing: Mapping[str, int]
    untold: int
    response: TimeToEventJson
    resolution: TimeToEventJson
    shares: Mapping[str, FigureJson]
    reporters: int | None
    backlog: BacklogJson
    flow: tuple[int, int]
    outcomes: OutcomesJson | None
    hands: tuple[int, int, FigureJson] | None
    same_text: FigureJson | None
    detail: NotRequired[AgencyDetailJson | None]
    trend: Sequence[tuple[str, int, int, int | None]]
    own: int


def to_json(of: PeriodScorecard) -> PeriodScorecardJson:
    """The scorecard as values that JSON knows. Shares keep five digits, times are whole seconds."""
    card, back, hands = of.card, of.card.backlog, of.hands
    return {
        "received": card.received,
        "counted": card.counted,
        "closing": {reason.value: n for reason, n in card.closing.items()},
        "untold": card.untold,
        "response": _times_json(card.response),
        "resolution": _times_json(card.resolution),
        "shares": {name: _figure_json(getattr(card, name)) for name in SHARES},
        "reporters": card.reporters,
        "backlog": {
            "n": back.n,
            "overdue": back.overdue,
            "median": back.median,
            "bands": back.bands,
            "longest": back.longest,
        },
        "flow": (of.flow.received, of.flow.resolved),
        "outcomes": _outcomes_json(of.outcomes) if of.outcomes else None,
        "hands": (hands.spells, hands.total, _figure_json(hands.median)) if hands else None,
        "same_text": _figure_json(of.same_text) if of.same_text else None,
        "detail": _detail_json(of.detail) if of.detail else None,
        "trend": [(m.key, m.received, m.resolved, m.otherwise) for m in of.trend],
        "own": of.own,
    }


#: A sheet as it is stored: no blanks, and nothing that holds itself.
written = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def parsed(stored: str) -> PeriodScorecard:
    """The scorecard of a JSON text."""
    return from_json(json.loads(stored))


def longest_open(stored: str) -> list[int]:
    """The ids of the open tickets that wait longest, the longest first, of a scorecard's JSON text; nothing else of it
    is built."""
    return list(json.loads(stored)["backlog"].get("longest", ()))


def from_json(stored: PeriodScorecardJson) -> PeriodScorecard:
    """The scorecard that ``to_json`` made these values of."""
    back, hands, same_text = stored["backlog"], stored["hands"], stored["same_text"]
    outcomes, detail = stored["outcomes"], stored.get("detail")
    card = Scorecard(
        received=stored["received"],
        counted=stored["counted"],
        closing={Closing(name): n for name, n in stored["closing"].items()},
        untold=stored["untold"],
        response=_times(stored["response"]),
        resolution=_times(stored["resolution"]),
        reporters=stored["reporters"],
        backlog=Backlog(
            n=back["n"],
            overdue=back["overdue"],
            median=back["median"],
            bands=tuple(back["bands"]),
            longest=tuple(back.get("longest", ())),
        ),
        **{name: figure(stored["shares"].get(name, _UNKNOWN)) for name in SHARES},
    )
    return PeriodScorecard(
        card=card,
        flow=Flow(received=stored["flow"][0], resolved=stored["flow"][1]),
        outcomes=_outcomes(outcomes) if outcomes else None,
        hands=CustodyFigures(spells=hands[0], total=hands[1], median=figure(hands[2])) if hands else None,
        same_text=figure(same_text) if same_text else None,
        detail=_detail(detail) if detail else None,
        trend=tuple(MonthFlow(*month) for month in stored["trend"]),
        own=stored["own"],
    )


def _outcomes_json(of: Outcomes) -> OutcomesJson:
    return {
        "ended": [of.ended[cause] for cause in Cause],
        "others": of.others,
        "citizens": _times_json(of.citizens),
        "stopped": _figure_json(of.stopped) if of.stopped else None,
        "waited": of.waited,
    }


def _outcomes(stored: OutcomesJson) -> Outcomes:
    stopped = stored.get("stopped")
    return Outcomes(
        ended=dict(zip(Cause, stored["ended"], strict=True)),
        others=tuple((passed_on, rejected, closed) for passed_on, rejected, closed in stored["others"]),
        citizens=_times(stored["citizens"]),
        stopped=figure(stopped) if stopped else None,
        waited=stored.get("waited", 0),
    )


def _detail_json(of: AgencyDetail) -> AgencyDetailJson:
    return {
        "given": _passed_on_json(of.given),
        "taken": _passed_on_json(of.taken),
        "places": [(place.area, place.n, place.due, place.kept) for place in of.places],
    }


def _detail(stored: AgencyDetailJson) -> AgencyDetail:
    return AgencyDetail(
        given=_passed_on(stored["given"]),
        taken=_passed_on(stored["taken"]),
        places=tuple(PlaceCounts(*place) for place in stored["places"]),
    )


def _passed_on_json(of: PassedOn) -> PassedOnJson:
    others = [(other.agency, _figure_json(other.held)) for other in of.others]
    return {"held": _figure_json(of.held), "late": of.late, "others": others}


def _passed_on(stored: PassedOnJson) -> PassedOn:
    others = tuple(PassedWith(agency, figure(held)) for agency, held in stored["others"])
    return PassedOn(held=figure(stored["held"]), late=stored["late"], others=others)


def _figure_json(figure: Figure) -> FigureJson:
    value, low, high = figure.value, figure.low, figure.high
    return (
        None if value is None else round(value, 5) if value <= 1 else round(value),
        None if low is None else round(low, 5) if low <= 1 else round(low),
        None if high is None else round(high, 5) if high <= 1 else round(high),
        figure.n,
        figure.why,
    )


def as_stored(of: PeriodScorecard) -> PeriodScorecard:
    """The scorecard with its figures as exact as they are stored."""
    return from_json(to_json(of))


def figure_as_stored(of: Figure) -> Figure:
    """The same of one figure."""
    return figure(_figure_json(of))


def figure(stored: FigureJson) -> Figure:
    """The figure that was stored so."""
    value, low, high, n, why = stored
    return Figure(value, low, high, n, Why(why))


def _times_json(times: TimeToEvent) -> TimeToEventJson:
    return {
        "n": times.n,
        "ended": times.ended,
        "median": _figure_json(times.median),
        "p90": _figure_json(times.p90),
        "within": [_figure_json(f) for f in times.within],
        "steps": times.steps,
    }


def _times(stored: TimeToEventJson) -> TimeToEvent:
    return TimeToEvent(
        n=stored["n"],
        ended=stored["ended"],
        median=figure(stored["median"]),
        p90=figure(stored["p90"]),
        within=tuple(figure(f) for f in stored["within"]),
        steps=tuple((still, low, high) for still, low, high in stored["steps"]),
    )
