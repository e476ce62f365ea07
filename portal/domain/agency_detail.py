"""What is known of an agency alone beside the figures that every group has: where its reports lie, and who passed them
on to whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .figure import Figure, wilson
from .passing_on import PassedOn
from .survival import Whole
from .time_in_hand import TimeInHand


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Of the reports of one area that an agency had in hand: ``due`` had their target behind them, ``kept`` of these
    were resolved within it."""

    area: int
    n: int
    due: int
    kept: int

    @property
    def on_time(self) -> Figure:
        return wilson(self.kept, self.due)

    def joined(self, other: PlaceCounts) -> PlaceCounts:
        """Both together, as of this area."""
        return PlaceCounts(self.area, self.n + other.n, self.due + other.due, self.kept + other.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDetail:
    """``given``: what the agency passed on to others, ``taken``: what others passed on to it."""

    given: PassedOn
    taken: PassedOn
    places: tuple[PlaceCounts, ...]


def place_counts(times: TimeInHand, area: Whole) -> tuple[PlaceCounts, ...]:
    """The counts of each area; ``area``: of each row, 0 where none is known, which stands in no count."""
    due = times.due
    size = int(area.max(initial=0)) + 1
    counts = [np.bincount(area[rows], minlength=size).tolist() for rows in (area > 0, due, due & times.kept)]
    return tuple(PlaceCounts(place, *of) for place, of in enumerate(zip(*counts, strict=True)) if place and of[0])
