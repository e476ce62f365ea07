"""Horizontal bars: the parts of one whole, and the open tickets by their age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..domain.own_time import Cause
from ..domain.period_scorecard import PeriodScorecard
from ..domain.scorecard import BANDS
from ..domain.transitions import Closing

#: How a ticket ended for an agency.
End: TypeAlias = Closing | Literal[Cause.PASSED_ON]
LABELLED_FROM = 0.14  # of the bar: a figure fits into such a part on a phone
#: The resolved first; after these come the open.
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
    """A part of a stacked bar: ``n`` tickets that ended for a ``reason`` (PASSED_ON: they are another agency's now;
    None: still open), a ``share`` from 0 to 1 of all; ``left``: percent of the width."""

    reason: End | None
    n: int
    share: float
    left: float

    @property
    def key(self) -> str:
        """The name of the reason, as classes and words call it."""
        return "open" if self.reason is None else self.reason.name.lower()

    @property
    def width(self) -> float:
        return round(100 * self.share, 2)

    @property
    def labelled(self) -> bool:
        return self.share >= LABELLED_FROM


def closing_bar(of: PeriodScorecard) -> tuple[Segment, ...]:
    """How the tickets of a scorecard ended, as parts of one bar."""
    counts: list[tuple[End | None, int]] = [(reason, of.card.closing.get(reason, 0)) for reason in _ORDER]
    passed_on = of.own.ended[Cause.PASSED_ON] if of.own else 0
    return stacked_bar([*counts, (Cause.PASSED_ON, passed_on), (None, of.card.backlog.n)])


def stacked_bar(counts: Sequence[tuple[End | None, int]]) -> tuple[Segment, ...]:
    """Counts as parts of one bar in their order; zeros are left out."""
    total = sum(n for _, n in counts)
    found: list[Segment] = []
    before = 0
    for reason, n in counts:
        if n:
            found.append(Segment(reason=reason, n=n, share=n / total, left=round(100 * before / total, 2)))
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
