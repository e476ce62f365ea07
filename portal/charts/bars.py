"""Horizontal bars: the parts of one whole, and the open tickets by their age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.period_scorecard import PeriodScorecard
from ..domain.scorecard import BANDS
from ..domain.time_in_hand import Cause
from ..domain.transitions import Closing

OPEN, UNTOLD, PASSED_ON = "open", "untold", "passed_on"
LABELLED_FROM = 0.14  # of the bar: a figure fits into such a part on a phone
#: The resolved first; after these come the open, and those of unknown outcome.
_ORDER = (
    Closing.RESOLVED,
    Closing.RESOLVED_AFTER_DISPUTE,
    Closing.CLOSED,
    Closing.TIMED_OUT,
    Closing.REJECTED,
    Closing.DUPLICATE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a stacked bar: ``n`` tickets closed for a reason, or OPEN, UNTOLD or PASSED_ON (they are another
    agency's now), as ``key`` says; a ``share`` from 0 to 1 of all; ``left``: percent of the width."""

    key: str
    n: int
    share: float
    left: float

    @property
    def width(self) -> float:
        return round(100 * self.share, 2)

    @property
    def labelled(self) -> bool:
        return self.share >= LABELLED_FROM


def closing_bar(of: PeriodScorecard) -> tuple[Segment, ...]:
    """How the tickets of a scorecard ended, as parts of one bar."""
    ended = [(reason.value, of.card.closing.get(reason, 0)) for reason in _ORDER]
    passed_on = of.outcomes.ended[Cause.PASSED_ON] if of.outcomes else 0
    return stacked_bar([*ended, (PASSED_ON, passed_on), (OPEN, of.card.backlog.n), (UNTOLD, of.card.untold)])


def stacked_bar(counts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    """Counts as parts of one bar in their order; zeros are left out."""
    total = sum(n for _, n in counts)
    found: list[Segment] = []
    before = 0
    for key, n in counts:
        if n:
            found.append(Segment(key=key, n=n, share=n / total, left=round(100 * before / total, 2)))
            before += n
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """``n`` tickets of ``over`` to ``under`` days (None: and more); ``width``: percent of that of the largest band."""

    over: int
    under: int | None
    n: int
    width: float


def age_bars(counts: Sequence[int], edges: Sequence[int] = BANDS) -> tuple[AgeBand, ...]:
    """One bar a band, all on one scale. ``counts``: one more than ``edges``, which are in days."""
    most = max([1, *counts])
    ends = [0, *edges]
    return tuple(
        AgeBand(over=ends[i], under=edges[i] if i < len(edges) else None, n=n, width=round(100 * n / most, 2))
        for i, n in enumerate(counts)
    )
