"""Everything that is computed of one group in one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .agency_detail import AgencyDetail
from .figure import Figure
from .scorecard import CustodyFigures, Flow, Scorecard
from .time_in_hand import Cause
from .time_to_event import TimeToEvent


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """What came in and what was resolved in one calendar month; ``key`` as in Period. ``otherwise``: what an agency
    passed on, rejected or closed in it, None where that is not counted."""

    key: str
    received: int
    resolved: int
    otherwise: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What became of the tickets that an agency had in hand. ``ended`` counts every way to end; ``others``: the shares
    passed on, rejected and closed at each step of the curve of resolution. ``citizens``: the time from submission to
    resolution by whomever, of all these tickets. ``stopped``: the share for which its clock stood still for a question
    to the reporter, None before that was counted; ``waited``: for how many seconds in all."""

    ended: Mapping[Cause, int]
    others: tuple[tuple[float, float, float], ...]
    citizens: TimeToEvent
    stopped: Figure | None = None
    waited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodScorecard:
    """Everything computed of one group in one period.

    Of an agency, and of a category of one, ``outcomes`` are known: then ``card.resolution`` and ``card.on_time`` are of
    its own time with what it had in hand. ``hands`` and ``same_text`` are known of agencies only, ``detail`` of their
    years and of all time; ``trend`` stands with the period ``all`` only. ``own``: how many reports that the city made
    to itself are in none of these figures.
    """

    card: Scorecard
    flow: Flow
    outcomes: Outcomes | None = None
    hands: CustodyFigures | None = None
    same_text: Figure | None = None
    detail: AgencyDetail | None = None
    trend: tuple[MonthFlow, ...] = ()
    own: int = 0
