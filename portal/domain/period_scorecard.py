"""Everything that is computed of one group in one period."""

from __future__ import annotations

from dataclasses import dataclass

from .figure import Figure
from .scorecard import CustodyFigures, Flow, Scorecard


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """What came in and what was resolved in one calendar month; ``key`` as in Period."""

    key: str
    received: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodScorecard:
    """Everything computed of one group in one period. ``hands`` and ``same_text`` are known of agencies and of the
    whole city only; ``trend`` stands with the period ``all`` only. ``own``: how many reports that the city made to
    itself are in none of these figures."""

    card: Scorecard
    flow: Flow
    hands: CustodyFigures | None = None
    same_text: Figure | None = None
    trend: tuple[MonthFlow, ...] = ()
    own: int = 0
